"""The wish, the words that go with it, and the leader's answer."""

from rodfaest.audit.actions import record
from rodfaest.cohorts.happenings import PracticalFactsChanged
from rodfaest.cohorts.models import Cohort
from rodfaest.correspondence.actions import reconcile_letters_once
from rodfaest.enrolment import notices, permissions
from rodfaest.enrolment.actions.seats import locked, person_of, reconcile_seats
from rodfaest.enrolment.happenings import WishAnswered, WishMade, WishWithdrawn
from rodfaest.enrolment.models import LeaderAnswer, TalkFirst, Wish, WishText
from rodfaest.enrolment.queries.wishes import why_not_wish
from rodfaest.enrolment.rules import wishes
from rodfaest.enrolment.rules.wishes import Answer, Reason, Side
from rodfaest.kernel.access import require
from rodfaest.kernel.actors import SOMEBODY, Actor
from rodfaest.kernel.errors import Denied, RuleBroken
from rodfaest.kernel.happenings import announce
from rodfaest.kernel.time import today
from rodfaest.kernel.transactions import write
from rodfaest.organisations.models import Employment
from rodfaest.texts.rules import CLOSED, Audience

# Wishes


@write
def make_wish(employment: Employment, cohort: Cohort, *, intention: str = "", actor: Actor) -> Wish:
    """Wish for a place in a cohort for oneself. The leaders are asked by mail."""
    require(permissions.may_make_wish(actor, employment))
    wish = _new_wish(employment, cohort)
    record("enrolment.wish_made", wish, actor=actor)
    if intention:
        _write_text(wish, Side.PARTICIPANT, intention, actor=actor)

    reconcile_letters_once(notices.of_cohort(cohort.pk))
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
        record("enrolment.wish_answered", wish, actor=actor, detail=wish.leader_answer.words)
        reconcile_seats(cohort, actor=actor)
    elif intention:
        raise RuleBroken(wishes.why_not_words_for(wish.person.first_name), field="intention")

    reconcile_letters_once(notices.of_cohort(cohort.pk))
    announce(WishMade(wish.pk), actor=actor)
    return wish


@write
def withdraw_wish(wish: Wish, *, actor: Actor) -> Wish:
    """Take a wish back before there is a seat. A new one starts last in the queue."""
    require(permissions.may_withdraw_wish(actor, wish))
    cohort, wish = locked(wish)
    if why_not := wishes.why_not_withdraw(wish.state):
        raise RuleBroken(why_not)

    wish.withdrawn_on = today()
    wish.full_clean()
    wish.save(update_fields=["withdrawn_on"])
    record("enrolment.wish_withdrawn", wish, actor=actor)

    reconcile_letters_once(notices.of_cohort(cohort.pk))
    announce(WishWithdrawn(wish.pk), actor=actor)
    return wish


@write
def write_intention(wish: Wish, side: Side, words: str, *, actor: Actor) -> WishText:
    """Write or rewrite what one hopes for: the participant for themselves, the leader for the house."""
    may_write = permissions.may_answer_wish if side is Side.LEADER else permissions.may_write_intention
    require(may_write(actor, wish))
    cohort, wish = locked(wish)
    if why_not := wishes.why_not_write(wish.state):
        raise RuleBroken(why_not)

    text = _write_text(wish, side, words, actor=actor)
    record("enrolment.intention_written", cohort, actor=SOMEBODY)

    reconcile_letters_once(notices.of_cohort(cohort.pk))
    return text


# The leader's answer


@write
def answer_wish(wish: Wish, answer: Answer, reason: Reason | None = None, *, actor: Actor) -> Wish:
    """Record the leader's answer. A yes may give a place at once: to this person, or to one who has waited longer."""
    require(permissions.may_answer_wish(actor, wish))
    cohort, wish = locked(wish)
    if why_not := wishes.why_not_answer(state=wish.state, answer_by=cohort.answer_by, today=today()):
        raise RuleBroken(why_not)

    _back(wish, answer, reason, actor=actor)
    record("enrolment.wish_answered", wish, actor=actor, detail=wish.leader_answer.words)

    reconcile_seats(cohort, actor=actor)
    reconcile_letters_once(notices.of_cohort(cohort.pk))
    announce(WishAnswered(wish.pk), actor=actor)
    return wish


@write
def change_answer(wish: Wish, answer: Answer, reason: Reason | None = None, *, actor: Actor) -> Wish:
    """Say something else than before, until a seat is given. The wish keeps its turn; the audit has both answers."""
    require(permissions.may_answer_wish(actor, wish))
    cohort, wish = locked(wish)
    leader_answer = wish.leader_answer_or_none
    same = leader_answer is not None and (leader_answer.answer, leader_answer.reason) == (answer, reason or "")
    if why_not := wishes.why_not_change_answer(state=wish.state, same=same, answer_by=cohort.answer_by, today=today()):
        raise RuleBroken(why_not)

    was = wish.leader_answer.words
    _back(wish, answer, reason, actor=actor)
    record("enrolment.answer_changed", wish, actor=actor, detail=f"{was} → {wish.leader_answer.words}")

    reconcile_seats(cohort, actor=actor)
    reconcile_letters_once(notices.of_cohort(cohort.pk))
    announce(WishAnswered(wish.pk), actor=actor)
    return wish


@write
def talk_first(wish: Wish, *, actor: Actor) -> Wish:
    """Say that leader and participant talk before there is an answer. The wish keeps its turn."""
    require(permissions.may_answer_wish(actor, wish))
    cohort, wish = locked(wish)
    if why_not := wishes.why_not_talk_first(state=wish.state, answer_by=cohort.answer_by, today=today()):
        raise RuleBroken(why_not)

    talk = TalkFirst(wish=wish, by_id=person_of(actor), on=today())
    talk.full_clean()
    talk.save()
    record("enrolment.talk_first", wish, actor=actor)

    reconcile_letters_once(notices.of_cohort(cohort.pk))
    return wish


# Reactions to what the floor below tells


@write
def reconcile_notices(happening: PracticalFactsChanged, *, actor: Actor) -> None:
    """The letters that wait carry place and a name to ring: write them anew."""
    reconcile_letters_once(notices.of_cohort(happening.cohort_id))


# Parts


def _new_wish(employment: Employment, cohort: Cohort, *, by: int | None = None) -> Wish:
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    if why_not := why_not_wish(employment, cohort):
        raise RuleBroken(why_not)
    wish = Wish(person=employment.person, employment=employment, cohort=cohort, on=today(), put_forward_by_id=by)
    wish.full_clean()
    wish.save()
    return wish


def _back(wish: Wish, answer: Answer, reason: Reason | None, *, actor: Actor) -> None:
    leader_answer = wish.leader_answer_or_none or LeaderAnswer(wish=wish, number=0)
    leader_answer.number += 1
    leader_answer.answer, leader_answer.reason = answer, reason or ""
    leader_answer.by_id, leader_answer.on = person_of(actor), today()
    leader_answer.full_clean()
    leader_answer.save()


def _write_text(wish: Wish, side: Side, words: str, *, actor: Actor) -> WishText:
    text = wish.texts.filter(side=side).select_related("by").first()
    if text and text.by_id != actor.person_id:
        raise RuleBroken(wishes.why_not_write_over(text.by.first_name), field="intention")
    text = text or WishText(wish=wish, side=side, by_id=person_of(actor))
    if text.is_closed_to(actor):
        raise Denied(CLOSED)
    text.seal(words, Audience.LEADER)
    text.full_clean()
    text.save()
    return text
