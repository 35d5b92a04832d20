"""Whoever comes in has shown the second factor, as a konsulent has; and two holds on their way, built once a module."""

from collections.abc import Callable
from copy import deepcopy

import pytest

from tests.factories.attendance import a_first_day
from tests.factories.login import Client


@pytest.fixture(scope="module")
def _holds(module_db):
    return {places: a_first_day(places) for places in (1, 3)}


@pytest.fixture
def a_day(db, _holds) -> Callable[..., tuple]:
    """`day, [seat], teacher = a_day()`; `a_day(places=3)` is of another hold."""
    return lambda places=1: deepcopy(_holds[places])


@pytest.fixture
def client() -> Client:
    return Client()
