"""Down, never up: the ways round an import contract."""

import ast

import pytest

from tests.architecture.house import APPS, FEATURES, FLOORS, ROOMS, imports_of, sources

RELATIONS = {"ForeignKey", "OneToOneField", "ManyToManyField"}


def below(upper: str, lower: str) -> bool:
    return upper == lower or FLOORS[lower] < FLOORS[upper]


def test_every_app_has_a_floor():
    assert sorted(set(APPS) - set(FLOORS)) == [], "give the app its floor in the `floors` contract of pyproject.toml"


@pytest.mark.parametrize("source", sources(), ids=str)
def test_an_import_for_types_goes_down_too(source):
    up = [
        f"line {held.line}: {held.app}"
        for held in imports_of(source)
        if held.for_types and not below(source.app, held.app)
    ]
    assert not up, f"{source} knows a floor above or a sibling, if only by type: {up}. Announce a happening instead"


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
        closed |= {"forms", "actions", "notices"}
    reached = [
        f"line {held.line}: {held.app}.{held.room}"
        for held in imports_of(source)
        if held.app != source.app and held.app in FEATURES and held.room in closed
    ]
    assert not reached, f"{source} reaches into a room that is the other app's own: {reached}. Move what it needs down"
