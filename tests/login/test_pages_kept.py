"""What a browser may keep of somebody's pages: nothing, and Back after logging out shows nothing."""

import re
from collections.abc import Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from rodfaest.login.typed import COOKIE
from tests.browser import follow
from tests.chromium import LAUNCH
from tests.factories.login import PersonalLinkFactory
from tests.factories.organisations import PersonFactory

pytestmark = pytest.mark.django_db
WAYS_OUT = ["account_logout", "login:profile_log_out_everywhere"]


@pytest.mark.parametrize("page", ["/", "/mit/laest/", "/log-ud/", "/findes-ikke/", "/mit/log-ud-alle-steder/"])
def test_no_page_of_somebody_signed_in_is_stored_not_even_one_that_refuses(page, client):
    client.force_login(PersonFactory())
    assert client.get(page).headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("too_old", [False, True])
def test_no_page_by_a_secret_address_is_stored_or_found_by_searching(too_old, client, on_date):
    link = PersonalLinkFactory(token="abc")
    on_date(link.valid_until.replace(year=link.valid_until.year + too_old))
    answer = client.get("/l/abc/")
    assert answer.status_code == (410 if too_old else 200)
    assert (answer.headers["Cache-Control"], answer.headers["X-Robots-Tag"]) == ("private, no-store", "noindex")


@pytest.mark.parametrize("way_out", WAYS_OUT)
def test_whoever_logs_out_leaves_nothing_in_the_browser(way_out, client):
    client.force_login(PersonFactory())
    client.cookies[COOKIE] = "number.key"
    answer = client.post(reverse(way_out))
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert client.cookies[COOKIE].value == ""


def test_a_visitors_pages_are_anybodys(client):
    answer = client.get(reverse("portal:front"))
    assert "Cache-Control" not in answer.headers and "Clear-Site-Data" not in answer.headers


# In a browser that keeps whole pages for its back button, as people's own do and Playwright's does not


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


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
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


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_this_browser_keeps_whole_pages_for_its_back_button(back_keeping_page):
    """Or the test above would say nothing."""
    page = back_keeping_page
    page.goto("/tilgaengelighed/")
    page.evaluate("window.wasHere = true")
    page.goto("/hvem-ser-hvad/")
    page.go_back(wait_until="commit")
    assert page.evaluate("window.wasHere")
