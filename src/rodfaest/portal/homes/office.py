"""Small homes for those whose work is elsewhere: administrator, økonomi, tillidsrepræsentant. Rules, never people."""

from dataclasses import dataclass

from rodfaest.kernel.actors import Actor
from rodfaest.organisations.rules import FunctionKind, Role


@dataclass(frozen=True)
class OfficeHome:
    administrator: bool
    finance: bool
    union_rep: bool


def home(actor: Actor) -> OfficeHome | None:
    """What there is to do, as links. No query but the one that says who the actor is."""
    found = OfficeHome(
        administrator=bool(actor.holds(Role.ADMINISTRATOR)),
        finance=bool(actor.holds(Role.FINANCE)),
        union_rep=bool(actor.units_as(FunctionKind.UNION_REP)),
    )
    return found if found.administrator or found.finance or found.union_rep else None
