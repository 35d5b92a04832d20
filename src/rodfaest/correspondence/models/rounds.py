"""Rounds of discreet letters: what the outbox shows of them, which is never to whom and never how many."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.db.models import Count, Max, Min, Q

from rodfaest.correspondence.models.letters import OPEN, LetterQuerySet
from rodfaest.correspondence.rules.letters import FEWEST
from rodfaest.kernel.time import today

UNSENT = Q(sent_at__isnull=True)


@dataclass(frozen=True)
class Round:
    """The letters of one name about one hold for one day. `letter_id` is the first of them, whatever became of it."""

    letter_id: int
    name: str
    about: str
    why: str
    on: date
    is_stopped: bool


def rounds_ahead(letters: LetterQuerySet) -> list[Round]:
    """
    Those on their way, by day. One query.

    A round stands there also when everybody has done what it reminds of, so that it tells of nobody that it does; one
    whose day has moved stands on the new day alone.
    """
    rows = [
        row for row in _rows(letters) if row["open"] or row["stopped"] or (row["due_on"] >= today() and not row["sent"])
    ]
    on_the_way = {_name(row) for row in rows if row["open"] or row["stopped"]}
    ahead = [row for row in rows if row["open"] or row["stopped"] or _name(row) not in on_the_way]
    return [_round(row, max(row["due_on"], today())) for row in ahead]


def rounds_sent(letters: LetterQuerySet) -> list[Round]:
    """Those that have gone, newest first; not one so small that it would tell of somebody. One query."""
    sent = [_round(row, row["sent_on"]) for row in _rows(letters) if row["sent"] and row["of"] >= FEWEST]
    return sorted(sent, key=lambda one: one.on, reverse=True)


def _rows(letters: LetterQuerySet) -> Iterable[Mapping[str, Any]]:
    by_round = letters.order_by().values("owner", "scope", "discreet", "due_on")
    rows = by_round.annotate(
        first=Min("pk"),
        hold=Max("about"),
        reason=Max("why"),
        of=Count("pk"),
        open=Count("pk", filter=OPEN),
        stopped=Count("pk", filter=UNSENT & Q(stopped_at__isnull=False)),
        wanted=Count("pk", filter=UNSENT & Q(withdrawn_at__isnull=True)),
        sent=Count("pk", filter=Q(sent_at__isnull=False)),
        sent_on=Max("sent_on"),
    )
    return cast(Iterable[Mapping[str, Any]], rows.order_by("due_on", "hold", "discreet"))


def _is_on_the_way(row: Mapping[str, Any]) -> bool:
    return bool(row["wanted"])


def _name(row: Mapping[str, Any]) -> tuple[object, ...]:
    return row["owner"], row["scope"], row["discreet"]


def _round(row: Mapping[str, Any], on: date) -> Round:
    return Round(
        row["first"], row["discreet"], row["hold"], row["reason"], on, bool(row["stopped"] and not row["open"])
    )
