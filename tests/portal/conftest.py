"""Whoever comes in here has shown the second factor, as a konsulent has."""

import pytest

from tests.factories.login import Client


@pytest.fixture
def client() -> Client:
    return Client()
