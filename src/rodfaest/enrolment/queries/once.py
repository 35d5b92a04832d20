"""What several panels of one page show of wishes: read once a request, and remembered on the actor."""

from collections.abc import Sequence
from datetime import timedelta

from django.db.models import Exists, OuterRef, prefetch_related_objects

from rodfaest.cohorts.models import TeachingDay
from rodfaest.cohorts.queries import cohorts_of
from rodfaest.enrolment.models import LocalAgreement, Wish, WishQuerySet
from rodfaest.kernel.actors import Actor
from rodfaest.kernel.time import today

A_YEAR = timedelta(days=366)


def own_wishes(actor: Actor) -> Sequence[Wish]:
    """The actor's own standing wishes, each with its cohort. Three queries, one where there is none."""
    return actor.once("enrolment.own_wishes", lambda actor: _with_cohorts(Wish.objects.own(actor).standing(), actor))


def wishes_of_houses(actor: Actor) -> Sequence[Wish]:
    """
    The standing wishes of the houses the actor leads, for holds with days to come: each with its cohort, what its house
    can spare, and whether time is agreed there. Four queries, or none for those who lead nothing.
    """
    return actor.once("enrolment.wishes_of_houses", _of_houses)


def _of_houses(actor: Actor) -> list[Wish]:
    """Holds of the last year are read along: what follows them is asked of the leader too, on the same page."""
    if not actor.led_unit_ids:
        return []
    agreed = LocalAgreement.objects.filter(cohort=OuterRef("cohort"), unit=OuterRef("employment__unit"))
    days = TeachingDay.objects.live().filter(cohort=OuterRef("cohort"), on__gte=today() - A_YEAR)
    standing = Wish.objects.from_houses_of(actor).standing().filter(Exists(days))
    known = _with_cohorts(standing.annotate(agreed=Exists(agreed)), actor)
    wishes = [wish for wish in known if wish.cohort.next_day()]
    prefetch_related_objects([wish.employment.unit for wish in wishes], "spares")
    return wishes


def _with_cohorts(wishes: WishQuerySet, actor: Actor) -> list[Wish]:
    found = list(wishes.for_list())
    known = cohorts_of(actor, {wish.cohort_id for wish in found})
    for wish in found:
        wish.cohort = known[wish.cohort_id]
    return found
