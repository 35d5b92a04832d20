"""The underviser's day: by personal link, or signed in."""

from django.http import Http404, HttpResponse

from rodfaest.kernel.views import ActorRequest, signed_in, with_link


@signed_in
def day_show(request: ActorRequest, day_id: int) -> HttpResponse:
    raise Http404


@with_link
def day_by_link(request: ActorRequest, object_id: int) -> HttpResponse:
    raise Http404
