"""A hold's page: one for those who prepare it, another for those who take part."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from rodfaest.cohorts.models import Cohort
from rodfaest.cohorts.permissions import may_change_cohort
from rodfaest.kernel.views import ActorRequest, signed_in
from rodfaest.portal.views.boards import consultant_page
from rodfaest.ui.pages import page


@signed_in
@require_GET
def cohort_show(request: ActorRequest, cohort_id: int) -> HttpResponse:
    """The konsulent and the provider's planner meet the board's page; everybody else the hold as one takes part in it."""
    cohort = get_object_or_404(Cohort.objects.visible_to(request.actor).for_list(), pk=cohort_id)
    if may_change_cohort(request.actor, cohort):
        return consultant_page(request, cohort)
    return page(request, "portal/cohort.html", {"cohort": cohort})
