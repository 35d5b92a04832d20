"""
Wishes, answers, seats, and the hold they are for: the dagpleje hold of the Horsens frame, on its real dates.

Rows alone: no letter, no audit line. What an action leaves behind is then all there is.
"""

from datetime import date, time
from importlib.resources import files

import factory

from rodfaest.cohorts.models import Cohort, Teacher, TeachingDay, Venue
from rodfaest.enrolment.models import Backing, LocalAgreement, Seat, TalkFirst, Wish, WishText
from rodfaest.enrolment.rules.agreements import Company, Transport
from rodfaest.enrolment.rules.wishes import Answer, Reason, Side
from rodfaest.login.models import PersonalLink, digest_of
from rodfaest.organisations.models import Employment, Leadership, Organisation, Person, SystemRole, Unit
from rodfaest.organisations.rules import Education, JobCategory, OrganisationKind, Role, UnitKind
from rodfaest.programmes.models import Programme, ProgrammeVersion
from rodfaest.texts.rules import Audience

LONG_AGO = date(2020, 1, 1)
MAY_1, MAY_2, MAY_3 = date(2021, 5, 1), date(2021, 5, 2), date(2021, 5, 3)
ANSWER_BY = date(2021, 6, 15)
DAYS = (date(2021, 8, 16), date(2021, 9, 20), date(2021, 10, 11), date(2021, 11, 1), date(2021, 11, 24))
SHIPPED = (files("rodfaest.programmes") / "shipped" / "horsens-dagpleje.toml").read_text()


class Factory(factory.django.DjangoModelFactory):
    class Meta:
        abstract = True


def kommune() -> Organisation:
    """The one kommune of a test."""
    return Organisation.objects.get_or_create(name="Horsens Kommune", kind=OrganisationKind.KOMMUNE)[0]


class PersonFactory(Factory):
    class Meta:
        model = Person

    first_name = "Mette"
    last_name = factory.Sequence("Holm {:03}".format)
    email = factory.LazyAttributeSequence(lambda made, n: f"{made.first_name.lower()}{n}@horsens.example")


class UnitFactory(Factory):
    class Meta:
        model = Unit

    organisation = factory.LazyFunction(kommune)
    kind = UnitKind.CHILDMINDER_GROUP
    name = factory.Sequence("Solsikken {}".format)
    can_spare = 2


class EmploymentFactory(Factory):
    class Meta:
        model = Employment

    person = factory.SubFactory(PersonFactory)
    unit = factory.SubFactory(UnitFactory)
    job_category = JobCategory.CHILDMINDER
    education = Education.ASSISTANT
    from_on = LONG_AGO


def version() -> ProgrammeVersion:
    """The shipped programme for dagpleje."""
    programme, _ = Programme.objects.get_or_create(key="horsens-dagpleje")
    return ProgrammeVersion.objects.get_or_create(
        programme=programme,
        number=1,
        defaults={"text": SHIPPED, "digest": "0" * 64, "file_name": "horsens-dagpleje.toml", "loaded_on": LONG_AGO},
    )[0]


class CohortFactory(Factory):
    class Meta:
        model = Cohort
        skip_postgeneration_save = True

    key = factory.Sequence("dagpleje-{}".format)
    name = factory.Sequence("Dagpleje {}, efterår 2021".format)
    version = factory.LazyFunction(version)
    kommune = factory.LazyFunction(kommune)
    provider = factory.LazyFunction(
        lambda: Organisation.objects.get_or_create(name="VIA University College", kind=OrganisationKind.PROVIDER)[0]
    )
    venue = factory.LazyFunction(
        lambda: Venue.objects.get_or_create(name="Campus Horsens", address="Chr. M. Østergaards Vej 4, Horsens")[0]
    )
    catering = "fuld forplejning hele dagen"
    places = 22
    published_on = LONG_AGO
    answer_by = ANSWER_BY
    contact = factory.SubFactory(PersonFactory, first_name="Karen", phone="76291234")
    timetable_digest = "0" * 64

    @factory.post_generation
    def days(cohort, create, dates, **kwargs):
        TeachingDay.objects.bulk_create(
            TeachingDay(cohort=cohort, number=number, on=on, starts=time(9), ends=time(15, 50), counted_hours="7.4")
            for number, on in enumerate(dates or DAYS, start=1)
        )


class WishFactory(Factory):
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
            Backing.objects.create(wish=wish, answer=Answer.YES, by=leader_of(wish.employment.unit), on=wish.on)

    @factory.post_generation
    def no(wish, create, reason, **kwargs):
        if reason:
            by = leader_of(wish.employment.unit)
            Backing.objects.create(wish=wish, answer=Answer.NOT_NOW, reason=Reason(reason), by=by, on=wish.on)

    @factory.post_generation
    def talking(wish, create, wanted, **kwargs):
        if wanted:
            TalkFirst.objects.create(wish=wish, by=leader_of(wish.employment.unit), on=wish.on)


class SeatFactory(Factory):
    """A seat, with the wish and the yes that came before it."""

    class Meta:
        model = Seat

    wish = factory.SubFactory(WishFactory, yes=True)
    given_on = MAY_2


class LocalAgreementFactory(Factory):
    class Meta:
        model = LocalAgreement

    cohort = factory.SubFactory(CohortFactory)
    unit = factory.SubFactory(UnitFactory)
    hours = 8
    transport = Transport.TOGETHER
    company = Company.SAME_HOUSE
    by = factory.SubFactory(PersonFactory, first_name="Lene")
    on = MAY_2


def leader_of(unit: Unit) -> Person:
    """Who leads `unit`, made at the first asking: the one set-up nearly every test of enrolment needs."""
    known = Leadership.objects.filter(unit=unit).select_related("person").first()
    if known:
        return known.person
    leader = PersonFactory(first_name="Lene", last_name="Lund")
    Leadership.objects.create(person=leader, unit=unit, from_on=LONG_AGO)
    return leader


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
