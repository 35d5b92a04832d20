"""The konsulent's outbox, and a person's own calendar with its secret address."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.core.paginator import Page as PageOfRows
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from rodfaest.correspondence import actions
from rodfaest.correspondence.forms import LetterForm
from rodfaest.correspondence.models import CalendarAddress, CalendarEntry, Letter, LetterQuerySet
from rodfaest.correspondence.owners import COHORT, scopes_about
from rodfaest.correspondence.queries.reached import OutOfReach, out_of_reach
from rodfaest.correspondence.queries.rounds import Round, rounds_ahead, rounds_gone
from rodfaest.correspondence.rules.bodies import Blocks
from rodfaest.correspondence.rules.calendars import calendar_feed as feed_file
from rodfaest.correspondence.rules.letters import SOON, LetterState, beginning_of, why_not_edit
from rodfaest.correspondence.rules.markup import for_editing, parse
from rodfaest.correspondence.rules.plans import Written
from rodfaest.kernel.reconcile import Scope
from rodfaest.kernel.text import _
from rodfaest.kernel.time import today
from rodfaest.kernel.views import ActorRequest, public, signed_in
from rodfaest.organisations.models import Person
from rodfaest.organisations.rules import Role
from rodfaest.ui.pages import Page, page, see_other

ROWS = 50

# The outbox


def _outbox(request: ActorRequest) -> tuple[LetterQuerySet, str]:
    """
    The letters the actor maintains, those of one cohort where `?hold=` says so. Whoever maintains no outbox meets a
    404.
    """
    if not request.actor.organisations_as(Role.CONSULTANT):
        raise Http404
    letters = Letter.objects.visible_to(request.actor).for_list().defer("body", "sample")
    hold = request.GET.get("hold", "")
    return (letters.in_scope(*_about(hold)), hold) if hold.isdecimal() and len(hold) < 18 else (letters, "")


def _discreet(request: ActorRequest, hold: str) -> LetterQuerySet:
    """The letters that are shown without a name, of the same cohort."""
    letters = Letter.objects.discreet_to(request.actor)
    return letters.in_scope(*_about(hold)) if hold else letters


def _about(hold: str) -> list[Scope]:
    """A cohort, for everybody who writes about it."""
    return scopes_about(COHORT, [int(hold)])


@dataclass(frozen=True)
class Pile:
    """The letters of one day and one kind about one cohort, shown as one row that unfolds."""

    letters: list[Letter]

    @property
    def subject(self) -> str:
        return self._common("subject") or beginning_of(self.letters[0].subject)

    @property
    def why(self) -> str:
        """The reason they share; nothing where each has its own."""
        return self._common("why")

    @property
    def about(self) -> str:
        return self.letters[0].about

    def _common(self, name: str) -> str:
        said = {str(getattr(letter, name)) for letter in self.letters}
        return said.pop() if len(said) == 1 else ""


@dataclass(frozen=True)
class Day:
    """A day of the outbox."""

    on: date
    piles: list[Pile]

    @property
    def count(self) -> int:
        return sum(len(pile.letters) for pile in self.piles)


def _by_day(letters: Iterable[Letter], day_of: Callable[[Letter], date]) -> list[Day]:
    days = []
    for on, rows in groupby(letters, key=day_of):
        piles: dict[tuple[str, str, str], list[Letter]] = {}
        for letter in rows:
            piles.setdefault((letter.owner, letter.about, beginning_of(letter.subject)), []).append(letter)
        days.append(Day(on, [Pile(pile) for pile in piles.values()]))
    return days


def _goes_on(letter: Letter) -> date:
    """The day it goes: today where its own day is past."""
    return max(letter.due_on, today())


def _went_on(letter: Letter) -> date:
    assert letter.sent_on is not None  # of letters that are sent
    return letter.sent_on


@dataclass(frozen=True)
class LetterList(Page):
    """The outbox, of the one `hold` where it is a number, else of all. `rounds` are the discreet letters."""

    template = "correspondence/outbox.html"

    hold: str
    rounds: Sequence[Round]
    out_of_reach: Sequence[OutOfReach]
    withheld: Sequence[Letter]
    soon: Sequence[Day]
    later: PageOfRows[Letter]
    later_days: Sequence[Day]
    stopped: Sequence[Letter]


@signed_in
@require_GET
def letter_list(request: ActorRequest) -> HttpResponse:
    """What goes out: what is withheld first, then the next days, then the rest."""
    letters, hold = _outbox(request)
    rows = list(letters.unsent())
    on_their_way = [row for row in rows if row.state in (LetterState.WAITING, LetterState.HANDING_OVER)]
    soon = [row for row in on_their_way if row.due_on <= today() + SOON]
    later = Paginator(on_their_way[len(soon) :], ROWS).get_page(request.GET.get("side"))
    shown = LetterList(
        hold,
        rounds=rounds_ahead(_discreet(request, hold)),
        out_of_reach=out_of_reach(letters, _discreet(request, hold)),
        withheld=[row for row in rows if row.state is LetterState.WITHHELD],
        soon=_by_day(soon, _goes_on),
        later=later,
        later_days=_by_day(later, _goes_on),
        stopped=[row for row in rows if row.state is LetterState.STOPPED],
    )
    return page(request, shown)


@dataclass(frozen=True)
class LetterSentList(Page):
    template = "correspondence/sent.html"

    hold: str
    sent: PageOfRows[Letter]
    days: Sequence[Day]
    rounds: Sequence[Round]


@signed_in
@require_GET
def letter_sent_list(request: ActorRequest) -> HttpResponse:
    """What has gone out, newest first."""
    letters, hold = _outbox(request)
    sent = Paginator(letters.sent(), ROWS).get_page(request.GET.get("side"))
    rounds = rounds_gone(_discreet(request, hold)) if sent.number == 1 else []
    return page(request, LetterSentList(hold, sent, _by_day(sent, _went_on), rounds))


def _letter(request: ActorRequest, letter_id: int) -> Letter:
    return get_object_or_404(
        Letter.objects.visible_to(request.actor).select_related("person", "kommune", "entry"), pk=letter_id
    )


@dataclass(frozen=True)
class LetterPage(Page):
    """Beside a letter that was edited and is withheld: the words as the facts are `now`."""

    template = "correspondence/letter.html"

    letter: Letter
    now: Written | None


@signed_in
@require_GET
def letter_page(request: ActorRequest, letter_id: int) -> HttpResponse:
    """One letter as its reader will see it, but for what only the reader may see."""
    letter = _letter(request, letter_id)
    now = letter.as_the_facts_are() if letter.state is LetterState.WITHHELD and letter.is_changed else None
    return page(request, LetterPage(letter, now))


@dataclass(frozen=True)
class LetterEdit(Page):
    """Why it is too late, or the form, with the words another has saved since one began (`now_it_says`)."""

    template = "correspondence/letter_edit.html"

    letter: Letter
    why_not: str | None = None
    form: LetterForm | None = None
    now_it_says: str = ""


@signed_in
@require_http_methods(["GET", "POST"])
def letter_edit(request: ActorRequest, letter_id: int) -> HttpResponse:
    """
    Subject and body in one form; the placeholders stand in words. Where it is too late, the reason stands instead, but
    never instead of what somebody has typed.
    """
    letter = _letter(request, letter_id)
    why_not = why_not_edit(letter.state)
    if why_not and request.method != "POST":
        return page(request, LetterEdit(letter, why_not))
    written = {
        "subject": letter.subject,
        "body": for_editing(letter.body),
        "seen": letter.facts,
        "over": letter.edition,
    }
    form = LetterForm(request.POST or None, initial=written, reader=letter.person.full_name)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.edit_letter(letter, **form.cleaned_data, actor=request.actor)
            return see_other(request, "correspondence:letter_page", letter.pk, say=_("Gemt. Sådan ser brevet ud nu."))
    letter.refresh_from_db()
    now_it_says = for_editing(letter.body) if form.is_over_another(letter.edition) else ""
    return page(request, LetterEdit(letter, form=form, now_it_says=now_it_says))


def _press(request: ActorRequest, letter_id: int, verb: Callable[..., Letter], say: str, **more: str) -> HttpResponse:
    """One of the buttons beside a letter; its page comes back with a sentence."""
    verb(_letter(request, letter_id), actor=request.actor, **more)
    return see_other(request, "correspondence:letter_page", letter_id, say=say)


@signed_in
@require_POST
def letter_stop(request: ActorRequest, letter_id: int) -> HttpResponse:
    return _press(request, letter_id, actions.stop_letter, _("Brevet er stoppet. Du kan fortryde, når du vil."))


@signed_in
@require_POST
def letter_resume(request: ActorRequest, letter_id: int) -> HttpResponse:
    return _press(
        request, letter_id, actions.resume_letter, _("Brevet går ud igen på sin dag, eller om lidt, hvis den er gået.")
    )


@signed_in
@require_POST
def letter_rewrite(request: ActorRequest, letter_id: int) -> HttpResponse:
    return _press(request, letter_id, actions.rewrite_letter, _("Brevet er skrevet om, så det passer igen."))


@signed_in
@require_POST
def letter_release(request: ActorRequest, letter_id: int) -> HttpResponse:
    """`seen` is the digest of the facts that stood on the page: newer ones are looked at anew."""
    seen = request.POST.get("seen", "")[:32]
    return _press(request, letter_id, actions.release_letter, _("Brevet går ud, som det står."), seen=seen)


@signed_in
@require_POST
def letter_send_again(request: ActorRequest, letter_id: int) -> HttpResponse:
    return _press(request, letter_id, actions.send_again, _("Brevet bliver sendt igen om lidt."))


# Rounds


def _round(request: ActorRequest, letter_id: int) -> Letter:
    """A round by the first of its letters; by any other of them it is not found, nor is a letter in none."""
    discreet = Letter.objects.discreet_to(request.actor).in_rounds()
    letter = get_object_or_404(discreet.select_related("kommune"), pk=letter_id)
    if Letter.objects.alike(letter).filter(pk__lt=letter.pk).exists():
        raise Http404
    return letter


@dataclass(frozen=True)
class RoundPage(Page):
    """The first letter of a round, what all of them say, and the round while it is on its way."""

    template = "correspondence/round.html"

    letter: Letter
    blocks: Blocks
    ahead: Round | None


@signed_in
@require_GET
def round_page(request: ActorRequest, letter_id: int) -> HttpResponse:
    """What a round says, without a name, and whether it is stopped."""
    letter = _round(request, letter_id)
    ahead = rounds_ahead(Letter.objects.alike(letter))
    return page(request, RoundPage(letter, parse(letter.sample), ahead[0] if ahead else None))


@signed_in
@require_POST
def round_stop(request: ActorRequest, letter_id: int) -> HttpResponse:
    actions.stop_round(_round(request, letter_id), actor=request.actor)
    said = _("Brevene er stoppet. Du kan fortryde indtil fire uger efter dagen.")
    return see_other(request, "correspondence:round_page", letter_id, say=said)


@signed_in
@require_POST
def round_resume(request: ActorRequest, letter_id: int) -> HttpResponse:
    actions.resume_round(_round(request, letter_id), actor=request.actor)
    said = _("Brevene går ud igen på deres dag, eller om lidt, hvis den er gået.")
    return see_other(request, "correspondence:round_page", letter_id, say=said)


@signed_in
@require_POST
def rounds_send_again(request: ActorRequest) -> HttpResponse:
    """When an address is mended, or the mail server answers. It says the same whether or not there was anything."""
    if not request.actor.organisations_as(Role.CONSULTANT):
        raise Http404
    actions.send_rounds_again(actor=request.actor)
    said = _("Er der noget, der ikke kunne afleveres, bliver det sendt igen om lidt.")
    return see_other(request, "correspondence:letter_list", say=said)


# The calendar


@dataclass(frozen=True)
class CalendarPage(Page):
    """`over`: all the days have been."""

    template = "correspondence/calendar.html"

    address: CalendarAddress | None
    days: Sequence[CalendarEntry]
    over: bool


@signed_in
@require_GET
def calendar_page(request: ActorRequest) -> HttpResponse:
    """One's days, and how they come into the phone while there are any to come."""
    days = list(CalendarEntry.objects.of(request.actor.person_ids))
    shown = CalendarPage(
        CalendarAddress.objects.visible_to(request.actor).first(),
        days,
        over=bool(days) and all(entry.day < today() for entry in days),
    )
    return page(request, shown)


