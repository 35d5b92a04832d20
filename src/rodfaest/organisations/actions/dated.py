"""What is checked and locked before a dated row is saved or ended."""

from datetime import date
from typing import Any, TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db import models

from rodfaest.kernel.errors import RuleBroken
from rodfaest.kernel.text import _
from rodfaest.kernel.time import today
from rodfaest.organisations.models import (
    Dated,
    Employment,
    Function,
    Leadership,
    Organisation,
    Person,
    SystemRole,
    Unit,
)
from rodfaest.organisations.rules import Role
from rodfaest.organisations.rules.dated import period_words, why_not_date, why_not_end
from rodfaest.organisations.rules.tree import why_not_in_closed

AnyDated = TypeVar("AnyDated", bound=Dated)


def still_stands(dated: Dated) -> bool:
    """
    The row as it is now, locked: whoever ends it and whoever calls it off wait for one another. False if it is gone.

    The person's row is locked before it, as everywhere: whoever is known by it alone goes with it. What
    names the person meanwhile does not wait (`lock_person`).
    """
    if person_id := getattr(dated, "person_id", None):
        Person.objects.select_for_update(no_key=True).filter(pk=person_id).first()
    rows = type(dated)._default_manager.select_for_update()
    try:
        dated.refresh_from_db(from_queryset=rows)
    except ObjectDoesNotExist:
        return False
    return True


def refuse_gone(dated: Dated) -> None:
    if not still_stands(dated):
        raise RuleBroken(_("Det er trukket tilbage."))


def save_dated(dated: Dated) -> None:
    for field in ("from_on", "to_on"):
        if (day := getattr(dated, field)) is not None:
            refuse_odd_date(day, field=field)
    refuse_closed(dated, dated.to_on, field="unit")
    dated.full_clean()
    dated.save()


def end_dated(dated: AnyDated, last_day: date) -> AnyDated:
    refuse_gone(dated)
    if why_not := why_not_end(dated.from_on, dated.to_on, last_day=last_day):
        raise RuleBroken(why_not, field="last_day")
    refuse_odd_date(last_day, field="last_day")
    dated.to_on = last_day
    dated.full_clean()
    dated.save()
    return dated


def refuse_odd_date(day: date, *, field: str) -> None:
    if why_not := why_not_date(day, today=today()):
        raise RuleBroken(why_not, field=field)


def lock_person(person: Person) -> Person:
    """
    The person as they stand now, their row locked: two presses at once wait for one another here.

    What only names the person, a seat or a letter, does not wait: whoever writes it has locked the cohort, which a move
    or an end asks for when this row is locked already.
    """
    locked: Person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    return locked


def lock_unit(unit_id: int) -> Unit:
    """The unit as it stands now, its row locked; after its organisation's, and after a person's."""
    locked: Unit = Unit.objects.select_for_update(no_key=True).get(pk=unit_id)
    return locked


def refuse_closed(dated: Dated, to_on: date | None, *, field: str) -> None:
    """Nobody is in a unit longer than it is open. Who comes in and who closes it wait for one another here."""
    if isinstance(dated, Employment | Function | Leadership):
        unit = lock_unit(dated.unit_id)
        if why_not := why_not_in_closed(unit.name, unit.closed_from, to_on=to_on):
            raise RuleBroken(why_not, field=field)


def lock_organisation(organisation_id: int) -> None:
    """The organisation's row, locked; always before a person's. Who asks how many administrators it has waits here."""
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation_id)


def refuse_the_last(role: SystemRole, *, last_day: date) -> None:
    """One administrator who can log in stays from `last_day` on, or nobody could give roles."""
    if role.role != Role.ADMINISTRATOR:
        return
    # Locked before the others are counted: of two who end or shut out each other at once, one is refused.
    lock_organisation(role.organisation_id)
    staying = SystemRole.objects.filter(
        organisation=role.organisation_id,
        role=Role.ADMINISTRATOR,
        from_on__lte=last_day,
        to_on__isnull=True,
        person__is_active=True,
    )
    if not staying.exclude(person=role.person_id).exists():
        raise RuleBroken(_("Det er den sidste administrator. Giv rollen til en anden først."))


def refuse_overlap(rows: models.QuerySet[Any], person: Person, from_on: date, to_on: date | None, what: str) -> None:
    """Of two rows that say the same of the same days of a person, one is too many: ending one would change nothing."""
    lock_person(person)
    for row in rows:
        if (row.to_on is None or row.to_on >= from_on) and (to_on is None or row.from_on <= to_on):
            said = _("Det står der allerede: {what}, {period}. Vælg andre datoer, eller ret det, der står.")
            raise RuleBroken(said.format(what=what, period=period_words(row.from_on, row.to_on)))
