"""Verbs of coming in: personal links, being let in, stepping in (in the demo), leaving everywhere, the first person."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial
from secrets import token_urlsafe

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import login
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse

from rodfaest.audit.actions import record
from rodfaest.kernel.access import require
from rodfaest.kernel.actors import Actor, Errand
from rodfaest.kernel.errors import RuleBroken
from rodfaest.kernel.text import _
from rodfaest.kernel.time import now, today
from rodfaest.kernel.transactions import write
from rodfaest.login import locks, permissions, post, rules
from rodfaest.login.models import LoginChange, Meeting, PersonalLink, Proof, changes_of, digest_of, letters_read_since
from rodfaest.organisations.actions import add_organisation, add_person, give_role
from rodfaest.organisations.happenings import LoginChanged
from rodfaest.organisations.models import Organisation, Person, SystemRole
from rodfaest.organisations.rules import OrganisationKind, Role
from rodfaest.organisations.rules.people import phone_digits
from rodfaest.texts.happenings import KeysTurned
from rodfaest.texts.rules import why_not_text

STEPPED_IN = "login_stepped_in"
"""The session's mark of having come in through the demo's page, where nobody has a second factor."""

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"

# Links


@write
def make_link(person: Person | None, errand: Errand, *, valid_until: date, actor: Actor) -> str:
    """Make a new link for one errand. Its whole address is given this once: only its digest is stored."""
    require(permissions.may_make_link(actor, person))
    return _new_link(person, errand, valid_until, actor=actor)


@write
def renew_link(link: PersonalLink, *, actor: Actor) -> str | None:
    """
    Make a new link in place of one that is too old. None when one has just been made: it is on its way.

    The address goes to the link's person through `post`, never to whoever asked.
    """
    require(permissions.may_renew_link(actor, link))
    alike = PersonalLink.objects.like(link)
    # Locked before any is asked when it was made: two presses at once send one mail.
    list(alike.order_by("pk").select_for_update())
    if alike.made_since(now() - rules.RENEW_AGAIN_AFTER).exists():
        return None
    until = today() + rules.RENEWED_FOR
    return _new_link(link.person, link.errand, until, in_place_of=link, actor=actor)


def _new_link(
    person: Person | None,
    errand: Errand,
    valid_until: date,
    *,
    in_place_of: PersonalLink | None = None,
    actor: Actor,
) -> str:
    token = token_urlsafe(16)
    link = PersonalLink(
        person=person,
        verb=errand.verb,
        noun=errand.noun,
        object_id=errand.object_id,
        digest=digest_of(token),
        valid_until=valid_until,
        reads_since=letters_read_since(person) if person else None,
        letters_until=in_place_of.letter_ends if in_place_of else None,
    )
    link.full_clean()
    link.save()
    record("login.link_made", link, actor=actor)
    return f"{settings.BASE_URL}{reverse('login:link_open', args=[token])}"


@write
def remove_expired_links(*, actor: Actor) -> int:
    """Remove links that ran out long ago. Says how many."""
    require(permissions.may_remove_links(actor))
    links = list(PersonalLink.objects.forgotten())
    for link in links:
        record("login.link_forgotten", link, actor=actor)
        link.delete()
    return len(links)


# Coming in and going out


@write
def note_login(person: Person, *, actor: Actor) -> None:
    """Write down that somebody has come in. allauth's adapter asks for it, after code, passkey or second factor."""
    require(permissions.may_log_in(actor, person))
    record("login.logged_in", person, actor=actor)


@write
def step_in(request: HttpRequest, person: Person, *, actor: Actor) -> None:
    """Come in as somebody in the demo, with no code and no second factor."""
    require(permissions.may_step_in(actor, person))
    login(request, person, backend=BACKEND)
    request.session[STEPPED_IN] = True
    record("login.stepped_in", person, actor=actor)


@write
def reconcile_locks(happening: KeysTurned, *, actor: Actor) -> None:
    """The keys are turned: lock every second factor again with the newest, so that the older may go."""
    for factor in Authenticator.objects.select_for_update().exclude(type=Authenticator.Type.WEBAUTHN):
        for name in ("secret", "seed"):
            if name in factor.data:
                factor.data[name] = locks.turned(factor.data[name])
        factor.save(update_fields=["data"])


@write
def log_out_everywhere(person: Person, *, actor: Actor) -> None:
    """End every session of a person, this one too: each rests on the (unusable) password, which is now another."""
    require(permissions.may_log_out_everywhere(actor, person))
    person.set_unusable_password()
    person.save(update_fields=["password"])
    record("login.logged_out_everywhere", person, actor=actor)


# Another mail or mobile


@write
def reconcile_login(happening: LoginChanged, *, actor: Actor) -> None:
    """
    Somebody has another mail or mobile: links end, every address known before and after is told at once, and what was
    written before is closed to the new one until it is shown to be theirs.
    """
    person = Person.objects.get(pk=happening.person_id)
    earlier = list(LoginChange.objects.undoable().filter(person=person))
    token = token_urlsafe(16)
    change = LoginChange(
        person=person,
        was_email=happening.was_email,
        was_phone=happening.was_phone,
        email=happening.email,
        phone=happening.phone,
        by_number=actor.person_id,
        closes=_has_come_in(person),
        digest=digest_of(token),
    )
    change.full_clean()
    change.save()
    _end_links(person)
    url = f"{settings.BASE_URL}{reverse('login:change_undo', args=[token])}"
    transaction.on_commit(partial(post.tell_of_change, _told([change, *earlier]), url))


