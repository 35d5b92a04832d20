"""Rows of attendance: one mark per seat and day."""

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
    """Whether one person was there on one teaching day. For exams the provider's own list counts."""

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
