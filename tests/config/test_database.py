"""A database of another version is refused in a sentence, by whatever is started on it."""

import shutil
import sqlite3
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from rodfaest.config.database import another_versions
from tests.config.test_cli import rodfaest
from tests.config.test_serve import free_port

MAIL = {"EMAIL_URL": "smtp://127.0.0.1:2525"}
MADE_BY_ANOTHER = {
    "a newer one": "INSERT INTO django_migrations (app, name, applied) VALUES ('journey', '0099_later', '2030-01-01')",
    "one with a column of another name": "ALTER TABLE programmes_programme RENAME COLUMN key TO code",
    "one with a column more": "ALTER TABLE journey_step ADD COLUMN scope bigint NOT NULL DEFAULT 0",
    "one without a table": "DROP TABLE texts_readingline",
}
COMMANDS = [
    ("serve", "--port", str(free_port())),
    ("worker", "--until-empty"),
    ("scheduler",),
    ("migrate", "--verbosity", "0"),
]


@pytest.fixture(scope="module")
def ready(tmp_path_factory) -> Path:
    data = tmp_path_factory.mktemp("ready")
    assert rodfaest(data, "migrate", "--verbosity", "0").returncode == 0
    return data / "db.sqlite3"


@pytest.mark.parametrize("change", MADE_BY_ANOTHER.values(), ids=list(MADE_BY_ANOTHER))
@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
def test_what_runs_on_or_moves_it_up_refuses_it(words, change, ready, tmp_path):
    shutil.copyfile(ready, tmp_path / "db.sqlite3")
    with sqlite3.connect(tmp_path / "db.sqlite3") as database:
        database.execute(change)
    answer = rodfaest(tmp_path, *words, **MAIL)
    said = (
        f"Databasen {tmp_path}/db.sqlite3 er lavet af en anden udgave af Rodfæst og kan ikke føres op til denne: "
        "brug den udgave, der lavede den, eller læg den til side og begynd forfra.\n"
    )
    assert (answer.returncode, answer.stderr) == (1, said)


def test_a_command_that_stumbles_on_it_says_so(ready, tmp_path):
    shutil.copyfile(ready, tmp_path / "db.sqlite3")
    with sqlite3.connect(tmp_path / "db.sqlite3") as database:
        database.execute(MADE_BY_ANOTHER["one with a column of another name"])
    answer = rodfaest(tmp_path, "programme", "export", "horsens-dagpleje")
    assert (answer.returncode, "er lavet af en anden udgave" in answer.stderr) == (1, True)


@pytest.mark.django_db
def test_a_database_of_this_version_is_none_of_these():
    assert not another_versions(MigrationExecutor(connection))


@pytest.mark.django_db
@pytest.mark.parametrize("change", MADE_BY_ANOTHER.values(), ids=list(MADE_BY_ANOTHER))
def test_it_is_known_on_either_database(change):
    with connection.cursor() as cursor:
        cursor.execute(change)
    assert another_versions(MigrationExecutor(connection))
