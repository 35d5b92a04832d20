"""Every column that has to do with a person is answered for in its app's `personal_data`."""

import pytest
from django.apps import apps
from django.db import models

from rodfaest.kernel.personal_data import declared
from rodfaest.organisations.models import Person
from rodfaest.texts.models import AudienceText

SAID = [*declared()]
TABLES = {table.model: table for said in SAID for table in said.tables}
ABOUT_NOBODY = [model for said in SAID for model in said.about_nobody]
TEXT = (models.CharField, models.TextField, models.JSONField, models.BinaryField, models.FileField)
EVERY = [model for model in apps.get_models() if not model.__module__.startswith("tests.")]


def tells_of_people(field: models.Field) -> bool:
    """A key to a person, a person's number, an address of mail: wherever it stands, it is about somebody."""
    return field.related_model is Person or field.name.endswith("_number") or isinstance(field, models.EmailField)


def may_tell(field: models.Field) -> bool:
    """What is about somebody, and every text, typed or made: names, secrets, sealed words."""
    return tells_of_people(field) or (isinstance(field, TEXT) and not field.choices and not field.primary_key)


def columns(model: type[models.Model]) -> list[models.Field]:
    return [*model._meta.concrete_fields, *model._meta.local_many_to_many]


@pytest.mark.parametrize("model", EVERY, ids=lambda model: model._meta.label)
def test_a_table_is_answered_for_once(model):
    assert [*TABLES, *ABOUT_NOBODY].count(model) == 1, (
        f"say in the app's personal_data.py what {model._meta.label} holds about people, or that it is about nobody"
    )


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.model._meta.label)
def test_a_column_that_may_tell_of_a_person_is_answered_for(table):
    silent = [field.name for field in columns(table.model) if may_tell(field) and field.name not in table.answered_for]
    assert not silent, (
        f"{table.model._meta.label}: say of {silent} whose it is, what it tells, or that it tells nothing"
    )


@pytest.mark.parametrize("model", ABOUT_NOBODY, ids=lambda model: model._meta.label)
def test_a_table_about_nobody_has_no_way_to_a_person(model):
    about_somebody = {table.model for table in TABLES.values() if table.whose}
    ways = [field.name for field in columns(model) if tells_of_people(field) or field.related_model in about_somebody]
    assert not ways, f"{model._meta.label} has to do with people by {ways}: make it a Table in personal_data.py"


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.model._meta.label)
def test_what_is_answered_for_is_there(table):
    known = {"pk", *(field.name for field in columns(table.model))}
    assert table.answered_for - known == set()
    for path in (*table.whose, *table.others):
        assert _end_of(table.model, path), f"{table.model._meta.label}: {path} leads to no person"


def _end_of(model: type[models.Model], path: str) -> bool:
    for step in path.split("__"):
        if step == "pk":
            return model is Person
        field = model._meta.get_field(step)
        if field.name.endswith("_number"):
            return True
        model = field.related_model
    return model is Person


def test_a_sealed_text_is_handed_out_opened_and_goes_with_its_writer():
    sealed = {model for model in TABLES if issubclass(model, AudienceText)}
    assert {table.model for table in TABLES.values() if table.sealed == "ja"} == sealed
    assert {table.model for table in TABLES.values() if table.handed_out == "own_words"} == sealed
    assert {TABLES[model].erased for model in sealed} == {"row"}
