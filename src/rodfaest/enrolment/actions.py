"""
The verbs of enrolment. Each locks its cohort's row before it reads anything of the queue: two may press at once for the
last place (docs/decisions/0005-queue.md). Places are given and freed in the transaction of the fact that does it.
"""

from rodfaest.audit.actions import record
from rodfaest.cohorts.happenings import DayCancelled, DayMoved, DayRestored, PlacesChanged, PracticalFactsChanged
from rodfaest.cohorts.models import Cohort, TeachingDay
from rodfaest.correspondence.actions import reconcile_letters_once
from rodfaest.enrolment import notices, permissions
from rodfaest.enrolment.happenings import (
    AgreementChanged,
    SeatGiven,
    SeatLeft,
    WishAnswered,
    WishMade,
    WishWithdrawn,
)
from rodfaest.enrolment.models import (
    Backing,
    LocalAgreement,
    Seat,
    TalkFirst,
    Wish,
    WishText,
    line_of,
    why_not_agree,
    why_not_wish,
)
from rodfaest.enrolment.rules import agreements, queue, wishes
from rodfaest.enrolment.rules.agreements import Company, Transport
from rodfaest.enrolment.rules.wishes import Answer, Reason, Side
from rodfaest.kernel.access import require
from rodfaest.kernel.actors import Actor
from rodfaest.kernel.errors import RuleBroken
from rodfaest.kernel.happenings import announce
from rodfaest.kernel.time import today
from rodfaest.kernel.transactions import write
from rodfaest.organisations.models import Employment, Unit
from rodfaest.texts.rules import Audience

# Wishes --------------------------------------------------------------------------------------------------------------


@write
def make_wish(employment: Employment, cohort: Cohort, *, intention: str = "", actor: Actor) -> Wish:
    """Wish for a place in a cohort for oneself. The leaders are asked by mail."""
    require(permissions.may_make_wish(actor, employment))
    wish = _new_wish(employment, cohort)
    record("enrolment.wish_made", wish, actor=actor)
    if intention:
        _write_text(wish, Side.PARTICIPANT, intention, actor=actor)

    reconcile_letters_once(notices.OWNER, scope=cohort.pk)
    announce(WishMade(wish.pk), actor=actor)
    return wish


@write
def put_forward(employment: Employment, cohort: Cohort, *, intention: str = "", actor: Actor) -> Wish:
    """
    Wish for somebody else. A leader who does it has said yes by it; a konsulent who types in for one who rang has not,
    and the leader is asked. The person is told either way, and their own words can follow.
    """
    require(permissions.may_put_forward(actor, employment))
    wish = _new_wish(employment, cohort, by=actor.person_id)
    record("enrolment.put_forward", wish, actor=actor)
    if permissions.may_answer_wish(actor, wish):
        if intention:
            _write_text(wish, Side.LEADER, intention, actor=actor)
        _back(wish, Answer.YES, None, actor=actor)
        record("enrolment.wish_answered", wish, actor=actor, detail=wish.backing.words)
        reconcile_seats(cohort, actor=actor)

    reconcile_letters_once(notices.OWNER, scope=cohort.pk)
    announce(WishMade(wish.pk), actor=actor)
    return wish


@write
def withdraw_wish(wish: Wish, *, actor: Actor) -> Wish:
    """Take a wish back before there is a seat. A new one would start last in the queue."""
    require(permissions.may_withdraw_wish(actor, wish))
    cohort, wish = _locked(wish)
    if why_not := wishes.why_not_withdraw(wish.state):
        raise RuleBroken(why_not)

    wish.withdrawn_on = today()
    wish.full_clean()
    wish.save(update_fields=["withdrawn_on"])
    record("enrolment.wish_withdrawn", wish, actor=actor)

    reconcile_letters_once(notices.OWNER, scope=cohort.pk)
    announce(WishWithdrawn(wish.pk), actor=actor)
    return wish


@write
def write_intention(wish: Wish, side: Side, words: str, *, actor: Actor) -> WishText:
    """Write or rewrite what one hopes for: the participant for themselves, the leader for the house."""
    may_write = permissions.may_answer_wish if side is Side.LEADER else permissions.may_write_intention
    require(may_write(actor, wish))
    cohort, wish = _locked(wish)
    if why_not := wishes.why_not_write(wish.state):
        raise RuleBroken(why_not)

    text = _write_text(wish, side, words, actor=actor)
    record("enrolment.intention_written", text, actor=actor)

    reconcile_letters_once(notices.OWNER, scope=cohort.pk)
    return text


# The leader's answer -------------------------------------------------------------------------------------------------


@write
def answer_wish(wish: Wish, answer: Answer, reason: Reason | None = None, *, actor: Actor) -> Wish:
    """Record the leader's answer. A yes may give a place at once: to this person, or to one who has waited longer."""
    require(permissions.may_answer_wish(actor, wish))
    cohort, wish = _locked(wish)
    if why_not := wishes.why_not_answer(state=wish.state, answer_by=cohort.answer_by, today=today()):
        raise RuleBroken(why_not)

    _back(wish, answer, reason, actor=actor)
    record("enrolment.wish_answered", wish, actor=actor, detail=wish.backing.words)

    reconcile_seats(cohort, actor=actor)
    reconcile_letters_once(notices.OWNER, scope=cohort.pk)
    announce(WishAnswered(wish.pk), actor=actor)
    return wish


