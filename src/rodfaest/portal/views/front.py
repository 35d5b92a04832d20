"""The front page: for a visitor what this is, for a person who is signed in their day."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from rodfaest.kernel.actors import PersonActor
from rodfaest.kernel.views import ActorRequest, public
from rodfaest.portal.homes import homes_of
from rodfaest.ui.pages import Page, page


@dataclass(frozen=True)
class Welcome(Page):
    """A warm word for a visitor."""

    template = "portal/front.html"


@public
@require_GET
def front(request: ActorRequest) -> HttpResponse:
    """A warm word for a visitor; a person's homes, the one made for their day first and the others under it."""
    if not isinstance(request.actor, PersonActor):
        return page(request, Welcome())
    return page(request, "portal/home.html", {"person": request.user, "homes": homes_of(request.actor)})
