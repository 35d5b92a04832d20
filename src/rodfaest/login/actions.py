"""Verbs of coming in: personal links, being let in, stepping in (in the demo), leaving everywhere, the first person."""

from datetime import date
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
from rodfaest.kernel.time import now, today
from rodfaest.kernel.transactions import write
from rodfaest.login import locks, permissions, post, rules
from rodfaest.login.models import PersonalLink, digest_of
from rodfaest.organisations.actions import add_organisation, add_person, give_role
from rodfaest.organisations.happenings import MailChanged
from rodfaest.organisations.models import Organisation, Person, SystemRole
from rodfaest.organisations.rules import OrganisationKind, Role
from rodfaest.texts.happenings import KeysTurned

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
def reconcile_mail(happening: MailChanged, *, actor: Actor) -> None:
    """
    Somebody's mail address has changed: links sent to the old one stop working, and a mail to the old one says so.

    If it was not they who changed it, this is how they hear of it.
    """
    PersonalLink.objects.filter(person=happening.person_id).delete()
    EmailAddress.objects.filter(user=happening.person_id).delete()
    if happening.was:
        transaction.on_commit(partial(post.tell_of_new_mail, happening.was))


@write
def log_out_everywhere(person: Person, *, actor: Actor) -> None:
    """End every session of a person, this one too: each rests on the (unusable) password, which is now another."""
    require(permissions.may_log_out_everywhere(actor, person))
    person.set_unusable_password()
    person.save(update_fields=["password"])
    record("login.logged_out_everywhere", person, actor=actor)


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
