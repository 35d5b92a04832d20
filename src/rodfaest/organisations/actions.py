"""Verbs that change who works where, as what, and what a unit can spare. History is kept: things end, they don't go."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TypeVar

from rodfaest.audit.actions import record
from rodfaest.kernel.access import require
from rodfaest.kernel.actors import Actor
from rodfaest.kernel.errors import RuleBroken
from rodfaest.kernel.happenings import announce
from rodfaest.kernel.text import _
from rodfaest.kernel.time import today
from rodfaest.kernel.transactions import write
from rodfaest.organisations import permissions, rules
from rodfaest.organisations.happenings import EmploymentEnded, EmploymentMoved, HolidayWeeksChanged
from rodfaest.organisations.models import (
    Dated,
    Deputyship,
    Employment,
    Function,
    HolidayWeek,
    Leadership,
    Organisation,
    Person,
    Spare,
    SystemRole,
    Unit,
)
from rodfaest.organisations.rules import (
    Education,
    FunctionKind,
    JobCategory,
    OrganisationKind,
    Ownership,
    Role,
    UnitKind,
)

AnyDated = TypeVar("AnyDated", bound=Dated)

# Organisations and units ---------------------------------------------------------------------------------------------


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


# People --------------------------------------------------------------------------------------------------------------


@write
def add_person(
    organisation: Organisation,
    *,
    first_name: str,
    last_name: str,
    email: str | None = None,
    phone: str = "",
    actor: Actor,
) -> Person:
    """Make somebody known who works, leads, helps or teaches here. Whoever has a mail address may log in."""
    require(permissions.may_add_person(actor, organisation))
    person = Person(first_name=first_name.strip(), last_name=last_name.strip(), email=email, phone=phone.strip())
    person.set_unusable_password()
    person.full_clean()
    person.save()
    record("organisations.person_added", person, actor=actor)
    return person


@write
def employ(
    person: Person,
    unit: Unit,
    job_category: JobCategory,
    education: Education,
    *,
    from_on: date,
    to_on: date | None = None,
    actor: Actor,
) -> Employment:
    """Employ somebody in a unit. Another employment elsewhere goes on beside it."""
    require(permissions.may_change_organisation(actor, unit.organisation))
    _refuse_overlap(Employment.objects.filter(person=person, unit=unit), from_on, to_on, _("ansættelse i enheden"))
    employment = Employment(
        person=person, unit=unit, job_category=job_category, education=education, from_on=from_on, to_on=to_on
    )
    _keep(employment)
    record("organisations.employed", employment, actor=actor)
    return employment


@write
def take_on(
    unit: Unit,
    job_category: JobCategory,
    education: Education,
    *,
    first_name: str,
    last_name: str,
    email: str | None = None,
    phone: str = "",
    from_on: date,
    actor: Actor,
) -> Employment:
    """Make somebody new known and employ them at once: how a new colleague comes in on a page."""
    require(permissions.may_change_organisation(actor, unit.organisation))
    person = add_person(
        unit.organisation, first_name=first_name, last_name=last_name, email=email, phone=phone, actor=actor
    )
    return employ(person, unit, job_category, education, from_on=from_on, actor=actor)


@write
def end_employment(employment: Employment, last_day: date, *, actor: Actor) -> Employment:
    """End an employment; `last_day` is the last day that counts."""
    require(permissions.may_change_organisation(actor, employment.unit.organisation))
    ended = _end(employment, last_day)
    record("organisations.employment_ended", ended, actor=actor, detail=str(last_day))
    announce(EmploymentEnded(ended.pk), actor=actor)
    return ended


@write
def move_person(employment: Employment, unit: Unit, *, from_on: date, actor: Actor) -> Employment:
    """Let somebody work in `unit` from a day on instead, job and education as before. The old row stays."""
    require(permissions.may_change_organisation(actor, employment.unit.organisation))
    if unit.pk == employment.unit_id:
        raise RuleBroken(_("Personen arbejder allerede der. Vælg en anden enhed."), field="unit")
    _refuse_odd_date(from_on, field="from_on")
    end_employment(employment, from_on - timedelta(days=1), actor=actor)
    begun = employ(
        employment.person,
        unit,
        JobCategory(employment.job_category),
        Education(employment.education),
        from_on=from_on,
        actor=actor,
    )
    announce(EmploymentMoved(begun.person_id, employment.pk, begun.pk), actor=actor)
    return begun


# Functions, leaders, roles -------------------------------------------------------------------------------------------


@write
def give_function(
    person: Person, unit: Unit, kind: FunctionKind, *, from_on: date, to_on: date | None = None, actor: Actor
) -> Function:
    """Give somebody a function in a unit and everything below it."""
    require(permissions.may_change_organisation(actor, unit.organisation))
    given = Function.objects.filter(person=person, unit=unit, kind=kind)
    _refuse_overlap(given, from_on, to_on, kind.label)
    function = Function(person=person, unit=unit, kind=kind, from_on=from_on, to_on=to_on)
    _keep(function)
    record("organisations.function_given", function, actor=actor)
    return function


@write
def end_function(function: Function, last_day: date, *, actor: Actor) -> Function:
    """End a function; `last_day` is the last day that counts."""
    require(permissions.may_change_organisation(actor, function.unit.organisation))
    ended = _end(function, last_day)
    record("organisations.function_ended", ended, actor=actor, detail=str(last_day))
    return ended


@write
def make_leader(person: Person, unit: Unit, *, from_on: date, to_on: date | None = None, actor: Actor) -> Leadership:
    """Let somebody lead a unit and everything below it, beside whoever leads it already."""
    require(permissions.may_change_organisation(actor, unit.organisation))
    _refuse_overlap(Leadership.objects.filter(person=person, unit=unit), from_on, to_on, _("leder af enheden"))
    leadership = Leadership(person=person, unit=unit, from_on=from_on, to_on=to_on)
    _keep(leadership)
    record("organisations.leader_made", leadership, actor=actor)
    return leadership


@write
def end_leadership(leadership: Leadership, last_day: date, *, actor: Actor) -> Leadership:
    """End somebody's leading of a unit; `last_day` is the last day that counts."""
    require(permissions.may_change_organisation(actor, leadership.unit.organisation))
    ended = _end(leadership, last_day)
    record("organisations.leadership_ended", ended, actor=actor, detail=str(last_day))
    return ended


