"""Who reads a kommune's outbox and maintains it, which jobs send, and whose a calendar address is."""

from django.db.models import Q

from rodfaest.correspondence import jobs
from rodfaest.correspondence.models import CalendarAddress, Letter
from rodfaest.kernel.access import ALLOWED, Decision, denied, permission, unlisted, visible
from rodfaest.kernel.actors import Actor
from rodfaest.kernel.text import _
from rodfaest.login.jobs import SEND_DUE_LETTERS
from rodfaest.organisations.rules import Role


@visible("correspondence.Letter")
def letters_visible_to(actor: Actor) -> Q:
    """
    The outbox of each kommune one is konsulent in. The words people wrote for one another are not in it, and no letter
    that tells, by going to somebody, what they have not done.
    """
    return Q(kommune__in=actor.organisations_as(Role.CONSULTANT), discreet="")


@visible("correspondence.Letter", as_="discreet")
def discreet_letters_visible_to(actor: Actor) -> Q:
    """
    Reminders, check-ins and questions to ask, as a row for a cohort, a title and a day: never to whom or how many.
    """
    return Q(kommune__in=actor.organisations_as(Role.CONSULTANT)) & ~Q(discreet="")


@permission("correspondence.maintain_outbox", set_of="correspondence.Letter")
def may_maintain_outbox(actor: Actor, letter: Letter) -> Decision:
    """Edit, stop, release and send again: the kommune's konsulenter, since the letters go out in its name."""
    if letter.discreet:
        return denied(_("Brevet står uden navn og kan kun stoppes sammen med de andre."))
    if letter.kommune_id in actor.organisations_as(Role.CONSULTANT):
        return ALLOWED
    return denied(_("Det er kommunens konsulent, der retter i udbakken."))


@permission("correspondence.maintain_round", set_of="correspondence.Letter.discreet")
def may_maintain_round(actor: Actor, letter: Letter) -> Decision:
    """Stop a whole round of discreet letters, undo it, and send again what a wrong address withheld."""
    if letter.discreet and letter.kommune_id in actor.organisations_as(Role.CONSULTANT):
        return ALLOWED
    return denied(_("Det er kommunens konsulent, der retter i udbakken."))


@permission("correspondence.send_letters")
def may_send_letters(actor: Actor, obj: object = None) -> Decision:
    """Letters send themselves when they are due; nobody presses them out."""
    return ALLOWED if actor == SEND_DUE_LETTERS else denied(_("Breve sendes af sig selv, når dagen kommer."))


@permission("correspondence.reconcile_all_letters")
def may_reconcile_all_letters(actor: Actor, obj: object = None) -> Decision:
    """The nightly job that does again what each fact did already."""
    return (
        ALLOWED if actor == jobs.RECONCILE_ALL_LETTERS else denied(_("Brevene følger selv med, når noget ændrer sig."))
    )


unlisted(__name__, CalendarEntry="its person's calendar, by the secret address")


@visible("correspondence.CalendarAddress")
def calendar_addresses_visible_to(actor: Actor) -> Q:
    """One's own. The calendar itself is open to whoever has the secret address."""
    return Q(person__in=actor.person_ids)


@permission("correspondence.renew_calendar_address", set_of="correspondence.CalendarAddress")
def may_renew_calendar_address(actor: Actor, address: CalendarAddress) -> Decision:
    """A calendar address is its person's own to make and to throw away."""
    if address.person_id in actor.person_ids:
        return ALLOWED
    return denied(_("Du kan kun lave en adresse til din egen kalender."))
