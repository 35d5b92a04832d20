"""Organisations and their units, what a unit can spare, and the weeks a kommune is closed."""

from datetime import date

from rodfaest.audit.actions import record
from rodfaest.kernel.access import require
from rodfaest.kernel.actors import Actor
from rodfaest.kernel.errors import RuleBroken
from rodfaest.kernel.happenings import announce
from rodfaest.kernel.text import _
from rodfaest.kernel.time import today
from rodfaest.kernel.transactions import write
from rodfaest.organisations import permissions
from rodfaest.organisations.actions.dated import lock_organisation, lock_unit, refuse_odd_date
from rodfaest.organisations.happenings import HolidayWeeksChanged
from rodfaest.organisations.models import HolidayWeek, Organisation, Spare, Unit, reached, units_below
from rodfaest.organisations.queries.tree import staying_in
from rodfaest.organisations.rules import (
    OrganisationKind,
    Ownership,
    UnitKind,
)
from rodfaest.organisations.rules.tree import (
    why_not_close,
    why_not_contain,
    why_not_open_under,
    why_not_reopen,
    why_not_under,
)
from rodfaest.organisations.rules.units import why_not_holiday_week


@write
def add_organisation(name: str, kind: OrganisationKind, *, actor: Actor) -> Organisation:
    """Make a kommune, a provider, the ministry or an owner known."""
    require(permissions.may_add_organisation(actor))
    organisation = Organisation(name=name.strip(), kind=kind)
    organisation.full_clean()
    organisation.save()
    record("organisations.organisation_added", organisation, actor=actor)
    return organisation


@write
def add_unit(
    organisation: Organisation,
    name: str,
    kind: UnitKind,
    *,
    parent: Unit | None = None,
    ownership: Ownership = Ownership.MUNICIPAL,
    can_spare: int = 1,
    actor: Actor,
) -> Unit:
    """Put a unit into the organisation's tree, under `parent` or at its top."""
    require(permissions.may_change_organisation(actor, organisation))
    lock_organisation(organisation.pk)
    unit = Unit(organisation=organisation, kind=kind)
    _put_under(unit, parent)
    unit.name, unit.ownership, unit.can_spare = name.strip(), ownership, can_spare
    unit.full_clean()
    unit.save()
    record("organisations.unit_added", unit, actor=actor)
    return unit


@write
def change_unit(
    unit: Unit, *, name: str, kind: UnitKind, parent: Unit | None, ownership: Ownership, actor: Actor
) -> Unit:
    """
    Put right what a unit is called and is, and under which it lies, from now on everywhere.

    Each that differs is a line of what it was and is; the same again changes nothing.
    """
    require(permissions.may_change_organisation(actor, unit.organisation))
    require(permissions.not_under_oneself(actor, unit, parent))
    lock_organisation(unit.organisation_id)
    unit = lock_unit(unit.pk)
    was = unit.name, unit.kind_word, unit.parent, unit.ownership_word
    unit.name, unit.kind, unit.ownership = name.strip(), kind, ownership
    if (was[1], was[2]) != (unit.kind_word, parent):
        below = [(each.name, UnitKind(each.kind)) for each in unit.children.by_name()]
        if why_not := why_not_contain(kind, below):
            raise RuleBroken(why_not, field="kind")
        _put_under(unit, parent)
    unit.full_clean()
    unit.save()
    facts = ("renamed", "kind_changed", "moved", "ownership_changed")
    becomes = unit.name, unit.kind_word, unit.parent, unit.ownership_word
    for what, before, after in zip(facts, was, becomes, strict=True):
        if before != after:
            detail = f"{before or _('øverst')} → {after or _('øverst')}"
            record(f"organisations.unit_{what}", unit, actor=actor, detail=detail)
    return unit


def _put_under(unit: Unit, parent: Unit | None) -> None:
    """
    Let a unit lie under another, or at the top, where the rules let it.

    The organisation's row is locked before: of two units put under one another at once, one is refused.
    """
    if parent is not None:
        parent = Unit.objects.get(pk=parent.pk)
        if parent.organisation_id != unit.organisation_id:
            raise RuleBroken(_("Enheden over den hører til en anden organisation."), field="parent")
        if unit.pk and parent.pk in reached([unit.pk], units_below()):
            raise RuleBroken(_("En enhed kan ikke ligge under sig selv. Vælg en anden."), field="parent")
        if why_not := why_not_open_under(parent.name, parent.closed_from, unit.closed_from):
            raise RuleBroken(why_not, field="parent")
    if why_not := why_not_under(UnitKind(unit.kind), UnitKind(parent.kind) if parent else None):
        raise RuleBroken(why_not, field="parent")
    unit.parent = parent


