"""A day's list of names."""

from dataclasses import dataclass

from rodfaest.attendance import rules
from rodfaest.attendance.models import Attendance
from rodfaest.attendance.rules import Mark
from rodfaest.cohorts.models import TeachingDay
from rodfaest.enrolment.models import Seat


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
