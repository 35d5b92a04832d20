"""A day that stands still, for the tests and for the examples in the docstrings."""

from collections.abc import Iterator
from datetime import date

import pytest

from rodfaest.kernel.time import install_today, real_today

A_DAY_IN_MAY = date(2021, 5, 3)
"""The Monday every test lives on until it says otherwise. Only the date is held: the time of day is real."""


@pytest.fixture(autouse=True, scope="session")
def _frozen_date() -> Iterator[None]:
    install_today(lambda: A_DAY_IN_MAY)
    yield
    install_today(real_today)


@pytest.fixture(autouse=True)
def _frozen_again() -> Iterator[None]:
    yield
    install_today(lambda: A_DAY_IN_MAY)
