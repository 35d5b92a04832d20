"""The konsulent's board, and the page of a cohort for those who prepare it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from rodfaest.attendance.models import Attendance
from rodfaest.attendance.rules import Mark, day_sentence
from rodfaest.cohorts.models import Cohort, TeachingDay
from rodfaest.correspondence.models import Letter
from rodfaest.correspondence.owners import COHORT, scopes_about
from rodfaest.enrolment.models import LocalAgreement, Seat, Wish
from rodfaest.enrolment.queries.wishes import know_who_is_asked
from rodfaest.enrolment.rules.queue import places_sentence
from rodfaest.enrolment.rules.unanswered import unasked_sentence
from rodfaest.enrolment.rules.wishes import WishState
from rodfaest.journey.panels.preparing import OwnSteps, consultant_steps
from rodfaest.journey.queries.pictures import arcs_of_cohorts
from rodfaest.journey.queries.steps import tried_counts
from rodfaest.journey.rules.arc import Arc
from rodfaest.journey.rules.upcoming import Tried
from rodfaest.kernel.access import may
from rodfaest.kernel.counts import TOO_FEW
from rodfaest.kernel.text import _, sort_key
from rodfaest.kernel.views import ActorRequest, signed_in
from rodfaest.portal.board import letters_ahead
from rodfaest.portal.numbers import done_by_phase
from rodfaest.portal.panels import Board, board
from rodfaest.programmes.rules.definition import Definition
from rodfaest.programmes.rules.vocabulary import Phase
from rodfaest.ui.pages import Page, page
from rodfaest.ui.tables import Column, Table, page_or_csv


@dataclass(frozen=True)
class BoardPage(Page):
    """The board on a page of its own."""

    template = "portal/board.html"

    board: Board
    own_steps: OwnSteps | None


@signed_in
@require_GET
def cohort_list(request: ActorRequest) -> HttpResponse:
    """The board: a row per cohort, the one that needs somebody first. For konsulenter; everybody else meets a 404."""
    shown = board(request.actor)
    if shown is None:
        raise Http404
    return page(request, BoardPage(shown, consultant_steps(request.actor)))


@dataclass(frozen=True)
class DayCount:
    """A day of the cohort and how its marks add up; `said` is empty while nobody is marked."""

    day: TeachingDay
    said: str
    may_print: bool


@dataclass(frozen=True)
class Names:
    """Who is on the cohort and who would like to be: for the kommune's konsulenter, never for the provider."""

    attendance: Table[Seat]
    waiting: Sequence[Wish]
    unanswered: Sequence[Wish]
    unasked: str
    """Whose wish nobody is asked about, and what to do; empty where everybody's leader is."""
    without_agreement: Sequence[Seat]

    @property
    def houses_without_agreement(self) -> list[str]:
        """The houses and groups whose people have no agreement about time yet, by name."""
        return sorted({seat.wish.employment.unit.name for seat in self.without_agreement}, key=sort_key)


@dataclass(frozen=True)
class Prepared(Page):
    """A cohort for whoever prepares it. The provider's planner is told no `names` and no letters."""

    template = "portal/cohort_consultant.html"

    cohort: Cohort
    programme: Definition
    arc: Arc
    places: str
    taken: int
    days: Sequence[DayCount]
    names: Names | None
    tried: Tried
    by_phase: Mapping[Phase, str]
    too_few: str
    letters: Sequence[Letter]
    ahead: int
    withheld: Sequence[Letter]


