"""No address that opens somebody's page reaches the log, and a stranger's junk is one line there."""

import logging
from io import StringIO

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.module_loading import import_string

from rodfaest.config.logs import WithoutTokens


@pytest.mark.parametrize("name", ["login:link_open", "login:link_renew", "correspondence:calendar_feed"])
def test_the_secret_of_an_address_is_masked_in_the_log(name):
    line = logging.LogRecord("", 0, "", 0, "Not Found: %s", (reverse(name, args=["en-hemmelig_nogle1"]),), None)
    WithoutTokens().filter(line)
    assert "hemmelig" not in line.getMessage()
    assert "…" in line.getMessage()


@pytest.fixture
def log():
    """What the server's log says, through the filters of its one handler."""
    handler = logging.StreamHandler(StringIO())
    for name in settings.LOGGING["handlers"]["console"]["filters"]:
        handler.addFilter(import_string(settings.LOGGING["filters"][name]["()"])())
    logging.getLogger().addHandler(handler)
    yield handler.stream
    logging.getLogger().removeHandler(handler)


FORM = "application/x-www-form-urlencoded"
JUNK = {
    "a host nobody has": lambda client: client.get("/", headers={"host": "x\ny.example"}),
    "another's host": lambda client: client.get("/", headers={"host": "evil.example"}),
    "too many fields": lambda client: client.post("/log-ind/", {f"f{number}": "x" for number in range(1001)}),
    "too much": lambda client: client.post("/log-ind/", f"login={'x' * 3_000_000}", FORM),
}


@pytest.mark.django_db
@pytest.mark.parametrize("junk", list(JUNK))
def test_what_a_stranger_sends_is_refused_in_one_line(junk, log):
    assert JUNK[junk](Client()).status_code == 400
    assert len(log.getvalue().splitlines()) == 1
    assert "Traceback" not in log.getvalue()


def test_no_log_is_mailed():
    mailed = [name for name in ("", "django", "django.request", "django.security") if _mails(logging.getLogger(name))]
    assert mailed == []


def _mails(logger):
    return any("AdminEmail" in type(handler).__name__ for handler in logger.handlers)
