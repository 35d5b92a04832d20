"""
Who owns letters: the one place where a lower floor asks a higher. An app's `notices` registers what it answers about
one kind of thing; from then on it is asked, and never imported from here. For an appointment of two people:

    register("sparring", Notices("appointment", ids=..., desired_entries=...))  # in notices.py

    reconcile_scope(Scope("sparring", "appointment", 7))  # in the action that made, moved or cancelled it

That is all: who has a mailbox gets a calendar mail each time, who has only a phone an SMS with day, time and place, so
no letter says the same besides. tests/correspondence/test_scopes.py is the whole of it.

What is no appointment is a letter, planned by `desired`. Its words are a `Wording` of the app's `rules`: the values
they are made of, and no model. As an SMS it has its subject and its links; without a link, `Written.short` says all.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NoReturn

from rodfaest.correspondence.rules.bodies import Blocks
from rodfaest.correspondence.rules.plans import Event, Planned
from rodfaest.kernel.reconcile import Scope

COHORT = "cohort"
"""
What every owner calls a cohort, so that the outbox can be read a cohort at a time. Other kinds are an owner's own.
"""


def _has_none(key: str, name: str) -> NoReturn:
    raise KeyError(f"{key} {name}")


@dataclass(frozen=True)
class Notices:
    """What an app answers of its letters about one kind of thing: a cohort, a house, an appointment."""

    kind: str
    ids: Callable[[], Iterable[int]]
    """Every one of the kind that may have letters: what the nightly job walks."""
    desired: Callable[[int], Mapping[str, Planned]] = lambda _id: {}
    """
    The letters that should exist about one, by a key unique to the owner that stays the same as facts move. What was
    sent is not sent anew: what its reader must hear then is a letter of its own.
    """
    words: Callable[[str, str], str] = _has_none
    """By a letter's key and a name, asked at sending and read by the letter's reader alone: what somebody wrote."""
    own: Callable[[str, str], Blocks] = _has_none
    """By the same: the piece of letter that is for its reader alone."""
    desired_entries: Callable[[int], Mapping[str, Event]] = lambda _id: {}
    """The calendar entries that should exist about one, by a key that is stable per person and day."""
    in_letter: Callable[[str], bool] = lambda _key: False
    """
    By an entry's key: whether a letter of the owner's says that it is there, or is gone. Then no SMS says so too. That
    it moved is always said.
    """


_notices: dict[tuple[str, str], Notices] = {}


def register(owner: str, notices: Notices) -> None:
    """Make known what an app owns of one kind. Raises ValueError when that is taken."""
    if _notices.setdefault((owner, notices.kind), notices) != notices:
        first, second = (one.ids.__module__ for one in (_notices[owner, notices.kind], notices))
        raise ValueError(f"two owners of letters are called {owner}, {notices.kind}: in {first} and in {second}")


def notices_of(scope: Scope) -> Notices:
    """Whom to ask about a scope. Raises KeyError where nobody registered."""
    return _notices[scope.owner, scope.kind]


def has_notices(scope: Scope) -> bool:
    """Whether its owner writes letters about this kind of thing."""
    return (scope.owner, scope.kind) in _notices


def scopes() -> Iterator[Scope]:
    """Every scope that may have letters."""
    return (Scope(owner, kind, one) for (owner, kind), notices in _notices.items() for one in notices.ids())


def scopes_about(kind: str, ids: Iterable[int]) -> list[Scope]:
    """These things as a scope of every owner who writes about their kind."""
    return [Scope(owner, kind, one) for one in ids for owner, theirs in _notices if theirs == kind]
