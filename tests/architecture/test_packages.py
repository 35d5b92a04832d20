"""Folders and files: what the import contracts cannot see."""

import ast
from importlib import import_module

import pytest

from tests.architecture.house import APPS, CONTRACTS, FEATURES, HOUSE, sources

KERNEL = {
    "access",
    "actors",
    "counts",
    "errors",
    "happenings",
    "models",
    "personal_data",
    "reconcile",
    "text",
    "time",
    "transactions",
    "views",
}
DRAWERS = {"utils", "helpers", "common", "services", "managers", "signals", "templatetags"}


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


@pytest.mark.parametrize("source", [source for source in sources() if "__all__" in source.text], ids=str)
def test_a_package_offers_what_it_takes_from_its_modules(source):
    taken = {
        alias.name
        for node in source.tree.body
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(f"{source.dotted}.")
        for alias in node.names
    }
    package = import_module(source.dotted)
    assert taken <= set(package.__all__) <= set(vars(package)), f"{source}: list in `__all__` what is imported"
