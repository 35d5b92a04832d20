"""
Who owns letters: the one place where a lower floor asks a higher. An app's `notices.py` registers itself by its dotted
name; from then on it is asked by that name, and never imported from here.

    OWNER = "journey"
    owners.register(OWNER, __name__)
"""

from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import Protocol, cast

from rodfaest.correspondence.rules.plans import Event, Planned


class Owner(Protocol):
    """What an app's `notices.py` answers. One without calendar entries leaves `desired_entries` out."""

    def scopes(self) -> Iterable[int]:
        """Every scope (a hold's id) that may have letters: what the nightly job walks."""
        ...

    def desired(self, scope: int) -> Mapping[str, Planned]:
        """The letters that should exist, by a key that is unique to the owner and stays the same as facts move."""
        ...

    def fill(self, key: str, name: str) -> str:
        """
        What stands for a placeholder, asked at sending and read by nobody but the letter's reader: what somebody wrote
        for `[[words name | who]]`, a piece of letter in its markup for `[[own name | about]]`.
        """
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
