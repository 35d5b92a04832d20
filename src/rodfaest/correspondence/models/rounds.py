"""Rounds of discreet letters: what the outbox shows of them, which is never to whom and never how many."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Min, Q

from rodfaest.correspondence.models.letters import HELD, OPEN, WAITING, LetterQuerySet
from rodfaest.correspondence.rules.letters import FEWEST, SOON, STOP_STANDS
from rodfaest.kernel.time import today


@dataclass(frozen=True)
class Round:
    """The letters of one name about one hold for one day. `letter_id` is the first of them, whatever became of it."""

    letter_id: int
    scope: int
    name: str
    about: str
    why: str
    on: date
    is_stopped: bool


def rounds_ahead(letters: LetterQuerySet) -> list[Round]:
    """
    Those on their way, by day. One query.

    A round stands there till its day is over: also when everybody has done what it reminds of, when it has gone, and
    when something of it could not be handed over, so that it tells of nobody that it does. One whose day has moved
    stands on the new day alone.
    """
    rows = [row for row in _listed(_rows(letters)) if row.is_ahead]
    on_the_way = {row.series for row in rows if row.is_on_the_way}
    return [row.shown(max(row.due_on, today())) for row in rows if row.is_on_the_way or row.series not in on_the_way]


def rounds_sent(letters: LetterQuerySet) -> list[Round]:
    """
    Those that have gone, newest first, by the day they were for: a late one would tell whose letter it was. None so
    small that it would tell of somebody. One query.
    """
    sent = [row.shown(row.due_on) for row in _rows(letters) if row.sent_on and row.letters >= FEWEST]
    return sorted(sent, key=lambda one: one.on, reverse=True)


def counts_ahead(letters: LetterQuerySet) -> dict[int, Counter[str]]:
    """
    By scope: the `letters` that go out soon, and those `held` for somebody to look. One query.

    A round counts as one, however many it is to: that number would tell how many have not done the step. Nor is one
    counted as held: it is so only because somebody in it has not.
    """
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for row in _listed(_rows(letters)):
        soon = row.due_on <= today() + SOON
        if row.name:
            found[row.scope].update(letters=soon and row.is_ahead and not row.stopped, held=0)
        else:
            found[row.scope].update(letters=row.waiting if soon else 0, held=row.held)
    return found


@dataclass(frozen=True)
class _Row:
    """A round with what became of its letters: how many there are, are still open, and were stopped."""

    owner: str
    scope: int
    name: str
    due_on: date
    first: int
    about: str
    why: str
    letters: int
    open: int
    stopped: int
    waiting: int
    held: int
    sent_on: date | None

    @property
    def series(self) -> tuple[str, int, str]:
        """The same round on whichever day."""
        return self.owner, self.scope, self.name

    @property
    def is_on_the_way(self) -> bool:
        return bool(self.open or self.stopped)

    @property
    def is_ahead(self) -> bool:
        """Never read off what each has done: one that was stopped stands a while, and one that waits till its day."""
        stands_until = self.due_on + STOP_STANDS if self.stopped else self.due_on
        return stands_until >= today()

    def shown(self, on: date) -> Round:
        stopped = bool(self.stopped and not self.open)
        return Round(self.first, self.scope, self.name, self.about, self.why, on, is_stopped=stopped)


def is_listed(letters: LetterQuerySet, letter_id: int) -> bool:
    """Whether it is the first letter of a round that the outbox may show."""
    return any(row.first == letter_id for row in _listed(_rows(letters)))


def _listed(rows: Iterable[_Row]) -> list[_Row]:
    """
    Those that point at nobody, and all that have names on them.

    A day somebody chose for themselves makes a round of one, and stands only while they have not written: it has no
    row. The hold's own is the largest of its series and, of two alike, the first: everybody's letter was in it once.
    """
    rows = list(rows)
    own: dict[tuple[str, int, str], _Row] = {}
    for row in sorted(rows, key=lambda row: (-row.letters, row.first)):
        own.setdefault(row.series, row)
    return [row for row in rows if not row.name or row.letters >= FEWEST or row is own[row.series]]


def _rows(letters: LetterQuerySet) -> Iterator[_Row]:
    by_round = letters.order_by().values_list("owner", "scope", "discreet", "due_on")
    rows = by_round.annotate(
        first=Min("pk"),
        hold=Max("about"),
        reason=Max("why"),
        of=Count("pk"),
        still=Count("pk", filter=OPEN),
        halted=Count("pk", filter=Q(sent_at__isnull=True, stopped_at__isnull=False)),
        goes=Count("pk", filter=WAITING),
        looked_at=Count("pk", filter=HELD),
        went=Max("sent_on"),
    )
    return (_Row(*row) for row in rows.order_by("due_on", "hold", "discreet"))