@write
def give_role(
    person: Person, organisation: Organisation, role: Role, *, from_on: date, to_on: date | None = None, actor: Actor
) -> SystemRole:
    """Let somebody do in Rodfæst what the role does, for one organisation."""
    require(permissions.may_give_role(actor, organisation))
    held = SystemRole.objects.filter(person=person, organisation=organisation, role=role)
    _refuse_overlap(held, from_on, to_on, role.label)
    given = SystemRole(person=person, organisation=organisation, role=role, from_on=from_on, to_on=to_on)
    _keep(given)
    record("organisations.role_given", given, actor=actor)
    return given


@write
def end_role(role: SystemRole, last_day: date, *, actor: Actor) -> SystemRole:
    """End a role; `last_day` is the last day that counts. The last administrator stays, or nobody could give roles."""
    require(permissions.may_give_role(actor, role.organisation))
    if role.role == Role.ADMINISTRATOR:
        others = SystemRole.objects.filter(organisation=role.organisation, role=role.role, to_on__isnull=True)
        if not others.exclude(pk=role.pk).exclude(from_on__gt=last_day).exists():
            raise RuleBroken(_("Det er den sidste administrator. Giv rollen til en anden først."))
    ended = _end(role, last_day)
    record("organisations.role_ended", ended, actor=actor, detail=str(last_day))
    return ended


@write
def name_deputy(leader: Person, deputy: Person, *, from_on: date, to_on: date, actor: Actor) -> Deputyship:
    """Let `deputy` lead what `leader` leads, from a day to a day. Both can act meanwhile."""
    require(permissions.may_name_deputy(actor, leader))
    if leader.pk == deputy.pk:
        raise RuleBroken(_("Du kan ikke være din egen stedfortræder. Vælg en anden."), field="deputy")
    if to_on < today():
        raise RuleBroken(_("Den sidste dag er allerede gået. Vælg en senere dato."), field="to_on")
    named = Deputyship.objects.filter(leader=leader, deputy=deputy)
    _refuse_overlap(named, from_on, to_on, _("stedfortræder for lederen"))
    deputyship = Deputyship(leader=leader, deputy=deputy, from_on=from_on, to_on=to_on)
    _keep(deputyship)
    record("organisations.deputy_named", deputyship, actor=actor)
    return deputyship


@write
def end_deputyship(deputyship: Deputyship, last_day: date, *, actor: Actor) -> Deputyship:
    """Let somebody stop standing in early; `last_day` is the last day that counts."""
    require(permissions.may_name_deputy(actor, deputyship.leader))
    ended = _end(deputyship, last_day)
    record("organisations.deputyship_ended", ended, actor=actor, detail=str(last_day))
    return ended


# What a unit can spare, and when a kommune is closed -----------------------------------------------------------------


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
    if why_not := rules.why_not_holiday_week(year, week):
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


def _refuse_overlap(rows: Iterable[Dated], from_on: date, to_on: date | None, what: str) -> None:
    """Two rows that say the same of the same days are one too many: ending one would change nothing."""
    for row in rows:
        if (row.to_on is None or row.to_on >= from_on) and (to_on is None or row.from_on <= to_on):
            raise RuleBroken(
                _("Det står der allerede: {what}, {period}.").format(
                    what=what, period=rules.period_words(row.from_on, row.to_on)
                )
            )
