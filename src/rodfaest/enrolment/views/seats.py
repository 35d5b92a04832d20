"""Seats, and the konsulent's page of the queue."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET, require_http_methods

from rodfaest.cohorts.models import Cohort, TeachingDay
from rodfaest.enrolment import actions
from rodfaest.enrolment.models import LocalAgreement, Seat, Wish
from rodfaest.enrolment.queries.queue import Queue, queue_of
from rodfaest.enrolment.queries.wishes import know_who_is_asked
from rodfaest.enrolment.rules.queue import missed_sentence, places_sentence
from rodfaest.enrolment.rules.unanswered import unasked_sentence
from rodfaest.enrolment.rules.wishes import why_not_end, why_not_leave
from rodfaest.enrolment.views.about import seated_beside
from rodfaest.kernel.access import may, require
from rodfaest.kernel.text import _
from rodfaest.kernel.time import today
from rodfaest.kernel.views import ActorRequest, signed_in
from rodfaest.ui.pages import Page, page, see_other
from rodfaest.ui.tables import Column, Table, page_or_csv


@dataclass(frozen=True)
class SeatShow(Page):
    """`own` is true for the one who has it. `days` are those that are held."""

    template = "enrolment/seat_show.html"

    seat: Seat
    own: bool
    cohort: Cohort
    days: Sequence[TeachingDay]
    agreement: LocalAgreement | None
    begun: bool
    why_not_leave: str | None


@signed_in
@require_GET
def seat_show(request: ActorRequest, seat_id: int) -> HttpResponse:
    """A seat: whose, where and when, what was agreed, and how it is given on or ended."""
    seat = _seat(request, seat_id)
    cohort = _cohort(seat.cohort.pk)
    shown = SeatShow(
        seat,
        own=_is_own(request, seat),
        cohort=cohort,
        days=cohort.live_days(),
        agreement=LocalAgreement.objects.filter(cohort=cohort, unit=seat.unit).select_related("by").first(),
        begun=cohort.has_begun,
        why_not_leave=_why_not_leave(seat, cohort),
    )
    return page(request, shown)


@dataclass(frozen=True)
class SeatLeave(Page):
    template = "enrolment/seat_leave.html"

    seat: Seat
    own: bool
    cohort: Cohort
    why_not_leave: str | None


@signed_in
@require_http_methods(["GET", "POST"])
def seat_leave(request: ActorRequest, seat_id: int) -> HttpResponse:
    """Give a seat on to the next in the queue, before day 1; asked once before, since there may be no way back."""
    seat = _seat(request, seat_id)
    if request.method == "POST":
        actions.leave_seat(seat, actor=request.actor)
        return see_other(request, "enrolment:seat_show", seat.pk, say=_("Pladsen er givet videre."))
    cohort = _cohort(seat.cohort.pk)
    return page(request, SeatLeave(seat, _is_own(request, seat), cohort, _why_not_leave(seat, cohort)))


@dataclass(frozen=True)
class SeatEnd(Page):
    template = "enrolment/seat_end.html"

    seat: Seat
    cohort: Cohort
    why_not: str | None


@signed_in
@require_http_methods(["GET", "POST"])
def seat_end(request: ActorRequest, seat_id: int) -> HttpResponse:
    """Note that somebody has stopped on a cohort under way; what follows is said before."""
    seat = _seat(request, seat_id)
    require(may(request.actor, "enrolment.end_seat", seat))
    name = seat.person.first_name
    if request.method == "POST":
        actions.end_seat(seat, actor=request.actor)
        said = _("{name} er stoppet på forløbet. Pladsen er ledig.").format(name=name)
        return see_other(request, "enrolment:queue_show", seat.cohort.pk, say=said)
    cohort = _cohort(seat.cohort.pk)
    return page(request, SeatEnd(seat, cohort, why_not_end(seat.wish.state, begun=cohort.has_begun, name=name)))


@dataclass(frozen=True)
class QueueShow(Page):
    """`places` and `unasked` are sentences; `to_give` is the wish that a place may be given to by hand."""

    template = "enrolment/queue_show.html"

    cohort: Cohort
    queue: Queue
    places: str
    unasked: str
    unanswered: int
    to_give: Wish | None


@signed_in
@require_GET
def queue_show(request: ActorRequest, cohort_id: int) -> HttpResponse:
    """The konsulent's page: places, who has one, the queue in its order, who is next and why. To others a 404."""
    cohort = get_object_or_404(Cohort.objects.visible_to(request.actor).for_list(), pk=cohort_id)
    if not may(request.actor, "enrolment.see_queue", cohort):
        raise Http404
    queue = queue_of(cohort)
    unasked = [wish.person.full_name for wish in know_who_is_asked(queue.waiting) if wish.asks_nobody]
    shown = QueueShow(
        cohort,
        queue,
        places=places_sentence(places=cohort.places, taken=len(queue.seats)),
        unasked=unasked_sentence(unasked) if unasked and today() <= cohort.answer_by else "",
        unanswered=sum(not wish.is_answered for wish in queue.waiting),
        to_give=queue.next if queue.next and not queue.why_not_give(queue.next) else None,
    )
    return page_or_csv(request, shown, _in_turn(queue))


