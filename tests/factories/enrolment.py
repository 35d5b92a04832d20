"""
Wishes, answers and seats on the dagpleje cohort of the Horsens frame.

Rows alone: no letter, no audit line. What an action leaves behind is then all there is.
"""

from datetime import date

import factory

from rodfaest.cohorts.models import Cohort, Teacher
from rodfaest.enrolment.models import LeaderAnswer, LocalAgreement, Seat, TalkFirst, Wish, WishText
from rodfaest.enrolment.rules.agreements import Company, Transport
from rodfaest.enrolment.rules.wishes import Answer, Reason, Side
from rodfaest.login.models import PersonalLink, digest_of
from rodfaest.organisations.models import Person, SystemRole, Unit
from rodfaest.organisations.rules import Role
from rodfaest.texts.rules import Audience
from tests.factories.cohorts import CohortFactory
from tests.factories.organisations import LONG_AGO, EmploymentFactory, PersonFactory, UnitFactory, kommune, leader_of

MAY_1, MAY_2, MAY_3 = date(2021, 5, 1), date(2021, 5, 2), date(2021, 5, 3)


class WishFactory(factory.django.DjangoModelFactory):
    """A wish; `yes`, `no` or `talking` give it the leader's word on the wish's own day."""

    class Meta:
        model = Wish
        skip_postgeneration_save = True

    class Params:
        first_name = "Mette"

    employment = factory.SubFactory(EmploymentFactory, person__first_name=factory.SelfAttribute("...first_name"))
    person = factory.SelfAttribute("employment.person")
    cohort = factory.SubFactory(CohortFactory)
    on = MAY_1

    @factory.post_generation
    def yes(wish, create, wanted, **kwargs):
        if wanted:
            LeaderAnswer.objects.create(wish=wish, answer=Answer.YES, by=leader_of(wish.employment.unit), on=wish.on)

    @factory.post_generation
    def no(wish, create, reason, **kwargs):
        if reason:
            by = leader_of(wish.employment.unit)
            LeaderAnswer.objects.create(wish=wish, answer=Answer.NOT_NOW, reason=Reason(reason), by=by, on=wish.on)

    @factory.post_generation
    def talking(wish, create, wanted, **kwargs):
        if wanted:
            TalkFirst.objects.create(wish=wish, by=leader_of(wish.employment.unit), on=wish.on)


class SeatFactory(factory.django.DjangoModelFactory):
    """A seat, with the wish and the yes that came before it."""

    class Meta:
        model = Seat

    wish = factory.SubFactory(WishFactory, yes=True)
    given_on = MAY_2


class LocalAgreementFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = LocalAgreement

    cohort = factory.SubFactory(CohortFactory)
    unit = factory.SubFactory(UnitFactory)
    hours = 8
    transport = Transport.TOGETHER
    company = Company.SAME_HOUSE
    by = factory.SubFactory(PersonFactory, first_name="Lene")
    on = MAY_2


def colleague_of(unit: Unit) -> Person:
    """Somebody who works beside the one it is about."""
    return EmploymentFactory(unit=unit, person__first_name="Kim").person


def stranger() -> Person:
    """Somebody of the kommune from another house, with nothing to do with it."""
    return EmploymentFactory(person__first_name="Sanne").person


def consultant() -> Person:
    """A konsulent of the kommune."""
    person = PersonFactory(first_name="Karen")
    SystemRole.objects.create(person=person, organisation=kommune(), role=Role.CONSULTANT, from_on=LONG_AGO)
    return person


def planner_of(cohort: Cohort) -> Person:
    """Somebody who plans for the cohort's provider."""
    person = PersonFactory(first_name="Pia")
    SystemRole.objects.create(person=person, organisation=cohort.provider, role=Role.PLANNER, from_on=LONG_AGO)
    return person


def teacher_of(cohort: Cohort) -> Person:
    """Somebody who teaches the cohort, without an account of their own."""
    person = PersonFactory(first_name="Ulla", email=None)
    Teacher.objects.create(cohort=cohort, person=person)
    return person


def write_words(wish: Wish, words: str, side: Side = Side.PARTICIPANT) -> WishText:
    """Words of one side, sealed."""
    by = wish.person if side is Side.PARTICIPANT else leader_of(wish.employment.unit)
    text = WishText(wish=wish, side=side, by=by)
    text.seal(words, Audience.LEADER)
    text.save()
    return text


def link_to(person: Person, verb: str, noun: str, object_id: int, *, token: str = "the-token") -> str:
    """The address of a personal link, as it stands in a letter."""
    PersonalLink.objects.create(
        person=person,
        verb=verb,
        noun=noun,
        object_id=object_id,
        digest=digest_of(token),
        valid_until=date(2021, 12, 31),
    )
    return f"/l/{token}/"
