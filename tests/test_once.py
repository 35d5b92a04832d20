"""What is built once is laid out for each test as it was built, and nothing goes from one test to the next."""

from datetime import date

import pytest
from django.db import transaction

from rodfaest.kernel.time import today
from rodfaest.organisations.models import Person, Unit
from tests.factories.journey import a_way
from tests.factories.organisations import EmploymentFactory, PersonFactory
from tests.once import _all_rows, built_once

pytestmark = pytest.mark.django_db
TIMES = []


@built_once
def a_house(name: str = "Solsikken") -> Person:
    TIMES.append((name, today().year))
    return EmploymentFactory(unit__name=name, person__first_name="Mette").person


@pytest.mark.parametrize("_again", [1, 2])
def test_it_is_as_it_was_built_whatever_a_test_did_to_it(_again):
    mette = a_house()
    assert (mette.first_name, list(Person.objects.all()), Unit.objects.get().name) == ("Mette", [mette], "Solsikken")
    assert [employment.person for employment in mette.employments.all()] == [mette]
    assert TIMES == [("Solsikken", 2021)]
    mette.first_name = "Lene"
    mette.save()
    assert PersonFactory().pk > mette.pk


def test_its_rows_are_laid_out_to_the_letter():
    with transaction.atomic():
        a_way()
        built = _all_rows()
        transaction.set_rollback(True)
    assert _all_rows() == {}
    a_way()
    assert _all_rows() == built


def test_another_day_other_words_and_beside_other_rows_it_is_built(on_date):
    on_date(date(2022, 6, 1))
    TIMES.clear()
    a_house()
    a_house("Engen")
    assert TIMES == [("Solsikken", 2022), ("Engen", 2022)]
