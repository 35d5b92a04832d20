"""How what was written ahead or begins today is called off, and a move taken back."""

from datetime import timedelta

from django.db import transaction
from django.db.models import ProtectedError

from rodfaest.audit.actions import record
from rodfaest.kernel.access import Decision, require
from rodfaest.kernel.actors import Actor
from rodfaest.kernel.errors import RuleBroken
from rodfaest.kernel.happenings import announce
from rodfaest.kernel.text import _
from rodfaest.kernel.time import today
from rodfaest.kernel.transactions import write
from rodfaest.organisations import permissions
from rodfaest.organisations.actions.dated import refuse_the_last, still_stands
from rodfaest.organisations.actions.people import change_last_day
from rodfaest.organisations.happenings import EmploymentEnded
from rodfaest.organisations.models import (
    Dated,
    Deputyship,
    Employment,
    Function,
    Group,
    GroupMember,
    Leadership,
    Person,
    SystemRole,
)
from rodfaest.organisations.rules.dated import why_not_call_off

STANDS_BY = {
    Employment: _(
        "Et ønske eller en plads på et hold hører til ansættelsen, så den kan ikke trækkes tilbage. "
        "Skriv en sidste dag i stedet, eller flyt personen fra i morgen."
    ),
    Group: _("Der er skrevet i gruppen, så den kan ikke trækkes tilbage. Skriv en sidste dag i stedet."),
}
"""What stops each kind from being called off once something above rests on it."""


@write
def call_off(dated: Dated, *, actor: Actor) -> None:
    """
    Take back what was written ahead or begins today: the row is deleted, and an audit line tells of it.

    Whoever may end it may call it off. Called off already, nothing happens. A person known by it alone is removed too.
    Where it was a move, the employment before goes on, to the last day it was to have.
    """
    require(_may_end(actor, dated))
    if isinstance(dated, SystemRole):
        refuse_the_last(dated, last_day=dated.from_on)
    if not still_stands(dated):
        return
    if why_not := why_not_call_off(dated.from_on, today=today()):
        raise RuleBroken(why_not)
    old = _out_of_line(dated) if isinstance(dated, Employment) else None
    record("organisations.called_off", dated, actor=actor, detail=dated.period)
    try:
        dated.delete()
    except ProtectedError:
        raise RuleBroken(STANDS_BY[type(dated)]) from None
    if isinstance(dated, Employment):
        if old:
            change_last_day(old, dated.to_on, actor=actor)
        announce(EmploymentEnded(dated.person_id), actor=actor)
    if isinstance(dated, Employment | Function | Leadership | SystemRole):
        _forget(dated.person, actor=actor)


def _out_of_line(moved: Employment) -> Employment | None:
    """
    Take an employment out of a chain of moves: the one after it now comes from the one before it.

    Returns the one before if its last day is still the one the move gave it; a day typed since then stays.
    """
    before, after = moved.moved_from, Employment.objects.filter(moved_from=moved).first()
    for row, comes_from in ((moved, None), (after, before)):
        if row is not None:
            row.moved_from = comes_from
            row.save(update_fields=["moved_from"])
    return before if before and before.to_on == moved.from_on - timedelta(days=1) else None


def _forget(person: Person, *, actor: Actor) -> None:
    """Remove a person nothing else refers to: nobody would find them, and their mail address would be taken."""
    try:
        with transaction.atomic():
            record("organisations.person_removed", person, actor=actor)
            person.delete()
    except ProtectedError:
        return  # known by something else; the line goes with the attempt


def _may_end(actor: Actor, dated: Dated) -> Decision:
    match dated:
        case Employment() | Function() | Leadership():
            return permissions.may_change_organisation(actor, dated.unit.organisation)
        case SystemRole():
            return permissions.may_give_role(actor, dated.organisation)
        case Group():
            return permissions.may_arrange_group(actor, dated)
        case GroupMember():
            return permissions.may_end_membership(actor, dated)
        case Deputyship():
            return permissions.may_name_deputy(actor, dated.leader)
    raise TypeError(f"nobody ends a {type(dated).__name__}")
