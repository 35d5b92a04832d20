"""One step on one screen, the same signed in and by link; and the whole way it belongs to."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET, require_http_methods

from rodfaest.cohorts.models import Cohort, TeachingDay
from rodfaest.enrolment.models import LocalAgreement, Seat, WishText
from rodfaest.journey import actions, permissions
from rodfaest.journey.forms import AskerForm, StepForm, WhenForm
from rodfaest.journey.models import Asker, Step, StepText
from rodfaest.journey.models.people import around_seat, first_audience_of, job_of, possible_askers, readers_of
from rodfaest.journey.models.pictures import arc_of_seat
from rodfaest.journey.models.steps import next_of
from rodfaest.journey.rules import upcoming
from rodfaest.journey.rules.letters import goes_on_its_day
from rodfaest.journey.views.texts import opened
from rodfaest.kernel.access import require
from rodfaest.kernel.actors import Actor
from rodfaest.kernel.text import _, listed
from rodfaest.kernel.time import long_date, today
from rodfaest.kernel.views import ActorRequest, chosen, signed_in, with_link
from rodfaest.organisations.rules import JobCategory
from rodfaest.programmes.rules.vocabulary import AnswerKind, Phase, StepKind, StepRole
from rodfaest.texts.rules import WORRY, Audience
from rodfaest.ui.pages import came_from, page, saved, see_other

DRAFT = "kladde"
"""The query that marks what is posted as autosave's: it is kept, and the step stays open."""


class Do(StrEnum):
    """The buttons of a step."""

    KEEP = "keep"
    ELSE = "else"
    PUT_OFF = "put_off"
    CHOOSE_WHEN = "choose_when"
    REOPEN = "reopen"


@signed_in
@require_http_methods(["GET", "POST"])
def step_show(request: ActorRequest, step_id: int) -> HttpResponse:
    """One step: one question, and what one may do about it."""
    return _step_page(request, get_object_or_404(Step.objects.visible_to(request.actor).for_list(), pk=step_id))


@with_link
@require_http_methods(["GET", "POST"])
def step_by_link(request: ActorRequest, step_id: int) -> HttpResponse:
    """The same from a letter, without logging in; it posts back to the link's own address while the step is theirs."""
    step = get_object_or_404(Step.objects.visible_to(request.actor).for_list(), pk=step_id)
    require(permissions.may_keep_step(request.actor, step))
    return _step_page(request, step)


def _step_page(request: ActorRequest, step: Step) -> HttpResponse:
    actor = request.actor
    text = StepText.objects.own(actor).filter(step=step).select_related("author").first()
    form, when = _forms(request, step, text), WhenForm(initial={"day": step.chosen_on})
    if request.method == "POST":
        if DRAFT in request.GET:
            return _draft(request, step)
        do = chosen(Do, request)
        if do is Do.CHOOSE_WHEN:
            when = WhenForm(request.POST)
        if do is not Do.REOPEN:
            form = _forms(request, step, text, request.POST, finishes=do is Do.KEEP)
        if said := _done(request, do, step, form, when):
            return see_other(request, _next_page(request, do), say=said)
    if text and not form.is_bound and "words" in form.fields:
        form.initial["words"] = text.open_for(actor)
    # A link can be forwarded, so it opens no words that are finished: they are read, and taken up again, signed in.
    sealed = text is not None and step.is_kept and actor.kind != "person"
    context = {
        "step": step,
        "words": step.words,
        "text": text,
        "mine": opened([text], actor)[0] if text and step.is_kept and not sealed else None,
        "sealed": sealed,
        "signed_in": actor.kind == "person",
        "following": _following(step, actor) if step.is_kept else None,
        "hoped": _hoped(step, actor) if not step.is_kept else "",
        "typed": form["words"].value() if step.is_kept and form.is_bound and "words" in form.fields else "",
        "form": form,
        "when": when,
        "may_keep": permissions.may_keep_step(actor, step),
        "agreement": _agreement(step),
        "pages": _pages(step),
        "worry": WORRY,
        "save_to": f"{request.path}?{DRAFT}=1",
        "way": step.seat if step.role == StepRole.PARTICIPANT and actor.kind == "person" else None,
    }
    wrong = any(one.is_bound and one.errors for one in (form, when))
    return page(request, "journey/step.html", context, status=422 if wrong else 200)


def _next_page(request: ActorRequest, do: Do) -> str:
    """Where one goes after a press: back to the page it came from; what was put off leaves its own page too."""
    if request.actor.kind != "person" or do not in (Do.KEEP, Do.PUT_OFF) or "Referer" not in request.headers:
        return request.path
    back = came_from(request)
    return "/" if do is Do.PUT_OFF and back == request.path else back


