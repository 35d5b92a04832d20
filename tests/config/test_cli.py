"""The `rodfaest` command as one types it: in Danish, and refused with a sentence."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

RODFAEST = str(Path(sys.executable).with_name("rodfaest"))
ENGLISH = re.compile(
    r"usage|error|options|positional|argument|invalid|choose|required|show this|exit|subcommand|unknown|expected"
    r"|verbosity|python path|traceback|Skip system",
    re.IGNORECASE,
)


HERE = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
"""Whichever database the suite runs on, the command finds its own."""


def rodfaest(data, *words, **environment):
    return subprocess.run(
        [RODFAEST, *words],
        env=HERE | {"RODFAEST_DATA": str(data), "DJANGO_SETTINGS_MODULE": "rodfaest.config.settings"} | environment,
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((), 0, "Gør alt klar og kører hjemmeside"),
        (("serve", "--help"), 0, "--port PORT Porten, der lyttes på (8000)."),
        (("cohort", "--help"), 0, "Tjek filer. Svarer 0, hvis alt er i orden, ellers 1."),
        (("findes-ikke",), 1, "kender ikke 'findes-ikke'"),
        (("serve", "--port", "x"), 2, "--port: En port er et helt tal fra 1 til 65535, ikke »x«."),
        (("serve", "--findes-ikke"), 2, "kender ikke --findes-ikke"),
        (("demo", "bogus"), 2, "stage: kender ikke 'bogus'. Vælg mellem 'before', 'during', 'after'"),
        (("programme", "check"), 2, "her mangler FIL"),
        (("programme", "export", "x", "--version", "to"), 2, "--version: kan ikke bruge 'to'"),
    ],
)
def test_it_answers_in_danish(words, code, said, tmp_path):
    answer = rodfaest(tmp_path, *words)
    spoken = answer.stdout + answer.stderr
    assert (answer.returncode, ENGLISH.findall(spoken)) == (code, [])
    assert said in " ".join(spoken.split()) or said in spoken


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("demo", "during"), "Demoen er slået fra: sæt RODFAEST_DEMO=1.\n"),
        (
            ("serve", "--host", "203.0.113.1"),
            "Der kan ikke lyttes på 203.0.113.1: vælg en adresse, maskinen har, fx 127.0.0.1.\n",
        ),
    ],
    ids=["demo", "serve"],
)
def test_what_is_refused_is_said_in_its_sentence_alone(words, said, tmp_path):
    answer = rodfaest(tmp_path, *words)
    assert (answer.returncode, answer.stderr, answer.stdout) == (1, said, "")


@pytest.mark.parametrize("words", [("serve",), ("worker",), ("cohort", "check", "x.toml")], ids=" ".join)
@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        (
            "EMAIL_URL",
            "nonsense",
            "EMAIL_URL kan ikke bruges: skriv den som smtp://bruger:kode@mailserver:25, "
            "smtp+tls://… (STARTTLS) eller smtp+ssl://… (TLS fra begyndelsen).\n",
        ),
        (
            "DATABASE_URL",
            "mysql://x",
            "DATABASE_URL kan ikke bruges: skriv den som sqlite:////sti/db.sqlite3 eller "
            "postgres://bruger:kode@server:5432/database.\n",
        ),
    ],
)
def test_it_does_not_start_on_an_address_that_leads_nowhere(words, name, given, said, tmp_path):
    answer = rodfaest(tmp_path / "data", *words, **{name: given})
    assert (answer.returncode, answer.stderr, answer.stdout) == (1, said, "")
    assert not (tmp_path / "data").exists()


COMMANDS_THAT_ASK = [
    ("programme", "load", "src/rodfaest/programmes/shipped/horsens-dagpleje.toml"),
    ("programme", "export", "horsens-dagpleje"),
    ("cohort", "check", "src/rodfaest/cohorts/shipped/horsens-dagpleje-2021.toml"),
    ("check_queue",),
    ("worker", "--until-empty"),
]


@pytest.mark.parametrize("words", [*COMMANDS_THAT_ASK, ("migrate",)], ids=" ".join)
def test_before_the_first_start_it_says_how_to_begin(words, tmp_path):
    answer = rodfaest(tmp_path / "none", *words)
    said = (
        f"Databasen {tmp_path}/none/db.sqlite3 kan ikke åbnes: start én gang med `rodfaest serve`, "
        "eller sæt RODFAEST_DATA til dens mappe.\n"
    )
    assert (answer.returncode, answer.stderr) == (1, said)


@pytest.mark.parametrize("words", COMMANDS_THAT_ASK, ids=" ".join)
def test_a_database_that_is_not_made_ready_is_said_to_be_so(words, tmp_path):
    answer = rodfaest(tmp_path, *words)
    said = (
        "Databasen er ikke gjort klar til denne udgave: start én gang med `rodfaest serve`, "
        "eller kør `rodfaest migrate`.\n"
    )
    assert (answer.returncode, answer.stderr) == (1, said)