@write
def change_answer(wish: Wish, answer: Answer, reason: Reason | None = None, *, actor: Actor) -> Wish:
    """Say something else than before, until a seat is given. The wish keeps its turn; the audit keeps both answers."""
    require(permissions.may_answer_wish(actor, wish))
    cohort, wish = _locked(wish)
    backing = wish.backing_or_none
    same = backing is not None and (backing.answer, backing.reason) == (answer, reason or "")
    if why_not := wishes.why_not_change_answer(state=wish.state, same=same, answer_by=cohort.answer_by, today=today()):
        raise RuleBroken(why_not)

    was = wish.backing.words
    _back(wish, answer, reason, actor=actor)
    record("enrolment.answer_changed", wish, actor=actor, detail=f"{was} → {wish.backing.words}")

    reconcile_seats(cohort, actor=actor)
    reconcile_letters_once(notices.OWNER, scope=cohort.pk)
    announce(WishAnswered(wish.pk), actor=actor)
    return wish


@write
def talk_first(wish: Wish, *, actor: Actor) -> Wish:
    """Say that leader and participant talk before there is an answer. The wish keeps its turn."""
    require(permissions.may_answer_wish(actor, wish))
    cohort, wish = _locked(wish)
    if why_not := wishes.why_not_talk_first(state=wish.state, answer_by=cohort.answer_by, today=today()):
        raise RuleBroken(why_not)

    talk = TalkFirst(wish=wish, by_id=_person(actor), on=today())
    talk.full_clean()
    talk.save()
    record("enrolment.talk_first", wish, actor=actor)

    reconcile_letters_once(notices.OWNER, scope=cohort.pk)
    return wish


# Seats ---------------------------------------------------------------------------------------------------------------


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


# The local agreement -------------------------------------------------------------------------------------------------


@write
def agree_locally(
    cohort: Cohort, unit: Unit, *, hours: int, transport: Transport, company: Company, actor: Actor
) -> LocalAgreement:
    """Write down what a unit and its leader agree for a cohort. Saying the same again changes nothing."""
    require(permissions.may_agree_locally(actor, unit))
    Cohort.objects.select_for_update().get(pk=cohort.pk)
    if why_not := why_not_agree(unit, cohort):
        raise RuleBroken(why_not)
    if why_not := agreements.why_not_both(transport, company):
        raise RuleBroken(why_not, field="company")
    known = LocalAgreement.objects.filter(cohort=cohort, unit=unit).first()
    if known and (known.hours, known.transport, known.company) == (hours, transport, company):
        return known

    agreement = known or LocalAgreement(cohort=cohort, unit=unit)
    agreement.hours, agreement.transport, agreement.company = hours, transport, company
    agreement.by_id, agreement.on = _person(actor), today()
    agreement.full_clean()
    agreement.save()
    record("enrolment.agreed_locally", agreement, actor=actor, detail=" ".join(agreement.sentences))
    announce(AgreementChanged(agreement.pk), actor=actor)
    return agreement


# Reactions to what the floor below tells -----------------------------------------------------------------------------


@write
def reconcile_places(happening: PlacesChanged, *, actor: Actor) -> None:
    """More places: the next get them. Fewer than there are people in them: the change is refused as a whole."""
    cohort = Cohort.objects.select_for_update().get(pk=happening.cohort_id)
    taken = Seat.objects.of_cohort(cohort).live().count()
    if why_not := queue.why_not_fewer_places(places=cohort.places, taken=taken):
        raise RuleBroken(why_not, field="places")
    reconcile_seats(cohort, actor=actor)
    reconcile_letters_once(notices.OWNER, scope=cohort.pk)


@write
def reconcile_notices(
    happening: DayMoved | DayCancelled | DayRestored | PracticalFactsChanged, *, actor: Actor
) -> None:
    """The letters that wait carry dates, place and a name to ring: write them anew."""
    if isinstance(happening, PracticalFactsChanged):
        cohort_id = happening.cohort_id
    else:
        cohort_id = TeachingDay.objects.get(pk=happening.day_id).cohort_id
    reconcile_letters_once(notices.OWNER, scope=cohort_id)


# Parts ---------------------------------------------------------------------------------------------------------------


def _locked(wish: Wish) -> tuple[Cohort, Wish]:
    """The wish's cohort, its row locked, and then the wish as it stands now: never as it stood before the lock."""
    cohort = Cohort.objects.select_for_update().get(pk=wish.cohort_id)
    return cohort, Wish.objects.for_list().get(pk=wish.pk)


def _person(actor: Actor) -> int:
    """Whose answer, words or agreement it is. No rule here lets anybody write one who is no person."""
    assert actor.person_id is not None
    return actor.person_id


def _new_wish(employment: Employment, cohort: Cohort, *, by: int | None = None) -> Wish:
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    if why_not := why_not_wish(employment, cohort):
        raise RuleBroken(why_not)
    wish = Wish(person=employment.person, employment=employment, cohort=cohort, on=today(), put_forward_by_id=by)
    wish.full_clean()
    wish.save()
    return wish


def _back(wish: Wish, answer: Answer, reason: Reason | None, *, actor: Actor) -> None:
    backing = wish.backing_or_none or Backing(wish=wish)
    backing.answer, backing.reason = answer, reason or ""
    backing.by_id, backing.on = _person(actor), today()
    backing.full_clean()
    backing.save()


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


def _write_text(wish: Wish, side: Side, words: str, *, actor: Actor) -> WishText:
    text = wish.texts.filter(side=side).select_related("by").first()
    if text and text.by_id != actor.person_id:
        raise RuleBroken(wishes.why_not_write_over(text.by.first_name), field="intention")
    text = text or WishText(wish=wish, side=side, by_id=_person(actor))
    text.seal(words, Audience.LEADER)
    text.full_clean()
    text.save()
    return text
