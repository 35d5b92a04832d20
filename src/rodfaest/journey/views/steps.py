"""One step on one screen, and its buttons: the same signed in and by link (`urls`)."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial, wraps
from typing import Any, cast

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.module_loading import import_string
from django.views.decorators.http import require_http_methods

from rodfaest.enrolment.models import LocalAgreement, Seat, WishText
from rodfaest.journey import actions, notices, permissions
from rodfaest.journey.forms import StepForm, WhenForm
from rodfaest.journey.models import Step, StepText
from rodfaest.journey.queries.people import first_audience_of, job_of, readers_of
from rodfaest.journey.queries.steps import next_of
from rodfaest.journey.rules import upcoming
from rodfaest.journey.rules.words import Words
from rodfaest.journey.views.texts import Opened, opened
from rodfaest.kernel.access import Decision, require
from rodfaest.kernel.actors import Actor
from rodfaest.kernel.text import _, listed
from rodfaest.kernel.time import long_date, today
from rodfaest.kernel.views import ActorRequest, View
from rodfaest.organisations.rules import JobCategory
from rodfaest.programmes.rules.vocabulary import AnswerKind, Phase, StepKind, StepRole
from rodfaest.texts.rules import Audience
from rodfaest.ui.pages import Page, came_from, page, saved, see_other

StepView = Callable[[ActorRequest, Step], HttpResponse]


def of_own_step(view: StepView) -> View:
    """Find the actor's own step for the view. Whoever comes by a link is asked again whose it is today."""

    @require_http_methods(["GET", "POST"])
    @wraps(view)
    def found(request: ActorRequest, step_id: int) -> HttpResponse:
        step = get_object_or_404(Step.objects.visible_to(request.actor).for_list(), pk=step_id)
        if _by_link(request):
            require(permissions.may_do_step(request.actor, step))
        return view(request, step)

    return found


def button(view: StepView) -> View:
    """What a button of a step does. Its address opened without a press (a reload, a login in between) is the page."""

    @wraps(view)
    def pressed(request: ActorRequest, step: Step) -> HttpResponse:
        return view(request, step) if request.method == "POST" else shown(request, step)

    return of_own_step(pressed)


# The page


@of_own_step
def step_show(request: ActorRequest, step: Step) -> HttpResponse:
    return shown(request, step)


def shown(
    request: ActorRequest, step: Step, *, form: StepForm | None = None, when: WhenForm | None = None
) -> HttpResponse:
    """The page that serves this kind of step (config.wiring.STEP_PAGES)."""
    pages = import_string(settings.STEP_PAGES)
    view = pages.get(f"{step.owner}.{step.kind}") or pages[step.owner]
    return cast(HttpResponse, import_string(view)(request, step, form=form, when=when))


@dataclass(frozen=True)
class Reading:
    """How many pages, and whether it is known what they are called."""

    pages: int
    has_titles: bool


@dataclass(frozen=True)
class StepPage(Page):
    """A step as whoever it is for meets it, signed in or by link."""

    template = "journey/step.html"

    step: Step
    words: Words
    form: StepForm
    when: WhenForm
    may_do: Decision
    signed_in: bool
    to: Callable[[str], str]
    """The address of a button, by the name of its view."""

    way: Seat | None
    text: StepText | None
    mine: Opened | None
    """The actor's own words, where the step is done."""
    kept: bool
    """They are there, and a link does not open them."""
    typed: str
    """What was typed into a step that was done meanwhile."""
    following: Step | None
    """What comes after a done one."""
    hoped: str
    """One's own words about the wish."""
    agreement: LocalAgreement | None
    reading: Reading | None


def step_page(
    request: ActorRequest, step: Step, *, form: StepForm | None = None, when: WhenForm | None = None
) -> HttpResponse:
    """One step: one question, and what one may do about it. `form` and `when` are what was refused."""
    actor = request.actor
    text = _own_text(request, step)
    form, when = form or step_form(request, step), when or WhenForm(initial={"day": step.chosen_on})
    if text and text.is_closed_to(actor):
        text = None  # writing over it is refused, and says why
    if text and not form.is_bound and "words" in form.fields:
        form.initial["words"] = text.open_for(actor)
    shown = StepPage(
        step,
        step.words,
        form,
        when,
        may_do=permissions.may_do_step(actor, step),
        signed_in=not _by_link(request),
        to=partial(address_of, request, step),
        way=step.seat if step.role == StepRole.PARTICIPANT and not _by_link(request) else None,
        text=text,
        mine=opened([text], actor)[0] if text and step.is_done else None,
        kept=_by_link(request) and StepText.objects.own(actor).filter(step=step).exists(),
        typed=form["words"].value() if step.is_done and form.is_bound and "words" in form.fields else "",
        following=_following(step, actor) if step.is_done else None,
        hoped=_hoped(step, actor) if not step.is_done else "",
        agreement=_agreement(step),
        reading=_reading(step),
    )
    wrong = any(one.is_bound and one.errors for one in (form, when))
    return page(request, shown, status=422 if wrong else 200)


