"""The seat, and what the seats and the queue of a cohort come to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q

from rodfaest.cohorts.models import Cohort, TeachingDay
from rodfaest.enrolment import permissions
from rodfaest.enrolment.models.wishes import Wish
from rodfaest.enrolment.rules import queue
from rodfaest.enrolment.rules.wishes import WishState
from rodfaest.kernel.actors import Actor
from rodfaest.organisations.models import Employment, Person, Unit


class SeatQuerySet(models.QuerySet["Seat"]):
    def visible_to(self, actor: Actor) -> Self:
        """The seats `actor` may know of. A stranger gets none, so the page is a 404."""
        return self.filter(permissions.seats_visible_to(actor))

    def live(self) -> Self:
        """The seats that count against a cohort's places."""
        return self.filter(left_on__isnull=True)

    def followed(self) -> Self:
        """The live seats of those who work in the kommune, or are about to: the others have no steps and no letters."""
        working = Employment.objects.lasting().filter(
            person=OuterRef("wish__person"), unit__organisation=OuterRef("wish__cohort__kommune")
        )
        return self.live().filter(Exists(working))

    def beside(self, cohort: Cohort, *, person: int) -> Self:
        """Somebody's live seats on the other holds of a cohort's programme."""
        others = self.live().filter(wish__person=person, wish__cohort__version__programme=cohort.version.programme_id)
        return others.exclude(wish__cohort=cohort).order_by("pk")

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
    left_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    """Who gave it up: its person, or somebody for them. Nobody where it ended with the employment."""

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


@dataclass(frozen=True)
class Queue:
    """A cohort's seats and its queue as they stand: who waits, who is next, how many places are free."""

    cohort: Cohort
    seats: list[Seat]
    waiting: list[Wish]
    """In its order; whoever was told »not this time« doesn't stand in it."""
    not_now: list[Wish]

    @property
    def free(self) -> int:
        return self.cohort.places - len(self.seats)

    @property
    def next(self) -> Wish | None:
        """The first whose leader has said yes."""
        first = queue.next_in_line(wish.as_waiting() for wish in self.waiting)
        return next((wish for wish in self.waiting if first and wish.pk == first.wish_id), None)

    @property
    def sentence(self) -> str:
        """Who is next, and why."""
        first = self.next
        passed_over = self.waiting[: self.waiting.index(first)] if first else self.waiting
        return queue.next_sentence(
            name=first.person.full_name if first else None,
            passed_over=len(passed_over),
            free=self.free,
            is_open=not self.cohort.has_begun,
        )

    def why_not_give(self, wish: Wish) -> str | None:
        """What stops a konsulent from giving `wish` a place of a hold under way, as a sentence."""
        return queue.why_not_give(
            name=wish.person.first_name,
            is_next=wish == self.next,
            seated=wish.state is WishState.SEATED,
            free=self.free,
            begun=self.cohort.has_begun,
            over=not self.cohort.days_to_come(),
        )


def queue_of(cohort: Cohort) -> Queue:
    """The cohort's queue. Two queries beside its days."""
    without_seat = list(cohort.wishes.without_seat().for_list())
    return Queue(
        cohort,
        seats=list(Seat.objects.of_cohort(cohort).live().for_list()),
        waiting=[wish for wish in without_seat if wish.state is not WishState.NOT_NOW],
        not_now=[wish for wish in without_seat if wish.state is WishState.NOT_NOW],
    )


def broken_promises(cohort: Cohort) -> list[str]:
    """Where a cohort's rows break the promises of its queue, as sentences; none if all is well. Reads only."""
    return queue.broken_promises(
        [wish.as_place() for wish in cohort.wishes.for_list()],
        places=cohort.places,
        gives=not cohort.has_begun,
    )