def consultant_page(request: ActorRequest, cohort: Cohort) -> HttpResponse:
    """
    The page of a cohort, for whoever prepares it; `cohorts.cohort_show` has found the cohort.

    A konsulent sees the names of those who have a seat, wait or lack an answer, and what was marked. What was written
    and tried is counted for the cohort, with nobody's name. The provider's planner sees days and numbers.
    """
    actor = request.actor
    knows_names = bool(may(actor, "enrolment.see_queue", cohort))
    wishes = _wishes(cohort)
    seats = [wish.seat for wish in wishes if wish.state is WishState.SEATED]
    days = cohort.days_in_order()
    marks = _marks(cohort, {seat.pk for seat in seats})
    letters = Letter.objects.visible_to(actor).in_scope(*scopes_about(COHORT, [cohort.pk]))
    names = _names(cohort, wishes, seats, marks) if knows_names else None
    outbox = letters.for_list().defer("body", "sample")
    shown = Prepared(
        cohort=cohort,
        programme=cohort.version.definition,
        arc=arcs_of_cohorts([cohort])[cohort.pk],
        places=places_sentence(places=cohort.places, taken=len(seats)),
        taken=len(seats),
        days=[_day_count(request, day, marks, len(seats)) for day in days],
        names=names,
        tried=tried_counts([cohort])[cohort.pk],
        by_phase=done_by_phase([cohort.pk]).get(cohort.pk, {}),
        too_few=TOO_FEW,
        letters=list(outbox.soon()) if knows_names else [],
        ahead=letters_ahead(actor, [cohort.pk])[cohort.pk]["letters"] if knows_names else 0,
        withheld=list(outbox.withheld()) if knows_names else [],
    )
    return page_or_csv(request, shown, names.attendance if names else None)


def _wishes(cohort: Cohort) -> list[Wish]:
    """Every standing wish in the queue's order, each with whether its unit has agreed on time. One query."""
    agreed = LocalAgreement.objects.filter(cohort=cohort, unit=OuterRef("employment__unit"))
    return list(cohort.wishes.standing().for_list().annotate(agreed=Exists(agreed)))


def _marks(cohort: Cohort, seat_ids: set[int]) -> dict[tuple[int, int], Mark]:
    rows = Attendance.objects.filter(day__cohort=cohort).values_list("seat", "day", "mark")
    return {(seat, day): Mark(mark) for seat, day, mark in rows if seat in seat_ids}


def _day_count(
    request: ActorRequest, day: TeachingDay, marks: Mapping[tuple[int, int], Mark], expected: int
) -> DayCount:
    made = [mark for (_seat, on), mark in marks.items() if on == day.pk]
    said = day_sentence(made, expected=expected) if made else ""
    return DayCount(day, said, day.is_live and bool(may(request.actor, "attendance.read_list", day)))


def _names(
    cohort: Cohort, wishes: Sequence[Wish], seats: Sequence[Seat], marks: Mapping[tuple[int, int], Mark]
) -> Names:
    named = sorted(seats, key=lambda seat: (seat.wish.person.sort_key, seat.pk))
    asked = (WishState.ASKED, WishState.TALKING)
    unanswered = know_who_is_asked(wish for wish in wishes if wish.state in asked)
    unasked = [wish.person.full_name for wish in unanswered if wish.asks_nobody and not wish.went_unanswered]
    return Names(
        attendance=_attendance(cohort, named, marks),
        waiting=[wish for wish in wishes if wish.state is WishState.BACKED],
        unanswered=unanswered,
        unasked=unasked_sentence(unasked) if unasked else "",
        without_agreement=[seat for seat in named if not seat.wish.agreed],  # type: ignore[attr-defined]  # _wishes
    )


def _attendance(cohort: Cohort, seats: Sequence[Seat], marks: Mapping[tuple[int, int], Mark]) -> Table[Seat]:
    """Who is on the cohort, and what was marked of each on each day."""

    def on(day: TeachingDay) -> Column[Seat]:
        return Column(
            _("Dag {number}").format(number=day.number),
            lambda seat: mark.label if (mark := marks.get((seat.pk, day.pk))) else None,
        )

    columns = [
        Column[Seat](
            _("Navn"), lambda seat: seat.person.full_name, lambda seat: reverse("enrolment:seat_show", args=[seat.pk])
        ),
        Column[Seat](_("Hus eller gruppe"), lambda seat: seat.unit.name),
        *map(on, cohort.live_days()),
    ]
    return Table(_("Fremmøde på {hold}").format(hold=cohort.name), columns, seats)
