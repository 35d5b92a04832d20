"""One's own words, and those others have shared."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rodfaest.cohorts.models import Cohort
from rodfaest.enrolment.models import WishText
from rodfaest.journey import actions, permissions
from rodfaest.journey.forms import ShareForm
from rodfaest.journey.models import StepText
from rodfaest.journey.queries.circles import newcomers
from rodfaest.journey.queries.people import around_units, job_of, readers_of
from rodfaest.kernel.actors import Actor
from rodfaest.kernel.text import _
from rodfaest.kernel.views import ActorRequest, signed_in
from rodfaest.organisations.models import Person, Unit
from rodfaest.organisations.queries.leading import Leading
from rodfaest.organisations.rules import FunctionKind, JobCategory
from rodfaest.texts.actions import erase_text, note_reading
from rodfaest.texts.rules import ERASING, Audience, readers_sentence
from rodfaest.ui.pages import AsksFirst, Page, page, see_other


@dataclass(frozen=True)
class Opened:
    """A text with its words, for whoever may read them, and who else does."""

    text: StepText
    words: str
    readers: str


@dataclass(frozen=True)
class Hoped:
    """One's own words about a wish, and who else reads them."""

    text: WishText
    words: str
    readers: str


@dataclass(frozen=True)
class Newcomer:
    """Somebody who has come to one's circle since, and how many texts shared before that are closed to them."""

    person: Person
    count: int


@dataclass(frozen=True)
class TextList(Page):
    template = "journey/text_list.html"

    rows: Sequence[Opened]
    intentions: Sequence[Hoped]
    newcomers: Sequence[Newcomer]


@signed_in
@require_GET
def text_list(request: ActorRequest) -> HttpResponse:
    """»Det har jeg skrevet«: every text of one's own, finished or not, and about one's wishes; and who reads it."""
    texts = list(StepText.objects.visible_to(request.actor).own(request.actor).for_list())
    hopes = list(WishText.objects.visible_to(request.actor).own(request.actor).for_list())
    leading = Leading.today() if texts or hopes else None
    mine = [text for text in texts if permissions.may_share_text(request.actor, text)]
    shown = TextList(
        rows=opened(texts, request.actor, leading),
        intentions=[_hoped(text, request.actor, leading) for text in hopes if leading],
        newcomers=[Newcomer(person, len(since)) for person, since in newcomers(mine, leading).items()],
    )
    return page(request, shown)


@signed_in
@require_POST
def newcomer_let_in(request: ActorRequest, person_id: int) -> HttpResponse:
    """Let somebody who has come since read what one shared before that. Pressed twice, it is done already."""
    actions.let_in(person_id, actor=request.actor)
    return see_other(request, "journey:text_list", say=_("Gemt. Det kan du tage tilbage for hver tekst."))


@dataclass(frozen=True)
class TextShare(Page):
    template = "journey/text_share.html"

    row: Opened
    form: ShareForm


@signed_in
@require_http_methods(["GET", "POST"])
def text_share(request: ActorRequest, text_id: int) -> HttpResponse:
    """Choose anew who reads one of one's own texts."""
    text = get_object_or_404(StepText.objects.visible_to(request.actor).own(request.actor).for_list(), pk=text_id)
    step = text.step
    leaders = readers_of([step]).get(step.pk, [])
    form = ShareForm(
        request.POST or None,
        offered=step.audiences,
        leaders=leaders,
        unit=step.at_unit.name if step.at_unit else "",
        asks_first=job_of(step, request.actor) is JobCategory.CHILDMINDER,
        initial={"audience": Audience.ME if text.is_left_behind else text.audience},
    )
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.share_text(text, **form.cleaned_data, actor=request.actor)
            return see_other(
                request,
                "journey:text_list",
                say=_("Gemt. Nu læser: {readers}.").format(readers=_readers(text, leaders)),
            )
    (row,) = opened([text], request.actor)
    return page(request, TextShare(row, form))


