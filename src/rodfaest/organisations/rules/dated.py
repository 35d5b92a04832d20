"""From when to when: what is true of everything here that begins and ends."""

from datetime import date

from rodfaest.kernel.text import _
from rodfaest.kernel.time import short_date


def period_words(from_on: date, to_on: date | None) -> str:
    """
    From when to when, as one says it.

    >>> period_words(date(2021, 5, 3), None), period_words(date(2021, 5, 3), date(2022, 1, 31))
    ('fra 3. maj 2021', '3. maj 2021 – 31. jan. 2022')
    """
    begun = short_date(from_on, year=True)
    return f"{begun} – {short_date(to_on, year=True)}" if to_on else _("fra {date}").format(date=begun)


EARLIEST = date(1950, 1, 1)
YEARS_AHEAD = 10


def why_not_date(day: date, *, today: date) -> str | None:
    """
    Refuse a date that can only be a slip of the finger: before anybody here was employed, or far ahead.

    >>> why_not_date(date(1800, 1, 1), today=date(2021, 5, 3))
    'Vælg en dato mellem 1950 og 2031.'
    >>> why_not_date(EARLIEST, today=date(2021, 5, 3))
    """
    if day >= EARLIEST and day.year <= today.year + YEARS_AHEAD:
        return None
    return _("Vælg en dato mellem {first} og {last}.").format(first=EARLIEST.year, last=today.year + YEARS_AHEAD)


def why_not_end(from_on: date, to_on: date | None, *, last_day: date) -> str | None:
    """
    Say why something dated can't end on `last_day`: it has ended already, or had not begun.

    An end that was set ahead may be moved to an earlier day, never to a later one: that would be a new beginning.
    """
    if to_on is not None and to_on <= last_day:
        return _("Det er allerede afsluttet den {date}.").format(date=short_date(to_on, year=True))
    if last_day < from_on:
        return _("Det begyndte først den {date}. Vælg en senere dato.").format(date=short_date(from_on, year=True))
    return None


def why_not_call_off(from_on: date, *, today: date) -> str | None:
    """
    Say why something dated can't be called off: it was valid on a day that is over, so it is history and can only end.

    >>> why_not_call_off(date(2021, 5, 3), today=date(2021, 5, 3))
    >>> why_not_call_off(date(2021, 5, 2), today=date(2021, 5, 3))
    'Det begyndte før i dag og kan ikke trækkes tilbage. Vælg en sidste dag i stedet.'
    """
    if from_on >= today:
        return None
    return _("Det begyndte før i dag og kan ikke trækkes tilbage. Vælg en sidste dag i stedet.")


def why_not_move(to_on: date | None, from_on: date) -> str | None:
    """
    Say why an employment can't go on in another unit from `from_on`: it is over by then.

    >>> why_not_move(date(2021, 8, 31), date(2021, 8, 31)), why_not_move(None, date(2021, 9, 1))
    (None, None)
    >>> why_not_move(date(2021, 8, 31), date(2021, 9, 1))
    'Ansættelsens sidste dag er den 31. aug. 2021. Vælg en dag senest da, eller ret den sidste dag først.'
    """
    if to_on is None or from_on <= to_on:
        return None
    said = _("Ansættelsens sidste dag er den {date}. Vælg en dag senest da, eller ret den sidste dag først.")
    return said.format(date=short_date(to_on, year=True))


def why_not_change_last_day(from_on: date, to_on: date | None, *, last_day: date | None) -> str | None:
    """
    A last day that was typed in error is put right: another day, or none at all.

    >>> why_not_change_last_day(date(2021, 5, 3), date(2021, 8, 31), last_day=None)
    >>> why_not_change_last_day(date(2021, 5, 3), None, last_day=None)
    'Der står ikke en sidste dag at rette.'
    >>> why_not_change_last_day(date(2021, 5, 3), date(2021, 8, 31), last_day=date(2021, 8, 31))
    'Det er den sidste dag, der står.'
    """
    if to_on is None:
        return _("Der står ikke en sidste dag at rette.")
    if last_day == to_on:
        return _("Det er den sidste dag, der står.")
    if last_day and last_day < from_on:
        return _("Det begyndte først den {date}. Vælg en senere dato.").format(date=short_date(from_on, year=True))
    return None
