"""How long one stays logged in: those who see many people for half an hour of stillness and a day's work at most."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from rodfaest.kernel.time import now
from rodfaest.login import rules
from rodfaest.login.sessions import SINCE
from rodfaest.login.typed import COOKIE
from rodfaest.organisations.rules import Role
from tests.factories.login import lay_still
from tests.factories.organisations import PersonFactory, SystemRoleFactory, UnitFactory, leader_of

pytestmark = pytest.mark.django_db
A_MINUTE = timedelta(minutes=1)


@pytest.fixture
def client(with_two_steps):
    return with_two_steps


def began(client, how_long_ago):
    session = client.session
    session[SINCE] = (now() - how_long_ago).timestamp()
    session.save()


def is_logged_in(client):
    return client.get("/mit/").status_code == 200


@pytest.mark.parametrize("role", sorted(Role))
def test_whoever_has_a_role_is_logged_out_when_the_page_lies_still_for_half_an_hour(role, client):
    client.force_login(SystemRoleFactory(role=role).person)
    lay_still(client, rules.IDLE_FOR - A_MINUTE)
    assert is_logged_in(client)
    lay_still(client, rules.IDLE_FOR + A_MINUTE)
    answer = client.get("/", follow=True)
    assert answer.redirect_chain == [("/log-ind/?next=/", 302)]
    assert "siden har ligget stille i 30 minutter" in answer.content.decode()
    assert not is_logged_in(client)


def test_a_used_session_lasts_and_its_use_is_written_once_a_minute(client, django_assert_num_queries):
    client.force_login(SystemRoleFactory().person)
    for _ in range(3):
        lay_still(client, rules.IDLE_FOR - A_MINUTE)
        assert is_logged_in(client)
    row = Session.objects.get(pk=client.cookies["sessionid"].value)
    assert is_logged_in(client)
    assert Session.objects.get(pk=row.pk).expire_date == row.expire_date


def test_however_much_it_is_used_it_is_over_after_twelve_hours(client):
    client.force_login(SystemRoleFactory().person)
    began(client, rules.AT_MOST - A_MINUTE)
    assert is_logged_in(client)
    began(client, rules.AT_MOST + A_MINUTE)
    answer = client.get("/mit/", follow=True)
    assert answer.redirect_chain == [("/log-ind/?next=/mit/", 302)]
    assert "der er gået 12 timer" in answer.content.decode()


@pytest.mark.parametrize("who", [PersonFactory, lambda: leader_of(UnitFactory())])
def test_a_participant_and_a_leader_stay_for_thirty_days(who, client):
    client.force_login(who())
    began(client, timedelta(days=29))
    lay_still(client, timedelta(days=29))
    assert is_logged_in(client)
    lay_still(client, timedelta(days=1))
    assert not is_logged_in(client)


def test_a_page_that_is_not_there_is_no_use_of_a_session_that_is_over(client):
    client.force_login(SystemRoleFactory().person)
    lay_still(client, rules.IDLE_FOR + A_MINUTE)
    assert client.get("/findes-ikke/").status_code == 404
    assert not is_logged_in(client)


def test_a_press_after_it_is_over_does_nothing_and_what_was_typed_waits_for_the_same_person(client):
    role = SystemRoleFactory(role=Role.ADMINISTRATOR)
    client.force_login(role.person)
    page = reverse("organisations:unit_add", args=[role.organisation_id])
    html = client.get(page).content.decode()
    typed_by = html.split('name="typed_by" value="')[1].split('"')[0]
    lay_still(client, rules.IDLE_FOR + A_MINUTE)
    typed = {"name": "Solsikken", "kind": "house", "ownership": "municipal", "can_spare": 1, "typed_by": typed_by}
    answer = client.post(page, typed, headers={"referer": f"http://testserver{page}"})
    assert answer.url == f"/log-ind/?next={page}"
    assert not role.organisation.units.exists()
    assert client.cookies[COOKIE].value
    client.force_login(role.person)
    assert 'value="Solsikken"' in client.get(page).content.decode()


@pytest.mark.parametrize("page", ["/log-ind/", "/tilgaengelighed/"])
def test_it_is_over_on_every_page(page, client):
    client.force_login(SystemRoleFactory().person)
    lay_still(client, rules.IDLE_FOR + A_MINUTE)
    answer = client.get(page)
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert not is_logged_in(client)


def test_whoever_reads_on_presses_a_button(client):
    client.force_login(SystemRoleFactory().person)
    stay = reverse("login:session_stay")
    assert f'action="{stay}"' in client.get("/mit/").content.decode()
    lay_still(client, rules.IDLE_FOR - A_MINUTE)
    assert client.post(stay, headers={"HX-Request": "true"}).status_code == 204
    lay_still(client, rules.IDLE_FOR - A_MINUTE)
    assert client.post(stay, headers={"referer": "http://testserver/mit/"}).url == "/mit/"
    assert is_logged_in(client)


def test_nobody_else_is_warned(client):
    client.force_login(PersonFactory())
    assert "data-ends" not in client.get("/mit/").content.decode()
    assert client.get(reverse("login:session_stay")).status_code == 405
