"""The secret address of a person's calendar."""

import secrets

from rodfaest.audit.actions import record
from rodfaest.correspondence import permissions
from rodfaest.correspondence.models import CalendarAddress
from rodfaest.kernel.access import require
from rodfaest.kernel.actors import Actor
from rodfaest.kernel.time import now
from rodfaest.kernel.transactions import write
from rodfaest.organisations.models import Person


@write
def renew_calendar_address(person: Person, *, actor: Actor) -> CalendarAddress:
    """Make the address of a person's calendar, or a new one: from then on the old one leads nowhere."""
    # Locked, so that two presses at once make one address after the other and not two.
    person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    address = CalendarAddress.objects.filter(person=person).first() or CalendarAddress(person=person)
    require(permissions.may_renew_calendar_address(actor, address))
    address.secret, address.made_at = secrets.token_urlsafe(32), now()
    address.full_clean()
    address.save()
    record("correspondence.calendar_address_made", address, actor=actor)
    return address
