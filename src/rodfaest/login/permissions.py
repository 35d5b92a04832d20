"""Who comes in, whose links are made by whom, and what one does with one's own login."""

from django.conf import settings

from rodfaest.kernel.access import ALLOWED, Decision, denied, permission, unlisted
from rodfaest.kernel.actors import Actor
from rodfaest.kernel.text import _
from rodfaest.kernel.time import today
from rodfaest.login import jobs, rules
from rodfaest.login.models import LoginChange, Meeting, PersonalLink
from rodfaest.organisations.jobs import DEMO, INVITE
from rodfaest.organisations.models import Person
from rodfaest.organisations.permissions import may_change_login

LINK_MAKERS = frozenset({jobs.SEND_DUE_LETTERS, DEMO})


unlisted(
    __name__,
    LoginChange="its token, in the mail to every address; and one's own page",
    Meeting="its token, in the mail to every old address; and one's own page",
    PersonalLink="its token, in the letter of whom it belongs to",
    Tries="what allauth asks of Django's cache",
)


@permission("login.log_in")
def may_log_in(actor: Actor, person: Person) -> Decision:
    """Whoever is known here and has not been closed out. Nobody makes an account for themselves."""
    if actor.person_id == person.pk and person.is_active:
        return ALLOWED
    return denied(_("Du kan ikke logge ind lige nu. Tal med din leder eller konsulenten."))


@permission("login.step_in")
def may_step_in(actor: Actor, person: Person) -> Decision:
    """Only in the demo, where everybody is made up."""
    return ALLOWED if settings.DEMO else denied(_("Det kan man kun i demoen."))


@permission("login.log_out_everywhere")
def may_log_out_everywhere(actor: Actor, person: Person) -> Decision:
    """One's own phones and computers."""
    if actor.person_id == person.pk:
        return ALLOWED
    return denied(_("Du kan kun logge dig selv ud."))


@permission("login.make_link")
def may_make_link(actor: Actor, person: Person | None) -> Decision:
    """A link opens in somebody's name, so no person makes one: only the job that sends it to whom it belongs."""
    return ALLOWED if actor in LINK_MAKERS else denied(_("Personlige links laves kun, når et brev bliver sendt."))


@permission("login.renew_link")
def may_renew_link(actor: Actor, link: PersonalLink) -> Decision:
    """
    Anybody who has the old one may ask: the new one goes to the person it belongs to, and to nobody else.

    A year after the letter's own link ended it can't be done any more, however often it was renewed.
    """
    if today() > link.letter_ends + rules.REMEMBERED_FOR:
        return denied(_("Brevet er mere end et år gammelt, så der kommer ikke flere links til det."))
    if link.person and not link.person.is_active:
        return denied(_("Linket kan ikke bruges mere. Tal med din leder eller konsulenten."))
    if link.person and (link.person.email or link.person.phone):
        return ALLOWED
    return denied(_("Vi har ingen mail eller mobil at sende et nyt link til. Tal med den, der sendte dig linket."))


@permission("login.undo_change")
def may_undo_login_change(actor: Actor, change: LoginChange) -> Decision:
    """Whoever has the link that was sent to every address, for 14 days. Undone already, it stays so."""
    if change.may_be_undone or change.undone_at:
        return ALLOWED
    return denied(_("Linket virkede i 14 dage. Ring til kommunens administrator, hvis det ikke var dig."))


@permission("login.meet")
def may_meet(actor: Actor, person: Person) -> Decision:
    """Whoever may change somebody's mail has met them, never oneself. No leader and no TR: the employer vouches not."""
    if person.pk in actor.person_ids:
        return denied(_("Det skriver en administrator, der har mødt dig."))
    return may_change_login(actor, person)


@permission("login.stop_meeting")
def may_stop_meeting(actor: Actor, meeting: Meeting) -> Decision:
    """For a week: whoever has the link sent to the old addresses, or has come in by something from before."""
    if actor.person_id == meeting.person_id and actor.reads_since:
        return denied(_("Det stopper man med linket i mailen, eller logget ind med det gamle."))
    if meeting.is_waiting or meeting.stopped_at:
        return ALLOWED
    return denied(_("Ugen er gået, så det kan ikke stoppes mere. Ring til kommunens administrator."))


@permission("login.remove_links")
def may_remove_links(actor: Actor, obj: object = None) -> Decision:
    """Done by night."""
    return ALLOWED if actor == jobs.REMOVE_EXPIRED_LINKS else denied(_("Gamle links fjernes af sig selv om natten."))


@permission("login.invite")
def may_invite(actor: Actor, obj: object = None) -> Decision:
    """The first administrator is made by whoever runs the machine."""
    return ALLOWED if actor == INVITE else denied(_("Den første administrator oprettes fra kommandolinjen."))
