"""Who sees a unit, and who may change what the organisation looks like."""

from typing import TYPE_CHECKING

from django.db.models import Q

from rodfaest.kernel.access import ALLOWED, Decision, denied, permission, visibility
from rodfaest.kernel.actors import Actor, System
from rodfaest.kernel.text import _
from rodfaest.organisations.rules import FunctionKind, Role

if TYPE_CHECKING:
    from rodfaest.organisations.models import Organisation, Unit

BUILDERS = frozenset({System("demo")})
"""The jobs that may build an organisation: the demo, which makes its people up."""


@visibility("organisations.unit")
def units_visible_to(actor: Actor) -> Q:
    """Where one works, leads or has a function, and every unit of the kommune one works for as konsulent or chef."""
    near = actor.unit_ids | actor.led_unit_ids
    for kind in FunctionKind:
        near |= actor.units_as(kind)
    return Q(pk__in=near) | Q(organisation__in=actor.holds(Role.CONSULTANT) | actor.holds(Role.HEAD))


@permission("organisations.change_organisation")
def may_change_organisation(actor: Actor, organisation: "Organisation") -> Decision:
    """People, units and roles are kept by the kommune's administrator and konsulenter."""
    if actor in BUILDERS:
        return ALLOWED
    if organisation.pk in actor.holds(Role.ADMINISTRATOR) | actor.holds(Role.CONSULTANT):
        return ALLOWED
    return denied(_("Det er kommunens administrator eller konsulent, der retter her."))


@permission("organisations.change_spare")
def may_change_spare(actor: Actor, unit: "Unit") -> Decision:
    """How many a unit can spare is the leader's to say."""
    if actor in BUILDERS or unit.pk in actor.led_unit_ids:
        return ALLOWED
    return denied(_("Det er lederen, der siger, hvor mange I kan undvære."))


@permission("organisations.name_deputy")
def may_name_deputy(actor: Actor, leader: object = None) -> Decision:
    """A leader names their own deputy, for a time with an end."""
    if actor in BUILDERS or actor.led_unit_ids:
        return ALLOWED
    return denied(_("Kun en leder kan udpege en stedfortræder."))
