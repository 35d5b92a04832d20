"""
Handing due letters over in four steps: claim, mark, hand over, receipt. Each but the third is a transaction of its own.

A worker may die between any two. Claimed and not marked: the letter is taken up again. Marked and without a receipt:
nobody knows whether it went, so it is withheld for somebody to look and never sent again by itself.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.conf import settings

from rodfaest.audit.actions import record
from rodfaest.correspondence import owners, permissions
from rodfaest.correspondence.actions.entries import reconcile_scope
from rodfaest.correspondence.models import CalendarEntry, Letter
from rodfaest.correspondence.rules import letters as rules
from rodfaest.correspondence.rules.bodies import Blocks, filled, plain_text
from rodfaest.correspondence.rules.calendars import calendar_mail
from rodfaest.correspondence.rules.channels import Channel
from rodfaest.correspondence.rules.letters import LetterState
from rodfaest.kernel.access import require
from rodfaest.kernel.actors import Actor, Errand
from rodfaest.kernel.reconcile import Scope
from rodfaest.kernel.time import now, today
from rodfaest.kernel.transactions import write
from rodfaest.login.actions import make_link
from rodfaest.transport import mail, sms
from rodfaest.transport.errors import NotHandedOver
from rodfaest.ui.pages import Page, drawn

log = logging.getLogger(__name__)

BATCH = 50
"""How many letters of one scope are claimed at a time."""

Parcel = Callable[[], None]
"""A letter written out, for its reader alone. Calling it hands it over; nothing stores it."""


def send_due_letters(*, actor: Actor) -> int:
    """
    Send every letter whose day has come, and say how many went. Runs every minute; must not be called in a transaction.

    One letter's trouble is its own: it is withheld or tried again later, and the others go out.
    """
    require(permissions.may_send_letters(actor))
    _withhold_cut_off(actor=actor)
    sent, begun = 0, now()
    for scope in Letter.objects.due(moment=now()).scopes():
        moment = now()
        try:
            claimed = _claim(scope, moment=moment)
        except Exception:
            log.exception("letters of %s, %s %s, could not be brought in line", *scope)
            continue
        for letter_id in claimed:
            if now() - begun > rules.SWEEP_LASTS:
                return sent  # what is left is taken up when its claim runs out
            try:
                sent += _send(letter_id, claimed_at=moment, actor=actor)
            except Exception:
                # Without a receipt it is withheld for a look, as if the worker had died here.
                log.exception("nobody could write down how letter %s went", letter_id)
    return sent


def reconcile_all_letters(*, actor: Actor) -> int:
    """Bring every owner's letters and entries in line, a transaction a scope; say in how many there was work."""
    require(permissions.may_reconcile_all_letters(actor))
    changed = 0
    # Also those of which nothing is left but letters and entries.
    left_behind = [*Letter.objects.open().scopes(), *CalendarEntry.objects.ahead().scopes()]
    for scope in sorted({*owners.scopes(), *left_behind}):
        try:
            changed += reconcile_scope(scope)
        except Exception:
            log.exception("letters of %s, %s %s, could not be brought in line", *scope)
    return changed


# The four steps


def _send(letter_id: int, *, claimed_at: datetime, actor: Actor) -> bool:
    """Mark, hand over, receipt. Says whether the letter went."""
    try:
        hand_over = _mark(letter_id, claimed_at=claimed_at, actor=actor)
    except Exception:
        log.exception("letter %s could not be written out", letter_id)
        _withhold(letter_id, rules.NOT_WRITTEN, actor=actor)
        return False
    if hand_over is None:
        return False
    try:
        hand_over()
    except NotHandedOver as refusal:
        _put_back(letter_id, refusal, actor=actor)
        return False
    except Exception:
        log.exception("nobody knows whether letter %s went", letter_id)
        _withhold(letter_id, rules.CUT_OFF, actor=actor)
        return False
    _receipt(letter_id, actor=actor)
    return True


@write
def _claim(scope: Scope, *, moment: datetime) -> list[int]:
    """Recompute what is due in a scope, so that a letter whose reason is gone is never sent, and take the rest."""
    reconcile_scope(scope)
    due = Letter.objects.due(moment=moment).in_scope(scope)
    claimed = [letter.pk for letter in due.select_for_update(skip_locked=True)[:BATCH]]
    Letter.objects.filter(pk__in=claimed).update(claimed_at=moment)
    return claimed


@write
def _mark(letter_id: int, *, claimed_at: datetime, actor: Actor) -> Parcel | None:
    """Write the letter out, links and words and all, and mark that it is about to go. None: it no longer should."""
    letter = Letter.objects.locked(letter_id)
    if letter.state is not LetterState.WAITING or letter.due_on > today() or letter.claimed_at != claimed_at:
        return None
    if why_not := letter.why_not_hand_over:
        _withhold(letter_id, why_not, actor=actor)
        return None
    parcel = _written_out(letter, actor=actor)
    letter.handing_over_at = now()
    letter.save(update_fields=["handing_over_at"])
    if entry := letter.entry:
        entry.being_announced()
    return parcel