@write
def undo_login_change(change: LoginChange, *, actor: Actor) -> None:
    """
    »Det var ikke mig«: mail and mobile are again what they were, and all that has come since is out. It opens nothing.

    Changes made after it fall with it, and so do the passkeys and apps. Undone already, nothing happens.
    """
    require(permissions.may_undo_login_change(actor, change))
    person = Person.objects.select_for_update().get(pk=change.person_id)
    change = LoginChange.objects.get(pk=change.pk)
    if change.undone_at is not None:
        return
    later = list(LoginChange.objects.filter(person=person, at__gte=change.at, undone_at__isnull=True))
    email = change.was_email or None
    if email and Person.objects.exclude(pk=person.pk).filter(email=email).exists():
        raise RuleBroken(_("En anden har fået den gamle mail siden. Ring til kommunens administrator."))
    person.email, person.phone = email, change.was_phone
    person.set_unusable_password()
    person.save(update_fields=["email", "phone", "password"])
    for one in later:
        one.undone_at = now()
        one.save(update_fields=["undone_at"])
        record("login.change_undone", one, actor=actor)
    Authenticator.objects.filter(user=person, created_at__gte=change.at).delete()
    _end_links(person)
    transaction.on_commit(partial(post.tell_of_undoing, _told(later)))


@write
def prove_login(person: Person, since: datetime | None, proof: Proof, *, actor: Actor) -> None:
    """
    Somebody who has come in by a new address has shown something known longer, since `since` or ever: the changes after
    that are theirs, and close nothing any more.
    """
    require(permissions.may_log_in(actor, person))
    for change in LoginChange.objects.unproven().filter(person=person).select_for_update():
        if since and change.as_changed().at <= since:
            continue
        change.proof, change.proven_at, change.proven_since = proof, now(), since
        change.save(update_fields=["proof", "proven_at", "proven_since"])
        record("login.change_proven", change, actor=actor, detail=proof)


@write
def meet(person: Person, how: str, *, actor: Actor) -> Meeting:
    """
    Write down that one has met somebody with a new address, in person, and how they showed who they are.

    Every old address and number is told, and can stop it for a week. Until then nothing opens by it.
    """
    require(permissions.may_meet(actor, person))
    person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    changes = changes_of(person)
    if not changes:
        raise RuleBroken(_("Der er ikke noget lukket, der skal åbnes."))
    if Meeting.objects.waiting().filter(person=person).exists():
        raise RuleBroken(_("Det er skrevet allerede. Det gælder, når der er gået en uge."))
    if why_not := why_not_text(how):
        raise RuleBroken(why_not, field="how")
    token = token_urlsafe(16)
    meeting = Meeting(person=person, by_id=actor.person_id, how=how.strip(), digest=digest_of(token))
    meeting.full_clean()
    meeting.save()
    record("login.met", meeting, actor=actor)
    url = f"{settings.BASE_URL}{reverse('login:meeting_stop', args=[token])}"
    old = rules.old_addresses(changes)
    mails, numbers = frozenset(one for one in old if "@" in one), frozenset(one for one in old if "@" not in one)
    transaction.on_commit(partial(post.tell_of_meeting, (mails, numbers), url))
    return meeting


@write
def stop_meeting(meeting: Meeting, *, actor: Actor) -> None:
    """It was not so: nothing opens by it. Stopped already, nothing happens."""
    require(permissions.may_stop_meeting(actor, meeting))
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if meeting.stopped_at is None:
        meeting.stopped_at = now()
        meeting.save(update_fields=["stopped_at"])
        record("login.meeting_stopped", meeting, actor=actor)


def _has_come_in(person: Person) -> bool:
    """Whether anybody may have: logged in, or come by a link."""
    closing = LoginChange.objects.filter(person=person, closes=True)
    return person.last_login is not None or PersonalLink.objects.filter(person=person).exists() or closing.exists()


def _end_links(person: Person) -> None:
    PersonalLink.objects.filter(person=person).delete()
    EmailAddress.objects.filter(user=person).delete()


def _told(changes: Sequence[LoginChange]) -> tuple[frozenset[str], frozenset[str]]:
    """Every mail address and every number these changes know of."""
    mails = {mail for one in changes for mail in (one.was_email, one.email) if mail}
    numbers = {digits for one in changes for typed in (one.was_phone, one.phone) if (digits := phone_digits(typed))}
    return frozenset(mails), frozenset(numbers)


@write
def invite(email: str, first_name: str, last_name: str, role: Role, organisation_name: str, *, actor: Actor) -> Person:
    """Give somebody a role in an organisation, and add both where they are not known: the first person there is."""
    require(permissions.may_invite(actor))
    kind = OrganisationKind.PROVIDER if role is Role.PLANNER else OrganisationKind.KOMMUNE
    organisation = Organisation.objects.filter(name=organisation_name).first() or add_organisation(
        organisation_name, kind, actor=actor
    )
    person = Person.objects.filter(email=email.lower()).first() or add_person(
        organisation, first_name=first_name, last_name=last_name, email=email, actor=actor
    )
    if SystemRole.objects.current().filter(person=person, organisation=organisation, role=role).exists():
        return person
    give_role(person, organisation, role, from_on=today(), actor=actor)
    record("login.invited", person, actor=actor, detail=role)
    return person
