"""Marking who was there. The first mark of a day says that the day was held."""

from rodfaest.attendance import permissions, rules
from rodfaest.attendance.happenings import AttendanceMarked
from rodfaest.attendance.models import Attendance, sheet_of
from rodfaest.attendance.rules import Mark
from rodfaest.audit.actions import record
from rodfaest.cohorts.actions import hold_day
from rodfaest.cohorts.models import Cohort, TeachingDay
from rodfaest.enrolment.models import Seat
from rodfaest.kernel.access import require
from rodfaest.kernel.actors import Actor, System
from rodfaest.kernel.errors import RuleBroken
from rodfaest.kernel.happenings import announce
from rodfaest.kernel.time import today
from rodfaest.kernel.transactions import write

HOLDER = System("attendance")
"""The day is held because somebody was marked; that follows from the mark, whoever made it."""


@write
def mark_attendance(seat: Seat, day: TeachingDay, mark: Mark, *, actor: Actor) -> Attendance:
    """Note whether somebody was there. The same mark again changes nothing; another one replaces it, and says so."""
    require(permissions.may_mark_day(actor, day))
    day = _locked(day)
    in_cohort = Seat.objects.of_day(day).filter(pk=seat.pk).exists()
    if why_not := rules.why_not_mark(
        on=day.on, today=today(), cancelled=day.cancelled_on is not None, in_cohort=in_cohort
    ):
        raise RuleBroken(why_not)

    known = Attendance.objects.filter(seat=seat, day=day).first()
    if known and known.mark == mark:
        return known
    was = f"{known.word} → " if known else ""
    attendance = known or Attendance(seat=seat, day=day)
    attendance.mark, attendance.on = mark, today()
    attendance.full_clean()
    attendance.save()
    record("attendance.marked", attendance, actor=actor, detail=f"{was}{mark.label}")

    if day.held_on is None:
        hold_day(day, actor=HOLDER)
    announce(AttendanceMarked(seat.pk, day.pk), actor=actor)
    return attendance


@write
def mark_all_present(day: TeachingDay, *, actor: Actor) -> list[Attendance]:
    """Mark everybody who has no mark yet as present. Marks that were made stay as they are."""
    require(permissions.may_mark_day(actor, day))
    return [mark_attendance(seat, day, Mark.PRESENT, actor=actor) for seat in sheet_of(day).unmarked]


def _locked(day: TeachingDay) -> TeachingDay:
    """The day as it stands now, its cohort's row locked: two phones may mark the same person at once."""
    cohort = Cohort.objects.select_for_update().get(pk=day.cohort_id)
    return cohort.days.get(pk=day.pk)
