"""
The pages of enrolment. A page that a personal link opens and its signed-in twin share one inner function; both post
back to the address they were opened by.
"""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rodfaest.cohorts.models import Cohort
from rodfaest.enrolment import actions
from rodfaest.enrolment.forms import AgreementForm, IntentionForm, PutForwardForm, WishForm, employments_for
from rodfaest.enrolment.models import (
    LocalAgreement,
    Seat,
    Wish,
    WishText,
    away_of,
    free_places,
    gives_places,
    why_not_wish,
)
from rodfaest.enrolment.rules import queue
from rodfaest.enrolment.rules.away import away_advice
from rodfaest.enrolment.rules.wishes import Answer, Reason, Reply, Side, WishState
from rodfaest.kernel.access import may, require
from rodfaest.kernel.actors import Actor
from rodfaest.kernel.text import _, listed
from rodfaest.kernel.time import today
from rodfaest.kernel.views import ActorRequest, chosen, signed_in, with_link
from rodfaest.organisations.models import Employment, Leading, Unit, leaders_of
from rodfaest.programmes.rules.definition import Definition
from rodfaest.programmes.rules.load import load_of
from rodfaest.programmes.rules.vocabulary import Role
from rodfaest.texts.actions import erase_text, note_reading
from rodfaest.ui.middleware import came_from
from rodfaest.ui.pages import page, see_other

WITHDRAWN = _("Ønsket er trukket tilbage.")

# Wishing -------------------------------------------------------------------------------------------------------------


@signed_in
@require_http_methods(["GET", "POST"])
def wish_new(request: ActorRequest, cohort_id: int) -> HttpResponse:
    """What the cohort is and asks, and the few words of a wish; or why one can't wish, and what to do instead."""
    cohort = get_object_or_404(Cohort.objects.visible_to(request.actor).for_list(), pk=cohort_id)
    mine = Employment.objects.current().filter(person__in=request.actor.person_ids).select_related("unit", "person")
    employments = [one for one in mine if one.unit.organisation_id == cohort.kommune_id]
    why_not = why_not_wish(employments[0], cohort) if employments else _NOT_EMPLOYED
    leaders = _readers_at(employments[0].unit, about=employments[0].person_id) if len(employments) == 1 else []
    form = WishForm(request.POST or None, employments=employments, leaders=leaders)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            wish = actions.make_wish(
                form.cleaned_data["employment"], cohort, intention=form.cleaned_data["intention"], actor=request.actor
            )
            asked = listed(leader.first_name for leader in leaders_of(wish.employment.unit))
            said = _("Dit ønske er sendt til {leader}.").format(leader=asked or _("din leder"))
            return see_other(request, "enrolment:wish_mine", say=said)
    return page(request, "enrolment/wish_new.html", {"form": form, "why_not": why_not, **_about(cohort)})


_NOT_EMPLOYED = _("Holdet er for ansatte i kommunen. Spørg din leder, om der er et hold for jer.")


@signed_in
@require_http_methods(["GET", "POST"])
def wish_put_forward(request: ActorRequest, cohort_id: int) -> HttpResponse:
    """A leader puts somebody forward, which is a yes; a konsulent types in for somebody, and the leader is asked."""
    cohort = get_object_or_404(Cohort.objects.visible_to(request.actor).for_list(), pk=cohort_id)
    form = PutForwardForm(request.POST or None, actor=request.actor, cohort=cohort)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            wish = actions.put_forward(
                form.cleaned_data["employment"],
                cohort,
                intention=form.cleaned_data.get("intention", ""),
                actor=request.actor,
            )
            said = _("{name} er skrevet op og får besked.").format(name=wish.person.first_name)
            if not wish.is_answered:
                said += _(" Lederen bliver spurgt.")
            to = ("enrolment:wish_list",) if request.actor.led_unit_ids else ("enrolment:queue_show", cohort.pk)
            return see_other(request, *to, say=said)
    offered = employments_for(request.actor, cohort).exists()
    return page(request, "enrolment/wish_put_forward.html", {"form": form, "offered": offered, **_about(cohort)})


@signed_in
@require_GET
def wish_mine(request: ActorRequest) -> HttpResponse:
    """One's own wishes, each with how it stands in a sentence; the newest first."""
    mine = Wish.objects.own(request.actor).for_list().prefetch_related("cohort__days").order_by("-on", "-pk")
    return page(request, "enrolment/wish_mine.html", {"wishes": mine})


@signed_in
@require_POST
def wish_withdraw(request: ActorRequest, wish_id: int) -> HttpResponse:
    """Take a wish back."""
    wish = get_object_or_404(Wish.objects.visible_to(request.actor).for_list(), pk=wish_id)
    wish = actions.withdraw_wish(wish, actor=request.actor)
    if wish.person_id in request.actor.person_ids:
        return see_other(request, "enrolment:wish_mine", say=WITHDRAWN)
    if wish.employment.unit_id in request.actor.led_unit_ids:
        return see_other(request, "enrolment:wish_list", say=WITHDRAWN)
    return see_other(request, "enrolment:queue_show", wish.cohort_id, say=WITHDRAWN)


