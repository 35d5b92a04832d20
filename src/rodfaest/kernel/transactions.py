"""The one decorator of every action: one transaction, and on SQLite one writer at a time in this process."""

from collections.abc import Callable
from contextlib import nullcontext
from functools import wraps
from threading import RLock
from typing import ParamSpec, TypeVar

from django.db import connection, transaction

P = ParamSpec("P")
T = TypeVar("T")

# SQLite's own back-off is unfair: a queue in the process cut the slowest tenth of writes by five and more (stack.md 4).
_one_writer = RLock()


def write(action: Callable[P, T]) -> Callable[P, T]:
    """Run `action` in one transaction. Inside another action it joins that one's."""

    @wraps(action)
    def in_one_transaction(*args: P.args, **kwargs: P.kwargs) -> T:
        with _one_writer if connection.vendor == "sqlite" else nullcontext(), transaction.atomic():
            return action(*args, **kwargs)

    in_one_transaction.is_write = True  # type: ignore[attr-defined]
    return in_one_transaction
