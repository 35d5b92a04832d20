"""
The geometry of the arc picture: one way from FØR to the last check-in, as stops on a rail.

Two layouts of the same stops lie in one SVG and a style sheet shows the one that fits: lying, where x is a percentage
of the width, and standing, where y is in pixels. Nothing is scaled, so text keeps its size on a phone and on paper.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from rodfaest.kernel.text import _, counted
from rodfaest.kernel.time import IsoWeek, Weeks, long_date, needs_year, short_date

MARGIN = 5.0
"""Percent kept free at either end of the lying rail, for half a label."""

TOP, ROW, GAP_ROW, PHASE_ROW = 8, 46, 38, 30
"""Pixels of the standing layout: above the first row, one stop, one stretch between stops, the word of a phase."""


class StopKind(StrEnum):
    BEFORE = "before"
    DAY = "day"
    CHECK_IN = "check_in"


class StopState(StrEnum):
    """How a stop stands, and so what it looks like."""

    DONE = "done"
    PARTLY = "partly"
    MISSED = "missed"
    PASSED = "passed"
    """In the past, and not marked, or marked but not shown to this reader."""
    NEXT = "next"
    LATER = "later"
    CANCELLED = "cancelled"


BESIDE_DAY = {StopState.DONE: _("var med"), StopState.PARTLY: _("delvist med"), StopState.MISSED: _("ikke med")}


@dataclass(frozen=True)
class StopFact:
    """A stop before it is drawn: what is known of it."""

    kind: StopKind
    name: str
    on: date
    short: str = ""
    """The name where there is little room; else the name itself."""
    mark: str = ""
    """What stands inside the ring: the day's number."""
    href: str = ""
    state: StopState | None = None
    """None: read it off the date."""
    said: str = ""
    """What happened, as a sentence of its own: "Du var med." """
    moved_from: date | None = None
    cancelled: bool = False
    waits: bool = False
    """Its day has come, and its owner has not done it yet: then it is what comes next, and nothing after it is."""


@dataclass(frozen=True)
class Stop:
    """A stop on the rail. `x` is percent of the width (lying), `y` pixels from the top (standing)."""

    fact: StopFact
    state: StopState
    sentence: str
    x: float
    y: int
    year: str = ""
    """The year, where its date needs one."""

    @property
    def short_name(self) -> str:
        return self.fact.short or self.fact.name

    @property
    def note(self) -> str:
        """The small word below: that it is off or moved, and the year where the date needs it."""
        return " ".join(filter(None, [self.changed, self.year]))

    @property
    def changed(self) -> str:
        if self.fact.cancelled:
            return _("aflyst")
        return _("flyttet") if self.fact.moved_from else ""

    @property
    def beside(self) -> str:
        """What stands after the name where there is room: what happened, or that it is off or moved."""
        if self.fact.cancelled or (self.fact.moved_from and not self.fact.said):
            return self.changed
        if self.fact.kind is StopKind.DAY:
            return BESIDE_DAY.get(self.state, "")
        if self.fact.waits:
            return _("venter på dig")
        return _("svaret") if self.state is StopState.DONE else ""

    @property
    def short_date(self) -> str:
        """Without the year, which stands in the note."""
        return short_date(self.fact.on, year=False)

    @property
    def long_date(self) -> str:
        return long_date(self.fact.on, year=bool(self.year))


@dataclass(frozen=True)
class Gap:
    """A holiday on a stretch, as shares of it from 0 to 1."""

    starts: float
    ends: float


@dataclass(frozen=True)
class Piece:
    """A drawn line of the rail, walked or not: percent (lying) and pixels (standing)."""

    x1: float
    x2: float
    y1: float
    y2: float
    walked: bool


@dataclass(frozen=True)
class Stretch:
    """The rail between two stops: its pieces, broken by the holidays, and what stands beside it."""

    days: int
    length: str
    closed_weeks: str
    """The numbers of the holiday weeks that lie in it: "27-31, 42"."""
    pieces: tuple[Piece, ...]
    x1: float
    x2: float
    y1: int
    y2: int

    @property
    def x(self) -> float:
        """Its middle, where its words stand."""
        return (self.x1 + self.x2) / 2

    @property
    def y(self) -> int:
        return (self.y1 + self.y2) // 2


@dataclass(frozen=True)
class PhaseMark:
    """The word of a phase and where it begins and ends on the lying rail; `y` in the standing one."""

    word: str
    x1: float
    x2: float
    y: int


