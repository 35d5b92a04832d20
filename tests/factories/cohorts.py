"""Holds on the real dates of the Horsens frame (domain.md 5): week 42 lies in the third split."""

from datetime import date, time
from decimal import Decimal

import factory

from rodfaest.cohorts.models import Cohort, Teacher, TeachingDay, Venue
from tests.factories.organisations import OrganisationFactory, PersonFactory, ProviderFactory
from tests.factories.programmes import ProgrammeVersionFactory

DAGPLEJE = [date(2021, 8, 16), date(2021, 9, 20), date(2021, 10, 11), date(2021, 11, 1), date(2021, 11, 24)]
WEEK_42 = {"year": 2021, "week": 42, "name": "efterårsferie"}


class VenueFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Venue

    name = "Campus Horsens"
    address = "Horsens"


class CohortFactory(factory.django.DjangoModelFactory):
    """A published hold one may wish for until 15 June 2021, with its five days; `dates=()` for none."""

    class Meta:
        model = Cohort
        skip_postgeneration_save = True

    key = factory.Sequence("hold-{}".format)
    name = factory.Sequence("Hold {}".format)
    version = factory.SubFactory(ProgrammeVersionFactory)
    kommune = factory.SubFactory(OrganisationFactory)
    provider = factory.SubFactory(ProviderFactory)
    venue = factory.SubFactory(VenueFactory)
    catering = "Fuld forplejning hele dagen."
    places = 22
    published_on = date(2021, 4, 6)
    answer_by = date(2021, 6, 15)
    contact = factory.SubFactory(PersonFactory, first_name="Karen")
    timetable_digest = "0" * 64

    @factory.post_generation
    def dates(self, create, extracted, **kwargs):
        for number, on in enumerate(DAGPLEJE if extracted is None else extracted, start=1):
            TeachingDayFactory(cohort=self, number=number, on=on)


class TeachingDayFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = TeachingDay

    cohort = factory.SubFactory(CohortFactory, dates=())
    number = 1
    on = DAGPLEJE[0]
    starts = time(9)
    ends = time(15, 50)
    counted_hours = Decimal("7.4")


class TeacherFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Teacher

    cohort = factory.SubFactory(CohortFactory)
    person = factory.SubFactory(PersonFactory, first_name="Dorte")
