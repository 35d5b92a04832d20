"""What a konsulent does to a letter before it goes: edit, stop, look at what is withheld, send again."""

from collections.abc import Callable

from rodfaest.audit.actions import record
from rodfaest.correspondence import permissions
from rodfaest.correspondence.actions.entries import reconcile_scope
from rodfaest.correspondence.models import Letter, lock_scope
from rodfaest.correspondence.rules import letters as rules
from rodfaest.correspondence.rules import markup
from rodfaest.correspondence.rules.letters import LetterState
from rodfaest.kernel.access import require
from rodfaest.kernel.actors import Actor
from rodfaest.kernel.errors import RuleBroken
from rodfaest.kernel.time import now, today
from rodfaest.kernel.transactions import write
from rodfaest.organisations.models import Organisation
from rodfaest.organisations.rules import Role
from rodfaest.texts.rules import why_not_text


@write
def edit_letter(letter: Letter, *, subject: str, body: str, seen: str, over: str, actor: Actor) -> Letter:
    """
    Change the words of one letter. `body` is as the outbox shows it, with placeholders in words.

    `seen` is the digest of the facts the editor had before them: if they change meanwhile, the letter is withheld.
    `over` is the edition the editor began from: what another has saved since is not written over unseen.
    """
    letter = _locked(letter, rules.why_not_edit, actor=actor)
    _refuse(markup.why_not_edit(body, letter.body), field="body")
    _refuse(why_not_text(body), field="body")
    _refuse(why_not_text(subject), field="subject")
    subject, body = " ".join(subject.split()), markup.from_editing(body, letter.body)
    if over != letter.edition:
        if (subject, body) == (letter.subject, letter.body):
            return letter  # pressed twice
        raise RuleBroken(rules.EDITED_MEANWHILE)
    letter.subject, letter.body = subject, body
    letter.basis = seen
    letter.edited_at, letter.edited_by_id = now(), actor.person_id
    letter.clean_own_fields()
    letter.save()
    record("correspondence.letter_edited", letter, actor=actor)
    return letter


@write
def rewrite_letter(letter: Letter, *, actor: Actor) -> Letter:
    """Let go of what was edited by hand: the letter follows its facts again."""
    letter = _locked(letter, rules.why_not_edit, actor=actor)
    written = letter.as_the_facts_are()
    if written is None:
        raise RuleBroken(rules.NO_REASON)
    letter.say(written)
    letter.save()
    record("correspondence.letter_rewritten", letter, actor=actor)
    return letter


@write
def release_letter(letter: Letter, *, seen: str, actor: Actor) -> Letter:
    """Somebody has looked: the edited words stand, though the facts have changed since."""
    require(permissions.may_maintain_outbox(actor, letter))
    letter = Letter.objects.locked(letter.pk)
    _refuse(rules.why_not_release(changed=letter.is_changed, state=letter.state))
    letter.basis = seen
    letter.save(update_fields=["basis"])
    record("correspondence.letter_released", letter, actor=actor)
    return letter


@write
def stop_letter(letter: Letter, *, actor: Actor) -> Letter:
    """Keep a letter from going out, until somebody undoes it."""
    letter = _locked(letter, rules.why_not_stop, actor=actor)
    letter.stopped_at = now()
    letter.save(update_fields=["stopped_at"])
    record("correspondence.letter_stopped", letter, actor=actor)
    return letter


@write
def resume_letter(letter: Letter, *, actor: Actor) -> Letter:
    """Undo a stop. A letter whose day has passed goes out at the next sweep."""
    letter = _locked(letter, rules.why_not_resume, actor=actor)
    letter.stopped_at = None
    letter.save(update_fields=["stopped_at"])
    record("correspondence.letter_resumed", letter, actor=actor)
    return letter


@write
def send_again(letter: Letter, *, actor: Actor) -> Letter:
    """Let a letter whose hand-over failed or was cut off go out once more: somebody has looked, and wants it."""
    require(permissions.may_maintain_outbox(actor, letter))
    lock_scope(letter.scope)
    letter = Letter.objects.locked(letter.pk)
    _refuse(rules.why_not_send_again(failed=letter.has_failed, state=letter.state))
    letter.withheld_because, letter.tries = "", 0
    letter.claimed_at = letter.handing_over_at = letter.next_try_at = None
    letter.save(update_fields=["withheld_because", "tries", "claimed_at", "handing_over_at", "next_try_at"])
    # Until now it was beyond reach: what has happened since reaches it here.
    reconcile_scope(letter.scope)
    letter.refresh_from_db()
    record("correspondence.letter_sent_again", letter, actor=actor)
    _refuse(rules.NO_REASON if letter.state is LetterState.WITHDRAWN else None)
    return letter


@write
def stop_round(letter: Letter, *, actor: Actor) -> None:
    """Keep a whole round of discreet letters from going out; `letter` is any of them. Whoever comes to it stops too."""
    require(permissions.may_maintain_round(actor, letter))
    _refuse(rules.why_not_stop_round(letter.due_on, today=today()))
    lock_scope(letter.scope)
    Letter.objects.alike(letter).within_reach().filter(stopped_at__isnull=True).update(stopped_at=now())
    record("correspondence.round_stopped", letter.kommune, actor=actor, detail=_round_of(letter))


@write
def resume_round(letter: Letter, *, actor: Actor) -> None:
    """Undo it. A round whose day has passed goes out at the next sweep."""
    require(permissions.may_maintain_round(actor, letter))
    lock_scope(letter.scope)
    Letter.objects.alike(letter).within_reach().update(stopped_at=None)
    record("correspondence.round_resumed", letter.kommune, actor=actor, detail=_round_of(letter))


@write
def send_rounds_again(*, actor: Actor) -> None:
    """
    Let all that could not be handed over of the rounds one maintains go once more, to whomever that was. One whose
    reason is gone stays withdrawn, and only forgets what went wrong. The audit line is written whether or not any had
    failed, and names no cohort.
    """
    for kommune in Organisation.objects.filter(pk__in=actor.organisations_as(Role.CONSULTANT)).order_by("pk"):
        record("correspondence.rounds_sent_again", kommune, actor=actor)
    failed = Letter.objects.discreet_to(actor).failed()
    for scope in failed.scopes():
        lock_scope(scope)
        letters = failed.in_scope(scope)
        first = letters.order_by("pk").first()
        if first is None:
            continue  # a colleague pressed a moment before
        require(permissions.may_maintain_round(actor, first))
        letters.update(withheld_because="", tries=0, claimed_at=None, handing_over_at=None, next_try_at=None)
        # Until now they were beyond reach: what has happened since reaches them here.
        reconcile_scope(scope)


def _locked(letter: Letter, why_not: Callable[[LetterState], str | None], *, actor: Actor) -> Letter:
    """The letter as it stands now, its row locked, if the actor may and nothing is in the way."""
    require(permissions.may_maintain_outbox(actor, letter))
    letter = Letter.objects.locked(letter.pk)
    _refuse(why_not(letter.state))
    return letter


def _round_of(letter: Letter) -> str:
    return f"{letter.discreet}, {letter.about}, {letter.due_on}"


def _refuse(sentence: str | None, *, field: str | None = None) -> None:
    if sentence:
        raise RuleBroken(sentence, field=field)
