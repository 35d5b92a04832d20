"""Unsafe combinations are refused with a sentence."""

import pytest
from cryptography.fernet import Fernet
from django.core.checks import run_checks
from django.core.management.base import CommandError

from rodfaest.config.checks import (
    SERVING,
    keys_beside_the_data,
    links_and_their_pages,
    unfit_to_serve,
    unreadable_addresses,
    unsafe_demo,
)
from rodfaest.config.serve import refuse_the_demos_data
from rodfaest.demo.models import Stage

HTTPS = "https://rodfaest.horsens.dk"


@pytest.fixture
def fit(settings):
    settings.DEMO, settings.HTTPS, settings.BASE_URL = False, True, HTTPS
    settings.ALLOWED_HOSTS = ["rodfaest.horsens.dk"]
    settings.EMAIL_URL = "smtp://mail.horsens.dk:25"
    settings.SECRET_KEY = "a-real-one"
    settings.TEXT_KEYS = Fernet.generate_key().decode()
    return settings


def names(refusals):
    return [name for name, _sentence in refusals()]


def test_a_house_with_its_secrets_and_its_mail_may_serve(fit):
    assert names(unfit_to_serve) == names(unsafe_demo) == []


@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({"SECRET_KEY": "unsafe-until-rodfaest-serve-has-made-one"}, "secret_key"),
        ({"TEXT_KEYS": ""}, "text_keys"),
        ({"TEXT_KEYS": "hemmelig"}, "text_keys_form"),
        ({"TEXT_KEYS": f"{Fernet.generate_key().decode()},hemmelig"}, "text_keys_form"),
        ({"EMAIL_URL": ""}, "email_url"),
        ({"BASE_URL": "rodfaest.horsens.dk"}, "base_url"),
        ({"ALLOWED_HOSTS": ["localhost", "127.0.0.1", "[::1]"]}, "allowed_hosts"),
    ],
)
def test_what_is_missing_is_named(fit, changed, refused):
    for name, value in changed.items():
        setattr(fit, name, value)
    assert names(unfit_to_serve) == [refused]


@pytest.mark.parametrize("hosts", [["*"], [".horsens.dk"], ["localhost", "Rodfaest.Horsens.dk"]])
def test_the_host_people_meet_may_be_named_as_django_reads_it(fit, hosts):
    fit.ALLOWED_HOSTS = hosts
    assert names(unfit_to_serve) == []


@pytest.mark.parametrize(
    ("environment", "https", "warned"),
    [
        ({}, True, True),
        ({"TEXT_KEYS_FILE": "{data}/keys/text_keys"}, True, True),
        ({"TEXT_KEYS_FILE": "/etc/rodfaest/text_keys"}, True, False),
        ({"TEXT_KEYS": "given"}, True, False),
        ({}, False, False),
    ],
    ids=["where serve laid it", "a file of the folder", "elsewhere", "from the environment", "on this machine"],
)
def test_a_key_beside_the_database_is_warned_of_where_real_people_are_met(
    environment, https, warned, fit, monkeypatch, tmp_path
):
    for name in ("TEXT_KEYS", "TEXT_KEYS_FILE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value.format(data=tmp_path))
    fit.DATA, fit.HTTPS = tmp_path, https
    assert names(keys_beside_the_data) == (["text_keys_beside"] if warned else [])
    said = run_checks(tags=[SERVING], include_deployment_checks=True)
    assert [message.is_serious() for message in said if message.id == "rodfaest.text_keys_beside"] == [False] * warned


@pytest.mark.parametrize(
    ("name", "given", "refused"),
    [
        ("EMAIL_URL", "nonsense", True),
        ("EMAIL_URL", "https://mail.horsens.dk", True),
        ("EMAIL_URL", "smtp://", True),
        ("EMAIL_URL", "smtp://mail.horsens.dk:port", True),
        ("EMAIL_URL", "smtps://mail.horsens.dk", True),
        ("EMAIL_URL", "smtp+tls://mette:kode@mail.horsens.dk:587", False),
        ("EMAIL_URL", "", False),
        ("DATABASE_URL", "nonsense", True),
        ("DATABASE_URL", "mysql://x", True),
        ("DATABASE_URL", "postgres://mette:kode@server:port/rodfaest", True),
        ("DATABASE_URL", "postgres://rodfaest@//var/run/postgresql/rodfaest", False),
        ("DATABASE_URL", "sqlite:////srv/rodfaest/db.sqlite3", False),
        ("DATABASE_URL", "", True),
        ("DATABASE_URL_FILE", "/there/is/none", True),
    ],
)
def test_an_address_that_leads_nowhere_is_refused_by_name(name, given, refused, monkeypatch):
    for known in ("EMAIL_URL", "DATABASE_URL"):
        monkeypatch.delenv(known, raising=False)
    monkeypatch.setenv(name, given)
    assert [sentence.split()[0] for _name, sentence in unreadable_addresses()] == [name] * refused


def test_keys_may_be_several(fit):
    fit.TEXT_KEYS = ", ".join(Fernet.generate_key().decode() for _ in range(2))
    assert names(unfit_to_serve) == []


def test_the_demo_needs_no_mail(fit):
    fit.DEMO, fit.HTTPS, fit.BASE_URL, fit.EMAIL_URL = True, False, "http://localhost:8000", ""
    fit.ALLOWED_HOSTS = ["localhost"]
    assert names(unfit_to_serve) == names(unsafe_demo) == []


@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({"BASE_URL": HTTPS, "HTTPS": True}, ["demo_outside"]),
        ({"BASE_URL": "http://rodfaest.horsens.dk"}, ["demo_outside"]),
        ({"EMAIL_URL": "smtp://mail.horsens.dk:25"}, ["demo_mail"]),
        ({"EMAIL_URL": "smtp://127.0.0.1:2525"}, []),
    ],
)
def test_the_demo_stays_on_this_machine(fit, changed, refused):
    fit.DEMO, fit.HTTPS, fit.BASE_URL, fit.EMAIL_URL = True, False, "http://localhost:8000", ""
    for name, value in changed.items():
        setattr(fit, name, value)
    assert names(unsafe_demo) == refused


@pytest.mark.django_db
def test_a_real_house_does_not_start_on_the_demos_data(settings):
    settings.DEMO = False
    refuse_the_demos_data()
    Stage.objects.create(name="during", day="2021-09-29")
    with pytest.raises(CommandError, match="I databasen ligger demoen"):
        refuse_the_demos_data()
    settings.DEMO = True
    refuse_the_demos_data()


def test_a_link_whose_verb_is_no_permission_or_whose_page_is_gone_is_found(settings):
    assert names(links_and_their_pages) == []
    settings.LINK_PAGES = "tests.config.test_checks.LINKS"
    assert names(links_and_their_pages) == ["link_without_rule", "link_without_page"]


LINKS = {
    "enrolment.answer": "rodfaest.enrolment.views.answers.wish_answer_by_link",
    "enrolment.answer_wish": "rodfaest.enrolment.views.answers.gone",
}