# The participant's words ---------------------------------------------------------------------------------------------


@signed_in
@require_http_methods(["GET", "POST"])
def intention_write(request: ActorRequest, wish_id: int) -> HttpResponse:
    """What one hopes for, in one's own words."""
    return _intention_page(request, get_object_or_404(Wish.objects.visible_to(request.actor).for_list(), pk=wish_id))


@with_link
@require_http_methods(["GET", "POST"])
def intention_write_by_link(request: ActorRequest, wish_id: int) -> HttpResponse:
    """The same, from the letter to whoever was put forward."""
    return _intention_page(request, get_object_or_404(Wish.objects.visible_to(request.actor).for_list(), pk=wish_id))


def _intention_page(request: ActorRequest, wish: Wish) -> HttpResponse:
    require(may(request.actor, "enrolment.write_intention", wish))
    said = _opened(request, wish, page=_("Dine ord om ønsket"))
    leaders = _readers_at(wish.employment.unit, about=wish.person_id)
    form = IntentionForm(request.POST or None, readers=leaders, initial={"intention": said.participant})
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.write_intention(wish, Side.PARTICIPANT, form.cleaned_data["intention"], actor=request.actor)
            return see_other(request, request.path, say=_("Det er gemt."))
    context = {"form": form, "wish": wish, "said": said, "cohort": wish.cohort}
    return page(request, "enrolment/intention_write.html", context)


@signed_in
@require_POST
def intention_erase(request: ActorRequest, text_id: int) -> HttpResponse:
    """Delete one's own words at once and for good, also when the wish is withdrawn and whoever one leads today."""
    text = get_object_or_404(WishText.objects.visible_to(request.actor).own(request.actor), pk=text_id)
    erase_text(text, actor=request.actor)
    return see_other(request, came_from(request), say=_("Ordene er slettet."))


# Answering -----------------------------------------------------------------------------------------------------------


@signed_in
@require_GET
def wish_list(request: ActorRequest) -> HttpResponse:
    """The leader's list: those who wait for an answer first, then the rest; and the cohorts one may put forward for."""
    standing = Wish.objects.visible_to(request.actor).led_by(request.actor).standing().for_list()
    rows = [wish for wish in standing if wish.person_id not in request.actor.person_ids]
    cohorts = Cohort.objects.visible_to(request.actor).open_for_wishes().for_list()
    return page(
        request,
        "enrolment/wish_list.html",
        {
            "waiting": [wish for wish in rows if not wish.is_answered],
            "answered": [wish for wish in rows if wish.is_answered],
            "cohorts": cohorts if request.actor.led_unit_ids else [],
        },
    )


@signed_in
@require_http_methods(["GET", "POST"])
def wish_answer(request: ActorRequest, wish_id: int) -> HttpResponse:
    """The leader's page for one wish: the person's words, the days, who else is away, three buttons."""
    return _answer_page(request, get_object_or_404(Wish.objects.visible_to(request.actor).for_list(), pk=wish_id))


@with_link
@require_http_methods(["GET", "POST"])
def wish_answer_by_link(request: ActorRequest, wish_id: int) -> HttpResponse:
    """The same, two taps from the mail."""
    return _answer_page(request, get_object_or_404(Wish.objects.visible_to(request.actor).for_list(), pk=wish_id))


def _answer_page(request: ActorRequest, wish: Wish) -> HttpResponse:
    name = wish.person.first_name
    said = _opened(request, wish, page=_("Svar på ønsket"))
    asks = "intention" in request.POST
    form = IntentionForm(
        request.POST if asks else None,
        readers=[name, *_readers_at(wish.employment.unit, about=wish.person_id, besides=request.actor)],
        label=_("Hvad håber I, det giver hos jer?"),
        initial={"intention": said.leader},
    )
    if request.method == "POST" and not asks:
        return see_other(request, request.path, say=_reply(request, wish))
    if asks and form.is_valid():
        with form.refusals():
            actions.write_intention(wish, Side.LEADER, form.cleaned_data["intention"], actor=request.actor)
            return see_other(request, request.path, say=_("Det er gemt."))
    cohort = Cohort.objects.filter(pk=wish.cohort_id).for_list().get()
    context = {
        "form": form,
        "wish": wish,
        "said": said,
        "advice": "" if wish.is_answered else away_advice(name, away_of([wish], cohort)[wish.pk]),
        "reasons": Reason.choices(),
        "is_open": today() <= cohort.answer_by,
        "can_change": wish.state in (WishState.BACKED, WishState.NOT_NOW),
        "agreement": LocalAgreement.objects.filter(cohort=cohort, unit=wish.employment.unit_id).first(),
        **_about(cohort),
    }
    return page(request, "enrolment/wish_answer.html", context)


