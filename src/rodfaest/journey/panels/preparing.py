"""The own steps of those who prepare and answer for the cohorts of a kommune: konsulenter and chefer."""

from collections.abc import Sequence
from dataclasses import dataclass

from rodfaest.cohorts.queries import cohorts_prepared
from rodfaest.journey.models import Step
from rodfaest.journey.panels.steps import steps_for
from rodfaest.kernel.actors import Actor
from rodfaest.organisations.rules import Role
from rodfaest.programmes.rules.vocabulary import StepRole
from rodfaest.ui.pages import Page


@dataclass(frozen=True)
class OwnSteps(Page):
    """What is due; where nothing is, `coming` is the next. `name` is the anchor."""

    template = "journey/panels/own_steps.html"
    styles = ("journey/panels.css",)

    name: str
    steps: Sequence[Step]
    coming: Step | None


def consultant_steps(actor: Actor) -> OwnSteps | None:
    """A konsulent's own, and the next of them."""
    steps = _steps(actor, Role.CONSULTANT, StepRole.CONSULTANT)
    due, coming = [step for step in steps if step.is_now], [step for step in steps if not step.is_now]
    return OwnSteps("own-steps", due, coming[0] if coming else None) if steps else None


def head_steps(actor: Actor) -> OwnSteps | None:
    """A chef's own, while they are due."""
    due = [step for step in _steps(actor, Role.HEAD, StepRole.HEAD) if step.is_now]
    return OwnSteps("head-steps", due, None) if due else None


def _steps(actor: Actor, role: Role, step_role: StepRole) -> list[Step]:
    if not actor.organisations_as(role):
        return []
    known = {cohort.pk for cohort in cohorts_prepared(actor, role)}
    return [step for step in steps_for(actor, step_role) if step.cohort_id in known]
