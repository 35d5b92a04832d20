"""What organisations shows on people's homes: the way to people and units, for who maintains them."""

from dataclasses import dataclass

from rodfaest.kernel.actors import Actor
from rodfaest.organisations.rules import Role
from rodfaest.ui.pages import Page


@dataclass(frozen=True)
class PeopleAndUnits(Page):
    template = "organisations/panels/people_and_units.html"


def people_and_units(actor: Actor) -> PeopleAndUnits | None:
    """For the administrator. No query."""
    return PeopleAndUnits() if actor.organisations_as(Role.ADMINISTRATOR) else None
