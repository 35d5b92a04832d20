"""Who may load a programme. Who may read one: everybody, the catalogue is open."""

from rodfaest.kernel.access import ALLOWED, Decision, denied, permission, unlisted
from rodfaest.kernel.actors import Actor
from rodfaest.kernel.text import _
from rodfaest.organisations.jobs import DEMO
from rodfaest.organisations.rules import Role
from rodfaest.programmes.jobs import PROGRAMME

LOADERS = frozenset({PROGRAMME, DEMO})
"""The command, run by whoever runs the server, and the demo."""


unlisted(__name__, Programme="the catalogue, open to everybody", ProgrammeVersion="the catalogue, open to everybody")


@permission("programmes.load_programme")
def may_load_programme(actor: Actor, programme: object = None) -> Decision:
    """A programme decides what is asked of people, so those who run programmes load it."""
    if actor in LOADERS or actor.organisations_as(Role.ADMINISTRATOR) | actor.organisations_as(Role.CONSULTANT):
        return ALLOWED
    return denied(_("Det er konsulenten eller administratoren, der lægger forløb ind."))
