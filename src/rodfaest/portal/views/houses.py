"""A house's own page, across people and years."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from rodfaest.kernel.views import ActorRequest, signed_in
from rodfaest.organisations.models import Unit
from rodfaest.ui.pages import page


@signed_in
@require_GET
def house_show(request: ActorRequest, unit_id: int) -> HttpResponse:
    unit = get_object_or_404(Unit.objects.visible_to(request.actor), pk=unit_id)
    return page(request, "portal/house.html", {"unit": unit})
