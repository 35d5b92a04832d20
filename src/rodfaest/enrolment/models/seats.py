"""The seat, and what the seats and the queue of a cohort come to."""

from collections.abc import Iterable, Mapping
from typing import Self

from django.db import models
from django.db.models import Count, F, Q

from rodfaest.cohorts.models import Cohort, TeachingDay
from rodfaest.enrolment import permissions
from rodfaest.enrolment.models.wishes import Wish
from rodfaest.enrolment.rules import queue
from rodfaest.kernel.actors import Actor
from rodfaest.kernel.time import today
from rodfaest.organisations.models import Person, Unit


class SeatQuerySet(models.QuerySet["Seat"]):
    def visible_to(self, actor: Actor) -> Self:
        """The seats `actor` may know of. A stranger gets none, so the page is a 404."""
        return self.filter(permissions.seats_visible_to(actor))

    def live(self) -> Self:
        """The seats that count against a cohort's places."""
        return self.filter(left_on__isnull=True)

    def of_cohort(self, cohort: Cohort) -> Self:
        return self.filter(wish__cohort=cohort)

    def of_day(self, day: TeachingDay) -> Self:
        """The seats that counted on a teaching day: given by then, and not left before or on it."""
        return self.filter(Q(left_on__isnull=True) | Q(left_on__gt=day.on), wish__cohort=day.cohort_id).filter(
            given_on__lte=day.on
        )

    def for_list(self) -> Self:
        """Everything the cohort's table shows, in one query whatever the number of rows."""
        return self.select_related("wish__person", "wish__employment__unit", "wish__cohort").order_by(
            "wish__person__first_name", "wish__person__last_name", "pk"
        )


class Seat(models.Model):
    """One person's place in one cohort, from the day it was given to the day it was left, if ever."""

    wish = models.OneToOneField(Wish, models.PROTECT, related_name="seat")
    given_on = models.DateField("givet")
    left_on = models.DateField("forladt", null=True, blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = "plads"
        constraints = [
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(left_on__gte=F("given_on")),
                name="enrolment_seat_not_left_before_given",
                violation_error_message="En plads kan ikke være forladt, før den er givet.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.wish)

    @property
    def is_live(self) -> bool:
        return self.left_on is None

    @property
    def person(self) -> Person:
        return self.wish.person

    @property
    def cohort(self) -> Cohort:
        return self.wish.cohort

    @property
    def unit(self) -> Unit:
        return self.wish.employment.unit


def free_places(cohorts: Iterable[Cohort]) -> Mapping[int, int]:
    """How many places are free in each cohort, by its id; never below none. One query."""
    by_id = {cohort.pk: cohort for cohort in cohorts}
    taken = dict(
        Seat.objects.live()
        .filter(wish__cohort__in=by_id)
        .values_list("wish__cohort")
        .annotate(Count("pk"))
        .values_list("wish__cohort", "pk__count")
    )
    return {pk: max(cohort.places - taken.get(pk, 0), 0) for pk, cohort in by_id.items()}


def gives_places(cohort: Cohort) -> bool:
    """Whether a free place still goes to the next by itself. One query, unless the days are prefetched."""
    first = cohort.first_day()
    return queue.gives_places(first_day=first.on if first else None, today=today())


def broken_promises(cohort: Cohort) -> list[str]:
    """Where a cohort's rows break the promises of its queue, as sentences; none if all is well. Reads only."""
    return queue.broken_promises(
        [wish.as_place() for wish in cohort.wishes.for_list()],
        places=cohort.places,
        gives=gives_places(cohort),
    )