@dataclass(frozen=True)
class Here:
    """Where today is, and where its word stands: with the words of the stretch, clear of the stops."""

    x: float
    y: float
    stretch: Stretch


@dataclass(frozen=True)
class Arc:
    """The whole picture."""

    label: str
    stops: tuple[Stop, ...]
    stretches: tuple[Stretch, ...]
    phases: tuple[PhaseMark, ...]
    height: int
    """Pixels, of the standing layout."""
    here: Here | None = None
    """None outside the way, and on the day of a stop."""

    @property
    def room(self) -> str:
        """How much room the lying layout needs, as the style sheet knows it: 69 pixels a stop, for its words."""
        return "short" if len(self.stops) <= 10 else "long" if len(self.stops) <= 14 else "endless"

    @property
    def in_short(self) -> str:
        """The picture in a sentence, for where it is too small to be a list: the days behind, and what comes next."""
        days = [stop for stop in self.stops if stop.fact.kind is StopKind.DAY and not stop.fact.cancelled]
        passed = sum(stop.state not in (StopState.NEXT, StopState.LATER) for stop in days)
        said = _("{passed} af {days}.").format(passed=passed, days=counted(len(days), _("dag"), _("dage")))
        following = next((stop for stop in self.stops if stop.state is StopState.NEXT), None)
        return f"{said} {_('Næste')}: {following.sentence}" if following else said


def arc(facts: Iterable[StopFact], *, today: date, label: str = "", closed: Weeks = ()) -> Arc:
    """
    Lay the stops out, in the order of their dates. A cancelled day keeps its place; `next` is the first stop that waits
    for its owner or lies ahead.

    A stop takes the same room whatever lies between, since a year after would leave the five days no room to be read.
    """
    facts = sorted(facts, key=lambda fact: (fact.on, fact.kind is not StopKind.BEFORE))
    states = _states(facts, today)
    xs = _across(len(facts))
    ys, phases = _down(facts, xs)
    stops = []
    for place, fact in enumerate(facts):
        year = str(fact.on.year) if needs_year(fact.on, seen_from=today) else ""
        stop = Stop(fact, states[place], "", xs[place], ys[place], year)
        stops.append(replace(stop, sentence=stop_sentence(stop)))
    stretches = [_stretch(one, other, today, closed) for one, other in pairwise(stops)]
    height = (ys[-1] if ys else 0) + ROW
    return Arc(label, tuple(stops), tuple(stretches), tuple(phases), height, _here(stops, stretches, today))


def stop_sentence(stop: Stop) -> str:
    """
    A stop as it is read aloud and stands in a letter.

    >>> fact = StopFact(StopKind.DAY, "Dag 2", date(2021, 9, 20), said="Du var med.")
    >>> stop_sentence(Stop(fact, StopState.DONE, "", 0, 0))
    'Dag 2, mandag den 20. september. Du var med.'
    """
    fact = stop.fact
    parts = [f"{fact.name}, {stop.long_date}."]
    if fact.cancelled:
        parts.append(_("Dagen er aflyst."))
    elif fact.moved_from:
        parts.append(_("Flyttet fra {day}.").format(day=long_date(fact.moved_from)))
    if fact.said:
        parts.append(fact.said)
    elif fact.waits:
        parts.append(_("Venter på dig."))
    elif stop.state is StopState.NEXT:
        parts.append(_("Det er det næste."))
    return " ".join(parts)


def holidays_between(first: date, last: date, closed: Weeks) -> list[tuple[date, date]]:
    """
    The runs of closed weeks that touch the days strictly between two dates, Monday to Sunday, cut to fit.

    >>> holidays_between(date(2021, 10, 11), date(2021, 11, 1), [IsoWeek(2021, 42)])
    [(datetime.date(2021, 10, 18), datetime.date(2021, 10, 24))]
    """
    runs: list[tuple[date, date]] = []
    for week in sorted(closed):
        monday = date.fromisocalendar(week.year, week.week, 1)
        starts, ends = max(monday, first + timedelta(days=1)), min(monday + timedelta(days=6), last - timedelta(days=1))
        if starts > ends:
            continue
        if runs and starts - runs[-1][1] == timedelta(days=1):
            runs[-1] = (runs[-1][0], ends)
        else:
            runs.append((starts, ends))
    return runs


