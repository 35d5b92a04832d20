"""
The geometry of a house's picture: a lane for each person's way, all on one line of time; and one lane for what was
brought home. That is the house's: on each one's own lane it would show who brought nothing.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from rodfaest.journey.rules.arc import StopFact, StopKind, StopState
from rodfaest.kernel.text import _, counted, listed, sort_key
from rodfaest.kernel.time import MONTHS, months_after

LEFT, RIGHT = 3.0, 97.0
TOP, LANE, FOOT = 26, 78, 6


@dataclass(frozen=True)
class WayFact:
    """One person's way: whose, on which cohort, and its stops."""

    name: str
    cohort: str
    stops: Sequence[StopFact]


@dataclass(frozen=True)
class LaneStop:
    kind: StopKind
    state: StopState
    x: float
    title: str


@dataclass(frozen=True)
class Lane:
    """A way as drawn: `y` is its rail, in pixels; all x in percent."""

    way: WayFact
    y: int
    x1: float
    x2: float
    walked: float
    stops: tuple[LaneStop, ...]
    sentence: str


@dataclass(frozen=True)
class Brought:
    """What the house's people have brought home, as drawn: `y` in pixels, all x in percent."""

    y: int
    xs: tuple[float, ...]
    sentence: str


@dataclass(frozen=True)
class Tick:
    """A month on the line of time; only quarters carry a word, so it can be read on a phone."""

    x: float
    word: str


@dataclass(frozen=True)
class HouseArc:
    label: str
    lanes: tuple[Lane, ...]
    brought: Brought | None
    ticks: tuple[Tick, ...]
    today_x: float | None
    height: int


def house_arc(ways: Iterable[WayFact], *, today: date, brought: Collection[date] = (), label: str = "") -> HouseArc:
    """Lay every way on one line of time, from the first stop of any to the last, the earliest beginner on top."""
    ways = sorted(
        (way for way in ways if way.stops), key=lambda way: (min(stop.on for stop in way.stops), sort_key(way.name))
    )
    if not ways:
        return HouseArc(label, (), None, (), None, 0)
    first = min(stop.on for way in ways for stop in way.stops)
    last = max(stop.on for way in ways for stop in way.stops)

    def x(day: date) -> float:
        share = (day - first).days / ((last - first).days or 1)
        return round(LEFT + (RIGHT - LEFT) * min(max(share, 0.0), 1.0), 3)

    lanes = []
    for place, way in enumerate(ways):
        dates = [stop.on for stop in way.stops]
        lanes.append(
            Lane(
                way,
                TOP + LANE * place + 58,
                x(min(dates)),
                x(max(dates)),
                x(min(max(today, min(dates)), max(dates))),
                tuple(LaneStop(stop.kind, state_of(stop, today), x(stop.on), stop.name) for stop in way.stops),
                way_sentence(way, today),
            )
        )
    ticks = [Tick(x(day), word) for day, word in _quarters(first, last)]
    here = x(today) if first <= today <= last else None
    bottom = TOP + LANE * len(lanes)
    home = Brought(bottom + 44, tuple(map(x, sorted(brought))), brought_sentence(len(brought))) if brought else None
    return HouseArc(label, tuple(lanes), home, tuple(ticks), here, bottom + (LANE - 14 if home else 0) + FOOT)


def state_of(stop: StopFact, today: date) -> StopState:
    if stop.cancelled:
        return StopState.CANCELLED
    return stop.state or (StopState.PASSED if stop.on < today else StopState.LATER)


def way_sentence(way: WayFact, today: date) -> str:
    """
    A way as it is read aloud.

    >>> from datetime import timedelta
    >>> days = [StopFact(StopKind.DAY, f"Dag {n}", date(2021, 8, 16) + timedelta(weeks=4 * n)) for n in range(3)]
    >>> way_sentence(WayFact("Mette Holm", "Dagpleje, efterår", days), date(2021, 9, 15))
    'Mette Holm, Dagpleje, efterår: 2 af 3 dage er afholdt.'
    """
    days = [stop for stop in way.stops if stop.kind is StopKind.DAY and not stop.cancelled]
    held = sum(stop.on <= today for stop in days)
    parts = [_("{held} af {days} er afholdt").format(held=held, days=counted(len(days), _("dag"), _("dage")))]
    ahead = [stop.name for stop in way.stops if stop.kind is StopKind.CHECK_IN and stop.on >= today]
    if ahead and held == len(days):
        parts.append(_("næste: {stop}").format(stop=listed(ahead[:1]).lower()))
    return f"{way.name}, {way.cohort}: {', '.join(parts)}."


def brought_sentence(times: int) -> str:
    """
    >>> brought_sentence(3)
    'Taget med hjem 3 gange.'
    """
    return _("Taget med hjem {times}.").format(times=counted(times, _("gang"), _("gange")))


def _quarters(first: date, last: date) -> Iterable[tuple[date, str]]:
    """The first of each month between two dates; January, April, July and October with their word."""
    month = first.replace(day=1)
    while (month := months_after(month, 1)) <= last:
        if month.month % 3 == 1:
            yield month, str(month.year) if month.month == 1 else MONTHS[month.month - 1][:3]
        else:
            yield month, ""
