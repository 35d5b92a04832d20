"""
What those who prepare cohorts know of several at once: a line for each cohort, the one that needs somebody first.

`needs` and `ranked` are pure: the order of the board is theirs to say.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from rodfaest.cohorts.models import Cohort, TeachingDay
from rodfaest.correspondence.models import Letter, LetterQuerySet
from rodfaest.correspondence.owners import COHORT, scopes_about
from rodfaest.correspondence.queries.reached import ids_out_of_reach
from rodfaest.correspondence.queries.rounds import counts_ahead
from rodfaest.enrolment.models import Wish
from rodfaest.enrolment.rules.wishes import Answer
from rodfaest.journey.queries.pictures import arcs_of_cohorts
from rodfaest.journey.queries.steps import tried_counts
from rodfaest.journey.rules.arc import Arc
from rodfaest.journey.rules.upcoming import Tried
from rodfaest.kernel.actors import Actor
from rodfaest.kernel.text import _, counted
from rodfaest.kernel.time import how_far, today
from rodfaest.organisations.queries.leading import led_by_nobody

NEAR = timedelta(days=7)
"""A last day to answer is near a week before."""

STARTS_SOON = timedelta(days=60)
"""From here on an empty place may stay empty."""


class Need(IntEnum):
    """What a cohort may need of those who prepare it, the most pressing first."""

    WITHHELD_LETTERS = 1
    OUT_OF_REACH = 2
    UNASKED = 3
    ANSWERS = 4
    FREE_PLACES = 5
    OWN_STEP = 6
    MARKS = 7
    EMPTY_PLACES = 8


@dataclass(frozen=True)
class Counts:
    """What is counted of one cohort. Names are on its own page."""

    places: int
    seats: int = 0
    waiting: int = 0
    """With a yes, and no seat."""
    unanswered: int = 0
    unasked: int = 0
    """Of those unanswered, whose answer nobody is asked for."""
    letters: int = 0
    withheld: int = 0
    out_of_reach: int = 0
    """People no letter gets to, whatever they have done."""
    own_steps: int = 0
    unmarked: Sequence[int] = ()
    """The numbers of days that are past, with nobody marked."""
    answer_by: date = date.max
    first_on: date | None = None
    given_by_hand: bool = False
    """The cohort is under way: a free place is given by a konsulent, never by itself."""

    @property
    def free(self) -> int:
        return max(self.places - self.seats, 0)


def needs(counts: Counts, *, today: date) -> dict[Need, str]:
    """
    Say what a cohort needs of somebody, each as a sentence, the most pressing first; nothing if there is no need.

    A missing answer is a need from a week before the last day to answer; an empty place from two months before the
    first day, and only where nobody waits for it with a yes. Under way a konsulent gives it.

    >>> monday, later = date(2021, 6, 7), date(2021, 8, 16)
    >>> needs(Counts(22, seats=22, unanswered=4, answer_by=date(2021, 6, 30), first_on=later), today=monday)
    {}
    >>> hold = Counts(22, seats=20, unanswered=4, withheld=1, answer_by=date(2021, 6, 8), first_on=date(2021, 8, 2))
    >>> list(needs(hold, today=monday).values())
    ['1 brev er holdt tilbage', '4 svar mangler · fristen er i morgen', '2 pladser er ledige']
    >>> list(needs(Counts(22, seats=21, waiting=3, given_by_hand=True), today=later).values())
    ['1 plads er ledig, og 3 venter']
    """
    found: dict[Need, str] = {}
    if counts.withheld:
        found[Need.WITHHELD_LETTERS] = counted(counts.withheld, _("brev er holdt tilbage"), _("breve er holdt tilbage"))
    if counts.out_of_reach:
        people = counted(counts.out_of_reach, _("person"), _("personer"))
        found[Need.OUT_OF_REACH] = _("Breve når ikke {people}").format(people=people)
    if counts.unasked and today <= counts.answer_by:
        wishes = counted(counts.unasked, _("ønske venter"), _("ønsker venter"))
        found[Need.UNASKED] = _("{wishes}, og ingen er spurgt").format(wishes=wishes)
    near = counts.answer_by - NEAR <= today <= counts.answer_by
    if counts.unanswered and near:
        missing = counted(counts.unanswered, _("svar mangler"), _("svar mangler"))
        found[Need.ANSWERS] = _("{missing} · fristen er {when}").format(
            missing=missing, when=how_far(counts.answer_by, seen_from=today)
        )
    if counts.given_by_hand and counts.free and counts.waiting:
        free = counted(counts.free, _("plads er ledig"), _("pladser er ledige"))
        found[Need.FREE_PLACES] = _("{free}, og {number} venter").format(free=free, number=counts.waiting)
    if counts.own_steps:
        found[Need.OWN_STEP] = counted(counts.own_steps, _("skridt er dit"), _("skridt er dine"))
    if counts.unmarked:
        days = " og ".join(str(number) for number in counts.unmarked)
        found[Need.MARKS] = _("Dag {days} er ikke krydset af").format(days=days)
    soon = counts.first_on is not None and today <= counts.first_on <= today + STARTS_SOON
    if counts.free and soon and not counts.waiting:
        found[Need.EMPTY_PLACES] = counted(counts.free, _("plads er ledig"), _("pladser er ledige"))
    return found


def rank(pressing: Iterable[Need], *, next_on: date | None) -> tuple[int, int, int]:
    """
    Where a cohort stands on the board: the most pressing need first, then how many, then the nearest day; over ones
    last.

    >>> later = date(2021, 8, 16)
    >>> calm, over, unmarked = rank([], next_on=later), rank([], next_on=None), rank([Need.MARKS], next_on=None)
    >>> sorted([over, calm, unmarked]) == [unmarked, calm, over]
    True
    """
    pressing = list(pressing)
    return min(pressing, default=len(Need) + 1), -len(pressing), (next_on or date.max).toordinal()


@dataclass(frozen=True)
class BoardLine:
    """A cohort on the board."""

    cohort: Cohort
    arc: Arc
    counts: Counts
    tried: Tried
    needs: Mapping[Need, str]

    @property
    def next_day(self) -> TeachingDay | None:
        return self.cohort.next_day()

    @property
    def rank(self) -> tuple[int, int, int]:
        day = self.next_day
        return rank(self.needs, next_on=day.on if day else None)


def lines(actor: Actor, cohorts: Sequence[Cohort], own_steps: Mapping[int, int]) -> list[BoardLine]:
    """
    A line for each of these cohorts (from `for_list`, with kommune), the one that needs somebody first.

    `own_steps` are the actor's own that are due, by cohort. Five queries, and one where an answer is missing.
    """
    ids = [cohort.pk for cohort in cohorts]
    wishes, letters = _wish_counts(ids), _letter_counts(actor, ids)
    arcs, tried = arcs_of_cohorts(cohorts), tried_counts(cohorts)
    found = []
    for cohort in cohorts:
        pk, first = cohort.pk, cohort.first_day()
        counts = Counts(
            places=cohort.places,
            own_steps=own_steps.get(pk, 0),
            answer_by=cohort.answer_by,
            first_on=first.on if first else None,
            given_by_hand=cohort.has_begun and bool(cohort.days_to_come()),
            unmarked=_unmarked(cohort) if wishes[pk]["seats"] else (),
            **wishes[pk],
            **letters[pk],
        )
        found.append(BoardLine(cohort, arcs[pk], counts, tried[pk], needs(counts, today=today())))
    return sorted(found, key=lambda line: (line.rank, line.cohort.sort_key))


def _wish_counts(cohort_ids: Sequence[int]) -> dict[int, Counter[str]]:
    """Of each cohort, under the names of `Counts`. One query, and one where an answer is missing."""
    found: dict[int, Counter[str]] = {pk: Counter() for pk in cohort_ids}
    asked: list[Wish] = []
    standing = Wish.objects.standing().filter(cohort__in=cohort_ids)
    for wish in standing.select_related("employment", "seat", "leader_answer", "talk_first"):
        counts, answer, seat = found[wish.cohort_id], wish.leader_answer_or_none, wish.seat_or_none
        counts["seats"] += seat is not None and seat.left_on is None
        counts["waiting"] += seat is None and answer is not None and answer.answer == Answer.YES
        counts["unanswered"] += answer is None
        if answer is None and wish.talk_or_none is None:
            asked.append(wish)
    unled = led_by_nobody([wish.works_at for wish in asked])
    for wish in asked:
        found[wish.cohort_id]["unasked"] += wish.works_at in unled
    return found


def letters_ahead(actor: Actor, cohort_ids: Sequence[int]) -> dict[int, Counter[str]]:
    """
    Of each cohort, the letters of the next days and the withheld ones, as the board and the cohort's page count them.
    """
    counts = {pk: Counter[str]() for pk in cohort_ids}
    for scope, of_owner in counts_ahead(_outbox(actor, cohort_ids)).items():
        counts[scope.id].update(of_owner)
    return counts


def _letter_counts(actor: Actor, cohort_ids: Sequence[int]) -> Mapping[int, Mapping[str, int]]:
    away: dict[int, set[int]] = {pk: set() for pk in cohort_ids}
    for scope, person_ids in ids_out_of_reach(_outbox(actor, cohort_ids)).items():
        away[scope.id] |= person_ids
    return {
        pk: {**of_cohort, "out_of_reach": len(away[pk])} for pk, of_cohort in letters_ahead(actor, cohort_ids).items()
    }


def _outbox(actor: Actor, cohort_ids: Sequence[int]) -> LetterQuerySet:
    letters = Letter.objects.visible_to(actor) | Letter.objects.discreet_to(actor)
    return letters.in_scope(*scopes_about(COHORT, cohort_ids))


def _unmarked(cohort: Cohort) -> list[int]:
    return [day.number for day in cohort.live_days() if day.on < today() and day.held_on is None]
