"""A step is done in one place, and every kind of step has a page."""

import ast

import pytest
from django.utils.module_loading import import_string

from rodfaest.config.wiring import STEP_PAGES
from rodfaest.journey import owners
from rodfaest.programmes.rules.vocabulary import StepKind
from tests.architecture.house import Source, sources

DOING = "rodfaest.journey.actions.doing"
DONE = {"done_on", "done_by", "done_by_id"}


def _set_in(source: Source) -> list[str]:
    """Where the file says that a step is done: by assigning it, or by naming it in a call that writes."""
    assigned = [node for node in ast.walk(source.tree) if isinstance(node, ast.Attribute) and node.attr in DONE]
    named = [word for call in source.calls() for word in call.keywords if word.arg in DONE and _writes(call)]
    return [f"line {node.lineno}" for node in assigned if isinstance(node.ctx, ast.Store)] + [
        f"line {word.value.lineno}" for word in named
    ]


def _writes(call: ast.Call) -> bool:
    return ast.unparse(call.func).rsplit(".", 1)[-1] in {"update", "create", "update_or_create", "Step"}


@pytest.mark.parametrize("source", [source for source in sources() if source.dotted != DOING], ids=str)
def test_only_do_step_does_a_step(source):
    assert not _set_in(source), f"{source} says that a step is done ({_set_in(source)}): call journey.actions.do_step"


def test_the_one_that_does_is_found():
    assert [source for source in sources() if _set_in(source)] == [s for s in sources() if s.dotted == DOING]


def test_every_owner_of_steps_has_a_page_for_them():
    shown = {row for row in STEP_PAGES if "." not in row}
    ours = {name for name in owners.names() if name != "an_owner"}
    assert shown == ours, "give it a row in config/wiring.py: STEP_PAGES"


@pytest.mark.parametrize("row", STEP_PAGES)
def test_a_page_of_steps_is_there_and_its_row_names_a_kind(row):
    owner, _dot, kind = row.partition(".")
    assert owner in STEP_PAGES
    assert not kind or kind in set(StepKind)
    assert callable(import_string(STEP_PAGES[row]))
