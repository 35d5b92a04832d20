"""Migrations: named by what they do, with a note for the person on duty."""

import ast
import re

import pytest
from django.core.management import call_command

from tests.architecture.house import HOUSE

MIGRATIONS = sorted(path for path in HOUSE.glob("*/migrations/*.py") if path.stem != "__init__")
MADE_BY_MACHINE = re.compile(r"_(auto_|initial$|alter_|rename_|remove_|add_)|\d{8}")
DATA = {"RunPython", "RunSQL"}
NOTE = ("Why:", "Rows:", "Order:", "Back:")


def relative(path) -> str:
    return str(path.relative_to(HOUSE))


@pytest.mark.parametrize("path", MIGRATIONS, ids=relative)
def test_a_migration_is_named_by_what_it_does(path):
    assert re.match(r"\d{4}_\w+$", path.stem) and not MADE_BY_MACHINE.search(path.stem), (
        f"{path.name}: makemigrations --name says_what_it_does"
    )


@pytest.mark.parametrize("path", MIGRATIONS, ids=relative)
def test_a_migration_has_its_note(path):
    note = ast.get_docstring(ast.parse(path.read_text())) or ""
    missing = [line for line in NOTE if line not in note]
    assert not missing, f"{path.name}: the docstring is what the person on duty reads; it lacks {missing}"


@pytest.mark.parametrize("path", MIGRATIONS, ids=relative)
def test_schema_and_data_are_never_in_one_file(path):
    operations = {
        node.func.attr
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr[0].isupper()
        if isinstance(node.func.value, ast.Name) and node.func.value.id == "migrations"
    }
    assert not (operations & DATA and operations - DATA), f"{path.name}: make it two migrations"


@pytest.mark.django_db
def test_no_migration_is_missing(capsys):
    call_command("makemigrations", "--check", "--dry-run", verbosity=1)
