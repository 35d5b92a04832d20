"""Who marks, and who sees the marks."""

from django.db.models import Q

from rodfaest.attendance.rules import why_not_list
from rodfaest.cohorts.models import TeachingDay
from rodfaest.cohorts.queries import taught_by
from rodfaest.kernel.access import ALLOWED, Decision, denied, permission, visible
from rodfaest.kernel.actors import Actor, LinkHolder
from rodfaest.kernel.text import _
from rodfaest.kernel.time import today
from rodfaest.organisations.queries.leading import led_by
from rodfaest.organisations.rules import Role


@visible("attendance.Attendance")
def attendances_visible_to(actor: Actor) -> Q:
    """One's own marks, those of the units one leads, of the cohorts one teaches, and of the kommune's cohorts."""
    return (
        Q(seat__wish__person__in=actor.person_ids)
        | led_by(actor, unit="seat__wish__employment__unit", person="seat__wish__person")
        | Q(day__cohort__in=taught_by(actor))
        | Q(day__cohort__kommune__in=actor.organisations_as(Role.CONSULTANT))
    )


@permission("attendance.mark_day")
def may_mark_day(actor: Actor, day: TeachingDay) -> Decision:
    """Whoever teaches the cohort, signed in or by the day's link, and a konsulent who types in the paper list."""
    # A link carries the day in its errand, and ends when its person no longer teaches the cohort.
    if day.cohort_id in taught_by(actor):
        return ALLOWED
    if not isinstance(actor, LinkHolder) and day.cohort.kommune_id in actor.organisations_as(Role.CONSULTANT):
        return ALLOWED
    return denied(_("Det er holdets underviser, der krydser af."))


@permission("attendance.read_list")
def may_read_list(actor: Actor, day: TeachingDay) -> Decision:
    """Whoever marks the day, and the provider's planner from three days before it, who hangs the names on the door."""
    if may_mark_day(actor, day):
        return ALLOWED
    if day.cohort.provider_id not in actor.organisations_as(Role.PLANNER):
        return denied(_("Listen er for holdets underviser og udbyderens planlægger."))
    why_not = why_not_list(on=day.on, today=today())
    return denied(why_not) if why_not else ALLOWED
