"""Places given and freed, in the transaction of the fact that does it (docs/decisions/0005-queue.md)."""

import logging
from functools import partial

from rodfaest.audit.actions import record
from rodfaest.cohorts.happenings import DayCancelled, DayMoved, DayRestored, PlacesChanged
from rodfaest.cohorts.models import Cohort
from rodfaest.correspondence.actions import reconcile_letters_once
from rodfaest.enrolment import notices, permissions
from rodfaest.enrolment.happenings import SeatGiven, SeatLeft, WishMoved, WishWithdrawn
from rodfaest.enrolment.models import Seat, Wish
from rodfaest.enrolment.queries.queue import queue_of
from rodfaest.enrolment.rules import queue, wishes
from rodfaest.enrolment.rules.wishes import Closing
from rodfaest.kernel.access import require
from rodfaest.kernel.actors import Actor
from rodfaest.kernel.errors import RuleBroken
from rodfaest.kernel.happenings import announce
from rodfaest.kernel.text import _
from rodfaest.kernel.time import today
from rodfaest.kernel.transactions import settle, write
from rodfaest.organisations.happenings import EmploymentEnded, LastDayChanged
from rodfaest.organisations.models import Employment

log = logging.getLogger(__name__)


@write
def reconcile_seats(cohort: Cohort, *, actor: Actor) -> list[Seat]:
    """
    Bring the seats in line with places and queue: each free place goes to the next who has a yes, until the first day.

    What decides is the queue alone, so nobody is asked whether they may: they were, for the fact this follows from.
    """
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    if cohort.has_begun:
        return []
    _follow_the_waiting(cohort, actor=actor)
    free = cohort.places - Seat.objects.of_cohort(cohort).live().count()
    waiting = {wish.pk: wish for wish in cohort.wishes.with_yes().without_seat().for_list()} if free > 0 else {}
    placed = queue.to_be_seated((wish.as_waiting() for wish in waiting.values()), free=free)
    return [_seat(waiting[place.wish_id], actor=actor) for place in placed]


@write
def give_place(wish: Wish, *, actor: Actor) -> Seat:
    """Give a free place of a cohort under way to the next in line. The queue says whom, and nobody else does."""
    require(permissions.may_give_place(actor, wish.cohort))
    cohort = Cohort.objects.select_for_update().get(pk=wish.cohort_id)
    _follow_the_waiting(cohort, actor=actor)
    wish = Wish.objects.for_list().get(pk=wish.pk)
    if why_not := queue_of(cohort).why_not_give(wish):
        raise RuleBroken(why_not)

    seat = _seat(wish, actor=actor)
    reconcile_letters_once(notices.of_cohort(cohort.pk))
    return seat


@write
def leave_seat(seat: Seat, *, actor: Actor) -> Seat:
    """Give a seat on before day 1. The next in the queue gets it in the same breath; the wish ends with the seat."""
    require(permissions.may_leave_seat(actor, seat))
    cohort, wish = locked(seat.wish)
    if why_not := wishes.why_not_leave(wish.state, begun=cohort.has_begun, ask=cohort.whom_to_ask):
        raise RuleBroken(why_not)

    _leave(wish, by_id=person_of(actor))
    record("enrolment.seat_left", wish.seat, actor=actor)
    announce(SeatLeft(wish.seat.pk), actor=actor)

    reconcile_seats(cohort, actor=actor)
    reconcile_letters_once(notices.of_cohort(cohort.pk))
    return wish.seat


@write
def end_seat(seat: Seat, *, actor: Actor) -> Seat:
    """Note that somebody has stopped on a cohort under way. The place is free; a konsulent may give it to the next."""
    require(permissions.may_end_seat(actor, seat))
    cohort, wish = locked(seat.wish)
    if why_not := wishes.why_not_end(wish.state, begun=cohort.has_begun, name=wish.person.first_name):
        raise RuleBroken(why_not)

    _end(wish, by_id=person_of(actor), actor=actor)
    reconcile_letters_once(notices.of_cohort(cohort.pk))
    return wish.seat


