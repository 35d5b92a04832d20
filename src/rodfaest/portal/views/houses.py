"""A house's own page, across people and years."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from rodfaest.cohorts.models import Cohort
from rodfaest.enrolment.models import LocalAgreement, Seat
from rodfaest.journey.models import Step, StepText
from rodfaest.journey.permissions import house_unit_ids
from rodfaest.journey.queries.pictures import arc_of_house
from rodfaest.journey.queries.steps import know_cohorts
from rodfaest.journey.rules.house_arc import HouseArc
from rodfaest.journey.rules.upcoming import soon
from rodfaest.kernel.access import may
from rodfaest.kernel.actors import Actor
from rodfaest.kernel.counts import Fewest
from rodfaest.kernel.time import today
from rodfaest.kernel.views import ActorRequest, signed_in
from rodfaest.organisations.models import Unit
from rodfaest.portal.house import Link, chain_of, house_steps, how_many, people_of
from rodfaest.programmes.rules.vocabulary import Phase
from rodfaest.texts.actions import note_reading
from rodfaest.texts.rules import Audience
from rodfaest.ui.pages import Page, page

NEWEST = 6
"""How many shared texts the page shows; the rest are one press away."""


@dataclass(frozen=True)
class House(Page):
    """
    A house for its own people (`at_home`), for whoever may know who is on the way (`named`), and for others near it.
    `brought` are texts with their words, `lasting` steps with the words shared of them. A closed house shows what was.
    """

    template = "portal/house.html"

    unit: Unit
    named: bool
    at_home: bool
    arc: HouseArc | None
    seats: Sequence[Seat]
    how_many: str
    brought: Sequence[tuple[StepText, str]]
    lasting: Sequence[tuple[Step, Sequence[str]]]
    ahead: Sequence[Step]
    done: Sequence[Step]
    agreements: Iterable[LocalAgreement]
    chain: Sequence[Link]
    fewest: str = Fewest.FACTS.word


@signed_in
@require_GET
def house_show(request: ActorRequest, unit_id: int) -> HttpResponse:
    """
    The house's arc, who is on the way, what was brought home, what lasts, and the steps done together.

    What the house has written and done together, and who is on the way, is its own: others near it meet counts alone.
    """
    actor = request.actor
    known = Unit.objects.visible_to(actor).select_related("organisation", "parent")
    unit = get_object_or_404(known, pk=unit_id)
    named, at_home = may(actor, "journey.see_house_ways", unit), unit.pk in house_unit_ids(actor)
    people, steps = people_of(unit), list(house_steps(unit)) if at_home else []
    seats = [seat for seat in people if seat.is_live and seat.unit == unit]
    held = {seat.wish.cohort_id for seat in seats} | {step.cohort_id for step in steps if step.cohort_id}
    cohorts = Cohort.objects.in_full().in_bulk(held)
    know_cohorts(steps, cohorts)
    texts = _readable(unit, cohorts, actor) if at_home else []
    brought = [text.finished_on for text in texts if text.step.seat_id and text.finished_on]
    told = _words(unit, steps, texts, actor)
    shown = House(
        unit=unit,
        named=bool(named),
        at_home=at_home,
        arc=arc_of_house(unit, seats=seats, cohorts=cohorts, brought=brought) if named else None,
        seats=seats if named else [],
        how_many=how_many(seats),
        brought=told.brought,
        lasting=told.lasting,
        ahead=[] if unit.is_closed else _ahead(steps),
        done=[step for step in steps if step.is_done and step.phase != Phase.AFTER],
        agreements=[] if unit.is_closed else LocalAgreement.objects.visible_to(actor).of_unit(unit),
        chain=chain_of(people),
    )
    return page(request, shown)


def _ahead(steps: Sequence[Step]) -> list[Step]:
    return [step for step in steps if not step.is_done and step.on >= soon(today()).first]


class Words(NamedTuple):
    """What the page shows of the texts."""

    brought: Sequence[tuple[StepText, str]]
    lasting: Sequence[tuple[Step, Sequence[str]]]


def _words(unit: Unit, steps: Sequence[Step], texts: Sequence[StepText], actor: Actor) -> Words:
    """
    What the page shows of the texts: the newest that were brought home, and beside each step the house holds on to what
    is shared of it. That they are read is noted.
    """
    lasting = [step for step in steps if step.is_done and step.phase == Phase.AFTER]
    together = {step.pk for step in lasting}
    lasting_words = [text for text in texts if text.step_id in together]
    brought = [text for text in texts if text.audience == Audience.HOUSE and text.step_id not in together][:NEWEST]
    note_reading([*brought, *lasting_words], page=f"Husets side: {unit.name}", actor=actor)
    return Words(
        brought=[(text, text.open_for(actor)) for text in brought],
        lasting=[
            (step, [text.open_for(actor) for text in lasting_words if text.step_id == step.pk]) for step in lasting
        ],
    )


def _readable(unit: Unit, cohorts: Mapping[int, Cohort], actor: Actor) -> list[StepText]:
    """What is shared with the group or the house and the actor may read, newest first. One query."""
    texts = list(StepText.objects.shared_in_house(unit).for_list().prefetch_related(None))
    know_cohorts([text.step for text in texts], cohorts)
    return [text for text in texts if text.may_read(actor)]
