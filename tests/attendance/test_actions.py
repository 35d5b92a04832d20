"""Marking: who may, what stands, and that the first mark says the day was held."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rodfaest.attendance import actions
from rodfaest.attendance.models import Attendance
from rodfaest.attendance.queries import sheet_of
from rodfaest.attendance.rules import Mark
from rodfaest.audit.models import AuditLine
from rodfaest.cohorts.actions import cancel_day
from rodfaest.cohorts.models import Teacher
from rodfaest.kernel.actors import Errand, LinkHolder
from rodfaest.kernel.errors import Denied, RuleBroken
from tests.factories.attendance import AttendanceFactory, a_day
from tests.factories.cohorts import DAYS, CohortFactory
from tests.factories.enrolment import SeatFactory, colleague_of, consultant, stranger, teacher_of
from tests.factories.organisations import leader_of
from tests.searching import examples

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _the_first_day(on_date):
    on_date(DAYS[0])


def link_of(day, teacher) -> LinkHolder:
    return LinkHolder(Errand("attendance.mark_day", "cohorts.TeachingDay", day.pk), teacher.number, teacher.label)


def test_the_first_mark_holds_the_day():
    day, [seat], teacher = a_day()
    attendance = actions.mark_attendance(seat, day, Mark.PRESENT, actor=teacher)
    day.refresh_from_db()
    assert (attendance.word, attendance.on, day.held_on) == ("til stede", DAYS[0], DAYS[0])
    assert AuditLine.objects.whats() == ["attendance.marked", "cohorts.day_held"]


def test_the_same_mark_again_changes_nothing_and_another_replaces_it():
    day, [seat], teacher = a_day()
    for mark in (Mark.PRESENT, Mark.PRESENT, Mark.PARTLY):
        actions.mark_attendance(seat, day, mark, actor=teacher)
    assert Attendance.objects.get().mark == Mark.PARTLY
    lines = AuditLine.objects.filter(what="attendance.marked").order_by("pk")
    assert [line.detail for line in lines] == ["til stede", "til stede → delvist"]


def test_a_konsulent_types_in_the_paper_list_days_later(on_date):
    day, [seat], _ = a_day()
    on_date(DAYS[0] + timedelta(days=9))
    assert actions.mark_attendance(seat, day, Mark.ABSENT, actor=consultant().as_actor()).mark == Mark.ABSENT


def test_the_link_marks_its_own_day_and_no_other():
    day, [seat], teacher = a_day()
    others_seat = SeatFactory()
    other = others_seat.cohort.first_day()
    by_link = link_of(day, teacher)
    assert actions.mark_attendance(seat, day, Mark.PRESENT, actor=by_link).mark == Mark.PRESENT
    with pytest.raises(Denied, match="Linket kan kun bruges"):
        actions.mark_attendance(others_seat, other, Mark.PRESENT, actor=by_link)


def test_the_link_of_one_who_teaches_no_longer_marks_nobody():
    day, [seat], teacher = a_day()
    Teacher.objects.all().delete()
    with pytest.raises(Denied, match="Det er holdets underviser, der krydser af"):
        actions.mark_attendance(seat, day, Mark.PRESENT, actor=link_of(day, teacher))


def test_nobody_else_marks():
    day, [seat], _ = a_day()
    for other in (seat.person, leader_of(seat.unit), colleague_of(seat.unit), stranger(), teacher_of(CohortFactory())):
        with pytest.raises(Denied):
            actions.mark_attendance(seat, day, Mark.PRESENT, actor=other.as_actor())
        with pytest.raises(Denied):
            actions.mark_all_present(day, actor=other.as_actor())
    assert AuditLine.objects.whats() == []


def test_a_day_ahead_and_a_cancelled_day_are_not_marked(on_date):
    day, [seat], teacher = a_day()
    on_date(DAYS[0] - timedelta(days=1))
    with pytest.raises(RuleBroken, match="Dagen er først mandag den 16"):
        actions.mark_attendance(seat, day, Mark.PRESENT, actor=teacher)
    cancel_day(day, actor=consultant().as_actor())
    on_date(DAYS[0])
    with pytest.raises(RuleBroken, match="Dagen er aflyst"):
        actions.mark_attendance(seat, day, Mark.PRESENT, actor=teacher)


def test_only_those_with_a_seat_that_day_are_marked():
    day, [seat], teacher = a_day()
    left = SeatFactory(wish__cohort=day.cohort, left_on=DAYS[0])
    late = SeatFactory(wish__cohort=day.cohort, given_on=DAYS[0] + timedelta(days=1))
    elsewhere = SeatFactory()
    for one in (left, late, elsewhere):
        with pytest.raises(RuleBroken, match="har ikke en plads på holdet den dag"):
            actions.mark_attendance(one, day, Mark.PRESENT, actor=teacher)
    assert [row.seat for row in sheet_of(day).rows] == [seat]


def test_the_rest_are_present_and_the_marks_made_stay():
    day, seats, teacher = a_day(places=3)
    AttendanceFactory(seat=seats[1], day=day, mark=Mark.ABSENT)
    assert [made.seat for made in actions.mark_all_present(day, actor=teacher)] == [seats[0], seats[2]]
    assert actions.mark_all_present(day, actor=teacher) == []
    assert sheet_of(day).sentence == "2 til stede og 1 ikke."


def test_each_name_more_costs_two_queries():
    """The mark and its line in the audit; all else is asked once."""
    day, [first, *_], teacher = a_day(places=3)
    actions.mark_attendance(first, day, Mark.PRESENT, actor=teacher)
    asked = []
    for new in (0, 4):
        SeatFactory.create_batch(new, wish__cohort=day.cohort)
        with CaptureQueriesContext(connection) as queries:
            made = actions.mark_all_present(day, actor=teacher)
        asked.append((len(made), len(queries)))
    [(few, fewer), (many, more)] = asked
    assert (few, many, more - fewer) == (2, 4, 2 * 2)


@settings(max_examples=examples(10), deadline=None, suppress_health_check=list(HealthCheck))
@given(taps=st.lists(st.tuples(st.integers(0, 2), st.sampled_from([*Mark, None])), max_size=8))
def test_the_last_tap_on_each_name_stands(taps):
    with transaction.atomic():
        day, seats, teacher = a_day(places=3)
        expected: dict[int, Mark] = {}
        lines = 0
        for number, mark in taps:
            if mark is None:
                actions.mark_all_present(day, actor=teacher)
                missing = [seat.pk for seat in seats if seat.pk not in expected]
                lines += len(missing)
                expected |= dict.fromkeys(missing, Mark.PRESENT)
            else:
                actions.mark_attendance(seats[number], day, mark, actor=teacher)
                lines += expected.get(seats[number].pk) != mark
                expected[seats[number].pk] = mark
        sheet = sheet_of(day)
        assert {row.seat.pk: row.mark for row in sheet.rows if row.mark} == expected
        assert AuditLine.objects.filter(what="attendance.marked").count() == lines
        assert AuditLine.objects.filter(what="cohorts.day_held").count() == bool(expected)
        transaction.set_rollback(True)
