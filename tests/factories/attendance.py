"""Marks of attendance."""

import factory

from rodfaest.attendance.models import Attendance
from rodfaest.attendance.rules import Mark
from rodfaest.cohorts.models import TeachingDay
from rodfaest.enrolment.models import Seat
from rodfaest.kernel.actors import Actor
from tests.factories.cohorts import DAYS, CohortFactory
from tests.factories.enrolment import SeatFactory, teacher_of
from tests.once import built_once


class AttendanceFactory(factory.django.DjangoModelFactory):
    """A mark for the first day of the seat's cohort."""

    class Meta:
        model = Attendance

    seat = factory.SubFactory(SeatFactory)
    day = factory.LazyAttribute(lambda made: made.seat.cohort.first_day())
    mark = Mark.PRESENT
    on = DAYS[0]


@built_once
def a_day(places: int = 1) -> tuple[TeachingDay, list[Seat], Actor]:
    """The first day of a cohort on its way, the seats on it, and who teaches."""
    cohort = CohortFactory()
    seats = SeatFactory.create_batch(places, wish__cohort=cohort)
    return cohort.first_day(), seats, teacher_of(cohort).as_actor()
