"""
Derived, not maintained: bring what exists in line with what should, and find nothing to do the second time.

Pure diffing; the caller says how a row is made, changed and withdrawn, and which rows it must leave alone (what a
person has done, answered, sent or locked is not handed in).
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
R = TypeVar("R")


class Scope(NamedTuple):
    """
    What is reconciled at a time, as rows remember it: whose rows (an app's name), about what kind of thing, which one.

    Ids of two kinds coincide, so none of the three means anything alone.

    >>> Scope("journey", "cohort", 7) == Scope("journey", "unit", 7)
    False
    """

    owner: str
    kind: str
    id: int


@dataclass(frozen=True)
class Changes(Generic[K]):
    """What one reconcile did, by key, in the order it was done."""

    created: tuple[K, ...] = ()
    changed: tuple[K, ...] = ()
    withdrawn: tuple[K, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.created or self.changed or self.withdrawn)


def reconcile(
    desired: Mapping[K, V],
    existing: Mapping[K, R],
    *,
    create: Callable[[K, V], object],
    change: Callable[[R, V], bool],
    withdraw: Callable[[R], bool],
) -> Changes[K]:
    """
    Create what is missing, change what differs, withdraw what has lost its reason; keys are taken in desired order.

    `change` and `withdraw` say whether they did anything, so a row that is as it should be, or is locked, counts as
    nothing to do.

    >>> rows = {"a": 1, "b": 2}
    >>> def put(key, value): rows[key] = value
    >>> reconcile({"b": 3, "c": 4}, {key: key for key in rows}, create=put,
    ...           change=lambda key, value: rows[key] != value and not put(key, value),
    ...           withdraw=lambda key: bool(rows.pop(key)))
    Changes(created=('c',), changed=('b',), withdrawn=('a',))
    """
    created, changed = [], []
    for key, value in desired.items():
        if key not in existing:
            create(key, value)
            created.append(key)
        elif change(existing[key], value):
            changed.append(key)
    withdrawn = [key for key, row in existing.items() if key not in desired and withdraw(row)]
    return Changes(tuple(created), tuple(changed), tuple(withdrawn))
