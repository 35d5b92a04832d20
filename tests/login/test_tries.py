"""How often a code may be asked for: counted in the database, and no way to lock another out."""

import pytest
from django.core.cache import caches

from rodfaest.config import jobs
from rodfaest.kernel.actors import System
from rodfaest.login.devices import COOKIE
from rodfaest.login.models import Tries
from tests.factories.organisations import PersonFactory
from tests.login.test_code import ask, code_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def mette():
    return PersonFactory(first_name="Mette", email="mette@horsens.example", phone="20 30 40 50")


def again(client, asked_for):
    """Ask on a device where another code may be pending."""
    client.post("/log-ud/")
    return ask(client, asked_for).status_code


def log_in(client, mail_server, person):
    ask(client, person.email)
    client.post("/log-ind/kode/", {"code": code_in(mail_server.taken[-1].get_body(("plain",)).get_content())})
    client.post("/log-ud/")


def a_restart():
    """Another worker, or this one started anew, has none of what this one remembers."""
    caches.close_all()
    for name in list(caches):
        del caches[name]


@pytest.mark.parametrize("asked_for", ["mette@horsens.example", "nogen@horsens.example", "20304050", "99887766"])
def test_tries_of_an_address_or_number_are_counted_for_all_workers_together(
    asked_for, client, mette, mail_server, gateway
):
    answers = []
    for _worker in range(6):
        answers.append(ask(client.__class__(REMOTE_ADDR=f"192.0.2.{_worker}"), asked_for).status_code)
        a_restart()
    assert answers == [302] * 5 + [422]


def test_tries_of_a_network_are_counted_for_all_addresses_together(client, mail_server):
    answers = [
        ask(client.__class__(REMOTE_ADDR="192.0.2.1"), f"nogen{number}@horsens.example").status_code
        for number in range(31)
    ]
    assert answers == [302] * 30 + [422]
    assert ask(client.__class__(REMOTE_ADDR="192.0.2.2"), "nogen@horsens.example").status_code == 302


def test_nobody_locks_another_out_of_a_device_they_have_logged_in_on(client, mette, mail_server):
    log_in(client, mail_server, mette)
    stranger = client.__class__()
    assert [again(stranger, mette.email) for _ in range(6)][-1] == 422
    assert [again(stranger, f"nogen{number}@horsens.example") for number in range(30)][-1] == 422
    assert again(client, mette.email) == 302, "neither by her address nor by the network they share"
    assert [again(client, mette.email) for _ in range(6)][-1] == 422, "she too is counted there"


def test_a_device_knows_the_last_people_who_logged_in_on_it_and_no_other(client, mette, mail_server):
    anne, kim = (PersonFactory(email=f"{name}@horsens.example") for name in ("anne", "kim"))
    for person in (anne, mette):
        log_in(client, mail_server, person)
    stranger = client.__class__()
    for _ in range(6):
        for person in (anne, mette, kim):
            again(stranger, person.email)
    assert [again(client, person.email) for person in (anne, mette, kim)] == [302, 302, 422]


def test_a_device_that_makes_its_own_cookie_is_known_to_nobody(client, mette, mail_server):
    for _ in range(5):
        ask(client.__class__(), mette.email)
    client.cookies[COOKIE] = f"abc:{mette.pk}"
    assert ask(client, mette.email).status_code == 422


def test_neither_address_nor_network_stands_in_the_database_and_what_ran_out_is_removed(client, mette, mail_server):
    ask(client, mette.email)
    rows = Tries.objects.all()
    assert rows.exists()
    assert not [row for row in rows if any(told in row.cache_key + row.value for told in ("mette", "127.0.0.1"))]
    rows.update(expires="2021-01-01T00:00:00Z")
    jobs.clear_sessions(actor=System("clear_sessions"))
    assert not Tries.objects.exists()
