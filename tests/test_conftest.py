"""What tests share leaves nothing from one to the next."""

from copy import deepcopy
from datetime import date

import pytest

from conftest import A_DAY_IN_MAY
from rodfaest.kernel.time import today
from rodfaest.organisations.models import Person
from tests.factories.organisations import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def built(module_db) -> list[Person]:
    return [PersonFactory(first_name=f"Mette {today().year}")]


@pytest.mark.parametrize("_twice", [1, 2])
def test_what_a_module_built_is_as_it_was_for_each_test(built, on_date, _twice):
    [mette] = deepcopy(built)
    assert (mette.first_name, list(Person.objects.all()), today()) == ("Mette 2021", built, A_DAY_IN_MAY)
    Person.objects.update(first_name="Lene")
    mette.first_name = "Lene"
    PersonFactory()
    on_date(date(2022, 1, 1))
