"""The konsulent's board and their page of a hold."""

from django.http import Http404, HttpResponse

from rodfaest.cohorts.models import Cohort
from rodfaest.kernel.views import ActorRequest, signed_in


@signed_in
def cohort_list(request: ActorRequest) -> HttpResponse:
    raise Http404


def consultant_page(request: ActorRequest, cohort: Cohort) -> HttpResponse:
    """The page of a hold, for whoever prepares it; `cohorts.cohort_show` has found the hold."""
    raise Http404
