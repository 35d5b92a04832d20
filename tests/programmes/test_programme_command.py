"""`rodfaest programme check|load|export`."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from rodfaest.programmes.models import ProgrammeVersion
from rodfaest.programmes.rules.reading import read
from rodfaest.programmes.rules.shipped import shipped
from rodfaest.programmes.rules.writing import write

NAME = "horsens-dagpleje.toml"
TEXT = shipped()[NAME]


def run(*arguments: object) -> str:
    out = StringIO()
    call_command("programme", *map(str, arguments), stdout=out)
    return out.getvalue()


def refused(*arguments: object) -> str:
    """What is printed by a run that ends with 1."""
    out = StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("programme", *map(str, arguments), stdout=out)
    assert end.value.code == 1
    return out.getvalue()


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / NAME
    path.write_text(TEXT, "utf-8")
    return path


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    path = tmp_path / "forkert.toml"
    path.write_text(TEXT.replace("efter = 50 }", "efter = 60 }").replace("pages = 200", "pages = 210"), "utf-8")
    return path


def test_check_needs_no_database_and_shows_the_load(good):
    assert run("check", good).splitlines()[:3] == [
        f"{good}: i orden",
        "                    FØR  UNDER  EFTER  i alt  grænse",
        "deltager             18     16     18     52      60",
    ]


def test_check_names_file_place_and_sentence_of_each_complaint(bad):
    assert refused("check", bad) == (
        f"{bad}: split: Fordelingen giver 110 i alt. FØR, UNDER og EFTER skal give 100 tilsammen.\n"
        f"{bad}: reading.items: Siderne giver 200 i alt, men reading.pages er 210. De to tal skal være ens.\n"
    )


def test_check_says_when_a_file_is_not_there(tmp_path):
    path = tmp_path / "borte.toml"
    assert refused("check", path) == f"{path}: Filen kan ikke læses. Findes den, og må du åbne den?\n"


@pytest.mark.django_db
def test_load_twice_is_one_version(good):
    assert run("load", good) == run("load", good) == f"{good}: horsens-dagpleje, version 1\n"


@pytest.mark.django_db
def test_one_bad_file_and_none_is_loaded(good, bad):
    refused("load", good, bad)
    assert ProgrammeVersion.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_file_that_stops_the_load_takes_the_others_with_it(good, tmp_path):
    long_name = tmp_path / f"{'n' * 220}.toml"
    long_name.write_text(TEXT.replace("horsens-dagpleje", "en-anden", 1), "utf-8")
    with pytest.raises(ValidationError):
        run("load", good, long_name)
    assert ProgrammeVersion.objects.count() == 0


@pytest.mark.django_db
def test_export_gives_the_normalised_text_back(good):
    run("load", good)
    assert run("export", "horsens-dagpleje") == write(read(TEXT))


@pytest.mark.django_db
def test_export_gives_the_version_asked_for(good):
    run("load", good)
    good.write_text(TEXT.replace("Fem dage", "5 dage", 1), "utf-8")
    run("load", good)
    assert read(run("export", "horsens-dagpleje", "--version", 1)).everyday.startswith("Fem dage")
    assert read(run("export", "horsens-dagpleje")).everyday.startswith("5 dage")


@pytest.mark.django_db
def test_export_of_what_was_never_loaded_says_so():
    with pytest.raises(CommandError, match=r"^Der er ikke indlæst noget forløb, der hedder ukendt\.$"):
        run("export", "ukendt")
    with pytest.raises(CommandError, match=r"^Der er ikke indlæst version 2 af noget forløb, der hedder ukendt\.$"):
        run("export", "ukendt", "--version", 2)


@pytest.mark.django_db
@pytest.mark.parametrize("verb", ["check", "load"])
def test_one_programme_in_two_files_is_refused(verb, good, tmp_path):
    other = tmp_path / "igen.toml"
    other.write_text(TEXT.replace("Fem dage", "5 dage", 1), "utf-8")
    twice = "Forløbet »horsens-dagpleje« står i to af filerne. Tag den ene fra."
    assert refused(verb, good, other) == f"{other}: key: {twice}\n"
    assert ProgrammeVersion.objects.count() == 0
