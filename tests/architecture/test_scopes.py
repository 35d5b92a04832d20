"""Rows of a scope are asked for by owner, kind and id, since ids of two kinds coincide."""

import ast

import pytest
from django.apps import apps

from rodfaest.kernel.models import Scoped
from tests.architecture.house import sources

IN_SCOPE = "rodfaest.kernel.models"


@pytest.mark.parametrize("source", [source for source in sources() if source.dotted != IN_SCOPE], ids=str)
def test_nobody_asks_by_a_part_of_a_scope(source):
    asked = [
        f"line {call.lineno}: {word.arg}"
        for call in source.calls()
        for word in call.keywords
        if word.arg and word.arg.split("__")[0] in ("scope_kind", "scope_id")
    ]
    # A key made of words, as in `filter(**{"scope_id": 7})`.
    asked += [
        f"line {key.lineno}: {key.value}"
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Dict)
        for key in node.keys
        if isinstance(key, ast.Constant) and str(key.value).split("__")[0] in ("scope_kind", "scope_id")
    ]
    assert not asked, f"{source} asks by a part of a scope ({asked}): ask with `.in_scope(scope)`"


@pytest.mark.parametrize("model", [model for model in apps.get_models() if issubclass(model, Scoped)], ids=str)
def test_asking_by_a_scope_has_its_index(model):
    indexed = [index.fields for index in model._meta.indexes]
    assert ["owner", "scope_kind", "scope_id"] in indexed, f"let the Meta of {model.__name__} inherit Scoped.Meta"