def week_numbers(runs: Iterable[tuple[date, date]]) -> str:
    """
    >>> week_numbers([(date(2021, 7, 5), date(2021, 8, 8)), (date(2021, 10, 18), date(2021, 10, 24))])
    '27-31, 42'
    """
    weeks = []
    for starts, ends in runs:
        one, other = IsoWeek.of(starts).week, IsoWeek.of(ends).week
        weeks.append(str(one) if one == other else f"{one}-{other}")
    return ", ".join(weeks)


def _states(facts: Sequence[StopFact], today: date) -> list[StopState]:
    states: list[StopState] = []
    for fact in facts:
        if fact.cancelled:
            state = StopState.CANCELLED
        elif fact.state is not None:
            state = fact.state
        elif fact.waits or (fact.on >= today and StopState.NEXT not in states):
            state = StopState.NEXT
        else:
            state = StopState.PASSED if fact.on < today else StopState.LATER
        states.append(state)
    return states


def _across(number: int) -> list[float]:
    room = 100 - 2 * MARGIN
    return [50.0] if number == 1 else [round(MARGIN + room * place / (number - 1), 3) for place in range(number)]


def _down(facts: Sequence[StopFact], xs: Sequence[float]) -> tuple[list[int], list[PhaseMark]]:
    """Give each stop its y, and each phase its word before the first stop of it."""
    words = {StopKind.BEFORE: _("FØR"), StopKind.DAY: _("UNDER"), StopKind.CHECK_IN: _("EFTER")}
    ys: list[int] = []
    phases: list[PhaseMark] = []
    y = TOP
    for place, fact in enumerate(facts):
        if place:
            y += ROW + GAP_ROW
        if not place or fact.kind is not facts[place - 1].kind:
            phases.append(PhaseMark(words[fact.kind], xs[place], xs[place], y + PHASE_ROW - 12))
            y += PHASE_ROW
        phases[-1] = replace(phases[-1], x2=xs[place])
        ys.append(y + 22)
    return ys, phases


def _stretch(one: Stop, other: Stop, today: date, closed: Weeks) -> Stretch:
    days = (other.fact.on - one.fact.on).days
    runs = holidays_between(one.fact.on, other.fact.on, closed)
    gaps = [Gap((starts - one.fact.on).days / days, ((ends - one.fact.on).days + 1) / days) for starts, ends in runs]
    walked = min(max((today - one.fact.on).days / days, 0.0), 1.0) if days else float(today >= other.fact.on)
    pieces = []
    for starts, ends in _between_gaps(gaps):
        for begins, stops, done in ((starts, min(ends, walked), True), (max(starts, walked), ends, False)):
            if stops > begins:
                pieces.append(
                    Piece(
                        round(one.x + (other.x - one.x) * begins, 3),
                        round(one.x + (other.x - one.x) * stops, 3),
                        round(one.y + (other.y - one.y) * begins, 1),
                        round(one.y + (other.y - one.y) * stops, 1),
                        done,
                    )
                )
    return Stretch(
        days,
        span_words(days),
        week_numbers(runs),
        tuple(pieces),
        one.x,
        other.x,
        one.y,
        other.y,
    )


def _here(stops: Sequence[Stop], stretches: Sequence[Stretch], today: date) -> Here | None:
    for (one, other), stretch in zip(pairwise(stops), stretches, strict=True):
        if one.fact.on < today < other.fact.on:
            share = (today - one.fact.on).days / stretch.days
            x, y = one.x + (other.x - one.x) * share, one.y + (other.y - one.y) * share
            return Here(round(x, 3), round(y, 1), stretch)
    return None


def _between_gaps(gaps: Sequence[Gap]) -> list[tuple[float, float]]:
    """What is left of a stretch when the holidays are taken out."""
    left, begins = [], 0.0
    for gap in gaps:
        if gap.starts > begins:
            left.append((begins, gap.starts))
        begins = gap.ends
    if begins < 1:
        left.append((begins, 1.0))
    return left


def span_words(days: int) -> str:
    """
    A stretch in the words one would use: days up to two months, then months.

    >>> span_words(35), span_words(1), span_words(183)
    ('35 dage', '1 dag', '6 måneder')
    """
    if days <= 62:
        return counted(days, _("dag"), _("dage"))
    return counted(round(days / 30.4), _("måned"), _("måneder"))
