"""Marking who was there. The first mark of a day says that the day was held."""

from rodfaest.attendance import permissions, rules
from rodfaest.attendance.happenings import AttendanceMarked
from rodfaest.attendance.models import Attendance
from rodfaest.attendance.queries import sheet_of
from rodfaest.attendance.rules import Mark
from rodfaest.audit.actions import record
from rodfaest.cohorts.actions import hold_day
from rodfaest.cohorts.jobs import ATTENDANCE
from rodfaest.cohorts.models import Cohort, TeachingDay
from rodfaest.enrolment.models import Seat
from rodfaest.kernel.access import require
from rodfaest.kernel.actors import Actor
from rodfaest.kernel.errors import RuleBroken
from rodfaest.kernel.happenings import announce
from rodfaest.kernel.time import today
from rodfaest.kernel.transactions import write


@write
def mark_attendance(seat: Seat, day: TeachingDay, mark: Mark, *, actor: Actor) -> Attendance:
    """Note whether somebody was there. The same mark again changes nothing; another one replaces it, and says so."""
    require(permissions.may_mark_day(actor, day))
    day = _locked(day)
    _refuse(day, in_cohort=Seat.objects.of_day(day).filter(pk=seat.pk).exists())
    known = Attendance.objects.filter(seat=seat, day=day).first()
    if known and known.mark == mark:
        return known
    attendance = _mark(known or Attendance(seat=seat, day=day), mark, actor=actor)
    _hold(day)
    return attendance


@write
def mark_all_present(day: TeachingDay, *, actor: Actor) -> list[Attendance]:
    """Mark everybody who has no mark yet as present. Marks that were made stay as they are."""
    require(permissions.may_mark_day(actor, day))
    day = _locked(day)
    unmarked = sheet_of(day).unmarked
    if not unmarked:
        return []
    _refuse(day)
    marked = [_mark(Attendance(seat=seat, day=day), Mark.PRESENT, actor=actor) for seat in unmarked]
    _hold(day)
    return marked


def _refuse(day: TeachingDay, *, in_cohort: bool = True) -> None:
    cancelled = day.cancelled_on is not None
    if why_not := rules.why_not_mark(on=day.on, today=today(), cancelled=cancelled, in_cohort=in_cohort):
        raise RuleBroken(why_not)


def _mark(attendance: Attendance, mark: Mark, *, actor: Actor) -> Attendance:
    was = f"{attendance.word} → " if attendance.pk else ""
    attendance.mark, attendance.on = mark, today()
    # Seat and day were read under the lock: asking for each again would be four queries a name.
    attendance.clean_fields(exclude={"seat", "day"})
    attendance.save()
    record("attendance.marked", attendance, actor=actor, detail=f"{was}{mark.label}")
    announce(AttendanceMarked(attendance.seat_id, attendance.day_id), actor=actor)
    return attendance


def _hold(day: TeachingDay) -> None:
    if day.held_on is None:
        hold_day(day, actor=ATTENDANCE)


def _locked(day: TeachingDay) -> TeachingDay:
    """The day as it stands now, its cohort's row locked: two phones may mark the same person at once."""
    cohort = Cohort.objects.select_for_update().get(pk=day.cohort_id)
    return cohort.days.get(pk=day.pk)
