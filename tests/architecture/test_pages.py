"""Views, addresses and templates."""

import ast
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.template import engines
from django.urls import URLPattern, URLResolver, get_resolver

from tests.architecture.house import APPS, FLOORS, HOUSE, Source, called, sources

WALLS = {"public", "signed_in", "with_link"}

TEMPLATES = sorted(path for path in HOUSE.glob("*/jinja2/**/*") if path.is_file())
NAME = re.compile(r"^([a-z_]+)/[\w/.-]+\.(html|txt|svg|ics)$")
LITERAL_PERCENT = re.compile(r"%(?!\(\w+\)[sd]|%)")


def _patterns(resolver: Any) -> Iterator[URLPattern]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _patterns(pattern)
        else:
            yield pattern


def views() -> Iterator[tuple[Source, ast.FunctionDef]]:
    for source in sources():
        for node in source.tree.body:
            if isinstance(node, ast.FunctionDef):
                walls = [ast.unparse(mark) for mark in node.decorator_list if ast.unparse(mark) in WALLS]
                if walls:
                    yield source, node


VIEWS = [pytest.param(source, node, id=f"{source}:{node.name}") for source, node in views()]


def test_every_page_says_who_may_reach_it():
    silent = [
        f"{pattern.pattern} ({pattern.lookup_str})"
        for pattern in _patterns(get_resolver())
        if getattr(pattern.callback, "reached_by", None) not in WALLS
    ]
    assert not silent, f"mark with exactly one of @public, @signed_in, @with_link: {silent}"


@pytest.mark.parametrize(("source", "view"), VIEWS)
def test_a_view_has_one_wall(source, view):
    walls = [ast.unparse(mark) for mark in view.decorator_list if ast.unparse(mark) in WALLS]
    assert len(walls) == 1, f"{source}:{view.lineno} {view.name} carries {walls}: keep one"


@pytest.mark.parametrize(("source", "view"), [view for view in VIEWS if view.values[0].app != "demo"])
def test_a_view_finds_only_what_the_actor_may_see(source, view):
    """The demo is excused: there anybody steps in as anybody, on made-up people."""
    named = {
        target.id: node.value
        for node in ast.walk(view)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for call in (node for node in ast.walk(view) if isinstance(node, ast.Call)):
        if called(call) == "get_object_or_404":
            among = call.args[0]
            among = named.get(among.id, among) if isinstance(among, ast.Name) else among
            assert "visible_to(" in ast.unparse(among), (
                f"{source}:{call.lineno}: get_object_or_404(….visible_to(request.actor), …): a stranger meets 404"
            )


@pytest.mark.parametrize("source", sources(), ids=str)
def test_a_named_template_exists_and_belongs_to_the_app(source):
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and (match := NAME.match(node.value)):
            owner = match[1]
            if owner in APPS:
                assert owner in (source.app, "ui"), f"{source}:{node.lineno} renders {node.value}, a page of {owner}"
                path = HOUSE / owner / "jinja2" / node.value
                assert path.exists(), f"{source}:{node.lineno} names {node.value}: write it at {path}"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_a_template_compiles_and_leans_only_downward(path):
    environment = engines["jinja2"].env
    app = path.relative_to(HOUSE).parts[0]
    text = path.read_text()
    environment.compile(text, str(path))
    for used in re.findall(r"{%-?\s*(?:extends|include|import|from)\s+[\"']([^\"']+)[\"']", text):
        owner = used.split("/")[0]
        environment.get_template(used)
        if owner in FLOORS:
            assert owner == app or FLOORS[owner] < FLOORS[app], f"{path} leans on {used}, a page above it"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_a_percent_sign_in_a_sentence_is_written_twice(path):
    for line, _function, message in engines["jinja2"].env.extract_translations(path.read_text()):
        for sentence in [message] if isinstance(message, str) else [part for part in message if part]:
            assert not LITERAL_PERCENT.search(sentence), f"{path}:{line}: write %% for a percent sign inside _()"