@write
def close_unit(unit: Unit, from_on: date, *, actor: Actor) -> Unit:
    """
    Let nobody work in a unit any more from a day on. Its page and its history stay; that day again changes nothing.

    Seats and local agreements of the apps above belong to somebody's employment and follow it, so nothing
    depends on the unit when nobody is left in it (docs/decisions/0008).
    """
    require(permissions.may_change_organisation(actor, unit.organisation))
    lock_organisation(unit.organisation_id)
    unit = lock_unit(unit.pk)
    if unit.closed_from == from_on:
        return unit
    refuse_odd_date(from_on, field="from_on")
    staying, below = bool(staying_in(unit, from_on)), unit.children.open_on(from_on).exists()
    if why_not := why_not_close(unit.closed_from, from_on, staying=staying, open_below=below):
        raise RuleBroken(why_not, field="from_on")
    unit.closed_from = from_on
    unit.save(update_fields=["closed_from"])
    record("organisations.unit_closed", unit, actor=actor, detail=str(from_on))
    return unit


@write
def reopen_unit(unit: Unit, *, actor: Actor) -> Unit:
    """Take back that a unit was closed, whenever it was. Open already, nothing happens."""
    require(permissions.may_change_organisation(actor, unit.organisation))
    lock_organisation(unit.organisation_id)
    unit = lock_unit(unit.pk)
    if unit.closed_from is None:
        return unit
    if unit.parent and (why_not := why_not_reopen(unit.parent.name, unit.parent.closed_from)):
        raise RuleBroken(why_not)
    was, unit.closed_from = unit.closed_from, None
    unit.save(update_fields=["closed_from"])
    record("organisations.unit_reopened", unit, actor=actor, detail=str(was))
    return unit


@write
def set_spare(unit: Unit, can_spare: int, *, on: date | None = None, actor: Actor) -> Unit:
    """Say how many a unit can spare the same day: as a rule, or on the one date `on`. Advice to whoever says yes."""
    require(permissions.may_change_spare(actor, unit))
    unit = lock_unit(unit.pk)
    if on is None:
        was, unit.can_spare = unit.can_spare, can_spare
        unit.full_clean()
        unit.save()
        record("organisations.spare_set", unit, actor=actor, detail=f"{was} → {can_spare}")
        return unit
    if on < today():
        raise RuleBroken(_("Datoen er gået. Vælg en dato, der ligger foran."), field="on")
    spare = Spare.objects.filter(unit=unit, on=on).first() or Spare(unit=unit, on=on)
    spare.can_spare = can_spare
    spare.full_clean()
    spare.save()
    record("organisations.spare_set", unit, actor=actor, detail=f"{on}: {can_spare}")
    return unit


@write
def clear_spare(unit: Unit, on: date, *, actor: Actor) -> Unit:
    """Let the usual number count on a date again. Nothing happens where it already does."""
    require(permissions.may_change_spare(actor, unit))
    cleared, _rows = Spare.objects.filter(unit=unit, on=on).delete()
    if cleared:
        record("organisations.spare_cleared", unit, actor=actor, detail=str(on))
    return unit


@write
def set_holiday_week(organisation: Organisation, year: int, week: int, name: str, *, actor: Actor) -> HolidayWeek:
    """Put a week into the kommune's table. Every date computed for the kommune stays out of it from now on."""
    require(permissions.may_change_organisation(actor, organisation))
    if why_not := why_not_holiday_week(year, week):
        raise RuleBroken(why_not, field="week")
    locked = HolidayWeek(organisation=organisation, year=year, week=week, name=name.strip())
    locked.full_clean()
    locked.save()
    record("organisations.holiday_week_set", locked, actor=actor)
    announce(HolidayWeeksChanged(organisation.pk), actor=actor)
    return locked


@write
def remove_holiday_week(week: HolidayWeek, *, actor: Actor) -> None:
    """Take a week out of the kommune's table."""
    require(permissions.may_change_organisation(actor, week.organisation))
    record("organisations.holiday_week_removed", week, actor=actor)
    organisation_id = week.organisation_id
    week.delete()
    announce(HolidayWeeksChanged(organisation_id), actor=actor)
