"""The catalogue and the course page: open to everybody."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from rodfaest.enrolment.models import Wish
from rodfaest.organisations.rules import Role
from rodfaest.portal.catalogue import listed_programmes
from rodfaest.programmes.rules.shipped import shipped as shipped_files
from tests.architecture.house import ROOT
from tests.factories.cohorts import DAYS
from tests.factories.journey import a_way, add_seat, cohort_on, employ, give_role, person, shipped
from tests.factories.programmes import ProgrammeVersionFactory
from tests.queries import asks

pytestmark = pytest.mark.django_db
CATALOGUE = reverse("portal:catalogue")
PROGRAMME = reverse("portal:programme_show", args=["horsens-dagpleje"])


def said(response) -> str:
    return response.content.decode()


def test_the_empty_catalogue_says_what_will_stand_here(client):
    assert "Her kommer kommunens forløb til at stå" in said(client.get(CATALOGUE))


def test_a_published_cohort_stands_with_its_first_day_and_free_places(client):
    a_way()
    page = said(client.get(CATALOGUE))
    assert "mandag den 16. august" in page
    assert "21 ledige pladser" in page


def test_a_cohort_that_is_not_published_is_not_there(client):
    cohort = a_way().cohort
    cohort.published_on = None
    cohort.save()
    assert cohort.name not in said(client.get(CATALOGUE))
    assert cohort.name not in said(client.get(PROGRAMME))


def test_a_cohort_that_is_over_is_not_there(client, on_date):
    way = a_way()
    on_date(DAYS[-1] + timedelta(days=1))
    assert way.cohort.name not in said(client.get(CATALOGUE))


def test_a_cohort_on_its_way_says_its_next_day(client, on_date):
    a_way()
    on_date(date(2021, 9, 29))
    page = said(client.get(CATALOGUE))
    assert "Næste dag mandag den 11. oktober" in page
    assert "I gang" in page


def test_a_full_cohort_may_still_be_wished_for(client):
    way = a_way()
    way.cohort.places = 1
    way.cohort.save()
    page = said(client.get(PROGRAMME))
    assert "Fuldt. Du kan stadig ønske: så står du i køen." in page
    assert reverse("enrolment:wish_new", args=[way.cohort.pk]) in page


def test_after_the_last_day_to_wish_the_page_says_whom_to_ask(client, on_date):
    way = a_way()
    on_date(date(2021, 6, 16))
    page = said(client.get(PROGRAMME))
    assert "Fristen for at ønske var tirsdag den 15. juni. Spørg Iben om det næste hold." in page
    assert reverse("enrolment:wish_new", args=[way.cohort.pk]) not in page


def test_whoever_has_a_seat_is_told_so_instead_of_asked(client):
    way = a_way()
    client.force_login(way.mette)
    page = said(client.get(PROGRAMME))
    assert "Du har en plads" in page
    assert reverse("enrolment:wish_new", args=[way.cohort.pk]) not in page


def test_whoever_has_wished_reads_how_it_stands(client):
    way = a_way()
    vera = person("Vera")
    Wish.objects.create(person=vera, employment=employ(vera, way.group), cohort=way.cohort, on=date(2021, 5, 3))
    client.force_login(vera)
    assert "Du har ønsket" in said(client.get(PROGRAMME))


def test_a_leader_may_put_somebody_forward(client):
    way = a_way()
    forward = reverse("enrolment:wish_put_forward", args=[way.cohort.pk])
    assert forward not in said(client.get(PROGRAMME))
    client.force_login(way.lene)
    assert forward in said(client.get(PROGRAMME))


@pytest.mark.parametrize("who", ["chef", "leader"])
def test_whoever_is_employed_in_no_house_reads_why_instead_of_a_button(who, client):
    way = a_way()
    wish = reverse("enrolment:wish_new", args=[way.cohort.pk])
    assert wish in said(client.get(PROGRAMME))
    chef = person("Henrik")
    give_role(chef, way.kommune, Role.HEAD)
    client.force_login(chef if who == "chef" else way.lene)
    page = said(client.get(PROGRAMME))
    assert wish not in page
    assert "du står ikke som ansat i en af dem. Er det forkert, så sig det til kommunens konsulent." in page
    client.force_login(employ(person("Vera"), way.group).person)
    assert wish in said(client.get(PROGRAMME))


def test_a_full_cohort_tells_nobody_to_wish_who_can_not(client):
    way = a_way()
    way.cohort.places = 1
    way.cohort.save()
    client.force_login(way.lene)
    page = said(client.get(PROGRAMME))
    assert ("Du kan stadig ønske" in page, "Fristen for at ønske er tirsdag den 15. juni." in page) == (False, True)


def test_no_name_but_the_contacts_is_shown(client):
    way = a_way()
    page = said(client.get(PROGRAMME))
    assert "Iben Kyhl, tlf. 76291234" in page
    assert way.mette.full_name not in page
    assert way.lene.full_name not in page


def test_the_programmes_page_says_what_is_asked_in_minutes_and_what_the_source_leaves_out(client):
    shipped()
    page = said(client.get(PROGRAMME))
    assert "Minutter ved siden af dagene" in page
    assert "Titlen er ikke oplyst i kilden." in page
    assert "Jeg ved, hvem jeg kan ringe til." in page
    assert "<strong>50 %</strong>" in page


def test_a_programme_of_our_own_has_no_source_that_could_be_silent(client):
    example = (ROOT / "docs/programmes.md").read_text().split("```toml\n")[1].split("```")[0]
    ProgrammeVersionFactory(programme__key="leder-to-timer", text=example)
    page = said(client.get(reverse("portal:programme_show", args=["leder-to-timer"])))
    assert "At spørge ind" in page
    never = ("kilden", "Kilden", "puljen", "Din leder", "imellem dem", "mellem dagene", "din leder og læser")
    assert [word for word in never if word in page] == []
    assert "UNDER: dagen selv." in page


def test_an_unknown_programme_is_not_found(client):
    assert client.get(reverse("portal:programme_show", args=["findes-ikke"])).status_code == 404


@pytest.mark.parametrize("key", [name.removesuffix(".toml") for name in shipped_files()])
def test_every_shipped_programme_has_its_page(key, client):
    shipped(key)
    assert client.get(reverse("portal:programme_show", args=[key])).status_code == 200


def test_programmes_one_can_wish_for_come_first():
    shipped("absalon-assistenter")
    a_way()
    assert [listed_programme.key for listed_programme in listed_programmes(person("Nils").as_actor())] == [
        "horsens-dagpleje",
        "absalon-assistenter",
    ]


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("page", [CATALOGUE, PROGRAMME])
def test_a_visitor_costs_as_many_queries_whatever_the_rows(rows, page, client):
    way = a_way()
    for number in range(1, rows):
        cohort_on(way.kommune, key=f"hold-{number}", name=f"Hold {number}")
        add_seat(way, f"Anne{number}")
    with asks(5):
        assert client.get(page).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_a_leader_costs_as_many_queries_whatever_the_rows(rows, client):
    way = a_way()
    for number in range(1, rows):
        cohort_on(way.kommune, key=f"hold-{number}", name=f"Hold {number}")
    client.force_login(way.lene)
    with asks(14):
        assert client.get(PROGRAMME).status_code == 200
