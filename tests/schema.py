"""
The test database, copied from a migrated one that is kept from run to run.

It is kept in .tools under a digest of all it is made from, so one made from anything else has another name and is
never read. Every run has a database of its own; only whole files are laid beside each other, so runs may meet.
"""

import contextlib
import hashlib
import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection

CHECKOUT = Path(__file__).resolve().parents[1]
KEPT = CHECKOUT / ".tools/schema"
A_WEEK = 7 * 24 * 60 * 60


def create_database() -> str:
    """Make this run's database and go there. Gives back the name of the one settings know, for `destroy_test_db`."""
    known = str(connection.settings_dict["NAME"])
    name = connection.creation._create_test_db(verbosity=0, autoclobber=True)
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
    kept = KEPT / f"{digest(made_from())}.{connection.vendor}"
    if not _copy_from(kept):
        call_command("migrate", verbosity=0, interactive=False, run_syncdb=True)
        _keep(kept)
    connection.ensure_connection()
    return known


@contextlib.contextmanager
def beside(name: str) -> Iterator[None]:
    """Stand in an empty database beside the tests' own."""
    own = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] += f"_{name}"
    other = connection.creation._create_test_db(verbosity=0, autoclobber=True)
    connection.close()
    connection.settings_dict["NAME"] = other
    yield
    connection.creation.destroy_test_db(own, verbosity=0)
    connection.settings_dict["TEST"]["NAME"] = own


# What a schema is made from


def made_from() -> Iterator[tuple[str, bytes]]:
    """Everything that decides what `migrate` makes, as (name, content)."""
    server = connection.pg_version if connection.vendor == "postgresql" else connection.Database.sqlite_version
    yield "versions", f"{connection.vendor} {server} django {django.__version__}".encode()
    # Django writes a row of each model and each permission when it has migrated.
    for model in apps.get_models(include_auto_created=True):
        meta = model._meta
        said = (meta.verbose_name, meta.managed, meta.proxy, meta.default_permissions, meta.permissions)
        yield meta.label, repr(tuple(map(str, said))).encode()
    for path in (Path(__file__), CHECKOUT / "tests/settings.py", CHECKOUT / "src/rodfaest/config/settings.py"):
        yield path.name, path.read_bytes()
    for app in apps.get_app_configs():
        migrations = Path(app.path) / "migrations"
        # An app without migrations gets its tables from its models as they are.
        folder = migrations if migrations.is_dir() else Path(app.path)
        if folder == migrations or list(app.get_models()):
            yield from with_what_they_import(app.label, folder.rglob("*.py"))


def with_what_they_import(label: str, files: Iterator[Path]) -> Iterator[tuple[str, bytes]]:
    """Files, and every module of ours that they name, and those name, as (name, content)."""
    waiting, seen = sorted(files), set()
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        content = path.read_bytes()
        yield f"{label} {path.parent.name}/{path.name}", content
        for name in re.findall(rb"\brodfaest(?:\.\w+)+", content):
            waiting += _files_of(name.decode())


def _files_of(name: str) -> list[Path]:
    """The files `rodfaest.a.b.c` may stand for: a module, a package with all in it, or something in one of them."""
    at = CHECKOUT / "src" / name.replace(".", "/")
    for path in (at, at.parent):
        if (module := path.with_suffix(".py")).is_file():
            return [module]
        if path.is_dir():
            return sorted(path.rglob("*.py"))
    return []


def digest(parts: Iterator[tuple[str, bytes]]) -> str:
    made = hashlib.sha256()
    for name, content in parts:
        made.update(f"{name} {len(content)}\n".encode() + content)
    return made.hexdigest()[:32]


# Copying and keeping


def _copy_from(kept: Path) -> bool:
    if connection.vendor == "sqlite":
        name = connection.settings_dict["NAME"]
        for ending in ("-wal", "-shm"):  # what a run of the same number left, SQLite would write into this one
            Path(name + ending).unlink(missing_ok=True)
        with contextlib.suppress(FileNotFoundError):
            shutil.copyfile(kept, name)
            return True
        return False
    return kept.exists() and run("psql", "--single-transaction", "--set=ON_ERROR_STOP=1", f"--file={kept}")


def _keep(kept: Path) -> None:
    KEPT.mkdir(parents=True, exist_ok=True)
    for old in KEPT.iterdir():
        if old.stat().st_mtime < time.time() - A_WEEK:
            old.unlink(missing_ok=True)
    half = kept.with_suffix(f".{os.getpid()}")
    half.unlink(missing_ok=True)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(half)])
    elif not run("pg_dump", "--no-owner", f"--file={half}"):
        return  # this PostgreSQL's own programs aren't here
    half.replace(kept)


def run(program: str, *words: str) -> bool:
    """Run one of PostgreSQL's programs on the test database; False if it isn't here or won't."""
    if not shutil.which(program):
        return False
    (_psql, *where), env = connection.client.settings_to_cmd_args_env(connection.settings_dict, [])
    ended = subprocess.run([program, *words, *where], env=os.environ | (env or {}), capture_output=True, check=False)
    return ended.returncode == 0
