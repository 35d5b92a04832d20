"""A page for links of tests, and a mail server."""

import pytest

from tests.factories.login import Client
from tests.transport.conftest import MailServer, gateway, mail_server  # noqa: F401 (fixtures)


@pytest.fixture(autouse=True)
def _a_page_for_links(settings) -> None:
    settings.LINK_PAGES = "tests.login.pages.LINK_PAGES"


@pytest.fixture
def with_two_steps() -> Client:
    """A client whose `force_login` has shown the second factor."""
    return Client()
