"""
Call down, announce up: a lower app tells a higher one by announcing a frozen dataclass from its `happenings.py`.

Who reacts, and in which order, stands in one table (settings.WIRING names it). Reactions run in the same transaction;
an error in one fails the whole.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from rodfaest.kernel.actors import Actor

Reaction = Callable[..., object]
Wiring = Mapping[type, Sequence[Reaction]]


@cache
def _wiring() -> Wiring:
    table: Wiring = import_string(settings.WIRING)
    return table


def announce(happening: object, *, actor: Actor) -> None:
    """Tell whoever the wiring names, in its order. A happening missing from the table is a programming error."""
    for react in _wiring()[type(happening)]:
        react(happening, actor=actor)
