"""
Who owns steps: an app's `notices` registers what it answers of its steps about one kind of thing; from then on the
journey asks it, and never imports it. A programme's steps are the journey's own.

    owners.register("sparring", Steps("appointment", ids=..., desired=..., backgrounds=...))
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from rodfaest.journey.rules.steps import DueStep, StepKey
from rodfaest.journey.rules.words import Words
from rodfaest.kernel.reconcile import Scope


class Background(ABC):
    """What stands behind the steps of one scope."""

    @property
    @abstractmethod
    def title(self) -> str:
        """What they belong to, as it stands beside them and in the audit: the cohort's name, and never a person's."""

    @abstractmethod
    def words(self, key: str) -> Words:
        """What the step of this key says."""

    @property
    def days(self) -> Sequence[date]:
        """The days they are counted from: a step UNDER or EFTER opens by them. Without any, it can always be done."""
        return ()

    @property
    def since(self) -> date | None:
        """Since when those whose steps they are could know of it."""
        return None

    def has_letter(self, key: str, chosen_on: date | None) -> bool:
        """Whether a letter goes on the step's day, so that what is done with it must reach the letters."""
        return False


@dataclass(frozen=True)
class Steps:
    """What an app answers of its steps about one kind of thing: a cohort, a house, an appointment."""

    kind: str
    ids: Callable[[], Iterable[int]]
    """Every one of the kind that may have steps: what the nightly job walks."""
    desired: Callable[[int], Mapping[StepKey, DueStep]]
    """
    The steps that should exist about one. Asked inside the transaction that makes them: lock the thing's own row first,
    so that two at once wait for each other.
    """
    backgrounds: Callable[[Collection[int]], Mapping[int, Background]]
    """What stands behind the steps about these, by id, in a number of queries that does not grow."""
    in_hand: Callable[[Any], Background | None] = lambda _step: None
    """The same of one step, where all that is needed has been loaded with it."""


_steps: dict[tuple[str, str], Steps] = {}


def register(owner: str, steps: Steps) -> None:
    """Make known what an app owns of one kind. Raises ValueError when that is taken."""
    if _steps.setdefault((owner, steps.kind), steps) != steps:
        raise ValueError(f"two owners of steps are called {owner}, {steps.kind}")


def steps_of(scope: Scope) -> Steps:
    """Whom to ask about a scope. Raises KeyError where nobody registered."""
    return _steps[scope.owner, scope.kind]


def names() -> set[str]:
    """Every owner."""
    return {owner for owner, _kind in _steps}


def scopes() -> Iterator[Scope]:
    """Every scope that may have steps."""
    return (Scope(owner, kind, one) for (owner, kind), steps in _steps.items() for one in steps.ids())
