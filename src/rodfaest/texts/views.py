"""A person's own page: who has read mine?"""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from rodfaest.kernel.views import ActorRequest, signed_in
from rodfaest.texts.models import ReadingLine
from rodfaest.ui.pages import page


@signed_in
@require_GET
def reading_list(request: ActorRequest) -> HttpResponse:
    """Every reading of one's own texts by another, newest first."""
    return page(request, "texts/readings.html", {"readings": ReadingLine.objects.visible_to(request.actor).newest()})
