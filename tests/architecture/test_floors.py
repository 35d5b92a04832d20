"""Down, never up: the ways round an import contract."""

import ast
import re
from graphlib import CycleError, TopologicalSorter

import grimp
import pytest
from django.conf import settings

from tests.architecture.house import APPS, CONTRACTS, FEATURES, FLOORS, ROOMS, ROOT, called, imports_of, sources

INSTALLED = {name.split(".")[1] for name in settings.FEATURES}
RELATIONS = {"ForeignKey", "OneToOneField", "ManyToManyField"}


def below(upper: str, lower: str) -> bool:
    return upper == lower or FLOORS[lower] < FLOORS[upper]


def test_every_app_has_a_floor():
    assert sorted(set(APPS) - set(FLOORS)) == [], "give the app its floor in the `floors` contract of pyproject.toml"


def test_every_app_is_installed():
    missing = ", ".join(sorted({*FEATURES} - INSTALLED))
    assert not missing, f"name {missing} in FEATURES of config/settings.py"


def test_an_app_that_is_there_is_not_said_to_come():
    floors = " | ".join(CONTRACTS["floors"]["layers"])
    optional = {name.strip(" ()") for name in floors.split("|") if "(" in name} & {*APPS}
    assert not optional, f"take the parentheses from {', '.join(optional)} in the `floors` contract of pyproject.toml"
    rows = [line.split("|") for line in (ROOT / "docs" / "architecture.md").read_text().splitlines()]
    later = {name for row in rows if "*(later)*" in "".join(row[2:3]) for name in re.findall(r"`(\w+)`", row[2])}
    assert later, "the page says *(later)* in other words"
    there = ", ".join(later & {*APPS})
    assert not there, f"docs/architecture.md says (later) of {there}: give it its own row"


def test_no_module_knows_itself_through_others():
    graph = grimp.build_graph("rodfaest", exclude_type_checking_imports=False)
    try:
        TopologicalSorter({one: graph.find_modules_directly_imported_by(one) for one in graph.modules}).prepare()
    except CycleError as circle:
        pytest.fail(f"a circle, read from right to left: {' → '.join(circle.args[1])}")


@pytest.mark.parametrize("source", sources(), ids=str)
def test_nothing_is_known_behind_the_back_of_the_contracts(source):
    assert not [held.line for held in imports_of(source) if held.for_types], f"{source}: import it plainly, or not"
    assert "get_model" not in {called(call) for call in source.calls()}, f"{source}: import the model"


@pytest.mark.parametrize("source", [source for source in sources() if source.room == "models"], ids=str)
def test_a_relation_named_by_a_string_goes_down_too(source):
    for call in source.calls():
        if isinstance(call.func, ast.Attribute) and call.func.attr in RELATIONS and call.args:
            to = call.args[0]
            if isinstance(to, ast.Constant) and "." in str(to.value):
                app = str(to.value).split(".")[0]
                assert app not in FLOORS or below(source.app, app), (
                    f"{source}:{call.lineno} points up at {to.value}: let the upper app hold the key"
                )


@pytest.mark.parametrize("source", [s for s in sources() if s.app in FEATURES and s.room in ROOMS], ids=str)
def test_a_room_asks_another_app_only_for_what_it_offers(source):
    closed = {"urls", "views", "management"}
    if ROOMS[source.room] <= ROOMS["permissions"]:
        closed |= {"forms", "actions", "notices", "panels", "personal_data"}
    if ROOMS[source.room] < ROOMS["permissions"]:
        closed |= {"permissions"}
    reached = [
        f"line {held.line}: {held.app}.{held.room}"
        for held in imports_of(source)
        if held.app != source.app and held.app in FEATURES and held.room in closed
    ]
    assert not reached, f"{source} reaches into a room that is the other app's own: {reached}. Move what it needs down"
