"""The menu: one line an entry, in the order shown. It only points the way; the rules are asked on the page itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rodfaest.kernel.actors import Actor, PersonActor
from rodfaest.kernel.text import _
from rodfaest.organisations.rules import Role


def everybody(actor: Actor) -> bool:
    return True


def signed_in(actor: Actor) -> bool:
    return isinstance(actor, PersonActor)


def consultant(actor: Actor) -> bool:
    return bool(actor.organisations_as(Role.CONSULTANT))


def maintainer(actor: Actor) -> bool:
    return bool(actor.organisations_as(Role.CONSULTANT) | actor.organisations_as(Role.ADMINISTRATOR))


def leader(actor: Actor) -> bool:
    return bool(actor.led_unit_ids)


@dataclass(frozen=True)
class Entry:
    """A word, the url's name it leads to, and for whom; `shown` reads what the actor carries and asks no query."""

    label: str
    url_name: str
    shown: Callable[[Actor], bool] = signed_in


MENU: Sequence[Entry] = (
    Entry(_("Forløb"), "portal:catalogue", everybody),
    Entry(_("Hold"), "portal:cohort_list", consultant),
    Entry(_("Udbakke"), "correspondence:letter_list", consultant),
    Entry(_("Mennesker og enheder"), "organisations:organisation_list", maintainer),
    Entry(_("Ønsker"), "enrolment:wish_list", leader),
    Entry(_("Kan undvære"), "organisations:spare_list", leader),
    Entry(_("Stedfortræder"), "organisations:deputy_list", leader),
    Entry(_("Mit"), "login:profile_show"),
)

FOOTER: Sequence[Entry] = (
    Entry(_("Hvem ser hvad"), "portal:who_sees_what", everybody),
    Entry(_("Tilgængelighed"), "portal:accessibility", everybody),
)
"""An entry whose page does not exist (yet) is left out."""
