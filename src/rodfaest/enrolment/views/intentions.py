"""The words of the one who goes, and who may open both sides' words."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from rodfaest.enrolment import actions
from rodfaest.enrolment.forms import IntentionForm
from rodfaest.enrolment.models import Wish, WishText
from rodfaest.enrolment.rules.wishes import Side
from rodfaest.kernel.access import may, require
from rodfaest.kernel.actors import Actor
from rodfaest.kernel.text import _
from rodfaest.kernel.views import ActorRequest, signed_in, with_link
from rodfaest.organisations.models import Unit
from rodfaest.organisations.queries.leading import Leading
from rodfaest.texts.actions import erase_text, note_reading
from rodfaest.texts.rules import ERASING
from rodfaest.ui.pages import AsksFirst, Page, came_from, page, see_other


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
    is_sealed: bool = False
    """Whether the words of the page's own side are written, and the page was opened by a link."""
    are_in_mail: bool = False
    """The same of the participant's, on the leader's page: the mail carried them."""


@dataclass(frozen=True)
class IntentionWrite(Page):
    template = "enrolment/intention_write.html"

    wish: Wish
    said: Said
    form: IntentionForm


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
    said = opened(request, wish, Side.PARTICIPANT, page=_("Dine ord om ønsket"))
    leaders = readers_at(wish.employment.unit, about=wish.person_id)
    form = IntentionForm(request.POST or None, readers=leaders, initial={"intention": said.participant})
    if form.is_bound and not said.is_sealed and form.is_valid():
        with form.refusals():
            actions.write_intention(wish, Side.PARTICIPANT, form.cleaned_data["intention"], actor=request.actor)
            return see_other(request, request.path, say=_("Det er gemt."))
    return page(request, IntentionWrite(wish, said, form))


@signed_in
@require_http_methods(["GET", "POST"])
def intention_erase(request: ActorRequest, text_id: int) -> HttpResponse:
    """Ask once, then delete one's own words for good, also when the wish is withdrawn and whoever one leads today."""
    if WishText.was_erased_by(request.actor, text_id):
        return see_other(request, came_from(request), say=_("Teksten er allerede slettet."))
    text = get_object_or_404(WishText.objects.visible_to(request.actor).own(request.actor), pk=text_id)
    if request.method == "POST":
        erase_text(text, actor=request.actor)
        return see_other(request, came_from(request), say=_("Teksten er slettet. Nu kan ingen læse den mere."))
    words = text.open_for(request.actor)
    return page(request, AsksFirst(**ERASING, words=words, back=came_from(request)))


def readers_at(unit: Unit, *, about: int, besides: Actor | None = None) -> list[str]:
    """The first names of the nearest leaders, who read what is written to »dig og din leder«, but for who writes."""
    near = Leading.today().nearest_to(unit.pk, about)
    return [person.first_name for person in near if not besides or person.pk not in besides.person_ids]


def opened(request: ActorRequest, wish: Wish, side: Side, *, page: str) -> Said:
    """
    Open what the actor may read of a wish on the page of one side, and note the reading of another's words.

    A link opens neither: mails are forwarded, and looked through by machines.
    """
    texts = {Side(text.side): text for text in WishText.objects.filter(wish=wish).select_related("by")}
    if request.actor.kind == "link":
        return Said(is_sealed=side in texts, are_in_mail=side is Side.LEADER and Side.PARTICIPANT in texts)
    readable = {}
    for of, text in texts.items():
        text.wish = wish
        if text.may_read(request.actor):
            readable[of] = text
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
