"""The dagtilbudschef's home, and the small ones: numbers and rules, never people."""

from datetime import date

import pytest
from django.urls import reverse

from rodfaest.journey.actions import do_step
from rodfaest.organisations.rules import FunctionKind, Role
from rodfaest.portal.panels import cohorts_in_numbers
from rodfaest.programmes.rules.vocabulary import Phase
from tests.factories.enrolment import LocalAgreementFactory
from tests.factories.journey import a_way, add_seat, cohort_on, give_function, give_role, person, unit
from tests.queries import asks

pytestmark = pytest.mark.django_db
FRONT = reverse("portal:front")
DURING = date(2021, 9, 29)


@pytest.fixture
def way():
    return a_way()


@pytest.fixture
def henrik(way):
    someone = person("Henrik")
    give_role(someone, way.kommune, Role.HEAD)
    return someone


def said(client, somebody) -> str:
    client.force_login(somebody)
    return client.get(FRONT).content.decode()


def test_whoever_heads_nothing_has_no_such_home(way):
    assert cohorts_in_numbers(way.lene.as_actor()) is None


def test_a_cohort_in_numbers_and_nobody_by_name(way, henrik, client, on_date):
    on_date(DURING)
    page = said(client, henrik)
    assert "1 af 22" in page
    assert "0 af 5" in page
    assert "Mette" not in page
    assert "Solsikken" not in page


def test_a_cohort_of_few_has_no_count_of_what_was_done(way, henrik, on_date):
    on_date(DURING)
    (hold,) = cohorts_in_numbers(henrik.as_actor()).cohorts
    assert hold.by_phase == {Phase.BEFORE: "for få til at tælle", Phase.DURING: "for få til at tælle"}


def test_a_count_near_nobody_is_said_in_words(way, henrik, on_date):
    seats = [add_seat(way, name) for name in ("Anne", "Bo", "Cecilie", "Dan", "Eva")]
    on_date(DURING)
    do_step(way.step("proev-1"), words="Jeg ventede.", actor=way.mette.as_actor())
    (hold,) = cohorts_in_numbers(henrik.as_actor()).cohorts
    assert hold.seats == len(seats) + 1
    assert hold.by_phase[Phase.DURING].startswith("få eller ingen af ")


@pytest.mark.parametrize("rows", [1, 3])
def test_as_many_queries_whatever_the_cohorts(rows, way, henrik, client, on_date):
    for number in range(rows - 1):
        cohort_on(way.kommune, key=f"hold-{number}", name=f"Hold {number}")
    on_date(DURING)
    client.force_login(henrik)
    with asks(15):
        assert client.get(FRONT).status_code == 200


def test_an_administrator_is_led_to_people_and_units(way, client):
    sanne = person("Sanne")
    give_role(sanne, way.kommune, Role.ADMINISTRATOR)
    assert reverse("organisations:organisation_list") in said(client, sanne)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_office_asks_as_many_queries_whatever_the_rows(rows, way, client):
    several = person("Alma")
    for role in (Role.ADMINISTRATOR, Role.FINANCE):
        give_role(several, way.kommune, role)
    for house in (way.group, *(unit(way.kommune, f"Hus {number}") for number in range(1, rows))):
        give_function(several, house, FunctionKind.UNION_REP)
        LocalAgreementFactory(cohort=way.cohort, unit=house, by=way.lene)
    client.force_login(several)
    with asks(12):
        assert client.get(FRONT).status_code == 200


def test_a_union_rep_meets_rules_and_never_people(way, client):
    kirsten = person("Kirsten")
    give_function(kirsten, way.group, FunctionKind.UNION_REP)
    page = said(client, kirsten)
    assert reverse("portal:who_sees_what") in page
    house = reverse("portal:house_show", args=[way.group.pk])
    assert ("Mette" in page, house in page) == (False, False)
    LocalAgreementFactory(cohort=way.cohort, unit=way.group, by=way.lene)
    assert house in said(client, kirsten)


def test_finance_is_told_what_comes_later(way, client):
    palle = person("Palle")
    give_role(palle, way.kommune, Role.FINANCE)
    assert "Grundlaget for regnskabet kommer i en senere udgave" in said(client, palle)
