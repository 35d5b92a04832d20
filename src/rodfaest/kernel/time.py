"""
Danish civil time: what day it is, which days are working days, and how a date is said. Pure: no Django.

Dates are Danish civil dates, instants are UTC. Only the date can be moved (demo, tests); the time of day, sessions,
codes and jobs run on the real clock.
"""

from collections.abc import Callable, Collection, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

import holidays

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
ONE_DAY = timedelta(days=1)
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
MONTHS = (
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
)


class IsoWeek(NamedTuple):
    """A week as Danes number them (ISO 8601): 2021 and 42."""

    year: int
    week: int

    @classmethod
    def of(cls, day: date) -> "IsoWeek":
        return cls(*day.isocalendar()[:2])


Weeks = Collection[IsoWeek]
"""The weeks a kommune keeps free; passed in, since each kommune has its own."""


# What day it is


def real_today() -> date:
    """The date in Denmark by the machine's clock."""
    return datetime.now(COPENHAGEN).date()


_today_source: Callable[[], date] = real_today


def today() -> date:
    """The Danish date everything is reckoned from. The only place that knows; never ask the clock yourself."""
    return _today_source()


def install_today(source: Callable[[], date]) -> None:
    """Let `source` say what day it is from now on: `config` installs the demo's day, tests install theirs."""
    global _today_source
    _today_source = source


def now() -> datetime:
    """The instant, in UTC, by the real clock."""
    return datetime.now(UTC)


def at(day: date, clock: time) -> datetime:
    """A Danish date and time of day as an instant that knows its zone."""
    return datetime.combine(day, clock, COPENHAGEN)


def day_of(instant: datetime) -> date:
    """
    The Danish date an instant lies on: what is held against `today()`, since `now()` is another clock.

    >>> day_of(datetime(2021, 8, 16, 22, 30, tzinfo=UTC))
    datetime.date(2021, 8, 17)
    """
    return instant.astimezone(COPENHAGEN).date()


# Working days


@cache
def _holidays_of(year: int) -> dict[date, str]:
    closed = {date(year, 6, 5): "Grundlovsdag", date(year, 12, 24): "Juleaftensdag"}
    return closed | dict(holidays.country_holidays("DK", years=year, language="da").items())


def public_holiday(day: date) -> str | None:
    """
    The Danish name of the holiday on `day`, or None. Store bededag only up to 2023 (Act no. 214 of 2023).

    Grundlovsdag and juleaftensdag count: parents have no right to care then, so daycare is closed (uvm.dk,
    »Lukkedage og åbningstider«).

    >>> public_holiday(date(2023, 5, 5)), public_holiday(date(2027, 4, 23)), public_holiday(date(2021, 12, 24))
    ('Store bededag', None, 'Juleaftensdag')
    """
    return _holidays_of(day.year).get(day)


def is_working_day(day: date, *, closed: Weeks = ()) -> bool:
    """
    A weekday that is no public holiday and lies in none of the `closed` weeks.

    >>> is_working_day(date(2021, 10, 20)), is_working_day(date(2021, 10, 20), closed=[IsoWeek(2021, 42)])
    (True, False)
    """
    return day.weekday() < 5 and public_holiday(day) is None and IsoWeek.of(day) not in closed


def on_or_after(day: date, *, closed: Weeks = ()) -> date:
    """The first working day from `day` on: where a follow-up lands."""
    while not is_working_day(day, closed=closed):
        day += ONE_DAY
    return day


def on_or_before(day: date, *, closed: Weeks = ()) -> date:
    """
    The last working day up to `day`: where a letter that must come before something lands.

    A month before 16 August 2021 lies in the main holiday, weeks 27 to 31, so the letter goes Friday 2 July:

    >>> on_or_before(date(2021, 7, 16), closed=[IsoWeek(2021, week) for week in range(27, 32)])
    datetime.date(2021, 7, 2)
    """
    while not is_working_day(day, closed=closed):
        day -= ONE_DAY
    return day


def days_between(first: date, last: date) -> Iterator[date]:
    """The days after `first` and before `last`."""
    for offset in range(1, (last - first).days):
        yield first + timedelta(days=offset)


def working_days_between(first: date, last: date, *, closed: Weeks = ()) -> int:
    """
    How many working days lie strictly between two dates: what a split period is really worth.

    >>> working_days_between(date(2021, 10, 11), date(2021, 11, 1), closed=[IsoWeek(2021, 42)])
    9
    """
    return sum(is_working_day(day, closed=closed) for day in days_between(first, last))


def months_after(day: date, months: int) -> date:
    """
    The same day of another month, or that month's last; `months` may be negative.

    >>> months_after(date(2021, 11, 30), 3), months_after(date(2021, 8, 16), -1)
    (datetime.date(2022, 2, 28), datetime.date(2021, 7, 16))
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    month_after = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (month_after - ONE_DAY).day))


# How a date is said


LONG_OFF = timedelta(days=270)


def needs_year(day: date, *, seen_from: date) -> bool:
    """
    Whether a date is said with its year: one of another year, and one so far off that the nearer is thought of first.

    >>> seen_from = date(2021, 11, 24)
    >>> [needs_year(day, seen_from=seen_from) for day in (date(2021, 12, 24), date(2022, 1, 3), date(2021, 2, 1))]
    [False, True, True]
    """
    return day.year != seen_from.year or abs(day - seen_from) > LONG_OFF


def long_date(day: date, *, year: bool | None = None) -> str:
    """
    A date in full. `year` says whether its year is said; left out, `needs_year` decides, seen from today.

    >>> long_date(date(2021, 9, 20)), long_date(date(2022, 9, 20)), long_date(date(2021, 9, 20), year=True)
    ('mandag den 20. september', 'tirsdag den 20. september 2022', 'mandag den 20. september 2021')
    """
    return _with_year(f"{WEEKDAYS[day.weekday()]} den {day.day}. {MONTHS[day.month - 1]}", day, year)


def short_date(day: date, *, year: bool | None = None) -> str:
    """
    The same where there is little room.

    >>> short_date(date(2021, 9, 20)), short_date(date(2021, 5, 3)), short_date(date(2022, 5, 3))
    ('20. sep.', '3. maj', '3. maj 2022')
    """
    month = MONTHS[day.month - 1]
    return _with_year(f"{day.day}. {month if len(month) <= 4 else month[:3] + '.'}", day, year)


def _with_year(said: str, day: date, year: bool | None) -> str:
    return f"{said} {day.year}" if (needs_year(day, seen_from=today()) if year is None else year) else said


def clock(moment: time) -> str:
    """
    >>> clock(time(9)), clock(time(15, 50))
    ('9.00', '15.50')
    """
    return f"{moment.hour}.{moment.minute:02}"


def clock_span(first: time, last: time) -> str:
    """
    >>> clock_span(time(9), time(15, 50))
    '9.00-15.50'
    """
    return f"{clock(first)}-{clock(last)}"


def week_of(day: date) -> str:
    """
    >>> week_of(date(2021, 10, 20))
    'uge 42'
    """
    return f"uge {IsoWeek.of(day).week}"


def how_far(day: date, *, seen_from: date) -> str:
    """
    How far away a day is, as one says it.

    >>> how_far(date(2021, 9, 20), seen_from=date(2021, 9, 8)), how_far(date(2021, 9, 7), seen_from=date(2021, 9, 8))
    ('om 12 dage', 'i går')
    """
    days = (day - seen_from).days
    named = {-1: "i går", 0: "i dag", 1: "i morgen"}
    if days in named:
        return named[days]
    return f"om {days} dage" if days > 0 else f"for {-days} dage siden"
