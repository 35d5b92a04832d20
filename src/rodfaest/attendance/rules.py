"""What a mark means, when one may be made, and how a day's marks are said."""

from collections.abc import Iterable
from datetime import date, timedelta

from rodfaest.kernel.text import Word, _, listed
from rodfaest.kernel.time import long_date


class Mark(Word):
    PRESENT = "present", _("til stede")
    PARTLY = "partly", _("delvist")
    ABSENT = "absent", _("ikke")


def why_not_mark(*, on: date, today: date, cancelled: bool, in_cohort: bool) -> str | None:
    """
    A mark tells of a day that has come, and of somebody who had a seat on it. Later corrections are welcome: the paper
    list is typed in afterwards.

    >>> why_not_mark(on=date(2021, 8, 16), today=date(2021, 8, 15), cancelled=False, in_cohort=True)
    'Dagen er først mandag den 16. august. Kom igen da.'
    """
    if not in_cohort:
        return _("Personen har ikke en plads på holdet den dag.")
    if cancelled:
        return _("Dagen er aflyst, så der er ingen at krydse af.")
    if today < on:
        return _("Dagen er først {day}. Kom igen da.").format(day=long_date(on))
    return None


LIST_OPENS = timedelta(days=3)
"""How long before a day the provider gets the names for the door."""


def why_not_list(*, on: date, today: date) -> str | None:
    """
    The provider's planner reads the names when the list is needed, not months before.

    >>> why_not_list(on=date(2021, 8, 16), today=date(2021, 8, 12))
    'Navnene står her fra fredag den 13. august.'
    """
    if today >= on - LIST_OPENS:
        return None
    return _("Navnene står her fra {day}.").format(day=long_date(on - LIST_OPENS))


def day_sentence(marks: Iterable[Mark], *, expected: int) -> str:
    """
    A day's marks, counted; those without a mark are said last.

    >>> day_sentence([Mark.PRESENT] * 19 + [Mark.PARTLY, Mark.ABSENT], expected=22)
    '19 til stede, 1 delvist og 1 ikke. 1 mangler et kryds.'
    >>> day_sentence([], expected=22), day_sentence([Mark.PRESENT], expected=1)
    ('Ingen er krydset af endnu.', '1 til stede.')
    """
    made = list(marks)
    if not made:
        return _("Ingen er krydset af endnu.")
    said = listed(f"{made.count(mark)} {mark.label}" for mark in Mark if mark in made)
    missing = expected - len(made)
    return f"{said}." + (_(" {number} mangler et kryds.").format(number=missing) if missing > 0 else "")


def own_sentence(mark: Mark) -> str:
    """
    What a participant reads of the day.

    >>> own_sentence(Mark.PRESENT), own_sentence(Mark.ABSENT)
    ('Du var med.', 'Du var ikke med.')
    """
    return {
        Mark.PRESENT: _("Du var med."),
        Mark.PARTLY: _("Du var med noget af dagen."),
        Mark.ABSENT: _("Du var ikke med."),
    }[mark]
