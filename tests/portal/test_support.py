"""The home of those who help it stick, house by house."""

from datetime import date

import pytest
from django.urls import reverse

from rodfaest.journey.actions import choose_asker, put_off
from rodfaest.journey.panels import helping
from rodfaest.organisations.models import Unit
from rodfaest.organisations.rules import FunctionKind, UnitKind
from rodfaest.texts.models import ReadingLine
from rodfaest.texts.rules import Audience
from tests.factories.journey import StepTextFactory, a_way, add_seat, employ, give_function, person, unit
from tests.queries import asks

pytestmark = pytest.mark.django_db
FRONT = reverse("portal:front")
DURING = date(2021, 9, 28)


def home_of(somebody):
    return helping.helped_houses(somebody.as_actor())


@pytest.fixture
def way():
    return a_way()


@pytest.fixture
def ulla(way):
    helper = person("Ulla")
    give_function(helper, way.group, FunctionKind.BEACON)
    return helper


def test_whoever_helps_nowhere_has_no_such_home(way):
    assert home_of(way.mette) is None


def test_ones_own_step_stands_first_and_the_houses_own_beside_it(way, ulla, client, on_date):
    on_date(DURING)
    home = home_of(ulla)
    (house,) = home.houses
    assert home.first.role == "fagligt_fyrtaarn"
    assert [step.role for step in house.own] == ["fagligt_fyrtaarn"]
    assert {step.role for step in house.together} <= {"hus", "gruppe"}
    assert house.people == 1
    client.force_login(ulla)
    page = client.get(FRONT).content.decode()
    assert home.first.words.title in page
    assert reverse("portal:house_show", args=[way.group.pk]) in page
    assert "Mette" not in page


@pytest.mark.parametrize(
    ("on", "key"), [(date(2021, 8, 2), "leder-tal"), (DURING, "leder-spoerg-2")], ids=["before", "during"]
)
def test_whoever_was_chosen_to_ask_meets_the_question_and_what_was_shared(on, key, way, ulla, client, on_date):
    choose_asker(way.seat, ulla, actor=way.mette.as_actor())
    on_date(on)
    StepTextFactory(
        step=way.step("proev-2"), author=way.mette, words="Jeg ventede.", audience=Audience.LEADER, finished_on=on
    )
    client.force_login(ulla)
    page = client.get(FRONT).content.decode()
    step = way.step(key)
    assert step.words.title in page
    assert ("Jeg ventede." in page, reverse("journey:step_show", args=[step.pk]) in page) == (True, True)
    line = ReadingLine.objects.get()
    assert (line.owner_number, line.page) == (way.mette.pk, "Spørg ind til det")
    client.force_login(way.lene)
    page = client.get(FRONT).content.decode()
    assert (step.words.title in page, "Jeg ventede." in page) == (False, False)


def test_a_group_is_called_a_group_and_a_house_a_house(way, ulla, client, on_date):
    on_date(date(2021, 10, 4))
    client.force_login(ulla)
    sentences = ("Det tager gruppen sammen", "Det tager huset sammen")
    said = [[sentence in client.get(FRONT).content.decode() for sentence in sentences]]
    way.group.kind = UnitKind.HOUSE
    way.group.save(update_fields=["kind"])
    said.append([sentence in client.get(FRONT).content.decode() for sentence in sentences])
    assert said == [[True, False], [False, True]]


def test_put_off_it_waits(way, ulla, on_date):
    on_date(DURING)
    put_off(home_of(ulla).first, actor=ulla.as_actor())
    assert home_of(ulla).first is None


def test_a_souschef_has_it_beside_the_leaders_home(way, client, on_date):
    hanne = person("Hanne")
    give_function(hanne, way.group, FunctionKind.SOUSCHEF)
    on_date(DURING)
    client.force_login(hanne)
    page = client.get(FRONT).content.decode()
    assert 'id="leader"' in page
    assert 'id="support"' in page


def test_a_house_with_nobody_on_the_way_is_folded_away(way, ulla, client):
    quiet = unit(way.kommune, "Månen")
    employ(person("Kim"), quiet)
    give_function(ulla, quiet, FunctionKind.SUPPORT)
    home = home_of(ulla)
    assert ([house.unit.name for house in home.houses], [house.unit.name for house in home.quiet]) == (
        ["Solsikken"],
        ["Månen"],
    )


def test_a_closed_house_with_nobody_on_the_way_is_not_counted(way, ulla):
    quiet = unit(way.kommune, "Månen")
    employ(person("Kim"), quiet)
    give_function(ulla, quiet, FunctionKind.SUPPORT)
    Unit.objects.update(closed_from=date(2020, 1, 1))
    home = home_of(ulla)
    assert ([house.unit.name for house in home.houses], home.quiet) == (["Solsikken"], [])


def test_before_anybody_is_on_the_way_it_says_what_comes(way, client):
    helper, quiet = person("Ulla"), unit(way.kommune, "Månen")
    employ(person("Kim"), quiet)
    give_function(helper, quiet, FunctionKind.BEACON)
    client.force_login(helper)
    assert "Når en kollega i de huse, du hjælper, er på et forløb" in client.get(FRONT).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_as_many_queries_whatever_the_houses(rows, way, ulla, client, on_date):
    for number in range(rows - 1):
        place = unit(way.kommune, f"Hus {number}")
        give_function(ulla, place, FunctionKind.BEACON)
        add_seat(way, f"Anne{number}", place=place)
    on_date(DURING)
    client.force_login(ulla)
    with asks(14):
        assert client.get(FRONT).status_code == 200


def test_nobody_is_on_the_way_when_the_last_step_has_gone_by(way, ulla, on_date):
    for on, busy in ((date(2022, 11, 24), [1]), (date(2022, 12, 23), [])):
        on_date(on)
        assert [house.people for house in home_of(ulla).houses] == busy
