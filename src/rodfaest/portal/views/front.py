"""The front page: for a visitor what this is, for a person who is signed in their day."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from rodfaest.kernel.actors import PersonActor
from rodfaest.kernel.views import ActorRequest, public
from rodfaest.organisations.models import Person
from rodfaest.portal.homes import Home, homes_of
from rodfaest.ui.pages import Page, page


@dataclass(frozen=True)
class Welcome(Page):
    """What a visitor meets."""

    template = "portal/front.html"


@dataclass(frozen=True)
class Homes(Page):
    """A person's homes, and the style sheets their panels bring."""

    template = "portal/home.html"

    person: Person
    homes: Sequence[Home]
    style_sheets: Sequence[str]


@public
@require_GET
def front(request: ActorRequest) -> HttpResponse:
    """What Rodfæst is, for a visitor; for a person their homes, in the order of `homes.HATS`."""
    if not isinstance(request.actor, PersonActor):
        return page(request, Welcome())
    assert isinstance(request.user, Person)
    homes = homes_of(request.actor)
    sheets = dict.fromkeys(sheet for home in homes for part in home.parts for sheet in part.sheets)
    return page(request, Homes(request.user, homes, list(sheets)))
