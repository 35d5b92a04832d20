"""Folders and files: what the import contracts cannot see."""

import ast

import pytest

from tests.architecture.house import APPS, CONTRACTS, FEATURES, HOUSE, sources

KERNEL = {"access", "actors", "errors", "happenings", "models", "reconcile", "text", "time", "transactions", "views"}
DRAWERS = {"utils", "helpers", "common", "services", "managers", "signals", "templatetags"}
LONGEST = 400


def test_every_folder_with_python_is_a_package():
    folders = {path.parent for path in HOUSE.rglob("*.py")}
    missing = sorted(str(folder) for folder in folders if not (folder / "__init__.py").exists())
    assert not missing, f"import-linter does not see a folder without __init__.py; add one to {missing}"


@pytest.mark.parametrize("app", APPS)
def test_every_app_says_what_it_is(app):
    tree = ast.parse((HOUSE / app / "__init__.py").read_text())
    assert ast.get_docstring(tree), f"open rodfaest/{app}/__init__.py with a docstring that says what the app is"


def test_the_kernel_is_a_closed_list():
    found = {path.stem for path in (HOUSE / "kernel").iterdir() if path.suffix == ".py"} - {"__init__"}
    assert found == KERNEL, "the kernel takes no more modules: put it in the lowest app that can name it"


def test_every_feature_app_is_in_the_rooms_contract():
    held = {container.removeprefix("rodfaest.") for container in CONTRACTS["rooms"]["containers"]}
    assert sorted(held) == FEATURES, "name every feature app in the `rooms` contract of pyproject.toml, and no other"


def test_there_is_no_drawer():
    drawers = [str(path) for name in DRAWERS for path in HOUSE.rglob(f"{name}*") if path.stem == name]
    assert not drawers, f"{drawers}: a drawer collects what has no name; put each thing in the room that can name it"


def test_only_config_has_an_apps_file():
    others = [str(path) for path in HOUSE.rglob("apps.py") if path.parent.name != "config"]
    assert not others, (
        f"{others}: start-up is config/apps.py alone; permissions and notices register as they are imported"
    )


@pytest.mark.parametrize("source", sources(), ids=str)
def test_no_room_is_longer_than_one_reads_in_a_sitting(source):
    lines = len(source.text.splitlines())
    assert lines <= LONGEST, f"{source} has {lines} lines: make it a package of the same name, split by noun"
