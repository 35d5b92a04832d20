"""What the seats and the queue of a cohort come to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count

from rodfaest.cohorts.models import Cohort
from rodfaest.enrolment.models import Seat, Wish
from rodfaest.enrolment.rules import queue
from rodfaest.enrolment.rules.wishes import WishState


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
        """What stops a konsulent from giving `wish` a place of a cohort under way, as a sentence."""
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
