"""The one decorator of every action: one transaction, and on SQLite one writer at a time in this process."""

import threading
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager, nullcontext
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import connection, transaction

P = ParamSpec("P")
T = TypeVar("T")

# SQLite's own back-off is unfair: a queue in the process cut the slowest tenth of writes by five and more.
_one_writer = threading.RLock()


class _Writing(threading.local):
    """Of this thread: how deep in actions it is, what is still to be settled, and whether the writes are to stand."""

    depth = 0
    saved = True

    def __init__(self) -> None:
        self.unsettled: dict[Hashable, Callable[[], object]] = {}


_writing = _Writing()


def write(action: Callable[P, T]) -> Callable[P, T]:
    """Run `action` in one transaction. Inside another action it joins that one's."""

    @wraps(action)
    def in_one_transaction(*args: P.args, **kwargs: P.kwargs) -> T:
        with _one_writer if connection.vendor == "sqlite" else nullcontext(), transaction.atomic():
            _writing.depth += 1
            try:
                done = action(*args, **kwargs)
                if _writing.depth == 1:
                    _settle_all()
                    if not _writing.saved:
                        transaction.set_rollback(True)
                return done
            finally:
                _writing.depth -= 1
                if _writing.depth == 0:
                    _writing.unsettled.clear()

    in_one_transaction.is_write = True  # type: ignore[attr-defined]  # tests/architecture reads it
    return in_one_transaction


@contextmanager
def nothing_saved() -> Iterator[None]:
    """Let actions run to their end, then roll back what they wrote."""
    _writing.saved = False
    try:
        yield
    finally:
        _writing.saved = True


def settle(key: Hashable, derive: Callable[[], object]) -> None:
    """
    Let `derive` run once for `key`, last in the outermost action's transaction, however many facts ask for it.

    Twenty seats given in one action make one reconcile. Asked for again with the same key, the last `derive` counts.
    """
    if _writing.depth == 0:
        raise RuntimeError(f"{key} was to be settled outside an action")
    _writing.unsettled.pop(key, None)
    _writing.unsettled[key] = derive


def _settle_all() -> None:
    """A reconcile may ask for another one. It ends, since one that finds nothing to do asks for none."""
    while _writing.unsettled:
        key = next(iter(_writing.unsettled))
        _writing.unsettled.pop(key)()
