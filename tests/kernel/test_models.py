"""A scope is asked for with its owner and its kind, or not at all; a row knows its place in a list by name."""

import pytest
from django.test.utils import isolate_apps

from rodfaest.kernel.models import Scoped, ScopedQuerySet
from rodfaest.kernel.reconcile import Scope

COHORT_7 = Scope("journey", "cohort", 7)


@pytest.fixture
def thing():
    """A model with a scope, of no app."""
    with isolate_apps():

        class Thing(Scoped):
            objects = ScopedQuerySet["Thing"].as_manager()

            class Meta(Scoped.Meta):
                app_label = "testing"

        yield Thing


def test_a_row_is_made_in_a_scope_and_says_which(thing):
    row = thing(scope=COHORT_7)
    assert (row.owner, row.scope_kind, row.scope_id, row.scope) == (*COHORT_7, COHORT_7)


def test_rows_are_asked_for_by_owner_and_kind_and_id(thing):
    asked = str(thing.objects.in_scope(COHORT_7).query)
    assert all(said in asked for said in ('"owner" = journey', '"scope_kind" = cohort', '"scope_id" IN (7)'))


def test_of_no_scope_there_is_no_row(thing):
    assert list(thing.objects.in_scope()) == []  # nor a query: this test has no database


def test_every_model_with_a_scope_has_its_index(thing):
    assert [index.name for index in thing._meta.indexes] == ["thing_scope"]
