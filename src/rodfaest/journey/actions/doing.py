"""The ways to do a step, and to leave it for another day."""

from datetime import date, timedelta

from rodfaest.audit.actions import record
from rodfaest.correspondence.actions import reconcile_letters_once
from rodfaest.enrolment.models import Seat
from rodfaest.journey import notices, permissions
from rodfaest.journey.actions.writing import finish_text, keeps_words, locked, refuse_other_words, save_draft
from rodfaest.journey.models import Asker, Step, StepText
from rodfaest.journey.queries.people import possible_askers
from rodfaest.journey.rules import upcoming
from rodfaest.kernel.access import require
from rodfaest.kernel.actors import SOMEBODY, Actor
from rodfaest.kernel.errors import RuleBroken
from rodfaest.kernel.text import _
from rodfaest.kernel.time import today
from rodfaest.kernel.transactions import write
from rodfaest.organisations.models import Person
from rodfaest.programmes.rules.vocabulary import AnswerKind
from rodfaest.texts.rules import Audience

A_YEAR = timedelta(days=366)


@write
def do_step(
    step: Step,
    *,
    words: str = "",
    audience: Audience | None = None,
    answer: str = "",
    on: date | None = None,
    situation: str = "",
    nobody_recognisable: bool = False,
    actor: Actor,
) -> Step:
    """
    Do the step: its text, date, choice or tick. Done before, what was done stands, and nothing more happens.

    Other words than those that stand are refused then, not dropped: a colleague, or another tab, was there first.
    By a link, words are added to those kept from before, and the step stays open: nobody shares what they were not
    shown.
    """
    require(permissions.may_do_step(actor, step))
    step = locked(step)
    if step.is_done:
        refuse_other_words(step, words, actor)
        return step
    match step.answer_kind:
        case AnswerKind.TEXT:
            if not words.strip():
                raise RuleBroken(_("Skriv en sætning, eller vælg »Jeg prøver noget andet«."), field="words")
            if keeps_words(step, actor):
                save_draft(step, words, audience, situation, actor)
                return step
            finish_text(step, words, audience, nobody_recognisable, actor)
        case AnswerKind.CHOICE:
            if answer not in step.words.choices:
                raise RuleBroken(_("Vælg et af svarene."), field="answer")
            step.answer = answer
        case AnswerKind.DATE:
            if on is None:
                raise RuleBroken(_("Vælg en dag."), field="on")
            if why_not := upcoming.why_not_on(on, since=_opened_on(step), last=today() + A_YEAR):
                raise RuleBroken(why_not, field="on")
            step.answer = on.isoformat()
    step.situation = situation or step.situation
    return _done(step, "journey.step_done", actor)


@write
def try_something_else(step: Step, *, words: str = "", actor: Actor) -> Step:
    """
    Do something else than the step says, with a sentence about what if one wants to. It counts as done.

    The sentence is its writer's alone: the choice of who reads is for »Færdig«, and nothing about it stops this.
    """
    require(permissions.may_do_step(actor, step))
    step = locked(step)
    if step.is_done:
        refuse_other_words(step, words, actor)
        return step
    if words.strip():
        finish_text(step, words, Audience.ME, nobody_recognisable=False, actor=actor)
    step.tried_else = True
    return _done(step, "journey.step_done_otherwise", actor)


@write
def put_off(
    step: Step, *, words: str = "", audience: Audience | None = None, situation: str = "", actor: Actor
) -> Step:
    """
    »Ikke i dag«: the step waits till the next working day. Nobody is told, and it leaves no line.

    Words that stood in its box are saved as a draft; an empty box takes none away, since it may be an old page.
    """
    require(permissions.may_do_step(actor, step))
    step = locked(step)
    if _is_left(step, words, audience, situation, actor):
        step.waits_until = upcoming.not_today(today())
        step.save(update_fields=["waits_until"])
    return step


