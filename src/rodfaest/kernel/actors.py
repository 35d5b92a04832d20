"""
Who acts: a person, a job, the holder of a personal link, or nobody known. Handed to every action and every rule.

An actor carries what permission rules read, loaded once a request: a decision asked for every row of a list costs no
query. Units are carried with their descendants, leadership with today's deputyships (rodfaest.organisations).
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, TypeVar, cast

T = TypeVar("T")
Ids = frozenset[int]
NOBODY: Ids = frozenset()


@dataclass(frozen=True)
class Standing:
    """What a person is today, as sets of ids. Filled by `organisations`; empty for everybody else."""

    led_unit_ids: Ids = NOBODY
    """Units led as leader or as today's deputy, with everything below them."""
    nearest_unit_ids: Ids = NOBODY
    """Of those, the ones whose people call the person their leader: no other leader stands between."""
    nearest_to: frozenset[tuple[int, int]] = frozenset()
    """(unit id, person id): also nearest to this person, who leads the unit and so has another leader."""
    not_over: frozenset[tuple[int, int]] = frozenset()
    """(unit id, person id): leads the unit, but not this person, in whose place or under whom they lead it."""
    unit_ids: Ids = NOBODY
    """Units the person is employed in today."""
    group_ids: Ids = NOBODY
    """Groups the person is in today, but for those where they have tilsyn over somebody: whose texts they read."""
    functions: frozenset[tuple[str, int]] = frozenset()
    """(function, unit id), with everything below the unit."""
    roles: frozenset[tuple[str, int]] = frozenset()
    """(system role, organisation id)."""


def by_number(person_id: int | None) -> str:
    """
    A person where no name may stay: in the lines of `audit` and `texts`, and in the server's log.

    >>> by_number(7)
    'person 7'
    """
    return f"person {person_id}"


class Actor:
    """Whoever acts. `label` is what a screen says."""

    kind: str = "nobody"
    number: int | None = None
    label: str = "Ukendt"
    reads_since: datetime | None = None
    """Texts saved before this stay closed: who has come in by a new address has not shown yet that it is them."""

    @property
    def unnamed(self) -> str:
        """What a line remembers: a person by number, a job by its name."""
        return self.label if self.number is None else by_number(self.number)

    @cached_property
    def standing(self) -> Standing:
        return Standing()

    @property
    def person_id(self) -> int | None:
        return None

    @property
    def person_ids(self) -> Ids:
        """The actor's own id as a set, for `__in`: empty for all but a person, so nothing is shown by accident."""
        return NOBODY if self.person_id is None else frozenset([self.person_id])

    @property
    def led_unit_ids(self) -> Ids:
        return self.standing.led_unit_ids

    def leads(self, unit_id: int | None, person_id: int | None) -> bool:
        """Whether the actor leads somebody who works in the unit: never themselves, nor whom they stand in for."""
        if person_id is not None and person_id in self.person_ids:
            return False
        return unit_id in self.led_unit_ids and (unit_id, person_id) not in self.standing.not_over

    def is_nearest_leader(self, unit_id: int | None, person_id: int | None) -> bool:
        """Whether somebody who works in the unit calls the actor their leader, deputies and souschefs included."""
        if not self.leads(unit_id, person_id):
            return False
        return unit_id in self.standing.nearest_unit_ids or (unit_id, person_id) in self.standing.nearest_to

    @property
    def unit_ids(self) -> Ids:
        return self.standing.unit_ids

    @property
    def group_ids(self) -> Ids:
        return self.standing.group_ids

    def organisations_as(self, role: str) -> Ids:
        """The organisations in which the actor has this system role today."""
        return frozenset(organisation for had, organisation in self.standing.roles if had == role)

    def units_as(self, function: str) -> Ids:
        """The units, with those below, in which the actor has this function today."""
        return frozenset(unit for had, unit in self.standing.functions if had == function)

    def once(self, name: Hashable, load: Callable[["Actor"], T]) -> T:
        """What an app above hangs on the actor under a dotted name: loaded at the first question, then remembered."""
        remembered = cast(dict[Hashable, Any], self.__dict__.setdefault("_remembered", {}))
        if name not in remembered:
            remembered[name] = load(self)
        return cast(T, remembered[name])


class Somebody(Actor):
    """Whoever acted, in a line that must not say who."""

    kind = "somebody"
    label = "Nogen"


SOMEBODY = Somebody()


class Visitor(Actor):
    """Somebody not signed in."""

    kind = "visitor"
    label = "Besøgende"


class PersonActor(Actor):
    """A signed-in person; what they are today is loaded at the first question."""

    kind = "person"

    def __init__(
        self, person_id: int, label: str, load: Callable[[int], Standing], *, reads_since: datetime | None = None
    ) -> None:
        self.number = person_id
        self.label = label
        self.reads_since = reads_since
        self._load = load

    @property
    def person_id(self) -> int:
        assert self.number is not None
        return self.number

    @cached_property
    def standing(self) -> Standing:
        return self._load(self.person_id)


class System(Actor):
    """A job or a command, by its name. Each `may_*` says which of them it lets through."""

    kind = "system"

    def __init__(self, name: str) -> None:
        self.name = self.label = name

    def __eq__(self, other: object) -> bool:
        return isinstance(other, System) and other.name == self.name

    def __hash__(self) -> int:
        return hash(self.name)


@dataclass(frozen=True)
class Errand:
    """What a personal link may do: `verb` is a permission, `noun` a model's label, `object_id` its one row."""

    verb: str
    noun: str
    object_id: int


class LinkHolder(Actor):
    """Whoever came by a personal link: acts for its person, on its one object, and nothing else."""

    kind = "link"

    def __init__(
        self, errand: Errand, person_id: int | None, label: str, *, reads_since: datetime | None = None
    ) -> None:
        self.errand = errand
        self.reads_since = reads_since
        self._person_id = person_id
        self.number = person_id
        self.label = label

    @property
    def person_id(self) -> int | None:
        return self._person_id
