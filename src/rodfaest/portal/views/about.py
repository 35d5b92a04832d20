"""What everybody may know of Rodfæst itself: who sees what, and how accessible it is."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from rodfaest.kernel.views import ActorRequest, public
from rodfaest.ui.pages import page


@public
@require_GET
def who_sees_what(request: ActorRequest) -> HttpResponse:
    return page(request, "portal/who_sees_what.html")


@public
@require_GET
def accessibility(request: ActorRequest) -> HttpResponse:
    return page(request, "portal/accessibility.html")


@public
@require_GET
def accessibility_short(request: ActorRequest) -> HttpResponse:
    """Where one looks for a statement by habit."""
    return redirect("portal:accessibility", permanent=True)
