"""What may happen to a teaching day, with the sentence that refuses; and how its state is said."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from rodfaest.kernel.text import Word, _
from rodfaest.kernel.time import IsoWeek, long_date, public_holiday

Closed = Mapping[IsoWeek, str]
"""The weeks a kommune keeps free, each with what it is called."""

MAX_PLACES = 200
"""No cohort is larger: a larger number is a slip of the finger."""

YEARS = range(2000, 2101)
"""Those a day can lie in, as the kommune's holiday weeks: any other is a slip of the finger."""


class DayState(Word):
    PLANNED = "planned", _("planlagt")
    MOVED = "moved", _("flyttet")
    CANCELLED = "cancelled", _("aflyst")
    HELD = "held", _("afholdt")


@dataclass(frozen=True)
class DayFacts:
    """What is known of one teaching day. `planned` is the date the timetable gave, `on` the date it has now."""

    number: int
    on: date
    planned: date
    cancelled_on: date | None = None
    held_on: date | None = None

    @property
    def is_live(self) -> bool:
        """Whether the day stands: held, or still to be held."""
        return self.cancelled_on is None


@dataclass(frozen=True)
class Ground:
    """What stands in the way of a date."""

    others: Collection[DayFacts]
    """The other days of its cohort."""
    answer_by: date
    closed: Closed
    today: date


def state_of(day: DayFacts) -> DayState:
    """
    Read the state off the facts. A day moved back to its first date is planned, not moved.

    >>> state_of(DayFacts(3, on=date(2021, 10, 12), planned=date(2021, 10, 11)))
    <DayState.MOVED: 'moved'>
    """
    if day.cancelled_on is not None:
        return DayState.CANCELLED
    if day.held_on is not None:
        return DayState.HELD
    return DayState.MOVED if day.on != day.planned else DayState.PLANNED


def state_sentence(day: DayFacts, today: date) -> str:
    """
    Say the state in a sentence. A day marked in the morning still goes on: it is held from the day after.

    >>> state_sentence(DayFacts(3, on=date(2021, 10, 12), planned=date(2021, 10, 11)), today=date(2021, 9, 1))
    'Flyttet fra mandag den 11. oktober.'
    """
    match state_of(day):
        case DayState.CANCELLED:
            return _("Aflyst. Skulle have ligget {date}.").format(date=long_date(day.on))
        case DayState.HELD if day.on >= today:
            return _("I dag.")
        case DayState.HELD:
            return _("Afholdt.")
        case DayState.MOVED:
            return _("Flyttet fra {date}.").format(date=long_date(day.planned))
        case DayState.PLANNED:
            return _("Planlagt.")


def why_not_a_teaching_day(day: date, *, closed: Closed) -> str | None:
    """
    Say why nothing can be taught on a date: a slip of the finger, a weekend, a public holiday, a week the kommune
    keeps free.

    The kommune's weeks refuse as hard as a holiday: the houses run on few hands then, and nobody can be spared. A
    kommune that means otherwise takes the week out of its table (docs/decisions/0004-cancelled-day.md).

    >>> why_not_a_teaching_day(date(2021, 4, 5), closed={})
    'Mandag den 5. april 2021 er anden påskedag. Vælg en anden dag.'
    >>> why_not_a_teaching_day(date(9999, 12, 31), closed={})
    'Vælg en dato mellem 2000 og 2100.'
    """
    if day.year not in YEARS:
        return _("Vælg en dato mellem {first} og {last}.").format(first=YEARS[0], last=YEARS[-1])
    said = long_date(day, year=True).capitalize()
    if name := public_holiday(day):
        return _("{date} er {holiday}. Vælg en anden dag.").format(date=said, holiday=_inside_a_sentence(name))
    if day.weekday() >= 5:
        return _("{date} ligger i en weekend. Vælg en hverdag.").format(date=said)
    if (week := IsoWeek.of(day)) in closed:
        return _("{date} ligger i kommunens ferie, uge {week} ({name}). Vælg en anden uge.").format(
            date=said, week=week.week, name=closed[week]
        )
    return None


def _inside_a_sentence(holiday: str) -> str:
    """Danish writes holidays without a capital, but Kristi is a name."""
    return holiday if holiday.startswith("Kristi") else holiday[0].lower() + holiday[1:]


def why_not_movable(day: DayFacts) -> str | None:
    """Say why a day can't move at all, whatever the date."""
    if day.held_on is not None:
        return _("Dag {number} er afholdt og kan ikke flyttes.").format(number=day.number)
    if day.cancelled_on is not None:
        return _("Dag {number} er aflyst. Sæt den tilbage, hvis den skal holdes.").format(number=day.number)
    return None


