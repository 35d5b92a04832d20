"""Rows of attendance: one mark per seat and day."""

from dataclasses import dataclass
from typing import Self

from django.db import models

from rodfaest.attendance import rules
from rodfaest.attendance.rules import Mark
from rodfaest.cohorts.models import TeachingDay
from rodfaest.enrolment.models import Seat
from rodfaest.kernel.models import VisibleQuerySet


class AttendanceQuerySet(VisibleQuerySet["Attendance"]):
    def for_day(self, day: TeachingDay) -> Self:
        """The marks of one day."""
        return self.filter(day=day)


class Attendance(models.Model):
    """Whether one person was there on one teaching day. The provider's own list stays the master for its exams."""

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="attendances", verbose_name="plads")
    day = models.ForeignKey(TeachingDay, models.PROTECT, related_name="attendances", verbose_name="dag")
    mark = models.CharField("kryds", max_length=8, choices=Mark.choices())
    on = models.DateField("krydset af")

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = "fremmøde"
        constraints = [
            models.UniqueConstraint(
                fields=["seat", "day"],
                name="attendance_once_a_day",
                violation_error_message="Der er allerede et kryds for den dag.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat}, dag {self.day.number}: {self.word}"

    @property
    def word(self) -> str:
        return Mark(self.mark).label

    @property
    def own_sentence(self) -> str:
        """Said to the one who was there."""
        return rules.own_sentence(Mark(self.mark))


@dataclass(frozen=True)
class SheetRow:
    """One person's line of a day: the seat, and the mark if there is one."""

    seat: Seat
    mark: Mark | None

    @property
    def word(self) -> str:
        return self.mark.label if self.mark else ""


@dataclass(frozen=True)
class Sheet:
    """A day's list of names with their marks, in the order of first names: as one calls them out."""

    day: TeachingDay
    rows: list[SheetRow]

    @property
    def sentence(self) -> str:
        """How many were there, in a sentence."""
        return rules.day_sentence((row.mark for row in self.rows if row.mark), expected=len(self.rows))

    @property
    def unmarked(self) -> list[Seat]:
        return [row.seat for row in self.rows if row.mark is None]

    def row_of(self, seat: Seat) -> SheetRow:
        return next(row for row in self.rows if row.seat.pk == seat.pk)


def sheet_of(day: TeachingDay) -> Sheet:
    """The day's list. Two queries, whatever the number of names."""
    marks = {seat: Mark(mark) for seat, mark in Attendance.objects.for_day(day).values_list("seat", "mark")}
    return Sheet(day, [SheetRow(seat, marks.get(seat.pk)) for seat in Seat.objects.of_day(day).for_list()])
