"""Small homes for those whose work is elsewhere: administrator, økonomi, tillidsrepræsentant. Rules, never people."""

from collections.abc import Sequence
from dataclasses import dataclass

from rodfaest.kernel.actors import Actor
from rodfaest.organisations.models import Unit
from rodfaest.organisations.rules import FunctionKind, Role


@dataclass(frozen=True)
class OfficeHome:
    administrator: bool
    finance: bool
    union_rep: bool
    agreed: Sequence[Unit]
    """Whom the actor represents where something is agreed about time."""


def home(actor: Actor) -> OfficeHome | None:
    """What there is to do, as links. No query but the one that says who the actor is, and one for a representative."""
    represented = actor.units_as(FunctionKind.UNION_REP)
    agreed = Unit.objects.filter(pk__in=represented, local_agreements__isnull=False).distinct().order_by("name", "pk")
    found = OfficeHome(
        administrator=bool(actor.holds(Role.ADMINISTRATOR)),
        finance=bool(actor.holds(Role.FINANCE)),
        union_rep=bool(represented),
        agreed=list(agreed) if represented else [],
    )
    return found if found.administrator or found.finance or found.union_rep else None
