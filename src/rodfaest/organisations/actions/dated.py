"""What every dated row is asked before it is kept or ended."""

from datetime import date
from typing import Any, TypeVar

from django.db import models

from rodfaest.kernel.errors import RuleBroken
from rodfaest.kernel.text import _
from rodfaest.kernel.time import today
from rodfaest.organisations import rules
from rodfaest.organisations.models import (
    Dated,
    Person,
)

AnyDated = TypeVar("AnyDated", bound=Dated)


def _keep(dated: Dated) -> None:
    for field in ("from_on", "to_on"):
        if (day := getattr(dated, field)) is not None:
            _refuse_odd_date(day, field=field)
    dated.full_clean()
    dated.save()


def _end(dated: AnyDated, last_day: date) -> AnyDated:
    if why_not := rules.why_not_end(dated.from_on, dated.to_on, last_day=last_day):
        raise RuleBroken(why_not, field="last_day")
    _refuse_odd_date(last_day, field="last_day")
    dated.to_on = last_day
    dated.full_clean()
    dated.save()
    return dated


def _refuse_odd_date(day: date, *, field: str) -> None:
    if why_not := rules.why_not_date(day, today=today()):
        raise RuleBroken(why_not, field=field)


def _hold(person: Person) -> Person:
    """The person as they stand now, their row locked: two presses at once wait for one another here."""
    held: Person = Person.objects.select_for_update().get(pk=person.pk)
    return held


def _refuse_overlap(rows: models.QuerySet[Any], person: Person, from_on: date, to_on: date | None, what: str) -> None:
    """Of two rows that say the same of the same days of a person, one is too many: ending one would change nothing."""
    _hold(person)
    for row in rows:
        if (row.to_on is None or row.to_on >= from_on) and (to_on is None or row.from_on <= to_on):
            raise RuleBroken(
                _("Det står der allerede: {what}, {period}.").format(
                    what=what, period=rules.period_words(row.from_on, row.to_on)
                )
            )
