"""Names are listed in Danish order: by the stored `sort_key`, or by `kernel.text.sort_key`."""

import ast
import re

import pytest

from tests.architecture.house import HOUSE, called, sources

NAMES = {"name", "first_name", "last_name", "full_name", "title", "about", "label"}
KEY = "sort_key"


def is_name(path: str) -> bool:
    return path.lstrip("-").split("__")[-1] in NAMES


def named_in(node: ast.AST) -> set[str]:
    """The names read in an expression, outside a call of `sort_key`."""
    if isinstance(node, ast.Call) and called(node) == KEY:
        return set()
    found = {node.attr} & NAMES if isinstance(node, ast.Attribute) else set()
    return found.union(*map(named_in, ast.iter_child_nodes(node)))


def sorted_by_name(call: ast.Call) -> set[str]:
    """The names a call of `sorted` or `sort` compares as they are spelled."""
    keys = [word.value for word in call.keywords if word.arg == "key"]
    if keys:
        return named_in(keys[0])
    first = call.args[0] if call.args else None
    return named_in(first.elt) if isinstance(first, ast.GeneratorExp | ast.ListComp | ast.SetComp) else set()


@pytest.mark.parametrize("source", sources(), ids=str)
def test_no_list_is_in_the_order_of_the_alphabet_of_a_machine(source):
    wrong = []
    for call in source.calls():
        if called(call) in ("order_by", "earliest", "latest"):
            given = [word.value for arg in call.args for word in ast.walk(arg) if isinstance(word, ast.Constant)]
            wrong += [f"line {call.lineno}: {path}" for path in given if isinstance(path, str) and is_name(path)]
        elif called(call) in ("sorted", "sort", "groupby"):
            wrong += [f"line {call.lineno}: {name}" for name in sorted_by_name(call)]
    assert not wrong, f"{source} lists by {wrong}: order by `sort_key`, the model's or `kernel.text`'s"


@pytest.mark.parametrize("source", sources(), ids=str)
def test_a_name_is_changed_by_saving_its_row(source):
    wrong = [
        f"line {call.lineno}"
        for call in source.calls()
        if (called(call) == "update" and any(word.arg in NAMES for word in call.keywords))
        or any(word.arg == "update_fields" and NAMES & spoken(word.value) for word in call.keywords)
        or (called(call) == "bulk_update" and NAMES & spoken(call))
    ]
    assert not wrong, f"{source} writes a name and not its sort_key ({wrong}): save the row"


def spoken(node: ast.AST) -> set[object]:
    return {word.value for word in ast.walk(node) if isinstance(word, ast.Constant)}


def test_no_template_sorts_names():
    for path in HOUSE.rglob("*.html"):
        wrong = re.findall(r"\|\s*(?:dictsort|sort\b|groupby\([^)]*name)[^}]*", path.read_text())
        assert not wrong, f"{path.name}: what a page lists is sorted before it comes here ({wrong})"
