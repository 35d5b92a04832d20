"""docs/glossary.md names what there is, and only that."""

import ast
import re

import pytest
from django.apps import apps

from tests.architecture.house import APPS, Source, sources
from tests.docs.written import ROOT

PAGE = (ROOT / "docs" / "glossary.md").read_text()
ROWS = [
    [cell.strip() for cell in line.strip("|").split(" | ")]
    for line in PAGE.splitlines()
    if line.startswith("| ") and "---" not in line and not line.startswith("| Dansk")
]
NAMED = set(re.findall(r"`([a-z_]+\.\w+(?:\.\w+)?)`", PAGE))


def _classes(source: Source) -> list[ast.ClassDef]:
    return [node for node in source.tree.body if isinstance(node, ast.ClassDef)]


def _bases(node: ast.ClassDef) -> set[str]:
    return {ast.unparse(base).split(".")[-1] for base in node.bases}


def _ours(name: str) -> bool:
    return name.startswith("rodfaest.")


MODELS = {f"{model._meta.app_label}.{model.__name__}" for model in apps.get_models() if _ours(model.__module__)}
ENUMS = {
    f"{source.app}.{node.name}"
    for source in sources()
    for node in _classes(source)
    if _bases(node) & {"StrEnum", "Word"}
}
HAPPENINGS = {
    f"{source.app}.{node.name}"
    for source in sources()
    for node in _classes(source)
    if source.room == "happenings" and source.app != "kernel"
}


@pytest.mark.parametrize("identifier", sorted(MODELS | ENUMS | HAPPENINGS))
def test_it_is_in_the_glossary(identifier):
    assert identifier in NAMED, f"give {identifier} a line in docs/glossary.md: its Danish word and what it means"


def _there_is() -> set[str]:
    """Every class, its members and every function of the house, as app.Name and app.Name.MEMBER."""
    found = set()
    for source in sources():
        for node in source.tree.body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                found.add(f"{source.app}.{node.name}")
            if isinstance(node, ast.ClassDef):
                targets = (line.targets[0] for line in node.body if isinstance(line, ast.Assign))
                found |= {f"{source.app}.{node.name}.{target.id}" for target in targets if isinstance(target, ast.Name)}
    return found


def test_every_identifier_in_the_glossary_exists():
    assert sorted(name for name in NAMED - _there_is() if name.split(".")[0] in APPS) == []


def test_every_row_says_what_it_means():
    assert [row for row in ROWS if len(row) not in (2, 3) or not all(row)] == []


def test_no_identifier_has_two_rows():
    identifiers = [row[1] for row in ROWS if len(row) == 3]
    assert sorted(identifiers) == sorted(set(identifiers))


def test_a_word_of_the_field_that_has_an_identifier_stands_in_its_app_instead():
    field = PAGE.split("## Words of the field")[1].split("\n## ")[0]
    waiting = {row[0].strip() for row in re.findall(r"^\| ([^|]+) \|", field, re.M)} - {"Dansk", "---"}
    assert waiting
    taken = sorted(waiting & {row[0] for row in ROWS if len(row) == 3})
    assert not taken, f"{', '.join(taken)} has an identifier now: take the row away from »Words of the field«"
    apps_there = sorted(word for word in waiting if word in APPS)
    assert not apps_there, f"there is an app {', '.join(apps_there)}: take the row away, and give its words theirs"
