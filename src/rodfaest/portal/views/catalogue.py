"""The catalogue and a programme's page: open to everybody, with no person's name but the contact's."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from rodfaest.kernel.views import ActorRequest, public
from rodfaest.ui.pages import page


@public
@require_GET
def catalogue(request: ActorRequest) -> HttpResponse:
    return page(request, "portal/catalogue.html")


@public
@require_GET
def course_show(request: ActorRequest, key: str) -> HttpResponse:
    raise Http404
