"""When an anchored thing falls due, from the dates of the days. Calendar dates; working days are for whoever asks."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from rodfaest.kernel.time import months_after
from rodfaest.programmes.rules.vocabulary import AnchorKind


class Offset(NamedTuple):
    """How long after a fixed point; negative is before."""

    days: int
    weeks: int
    months: int


def due_on(at: AnchorKind, number: int | None, offset: Offset, days: Mapping[int, date]) -> date | None:
    """
    Give the date of an anchor, or None if a day it is counted from has no date (cancelled, or not planned yet).

    `days` maps day numbers to dates. The start is the earliest of them, the end the latest.

    >>> due_on(AnchorKind.END, None, Offset(0, 0, 1), {1: date(2021, 8, 16), 2: date(2021, 8, 31)})
    datetime.date(2021, 9, 30)
    """
    if not days:
        return None
    if at is AnchorKind.START:
        return shifted(min(days.values()), offset)
    if at is AnchorKind.END:
        return shifted(max(days.values()), offset)
    if number is None or (origin := days.get(number)) is None:
        return None
    return shifted(origin, offset) if at is AnchorKind.DAY else _within_split(origin, offset, days.get(number + 1))


def shifted(origin: date, offset: Offset) -> date:
    """
    Move a date by months first, then by weeks and days. A month that is too short ends on its own last day.

    >>> shifted(date(2021, 11, 30), Offset(days=1, weeks=0, months=3))
    datetime.date(2022, 3, 1)
    """
    return months_after(origin, offset.months) + timedelta(days=offset.days, weeks=offset.weeks)


def _within_split(origin: date, offset: Offset, following: date | None) -> date:
    """
    Between two days: after the first and before the second; the middle if nothing else is said.

    After the last day there is no second: then it is never sooner than the day after.
    """
    if following is None:
        return max(shifted(origin, offset), origin + timedelta(days=1))
    if offset == (0, 0, 0):
        return origin + (following - origin) // 2
    return min(shifted(origin, offset), following - timedelta(days=1))
