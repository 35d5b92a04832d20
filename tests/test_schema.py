"""The kept schema is what the migrations make, and anything they are made from makes another."""

import re
import shutil
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, connections

from rodfaest.organisations.models import Person
from tests import schema

MIGRATIONS = Path(apps.get_app_config("attendance").path) / "migrations"
SHAPE = {
    "sqlite": ["SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"],
    "postgresql": [
        "SELECT table_name, column_name, data_type, character_maximum_length, is_nullable, column_default, "
        "identity_generation, collation_name FROM information_schema.columns WHERE table_schema = 'public' "
        "ORDER BY table_name, ordinal_position",
        "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY indexname",
        "SELECT conname, conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint "
        "WHERE connamespace = 'public'::regnamespace ORDER BY 2, 1",
        "SELECT sequencename, data_type, start_value, increment_by FROM pg_sequences ORDER BY 1",
    ],
}
ROWS = [
    "SELECT app, name FROM django_migrations ORDER BY 1, 2",
    "SELECT app_label, model FROM django_content_type ORDER BY 1, 2",
    "SELECT app_label, model, codename, name FROM auth_permission "
    "JOIN django_content_type ON django_content_type.id = content_type_id ORDER BY 1, 2, 3",
]


SAID_ONCE = re.compile(r"::(character varying|text)(\[\])?|[()]")
"""What PostgreSQL writes in other places when it reads a condition a second time."""


def answers(database) -> list[str]:
    found = []
    with database.cursor() as cursor:
        for asked in [*SHAPE[database.vendor], *ROWS]:
            cursor.execute(asked)
            found.append(SAID_ONCE.sub("", repr(cursor.fetchall())))
    assert all(rows != "[]" for rows in found)
    return found


@pytest.fixture
def migrated(db, django_db_blocker):
    """A database that is migrated here and now."""
    name = connection.settings_dict["NAME"] + "_anew"
    settings.DATABASES["anew"] = connection.settings_dict | {"TEST": connection.settings_dict["TEST"] | {"NAME": name}}
    anew = connections["anew"]
    with django_db_blocker.unblock():
        anew.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        yield anew
        anew.creation.destroy_test_db(settings.DATABASES["default"]["NAME"], verbosity=0)
        del settings.DATABASES["anew"], connections["anew"]


def test_it_is_what_the_migrations_make(migrated):
    assert answers(connection) == answers(migrated)


def test_every_migration_and_every_module_they_name_counts():
    counted = [name for name, _ in schema.made_from()]
    for app in apps.get_app_configs():
        for path in (Path(app.path) / "migrations").glob("*.py"):
            assert f"{app.label} migrations/{path.name}" in counted
    assert {"correspondence kernel/time.py", "correspondence rules/channels.py"} <= set(counted)


def test_a_changed_added_or_removed_migration_is_another_schema(tmp_path):
    def digest() -> str:
        return schema.digest(schema.with_what_they_import("attendance", tmp_path.glob("*.py")))

    shutil.copytree(MIGRATIONS, tmp_path, dirs_exist_ok=True)
    first, seen = tmp_path / "0001_attendances.py", [digest()]
    first.write_text(first.read_text().replace('"seat"', '"place"', 1))
    seen.append(digest())
    second = tmp_path / "0002_marked_by.py"
    second.write_text("")
    seen.append(digest())
    second.rename(tmp_path / "0002_marked_at.py")
    seen.append(digest())
    assert len(set(seen)) == len(seen)
    (tmp_path / "0002_marked_at.py").unlink()
    assert digest() == seen[1]


def test_a_changed_module_that_a_migration_imports_is_another_schema(tmp_path, monkeypatch):
    house = tmp_path / "src/rodfaest/kernel"
    house.mkdir(parents=True)
    migration, module, further = tmp_path / "0001_it.py", house / "time.py", house / "text.py"
    migration.write_text("from rodfaest.kernel.time import now")
    module.write_text("from rodfaest.kernel import text")
    further.write_text("")
    monkeypatch.setattr(schema, "CHECKOUT", tmp_path)

    def digest() -> str:
        return schema.digest(schema.with_what_they_import("it", tmp_path.glob("*.py")))

    seen = [digest()]
    for path in (module, further):
        path.write_text(path.read_text() + "\n# changed")
        seen.append(digest())
    assert len(set(seen)) == 3


def test_a_changed_model_is_another_schema(monkeypatch):
    as_it_is = schema.digest(schema.made_from())
    assert schema.digest(schema.made_from()) == as_it_is
    monkeypatch.setattr(Person._meta, "verbose_name", "medarbejder")
    assert schema.digest(schema.made_from()) != as_it_is
