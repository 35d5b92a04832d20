"""A browser that has shown its second factor, as a konsulent's has."""

import pytest

from tests.factories.login import Client


@pytest.fixture
def client() -> Client:
    return Client()
