"""Every test of letters meets a fresh owner, and a konsulent to look into the outbox."""

from collections.abc import Iterator

import pytest

from tests.correspondence import an_owner
from tests.factories.login import Client
from tests.factories.organisations import OrganisationFactory, PersonFactory, SystemRoleFactory


@pytest.fixture(autouse=True)
def _fresh_owner() -> Iterator[None]:
    an_owner.start_again()
    yield
    an_owner.start_again()


@pytest.fixture
def kommune(db):
    return OrganisationFactory(name="Horsens Kommune")


@pytest.fixture
def mette(db):
    return PersonFactory(first_name="Mette", last_name="Holm", email="mette@horsens.example")


@pytest.fixture
def konsulent(kommune):
    return SystemRoleFactory(
        organisation=kommune, person=PersonFactory(first_name="Karen", last_name="Vestergaard")
    ).person


@pytest.fixture
def client():
    """Whoever comes in here has shown the second factor, as a konsulent has."""
    return Client()
