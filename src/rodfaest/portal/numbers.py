"""Cohorts in numbers, and nobody recognisable: for the dagtilbudschef once a quarter, and on the page of a cohort."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count

from rodfaest.cohorts.models import Cohort
from rodfaest.enrolment.models import Seat
from rodfaest.journey.models import Step
from rodfaest.journey.models.steps import done_by_last_night
from rodfaest.kernel.counts import TOO_FEW, carefully
from rodfaest.programmes.rules.vocabulary import Phase, StepKind


@dataclass(frozen=True)
class Numbers:
    """One cohort in numbers. `by_phase` says of each phase how many of the steps due by now were done, carefully."""

    cohort: Cohort
    seats: int
    units: int
    held: int
    days: int
    by_phase: Mapping[Phase, str]


def numbers(cohorts: Sequence[Cohort]) -> list[Numbers]:
    """Each cohort in numbers. Two queries."""
    ids = [cohort.pk for cohort in cohorts]
    live = Seat.objects.live().filter(wish__cohort__in=ids).values("wish__cohort")
    seats = {
        row["wish__cohort"]: row
        for row in live.annotate(seats=Count("pk"), units=Count("wish__employment__unit", distinct=True))
    }
    by_phase = done_by_phase(ids)
    found = []
    for cohort in cohorts:
        row = seats.get(cohort.pk, {"seats": 0, "units": 0})
        days = cohort.live_days()
        held = sum(day.was_held for day in days)
        found.append(Numbers(cohort, row["seats"], row["units"], held, len(days), by_phase.get(cohort.pk, {})))
    return found


def done_by_phase(cohort_ids: Sequence[int]) -> dict[int, dict[Phase, str]]:
    """
    How many of the steps that have fallen due were done, by cohort and phase; being there is not among them. One query.

    A cohort so small that a count would tell of one person has none.
    """
    steps = Step.objects.asked().filter(cohort__in=cohort_ids).exclude(kind=StepKind.ATTEND)
    rows = steps.values("cohort", "phase").annotate(
        of=Count("pk"),
        done=Count("pk", filter=done_by_last_night()),
        people=Count("seat", distinct=True),
    )
    found: dict[int, dict[Phase, str]] = {}
    for row in rows:
        said = carefully(row["done"], row["of"], people=row["people"]) or TOO_FEW
        found.setdefault(row["cohort"], {})[Phase(row["phase"])] = said
    return found
