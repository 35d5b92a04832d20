"""
Who owns letters. An app's `notices.py` registers itself by its dotted name; it is asked, never imported, from here.

    OWNER = "journey"
    owners.register(OWNER, __name__)
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from importlib import import_module
from typing import Protocol, cast

from rodfaest.kernel.text import Word


class Channel(Word):
    MAIL = "mail"
    SMS = "sms"


@dataclass(frozen=True)
class Written:
    """The words of a letter: a subject, and a body in the markup of `rules.bodies`, with placeholders."""

    subject: str
    body: str


@dataclass(frozen=True)
class Planned:
    """One letter that should exist: to whom, when, and why, in words that follow »fordi« ("dag 1 er om en måned")."""

    person_id: int
    kommune_id: int
    """Whose outbox it lies in."""
    due_on: date
    why: str
    basis: str
    """`digest_of` every fact the words depend on: another digest, and the letter is written anew."""
    write: Callable[[], Written] = field(compare=False, repr=False)
    """Gives the words as the facts are now. Called where they are needed, since most letters are as they should be."""
    about: str = ""
    """The hold's name: what the outbox puts beside it."""
    channel: Channel = Channel.MAIL


@dataclass(frozen=True)
class Event:
    """One calendar entry that should exist. Its words may be read by anybody who sees the person's calendar."""

    person_id: int
    kommune_id: int
    summary: str
    starts_at: datetime
    ends_at: datetime
    location: str = ""
    description: str = ""
    why: str = ""
    """Follows »fordi« in the outbox, for the first calendar mail: "Mette har fået en plads"."""
    about: str = ""


class Owner(Protocol):
    """What an app's `notices.py` answers. One without calendar entries leaves `desired_entries` out."""

    def scopes(self) -> Iterable[int]:
        """Every scope (a hold's id) that may have letters: what the nightly job walks."""
        ...

    def desired(self, scope: int) -> Mapping[str, Planned]:
        """The letters that should exist, by a key that is unique to the owner and stays the same as facts move."""
        ...

    def fill(self, key: str, name: str) -> str:
        """What somebody wrote, for `[[words name | who]]`: read at sending, by nobody but the letter's reader."""
        ...

    def desired_entries(self, scope: int) -> Mapping[str, Event]:
        """The calendar entries that should exist, by a key that is stable per person and day."""
        ...


_modules: dict[str, str] = {}


def register(name: str, module: str) -> None:
    """Make an owner known by the dotted name of its `notices`. Raises ValueError when two apps take one name."""
    if _modules.setdefault(name, module) != module:
        raise ValueError(f"two owners of letters are called {name}")


def owner(name: str) -> Owner:
    """The owner by its name. Raises KeyError for one that never registered."""
    return cast(Owner, import_module(_modules[name]))


def names() -> tuple[str, ...]:
    return tuple(_modules)


def has_entries(name: str) -> bool:
    return hasattr(owner(name), "desired_entries")


def digest_of(*facts: object) -> str:
    """
    A short digest of facts: dates, numbers, words, None, and lists of them. The same facts give the same digest.

    >>> digest_of(date(2021, 8, 16), "Campus Horsens") == digest_of(date(2021, 8, 16), "Campus Horsens")
    True
    >>> digest_of(1, "2") == digest_of("1", 2)
    False
    """
    return hashlib.sha256(json.dumps(facts, default=repr, sort_keys=True).encode()).hexdigest()[:32]