def _in_turn(queue: Queue) -> Table[tuple[int, Wish]]:
    """Those who wait, in the queue's order."""
    columns = [
        Column[tuple[int, Wish]](_("Tur"), lambda row: row[0], is_number=True),
        Column[tuple[int, Wish]](_("Navn"), lambda row: row[1].person.full_name),
        Column[tuple[int, Wish]](_("Hus eller gruppe"), lambda row: row[1].employment.unit.name),
        Column[tuple[int, Wish]](_("Ønsket"), lambda row: row[1].on),
        Column[tuple[int, Wish]](_("Svar"), lambda row: row[1].answer_word),
    ]
    return Table(_("Køen til {hold}").format(hold=queue.cohort.name), columns, list(enumerate(queue.waiting, 1)))


@dataclass(frozen=True)
class PlaceGive(Page):
    """`places`, `beside` and `missed` are sentences, `coming` the days that are left."""

    template = "enrolment/place_give.html"

    wish: Wish
    cohort: Cohort
    why_not: str | None
    places: str
    beside: str
    missed: str
    coming: Sequence[TeachingDay]


@signed_in
@require_http_methods(["GET", "POST"])
def place_give(request: ActorRequest, wish_id: int) -> HttpResponse:
    """Give the next in line a place that is free on a cohort under way; which days have gone is said before."""
    wish = get_object_or_404(Wish.objects.visible_to(request.actor).for_list(), pk=wish_id)
    cohort = _cohort(wish.cohort_id)
    require(may(request.actor, "enrolment.give_place", cohort))
    name = wish.person.first_name
    if request.method == "POST":
        actions.give_place(wish, actor=request.actor)
        said = _("{name} har fået pladsen og får besked.").format(name=name)
        return see_other(request, "enrolment:queue_show", cohort.pk, say=said)
    queue = queue_of(cohort)
    coming = cohort.days_to_come()
    gone = [(day.number, day.on) for day in cohort.live_days() if day not in coming]
    shown = PlaceGive(
        wish,
        cohort,
        why_not=queue.why_not_give(wish),
        places=places_sentence(places=cohort.places, taken=len(queue.seats)),
        beside=seated_beside(cohort, person=wish.person_id, name=name),
        missed=missed_sentence(gone, name=name),
        coming=coming,
    )
    return page(request, shown)


def _seat(request: ActorRequest, seat_id: int) -> Seat:
    return get_object_or_404(Seat.objects.visible_to(request.actor).for_list(), pk=seat_id)


def _is_own(request: ActorRequest, seat: Seat) -> bool:
    return seat.person.pk in request.actor.person_ids


def _cohort(cohort_id: int) -> Cohort:
    """The cohort of what was found, with all its page shows of it."""
    return Cohort.objects.filter(pk=cohort_id).for_list().get()


def _why_not_leave(seat: Seat, cohort: Cohort) -> str | None:
    return why_not_leave(seat.wish.state, begun=cohort.has_begun, ask=cohort.whom_to_ask)
