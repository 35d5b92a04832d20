"""Which of many steps are shown, asked and counted."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from operator import attrgetter

from django.db.models import Count, prefetch_related_objects

from rodfaest.cohorts.models import Cohort
from rodfaest.journey.models.steps import Step, done_by_last_night
from rodfaest.journey.rules import upcoming
from rodfaest.kernel.time import today
from rodfaest.programmes.rules.vocabulary import StepKind, StepRole

A_WEEK = timedelta(weeks=1)


def know_cohorts(steps: Sequence[Step], known: Mapping[int, Cohort]) -> None:
    """Give the steps the cohorts a page has loaded already, and load what stands behind the others at once."""
    for step in steps:
        if cohort := known.get(step.cohort_id or 0):
            step.cohort = cohort
    prefetch_related_objects(steps, "background")


def next_of(steps: Iterable[Step]) -> Step | None:
    """The one step to show first, of those given (open ones, from `for_list`, of one or more scopes)."""
    by_pk = {step.pk: step for step in steps}
    if not by_pk:
        return None
    held = {day for step in by_pk.values() for day in step.background.days}
    chosen = upcoming.next_of((step.as_ahead() for step in by_pk.values()), today=today(), days=held)
    return by_pk[chosen] if chosen is not None else None


def now_of_each(steps: Iterable[Step]) -> list[Step]:
    """
    One open step for each seat or house: the latest whose day has come, else the next within a week that can be done.
    By their day. `steps` has the done ones too, since what is answered is not asked for in an older question.
    """
    found: dict[object, Step] = {}
    for step in asked_of_each(steps):
        if not step.is_done and step.on <= today() + A_WEEK and step.why_not_yet is None:
            found.setdefault(_whose(step), step)
    return sorted(found.values(), key=lambda step: (step.on, step.pk))


def asked_of_each(steps: Iterable[Step], *, on: Callable[[Step], date] = attrgetter("on")) -> list[Step]:
    """
    Those that are asked now, done or not: for each seat or house the latest whose day has come, and all that lie ahead.
    `on` says which day each is for.

    What was not asked in an earlier period is not asked for twice: the new question stands in its place. After four
    weeks none is asked any more.
    """
    days = sorted(((on(step), step) for step in steps), key=lambda pair: (pair[0], pair[1].pk))
    latest = {_whose(step): day for day, step in days if day <= today()}
    since = today() - upcoming.STILL_FIRST
    return [step for day, step in days if day > today() or day == latest[_whose(step)] >= since]


def _whose(step: Step) -> object:
    return step.scope, step.step_key._replace(key="")


def tried_counts(cohorts: Iterable[Cohort]) -> dict[int, upcoming.Tried]:
    """
    How many of a cohort have tried something at all, of those who have been asked to, by cohort id. One query.

    A count for the cohort and never a list; a cohort too small for that has none (`kernel.counts`).
    """
    ids = [cohort.pk for cohort in cohorts]
    tasks = Step.objects.asked().filter(role=StepRole.PARTICIPANT, kind__in=(StepKind.TRY, StepKind.OBSERVE))
    asked = tasks.filter(cohort__in=ids).order_by().values("cohort")
    asked = asked.annotate(
        of=Count("seat", distinct=True), tried=Count("seat", distinct=True, filter=done_by_last_night())
    )
    found = {row["cohort"]: upcoming.Tried(row["tried"], row["of"]) for row in asked}
    return {pk: found.get(pk, upcoming.Tried(0, 0)) for pk in ids}
