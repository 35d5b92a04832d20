"""Those who help it stick: fagligt fyrtårn, faglig støtte (dagplejepædagog), souschef. House by house."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from rodfaest.enrolment.models import Seat
from rodfaest.journey.models import Step
from rodfaest.journey.panels.steps import steps_for
from rodfaest.kernel.actors import Actor, Ids
from rodfaest.kernel.reconcile import Scope
from rodfaest.organisations.models import Unit
from rodfaest.organisations.rules import FunctionKind
from rodfaest.programmes.rules.vocabulary import StepRole
from rodfaest.ui.pages import Page

HELPING = (FunctionKind.BEACON, FunctionKind.SUPPORT, FunctionKind.SOUSCHEF)
OWN = (StepRole.BEACON, StepRole.SOUSCHEF)
TOGETHER = (StepRole.HOUSE, StepRole.GROUP)


@dataclass(frozen=True)
class House:
    """A house one helps: how many of it are on the way, one's own steps there now, what the house does together."""

    unit: Unit
    people: int
    own: Sequence[Step]
    together: Sequence[Step]
    coming: Sequence[Step]

    @property
    def is_busy(self) -> bool:
        return bool(self.own or self.together)

    @property
    def has_part(self) -> bool:
        """Whether somebody is on the way, or there is something to do outside any cohort."""
        steps = (*self.own, *self.together, *self.coming)
        return self.people > 0 or any(step.cohort_id is None for step in steps)


@dataclass(frozen=True)
class HelpedHouses(Page):
    """`first` is the step to do first. `houses` have a part in something, the busy ones first; `quiet` have none."""

    template = "journey/panels/helped_houses.html"
    styles = ("journey/panels.css",)

    first: Step | None
    houses: Sequence[House]
    quiet: Sequence[House]


def helps(actor: Actor) -> Ids:
    """The units the actor helps today."""
    return frozenset[int]().union(*(actor.units_as(kind) for kind in HELPING))


def helped_houses(actor: Actor) -> HelpedHouses | None:
    """One query, beside the steps."""
    if not helps(actor):
        return None
    steps = steps_for(actor, *OWN, *TOGETHER)
    on_the_way = Q(employments__wishes__seat__in=Seat.objects.live().filter(pk__in=Step.objects.ahead().values("seat")))
    units = (
        Unit.objects.filter(pk__in=helps(actor), employments__isnull=False)
        .annotate(people=Count("employments__wishes__person", filter=on_the_way, distinct=True))
        .by_name()
    )
    found = [_house(unit, unit.people, steps) for unit in units]  # type: ignore[attr-defined]  # annotated above
    houses = sorted((house for house in found if house.has_part), key=lambda house: not house.is_busy)
    own = [step for house in houses for step in house.own]
    return HelpedHouses(
        first=min(own, key=lambda step: (step.on, step.pk), default=None),
        houses=houses,
        quiet=[house for house in found if not house.has_part and not house.unit.is_closed],
    )


def _house(unit: Unit, people: int, steps: Sequence[Step]) -> House:
    here = [step for step in steps if step.at_unit_id == unit.pk]
    return House(
        unit=unit,
        people=people,
        own=[step for step in here if step.role in OWN and step.is_now],
        together=[step for step in here if step.role in TOGETHER and step.is_now],
        coming=_next_of_each(step for step in here if not step.is_now),
    )


def _next_of_each(steps: Iterable[Step]) -> list[Step]:
    """The first step of each cohort: what to have in mind when nothing is due."""
    first: dict[Scope, Step] = {}
    for step in steps:
        first.setdefault(step.scope, step)
    return list(first.values())
