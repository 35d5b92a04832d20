import pytest
from django.db import transaction

from rodfaest.demo.models import Stage
from rodfaest.organisations.models import Person
from tests.queries import AT_MOST, asks, counted

pytestmark = pytest.mark.django_db


def test_only_what_a_page_asks_is_counted():
    with counted() as asked, transaction.atomic():
        Stage.objects.first()
        Person.objects.count()
    (one,) = asked
    assert "organisations_person" in one


def test_nobody_writes_down_more_than_the_most():
    with pytest.raises(AssertionError, match="no page asks more than"), asks(AT_MOST + 1):
        pass
