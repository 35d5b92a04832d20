"""Lists of names stand in Danish order, whatever the database."""

import random

import pytest
from django.apps import apps

from rodfaest.kernel.models import SortKeyField
from rodfaest.kernel.text import sort_key
from rodfaest.organisations.models import Person, Unit
from tests.factories.organisations import OrganisationFactory, PersonFactory, UnitFactory

pytestmark = pytest.mark.django_db

IN_ORDER = [
    "1. sal", "anemonen", "Anne Marie", "Anne-Mette", "Élise", "Frø", "Kjaer", "Kjær", "Michael", "Michelle", "Müller",
    "Zenia", "Ægir", "Ærø", "Ø", "Öberg", "øst", "Aage", "Ålborg", "Aarhus", "Åstrup",
]  # fmt: skip
NOT_LISTED_BY_NAME = {"cohorts.Venue", "demo.Stage", "organisations.HolidayWeek"}
"""Chosen by nobody from a list of names: a week stands by its number."""


def test_a_database_lists_names_in_danish_order():
    organisation = OrganisationFactory()
    for name in random.Random(7).sample(IN_ORDER, len(IN_ORDER)):
        UnitFactory(organisation=organisation, name=name)
    listed = [unit.name for unit in Unit.objects.by_name()]
    assert listed == sorted(listed, key=sort_key)
    assert [sort_key(name) for name in listed] == [sort_key(name) for name in IN_ORDER]


def test_people_stand_by_first_name_and_then_by_last_name():
    for first_name, last_name in [("Bo", "Aagaard"), ("Bo", "Zeuthen"), ("Ann Bo", "Alm"), ("Ann", "Østergaard")]:
        PersonFactory(first_name=first_name, last_name=last_name)
    assert [person.full_name for person in Person.objects.by_name()] == [
        "Ann Østergaard",
        "Ann Bo Alm",
        "Bo Zeuthen",
        "Bo Aagaard",
    ]


def test_who_has_a_new_name_has_a_new_place():
    person = PersonFactory(first_name="Bo", last_name="Alm")
    person.last_name = "Aagaard"
    person.save()
    assert person.sort_key == Person.objects.get().sort_key == sort_key("Bo", "Aagaard")


def test_somebody_is_found_by_name_however_it_is_spelled():
    person = PersonFactory(first_name="Ægir", last_name="Åkjær")
    assert list(Person.objects.called(" ægir ", "AAKJAER")) == [person]
    assert not Person.objects.called("Ægir", "Kjær").exists()


def test_rows_made_in_bulk_have_their_place():
    organisation = OrganisationFactory()
    Unit.objects.bulk_create([Unit(organisation=organisation, kind="house", name=name) for name in ("Ærten", "Birken")])
    assert [unit.name for unit in Unit.objects.by_name()] == ["Birken", "Ærten"]


def test_every_model_with_a_name_has_its_place_in_a_list():
    for model in apps.get_models():
        named = [field.name for field in model._meta.fields if field.name in ("name", "first_name", "last_name")]
        if model.__module__.startswith("rodfaest.") and named and model._meta.label not in NOT_LISTED_BY_NAME:
            keys = [field.of for field in model._meta.fields if isinstance(field, SortKeyField)]
            assert keys == [tuple(named)], f"{model._meta.label}: add sort_key = SortKeyField(of={named})"