def give_all_free_places(*, actor: Actor) -> list[Seat]:
    """
    The night's round: every cohort once more, in case something was missed by day. As a rule there is nothing to do.

    One transaction for each cohort: an error in one stops no other.
    """
    require(permissions.may_give_free_places(actor))
    given = []
    for cohort in Cohort.objects.order_by("pk"):
        try:
            given += _give_free_places(cohort, actor=actor)
        except Exception:
            log.exception("the free places of %s could not be given", cohort)
    return given


@write
def _give_free_places(cohort: Cohort, *, actor: Actor) -> list[Seat]:
    if seats := reconcile_seats(cohort, actor=actor):
        reconcile_letters_once(notices.of_cohort(cohort.pk))
    return seats


# People who move and leave


@write
def reconcile_employments(happening: EmploymentEnded | LastDayChanged, *, actor: Actor) -> None:
    """Somebody moved or left: what they are on follows, last in the transaction, when all of it is known."""
    for wish in Wish.objects.standing().filter(person=happening.person_id).order_by("cohort"):
        settle(("employment", wish.pk), partial(reconcile_employment, wish, actor=actor))


@write
def reconcile_employment(wish: Wish, *, actor: Actor) -> bool:
    """
    Let a wish, with its seat, follow its person to where they work now, or end it where that is nowhere.

    A seat whose days are all over was used to its end, and stays as history. Says whether anything was done.
    """
    cohort, wish = locked(wish)
    stands_by = wish.stands_by()
    if wish.withdrawn_on or stands_by == wish.employment_id or cohort.is_past:
        return False
    if stands_by is not None:
        _move(wish, stands_by, actor=actor)
    elif wish.seat_or_none is None:
        _close(wish, Closing.WORK, actor=actor)
    elif cohort.next_day() is None:
        return False
    else:
        _end(wish, by_id=None, actor=actor, why=_("ansættelsen er slut"))
        reconcile_seats(cohort, actor=actor)
    reconcile_letters_once(notices.of_cohort(cohort.pk))
    return True


@write
def reconcile_closed(happening: LastDayChanged, *, actor: Actor) -> None:
    """A last day was wrong: the wishes it closed are open again, where the queue allows it (`rules.following`)."""
    employment = Employment.objects.get(pk=happening.employment_id)
    if employment.is_over:
        return
    for closed in Wish.objects.filter(employment=employment, closed_for=Closing.WORK).order_by("cohort", "pk"):
        cohort, wish = locked(closed)
        if cohort.is_past or not wish.comes_back():
            continue
        wish.withdrawn_on, wish.closed_for = None, ""
        wish.full_clean()
        wish.save(update_fields=["withdrawn_on", "closed_for"])
        record("enrolment.wish_reopened", wish, actor=actor)
        reconcile_seats(cohort, actor=actor)
        reconcile_letters_once(notices.of_cohort(cohort.pk))


def follow_employments(*, actor: Actor) -> int:
    """The night's round: a last day passes by itself. Each wish in a transaction of its own; says how many followed."""
    require(permissions.may_follow_employments(actor))
    followed = 0
    for wish in Wish.objects.left_behind().select_related("cohort").order_by("cohort", "pk"):
        try:
            followed += reconcile_employment(wish, actor=actor)
        except Exception:
            log.exception("wish %s could not follow its person", wish.pk)
    return followed


def close_wishes(*, actor: Actor) -> int:
    """The night's round: nobody waits for a place on a cohort that is over. A transaction a cohort; says how many."""
    require(permissions.may_close_wishes(actor))
    closed = 0
    for cohort_id in Wish.objects.in_vain().order_by("cohort").values_list("cohort", flat=True).distinct():
        try:
            closed += _close_waiting(cohort_id, actor=actor)
        except Exception:
            log.exception("wishes of cohort %s could not be closed", cohort_id)
    return closed


