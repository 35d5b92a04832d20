"""What falls to somebody to do for others: a leader, a souschef, a fagligt fyrtårn, a konsulent, a chef, a house."""

from collections.abc import Iterable, Mapping

from rodfaest.cohorts.models import Cohort
from rodfaest.journey.models import Step
from rodfaest.journey.rules import upcoming
from rodfaest.kernel.actors import Actor
from rodfaest.kernel.time import today
from rodfaest.programmes.rules.vocabulary import StepRole


def steps_for(
    actor: Actor, *roles: StepRole, cohorts: Mapping[int, Cohort] | None = None, with_kept: bool = False
) -> list[Step]:
    """
    The open steps of these roles that are the actor's, from four weeks back and on; by the day each is for. Those that
    are done come along `with_kept`: what was answered last decides what is still asked.

    A home that has its `cohorts`, days and words included, hands them in. One query a request, and two more where they
    are not handed in, however many of a person's homes ask.
    """
    known = actor.once("portal.cohorts_of_steps", _cohorts) if cohorts is None else cohorts
    loaded = actor.once("portal.steps", _load)
    steps = [step for step in loaded if step.role in roles and step.cohort_id in known]
    steps = [step for step in steps if with_kept or not step.is_kept]
    for step in steps:
        step.cohort = known[step.cohort_id]
    return steps


def next_of_each(steps: Iterable[Step]) -> list[Step]:
    """The first step of each house and hold: what to have in mind when nothing is due."""
    first: dict[tuple[int, int | None], Step] = {}
    for step in steps:
        first.setdefault((step.cohort_id, step.at_unit_id), step)
    return list(first.values())


def _load(actor: Actor) -> list[Step]:
    return list(
        Step.objects.visible_to(actor)
        .live()
        .exclude(role=StepRole.PARTICIPANT)
        .since(upcoming.soon(today()).first)
        .in_order()
        .select_related("seat__wish__person", "seat__wish__employment__unit", "seat__asker__person", "unit")
    )


def _cohorts(actor: Actor) -> Mapping[int, Cohort]:
    """The holds of the actor's steps with the words of their programme and their days. Two queries, or none."""
    ids = {step.cohort_id for step in actor.once("portal.steps", _load)}
    known = Cohort.objects.select_related("version", "kommune").prefetch_related("days")
    return known.in_bulk(ids) if ids else {}