@signed_in
@require_http_methods(["GET", "POST"])
def text_delete(request: ActorRequest, text_id: int) -> HttpResponse:
    """Ask once, then delete one's own text, at once and for good. The step stays done."""
    if StepText.was_erased_by(request.actor, text_id):
        return see_other(request, "journey:text_list", say=_("Teksten er allerede slettet."))
    text = get_object_or_404(StepText.objects.visible_to(request.actor).own(request.actor), pk=text_id)
    if request.method == "POST":
        erase_text(text, actor=request.actor)
        return see_other(request, "journey:text_list", say=_("Teksten er slettet. Nu kan ingen læse den mere."))
    words = text.open_for(request.actor)
    return page(request, AsksFirst(**ERASING, words=words, back=reverse("journey:text_list")))


@dataclass(frozen=True)
class SharedTexts(Page):
    """What a cohort or a house shares. It is `closed` to who has tilsyn there."""

    template = "journey/shared_texts.html"

    heading: str
    place: str
    rows: Sequence[Opened]
    closed: bool = False


@signed_in
@require_GET
def cohort_texts(request: ActorRequest, cohort_id: int) -> HttpResponse:
    """What those on the cohort have shared with each other and the underviser."""
    cohort = get_object_or_404(Cohort.objects.visible_to(request.actor), pk=cohort_id)
    if cohort.pk not in permissions.seated_cohort_ids(request.actor):
        raise Http404
    texts = list(StepText.objects.visible_to(request.actor).shared_with_cohort(cohort).for_list())
    note_reading(texts, page=_("Delt på holdet"), actor=request.actor)
    return page(request, SharedTexts(_("Delt på holdet"), cohort.name, opened(texts, request.actor)))


@signed_in
@require_GET
def house_texts(request: ActorRequest, unit_id: int) -> HttpResponse:
    """What was brought home: the texts shared with a house or group, from all its people's cohorts."""
    unit = get_object_or_404(Unit.objects.visible_to(request.actor), pk=unit_id)
    if unit.pk not in permissions.house_unit_ids(request.actor) | request.actor.units_as(FunctionKind.SUPERVISION):
        raise Http404
    texts = list(StepText.objects.visible_to(request.actor).shared_in_house(unit).for_list())
    note_reading(texts, page=_("Delt i huset"), actor=request.actor)
    closed = unit.pk in request.actor.units_as(FunctionKind.SUPERVISION)
    return page(request, SharedTexts(_("Taget med hjem"), unit.name, opened(texts, request.actor), closed))


def _hoped(text: WishText, actor: Actor, leading: Leading) -> Hoped:
    """One's own words about a wish, for oneself or for a house, with who else reads them."""
    wish = text.wish
    readers = (wish.person, *leading.nearest_to(wish.employment.unit_id, wish.person_id))
    names = [person.first_name for person in readers if person.pk not in actor.person_ids]
    return Hoped(text, text.open_for(actor), readers_sentence(Audience.LEADER, leaders=names))


def opened(texts: Iterable[StepText], actor: Actor, leading: Leading | None = None) -> list[Opened]:
    """Texts the actor may read, with their words and who else reads them. Four queries where a leader is among them."""
    texts = list(texts)
    at = {text.step.at_unit_id for text in texts if text.audience == Audience.LEADER} - {None}
    around = around_units((unit_id for unit_id in at if unit_id), leading) if at else {}

    def leaders_of(text: StepText) -> list[str]:
        reading = around[unit_id].reading(text.step) if (unit_id := text.step.at_unit_id) in around else []
        let_in = {text.step.asker_id, *text.reader_ids}
        return [person.first_name for person in reading if person.pk in let_in]

    return [Opened(text, text.open_for(actor), _readers(text, leaders_of(text))) for text in texts]


def _readers(text: StepText, leaders: list[str]) -> str:
    if text.finished_on is None or (text.audience == Audience.LEADER and text.is_left_behind):
        return readers_sentence(Audience.ME)
    unit = text.unit
    return readers_sentence(Audience(text.audience), leaders=leaders, place=unit.name if unit else "")
