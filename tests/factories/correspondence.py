"""Letters and calendar entries as rows. Set-ups that go through an owner stand in tests/correspondence/an_owner.py."""

from datetime import date, datetime

import factory

from rodfaest.correspondence.models import CalendarAddress, CalendarEntry, Letter
from rodfaest.correspondence.rules.channels import Channel
from rodfaest.kernel.reconcile import Scope
from rodfaest.kernel.time import COPENHAGEN
from tests.factories.organisations import OrganisationFactory, PersonFactory


class LetterFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Letter

    scope = Scope("nobody", "thing", 1)
    key = factory.Sequence("letter:{}".format)
    kommune = factory.SubFactory(OrganisationFactory)
    person = factory.SubFactory(PersonFactory)
    channel = Channel.MAIL
    about = "Dagpleje, efterår 2021"
    subject = "Du er med"
    body = "Hej"
    why = "dag 1 er om en måned"
    due_on = date(2021, 5, 3)
    basis = facts = "a"
    message_id = factory.Sequence("<{}@rodfaest.test>".format)


class CalendarEntryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CalendarEntry

    scope = Scope("nobody", "thing", 1)
    key = factory.Sequence("day:{}".format)
    kommune = factory.SubFactory(OrganisationFactory)
    person = factory.SubFactory(PersonFactory)
    uid = factory.Sequence("{}@rodfaest.test".format)
    summary = "Dag 1"
    location = "Campus Horsens"
    starts_at = datetime(2021, 8, 16, 9, tzinfo=COPENHAGEN)
    ends_at = datetime(2021, 8, 16, 15, 50, tzinfo=COPENHAGEN)
    changed_at = datetime(2021, 5, 3, 12, tzinfo=COPENHAGEN)


class CalendarAddressFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CalendarAddress

    person = factory.SubFactory(PersonFactory)
    secret = factory.Sequence("secret-{}".format)
