"""
What each role meets first. A home is a module with `home(actor) -> a frozen dataclass, or None where the actor has no
such day`, in a number of queries that does not grow, and a partial page `portal/homes/<name>.html` that is handed it as
`home` (with `request` and `person`).

A new one is added to HOMES. The order is that of a person with several: what is theirs to do themselves comes first.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from rodfaest.kernel.actors import Actor
from rodfaest.portal.homes import consultant, head, leader, office, participant, planner, support


@dataclass(frozen=True)
class Hat:
    """One of somebody's homes: `name` is its template and its anchor, `title` the word that leads to it."""

    name: str
    title: str
    home: Callable[[Actor], Any]


@dataclass(frozen=True)
class Shown:
    """A hat and what its home holds today."""

    hat: Hat
    home: Any

    @property
    def template(self) -> str:
        return f"portal/homes/{self.hat.name}.html"


HOMES: Sequence[Hat] = (
    Hat("participant", "Mit forløb", participant.home),
    Hat("leader", "Mine huse", leader.home),
    Hat("support", "Dem, jeg hjælper", support.home),
    Hat("consultant", "Hold", consultant.home),
    Hat("head", "Overblik", head.home),
    Hat("planner", "Vores hold", planner.home),
    Hat("office", "Mine opgaver", office.home),
)


def homes_of(actor: Actor) -> list[Shown]:
    """The homes an actor has today, in order."""
    return [Shown(hat, found) for hat in HOMES if (found := hat.home(actor)) is not None]
