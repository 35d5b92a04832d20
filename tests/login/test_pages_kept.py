"""What a browser may keep of somebody's pages: nothing, and Back after logging out shows nothing."""

import pytest
from django.urls import reverse

from rodfaest.login.typed import COOKIE
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