def why_not_move(day: DayFacts, to: date, ground: Ground) -> str | None:
    """Say why a day can't move to a date. Cancelled neighbours are passed over: they no longer stand in the way."""
    if why_not := why_not_movable(day):
        return why_not
    if to == day.on:
        return _("Dag {number} ligger allerede {date}.").format(number=day.number, date=long_date(to))
    return _why_not_lie_on(day, to, ground)


def why_not_restorable(day: DayFacts) -> str | None:
    """Say why there is nothing to put back, whatever the date."""
    return _("Dag {number} er ikke aflyst.").format(number=day.number) if day.is_live else None


def why_not_restore(day: DayFacts, on: date, ground: Ground) -> str | None:
    """Say why a cancelled day can't be put back on a date: asked anew, since the others may have moved meanwhile."""
    return why_not_restorable(day) or _why_not_lie_on(day, on, ground)


def why_not_cancel(day: DayFacts, *, others: Iterable[DayFacts]) -> str | None:
    """Say why a day can't be cancelled. The last one standing can't: steps and letters are counted from the days."""
    if day.held_on is not None:
        return _("Dag {number} er afholdt og kan ikke aflyses.").format(number=day.number)
    if day.cancelled_on is not None:
        return _("Dag {number} er allerede aflyst.").format(number=day.number)
    if not any(other.is_live for other in others):
        return _("Dag {number} er den sidste dag, holdet har. Flyt den i stedet.").format(number=day.number)
    return None


def why_not_hold(day: DayFacts, *, today: date) -> str | None:
    """Say why a day can't be marked as held: cancelled, marked already, or still ahead."""
    if day.cancelled_on is not None:
        return _("Dag {number} er aflyst.").format(number=day.number)
    if day.held_on is not None:
        return _("Dag {number} er allerede markeret som afholdt.").format(number=day.number)
    if day.on > today:
        return _("Dag {number} er først {date}.").format(number=day.number, date=long_date(day.on))
    return None


def has_begun(dates: Iterable[date], *, held: bool, today: date) -> bool:
    """
    Whether a cohort is under way: the first of the `dates` that stand has come, or a day of it is held.

    >>> days = [date(2021, 8, 16), date(2021, 9, 20)]
    >>> [has_begun(days, held=False, today=date(2021, 8, day)) for day in (15, 16)]
    [False, True]
    """
    return held or any(on <= today for on in dates)


def why_not_answer_by(to: date, *, first_on: date | None, has_begun: bool, today: date) -> str | None:
    """
    The last day to wish and to answer is moved until the cohort begins, and not to a day that is gone.

    >>> before = {"first_on": date(2021, 8, 16), "has_begun": False, "today": date(2021, 6, 16)}
    >>> why_not_answer_by(date(2021, 6, 30), **before)
    >>> why_not_answer_by(date(2021, 6, 15), **before)
    'Vælg en dag fra i dag og frem.'
    >>> why_not_answer_by(date(2021, 8, 16), **before)
    'Svarfristen skal ligge før den første dag, mandag den 16. august.'
    """
    if has_begun:
        return _("Holdet er begyndt, så svarfristen kan ikke flyttes mere.")
    if to < today:
        return _("Vælg en dag fra i dag og frem.")
    if first_on and to >= first_on:
        return _("Svarfristen skal ligge før den første dag, {day}.").format(day=long_date(first_on))
    return None


def why_not_places(places: int) -> str | None:
    """Say why a cohort can't have so many places."""
    if not 1 <= places <= MAX_PLACES:
        return _("Et hold har mellem 1 og {most} pladser.").format(most=MAX_PLACES)
    return None


def _why_not_lie_on(day: DayFacts, on: date, ground: Ground) -> str | None:
    if on <= ground.today:
        return _("Vælg en dato, der ligger efter i dag, {date}.").format(date=long_date(ground.today))
    return (
        why_not_a_teaching_day(on, closed=ground.closed)
        or _out_of_order(day, on, ground.others)
        or _before_the_answers(day, on, answer_by=ground.answer_by)
    )


def _before_the_answers(day: DayFacts, on: date, *, answer_by: date) -> str | None:
    """The last day to answer lies before the first day, whichever of the two is moved (`why_not_answer_by`)."""
    if on > answer_by:
        return None
    return _(
        "Dag {number} skal ligge efter svarfristen, {date}. Flyt svarfristen først, hvis dagen skal ligge så tidligt."
    ).format(number=day.number, date=long_date(answer_by))


def _out_of_order(day: DayFacts, on: date, others: Collection[DayFacts]) -> str | None:
    for other in sorted((other for other in others if other.is_live), key=lambda other: other.number):
        if other.number < day.number and on <= other.on:
            return _("Dag {number} skal ligge efter dag {other}, {date}.").format(
                number=day.number, other=other.number, date=long_date(other.on)
            )
        if other.number > day.number and on >= other.on:
            return _("Dag {number} skal ligge før dag {other}, {date}.").format(
                number=day.number, other=other.number, date=long_date(other.on)
            )
    return None
