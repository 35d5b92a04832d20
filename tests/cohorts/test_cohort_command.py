"""`rodfaest cohort check|load`."""

from importlib.resources import files
from io import StringIO

import pytest
from django.core.management import call_command

from rodfaest.cohorts.models import Cohort
from tests.factories.cohorts import WEEK_42
from tests.factories.organisations import HolidayWeekFactory, OrganisationFactory, PersonFactory, ProviderFactory
from tests.factories.programmes import ProgrammeVersionFactory

pytestmark = pytest.mark.django_db

SHIPPED = (files("rodfaest.cohorts") / "shipped" / "horsens-dagpleje-2021.toml").read_text()


@pytest.fixture
def good(tmp_path):
    ProgrammeVersionFactory()
    ProviderFactory(name="VIA University College")
    PersonFactory(email="karen.vestergaard@horsens.example")
    HolidayWeekFactory(organisation=OrganisationFactory(name="Horsens Kommune"), **WEEK_42)
    path = tmp_path / "hold.toml"
    path.write_text(SHIPPED)
    return path


def run(verb, *paths):
    out = StringIO()
    try:
        call_command("cohort", verb, *[str(path) for path in paths], stdout=out)
    except SystemExit as ended:
        return ended.code, out.getvalue()
    return 0, out.getvalue()


def test_check_says_that_a_file_is_fine_and_loads_nothing(good):
    assert run("check", good) == (0, f"{good}: i orden\n")
    assert not Cohort.objects.exists()


def test_load_says_what_came_in_and_what_was_there(good):
    assert run("load", good) == (0, f"{good}: Dagplejen, efterår 2021, 5 dage, 22 pladser\n")
    assert run("load", good) == (0, f"{good}: Dagplejen, efterår 2021 er indlæst før og er uændret\n")


@pytest.mark.parametrize("verb", ["check", "load"])
def test_a_key_that_is_loaded_with_other_facts_or_stands_twice_in_one_call_is_refused(good, tmp_path, verb):
    other = tmp_path / "igen.toml"
    other.write_text(SHIPPED.replace("places = 22", "places = 20"))
    refused = (
        f"{other}: key: Der er allerede et hold med nøglen »horsens-dagpleje-2021« og andre oplysninger. "
        "Ret det på holdets side, eller giv en ny key.\n"
    )
    assert run(verb, good, other) == (1, refused)
    assert not Cohort.objects.exists()
    run("load", good)
    assert run(verb, other) == (1, refused)
    assert run("check", good) == (0, f"{good}: i orden\n")
    assert Cohort.objects.get().places == 22


@pytest.mark.parametrize("verb", ["check", "load"])
def test_a_bad_file_ends_with_1_and_file_key_and_sentence(good, tmp_path, verb):
    bad = tmp_path / "galt.toml"
    bad.write_text(SHIPPED.replace("2021-11-01", "2021-10-20").replace("horsens-dagpleje-2021", "to"))
    assert run(verb, good, bad) == (
        1,
        f"{bad}: days[4]: Onsdag den 20. oktober 2021 ligger i kommunens ferie, uge 42 (efterårsferie). "
        "Vælg en anden uge.\n",
    )
    assert not Cohort.objects.exists()


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (None, "Filen kan ikke læses. Findes den, og må du åbne den?"),
        ("æ".encode("latin-1"), "Filen er ikke gemt som UTF-8. Gem den igen med tegnsættet UTF-8."),
    ],
)
def test_a_file_that_cannot_be_read_is_named(tmp_path, raw, sentence):
    path = tmp_path / "hold.toml"
    if raw is not None:
        path.write_bytes(raw)
    assert run("check", path) == (1, f"{path}: {sentence}\n")


def test_a_number_like_a_persons_is_refused(good):
    good.write_text(SHIPPED.replace('name = "Campus Horsens"', 'name = "Campus 010121-1234"'))
    refused = "Der står et tal, der ligner et CPR-nummer. Slet det, og skriv, så ingen kan kendes."
    assert run("check", good) == (1, f"{good}: venue.name: {refused}\n")
