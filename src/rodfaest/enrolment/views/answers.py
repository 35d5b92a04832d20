"""The leader's list of wishes, and the answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET, require_http_methods

from rodfaest.cohorts.models import Cohort
from rodfaest.enrolment import actions
from rodfaest.enrolment.forms import IntentionForm
from rodfaest.enrolment.models import LocalAgreement, Wish
from rodfaest.enrolment.queries.away import away_of
from rodfaest.enrolment.rules.away import away_advice
from rodfaest.enrolment.rules.wishes import Answer, Reason, Reply, Side, WishState
from rodfaest.enrolment.views.about import About, about, seated_beside
from rodfaest.enrolment.views.intentions import Said, opened, readers_at
from rodfaest.kernel.access import may
from rodfaest.kernel.text import _
from rodfaest.kernel.time import today
from rodfaest.kernel.views import ActorRequest, chosen, signed_in, with_link
from rodfaest.ui.pages import Page, page, see_other

NOT_NOW = "ikke-nu"
"""The query of whoever comes to say no from their home: the reasons stand open, also without script."""


@dataclass(frozen=True)
class WishList(Page):
    """`cohorts` are those one may put somebody forward to."""

    template = "enrolment/wish_list.html"

    waiting: Sequence[Wish]
    late: Sequence[Wish]
    answered: Sequence[Wish]
    cohorts: Sequence[Cohort]


@signed_in
@require_GET
def wish_list(request: ActorRequest) -> HttpResponse:
    """The leader's list: who waits for an answer, one's nearest first; then the rest; and where one may put forward."""
    actor = request.actor
    rows = list(Wish.objects.visible_to(actor).led_by(actor).standing().for_list())
    waiting = [wish for wish in rows if not wish.is_answered and not wish.went_unanswered]
    cohorts = Cohort.objects.visible_to(actor).open_for_wishes().for_list()
    shown = WishList(
        waiting=sorted(waiting, key=lambda wish: not wish.is_nearest_to(actor)),
        late=[wish for wish in rows if wish.went_unanswered],
        answered=[wish for wish in rows if wish.is_answered],
        cohorts=list(cohorts) if actor.led_unit_ids else [],
    )
    return page(request, shown)


@dataclass(frozen=True)
class LeadsNoMore(Page):
    template = "enrolment/leads_no_more.html"


@dataclass(frozen=True)
class WishAnswer(Page):
    """`form` is for the leader's own words, `agreement` is looked up once the wish is answered."""

    template = "enrolment/wish_answer.html"

    wish: Wish
    about: About
    said: Said
    form: IntentionForm
    advice: str
    beside: str
    reasons: Sequence[tuple[str, str]]
    not_now_open: bool
    is_open: bool
    can_change: bool
    agreement: LocalAgreement | None


@signed_in
@require_http_methods(["GET", "POST"])
def wish_answer(request: ActorRequest, wish_id: int) -> HttpResponse:
    """The leader's page for one wish: the person's words, the days, who else is away, three buttons."""
    return _answer_page(request, get_object_or_404(Wish.objects.visible_to(request.actor).for_list(), pk=wish_id))


@with_link
@require_http_methods(["GET", "POST"])
def wish_answer_by_link(request: ActorRequest, wish_id: int) -> HttpResponse:
    """The same, two taps from the mail; to whoever leads no more, that alone: the link outlives the leadership."""
    wish = get_object_or_404(Wish.objects.visible_to(request.actor).for_list(), pk=wish_id)
    if not may(request.actor, "enrolment.answer_wish", wish):
        return page(request, LeadsNoMore(), status=403)
    return _answer_page(request, wish)


def _answer_page(request: ActorRequest, wish: Wish) -> HttpResponse:
    if request.method == "POST" and "intention" not in request.POST:
        return see_other(request, request.path, say=_reply(request, wish))
    said = opened(request, wish, Side.LEADER, page=_("Svar på ønsket"))
    form = _own_words(request, wish, said.leader)
    if form.is_bound and not said.is_sealed and form.is_valid():
        with form.refusals():
            actions.write_intention(wish, Side.LEADER, form.cleaned_data["intention"], actor=request.actor)
            return see_other(request, request.path, say=_("Det er gemt."))
    cohort = Cohort.objects.filter(pk=wish.cohort_id).for_list().get()
    shown = WishAnswer(
        wish,
        about(cohort),
        said,
        form,
        advice="" if wish.is_answered else _advice(wish, cohort),
        beside=_beside(request, wish, cohort),
        reasons=Reason.choices(),
        not_now_open=NOT_NOW in request.GET,
        is_open=today() <= cohort.answer_by,
        can_change=wish.state in (WishState.BACKED, WishState.NOT_NOW),
        agreement=_agreement(wish) if wish.is_answered else None,
    )
    return page(request, shown)


# The leader's own words and the agreement come after the answer: a page that asks for it asks for neither.


def _own_words(request: ActorRequest, wish: Wish, written: str) -> IntentionForm:
    around = readers_at(wish.employment.unit, about=wish.person_id, besides=request.actor) if wish.is_answered else []
    return IntentionForm(
        request.POST or None,
        readers=[wish.person.first_name, *around],
        label=_("Hvad håber I, det giver hos jer?"),
        initial={"intention": written},
    )


def _agreement(wish: Wish) -> LocalAgreement | None:
    return LocalAgreement.objects.filter(cohort=wish.cohort_id, unit=wish.employment.unit_id).first()


def _beside(request: ActorRequest, wish: Wish, cohort: Cohort) -> str:
    """The mail does not say it, so neither does its link."""
    if wish.is_answered or request.actor.kind == "link":
        return ""
    return seated_beside(cohort, person=wish.person_id, name=wish.person.first_name)


def _advice(wish: Wish, cohort: Cohort) -> str:
    return away_advice(wish.person.first_name, away_of([wish], {cohort.pk: cohort.live_days()})[wish.pk])


def _reply(request: ActorRequest, wish: Wish) -> str:
    """Do what the pressed button says. `instead` is posted by a page that already shows an answer."""
    name = wish.person.first_name
    reply = chosen(request, "reply", Reply)
    if reply is Reply.TALK_FIRST:
        actions.talk_first(wish, actor=request.actor)
        return _("{name} får at vide, at I taler sammen først.").format(name=name)
    say = actions.change_answer if "instead" in request.POST else actions.answer_wish
    if reply is Reply.YES:
        say(wish, Answer.YES, actor=request.actor)
        return _("Tak. {name} får besked om dit ja.").format(name=name)
    say(wish, Answer.NOT_NOW, chosen(request, "reason", Reason), actor=request.actor)
    return _("Tak. {name} får besked.").format(name=name)