@write
def choose_when(
    step: Step,
    day: date,
    *,
    words: str = "",
    audience: Audience | None = None,
    situation: str = "",
    actor: Actor,
) -> Step:
    """
    »Hvornår passer det dig?«: the step is for that day instead, and a letter goes that day to whoever has one.

    Words that stood in its box are saved as `put_off` saves them.
    """
    require(permissions.may_do_step(actor, step))
    step = locked(step)
    if not _is_left(step, words, audience, situation, actor) or step.chosen_on == day:
        return step
    if why_not := upcoming.why_not_choose(day, today=today(), last=max(step.due_on, today()) + A_YEAR):
        raise RuleBroken(why_not, field="day")
    step.chosen_on, step.waits_until = day, None
    _save(step)
    record("journey.day_chosen", step, actor=SOMEBODY)
    _reconcile_letters_of(step)
    return step


@write
def reopen_step(step: Step, *, actor: Actor) -> Step:
    """
    Take a done step up again; a house's or group's, whoever of them finished it.

    What the actor wrote in it becomes a draft, which its writer alone reads. What a colleague wrote stays as it is,
    since only its writer says who reads it: written on, it is a draft again (`write_draft`).
    """
    require(permissions.may_do_step(actor, step))
    step = locked(step)
    if not step.is_done:
        return step
    step.done_on, step.done_by, step.answer, step.tried_else = None, None, "", False
    _save(step)
    for text in (
        StepText.objects.select_for_update().filter(step=step, finished_on__isnull=False).own(actor).open_to(actor)
    ):
        text.reseal(finished_on=None)
    record("journey.step_reopened", step, actor=SOMEBODY)
    _reconcile_letters_of(step)
    return step


@write
def choose_asker(seat: Seat, person: Person | None, *, actor: Actor) -> Asker | None:
    """Choose who asks into what one tries, in place of the leader; None gives it back to the leader."""
    require(permissions.may_choose_asker(actor, seat))
    existing = Asker.objects.select_for_update().filter(seat=seat).first()
    if person is None:
        if existing:
            record("journey.asker_unchosen", existing, actor=actor)
            existing.delete()
            reconcile_letters_once(notices.of_cohort(seat.wish.cohort_id))
        return None
    if person not in possible_askers(seat):
        raise RuleBroken(_("Vælg en af dem, der står på listen."), field="person")
    if existing and existing.person_id == person.pk:
        return existing
    asker = existing or Asker(seat=seat)
    asker.person, asker.chosen_on = person, today()
    asker.full_clean()
    asker.save()
    record("journey.asker_chosen", asker, actor=actor)
    reconcile_letters_once(notices.of_cohort(seat.wish.cohort_id))
    return asker


def _is_left(step: Step, words: str, audience: Audience | None, situation: str, actor: Actor) -> bool:
    """Whether the step is still open to be left for later, with the words in its box as a draft."""
    if step.is_done:
        refuse_other_words(step, words, actor)
        return False
    if words.strip():
        save_draft(step, words, audience, situation, actor)
    return True


def _opened_on(step: Step) -> date:
    """The earliest day that may be given for a talk about the step: since one could know of it, a year back at most."""
    return min(step.background.since or today() - A_YEAR, step.due_on)


def _save(step: Step) -> None:
    # The row and its keys were read in this transaction: asking for each again would be a dozen queries a press.
    step.clean_fields(exclude={"cohort", "seat", "unit", "person", "done_by"})
    step.save()


def _reconcile_letters_of(step: Step) -> None:
    """Bring the letters in line where this step has one."""
    if step.background.has_letter(step.key, step.chosen_on):
        reconcile_letters_once(step.scope)


def _done(step: Step, what: str, actor: Actor) -> Step:
    step.done_on, step.done_by_id, step.waits_until = today(), actor.person_id, None
    _save(step)
    record(what, step, actor=SOMEBODY)
    _reconcile_letters_of(step)
    return step
