"""What falls to somebody to do for others: a leader, a souschef, a fagligt fyrtårn, a konsulent, a chef, a house."""

from collections.abc import Sequence

from rodfaest.cohorts.queries import holds
from rodfaest.journey.models import Step
from rodfaest.journey.permissions import may_keep_step
from rodfaest.journey.rules import upcoming
from rodfaest.kernel.actors import Actor
from rodfaest.kernel.time import today
from rodfaest.programmes.rules.vocabulary import StepRole


def steps_for(actor: Actor, *roles: StepRole) -> list[Step]:
    """The open steps of these roles that the actor may keep, from four weeks back and on; by the day each is for."""
    return [step for step in steps_and_kept(actor, *roles) if not step.is_kept]


def steps_and_kept(actor: Actor, *roles: StepRole) -> list[Step]:
    """Those that are done too: what was answered last decides what is still asked."""
    return [step for step in actor.once("journey.steps_for_others", _load) if step.role in roles]


def _load(actor: Actor) -> Sequence[Step]:
    """One query a request, however many panels ask, and two for holds not met before."""
    visible = Step.objects.visible_to(actor).live().exclude(role=StepRole.PARTICIPANT)
    soon = visible.since(upcoming.soon(today()).first).in_order()
    steps = list(
        soon.select_related("seat__wish__person", "seat__wish__employment__unit", "seat__asker__person", "unit")
    )
    known = holds(actor, {step.cohort_id for step in steps})
    for step in steps:
        step.cohort = known[step.cohort_id]
    return [step for step in steps if may_keep_step(actor, step)]
