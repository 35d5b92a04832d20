"""Who leads, has a function or a role, and stands in for whom. Things end; their rows stay."""

from datetime import date

from rodfaest.audit.actions import record
from rodfaest.kernel.access import require
from rodfaest.kernel.actors import Actor
from rodfaest.kernel.errors import RuleBroken
from rodfaest.kernel.text import _
from rodfaest.kernel.time import today
from rodfaest.kernel.transactions import write
from rodfaest.organisations import permissions
from rodfaest.organisations.actions.dated import (
    end_dated,
    lock_organisation,
    refuse_overlap,
    refuse_the_last,
    save_dated,
)
from rodfaest.organisations.models import (
    Deputyship,
    Function,
    Leadership,
    Organisation,
    Person,
    SystemRole,
    Unit,
)
from rodfaest.organisations.rules import (
    FunctionKind,
    Role,
)


@write
def give_function(
    person: Person, unit: Unit, kind: FunctionKind, *, from_on: date, to_on: date | None = None, actor: Actor
) -> Function:
    """Give somebody a function in a unit and everything below it."""
    require(permissions.may_change_organisation(actor, unit.organisation))
    require(permissions.not_to_oneself(actor, person))
    given = Function.objects.filter(person=person, unit=unit, kind=kind)
    refuse_overlap(given, person, from_on, to_on, kind.label)
    function = Function(person=person, unit=unit, kind=kind, from_on=from_on, to_on=to_on)
    save_dated(function)
    record("organisations.function_given", function, actor=actor)
    return function


@write
def end_function(function: Function, last_day: date, *, actor: Actor) -> Function:
    """End a function; `last_day` is the last day that counts."""
    require(permissions.may_change_organisation(actor, function.unit.organisation))
    ended = end_dated(function, last_day)
    record("organisations.function_ended", ended, actor=actor, detail=str(last_day))
    return ended


@write
def make_leader(person: Person, unit: Unit, *, from_on: date, to_on: date | None = None, actor: Actor) -> Leadership:
    """Let somebody lead a unit and everything below it, beside whoever leads it already."""
    require(permissions.may_change_organisation(actor, unit.organisation))
    require(permissions.not_to_oneself(actor, person))
    refuse_overlap(Leadership.objects.filter(person=person, unit=unit), person, from_on, to_on, _("leder af enheden"))
    leadership = Leadership(person=person, unit=unit, from_on=from_on, to_on=to_on)
    save_dated(leadership)
    record("organisations.leader_made", leadership, actor=actor)
    return leadership


@write
def end_leadership(leadership: Leadership, last_day: date, *, actor: Actor) -> Leadership:
    """End somebody's leading of a unit; `last_day` is the last day that counts."""
    require(permissions.may_change_organisation(actor, leadership.unit.organisation))
    ended = end_dated(leadership, last_day)
    record("organisations.leadership_ended", ended, actor=actor, detail=str(last_day))
    return ended


@write
def give_role(
    person: Person, organisation: Organisation, role: Role, *, from_on: date, to_on: date | None = None, actor: Actor
) -> SystemRole:
    """Let somebody do in Rodfæst what the role does, for one organisation."""
    require(permissions.may_give_role(actor, organisation))
    require(permissions.not_to_oneself(actor, person))
    lock_organisation(organisation.pk)
    locked = SystemRole.objects.filter(person=person, organisation=organisation, role=role)
    refuse_overlap(locked, person, from_on, to_on, role.label)
    given = SystemRole(person=person, organisation=organisation, role=role, from_on=from_on, to_on=to_on)
    save_dated(given)
    record("organisations.role_given", given, actor=actor)
    return given


@write
def end_role(role: SystemRole, last_day: date, *, actor: Actor) -> SystemRole:
    """End a role; `last_day` is the last day that counts. The last administrator stays."""
    require(permissions.may_give_role(actor, role.organisation))
    refuse_the_last(role, last_day=last_day)
    ended = end_dated(role, last_day)
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
    refuse_overlap(named, leader, from_on, to_on, _("stedfortræder for lederen"))
    deputyship = Deputyship(leader=leader, deputy=deputy, from_on=from_on, to_on=to_on)
    save_dated(deputyship)
    record("organisations.deputy_named", deputyship, actor=actor)
    return deputyship


@write
def end_deputyship(deputyship: Deputyship, last_day: date, *, actor: Actor) -> Deputyship:
    """Let somebody stop standing in early; `last_day` is the last day that counts."""
    require(permissions.may_name_deputy(actor, deputyship.leader))
    ended = end_dated(deputyship, last_day)
    record("organisations.deputyship_ended", ended, actor=actor, detail=str(last_day))
    return ended
