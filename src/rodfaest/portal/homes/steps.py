"""What falls to somebody to do for others: a leader, a souschef, a fagligt fyrtårn, a konsulent, a chef, a house."""

from collections.abc import Iterable, Mapping

from rodfaest.cohorts.models import Cohort
from rodfaest.journey.models import Step
from rodfaest.journey.rules import upcoming
from rodfaest.kernel.actors import Actor
from rodfaest.kernel.time import today
from rodfaest.programmes.rules.vocabulary import StepRole


def steps_for(actor: Actor, *roles: StepRole) -> list[Step]:
    """
    The open steps of these roles that are the actor's, from four weeks back and on; by the day each is for.

    Two queries a request, however many of a person's homes ask.
    """
    loaded = actor.once("portal.steps", _load)
    return [step for step in loaded if step.role in roles]


def is_now(step: Step) -> bool:
    """Due within two weeks, or a little while ago, and not put off."""
    return step.on <= upcoming.soon(today()).last and not step.is_waiting


def next_of_each(steps: Iterable[Step]) -> list[Step]:
    """The first step of each house and hold: what to have in mind when nothing is due."""
    first: dict[tuple[int, int | None], Step] = {}
    for step in steps:
        first.setdefault((step.cohort_id, step.at_unit_id), step)
    return list(first.values())


def _load(actor: Actor) -> list[Step]:
    steps = list(
        Step.objects.visible_to(actor)
        .open()
        .exclude(role=StepRole.PARTICIPANT)
        .since(upcoming.soon(today()).first)
        .in_order()
        .select_related("seat__wish__person", "seat__wish__employment__unit", "seat__asker__person", "unit")
    )
    known = cohorts_of({step.cohort_id for step in steps})
    for step in steps:
        step.cohort = known[step.cohort_id]
    return steps


def cohorts_of(ids: Iterable[int]) -> Mapping[int, Cohort]:
    """Cohorts with the words of their programme, each read once. One query, or none."""
    ids = set(ids)
    return Cohort.objects.select_related("version", "kommune").in_bulk(ids) if ids else {}
