"""Back after logging out, in a browser that keeps whole pages for it, as people's own do and Playwright's does not."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import follow
from tests.chromium import LAUNCH
from tests.factories.organisations import PersonFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def back_keeping_page(browser: Browser, live_server) -> Iterator[Page]:
    kept = browser.browser_type.launch(**LAUNCH, ignore_default_args=["--disable-back-forward-cache"])
    context = kept.new_context(base_url=live_server.url)
    yield context.new_page()
    kept.close()


def come_in(page, client, person, home):
    client.force_login(person)
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": home}])


@pytest.mark.parametrize("button", ["Log ud", "Log ud alle steder"])
def test_back_after_logging_out_shows_nothing(button, back_keeping_page, client, live_server):
    page = back_keeping_page
    come_in(page, client, PersonFactory(first_name="Mette"), live_server.url)
    page.goto("/mit/")
    follow(page.get_by_role("link", name="Se hvem"))
    page.goto("/mit/")
    follow(page.get_by_role("button", name=button, exact=True).first)
    for _ in range(3):
        page.go_back(wait_until="commit")
        expect(page).to_have_url(re.compile("/log-ind/"))
        assert "Mette" not in page.content()


def test_this_browser_keeps_whole_pages_for_its_back_button(back_keeping_page):
    """Or the test above would say nothing."""
    page = back_keeping_page
    page.goto("/tilgaengelighed/")
    page.evaluate("window.wasHere = true")
    page.goto("/hvem-ser-hvad/")
    page.go_back(wait_until="commit")
    assert page.evaluate("window.wasHere")
