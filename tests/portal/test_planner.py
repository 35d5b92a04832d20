"""The provider's home: days, place, names for the door; and the underviser's own days."""

from datetime import date

import pytest
from django.urls import reverse

from rodfaest.attendance.panels import provided_cohorts
from rodfaest.organisations.rules import Role
from tests.factories.journey import a_way, cohort_on, give_role, person, teach
from tests.queries import asks

pytestmark = pytest.mark.django_db
FRONT = reverse("portal:front")


@pytest.fixture
def way():
    return a_way()


@pytest.fixture
def mikkel(way):
    someone = person("Mikkel")
    give_role(someone, way.cohort.provider, Role.PLANNER)
    return someone


def said(client, somebody) -> str:
    client.force_login(somebody)
    return client.get(FRONT).content.decode()


def test_whoever_neither_plans_nor_teaches_has_no_such_home(way):
    assert provided_cohorts(way.mette.as_actor()) is None


def test_the_next_day_stands_first_and_days_can_be_moved(way, mikkel, client, on_date):
    on_date(date(2021, 9, 29))
    page = said(client, mikkel)
    assert page.index("Dag 3") < page.index("Dag 1")
    assert "om 12 dage" in page
    assert reverse("cohorts:day_move", args=[way.day(3).pk]) in page
    assert "Mette" not in page


def test_the_names_for_the_door_are_there_three_days_before(way, mikkel, client, on_date):
    address = reverse("attendance:day_list", args=[way.day(3).pk])
    on_date(date(2021, 10, 7))
    assert address not in said(client, mikkel)
    on_date(date(2021, 10, 8))
    assert address in said(client, mikkel)
    assert client.get(address).status_code == 200


def test_a_teacher_opens_their_days_and_moves_none(way, client, on_date):
    ulla = teach(way)
    on_date(date(2021, 9, 29))
    page = said(client, ulla)
    assert reverse("portal:day_show", args=[way.day(3).pk]) in page
    assert reverse("cohorts:day_move", args=[way.day(3).pk]) not in page


def test_a_cohort_whose_days_are_held_is_folded_away(way, mikkel, on_date):
    on_date(date(2021, 12, 1))
    home = provided_cohorts(mikkel.as_actor())
    assert (home.first, home.provided, [hold.cohort for hold in home.over]) == (None, [], [way.cohort])


@pytest.mark.parametrize("rows", [1, 3])
def test_as_many_queries_whatever_the_cohorts(rows, way, mikkel, client, on_date):
    for number in range(rows - 1):
        cohort_on(way.kommune, key=f"hold-{number}", name=f"Hold {number}")
    on_date(date(2021, 9, 29))
    client.force_login(mikkel)
    with asks(14):
        assert client.get(FRONT).status_code == 200
