"""The menu: one line an entry, in the order shown. It only points the way; the rules are asked on the page itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rodfaest.kernel.actors import Actor, PersonActor


def everybody(actor: Actor) -> bool:
    return True


def signed_in(actor: Actor) -> bool:
    return isinstance(actor, PersonActor)


@dataclass(frozen=True)
class Entry:
    """A word, the url's name it leads to, and for whom; `shown` reads what the actor carries and asks no query."""

    label: str
    url_name: str
    shown: Callable[[Actor], bool] = signed_in


MENU: Sequence[Entry] = ()

FOOTER: Sequence[Entry] = (
    Entry("Hvem ser hvad", "portal:who_sees_what", everybody),
    Entry("Tilgængelighed", "portal:accessibility", everybody),
)
"""An entry whose page does not exist (yet) is left out."""
