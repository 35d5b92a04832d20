"""
Rounds of discreet letters: what the outbox shows of them, which is never to whom and never how many.

Everybody's letter stands in its round, also when what it asks for is done (`Planned.needless`). What is read here of a
round is its day and whether it was stopped, never what became of its letters: so it is the same whoever did what.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Min, Q

from rodfaest.correspondence.models.letters import WAITING, WITHHELD, LetterQuerySet
from rodfaest.correspondence.rules.letters import SOON, STOP_STANDS, why_not_stop_round
from rodfaest.kernel.counts import enough
from rodfaest.kernel.reconcile import Scope
from rodfaest.kernel.text import sort_key
from rodfaest.kernel.time import today


@dataclass(frozen=True)
class Round:
    """The letters of one name about one cohort for one day. `letter_id` is the first of them, whatever became of it."""

    letter_id: int
    name: str
    about: str
    why: str
    on: date
    is_stopped: bool

    @property
    def why_not_stop(self) -> str | None:
        return why_not_stop_round(self.on, today=today())


def rounds_ahead(letters: LetterQuerySet) -> list[Round]:
    """Those on their way, by day: each till its day is over, and a stopped one a while longer. One query."""
    return [row.shown(max(row.due_on, today())) for row in _rows(letters.in_rounds()) if row.is_ahead]


def rounds_gone(letters: LetterQuerySet) -> list[Round]:
    """
    Those whose day is over, newest first, by that day. One query.

    Rounds to too few are left out: whoever sees one would think that those few had been reminded.
    """
    gone = [row.shown(row.due_on) for row in _rows(letters.in_rounds()) if row.is_gone and enough(row.of)]
    return sorted(gone, key=lambda one: one.on, reverse=True)


def counts_ahead(letters: LetterQuerySet) -> dict[Scope, Counter[str]]:
    """
    By scope: the `letters` that go out soon, and those `withheld` for somebody to look. One query.

    A round counts as one, however many it is to: that number would tell how many have not done the step. Nor is one
    counted as withheld: it is so only because somebody in it has not.
    """
    found: dict[Scope, Counter[str]] = defaultdict(Counter)
    for row in _rows(letters.listed()):
        soon = row.due_on <= today() + SOON
        if row.round:
            found[row.scope].update(letters=soon and row.is_ahead and not row.is_stopped, withheld=0)
        else:
            found[row.scope].update(letters=row.waiting if soon else 0, withheld=row.withheld)
    return found


@dataclass(frozen=True)
class _Row:
    """
    A round, or the letters of a day that say to whom they are; `waiting` and `withheld` are read of the latter alone.
    """

    owner: str
    scope_kind: str
    scope_id: int
    round: str
    due_on: date
    first: int
    name: str
    about: str
    why: str
    of: int
    standing: int
    stopped: int
    waiting: int
    withheld: int

    @property
    def scope(self) -> Scope:
        return Scope(self.owner, self.scope_kind, self.scope_id)

    @property
    def is_stopped(self) -> bool:
        return bool(self.stopped)

    @property
    def is_ahead(self) -> bool:
        stands_until = self.due_on + STOP_STANDS if self.is_stopped else self.due_on
        return bool(self.standing) and stands_until >= today()

    @property
    def is_gone(self) -> bool:
        return bool(self.standing) and not self.is_stopped and self.due_on < today()

    def shown(self, on: date) -> Round:
        return Round(self.first, self.name, self.about, self.why, on, is_stopped=self.is_stopped)


def _rows(letters: LetterQuerySet) -> list[_Row]:
    standing = Q(withdrawn_at__isnull=True)
    by_round = letters.order_by().values_list("owner", "scope_kind", "scope_id", "round", "due_on")
    rows = by_round.annotate(
        first=Min("pk"),
        name=Max("discreet"),
        whom_about=Max("about"),
        reason=Max("why"),
        of=Count("pk"),
        standing=Count("pk", filter=standing),
        stopped=Count("pk", filter=standing & Q(stopped_at__isnull=False)),
        waiting=Count("pk", filter=WAITING),
        withheld=Count("pk", filter=WITHHELD),
    )
    return sorted((_Row(*row) for row in rows), key=lambda row: (row.due_on, sort_key(row.about, row.name)))
