"""Bringing calendar entries, and the mails that announce them, in line with the facts."""

from collections.abc import Iterable

from django.db.models import prefetch_related_objects

from rodfaest.correspondence.actions.letters import reconcile_letters
from rodfaest.correspondence.models import CalendarEntry, Letter, new_message_id
from rodfaest.correspondence.owners import notices_of
from rodfaest.correspondence.rules import announcements
from rodfaest.correspondence.rules.calendars import uid_of
from rodfaest.correspondence.rules.channels import Channel
from rodfaest.correspondence.rules.plans import Event
from rodfaest.kernel.reconcile import Changes, Scope, reconcile
from rodfaest.kernel.time import COPENHAGEN, now, today
from rodfaest.kernel.transactions import write
from rodfaest.transport.mail import mail_host

SHOWN = ("summary", "description", "location", "starts_at", "ends_at")
"""What a calendar shows: a change of it is a new SEQUENCE."""
BESIDE = ("person_id", "kommune_id", "about", "why")


@write
def reconcile_scope(scope: Scope) -> bool:
    """Bring all that an owner sends and has stand in calendars in line; say whether there was work."""
    letters, entries = reconcile_letters(scope), reconcile_entries(scope)
    return bool(letters or entries)


@write
def reconcile_entries(scope: Scope) -> Changes[str]:
    """
    Create, move and cancel an owner's calendar entries in one scope, and plan the one mail each that is not announced.

    The UID of a key never changes and SEQUENCE rises at each change. What is over stays as it was. A day moved and
    moved back before its mail went out needs no mail, and has none.
    """
    desired = notices_of(scope).desired_entries(scope.id)
    entries = CalendarEntry.objects.in_scope(scope).select_for_update().order_by("pk")
    existing = {entry.key: entry for entry in entries}

    created: list[CalendarEntry] = []

    def create(key: str, event: Event) -> None:
        entry = CalendarEntry(key=key, uid=uid_of(scope.owner, key, host=mail_host()))
        entry.scope = scope
        for name in SHOWN + BESIDE:
            setattr(entry, name, getattr(event, name))
        _clean_entry(entry)
        created.append(entry)

    changes = reconcile(
        {key: event for key, event in desired.items() if key in existing or not _is_past(event)},
        existing,
        create=create,
        change=_change,
        withdraw=_cancel,
    )
    _plan_mails([*existing.values(), *CalendarEntry.objects.bulk_create(created)])
    return changes


def _change(entry: CalendarEntry, event: Event) -> bool:
    if entry.is_past and _is_past(event):
        return False
    shown = entry.cancelled or any(getattr(entry, name) != getattr(event, name) for name in SHOWN)
    beside = any(getattr(entry, name) != getattr(event, name) for name in BESIDE)
    if not shown and not beside:
        return False
    for name in SHOWN + BESIDE:
        setattr(entry, name, getattr(event, name))
    if shown:
        entry.cancelled = False
        entry.sequence += 1
    _clean_entry(entry)
    entry.save()
    return True


def _cancel(entry: CalendarEntry) -> bool:
    if entry.cancelled or entry.is_past:
        return False
    entry.cancelled = True
    entry.sequence += 1
    _clean_entry(entry)
    entry.save()
    return True


def _is_past(event: Event) -> bool:
    return event.starts_at.astimezone(COPENHAGEN).date() < today()


def _clean_entry(entry: CalendarEntry) -> None:
    entry.changed_at = now()
    entry.clean_own_fields()


def _plan_mails(entries: Iterable[CalendarEntry]) -> None:
    """Each change that a calendar has not heard of is one letter; an older one that has not gone out is taken back."""
    by_pk = {entry.pk: entry for entry in entries}
    prefetch_related_objects([entry for entry in by_pk.values() if _is_to_be_told(entry)], "person")
    letters: dict[int, list[Letter]] = {pk: [] for pk in by_pk}
    for letter in Letter.objects.filter(entry__in=by_pk).select_for_update().order_by("pk"):
        letters[letter.entry_id or 0].append(letter)
    planned = []
    for pk, entry in by_pk.items():
        # An invitation needs a mailbox; whoever has none has the feed.
        wanted = entry.sequence if _is_to_be_told(entry) and entry.person.email else None
        for letter in letters[pk]:
            if letter.entry_sequence != wanted:
                letter.withdraw()
            elif not letter.is_beyond_reach:
                _bring_in_line(letter, entry)
        if wanted is not None and all(letter.entry_sequence != wanted for letter in letters[pk]):
            planned.append(_announcement(entry))
    Letter.objects.bulk_create(planned)


def _bring_in_line(letter: Letter, entry: CalendarEntry) -> None:
    """
    Its words follow what no calendar shows, as a name; one edited by hand is withheld instead. It is back where its
    person had no mailbox for a while.
    """
    wording, before = entry.announcement(), (letter.facts, letter.withdrawn_at)
    letter.follow(wording.basis)
    letter.withdrawn_at = None
    if not letter.is_edited and letter.basis != letter.facts:
        letter.write(wording)
        letter.clean_own_fields()
        letter.save()
    elif before != (letter.facts, letter.withdrawn_at):
        letter.save(update_fields=["facts", "withdrawn_at"])


def _is_to_be_told(entry: CalendarEntry) -> bool:
    return not entry.is_announced and not entry.is_past


def _announcement(entry: CalendarEntry) -> Letter:
    """The mail, not yet saved, that tells the entry's person what it says now."""
    reason = announcements.reason(
        entry.as_appointment(),
        told=entry.told,
        first=entry.why,
    )
    letter = Letter(
        key=f"calendar:{entry.key}:{entry.sequence}",
        kommune_id=entry.kommune_id,
        person_id=entry.person_id,
        channel=Channel.MAIL,
        entry=entry,
        entry_sequence=entry.sequence,
        entry_digest=entry.digest,
        about=entry.about,
        why=reason,
        due_on=today(),
        message_id=new_message_id(),
    )
    letter.scope = entry.scope
    wording = entry.announcement()
    letter.follow(wording.basis)
    letter.write(wording)
    letter.clean_own_fields()
    return letter