def _reply(request: ActorRequest, wish: Wish) -> str:
    """Do what the pressed button says. `instead` stands on the buttons of a page that already shows an answer."""
    name = wish.person.first_name
    reply = chosen(Reply, request)
    if reply is Reply.TALK_FIRST:
        actions.talk_first(wish, actor=request.actor)
        return _("{name} får at vide, at I taler sammen først.").format(name=name)
    say = actions.change_answer if "instead" in request.POST else actions.answer_wish
    if reply is Reply.YES:
        say(wish, Answer.YES, actor=request.actor)
        return _("Tak. {name} får besked om dit ja.").format(name=name)
    say(wish, Answer.NOT_NOW, chosen(Reason, request), actor=request.actor)
    return _("Tak. {name} får besked.").format(name=name)


# The local agreement -------------------------------------------------------------------------------------------------


@signed_in
@require_http_methods(["GET", "POST"])
def agreement_change(request: ActorRequest, cohort_id: int, unit_id: int) -> HttpResponse:
    """What a unit has agreed for a cohort; the leader's form, or, for those who work there, the words."""
    cohort = get_object_or_404(Cohort.objects.visible_to(request.actor).for_list(), pk=cohort_id)
    unit = get_object_or_404(Unit.objects.visible_to(request.actor), pk=unit_id)
    agreement = LocalAgreement.objects.filter(cohort=cohort, unit=unit).select_related("by").first()
    form = AgreementForm(request.POST or None, agreement=agreement)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.agree_locally(cohort, unit, **form.cleaned_data, actor=request.actor)
            said = _("Aftalen er gemt. Den står i brevet og i det første skridt.")
            return see_other(request, "enrolment:agreement_change", cohort.pk, unit.pk, say=said)
    context = {"form": form, "unit": unit, "agreement": agreement, **_about(cohort)}
    return page(request, "enrolment/agreement_change.html", context)


# Seats and the queue -------------------------------------------------------------------------------------------------


@signed_in
@require_GET
def seat_show(request: ActorRequest, seat_id: int) -> HttpResponse:
    """A seat: whose, where and when, what was agreed, and how it is passed on."""
    seat = get_object_or_404(Seat.objects.visible_to(request.actor).for_list(), pk=seat_id)
    cohort = Cohort.objects.filter(pk=seat.cohort.pk).for_list().get()
    agreement = LocalAgreement.objects.filter(cohort=cohort, unit=seat.unit).select_related("by").first()
    own = seat.person.pk in request.actor.person_ids
    context = {"seat": seat, "own": own, "agreement": agreement, "passes_on": gives_places(cohort)}
    return page(request, "enrolment/seat_show.html", context | _about(cohort))


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
        **_about(cohort),
    }
    return page(request, "enrolment/queue_show.html", context)


# Parts ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Said:
    """The two intentions of a wish as the actor may read them; empty where there is none or it is not theirs."""

    participant: str = ""
    leader: str = ""
    leader_name: str = ""
    own: WishText | None = None
    """The one of them that the actor has written, and may delete."""
    is_anothers: bool = False
    """Whether another leader has written for the house."""


def _readers_at(unit: Unit, *, about: int, besides: Actor | None = None) -> list[str]:
    """The first names of the nearest leaders, who read what is written to »dig og din leder«, but for who writes."""
    near = Leading.today().nearest_to(unit.pk, about)
    return [person.first_name for person in near if not besides or person.pk not in besides.person_ids]


def _opened(request: ActorRequest, wish: Wish, *, page: str) -> Said:
    """Open what the actor may read of a wish, and note the reading of another's words."""
    texts = WishText.objects.filter(wish=wish).select_related("by")
    readable = {}
    for text in texts:
        text.wish = wish
        if text.may_read(request.actor):
            readable[Side(text.side)] = text
    note_reading(readable.values(), page=page, actor=request.actor)
    leader = readable.get(Side.LEADER)
    participant = readable.get(Side.PARTICIPANT)
    return Said(
        participant=participant.open_for(request.actor) if participant else "",
        leader=leader.open_for(request.actor) if leader else "",
        leader_name=leader.by.first_name if leader else "",
        own=next((text for text in readable.values() if text.by_id in request.actor.person_ids), None),
        is_anothers=leader is not None and leader.by_id not in request.actor.person_ids,
    )


def _about(cohort: Cohort) -> dict[str, Any]:
    """What every page about a cohort shows of it: days, criteria, what it asks."""
    definition = cohort.version.definition
    return {
        "cohort": cohort,
        "definition": definition,
        "days": cohort.live_days(),
        "free": free_places([cohort])[cohort.pk],
        "minutes": _minutes(definition),
        "pages": definition.reading.pages if definition.reading else None,
    }


def _minutes(definition: Definition) -> int:
    """What the steps ask of a participant in all, outside days, reading and practice."""
    return next((load.total for load in load_of(definition) if load.role == Role.PARTICIPANT), 0)
