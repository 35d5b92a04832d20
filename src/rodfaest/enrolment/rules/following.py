"""Which employment a wish or a seat belongs to when people move and leave (docs/decisions/0008-people-move.md)."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple


class Work(NamedTuple):
    """An employment in the kommune: its number, its first and its last day."""

    employment_id: int
    from_on: date
    to_on: date | None = None

    def is_over(self, today: date) -> bool:
        return self.to_on is not None and self.to_on < today


Turn = tuple[date, int]
"""Where a wish stands in its queue: its day and its number."""


def comes_back(turn: Turn, *, backed: bool, seated_since: Iterable[Turn]) -> bool:
    """
    Whether a wish that a wrong last day closed is open again, with its turn: a typing error costs nobody their turn.

    One with a yes stays closed where somebody later in line was seated since: standing again, it would have been
    overtaken. Without a yes it was passed over anyhow.

    >>> mine, later = (date(2021, 5, 1), 1), (date(2021, 5, 2), 2)
    >>> comes_back(mine, backed=True, seated_since=[later]), comes_back(later, backed=True, seated_since=[mine])
    (False, True)
    """
    return not backed or all(other < turn for other in seated_since)


def stands_by(own: Work, others: Iterable[Work], *, today: date) -> Work | None:
    """
    The employment a wish stands by: its own while that lasts, then the one begun last of those that cohort today.

    Between two employments it stays by the one that ended. None where the person works in the kommune no more.

    >>> day = date(2021, 9, 1)
    >>> old, new = Work(1, date(2020, 1, 1), date(2021, 8, 31)), Work(2, day)
    >>> stands_by(old, [new], today=day).employment_id, stands_by(old, [], today=day)
    (2, None)
    >>> stands_by(old, [new], today=date(2021, 8, 31)).employment_id
    1
    """
    if not own.is_over(today):
        return own
    lasting = [work for work in others if not work.is_over(today)]
    begun = [work for work in lasting if work.from_on <= today]
    if begun:
        return max(begun, key=lambda work: (work.from_on, work.employment_id))
    return own if lasting else None