@signed_in
@require_POST
def calendar_renew(request: ActorRequest) -> HttpResponse:
    """Make the address, or a new one."""
    person = Person.objects.get(pk=request.actor.person_id)
    actions.renew_calendar_address(person, actor=request.actor)
    return see_other(
        request, "correspondence:calendar_page", say=_("Her er din adresse. Havde du en før, virker den ikke mere.")
    )


@public
@require_safe
def calendar_feed(request: HttpRequest, secret: str) -> HttpResponseBase:
    """
    The calendar behind a secret address, for calendar programs that can't log in. Unknown or old: 404, and so while the
    login is closed, since an address is a key.
    """
    address = CalendarAddress.objects.filter(secret=secret, person__is_active=True).first()
    if address is None:
        raise Http404
    entries = CalendarEntry.objects.of([address.person_id])
    file = feed_file(((entry.as_appointment(), entry.changed_at) for entry in entries), name="Rodfæst")
    response = HttpResponse(file, content_type="text/calendar; charset=utf-8")
    response["ETag"] = etag = quote_etag(hashlib.sha256(file).hexdigest())
    response["Cache-Control"] = "private, max-age=900"
    # An address is a key: it must not stand in a search engine, nor be handed on as a referrer.
    response["X-Robots-Tag"] = "noindex"
    response["Content-Disposition"] = 'inline; filename="rodfaest.ics"'
    return get_conditional_response(request, etag=etag, response=response) or response
