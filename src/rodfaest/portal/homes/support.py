"""The home of those who help it stick: fagligt fyrtårn, faglig støtte (dagplejepædagog), souschef. House by house."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from rodfaest.enrolment.models import Seat
from rodfaest.journey.models import Step
from rodfaest.journey.permissions import may_keep_step
from rodfaest.kernel.actors import Actor
from rodfaest.organisations.models import Unit
from rodfaest.organisations.rules import FunctionKind
from rodfaest.portal.homes.asking import Question, questions_of
from rodfaest.portal.homes.steps import next_of_each, steps_for
from rodfaest.programmes.rules.vocabulary import StepRole

HELPING = (FunctionKind.BEACON, FunctionKind.SUPPORT, FunctionKind.SOUSCHEF)
OWN = (StepRole.BEACON, StepRole.DEPUTY)
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


@dataclass(frozen=True)
class SupportHome:
    """`houses` with somebody on the way, those with something to do first; `quiet` are the others."""

    asking: Sequence[Question]
    """Whom one was chosen to ask, by whoever leads nothing; a leader has them on the leader's home."""
    houses: Sequence[House]
    quiet: Sequence[House]

    @property
    def first(self) -> Step | None:
        """The one step to do first, over all houses."""
        own = [step for house in self.houses for step in house.own]
        return min(own, key=lambda step: (step.on, step.pk), default=None)


def home(actor: Actor) -> SupportHome | None:
    """The home of whoever helps somewhere today. A query or three, and the steps that all of a person's homes share."""
    helped = frozenset[int]().union(*(actor.units_as(kind) for kind in HELPING))
    if not helped:
        return None
    steps = [step for step in steps_for(actor, *OWN, *TOGETHER) if may_keep_step(actor, step)]
    chosen = (
        []
        if actor.led_unit_ids
        else [step for step in steps_for(actor, StepRole.LEADER, with_kept=True) if may_keep_step(actor, step)]
    )
    on_the_way = Q(employments__wishes__seat__in=Seat.objects.live().filter(pk__in=Step.objects.ahead().values("seat")))
    units = (
        Unit.objects.filter(pk__in=helped, employments__isnull=False)
        .annotate(people=Count("employments__wishes__person", filter=on_the_way, distinct=True))
        .order_by("name", "pk")
    )
    houses = [_house(unit, unit.people, steps) for unit in units]  # type: ignore[attr-defined]  # annotated above
    return SupportHome(
        asking=questions_of(chosen, actor),
        houses=sorted((house for house in houses if house.people), key=lambda house: not house.is_busy),
        quiet=[house for house in houses if not house.people and not house.unit.is_closed],
    )


def _house(unit: Unit, people: int, steps: Sequence[Step]) -> House:
    here = [step for step in steps if step.at_unit_id == unit.pk]
    return House(
        unit=unit,
        people=people,
        own=[step for step in here if step.role in OWN and step.is_now],
        together=[step for step in here if step.role in TOGETHER and step.is_now],
        coming=next_of_each(step for step in here if not step.is_now),
    )
