"""Marks of attendance."""

import factory

from rodfaest.attendance.models import Attendance
from rodfaest.attendance.rules import Mark
from tests.factories.enrolment import DAYS, Factory, SeatFactory


class AttendanceFactory(Factory):
    """A mark for the first day of the seat's cohort."""

    class Meta:
        model = Attendance

    seat = factory.SubFactory(SeatFactory)
    day = factory.LazyAttribute(lambda made: made.seat.cohort.first_day())
    mark = Mark.PRESENT
    on = DAYS[0]
