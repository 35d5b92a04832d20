"""What an owner of letters asks for: letters and calendar entries that should exist, and their words."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from rodfaest.kernel.text import shortened

LONGEST = {"subject": 200, "discreet": 200, "round": 60, "why": 200, "about": 160, "summary": 200, "location": 350}
"""How many characters there is room for."""


class Fitted:
    """
    What is made of other people's titles and names is made to fit here, where it is made: an answer to a wish must not
    be refused because a mail's subject grew too long.
    """

    def __post_init__(self) -> None:
        for name, longest in LONGEST.items():
            if hasattr(self, name):
                object.__setattr__(self, name, shortened(getattr(self, name), longest))


@dataclass(frozen=True)
class Written(Fitted):
    """The words of a letter: a subject, and a body in the markup of `rules.bodies`, with placeholders."""

    subject: str
    body: str


@dataclass(frozen=True)
class Planned(Fitted):
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
    discreet: str = ""
    """Where that somebody is written to says what they have not done: what the letter is called. Then whoever keeps the
    outbox sees a row for a hold, a name and a day, and never to whom."""
    round: str = ""
    """Which row of the outbox a discreet letter stands in: the same on whichever day. In none: it has no row."""
    needless: bool = False
    """What it asks for is done: it stands in its round, so that this is the same whoever did what, and never goes."""
    sample: Callable[[], Written] | None = field(default=None, compare=False, repr=False)
    """The words of a discreet letter without anybody's name, for whoever keeps the outbox."""


@dataclass(frozen=True)
class Event(Fitted):
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


def digest_of(*facts: object) -> str:
    """
    A short digest of facts: dates, numbers, words, None, and lists of them. The same facts give the same digest.

    >>> digest_of(date(2021, 8, 16), "Campus Horsens") == digest_of(date(2021, 8, 16), "Campus Horsens")
    True
    >>> digest_of(1, "2") == digest_of("1", 2)
    False
    """
    return hashlib.sha256(json.dumps(facts, default=repr, sort_keys=True).encode()).hexdigest()[:32]