@write
def _receipt(letter_id: int, *, actor: Actor) -> None:
    letter = Letter.objects.locked(letter_id)
    letter.sent_at, letter.sent_on, letter.withheld_because = now(), today(), ""
    # Whoever stopped it a moment too late reads that it went.
    letter.stopped_at = None
    letter.save(update_fields=["sent_at", "sent_on", "withheld_because", "stopped_at"])
    if letter.entry_id is not None:
        # Only if no later change has been handed over meanwhile.
        announced = CalendarEntry.objects.filter(pk=letter.entry_id, announced_sequence=letter.entry_sequence)
        announced.update(announced_digest=letter.entry_digest)
    _note("correspondence.letter_sent", letter, actor=actor)


# What goes wrong


@write
def _put_back(letter_id: int, refusal: NotHandedOver, *, actor: Actor) -> None:
    """The gateway said no: withhold the letter where no is for good or nobody knows, else try again after a while."""
    letter = Letter.objects.locked(letter_id)
    if refusal.unsure:
        _withhold(letter_id, rules.CUT_OFF, actor=actor)
        return
    letter.handing_over_at = letter.claimed_at = None
    letter.tries += 1
    letter.next_try_at = rules.next_try(letter.tries, now=now())
    letter.save(update_fields=["handing_over_at", "claimed_at", "tries", "next_try_at"])
    if refusal.for_good:
        _withhold(letter_id, refusal.reason, actor=actor)
    elif letter.next_try_at is None:
        _withhold(letter_id, rules.GIVEN_UP, actor=actor)


@write
def _withhold(letter_id: int, sentence: str, *, actor: Actor) -> None:
    """Wait for somebody to look. Not `format`: the sentence may have in it whatever a mail server said."""
    letter = Letter.objects.locked(letter_id)
    letter.withheld_because = sentence.replace("{name}", letter.person.first_name)[:250]
    letter.save(update_fields=["withheld_because"])
    _note("correspondence.letter_withheld", letter, actor=actor)


def _note(what: str, letter: Letter, *, actor: Actor) -> None:
    """A discreet letter leaves no line: counted, they would say how many have not done what it asks for."""
    if not letter.discreet:
        record(what, letter, actor=actor)


def _withhold_cut_off(*, actor: Actor) -> None:
    """What a dead worker left half handed over, each in a transaction of its own."""
    for letter_id in Letter.objects.cut_off(moment=now()).values_list("pk", flat=True):
        _withhold_if_cut_off(letter_id, actor=actor)


@write
def _withhold_if_cut_off(letter_id: int, *, actor: Actor) -> None:
    """Asked anew under the lock: the receipt of a slow worker, or another sweep, may have come meanwhile."""
    Letter.objects.locked(letter_id)
    if Letter.objects.cut_off(moment=now()).filter(pk=letter_id).exists():
        _withhold(letter_id, rules.CUT_OFF, actor=actor)


# Writing out


@dataclass(frozen=True)
class LetterMail(Page):
    template = "correspondence/mail.html"

    subject: str
    blocks: Blocks
    footer: str


def _written_out(letter: Letter, *, actor: Actor) -> Parcel:
    def address(errand: Errand) -> str:
        return make_link(letter.person, errand, valid_until=today() + rules.LINK_LIVES, actor=actor)

    notices = owners.notices_of(letter.scope)
    words, own = partial(notices.words, letter.key), partial(notices.own, letter.key)
    blocks = filled(letter.blocks, address=address, words=words, own=own)
    if letter.channel == Channel.SMS:
        return partial(sms.hand_over, letter.address, plain_text(blocks).strip())
    footer = rules.footer(letter.kommune.name)
    return partial(
        mail.hand_over,
        mail.Mail(
            to=letter.address,
            subject=letter.subject,
            text=f"{plain_text(blocks)}\n{footer}\n",
            html=drawn(LetterMail(letter.subject, blocks, footer)),
            message_id=letter.message_id,
            calendar=_calendar_part(letter),
        ),
    )


def _calendar_part(letter: Letter) -> mail.CalendarPart | None:
    """The calendar file of a letter that announces an entry."""
    entry = letter.entry
    if entry is None:
        return None
    method, file = calendar_mail(
        entry.as_appointment(),
        organiser=settings.MAIL_FROM,
        to=letter.address,
        name=letter.person.full_name,
        stamp=now(),
    )
    return mail.CalendarPart(method=method, ics=file.decode())