def address_of(request: ActorRequest, step: Step, view: str = "step_show") -> str:
    """The address of a step's page or of one of its buttons: below the link's own for whoever came by it."""
    address = reverse(f"journey:{view}", args=[step.pk])
    if not _by_link(request):
        return address
    assert request.resolver_match is not None
    link = reverse("login:link_open", args=[request.resolver_match.kwargs["token"]])
    return link + address.removeprefix(reverse("journey:step_show", args=[step.pk]))


# The buttons


@button
def step_do(request: ActorRequest, step: Step) -> HttpResponse:
    """»Færdig«, and each answer of a step of choice."""
    form = step_form(request, step, request.POST)
    if form.is_valid():
        with form.refusals():
            step = actions.do_step(step, **form.cleaned_data, actor=request.actor)
            return see_other(request, _back(request, step), say=_("Færdig. Tak.") if step.is_done else _ADDED)
    return shown(request, step, form=form)


@button
def step_try_something_else(request: ActorRequest, step: Step) -> HttpResponse:
    """»Jeg prøver noget andet«."""
    form = step_form(request, step, request.POST, finishes=False)
    if form.is_valid():
        with form.refusals():
            actions.try_something_else(step, words=form.cleaned_data.get("words", ""), actor=request.actor)
            return see_other(request, address_of(request, step), say=_("Godt. Det tæller også."))
    return shown(request, step, form=form)


@button
def step_put_off(request: ActorRequest, step: Step) -> HttpResponse:
    """»Ikke i dag«: one leaves the step's own page too."""
    form = step_form(request, step, request.POST, finishes=False)
    if form.is_valid():
        with form.refusals():
            step = actions.put_off(step, **_typed(form), actor=request.actor)
            said = _("Skridtet er gjort.") if step.is_done else _("Helt i orden. Skridtet venter på dig.")
            return see_other(request, _back(request, step, leaving=True), say=said)
    return shown(request, step, form=form)


@button
def step_choose_when(request: ActorRequest, step: Step) -> HttpResponse:
    """»Hvornår passer det dig?«"""
    form, when = step_form(request, step, request.POST, finishes=False), WhenForm(request.POST)
    if form.is_valid() and when.is_valid():
        # Done by now, its page has no day to choose: what is refused then is the words.
        with (form if step.is_done else when).refusals():
            step = actions.choose_when(step, when.cleaned_data["day"], **_typed(form), actor=request.actor)
            said = _("Skridtet er gjort.") if step.is_done else _day_chosen(step)
            return see_other(request, address_of(request, step), say=said)
    return shown(request, step, form=form, when=when)


@button
def step_reopen(request: ActorRequest, step: Step) -> HttpResponse:
    """»Tag det op igen«. What was written in it is taken up signed in alone."""
    if _by_link(request) and step.answer_kind is AnswerKind.TEXT:
        return shown(request, step)
    actions.reopen_step(step, actor=request.actor)
    return see_other(request, address_of(request, step), say=_reopened(step, request.actor))


@button
def step_draft(request: ActorRequest, step: Step) -> HttpResponse:
    """Autosave, signed in alone: what is typed is saved, and the step stays open."""
    audience = request.POST.get("audience", "")
    text = actions.write_draft(
        step,
        request.POST.get("words", ""),
        audience=Audience(audience) if audience in set(Audience) else None,
        situation=request.POST.get("situation", ""),
        actor=request.actor,
    )
    return saved(request, text.saved_at if text else None)


def _back(request: ActorRequest, step: Step, *, leaving: bool = False) -> str:
    """The page the button was pressed on. On the step's own one stays, or goes to the front page when `leaving` it."""
    own = address_of(request, step)
    if _by_link(request) or "Referer" not in request.headers:
        return own
    back = came_from(request)
    if not back.startswith(own):
        return back
    return "/" if leaving else own


