"""
What lies between the teaching days, and what a cancelled day does to it (docs/decisions/0004-cancelled-day.md).

A split runs from one day that stands to the next. A cancelled day in the middle melts the two splits beside it into
one, and both practice tasks stay. A cancelled first or last day takes its split with it: the arc begins later or ends
sooner.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from rodfaest.cohorts.rules.days import DayFacts
from rodfaest.kernel.text import _, counted, listed
from rodfaest.kernel.time import Weeks, working_days_between


@dataclass(frozen=True)
class Split:
    """The time from one teaching day to the next. `melted` are the cancelled days in it."""

    after_number: int
    before_number: int
    starts: date
    ends: date
    calendar_days: int
    working_days: int
    melted: tuple[int, ...] = ()

    @property
    def task_numbers(self) -> tuple[int, ...]:
        """The days whose practice tasks are done in this split."""
        return (self.after_number, *self.melted)

    @property
    def sentence(self) -> str:
        """
        >>> Split(3, 4, date(2021, 10, 11), date(2021, 11, 1), 21, 9).sentence
        '21 dage, heraf 9 arbejdsdage imellem.'
        """
        return _("{days}, heraf {working} imellem.").format(
            days=counted(self.calendar_days, _("dag"), _("dage")),
            working=counted(self.working_days, _("arbejdsdag"), _("arbejdsdage")),
        )


def splits(days: Iterable[DayFacts], closed: Weeks = ()) -> list[Split]:
    """
    The splits of a cohort, in order.

    Calendar days are the difference of the two dates; working days lie strictly between them, without the kommune's
    holiday weeks. The dagpleje cohort of the Horsens frame, with week 42 taken out:

    >>> from rodfaest.kernel.time import IsoWeek
    >>> dates = [date(2021, 8, 16), date(2021, 9, 20), date(2021, 10, 11), date(2021, 11, 1), date(2021, 11, 24)]
    >>> days = [DayFacts(number, on=day, planned=day) for number, day in enumerate(dates, start=1)]
    >>> [(split.calendar_days, split.working_days) for split in splits(days, [IsoWeek(2021, 42)])]
    [(35, 24), (21, 14), (21, 9), (23, 16)]
    """
    ordered = sorted(days, key=lambda day: day.number)
    standing = [day for day in ordered if day.is_live]
    return [
        Split(
            after_number=first.number,
            before_number=second.number,
            starts=first.on,
            ends=second.on,
            calendar_days=(second.on - first.on).days,
            working_days=working_days_between(first.on, second.on, closed=closed),
            melted=tuple(day.number for day in ordered if first.number < day.number < second.number),
        )
        for first, second in pairwise(standing)
    ]


def dates_to_count_from(days: Iterable[DayFacts]) -> dict[int, date]:
    """
    The date of each day number that steps are counted from.

    A cancelled day between two that stand lends its old date, kept strictly between its neighbours' dates, so that the
    practice task after it still has a place in the longer split. A cancelled first or last day gives none. Whether the
    day itself is taught is another question: nobody is asked to turn up on a cancelled day.

    >>> first, second, third = (DayFacts(n, on=date(2021, 8, n), planned=date(2021, 8, n)) for n in (2, 4, 6))
    >>> from dataclasses import replace
    >>> dates_to_count_from([first, replace(second, cancelled_on=date(2021, 8, 1)), third])[4]
    datetime.date(2021, 8, 4)
    """
    ordered = sorted(days, key=lambda day: day.number)
    standing = [day for day in ordered if day.is_live]
    dates = {day.number: day.on for day in standing}
    for day in ordered:
        if day.is_live:
            continue
        before = [dates[number] for number in dates if number < day.number]
        after = [other.on for other in standing if other.number > day.number]
        if before and after and max(before) < day.on < min(after):
            dates[day.number] = day.on
        elif before and after:
            # A neighbour has moved past it since: the middle of what is left.
            dates[day.number] = max(before) + (min(after) - max(before)) // 2
    return dict(sorted(dates.items()))


def cancelled_sentence(days: Iterable[DayFacts], number: int, closed: Weeks = ()) -> str:
    """
    Say what the cancelled day `number` does to what lies beside it, and to the practice tasks.

    >>> days = [DayFacts(n, on=date(2021, 8, 2 * n), planned=date(2021, 8, 2 * n)) for n in (1, 2, 3)]
    >>> cancelled_sentence(days, 3)
    'Holdet slutter på dag 2. Praksisopgaven efter dag 3 falder væk.'
    """
    after = [replace(day, cancelled_on=day.cancelled_on or day.on) if day.number == number else day for day in days]
    melted = next((split for split in splits(after, closed) if number in split.melted), None)
    if melted:
        return _(
            "Dag {first} og dag {last} får én lang splitperiode imellem sig: {split} "
            "Praksisopgaverne efter dag {tasks} bliver stående i den."
        ).format(
            first=melted.after_number,
            last=melted.before_number,
            split=melted.sentence,
            tasks=listed(str(task) for task in melted.task_numbers),
        )
    standing = sorted(day.number for day in after if day.is_live)
    if number < standing[0]:
        return _("Holdet begynder på dag {first}. Praksisopgaven efter dag {number} falder væk.").format(
            first=standing[0], number=number
        )
    return _("Holdet slutter på dag {last}. Praksisopgaven efter dag {number} falder væk.").format(
        last=standing[-1], number=number
    )