@write
def _close_waiting(cohort_id: int, *, actor: Actor) -> int:
    cohort = Cohort.objects.select_for_update().get(pk=cohort_id)
    waiting = list(cohort.wishes.in_vain().for_list())
    for wish in waiting:
        _close(wish, Closing.COHORT, actor=actor)
    reconcile_letters_once(notices.of_cohort(cohort.pk))
    return len(waiting)


@write
def reconcile_places(happening: PlacesChanged, *, actor: Actor) -> None:
    """More places: the next get them. Fewer than there are people in them: the change is refused as a whole."""
    cohort = Cohort.objects.select_for_update().get(pk=happening.cohort_id)
    taken = Seat.objects.of_cohort(cohort).live().count()
    if why_not := queue.why_not_fewer_places(places=cohort.places, taken=taken):
        raise RuleBroken(why_not, field="places")
    reconcile_seats(cohort, actor=actor)
    reconcile_letters_once(notices.of_cohort(cohort.pk))


@write
def reconcile_days(happening: DayMoved | DayCancelled | DayRestored, *, actor: Actor) -> None:
    """
    A cohort whose first day has moved may not have begun any more: its queue gives again. Letters carry the dates.
    """
    cohort = Cohort.objects.get(days=happening.day_id)
    reconcile_seats(cohort, actor=actor)
    reconcile_letters_once(notices.of_cohort(cohort.pk))


def locked(wish: Wish) -> tuple[Cohort, Wish]:
    """The wish's cohort, its row locked, and then the wish, read after the lock."""
    cohort = Cohort.objects.select_for_update().get(pk=wish.cohort_id)
    return cohort, Wish.objects.for_list().get(pk=wish.pk)


def person_of(actor: Actor) -> int:
    """Who it is that answers, writes, agrees or gives a seat up. No rule here lets anybody do it who is no person."""
    assert actor.person_id is not None
    return actor.person_id


def _seat(wish: Wish, *, actor: Actor) -> Seat:
    seat = Seat(wish=wish, given_on=today())
    seat.full_clean()
    seat.save()
    record("enrolment.seat_given", seat, actor=actor)
    announce(SeatGiven(seat.pk), actor=actor)
    return seat


def _follow_the_waiting(cohort: Cohort, *, actor: Actor) -> None:
    """Somebody who has left the kommune today gets no place before the night's round has closed their wish."""
    for wish in cohort.wishes.left_behind().without_seat():
        reconcile_employment(wish, actor=actor)


def _move(wish: Wish, employment_id: int, *, actor: Actor) -> None:
    was = wish.employment.unit.name
    wish.employment = Employment.objects.select_related("unit").get(pk=employment_id)
    wish.full_clean()
    wish.save(update_fields=["employment"])
    record("enrolment.wish_moved", wish, actor=actor, detail=f"{was} → {wish.employment.unit.name}")
    announce(WishMoved(wish.pk), actor=actor)


def _close(wish: Wish, closing: Closing, *, actor: Actor) -> None:
    wish.withdrawn_on, wish.closed_for = today(), closing
    wish.full_clean()
    wish.save(update_fields=["withdrawn_on", "closed_for"])
    record("enrolment.wish_closed", wish, actor=actor, detail=closing.label)
    announce(WishWithdrawn(wish.pk), actor=actor)


def _end(wish: Wish, *, by_id: int | None, actor: Actor, why: str = "") -> None:
    _leave(wish, by_id=by_id)
    record("enrolment.seat_ended", wish.seat, actor=actor, detail=why)
    announce(SeatLeft(wish.seat.pk), actor=actor)


def _leave(wish: Wish, *, by_id: int | None) -> None:
    """The seat ends today, and its wish with it."""
    wish.seat.left_on = wish.withdrawn_on = today()
    wish.seat.left_by_id = by_id
    wish.seat.full_clean()
    wish.seat.save(update_fields=["left_on", "left_by"])
    wish.save(update_fields=["withdrawn_on"])
