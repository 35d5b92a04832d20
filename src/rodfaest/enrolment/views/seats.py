"""Seats, and the konsulent's page of the queue."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET, require_POST

from rodfaest.cohorts.models import Cohort
from rodfaest.enrolment import actions
from rodfaest.enrolment.models import LocalAgreement, Seat, gives_places
from rodfaest.enrolment.rules import queue
from rodfaest.enrolment.rules.wishes import WishState
from rodfaest.enrolment.views.about import about
from rodfaest.kernel.access import may, require
from rodfaest.kernel.text import _
from rodfaest.kernel.views import ActorRequest, signed_in
from rodfaest.ui.pages import page, see_other


@signed_in
@require_GET
def seat_show(request: ActorRequest, seat_id: int) -> HttpResponse:
    """A seat: whose, where and when, what was agreed, and how it is passed on."""
    seat = get_object_or_404(Seat.objects.visible_to(request.actor).for_list(), pk=seat_id)
    cohort = Cohort.objects.filter(pk=seat.cohort.pk).for_list().get()
    agreement = LocalAgreement.objects.filter(cohort=cohort, unit=seat.unit).select_related("by").first()
    own = seat.person.pk in request.actor.person_ids
    context = {"seat": seat, "own": own, "agreement": agreement, "passes_on": gives_places(cohort)}
    return page(request, "enrolment/seat_show.html", context | about(cohort))


@signed_in
@require_POST
def seat_leave(request: ActorRequest, seat_id: int) -> HttpResponse:
    """Pass a seat on to the next in the queue."""
    seat = get_object_or_404(Seat.objects.visible_to(request.actor).for_list(), pk=seat_id)
    actions.leave_seat(seat, actor=request.actor)
    return see_other(request, "enrolment:seat_show", seat.pk, say=_("Pladsen er givet videre."))


@signed_in
@require_GET
def queue_show(request: ActorRequest, cohort_id: int) -> HttpResponse:
    """The konsulent's page: places, who has one, the queue in its order, who is next and why."""
    cohort = get_object_or_404(Cohort.objects.visible_to(request.actor).for_list(), pk=cohort_id)
    require(may(request.actor, "enrolment.see_queue", cohort))
    seats = list(Seat.objects.of_cohort(cohort).live().for_list())
    waiting = list(cohort.wishes.without_seat().for_list())
    in_line = [wish for wish in waiting if wish.state is not WishState.NOT_NOW]
    first = queue.next_in_line(wish.as_waiting() for wish in in_line)
    passed_over = in_line
    if first is not None:
        passed_over = in_line[: next(index for index, wish in enumerate(in_line) if wish.pk == first.wish_id)]
    next_wish = next((wish for wish in in_line if first and wish.pk == first.wish_id), None)
    context = {
        "seats": seats,
        "waiting": in_line,
        "not_now": [wish for wish in waiting if wish.state is WishState.NOT_NOW],
        "unanswered": sum(not wish.is_answered for wish in in_line),
        "places": queue.places_sentence(places=cohort.places, taken=len(seats)),
        "next": queue.next_sentence(
            name=next_wish.person.full_name if next_wish else None,
            passed_over=len(passed_over),
            free=cohort.places - len(seats),
            is_open=gives_places(cohort),
        ),
        **about(cohort),
    }
    return page(request, "enrolment/queue_show.html", context)
