"""The konsulent's home: the board, and the konsulent's own steps."""

from datetime import date

import pytest
from django.urls import reverse

from rodfaest.journey.actions import do_step
from rodfaest.journey.panels.preparing import consultant_steps
from rodfaest.organisations.models import Organisation
from rodfaest.portal.panels import board
from tests.factories.journey import a_way, cohort_on, give_role, person

pytestmark = pytest.mark.django_db
FRONT = reverse("portal:front")


@pytest.fixture
def way():
    return a_way()


@pytest.fixture
def karen(way):
    someone = person("Karen")
    give_role(someone, way.kommune)
    return someone


def test_whoever_is_no_konsulent_has_no_such_home(way):
    assert (board(way.lene.as_actor()), consultant_steps(way.lene.as_actor())) == (None, None)


def test_the_front_page_is_the_board(way, karen, client, on_date):
    on_date(date(2021, 9, 29))
    client.force_login(karen)
    page = client.get(FRONT).content.decode()
    assert "Dagpleje, efterår 2021" in page
    assert "1/22" in page
    assert "om 12 dage" in page


def test_ones_own_step_is_due_until_it_is_kept(way, karen, on_date):
    on_date(date(2021, 9, 29))
    (step,) = consultant_steps(karen.as_actor()).steps
    assert step.key == "konsulent-under"
    assert next(iter(board(karen.as_actor()).lines[0].needs.values())) == "1 skridt er dit"
    do_step(step, actor=karen.as_actor())
    assert consultant_steps(karen.as_actor()).steps == []


def test_another_kommunes_cohorts_are_not_there(way, karen):
    vejle = Organisation.objects.create(name="Vejle Kommune", kind="kommune")
    cohort_on(vejle, key="vejle", name="Vejle, forår")
    assert [line.cohort.name for line in board(karen.as_actor()).lines] == ["Dagpleje, efterår 2021"]
