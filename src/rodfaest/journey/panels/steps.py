"""
What falls to somebody to do: for others, as leader, souschef, fagligt fyrtårn, konsulent, chef or with the house; and
what is theirs by name.
"""

from collections.abc import Sequence

from rodfaest.cohorts.queries import cohorts_of
from rodfaest.journey.models import Step
from rodfaest.journey.permissions import may_do_step
from rodfaest.journey.queries.steps import know_cohorts
from rodfaest.journey.rules import upcoming
from rodfaest.kernel.actors import Actor
from rodfaest.kernel.time import today
from rodfaest.programmes.rules.vocabulary import StepRole


def steps_for(actor: Actor, *roles: StepRole) -> list[Step]:
    """The open steps of these roles that the actor may do, from four weeks back and on; by the day each is for."""
    return [step for step in steps_and_done(actor, *roles) if not step.is_done]


def steps_and_done(actor: Actor, *roles: StepRole) -> list[Step]:
    """Those that are done too: what was answered last decides what is still asked."""
    return [step for step in actor.once("journey.steps_for_others", _load) if step.role in roles]


def own_steps(actor: Actor) -> list[Step]:
    """The open steps that are the actor's by name. What stands behind them is asked for, where there are any."""
    own = [step for step in _rows(actor) if step.person_id and not step.is_done]
    know_cohorts(own, {})
    return own


def _load(actor: Actor) -> Sequence[Step]:
    """Two queries for cohorts not loaded before."""
    steps = [step for step in _rows(actor) if not step.person_id]
    know_cohorts(steps, cohorts_of(actor, {step.cohort_id for step in steps if step.cohort_id}))
    return [step for step in steps if may_do_step(actor, step)]


def _rows(actor: Actor) -> Sequence[Step]:
    """Those from four weeks back and on that are not of one's own way. One query a request, however many panels ask."""

    def load(actor: Actor) -> Sequence[Step]:
        visible = Step.objects.visible_to(actor).live().exclude(role=StepRole.PARTICIPANT, person__isnull=True)
        near = ("seat__wish__person", "seat__wish__employment__unit", "seat__asker__person", "unit")
        return list(visible.since(upcoming.soon(today()).first).in_order().select_related(*near))

    return actor.once("journey.steps_to_do", load)
