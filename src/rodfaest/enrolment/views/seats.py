"""Seats, and the konsulent's page of the queue."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET, require_http_methods

from rodfaest.cohorts.models import Cohort
from rodfaest.enrolment import actions
from rodfaest.enrolment.models import LocalAgreement, Seat, Wish
from rodfaest.enrolment.queries.queue import queue_of
from rodfaest.enrolment.queries.wishes import know_who_is_asked
from rodfaest.enrolment.rules.queue import missed_sentence, places_sentence
from rodfaest.enrolment.rules.unanswered import unasked_sentence
from rodfaest.enrolment.rules.wishes import why_not_end, why_not_leave
from rodfaest.enrolment.views.about import about, seated_beside
from rodfaest.kernel.access import may, require
from rodfaest.kernel.text import _
from rodfaest.kernel.time import today
from rodfaest.kernel.views import ActorRequest, signed_in
from rodfaest.ui.pages import page, see_other


@signed_in
@require_GET
def seat_show(request: ActorRequest, seat_id: int) -> HttpResponse:
    """A seat: whose, where and when, what was agreed, and how it is given on or ended."""
    return page(request, "enrolment/seat_show.html", _context(request, _seat(request, seat_id)))


@signed_in
@require_http_methods(["GET", "POST"])
def seat_leave(request: ActorRequest, seat_id: int) -> HttpResponse:
    """Give a seat on to the next in the queue, before day 1; asked once before, since there may be no way back."""
    seat = _seat(request, seat_id)
    if request.method == "POST":
        actions.leave_seat(seat, actor=request.actor)
        return see_other(request, "enrolment:seat_show", seat.pk, say=_("Pladsen er givet videre."))
    return page(request, "enrolment/seat_leave.html", _context(request, seat))


@signed_in
@require_http_methods(["GET", "POST"])
def seat_end(request: ActorRequest, seat_id: int) -> HttpResponse:
    """Note that somebody has stopped on a hold under way; what follows is said before."""
    seat = _seat(request, seat_id)
    require(may(request.actor, "enrolment.end_seat", seat))
    name = seat.person.first_name
    if request.method == "POST":
        actions.end_seat(seat, actor=request.actor)
        said = _("{name} er stoppet på forløbet. Pladsen er ledig.").format(name=name)
        return see_other(request, "enrolment:queue_show", seat.cohort.pk, say=said)
    context = _context(request, seat)
    why_not = why_not_end(seat.wish.state, begun=context["begun"], name=name)
    return page(request, "enrolment/seat_end.html", context | {"why_not": why_not})


@signed_in
@require_GET
def queue_show(request: ActorRequest, cohort_id: int) -> HttpResponse:
    """The konsulent's page: places, who has one, the queue in its order, who is next and why. To others a 404."""
    cohort = get_object_or_404(Cohort.objects.visible_to(request.actor).for_list(), pk=cohort_id)
    if not may(request.actor, "enrolment.see_queue", cohort):
        raise Http404
    queue = queue_of(cohort)
    unasked = [wish.person.full_name for wish in know_who_is_asked(queue.waiting) if wish.asks_nobody]
    context = {
        "queue": queue,
        "unasked": unasked_sentence(unasked) if unasked and today() <= cohort.answer_by else "",
        "unanswered": sum(not wish.is_answered for wish in queue.waiting),
        "places": places_sentence(places=cohort.places, taken=len(queue.seats)),
        "to_give": queue.next if queue.next and not queue.why_not_give(queue.next) else None,
        **about(cohort),
    }
    return page(request, "enrolment/queue_show.html", context)


@signed_in
@require_http_methods(["GET", "POST"])
def place_give(request: ActorRequest, wish_id: int) -> HttpResponse:
    """Give the next in line a place that is free on a hold under way; which days have gone is said before."""
    wish = get_object_or_404(Wish.objects.visible_to(request.actor).for_list(), pk=wish_id)
    cohort = Cohort.objects.filter(pk=wish.cohort_id).for_list().get()
    require(may(request.actor, "enrolment.give_place", cohort))
    name = wish.person.first_name
    if request.method == "POST":
        actions.give_place(wish, actor=request.actor)
        said = _("{name} har fået pladsen og får besked.").format(name=name)
        return see_other(request, "enrolment:queue_show", cohort.pk, say=said)
    queue = queue_of(cohort)
    coming = cohort.days_to_come()
    gone = [(day.number, day.on) for day in cohort.live_days() if day not in coming]
    context = {
        "wish": wish,
        "why_not": queue.why_not_give(wish),
        "places": places_sentence(places=cohort.places, taken=len(queue.seats)),
        "beside": seated_beside(cohort, person=wish.person_id, name=name),
        "missed": missed_sentence(gone, name=name),
        "coming": coming,
        **about(cohort),
    }
    return page(request, "enrolment/place_give.html", context)


def _seat(request: ActorRequest, seat_id: int) -> Seat:
    return get_object_or_404(Seat.objects.visible_to(request.actor).for_list(), pk=seat_id)


def _context(request: ActorRequest, seat: Seat) -> dict[str, Any]:
    """What the pages of a seat show."""
    cohort = Cohort.objects.filter(pk=seat.cohort.pk).for_list().get()
    agreement = LocalAgreement.objects.filter(cohort=cohort, unit=seat.unit).select_related("by").first()
    begun = cohort.has_begun
    return {
        "seat": seat,
        "own": seat.person.pk in request.actor.person_ids,
        "agreement": agreement,
        "begun": begun,
        "why_not_leave": why_not_leave(seat.wish.state, begun=begun, ask=cohort.whom_to_ask),
        **about(cohort),
    }
