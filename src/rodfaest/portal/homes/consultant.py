"""The konsulent's home: the board of the kommune's holds, and the konsulent's own steps."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rodfaest.cohorts.models import Cohort
from rodfaest.journey.models import Step
from rodfaest.kernel.actors import Actor
from rodfaest.organisations.rules import Role
from rodfaest.portal.board import BoardLine, lines
from rodfaest.portal.homes.steps import steps_for
from rodfaest.programmes.rules.vocabulary import StepRole


@dataclass(frozen=True)
class Board:
    """`lines` in the order they need somebody; `steps` the konsulent's own, due; `coming` the next of them."""

    lines: Sequence[BoardLine]
    steps: Sequence[Step]
    coming: Step | None

    @property
    def needing(self) -> int:
        return sum(bool(line.needs) for line in self.lines)


def home(actor: Actor) -> Board | None:
    """The board of whoever is konsulent somewhere today."""
    kommuner = actor.holds(Role.CONSULTANT)
    if not kommuner:
        return None
    known = Cohort.objects.visible_to(actor).filter(kommune__in=kommuner).for_list().select_related("kommune")
    cohorts = {cohort.pk: cohort for cohort in known}
    own = steps_for(actor, StepRole.CONSULTANT, cohorts=cohorts)
    due = [step for step in own if step.is_now]
    return Board(
        lines=lines(actor, list(cohorts.values()), Counter(step.cohort_id for step in due)),
        steps=due,
        coming=next((step for step in own if not step.is_now), None),
    )
