"""
The letters and calendar entries of the journey, read off the facts of a cohort: `start` those before day 1, `steps`
those about a step, `days` the underviser's links and everybody's calendar. What they say is in `rules.wording`. And the
steps of a programme, which are the journey's own (`queries.programme`).
"""

from collections.abc import Iterable, Mapping

from rodfaest.correspondence.owners import COHORT, Notices, register
from rodfaest.correspondence.rules.plans import Planned
from rodfaest.enrolment.models import Seat
from rodfaest.journey import owners
from rodfaest.journey.notices.days import desired_entries, in_letter, teachers_links
from rodfaest.journey.notices.facts import gather
from rodfaest.journey.notices.start import first_step_for, start_letters
from rodfaest.journey.notices.steps import asking_letters, step_letters
from rodfaest.journey.queries import programme
from rodfaest.kernel.reconcile import Scope

OWNER = "journey"


def of_cohort(cohort_id: int) -> Scope:
    return Scope(OWNER, COHORT, cohort_id)


def cohort_ids() -> Iterable[int]:
    """The cohorts somebody has, or has had, a seat in."""
    return Seat.objects.values_list("wish__cohort", flat=True).distinct().order_by("wish__cohort")


def desired(cohort_id: int) -> Mapping[str, Planned]:
    """The letters that should exist, sent or not yet."""
    facts = gather(cohort_id)
    if not facts.days:
        return {}
    planned: dict[str, Planned] = {}
    for seat in facts.seats:
        planned.update(start_letters(facts, seat))
        planned.update(step_letters(facts, seat))
    planned.update(asking_letters(facts))
    planned.update(teachers_links(facts))
    return planned


register(
    OWNER,
    Notices(
        COHORT,
        ids=cohort_ids,
        desired=desired,
        own=first_step_for,
        desired_entries=desired_entries,
        in_letter=in_letter,
    ),
)
owners.register(
    OWNER,
    owners.Steps(
        COHORT,
        ids=programme.cohort_ids,
        desired=programme.desired,
        backgrounds=programme.backgrounds,
        in_hand=programme.in_hand,
    ),
)
