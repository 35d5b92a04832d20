"""Wishing, for oneself or for somebody, and taking it back."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from rodfaest.cohorts.models import Cohort
from rodfaest.enrolment import actions
from rodfaest.enrolment.forms import PutForwardForm, WishForm, employments_for
from rodfaest.enrolment.models import Wish
from rodfaest.enrolment.queries.queue import free_places
from rodfaest.enrolment.queries.wishes import know_who_is_asked, why_not_wish
from rodfaest.enrolment.rules.unanswered import unasked_sentence
from rodfaest.enrolment.rules.wishes import NOT_EMPLOYED, why_not_open, why_not_withdraw
from rodfaest.enrolment.views.about import About, about, seated_beside
from rodfaest.kernel.access import may, require
from rodfaest.kernel.text import _, listed
from rodfaest.kernel.time import today
from rodfaest.kernel.views import ActorRequest, signed_in
from rodfaest.organisations.models import Employment
from rodfaest.organisations.queries.leading import Leading
from rodfaest.organisations.rules import Role
from rodfaest.ui.pages import Page, page, see_other

WITHDRAWN = _("Ønsket er trukket tilbage.")


@dataclass(frozen=True)
class WishNew(Page):
    """`unled`: there is nobody to ask. `beside` is a sentence about one's seats on other cohorts."""

    template = "enrolment/wish_new.html"

    about: About
    free: int
    why_not: str | None
    unled: bool
    beside: str
    form: WishForm


@signed_in
@require_http_methods(["GET", "POST"])
def wish_new(request: ActorRequest, cohort_id: int) -> HttpResponse:
    """What the cohort is and asks, and the few words of a wish; or why one can't wish, and what to do instead."""
    cohort = get_object_or_404(Cohort.objects.visible_to(request.actor).for_list(), pk=cohort_id)
    mine = Employment.objects.current().filter(person__in=request.actor.person_ids).select_related("unit", "person")
    employments = [one for one in mine if one.unit.organisation_id == cohort.kommune_id]
    why_not = why_not_wish(employments[0], cohort) if employments else NOT_EMPLOYED
    leaders, unled = [], False
    if len(employments) == 1:
        leading, works_at = Leading.today(), (employments[0].unit_id, employments[0].person_id)
        leaders = [leader.first_name for leader in leading.nearest_to(*works_at)]
        unled = not leading.leaders_of(works_at[0], about=works_at[1])
    form = WishForm(request.POST or None, employments=employments, leaders=leaders)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            wish = actions.make_wish(
                form.cleaned_data["employment"], cohort, intention=form.cleaned_data["intention"], actor=request.actor
            )
            asked = Leading.today().leaders_of(wish.employment.unit_id, about=wish.person_id)
            said = _("Dit ønske står i køen.")
            if names := listed(leader.first_name for leader in asked):
                said = _("Dit ønske er sendt til {leader}.").format(leader=names)
            return see_other(request, "enrolment:wish_mine", say=said)
    beside = seated_beside(cohort, person=employments[0].person_id) if employments else ""
    free = free_places([cohort])[cohort.pk]
    return page(request, WishNew(about(cohort), free, why_not, unled, beside, form))


@dataclass(frozen=True)
class WishPutForward(Page):
    """Whether anybody is `offered`, and as what the actor does it: `leads` says yes by it, `types_in` does not."""

    template = "enrolment/wish_put_forward.html"

    about: About
    why_not: str | None
    offered: bool
    leads: bool
    types_in: bool
    form: PutForwardForm


@signed_in
@require_http_methods(["GET", "POST"])
def wish_put_forward(request: ActorRequest, cohort_id: int) -> HttpResponse:
    """A leader puts somebody forward, which is a yes; a konsulent types in for somebody, and the leader is asked."""
    cohort = get_object_or_404(Cohort.objects.visible_to(request.actor).for_list(), pk=cohort_id)
    require(may(request.actor, "enrolment.put_forward"))
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
            if wish.asks_nobody:
                said += " " + unasked_sentence([wish.person.full_name])
            elif not wish.is_answered:
                said += _(" Lederen bliver spurgt.")
            leads = request.actor.leads(wish.employment.unit_id, wish.person_id)
            to = ("enrolment:wish_list",) if leads else ("enrolment:queue_show", cohort.pk)
            return see_other(request, *to, say=said)
    shown = WishPutForward(
        about(cohort),
        why_not=why_not_open(published=cohort.is_published, answer_by=cohort.answer_by, today=today()),
        offered=employments_for(request.actor, cohort).exists(),
        leads="intention" in form.fields,
        types_in=cohort.kommune_id in request.actor.organisations_as(Role.CONSULTANT),
        form=form,
    )
    return page(request, shown)


@dataclass(frozen=True)
class WishMine(Page):
    template = "enrolment/wish_mine.html"

    wishes: Sequence[Wish]


@signed_in
@require_GET
def wish_mine(request: ActorRequest) -> HttpResponse:
    """One's own wishes, each with how it stands in a sentence; the newest first."""
    mine = Wish.objects.own(request.actor).for_list().prefetch_related("cohort__days").order_by("-on", "-pk")
    return page(request, WishMine(know_who_is_asked(mine)))


@dataclass(frozen=True)
class WishWithdraw(Page):
    template = "enrolment/wish_withdraw.html"

    wish: Wish
    own: bool
    why_not: str | None
    back: str


@signed_in
@require_http_methods(["GET", "POST"])
def wish_withdraw(request: ActorRequest, wish_id: int) -> HttpResponse:
    """Take a wish back; asked once before, since its turn in the queue is gone with it."""
    actor = request.actor
    wish = get_object_or_404(Wish.objects.visible_to(actor).for_list(), pk=wish_id)
    own = wish.person_id in actor.person_ids
    back: tuple[str, ...] = ("enrolment:queue_show", str(wish.cohort_id))
    if own:
        back = ("enrolment:wish_mine",)
    elif actor.leads(wish.employment.unit_id, wish.person_id):
        back = ("enrolment:wish_list",)
    if request.method == "POST":
        actions.withdraw_wish(wish, actor=actor)
        return see_other(request, *back, say=WITHDRAWN)
    return page(request, WishWithdraw(wish, own, why_not_withdraw(wish.state), reverse(back[0], args=back[1:])))
