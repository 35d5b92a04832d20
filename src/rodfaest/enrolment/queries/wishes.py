"""Whom wishes ask, and what stops one from being made."""

from collections.abc import Iterable

from rodfaest.cohorts.models import Cohort
from rodfaest.enrolment.models import Wish
from rodfaest.enrolment.rules import agreements, wishes
from rodfaest.enrolment.rules.wishes import WishState
from rodfaest.kernel.time import today
from rodfaest.organisations.models import Employment, Unit
from rodfaest.organisations.queries.leading import led_by_nobody


def know_who_is_asked(rows: Iterable[Wish]) -> list[Wish]:
    """These wishes (from `for_list`), each knowing whether it asks nobody. One query, none where nobody waits."""
    found = list(rows)
    asked = {wish.pk: wish.works_at for wish in found if wish.state is WishState.ASKED}
    unled = led_by_nobody(asked.values())
    for wish in found:
        wish.asks_nobody = asked.get(wish.pk) in unled
    return found


def why_not_wish(employment: Employment, cohort: Cohort) -> str | None:
    """What stops a wish from this employment today, as a sentence; None if nothing does. One query."""
    return wishes.why_not_wish(
        published=cohort.is_published,
        answer_by=cohort.answer_by,
        today=today(),
        in_kommune=employment.unit.organisation_id == cohort.kommune_id and not employment.is_over,
        already=cohort.wishes.standing().filter(person=employment.person_id).exists(),
    )


def why_not_agree(unit: Unit, cohort: Cohort) -> str | None:
    """What stops a unit from agreeing on time for a cohort, as a sentence. One query."""
    concerned = cohort.wishes.standing().filter(employment__unit=unit).exists()
    return agreements.why_not_agree(concerned=concerned, unit=unit.name)
