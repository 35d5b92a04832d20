"""Groups, and who is in them. Things end; their rows stay."""

from datetime import date

from rodfaest.audit.actions import record
from rodfaest.kernel.access import require
from rodfaest.kernel.actors import Actor
from rodfaest.kernel.errors import RuleBroken
from rodfaest.kernel.text import _
from rodfaest.kernel.transactions import write
from rodfaest.organisations import permissions
from rodfaest.organisations.actions.dated import (
    end_dated,
    lock_organisation,
    refuse_gone,
    refuse_overlap,
    save_dated,
)
from rodfaest.organisations.models import Employment, Group, GroupMember, Organisation, Person, Unit
from rodfaest.organisations.rules import GroupKind
from rodfaest.organisations.rules.groups import why_not_in_group, why_not_work_here


@write
def make_group(
    organisation: Organisation,
    name: str,
    kind: GroupKind,
    *,
    unit: Unit | None = None,
    from_on: date,
    to_on: date | None = None,
    actor: Actor,
) -> Group:
    """Make a group, of a unit or across them. Nobody is in it yet, and whoever makes it never is by that."""
    group = Group(organisation=organisation, unit=unit, kind=kind, name=name.strip(), from_on=from_on, to_on=to_on)
    require(permissions.may_arrange_group(actor, group))
    if unit and unit.organisation_id != organisation.pk:
        raise RuleBroken(_("Enheden hører til en anden organisation."), field="unit")
    lock_organisation(organisation.pk)  # of two who make the same at once, one is refused
    if Group.objects.lasting().filter(organisation=organisation, unit=unit, name__iexact=group.name).exists():
        raise RuleBroken(_("Der er allerede en gruppe med det navn. Vælg et andet."), field="name")
    save_dated(group)
    record("organisations.group_made", group, actor=actor)
    return group


@write
def close_group(group: Group, last_day: date, *, actor: Actor) -> Group:
    """End a group, and with it who is in it; `last_day` is the last day that counts. What one wrote stays one's own."""
    require(permissions.may_arrange_group(actor, group))
    closed = end_dated(group, last_day)
    record("organisations.group_closed", closed, actor=actor, detail=str(last_day))
    return closed


@write
def add_to_group(
    group: Group, person: Person, *, from_on: date, to_on: date | None = None, actor: Actor
) -> GroupMember:
    """Let somebody be in a group. From that day they read what is written there, also what was written before."""
    member = GroupMember(group=group, person=person, from_on=from_on, to_on=to_on)
    require(permissions.may_add_to_group(actor, member))
    refuse_overlap(GroupMember.objects.filter(group=group, person=person), person, from_on, to_on, group.name)
    refuse_gone(group)
    if why_not := why_not_in_group(group.from_on, group.to_on, from_on=from_on, to_on=to_on):
        raise RuleBroken(why_not, field="from_on")
    works_here = Employment.objects.on(from_on).filter(person=person, unit__organisation=group.organisation_id)
    if why_not := why_not_work_here(works_here.exists(), person.full_name):
        raise RuleBroken(why_not, field="person")
    save_dated(member)
    record("organisations.group_joined", member, actor=actor)
    return member


@write
def end_membership(member: GroupMember, last_day: date, *, actor: Actor) -> GroupMember:
    """Let somebody be in a group no more, or leave it oneself; `last_day` is the last day that counts."""
    require(permissions.may_end_membership(actor, member))
    ended = end_dated(member, last_day)
    record("organisations.group_left", ended, actor=actor, detail=str(last_day))
    return ended
