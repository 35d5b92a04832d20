"""Bringing calendar entries, and the letters that announce them, in line with the facts."""

from collections.abc import Iterable

from django.db.models import prefetch_related_objects

from rodfaest.correspondence.actions.letters import reconcile_letters
from rodfaest.correspondence.models import CalendarEntry, Letter, new_message_id
from rodfaest.correspondence.owners import Notices, notices_of
from rodfaest.correspondence.rules import announcements
from rodfaest.correspondence.rules.calendars import uid_of
from rodfaest.correspondence.rules.channels import reach
from rodfaest.correspondence.rules.plans import Event
from rodfaest.kernel.reconcile import Changes, Scope, reconcile
from rodfaest.kernel.time import day_of, now, today
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
    Create, move and cancel an owner's calendar entries in one scope, and plan the letter of each that is not told.

    The UID of a key never changes and SEQUENCE rises at each change. What is over stays as it was. A day moved and
    moved back before its letter went out needs none, and has none.
    """
    notices = notices_of(scope)
    desired = notices.desired_entries(scope.id)
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
    _plan_letters([*existing.values(), *CalendarEntry.objects.bulk_create(created)], notices)
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
    return day_of(event.starts_at) < today()


def _clean_entry(entry: CalendarEntry) -> None:
    entry.changed_at = now()
    entry.clean_own_fields()


def _plan_letters(entries: Iterable[CalendarEntry], notices: Notices) -> None:
    """Each change that its person has not heard of is one letter; an older one that has not gone out is taken back."""
    by_pk = {entry.pk: entry for entry in entries}
    prefetch_related_objects([entry for entry in by_pk.values() if _may_be_told(entry)], "person")
    letters: dict[int, list[Letter]] = {pk: [] for pk in by_pk}
    for letter in Letter.objects.filter(entry__in=by_pk).select_for_update().order_by("pk"):
        letters[letter.entry_id or 0].append(letter)
    planned = []
    for pk, entry in by_pk.items():
        wanted = entry.sequence if _is_to_be_told(entry, notices) else None
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
    Let a planned mail follow what is not a change of the day itself: a name in its words, and its channel.

    One edited by hand keeps its words. A withdrawn one comes back, since the entry says again what it announces.
    """
    wording, before = entry.announcement(), (letter.facts, letter.withdrawn_at)
    letter.channel = reach(entry.person.email, entry.person.phone).channel
    letter.follow(wording.basis)
    letter.withdrawn_at = None
    if not letter.is_edited and letter.basis != letter.facts:
        letter.write(wording)
        letter.clean_own_fields()
        letter.save()
    elif before != (letter.facts, letter.withdrawn_at):
        letter.save(update_fields=["channel", "facts", "withdrawn_at"])


def _may_be_told(entry: CalendarEntry) -> bool:
    return not entry.is_past and (not entry.is_announced or _is_new_to_calendar(entry))


def _is_to_be_told(entry: CalendarEntry, notices: Notices) -> bool:
    """With a mailbox, what the calendar doesn't say; without, what no letter of the owner's says."""
    if not _may_be_told(entry):
        return False
    if entry.person.email:
        return True
    if (entry.cancelled or not entry.is_heard_of) and notices.in_letter(entry.key):
        entry.told_by_letter()
    return not entry.is_announced


def _is_new_to_calendar(entry: CalendarEntry) -> bool:
    """Known from a letter of the owner's alone: a mailbox that comes later gets it."""
    return entry.announced_sequence is None and not entry.cancelled


def _announcement(entry: CalendarEntry) -> Letter:
    """The letter, not yet saved, that tells the entry's person what it says now."""
    reason = announcements.reason(
        entry.as_appointment(),
        told=entry.told,
        first=entry.why,
    )
    letter = Letter(
        key=f"calendar:{entry.key}:{entry.sequence}",
        kommune_id=entry.kommune_id,
        person_id=entry.person_id,
        channel=reach(entry.person.email, entry.person.phone).channel,
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
