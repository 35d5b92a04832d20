"""Who can't be written to: read off addresses as they are, and never off which letters wait."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q

from rodfaest.correspondence.models.letters import LetterQuerySet
from rodfaest.correspondence.rules.channels import Channel, reach
from rodfaest.correspondence.rules.letters import STOP_STANDS, why_out_of_reach
from rodfaest.kernel.reconcile import Scope
from rodfaest.kernel.time import today
from rodfaest.organisations.models import Person


@dataclass(frozen=True)
class OutOfReach:
    """Somebody, and why no letter gets there."""

    person: Person
    why: str


def out_of_reach(*outboxes: LetterQuerySet) -> list[OutOfReach]:
    """
    Those written to of late or to be written to whom nothing can be handed over to, by name. One query.

    A reminder waits only for whoever has not done what it reminds of, so a list of withheld letters would be a list of
    them. Whatever became of a letter, it counts here.
    """
    asked = Q()
    for letters in outboxes:
        asked |= Q(pk__in=_recent(letters).values("person"))
    people = Person.objects.filter(asked).by_name()
    return [OutOfReach(person, why) for person in people if (why := _why(person))]


def ids_out_of_reach(letters: LetterQuerySet) -> dict[Scope, set[int]]:
    """The ids of those people, by scope. One query."""
    found: dict[Scope, set[int]] = defaultdict(set)
    fields = "owner", "scope_kind", "scope_id", "person", "person__email", "person__phone", "person__is_active"
    for owner, kind, scope_id, person_id, *address in _recent(letters).values_list(*fields).distinct():
        if _why_not(*address):
            found[Scope(owner, kind, scope_id)].add(person_id)
    return found


def _recent(letters: LetterQuerySet) -> LetterQuerySet:
    """Letters there are whoever has done what."""
    return letters.listed().order_by().filter(due_on__gte=today() - STOP_STANDS)


def _why_not(email: str | None, phone: str, is_active: bool) -> str | None:
    to = reach(email, phone)
    return why_out_of_reach(address=to.address, by_sms=to.channel == Channel.SMS, login_closed=not is_active)


def _why(person: Person) -> str | None:
    why = _why_not(person.email, person.phone, person.is_active)
    return why and why.replace("{name}", person.first_name)
