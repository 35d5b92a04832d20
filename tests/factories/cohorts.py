"""The dagpleje cohort of the Horsens frame, on its real dates (domain.md 5): week 42 lies in the third split."""

from datetime import date, time
from decimal import Decimal

import factory

from rodfaest.cohorts.models import Cohort, Teacher, TeachingDay, Venue
from tests.factories.organisations import LONG_AGO, PersonFactory, kommune, provider
from tests.factories.programmes import ProgrammeVersionFactory

DAYS = (date(2021, 8, 16), date(2021, 9, 20), date(2021, 10, 11), date(2021, 11, 1), date(2021, 11, 24))
ANSWER_BY = date(2021, 6, 15)
WEEK_42 = {"year": 2021, "week": 42, "name": "efterårsferie"}


class VenueFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Venue
        django_get_or_create = ["name"]

    name = "Campus Horsens"
    address = "Chr. M. Østergaards Vej 4, 8700 Horsens"


class CohortFactory(factory.django.DjangoModelFactory):
    """A published cohort one may wish for until 15 June 2021, with its five days; `dates=()` for none."""

    class Meta:
        model = Cohort
        skip_postgeneration_save = True

    key = factory.Sequence("dagpleje-{}".format)
    name = factory.Sequence("Dagpleje {}, efterår 2021".format)
    version = factory.SubFactory(ProgrammeVersionFactory)
    kommune = factory.LazyFunction(kommune)
    provider = factory.LazyFunction(provider)
    venue = factory.SubFactory(VenueFactory)
    catering = "fuld forplejning hele dagen"
    places = 22
    published_on = LONG_AGO
    answer_by = ANSWER_BY
    contact = factory.SubFactory(PersonFactory, first_name="Karen", phone="76291234")
    timetable_digest = "0" * 64

    @factory.post_generation
    def dates(self, create, extracted, **kwargs):
        TeachingDay.objects.bulk_create(
            TeachingDayFactory.build(cohort=self, number=number, on=on)
            for number, on in enumerate(DAYS if extracted is None else extracted, start=1)
        )


class TeachingDayFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = TeachingDay

    cohort = factory.SubFactory(CohortFactory, dates=())
    number = 1
    on = DAYS[0]
    starts = time(9)
    ends = time(15, 50)
    counted_hours = Decimal("7.4")


class TeacherFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Teacher

    cohort = factory.SubFactory(CohortFactory)
    person = factory.SubFactory(PersonFactory, first_name="Dorte")