def _day_chosen(step: Step) -> str:
    if step.background.has_letter(step.key, step.chosen_on):
        return _("Så er det aftalt. Du får besked {day}.").format(day=long_date(step.on))
    return _("Så er det aftalt med dig selv.")


def _reopened(step: Step, actor: Actor) -> str:
    """What became of the words, said of each writer: one's own are a draft, a colleague's stand."""
    texts = list(StepText.objects.visible_to(actor).filter(step=step).select_related("author").order_by("pk"))
    said = [_("Skridtet er taget op igen.")]
    if any(text.author_id in actor.person_ids for text in texts):
        said.append(_("Det, du skrev, er nu kun dit."))
    if others := [text.author.first_name for text in texts if text.author_id not in actor.person_ids]:
        said.append(_("Det, {names} har delt, bliver stående.").format(names=listed(others)))
    return " ".join(said)


# What is typed in it


def step_form(request: ActorRequest, step: Step, data: Any = None, *, finishes: bool = True) -> StepForm:
    """The form of a step. Only »Færdig« (`finishes`) asks for what is missing."""
    if step.answer_kind is not AnswerKind.TEXT:
        # A day half typed stops nobody who does something else, or waits.
        return StepForm(data if finishes else {}, step=step, finishes=finishes)
    text = _own_text(request, step)
    job = job_of(step, request.actor)
    return StepForm(
        data,
        step=step,
        leaders=readers_of([step]).get(step.pk, []),
        first_audience=Audience(text.audience) if text else first_audience_of(step, request.actor),
        asks_first=job is JobCategory.CHILDMINDER,
        finishes=finishes,
        initial={"situation": step.situation},
    )


_TYPED = ("words", "audience", "situation")


def _typed(form: StepForm) -> dict[str, Any]:
    """What a draft saves of what stands in the form; nothing where the step has no box to write in."""
    return {name: form.cleaned_data[name] for name in _TYPED if name in form.cleaned_data}


_ADDED = _("Det er gemt sammen med det, du havde skrevet. Log ind for at læse det igennem og trykke Færdig.")


def _own_text(request: ActorRequest, step: Step) -> StepText | None:
    """The actor's own text, signed in: a letter's link can be forwarded, so it shows none, not even a draft."""
    if _by_link(request):
        return None
    return StepText.objects.own(request.actor).filter(step=step).select_related("author").first()


# What stands around it


def _by_link(request: ActorRequest) -> bool:
    return request.actor.kind != "person"


def _agreement(step: Step) -> LocalAgreement | None:
    """What is agreed about time: shown where time is asked for, in the first steps and with the reading."""
    if step.cohort is None or step.cohort.is_over:
        return None
    if step.role != StepRole.PARTICIPANT or (step.phase != Phase.BEFORE and step.kind != StepKind.READ):
        return None
    return LocalAgreement.objects.filter(cohort=step.cohort_id, unit=step.at_unit_id).select_related("by").first()


def _following(step: Step, actor: Actor) -> Step | None:
    """What comes after a step that is done: the next of those one does as the same. A link opens its own step alone."""
    if actor.kind != "person":
        return None
    steps = Step.objects.visible_to(actor).open().filter(role=step.role)
    return next_of(steps.since(upcoming.soon(today()).first).for_list())


def _hoped(step: Step, actor: Actor) -> str:
    """What one wrote oneself about the wish, where the first step asks on; a link opens it to nobody."""
    asks_on = (step.role, step.phase, step.kind) == (StepRole.PARTICIPANT, Phase.BEFORE, StepKind.ANSWER)
    if not asks_on or step.seat is None or actor.kind != "person":
        return ""
    text = WishText.objects.visible_to(actor).own(actor).filter(wish=step.seat.wish_id).select_related("wish").first()
    return text.open_for(actor) if text else ""


def _reading(step: Step) -> Reading | None:
    """What a reading step of a programme is about."""
    if step.kind != StepKind.READ or step.owner != notices.OWNER or step.cohort is None:
        return None
    programme = step.cohort.version.definition
    day = programme.step(step.key).anchor.day
    if not day or not programme.reading or not programme.pages_before(day):
        return None
    return Reading(programme.pages_before(day), any(item.has_title for item in programme.reading.items))
