"""What several pages show of a cohort."""

from collections.abc import Sequence
from dataclasses import dataclass

from rodfaest.cohorts.models import Cohort, TeachingDay
from rodfaest.enrolment.models import Seat
from rodfaest.enrolment.rules.queue import beside_sentence
from rodfaest.programmes.rules.definition import Definition
from rodfaest.programmes.rules.load import load_of
from rodfaest.programmes.rules.vocabulary import StepRole


@dataclass(frozen=True)
class About:
    """A cohort for whoever wishes or answers: its days, its criteria, and what it asks in minutes and pages."""

    cohort: Cohort
    definition: Definition
    days: Sequence[TeachingDay]
    minutes: int
    pages: int | None


def about(cohort: Cohort) -> About:
    """No query."""
    definition = cohort.version.definition
    return About(
        cohort,
        definition,
        days=cohort.live_days(),
        minutes=_minutes(definition),
        pages=definition.reading.pages if definition.reading else None,
    )


def seated_beside(cohort: Cohort, *, person: int, name: str = "") -> str:
    """The sentence about somebody's seats on other cohorts of the programme; empty where there are none. One query."""
    cohorts = Seat.objects.beside(cohort, person=person).values_list("wish__cohort__name", flat=True)
    return beside_sentence(cohorts, name=name)


def _minutes(definition: Definition) -> int:
    """What the steps ask of a participant in all, outside days, reading and practice."""
    loads = {load.role: load.total for load in load_of(definition, questionnaires=False)}
    return loads.get(StepRole.PARTICIPANT, 0)
