"""
Who owns letters: the one place where a lower floor asks a higher. An app's `notices` registers what it answers about
one kind of thing; from then on it is asked, and never imported from here.

    owners.register("journey", Notices(COHORT, ids=..., desired=..., fill=..., desired_entries=...))
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from rodfaest.correspondence.rules.plans import Event, Planned
from rodfaest.kernel.reconcile import Scope

COHORT = "cohort"
"""What every owner calls a hold, so that the outbox can be read a hold at a time. Other kinds are an owner's own."""


def _fills_nothing(key: str, name: str) -> str:
    raise KeyError(f"{key} {name}")


@dataclass(frozen=True)
class Notices:
    """What an app answers of its letters about one kind of thing: a hold, a house, an appointment."""

    kind: str
    ids: Callable[[], Iterable[int]]
    """Every one of the kind that may have letters: what the nightly job walks."""
    desired: Callable[[int], Mapping[str, Planned]]
    """The letters that should exist about one, by a key unique to the owner that stays the same as facts move."""
    fill: Callable[[str, str], str] = _fills_nothing
    """
    What stands for a placeholder of the letter with this key, asked at sending and read by nobody but its reader: what
    somebody wrote for `[[words name | who]]`, a piece of letter in its markup for `[[own name | about]]`.
    """
    desired_entries: Callable[[int], Mapping[str, Event]] = lambda _id: {}
    """The calendar entries that should exist about one, by a key that is stable per person and day."""


_notices: dict[tuple[str, str], Notices] = {}


def register(owner: str, notices: Notices) -> None:
    """Make known what an app owns of one kind. Raises ValueError when that is taken."""
    if _notices.setdefault((owner, notices.kind), notices) != notices:
        raise ValueError(f"two owners of letters are called {owner}, {notices.kind}")


def notices_of(scope: Scope) -> Notices:
    """Whom to ask about a scope. Raises KeyError where nobody registered."""
    return _notices[scope.owner, scope.kind]


def scopes() -> Iterator[Scope]:
    """Every scope that may have letters."""
    return (Scope(owner, kind, one) for (owner, kind), notices in _notices.items() for one in notices.ids())


def scopes_about(kind: str, ids: Iterable[int]) -> list[Scope]:
    """These things as a scope of every owner who writes about their kind."""
    return [Scope(owner, kind, one) for one in ids for owner, theirs in _notices if theirs == kind]
