"""Bringing letters in line with the facts. Part of the transaction of the fact that changed, and safe to run again."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import partial
from typing import NamedTuple

from rodfaest.correspondence.models import Letter, new_message_id
from rodfaest.correspondence.owners import notices_of
from rodfaest.correspondence.rules import markup
from rodfaest.correspondence.rules.channels import Channel, reach
from rodfaest.correspondence.rules.letters import STOP_STANDS
from rodfaest.correspondence.rules.plans import Planned
from rodfaest.kernel.reconcile import Changes, Scope, reconcile
from rodfaest.kernel.time import today
from rodfaest.kernel.transactions import settle, write
from rodfaest.organisations.models import Person

FOLLOWS = ("person_id", "kommune_id", "why", "about", "discreet", "round", "needless")
"""What a letter takes over from its plan as it stands; the words follow `facts`."""
FOLLOWED = (*FOLLOWS, "due_on", "channel", "facts", "withdrawn_at", "stopped_at")
"""All that changes of a letter whose words stand."""
LONG = ("subject", "body", "sample")
"""Seldom rewritten, so not read with the others."""


@write
def reconcile_letters_once(scope: Scope) -> None:
    """`reconcile_letters`, but last in the transaction and a single time, however many facts in it ask."""
    settle(("letters", scope), partial(reconcile_letters, scope))


@write
def reconcile_letters(scope: Scope) -> Changes[str]:
    """
    Create, change and withdraw an owner's letters in one scope so that they are what its facts ask for.

    A sent letter, and one that may have been sent, stays as it was. A stopped one stays stopped. One edited by hand
    keeps its words; where its facts have changed it is withheld until somebody has looked, unless they change back.

    A round is the same whoever has done what: from its day on it stays on that day, whatever became of its letters;
    what was needless then stays so; and whoever comes to a round, or comes back to it, is stopped if it is.
    """
    letters = Letter.objects.in_scope(scope).filter(entry__isnull=True)
    following = letters.within_reach().select_for_update().order_by("pk")
    existing = {letter.key: letter for letter in following.defer(*LONG)}
    beyond_reach = {*letters.values_list("key", flat=True)} - existing.keys()
    desired = {
        key: planned
        for key, planned in notices_of(scope).desired(scope.id).items()
        if key in existing or not (key in beyond_reach or _has_left(planned))
    }
    known = _Known(_channels({planned.person_id for planned in desired.values()}), _stops(existing.values()))
    created: list[Letter] = []

    def create(key: str, planned: Planned) -> None:
        letter = Letter(key=key, message_id=new_message_id())
        letter.scope = scope
        _fill(letter, planned, known)
        created.append(letter)

    changes = reconcile(
        desired, existing, create=create, change=partial(_change, known=known), withdraw=Letter.withdraw
    )
    Letter.objects.bulk_create(created)
    return changes


class _Known(NamedTuple):
    """What every letter of a scope is brought in line by, read before the first of them is changed."""

    channels: Mapping[int, Channel]
    """By person."""
    stops: Mapping[tuple[str, date], datetime | None]
    """When each round that stands was stopped, if it was; by its name and day."""


def _channels(person_ids: Iterable[int]) -> dict[int, Channel]:
    people = Person.objects.filter(pk__in=person_ids).values_list("pk", "email", "phone")
    return {pk: reach(email, phone).channel for pk, email, phone in people}


def _stops(letters: Iterable[Letter]) -> dict[tuple[str, date], datetime | None]:
    standing = [letter for letter in letters if letter.round and not letter.withdrawn_at]
    return {(letter.round, letter.due_on): letter.stopped_at for letter in standing}


def _has_left(planned: Planned) -> bool:
    """Whether it is of a round that has left the outbox. Nobody is added to it: the round did not go to them."""
    return bool(planned.round) and planned.due_on < today() - STOP_STANDS


def _has_come(letter: Letter) -> bool:
    """Its round's day is here: from now on it stays on that day."""
    return bool(letter.round) and not letter.withdrawn_at and letter.due_on <= today()


def _fill(letter: Letter, planned: Planned, known: _Known) -> None:
    """All of a new letter. Whoever comes to a round that is stopped is stopped."""
    _follow(letter, planned, known, on=planned.due_on)
    letter.stopped_at = known.stops.get((letter.round, letter.due_on))
    _write(letter, planned)
    letter.clean_own_fields()


def _change(letter: Letter, planned: Planned, known: _Known) -> bool:
    """Bring a letter in line with its plan. Says whether there was work."""
    has_come = _has_come(letter)
    if has_come and letter.needless and letter.due_on < today():
        return False
    moved = _follow(letter, planned, known, on=letter.due_on if has_come else planned.due_on)
    revived = _revive(letter, known)
    rewritten = not letter.is_edited and letter.basis != letter.facts
    if rewritten:
        _write(letter, planned)
        letter.clean_own_fields()
        letter.save()
    elif revived or moved:
        letter.save(update_fields=[*FOLLOWED, "sort_key"])
    return revived or moved or rewritten


def _revive(letter: Letter, known: _Known) -> bool:
    """Its reason is back. Whoever comes back to a round that is stopped is stopped. Says whether it was withdrawn."""
    if letter.withdrawn_at is None:
        return False
    letter.withdrawn_at = None
    letter.stopped_at = known.stops.get((letter.round, letter.due_on), letter.stopped_at)
    return True


def _follow(letter: Letter, planned: Planned, known: _Known, *, on: date) -> bool:
    """Take over what a plan says, and the channel, but not the words. Says whether anything differed."""
    before = [getattr(letter, name) for name in FOLLOWED]
    for name in FOLLOWS:
        setattr(letter, name, getattr(planned, name))
    letter.due_on, letter.channel = on, known.channels[planned.person_id]
    letter.follow(planned.basis)
    return before != [getattr(letter, name) for name in FOLLOWED]


def _write(letter: Letter, planned: Planned) -> None:
    letter.write(planned.wording)
    letter.sample = markup.written(planned.sample.write().body) if planned.sample else ""
