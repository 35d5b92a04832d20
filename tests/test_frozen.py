"""Migrations that are out stay as they are, and the database they made moves up to this version, its words in it."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from rodfaest.config.database import another_versions
from rodfaest.organisations.models import Person
from rodfaest.texts.models import AudienceText
from tests import schema
from tests.frozen import freeze

TEXTS = [model for model in apps.get_models() if issubclass(model, AudienceText)]


def test_no_migration_that_is_out_has_changed():
    assert freeze.digests() == freeze.written(), (
        "a migration that is out is never changed: put it back and write a new one, then run script/freeze-migrations"
    )


@pytest.fixture(scope="module")
def moved_up(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[None]:
    """The frozen database, moved up, in the place of the tests' own until the last of these."""
    sql = freeze.sql_for(connection.vendor)
    with django_db_blocker.unblock(), schema.beside("frozen"):
        if connection.vendor == "sqlite":
            connection.disable_constraint_checking()
            connection.connection.executescript(sql)
            connection.enable_constraint_checking()
        else:
            dump = tmp_path_factory.mktemp("frozen") / "dump.sql"
            dump.write_text(sql)
            assert schema.run("psql", "--single-transaction", "--set=ON_ERROR_STOP=1", f"--file={dump}")
        call_command("migrate", verbosity=0, interactive=False)
        yield


@pytest.mark.usefixtures("moved_up")
@pytest.mark.django_db
class TestTheFrozenDatabase:
    def test_it_is_this_versions(self):
        executor = MigrationExecutor(connection)
        assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []
        assert not another_versions(executor)

    def test_its_rows_hold_together(self):
        connection.check_constraints()
        assert Person.objects.count() > 50

    def test_each_text_opens_for_whoever_wrote_it(self, settings, on_date):
        settings.TEXT_KEYS = freeze.KEYS.read_text().strip()
        on_date(date(2021, 9, 29))
        texts = [text for model in TEXTS for text in model.objects.all()]
        people = Person.objects.in_bulk([text.whose for text in texts])
        opened = [text.open_for(people[text.whose].as_actor()) for text in texts]
        assert len(opened) > 100
        assert all(opened)
