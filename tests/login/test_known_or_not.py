"""Asking for a code asks the same of the database whether somebody is known here or not, and of nobody else."""

import re

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from rodfaest.login import rules
from rodfaest.transport import mail, sms
from tests.factories.organisations import PersonFactory
from tests.login.test_code import CONFIRM, ask, mailed_code

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_queue(settings):
    """As outside the tests: codes wait in the database."""
    settings.TASKS = {name: {"BACKEND": "django_tasks_db.DatabaseBackend"} for name in ("default", "codes")}


@pytest.fixture
def mette():
    return PersonFactory(first_name="Mette", email="mette@horsens.example", phone="20 30 40 50")


@pytest.fixture
def _no_gateway(monkeypatch):
    def refuse(*_what):
        raise AssertionError("a socket is opened while somebody waits for the page")

    monkeypatch.setattr(mail, "hand_over", refuse)
    monkeypatch.setattr(sms, "hand_over", refuse)


@pytest.fixture
def work_off(monkeypatch):
    """Runs the codes' worker until its queue is empty, here in the test's own transaction."""
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)
    monkeypatch.setattr(db_worker.Worker, "configure_signals", lambda worker: None)
    return lambda: call_command("worker", codes=True, until_empty=True)


def statements(do):
    with CaptureQueriesContext(connection) as context:
        do()
    # Values differ, and so do the names of savepoints; the number of a person may be given or not.
    return [re.sub(r"'[^']*'|\b\d+\b|s\d+_x\d+", "…", query["sql"]) for query in context.captured_queries]


PAIRS = [("mette@horsens.example", "nogen@horsens.example"), ("20304050", "99887766")]


@pytest.mark.parametrize(("known", "unknown"), PAIRS)
@pytest.mark.parametrize("press", ["ask", "look", "resend", "guess"])
def test_known_or_not_the_same_is_asked_of_the_database(press, known, unknown, client, mette, gateway, _no_gateway):
    asked = {}
    for typed in (known, unknown):
        other = client.__class__(REMOTE_ADDR=f"192.0.2.{len(asked)}")
        if press != "ask":
            ask(other, typed)
        presses = {
            "ask": lambda other=other, typed=typed: ask(other, typed),
            "look": lambda other=other: other.get(CONFIRM),
            "resend": lambda other=other: other.post(CONFIRM, {"action": "resend"}),
            "guess": lambda other=other: other.post(CONFIRM, {"code": "000000"}),
        }
        asked[typed] = statements(presses[press])
    assert asked[known] == asked[unknown]


def test_a_code_waits_sealed_and_goes_from_the_queue(client, mette, mail_server, work_off):
    ask(client, mette.email)
    assert mail_server.taken == []
    (row,) = DBTaskResult.objects.all()
    work_off()
    code = mailed_code(mail_server)
    assert code not in str(row.args_kwargs) and "mette" not in str(row.args_kwargs)
    assert client.post(CONFIRM, {"code": code})["Location"] == "/"


def test_a_code_that_ran_out_in_the_queue_is_not_sent(client, mette, mail_server, work_off, monkeypatch):
    ask(client, mette.email)
    monkeypatch.setattr(rules, "CODE_MINUTES", -1)
    work_off()
    assert mail_server.taken == []
