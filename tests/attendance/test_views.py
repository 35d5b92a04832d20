"""The presses and the printed list, signed in and by the day's link."""

from datetime import timedelta

import pytest
from django.urls import reverse

from rodfaest.attendance.models import Attendance
from rodfaest.attendance.rules import Mark
from rodfaest.audit.models import AuditLine
from tests.factories.attendance import a_day
from tests.factories.cohorts import DAYS
from tests.factories.enrolment import SeatFactory, colleague_of, consultant, link_to, planner_of
from tests.factories.organisations import PersonFactory, leader_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _the_first_day(on_date):
    on_date(DAYS[0])


@pytest.fixture
def first():
    return a_day()


@pytest.fixture
def day(first):
    return first[0]


@pytest.fixture
def seat(first):
    [seat] = first[1]
    return seat


def signed_in(client, day, page: str = "mark") -> str:
    client.force_login(consultant())
    return reverse(f"attendance:day_{page}", args=[day.pk])


def by_link(client, day, page: str = "mark") -> str:
    link_to(day.cohort.teachers.get().person, "attendance.mark_day", "cohorts.TeachingDay", day.pk)
    return reverse(f"attendance:day_{page}_by_link", args=["the-token", day.pk])


WAYS_IN = pytest.mark.parametrize("way_in", [signed_in, by_link], ids=["signed in", "by link"])


@WAYS_IN
def test_one_tap_marks_one_person_and_brings_their_row(way_in, client, day, seat):
    url = way_in(client, day)
    response = client.post(url, {"seat": seat.pk, "mark": "partly"}, headers={"hx-request": "true"})
    row = response.content.decode()
    assert (response.status_code, Attendance.objects.get().mark) == (200, Mark.PARTLY)
    assert row.count(f'id="seat-{seat.pk}"') == 1
    assert f'hx-post="{url}"' in row
    assert "Mette: delvist." in row


@WAYS_IN
def test_without_script_the_page_comes_back(way_in, client, day, seat):
    url = way_in(client, day)
    response = client.post(
        url, {"seat": seat.pk, "mark": "present"}, headers={"referer": "http://testserver/dag/1/?side=2"}
    )
    assert (response.status_code, response["Location"]) == (303, "/dag/1/?side=2")
    client.post(url, {"seat": seat.pk, "mark": "present"})
    assert AuditLine.objects.whats() == ["attendance.marked", "cohorts.day_held"]


@WAYS_IN
def test_the_rest_are_marked_in_one_press(way_in, client):
    day, seats, _ = a_day(places=3)
    assert client.post(way_in(client, day), {"everybody": "yes"}).status_code == 303
    assert dict(Attendance.objects.values_list("seat", "mark")) == {seat.pk: "present" for seat in seats}


@WAYS_IN
def test_what_was_not_on_the_page_is_refused(way_in, client, day, seat):
    elsewhere = SeatFactory()
    url = way_in(client, day)
    assert client.post(url, {"seat": seat.pk, "mark": "asleep"}).status_code == 400
    for typed in (elsewhere.pk, "", "abc", "²", "9" * 40):
        assert client.post(url, {"seat": typed, "mark": "present"}).status_code == 404
    assert client.get(url).status_code == 405
    assert not Attendance.objects.exists()


def test_a_colleague_is_told_no_and_a_stranger_nothing(client, day, seat):
    mark, names = (reverse(f"attendance:day_{page}", args=[day.pk]) for page in ("mark", "list"))
    for other in (seat.person, leader_of(seat.unit), colleague_of(seat.unit)):
        client.force_login(other)
        assert client.get(names).status_code == 403
        response = client.post(mark, {"seat": seat.pk, "mark": "present"}, headers={"hx-request": "true"})
        assert response.status_code == 422
        assert "Det er holdets underviser, der krydser af." in response.content.decode()
    client.force_login(PersonFactory())
    assert client.get(names).status_code == 404
    assert client.post(mark, {"seat": seat.pk, "mark": "present"}).status_code == 404
    assert not Attendance.objects.exists()


def test_the_planner_reads_the_names_from_three_days_before(client, day, seat, on_date):
    planner = planner_of(day.cohort)
    client.force_login(planner)
    url = reverse("attendance:day_list", args=[day.pk])
    on_date(DAYS[0] - timedelta(days=4))
    early = client.get(url)
    assert (early.status_code, "Navnene står her fra fredag den 13. august." in early.content.decode()) == (403, True)
    on_date(DAYS[0] - timedelta(days=3))
    assert seat.person.full_name in client.get(url).content.decode()
    assert client.post(reverse("attendance:day_mark", args=[day.pk]), {"everybody": "yes"}).status_code == 303
    assert not Attendance.objects.exists()


@WAYS_IN
def test_the_list_may_be_had_as_csv(way_in, client, day, seat):
    lines = client.get(way_in(client, day, "list") + "?som=csv").content.decode("utf-8-sig").splitlines()
    assert lines == ["Navn;Hus eller gruppe;Underskrift", f"{seat.person.full_name};{seat.unit.name};"]


def test_the_link_of_one_day_opens_no_other(client, day):
    other = SeatFactory().cohort.first_day()
    by_link(client, day)
    for page in ("mark", "list"):
        url = reverse(f"attendance:day_{page}_by_link", args=["the-token", other.pk])
        assert (client.post if page == "mark" else client.get)(url).status_code == 404
        unknown = reverse(f"attendance:day_{page}_by_link", args=["no-such-token", day.pk])
        assert (client.post if page == "mark" else client.get)(unknown).status_code == 404


@WAYS_IN
def test_the_list_for_the_door_has_every_name_and_room_to_sign(way_in, client, day):
    SeatFactory(wish__cohort=day.cohort, wish__first_name="Æsa")
    SeatFactory(wish__cohort=day.cohort, wish__first_name="Bodil", left_on=DAYS[0])
    page = client.get(way_in(client, day, "list")).content.decode()
    assert "Æsa Holm" in page
    assert "Bodil" not in page
    assert "Underskrift" in page
    assert "mandag den 16. august 2021" in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_as_many_queries_whatever_the_rows(rows, client, django_assert_num_queries):
    day, *_ = a_day(places=rows)
    url = signed_in(client, day, "list")
    client.get(url)
    with django_assert_num_queries(12):
        assert client.get(url).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_a_tap_brings_its_row_with_as_many_queries_whatever_the_rows(rows, client, django_assert_num_queries):
    day, [seat, *_], _ = a_day(places=rows)
    url = by_link(client, day)
    tap = {"seat": seat.pk, "mark": "present"}
    with django_assert_num_queries(32):
        client.post(url, tap)  # the first of the day, which holds it
    with django_assert_num_queries(12):
        assert client.post(url, tap, headers={"hx-request": "true"}).status_code == 200
