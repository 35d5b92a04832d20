"""The steps a programme asks for on a cohort: the journey's own, of which it is asked as any other owner."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rodfaest.cohorts.models import Cohort
from rodfaest.enrolment.models import Seat
from rodfaest.journey.models import Step
from rodfaest.journey.owners import Background
from rodfaest.journey.rules.letters import goes_on_its_day
from rodfaest.journey.rules.steps import DueStep, SeatFact, StepKey, desired_steps
from rodfaest.programmes.rules import definition


@dataclass(frozen=True)
class OfCohort(Background):
    """A cohort, with the words of its programme."""

    cohort: Cohort

    @property
    def title(self) -> str:
        return self.cohort.name

    @property
    def days(self) -> Sequence[date]:
        return [day.on for day in self.cohort.live_days()]

    @property
    def since(self) -> date | None:
        return self.cohort.published_on

    def words(self, key: str) -> definition.Step:
        return self.cohort.version.definition.step(key)

    def has_letter(self, key: str, chosen_on: date | None) -> bool:
        return goes_on_its_day(self.words(key), chosen_on)


def cohort_ids() -> Iterable[int]:
    return Cohort.objects.order_by("pk").values_list("pk", flat=True)


def desired(cohort_id: int) -> Mapping[StepKey, DueStep]:
    locked = Cohort.objects.select_for_update(of=("self",)).select_related("version", "kommune")
    cohort = locked.prefetch_related("days__moves").get(pk=cohort_id)
    followed = Seat.objects.followed().of_cohort(cohort).order_by("pk")
    seats = [SeatFact(*row) for row in followed.values_list("pk", "wish__employment__unit", "given_on")]
    steps, closed = cohort.version.definition.steps, cohort.kommune.closed_weeks()
    return desired_steps(steps, cohort.day_facts(), seats, closed)


def backgrounds(cohort_ids: Collection[int]) -> Mapping[int, Background]:
    cohorts = Cohort.objects.select_related("version").prefetch_related("days")
    return {cohort.pk: OfCohort(cohort) for cohort in cohorts.filter(pk__in=cohort_ids)}


def in_hand(step: Step) -> Background | None:
    """Made of the cohort loaded with the step; None where none was."""
    known = Step._meta.get_field("cohort").is_cached(step)
    return OfCohort(step.cohort) if known and step.cohort else None
