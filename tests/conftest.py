"""What every test stands on: a browser, no network but this machine's own, and no data."""

import gc
import socket
from collections.abc import Callable, Iterator
from datetime import date

import hypothesis
import pytest
from django.db import connection

from rodfaest.kernel.time import install_today
from tests import schema
from tests.chromium import CHROMIUM, LAUNCH

# The same examples each time, here and in CI; `--hypothesis-profile=search` tries many new ones (CONTRIBUTING.md).
hypothesis.settings.register_profile("same", deadline=None, derandomize=True)
hypothesis.settings.register_profile("search", deadline=None, max_examples=2000)
hypothesis.settings.load_profile("same")


def pytest_collection_finish() -> None:
    """What has been imported stays: the garbage collector, off since tests/settings.py, never looks through it."""
    gc.freeze()
    gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out what can't run here, and say why (`-rs` shows it)."""
    missing = {
        "browser": None if CHROMIUM else "no chromium here",
        "postgresql": None if connection.vendor == "postgresql" else "try script/with-postgresql pytest",
    }
    for item in items:
        for mark, reason in missing.items():
            if reason and item.get_closest_marker(mark):
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker) -> Iterator[None]:
    """pytest-django's own fixture, with the migrated schema kept from run to run."""
    with django_db_blocker.unblock():
        known = schema.create_database()
    yield
    with django_db_blocker.unblock():
        connection.creation.destroy_test_db(known, verbosity=0)


@pytest.fixture
def on_date() -> Callable[[date], None]:
    """`on_date(day)` makes it that day from here to the end of the test."""
    return lambda day: install_today(lambda: day)


def _only_this_machine(connect: Callable[..., object]) -> Callable[..., object]:
    def guarded(sock: socket.socket, address: object) -> object:
        if sock.family in (socket.AF_INET, socket.AF_INET6):
            host = str(address[0])  # type: ignore[index]
            if host not in ("localhost", "::1") and not host.startswith("127."):
                raise AssertionError(f"A test called out to {address}: give it a server of its own on 127.0.0.1.")
        return connect(sock, address)

    return guarded


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", _only_this_machine(socket.socket.connect))
        patch.setattr(socket.socket, "connect_ex", _only_this_machine(socket.socket.connect_ex))
        yield


# A browser


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """Playwright is imported where it is used: few runs are of a browser's tests."""
    from playwright.sync_api import sync_playwright

    # It runs a loop in this thread, beside which Django would refuse to ask its database.
    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        with playwright.chromium.launch(**LAUNCH) as browser:
            yield browser


@pytest.fixture
def context(browser) -> Iterator[object]:
    with browser.new_context() as context:
        yield context


@pytest.fixture
def page(context) -> object:
    return context.new_page()
