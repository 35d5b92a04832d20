"""Call down, announce up: who reacts stands in one table."""

from dataclasses import dataclass

import pytest

from rodfaest.kernel import happenings
from rodfaest.kernel.actors import System
from rodfaest.kernel.happenings import announce


@dataclass(frozen=True)
class DoorOpened:
    door_id: int


@pytest.fixture
def wired(monkeypatch):
    def wire(table):
        monkeypatch.setattr(happenings, "_wiring", lambda: table)

    return wire


def test_those_named_react_in_the_tables_order(wired):
    heard = []
    wired(
        {
            DoorOpened: [
                lambda happening, *, actor: heard.append(("first", happening, actor)),
                lambda happening, *, actor: heard.append(("second", happening, actor)),
            ]
        }
    )
    announce(DoorOpened(3), actor=System("night"))
    assert heard == [("first", DoorOpened(3), System("night")), ("second", DoorOpened(3), System("night"))]


def test_an_error_in_a_reaction_is_everybodys(wired):
    def fail(happening, *, actor):
        raise RuntimeError("no")

    heard = []
    wired({DoorOpened: [fail, lambda happening, *, actor: heard.append(happening)]})
    with pytest.raises(RuntimeError):
        announce(DoorOpened(3), actor=System("night"))
    assert heard == []


def test_a_happening_nobody_wrote_in_the_table_is_an_error(wired):
    wired({})
    with pytest.raises(KeyError):
        announce(DoorOpened(3), actor=System("night"))
