"""Coming in, in a test."""

from datetime import date, timedelta
from typing import Any

import factory
from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from django.contrib.sessions.models import Session
from django.test import Client as DjangoClient

from rodfaest.login.models import PersonalLink, digest_of
from rodfaest.organisations.models import Person
from tests.factories.organisations import PersonFactory


class PersonalLinkFactory(factory.django.DjangoModelFactory):
    """A link whose token is known: `PersonalLinkFactory(token="abc")` opens at /l/abc/."""

    class Meta:
        model = PersonalLink
        exclude = ["token"]

    token = factory.Sequence("token-{}".format)
    digest = factory.LazyAttribute(lambda made: digest_of(made.token))
    person = factory.SubFactory(PersonFactory)
    verb = "tests.do_it"
    noun = "tests.thing"
    object_id = 4
    valid_until = date(2021, 12, 31)


class Client(DjangoClient):
    """Django's client, where `force_login` has shown the second factor too, as a konsulent has."""

    def force_login(self, user: Person, backend: str | None = None) -> None:
        super().force_login(user, backend)
        sign_second_factor(self, user)


def sign_second_factor(client: DjangoClient, person: Person) -> None:
    """Let the client's session have shown a second factor."""
    session: Any = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "type": "totp", "at": 0}]
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(person.pk)
    session.save()


def lay_still(client: DjangoClient, how_long: timedelta) -> None:
    """The client's session was last used so long ago."""
    row = Session.objects.get(pk=client.cookies["sessionid"].value)
    Session.objects.filter(pk=row.pk).update(expire_date=row.expire_date - how_long)
