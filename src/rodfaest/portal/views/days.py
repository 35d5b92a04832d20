"""The underviser's day: by personal link without an account, or signed in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from rodfaest.attendance.views import Marking, marking
from rodfaest.cohorts.models import Cohort, TeachingDay
from rodfaest.journey.models import StepText
from rodfaest.journey.permissions import seated_cohort_ids
from rodfaest.journey.rules.steps import teachers_steps
from rodfaest.kernel.access import may
from rodfaest.kernel.actors import LinkHolder
from rodfaest.kernel.text import _
from rodfaest.kernel.time import today
from rodfaest.kernel.views import ActorRequest, View, signed_in, with_link
from rodfaest.programmes.rules.definition import Practice, Step
from rodfaest.programmes.rules.vocabulary import Phase
from rodfaest.texts.actions import note_reading
from rodfaest.ui.pages import Page, page

SHOWN = 12
"""How many shared texts the day shows: as many as a class has time for."""

TEXTS = "delt"
"""What stands after the link in the address that shows them."""


@dataclass(frozen=True)
class Shared:
    """What one of the cohort tried and shared with all of it, by its author's choice."""

    name: str
    title: str
    words: str


@dataclass(frozen=True)
class TaughtDay(Page):
    """
    The day in the classroom. `reads` where the cohort shares with whoever looks; `tried` was the task since last time,
    `task` is the one till next; `own` are the underviser's steps.
    """

    template = "portal/day.html"

    day: TeachingDay
    cohort: Cohort
    marking: Marking
    can_mark: bool
    reads: bool
    is_first: bool
    shared: Sequence[Shared]
    opens_at: str
    """By a link, the address that shows what is shared at a press: a machine that looks through a mail presses none."""
    tried: Sequence[Practice]
    task: Practice | None
    own: Sequence[Step]
    following: TeachingDay | None


@signed_in
@require_GET
def day_show(request: ActorRequest, day_id: int) -> HttpResponse:
    """The day for whoever teaches the cohort, and for a konsulent with the paper list; everybody else meets a 404."""
    return _day_page(request, _day(request, day_id))


@with_link
@require_GET
def day_by_link(request: ActorRequest, object_id: int) -> HttpResponse:
    """The same from the letter: one day of one cohort, and nothing else."""
    return _day_page(request, _day(request, object_id))


@with_link
@require_http_methods(["GET", "POST"])
def day_texts_by_link(request: ActorRequest, object_id: int) -> HttpResponse:
    """What the cohort has shared, shown and noted as read at the press; opened without it, this is the day's page."""
    return _day_page(request, _day(request, object_id))


day_link: Mapping[str, View] = {"": day_by_link, TEXTS: day_texts_by_link}
"""The link's page and its button (config.wiring.LINK_PAGES)."""


def _day(request: ActorRequest, day_id: int) -> TeachingDay:
    days = TeachingDay.objects.visible_to(request.actor)
    day = get_object_or_404(days.select_related("cohort__version", "cohort__venue", "cohort__contact"), pk=day_id)
    if not may(request.actor, "attendance.mark_day", day):
        raise Http404
    return day


def _day_page(request: ActorRequest, day: TeachingDay) -> HttpResponse:
    cohort = day.cohort
    days = list(cohort.days.prefetch_related("moves").order_by("number"))
    before = max((other.on for other in days if other.is_live and other.on < day.on), default=None)
    closed = isinstance(request.actor, LinkHolder) and request.method != "POST"
    shared = [] if closed else _shared(request, cohort, since=before, until=day.on)
    tasks = {task.after_day: task for task in cohort.version.definition.practice}
    shown = TaughtDay(
        day=day,
        cohort=cohort,
        marking=marking(request, day),
        can_mark=day.is_live and day.on <= today(),
        reads=shared is not None,
        is_first=before is None,
        shared=shared or [],
        opens_at=_texts_of_link(request) if closed else "",
        tried=_task_before(day, days, tasks),
        task=tasks.get(day.number),
        own=teachers_steps(cohort.version.definition.steps, (other.facts for other in days)).get(day.number, ()),
        following=next((other for other in days if other.is_live and other.on > day.on), None),
    )
    return page(request, shown)


def _texts_of_link(request: ActorRequest) -> str:
    assert request.resolver_match is not None
    return reverse("login:link_press", args=[request.resolver_match.kwargs["token"], TEXTS])


def _shared(request: ActorRequest, cohort: Cohort, *, since: date | None, until: date) -> list[Shared] | None:
    """
    What the cohort has shared from the last day to this one; None for whoever it was not shared with, as a konsulent.

    Before the first day it is what they hope for, and from then on what they have tried.

    Names are shown: whoever shares with the cohort is told that the cohort and the underviser read it.
    """
    actor = request.actor
    if isinstance(actor, LinkHolder):
        readable = StepText.objects.shared_with_cohort(cohort)
    elif cohort.pk in seated_cohort_ids(actor):
        readable = StepText.objects.visible_to(actor).shared_with_cohort(cohort)
    else:
        return None
    readable = readable.filter(finished_on__lte=until)
    if since is not None:
        readable = readable.filter(finished_on__gte=since).exclude(step__phase=Phase.BEFORE)
    texts: list[StepText] = []
    for text in readable.select_related("author", "step__seat__wish__employment__unit", "step__unit").order_by(
        "-finished_on", "-pk"
    )[:SHOWN]:
        text.step.cohort = cohort
        if text.may_read(actor):
            texts.append(text)
    note_reading(texts, page=_("Underviserens dag: {hold}").format(hold=cohort.name), actor=actor)
    return [Shared(text.author.first_name, text.step.words.title, text.open_for(actor)) for text in texts]


def _task_before(day: TeachingDay, days: Sequence[TeachingDay], tasks: dict[int, Practice]) -> list[Practice]:
    """What was tried before this day: the task of the day before, and of a cancelled day in between."""
    earlier = [other for other in days if other.number < day.number]
    last_live = max((other.number for other in earlier if other.is_live), default=None)
    if last_live is None:
        return []
    return [tasks[other.number] for other in earlier if other.number >= last_live and other.number in tasks]
