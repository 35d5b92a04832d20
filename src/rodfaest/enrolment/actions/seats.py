"""Places given and freed, in the transaction of the fact that does it (docs/decisions/0005-queue.md)."""

from rodfaest.audit.actions import record
from rodfaest.cohorts.happenings import PlacesChanged
from rodfaest.cohorts.models import Cohort
from rodfaest.correspondence.actions import reconcile_letters_once
from rodfaest.enrolment import notices, permissions
from rodfaest.enrolment.happenings import SeatGiven, SeatLeft
from rodfaest.enrolment.models import Seat, Wish, line_of
from rodfaest.enrolment.rules import queue, wishes
from rodfaest.kernel.access import require
from rodfaest.kernel.actors import Actor
from rodfaest.kernel.errors import RuleBroken
from rodfaest.kernel.happenings import announce
from rodfaest.kernel.time import today
from rodfaest.kernel.transactions import write


@write
def reconcile_seats(cohort: Cohort, *, actor: Actor) -> list[Seat]:
    """
    Bring the seats in line with places and queue: each free place goes to the next who has a yes, until the first day.

    What decides is the queue alone, so nobody is asked whether they may: they were, for the fact this follows from.
    """
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    if cohort.has_begun():
        return []
    free = cohort.places - Seat.objects.of_cohort(cohort).live().count()
    waiting = {wish.pk: wish for wish in cohort.wishes.with_yes().without_seat().for_list()} if free > 0 else {}
    placed = queue.to_be_seated((wish.as_waiting() for wish in waiting.values()), free=free)
    return [_seat(waiting[place.wish_id], actor=actor) for place in placed]


@write
def give_place(wish: Wish, *, actor: Actor) -> Seat:
    """Give a free place of a hold under way to the next in line. Whom is the queue's to say, and nobody else's."""
    require(permissions.may_give_place(actor, wish.cohort))
    cohort, wish = _locked(wish)
    if why_not := line_of(cohort).why_not_give(wish):
        raise RuleBroken(why_not)

    seat = _seat(wish, actor=actor)
    reconcile_letters_once(notices.OWNER, scope=cohort.pk)
    return seat


@write
def leave_seat(seat: Seat, *, actor: Actor) -> Seat:
    """Give a seat on before day 1. The next in the queue gets it in the same breath; the wish ends with the seat."""
    require(permissions.may_leave_seat(actor, seat))
    cohort, wish = _locked(seat.wish)
    if why_not := wishes.why_not_leave(wish.state, begun=cohort.has_begun(), ask=cohort.whom_to_ask):
        raise RuleBroken(why_not)

    _leave(wish)
    record("enrolment.seat_left", wish.seat, actor=actor)
    announce(SeatLeft(wish.seat.pk), actor=actor)

    reconcile_seats(cohort, actor=actor)
    reconcile_letters_once(notices.OWNER, scope=cohort.pk)
    return wish.seat


@write
def end_seat(seat: Seat, *, actor: Actor) -> Seat:
    """Note that somebody has stopped on a hold under way. The place is free, and goes to nobody by itself."""
    require(permissions.may_end_seat(actor, seat))
    cohort, wish = _locked(seat.wish)
    if why_not := wishes.why_not_end(wish.state, begun=cohort.has_begun(), name=wish.person.first_name):
        raise RuleBroken(why_not)

    _leave(wish)
    record("enrolment.seat_ended", wish.seat, actor=actor)
    announce(SeatLeft(wish.seat.pk), actor=actor)

    reconcile_letters_once(notices.OWNER, scope=cohort.pk)
    return wish.seat


@write
def give_all_free_places(*, actor: Actor) -> list[Seat]:
    """The night's round: every cohort brought in line, whatever was missed by day. Finds nothing to do as a rule."""
    require(permissions.may_give_free_places(actor))
    given = []
    for cohort in Cohort.objects.order_by("pk"):
        if seats := reconcile_seats(cohort, actor=actor):
            reconcile_letters_once(notices.OWNER, scope=cohort.pk)
            given += seats
    return given


@write
def reconcile_places(happening: PlacesChanged, *, actor: Actor) -> None:
    """More places: the next get them. Fewer than there are people in them: the change is refused as a whole."""
    cohort = Cohort.objects.select_for_update().get(pk=happening.cohort_id)
    taken = Seat.objects.of_cohort(cohort).live().count()
    if why_not := queue.why_not_fewer_places(places=cohort.places, taken=taken):
        raise RuleBroken(why_not, field="places")
    reconcile_seats(cohort, actor=actor)
    reconcile_letters_once(notices.OWNER, scope=cohort.pk)


def _locked(wish: Wish) -> tuple[Cohort, Wish]:
    """The wish's cohort, its row locked, and then the wish as it stands now: never as it stood before the lock."""
    cohort = Cohort.objects.select_for_update().get(pk=wish.cohort_id)
    return cohort, Wish.objects.for_list().get(pk=wish.pk)


def _person(actor: Actor) -> int:
    """Whose answer, words or agreement it is. No rule here lets anybody write one who is no person."""
    assert actor.person_id is not None
    return actor.person_id


def _seat(wish: Wish, *, actor: Actor) -> Seat:
    seat = Seat(wish=wish, given_on=today())
    seat.full_clean()
    seat.save()
    record("enrolment.seat_given", seat, actor=actor)
    announce(SeatGiven(seat.pk), actor=actor)
    return seat


def _leave(wish: Wish) -> None:
    """The seat ends today, and its wish with it."""
    wish.seat.left_on = wish.withdrawn_on = today()
    wish.seat.full_clean()
    wish.seat.save(update_fields=["left_on"])
    wish.save(update_fields=["withdrawn_on"])
