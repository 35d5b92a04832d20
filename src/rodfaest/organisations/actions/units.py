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
from rodfaest.organisations.happenings import HolidayWeeksChanged
from rodfaest.organisations.models import (
    HolidayWeek,
    Organisation,
    Spare,
    Unit,
)
from rodfaest.organisations.rules import (
    OrganisationKind,
    Ownership,
    UnitKind,
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
    if parent is not None and parent.organisation_id != organisation.pk:
        raise RuleBroken(_("Enheden over den hører til en anden organisation."), field="parent")
    unit = Unit(
        organisation=organisation, name=name.strip(), kind=kind, parent=parent, ownership=ownership, can_spare=can_spare
    )
    unit.full_clean()
    unit.save()
    record("organisations.unit_added", unit, actor=actor)
    return unit


@write
def rename_unit(unit: Unit, name: str, *, actor: Actor) -> Unit:
    """Call a unit something else, from now on everywhere. The same name again changes nothing."""
    require(permissions.may_change_organisation(actor, unit.organisation))
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    was, unit.name = unit.name, name.strip()
    if unit.name == was:
        return unit
    unit.full_clean()
    unit.save(update_fields=["name"])
    record("organisations.unit_renamed", unit, actor=actor, detail=f"{was} → {unit.name}")
    return unit


@write
def set_spare(unit: Unit, can_spare: int, *, on: date | None = None, actor: Actor) -> Unit:
    """Say how many a unit can spare the same day: as a rule, or on the one date `on`. Advice to whoever says yes."""
    require(permissions.may_change_spare(actor, unit))
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
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
    """Let the usual number hold on a date again. Nothing happens where it already does."""
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
    held = HolidayWeek(organisation=organisation, year=year, week=week, name=name.strip())
    held.full_clean()
    held.save()
    record("organisations.holiday_week_set", held, actor=actor)
    announce(HolidayWeeksChanged(organisation.pk), actor=actor)
    return held


@write
def remove_holiday_week(week: HolidayWeek, *, actor: Actor) -> None:
    """Take a week out of the kommune's table."""
    require(permissions.may_change_organisation(actor, week.organisation))
    record("organisations.holiday_week_removed", week, actor=actor)
    organisation_id = week.organisation_id
    week.delete()
    announce(HolidayWeeksChanged(organisation_id), actor=actor)
