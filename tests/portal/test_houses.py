"""A house's page: whose way goes where, what was brought home, and counts that point at nobody."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from rodfaest.journey.actions import do_step
from rodfaest.organisations.rules import FunctionKind, Role
from rodfaest.portal.house import chain_of, people_of
from rodfaest.texts.models import ReadingLine
from rodfaest.texts.rules import Audience
from tests.factories.cohorts import CohortFactory
from tests.factories.enrolment import LocalAgreementFactory, SeatFactory
from tests.factories.journey import (
    StepTextFactory,
    a_way,
    add_seat,
    employ,
    give_function,
    give_role,
    lead,
    person,
    seat_for,
    unit,
)
from tests.queries import asks

pytestmark = pytest.mark.django_db
DURING = date(2021, 9, 29)


def house(way):
    return reverse("portal:house_show", args=[way.group.pk])


def said(response) -> str:
    return response.content.decode()


@pytest.fixture
def way(on_date):
    way = a_way()
    on_date(DURING)
    return way


def test_a_stranger_meets_no_house(client, way):
    assert client.get(house(way)).status_code == 302
    client.force_login(person("Nils"))
    assert client.get(house(way)).status_code == 404


def test_an_empty_house_says_what_will_stand_here(client, way):
    empty = unit(way.kommune, "Birkehuset")

    bo = person("Bo")
    employ(bo, empty)
    client.force_login(bo)
    page = said(client.get(reverse("portal:house_show", args=[empty.pk])))
    assert "Her kan I se, hvem herfra der er på vej" in page
    assert "Der er ikke noget endnu." in page


def test_a_house_that_closes_says_from_when(client, way):
    type(way.group).objects.filter(pk=way.group.pk).update(closed_from=date(2022, 8, 1))
    client.force_login(way.mette)
    assert "lukket fra 1. aug. 2022" in said(client.get(house(way)))


def test_a_closed_house_shows_what_was_and_nothing_of_what_could_come(client, way, on_date):
    on_date(date(2022, 1, 25))
    do_step(way.step("hus-efter-1"), words="Fem minutters blik.", audience=Audience.HOUSE, actor=way.lene.as_actor())
    LocalAgreementFactory(cohort=way.cohort, unit=way.group, by=way.lene)
    empty = unit(way.kommune, "Birkehuset")
    lead(way.lene, empty)
    type(empty).objects.filter(pk__in=[empty.pk, way.group.pk]).update(closed_from=date(2022, 1, 1))

    client.force_login(way.lene)
    kept, nothing = (said(client.get(reverse("portal:house_show", args=[each.pk]))) for each in (way.group, empty))
    assert "Fem minutters blik." in kept
    assert "Der blev ikke delt noget her." in nothing
    for page in (kept, nothing):
        for ahead in ("Her kan I se", "Når ", "Dem tager I sammen", "Aftalt om tid og transport", "Se forløb og hold"):
            assert ahead not in page


@pytest.mark.parametrize(
    "give",
    [
        lambda way, who: give_role(who, way.kommune, Role.HEAD),
        lambda way, who: give_role(who, way.kommune, Role.ADMINISTRATOR),
        lambda way, who: give_function(who, way.group, FunctionKind.SUPERVISION),
        lambda way, who: give_function(who, way.group, FunctionKind.UNION_REP),
    ],
    ids=["head", "administrator", "tilsyn", "TR"],
)
def test_the_house_names_its_own_and_who_only_keeps_an_eye_on_it_meets_nobody(give, client, way):
    """No line without a name either: in a house of few it points at somebody, and so does a small count."""
    client.force_login(way.lene)
    assert "Mette Holm" in said(client.get(house(way)))
    other = person("Henrik")
    give(way, other)
    client.force_login(other)
    page = said(client.get(house(way)))
    assert "Mette" not in page
    assert "En kollega" not in page
    assert "Dag 1" not in page
    assert "Herfra er færre end fem på vej" in page
    for number in range(4):
        add_seat(way, f"Anne{number}")
    assert "Herfra er 5 på vej" in said(client.get(house(way)))


def test_what_is_shared_with_the_house_is_read_by_the_house_and_noted(client, way):
    anne = add_seat(way, "Anne")
    for key, words, audience in [
        ("del-1", "Til huset.", Audience.HOUSE),
        ("proev-1", "Til gruppen.", Audience.COLLEAGUES),
        ("del-2", "Kun mit.", Audience.ME),
    ]:
        StepTextFactory(step=way.step(key), author=way.mette, words=words, audience=audience)
    client.force_login(anne.person)
    page = said(client.get(house(way)))
    assert "Til huset." in page
    assert "Til gruppen." not in page
    assert "Kun mit." not in page
    assert [line.page for line in ReadingLine.objects.all()] == ["Husets side: Solsikken"]


@pytest.mark.parametrize(
    "give",
    [
        lambda way, who: give_role(who, way.kommune, Role.HEAD),
        lambda way, who: give_role(who, way.kommune, Role.CONSULTANT),
        lambda way, who: give_function(who, way.group, FunctionKind.SUPERVISION),
    ],
    ids=["head", "consultant", "tilsyn"],
)
def test_who_is_near_without_belonging_reads_nothing_and_sees_no_step(give, client, way):
    StepTextFactory(step=way.step("del-1"), author=way.mette, words="Til huset.", audience=Audience.HOUSE)
    other = person("Ida")
    give(way, other)
    client.force_login(other)
    page = said(client.get(house(way)))
    assert "Til huset." not in page
    assert "Husets skridt" not in page


def test_a_leader_who_has_tilsyn_reads_nothing(client, way):
    StepTextFactory(step=way.step("del-1"), author=way.mette, words="Til huset.", audience=Audience.HOUSE)
    give_function(way.lene, way.group, FunctionKind.SUPERVISION)
    client.force_login(way.lene)
    assert "Til huset." not in said(client.get(house(way)))


def test_the_houses_step_stands_once_whoever_many_are_away(client, way):
    add_seat(way, "Anne")
    add_seat(way, "Bente")
    client.force_login(way.mette)
    assert said(client.get(house(way))).count("Find en undren sammen</strong>") == 1


def test_a_step_done_together_says_you_to_all_of_them(client, way, on_date):
    on_date(way.step("hus-under").on + timedelta(days=1))
    client.force_login(way.lene)
    assert "Kan stadig gøres, når det passer jer" in said(client.get(house(way)))


def test_what_the_house_keeps_stands_when_it_is_kept(client, way, on_date):
    on_date(date(2022, 1, 25))
    step = way.step("hus-efter-1")
    do_step(step, words="Fem minutters blik hver tirsdag.", audience=Audience.HOUSE, actor=way.lene.as_actor())
    client.force_login(way.mette)
    page = said(client.get(house(way)))
    kept = page[page.index("Det holder vi fast i") : page.index("Gruppens skridt")]
    assert step.words.title in kept
    assert "Fem minutters blik hver tirsdag." in kept


def test_what_was_kept_to_oneself_is_not_what_the_house_keeps(client, way, on_date):
    on_date(date(2022, 1, 25))
    step = way.step("hus-efter-1")
    do_step(step, words="Fem minutters blik hver tirsdag.", audience=Audience.ME, actor=way.lene.as_actor())
    client.force_login(way.mette)
    page = said(client.get(house(way)))
    assert "Der er ikke delt noget fra det." in page
    assert "Fem minutters blik hver tirsdag." not in page


def test_what_is_agreed_about_time_stands_as_a_rule_for_the_house_and_its_representative(client, way):
    LocalAgreementFactory(cohort=way.cohort, unit=way.group, by=way.lene)
    kirsten, henrik = person("Kirsten"), person("Henrik")
    give_function(kirsten, way.group, FunctionKind.UNION_REP)
    give_role(henrik, way.kommune, Role.HEAD)
    for reader, reads in [(way.mette, True), (kirsten, True), (henrik, False)]:
        client.force_login(reader)
        page = said(client.get(house(way)))
        assert ("Du har 8 timer til at læse og prøve af. I kører sammen." in page) is reads
    client.force_login(kirsten)
    assert [name for name in ("Mette", "Lene") if name in said(client.get(house(way)))] == []


def test_a_small_house_has_no_counts(client, way):
    client.force_login(way.lene)
    assert "Når mindst fem herfra har været af sted" in said(client.get(house(way)))


def test_a_larger_house_has_counts_that_point_at_nobody(client, way):
    for number in range(8):
        seat = add_seat(way, f"Anne{number}")
        if number < 4:
            StepTextFactory(step=way.step("del-1", seat), author=seat.person, audience=Audience.COLLEAGUES)
    client.force_login(way.lene)
    page = " ".join(said(client.get(house(way))).split())
    assert "<strong>4 af 9</strong> har delt noget" in page
    assert "<strong>få eller ingen af 9</strong> har været med" in page


def test_counts_are_of_people_who_have_been_away_and_of_no_others(way):
    """Two on three cohorts are two; whoever begins next year has not been away."""
    for number in range(3):
        later = CohortFactory(dates=[date(2022, 4, 4)])
        for other in ("Kim", "Bo", "Eva"):
            seat_for(person(f"{other}{number}"), way.group, later)
    for seat in (add_seat(way, f"Anne{number}") for number in range(3)):
        another = CohortFactory(dates=[date(2021, 8, 17)])
        SeatFactory(wish__person=seat.person, wish__employment=seat.wish.employment, wish__cohort=another)
    assert chain_of(people_of(way.group)) == []
    add_seat(way, "Line")
    assert [link.said for link in chain_of(people_of(way.group))][:1] == ["få eller ingen af 5"]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_house_asks_as_many_queries_whatever_the_rows(rows, client, way):
    for number in range(rows):
        seat = add_seat(way, f"Anne{number}")
        StepTextFactory(step=way.step("del-1", seat), author=seat.person, audience=Audience.HOUSE)
    client.force_login(way.mette)
    with asks(18):
        assert client.get(house(way)).status_code == 200
