"""Who is away from a unit on the days of a cohort."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import chain

from django.db.models import prefetch_related_objects

from rodfaest.cohorts.models import TeachingDay
from rodfaest.enrolment.models import Wish
from rodfaest.enrolment.rules import away


def away_of(asked: Iterable[Wish], days: Mapping[int, Iterable[TeachingDay]]) -> dict[int, list[away.AwayDay]]:
    """
    For each of these wishes: the `days` of its cohort (by id), and how many of the unit are away on each if this one
    goes too. Others are away who have a seat or a yes, in any cohort. Two queries.
    """
    asked = list(asked)
    prefetch_related_objects([wish.employment.unit for wish in asked], "spares")
    dates = {cohort: [day.on for day in days.get(cohort, ())] for cohort in {wish.cohort_id for wish in asked}}
    promised = Wish.objects.with_yes().filter(employment__unit__in={wish.employment.unit_id for wish in asked})
    goes_to = promised.filter(cohort__days__on__in={*chain(*dates.values())}, cohort__days__cancelled_on__isnull=True)
    others: dict[int, dict[date, set[int]]] = {}
    for unit_id, on, person_id in goes_to.values_list("employment__unit", "cohort__days__on", "person"):
        others.setdefault(unit_id, {}).setdefault(on, set()).add(person_id)
    found = {}
    for wish in asked:
        unit, own = wish.employment.unit, dates[wish.cohort_id]
        away_then = {on: len(people - {wish.person_id}) for on, people in others.get(unit.pk, {}).items()}
        found[wish.pk] = away.away_days(own, others=away_then, can_spare={day: unit.can_spare_on(day) for day in own})
    return found
