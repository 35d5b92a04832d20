"""Words that lie on the device, not yet sent: they outlive a mistyped mail, and go with whoever logs out."""

import json
import time

import pytest

from tests.browser import follow
from tests.factories.organisations import PersonFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DRAFT = "rodfaest:draft:7:/skridt/3/:words"


def keep_draft(page):
    draft = json.dumps({"text": "Jeg ventede.", "at": time.time() * 1000})
    page.evaluate("([key, draft]) => localStorage.setItem(key, draft)", [DRAFT, draft])


def kept(page):
    return page.evaluate("Object.keys(localStorage)")


def test_words_on_the_device_outlive_a_mistyped_mail(live_server, page):
    page.goto(f"{live_server.url}/log-ind/")
    keep_draft(page)
    page.get_by_label("Din mail").fill("forkert@horsens.example")
    follow(page.get_by_role("button", name="Send mig en kode"))
    follow(page.get_by_role("button", name="Er det ikke din mail"))
    assert page.url == f"{live_server.url}/log-ind/"
    assert kept(page) == [DRAFT]


def test_whoever_logs_out_leaves_no_words_on_the_device(live_server, page, client):
    client.force_login(PersonFactory())
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page.goto(live_server.url)
    keep_draft(page)
    follow(page.get_by_role("button", name="Log ud").first)
    assert kept(page) == []
