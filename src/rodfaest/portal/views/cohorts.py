"""A cohort's page: one for those who prepare it, another for those who take part."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from rodfaest.attendance.models import Attendance
from rodfaest.cohorts.models import Cohort, TeachingDay
from rodfaest.cohorts.permissions import may_change_cohort
from rodfaest.cohorts.rules.splits import Split
from rodfaest.enrolment.models import Seat
from rodfaest.journey.models import StepText
from rodfaest.kernel.access import may
from rodfaest.kernel.actors import Actor
from rodfaest.kernel.views import ActorRequest, signed_in
from rodfaest.portal.views.boards import consultant_page
from rodfaest.programmes.rules.vocabulary import Phase
from rodfaest.texts.actions import note_reading
from rodfaest.ui.pages import Page, page

NEWEST = 6
"""How many shared texts the page shows; the rest are one press away."""


@dataclass(frozen=True)
class TakenPartIn(Page):
    """A cohort for whoever takes part in it, or is near it. `seat` is one's own, `far` counts those of other houses."""

    template = "portal/cohort.html"

    cohort: Cohort
    seat: Seat | None
    days: Sequence[tuple[TeachingDay, Attendance | None]]
    splits: Mapping[int, Split]
    near: Sequence[Seat]
    far: int
    far_units: int
    shared: Sequence[tuple[StepText, str]]
    has_tried: bool


@signed_in
@require_GET
def cohort_show(request: ActorRequest, cohort_id: int) -> HttpResponse:
    """The konsulent and the provider's planner meet the board's page; all others the cohort as one takes part in it."""
    known = Cohort.objects.visible_to(request.actor).for_list().select_related("kommune")
    cohort = get_object_or_404(known, pk=cohort_id)
    if may_change_cohort(request.actor, cohort):
        return consultant_page(request, cohort)
    return participant_page(request, cohort)


def participant_page(request: ActorRequest, cohort: Cohort) -> HttpResponse:
    """
    The cohort for whoever takes part, leads or works in the kommune: days, place, contact, what the cohort shares.

    Names are those of one's own house, to travel together; of everybody else only how many and from how many houses.
    """
    actor = request.actor
    seats = list(Seat.objects.live().of_cohort(cohort).for_list())
    own = next((seat for seat in seats if seat.wish.person_id in actor.person_ids), None)
    others = [seat for seat in seats if seat is not own]
    near = {seat.pk for seat in others if may(actor, "journey.see_house_ways", seat.unit)}
    texts = _shared(cohort, actor) if own else []
    note_reading(texts, page=f"Holdets side: {cohort.name}", actor=actor)
    marks = {mark.day_id: mark for mark in Attendance.objects.visible_to(actor).filter(seat=own)} if own else {}
    far = [seat for seat in others if seat.pk not in near]
    shown = TakenPartIn(
        cohort=cohort,
        seat=own,
        days=[(day, marks.get(day.pk)) for day in cohort.days_in_order()],
        splits={split.after_number: split for split in cohort.splits(cohort.kommune.closed_weeks())},
        near=[seat for seat in others if seat.pk in near],
        far=len(far),
        far_units=len({seat.unit.pk for seat in far}),
        shared=[(text, text.open_for(actor)) for text in texts],
        has_tried=_has_tried(cohort, texts),
    )
    return page(request, shown)


def _has_tried(cohort: Cohort, texts: Sequence[StepText]) -> bool:
    """Whether the texts tell of something tried. Those shared FØR tell only of plans."""
    if texts:
        return any(text.step.phase != Phase.BEFORE for text in texts)
    return cohort.has_begun


def _shared(cohort: Cohort, actor: Actor) -> list[StepText]:
    """The newest texts the cohort shares and the actor may read."""
    texts = list(StepText.objects.shared_with_cohort(cohort).for_list().prefetch_related(None)[:NEWEST])
    for text in texts:
        text.step.cohort = cohort
    return [text for text in texts if text.may_read(actor)]
