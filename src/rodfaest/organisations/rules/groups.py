"""When somebody may be in a group."""

from datetime import date

from rodfaest.kernel.text import _
from rodfaest.organisations.rules.dated import period_words


def why_not_in_group(begins: date, ends: date | None, *, from_on: date, to_on: date | None) -> str | None:
    """
    Say why nobody is in a group from a day to a day: it is not there all of them. Without an end, one is in as long as
    it is there.

    >>> from_may, to_june = date(2021, 5, 3), date(2021, 6, 30)
    >>> why_not_in_group(from_may, to_june, from_on=from_may, to_on=None)
    >>> why_not_in_group(from_may, to_june, from_on=date(2021, 5, 2), to_on=None)
    'Gruppen er der 3. maj 2021 – 30. juni 2021. Vælg dage, hvor den er der.'
    >>> why_not_in_group(from_may, to_june, from_on=from_may, to_on=date(2021, 7, 1))
    'Gruppen er der 3. maj 2021 – 30. juni 2021. Vælg dage, hvor den er der.'
    """
    last = to_on or from_on
    if begins <= from_on and (ends is None or max(from_on, last) <= ends):
        return None
    return _("Gruppen er der {period}. Vælg dage, hvor den er der.").format(period=period_words(begins, ends))


def why_not_work_here(works_here: bool, name: str) -> str | None:
    """
    Refuse somebody who does not work in the kommune the day they would come into the group.

    >>> why_not_work_here(True, "Mette Holm"), why_not_work_here(False, "Mette Holm")
    (None, 'Mette Holm arbejder ikke her den dag. Vælg en anden dag eller en anden person.')
    """
    if works_here:
        return None
    return _("{name} arbejder ikke her den dag. Vælg en anden dag eller en anden person.").format(name=name)
