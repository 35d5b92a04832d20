"""What an owner of letters asks for: letters and calendar entries that should exist, and their words."""

import hashlib
import json
from abc import ABC, abstractmethod
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time

from rodfaest.correspondence.rules.bodies import Blocks, on_one_line
from rodfaest.kernel.text import shortened

LONGEST = {"subject": 200, "discreet": 200, "round": 60, "why": 200, "about": 160, "summary": 200, "location": 350}
"""How many characters there is room for."""


class Fitted:
    """
    Its texts are cut to fit when it is made, since they are made of titles and names of any length: an answer to a wish
    must not be refused because a mail's subject grew too long.
    """

    def __post_init__(self) -> None:
        for name, longest in LONGEST.items():
            if hasattr(self, name):
                object.__setattr__(self, name, shortened(getattr(self, name), longest))


@dataclass(frozen=True)
class Written(Fitted):
    """The words of a letter: a subject, and a body with placeholders."""

    subject: str
    body: Blocks
    short: Blocks = ()
    """All that an SMS says, where subject and links (`bodies.in_short`) would leave out what matters."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "subject", on_one_line(self.subject))
        super().__post_init__()


@dataclass(frozen=True)
class Wording(ABC):
    """
    One kind of letter: a frozen dataclass of exactly the values its words are made of. It lives in an app's `rules`,
    where no model is known; the owner's `notices` reads the values.
    """

    @abstractmethod
    def write(self) -> Written:
        """The words, made of the fields and of nothing else."""

    @property
    def basis(self) -> str:
        """
        A digest of the fields: when it changes, the letter is written anew. Not of the words, since a release may put
        them better.
        """
        return digest_of(type(self).__name__, asdict(self))


@dataclass(frozen=True)
class Planned(Fitted):
    """One letter that should exist: to whom, when, and why, in words that follow »fordi« ("dag 1 er om en måned")."""

    person_id: int
    kommune_id: int
    """Whose outbox it lies in."""
    due_on: date
    why: str
    wording: Wording
    """Its words as the facts are now, written out only where they are needed: most letters are as they should be."""
    about: str = ""
    """The cohort's name: what the outbox puts beside it."""
    discreet: str = ""
    """Where that somebody is written to says what they have not done: what the letter is called. Then whoever maintains
    the
    outbox sees a row for a cohort, a name and a day, and never to whom."""
    round: str = ""
    """Which row of the outbox a discreet letter stands in: the same on whichever day. In none: it has no row."""
    needless: bool = False
    """What it asks for is done: it stands in its round, so that this is the same whoever did what, and never goes."""
    sample: Wording | None = None
    """The words of a discreet letter without anybody's name, for whoever maintains the outbox."""

    @property
    def basis(self) -> str:
        return digest_of(self.wording.basis, self.sample.basis) if self.sample else self.wording.basis


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
    >>> digest_of(object())
    Traceback (most recent call last):
    TypeError: a fact is a date, a number or a word, and not of type object
    """
    return hashlib.sha256(json.dumps(facts, default=_said, sort_keys=True).encode()).hexdigest()[:32]


def _said(fact: object) -> str:
    match fact:
        case datetime():
            return fact.astimezone(UTC).isoformat()
        case date() | time():
            return fact.isoformat()
    raise TypeError(f"a fact is a date, a number or a word, and not of type {type(fact).__name__}")