def _done(request: ActorRequest, do: Do, step: Step, form: StepForm, when: WhenForm) -> str:
    """Do what the pressed button says; the sentence for the next page, or nothing where a form has errors."""
    actor = request.actor
    match do:
        case Do.KEEP if form.is_valid():
            with form.refusals():
                actions.keep_step(step, **form.cleaned_data, actor=actor)
                return _("Færdig. Tak.")
        case Do.ELSE if form.is_valid():
            with form.refusals():
                actions.try_something_else(step, words=form.cleaned_data.get("words", ""), actor=actor)
                return _("Godt. Det tæller også.")
        case Do.PUT_OFF if form.is_valid():
            with form.refusals():
                step = actions.put_off(step, **_typed(form), actor=actor)
                return _("Skridtet er gjort.") if step.is_kept else _("Helt i orden. Skridtet venter på dig.")
        case Do.CHOOSE_WHEN if form.is_valid() and when.is_valid():
            # Done by now, its page has no day to choose: what is refused then is the words.
            with (form if step.is_kept else when).refusals():
                step = actions.choose_when(step, when.cleaned_data["day"], **_typed(form), actor=actor)
                return _("Skridtet er gjort.") if step.is_kept else _day_chosen(step)
        case Do.REOPEN if actor.kind == "person" or step.answer_kind is not AnswerKind.TEXT:
            actions.reopen_step(step, actor=actor)
            return _reopened(step, actor)
    return ""


def _day_chosen(step: Step) -> str:
    if goes_on_its_day(step.words, step.chosen_on):
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


_TYPED = ("words", "audience", "situation")


def _typed(form: StepForm) -> dict[str, Any]:
    """What a draft keeps of what stands in the form; nothing where the step has no box to write in."""
    return {name: form.cleaned_data[name] for name in _TYPED if name in form.cleaned_data}


def _draft(request: ActorRequest, step: Step) -> HttpResponse:
    audience = request.POST.get("audience", "")
    text = actions.write_draft(
        step,
        request.POST.get("words", ""),
        audience=Audience(audience) if audience in set(Audience) else None,
        situation=request.POST.get("situation", ""),
        actor=request.actor,
    )
    return saved(request, text.saved_at if text else None)


def _forms(
    request: ActorRequest, step: Step, text: StepText | None, data: Any = None, *, finishes: bool = True
) -> StepForm:
    if step.answer_kind is not AnswerKind.TEXT:
        # A day half typed stops nobody who does something else, or waits.
        return StepForm(data if finishes else {}, step=step, finishes=finishes)
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


def _agreement(step: Step) -> LocalAgreement | None:
    """What is agreed about time: shown where time is asked for, in the first steps and with the reading."""
    if step.cohort.is_over:
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


def _pages(step: Step) -> int:
    """The pages a reading step is about."""
    day = step.words.anchor.day
    return step.cohort.version.definition.pages_before(day) if step.kind == StepKind.READ and day else 0


# The way


@dataclass(frozen=True)
class Section:
    """A part of the way: FØR, a day and the split after it, EFTER."""

    id: str
    heading: str
    day: TeachingDay | None
    steps: list[Step]


@signed_in
@require_GET
def way_show(request: ActorRequest, seat_id: int) -> HttpResponse:
    """One's own way from the first step to the last: the picture, and every step under its day."""
    seat = get_object_or_404(
        Seat.objects.visible_to(request.actor)
        .filter(wish__person__in=request.actor.person_ids)
        .for_list()
        .select_related("asker__person"),
        pk=seat_id,
    )
    cohort = Cohort.objects.in_full().get(pk=seat.wish.cohort_id)
    steps = list(Step.objects.of_seat(seat).live().in_order())
    for step in steps:
        step.cohort, step.seat = cohort, seat
    picture = arc_of_seat(seat, cohort=cohort, steps=steps)
    around = around_seat(seat)
    context = {
        "seat": seat,
        "cohort": cohort,
        "arc": picture,
        "sections": _sections(steps, cohort.days_in_order()),
        "next": next_of(step for step in steps if not step.is_kept and step.kind != StepKind.ATTEND),
        "asking": [person.full_name for person in around.asking(seat)],
        "is_led": around.is_led(seat),
        "gone": around.gone(seat),
    }
    return page(request, "journey/way.html", context)


def _sections(steps: list[Step], days: list[TeachingDay]) -> list[Section]:
    live = [day for day in days if day.is_live]
    sections = [Section("foer", _("Før dag 1"), None, [step for step in steps if step.phase == Phase.BEFORE])]
    during = [step for step in steps if step.phase == Phase.DURING]
    for day in days:
        following = min((other.on for other in live if other.on > day.on), default=date.max)
        first = live and day.pk == live[0].pk
        belonging = [step for step in during if day.is_live and (day.on <= step.on or first) and step.on < following]
        sections.append(Section(f"dag-{day.number}", day.name, day, belonging))
    sections.append(Section("efter", _("Efter"), None, [step for step in steps if step.phase == Phase.AFTER]))
    return sections


@signed_in
@require_http_methods(["GET", "POST"])
def asker_choose(request: ActorRequest, seat_id: int) -> HttpResponse:
    """Who asks into what one tries. Where no leader may, it has to be another."""
    seat = get_object_or_404(
        Seat.objects.visible_to(request.actor).filter(wish__person__in=request.actor.person_ids).for_list(), pk=seat_id
    )
    around = around_seat(seat)
    asker = Asker.objects.filter(seat=seat).select_related("person").first()
    may_leader = bool(around.leaders_asking(seat))
    form = AskerForm(
        request.POST or None,
        people=possible_askers(seat),
        leader_may_ask=may_leader,
        initial={"person": asker and asker.person_id},
    )
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.choose_asker(seat, form.cleaned_data["person"], actor=request.actor)
            return see_other(request, "journey:way_show", seat.pk, say=_("Det er gemt."))
    context = {
        "form": form,
        "seat": seat,
        "leader_may_ask": may_leader,
        "is_led": around.is_led(seat),
        "gone": around.gone(seat),
    }
    return page(request, "journey/asker.html", context)
