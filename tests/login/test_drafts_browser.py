"""Words that lie on the device, not yet sent: they outlive a mistyped mail, and go with whoever logs out."""

import json
import time

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from rodfaest.organisations.rules import Role
from tests.browser import follow
from tests.factories.enrolment import WishFactory
from tests.factories.organisations import PersonFactory, SystemRoleFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORDS = "Jeg vil lære at vente."
DRAFT = "rodfaest:draft:7:/skridt/3/:words"


def save_draft(page):
    draft = json.dumps({"text": "Jeg ventede.", "at": time.time() * 1000})
    page.evaluate("([key, draft]) => localStorage.setItem(key, draft)", [DRAFT, draft])


def kept(page):
    return page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('rodfaest:draft:'))")


def test_words_on_the_device_outlive_a_mistyped_mail(live_server, page):
    page.goto(f"{live_server.url}/log-ind/")
    save_draft(page)
    page.get_by_label("Din mail").fill("forkert@horsens.example")
    follow(page.get_by_role("button", name="Send mig en kode"))
    follow(page.get_by_role("button", name="Er det ikke din mail"))
    assert page.url == f"{live_server.url}/log-ind/"
    assert kept(page) == [DRAFT]


def come_in(page, client, person, home):
    client.force_login(person)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": home}])


@pytest.mark.parametrize("button", ["Log ud", "Log ud alle steder"])
def test_whoever_logs_out_leaves_no_words_on_the_device(button, live_server, page, client):
    come_in(page, client, PersonFactory(), live_server.url)
    page.goto(f"{live_server.url}/mit/")
    save_draft(page)
    follow(page.get_by_role("button", name=button, exact=True).first)
    assert kept(page) == []


@pytest.fixture
def form(live_server, page, client):
    """The page where one writes what one's wish is for: no page of it is stored, and nothing of it saves itself."""
    person = PersonFactory()
    come_in(page, client, person, live_server.url)
    address = reverse("enrolment:intention_write", args=[WishFactory(person=person, employment__person=person).pk])
    page.goto(f"{live_server.url}{address}")
    page.get_by_role("textbox").fill(WORDS)
    return page


def back_in(form):
    form.go_back(wait_until="commit")
    expect(form.get_by_role("textbox")).to_have_value(WORDS)
    expect(form.get_by_text("Det er ikke sendt endnu.")).to_be_visible()


def test_words_not_sent_stand_in_the_form_when_one_comes_back(form):
    form.goto(form.url.split("/oenske")[0])
    back_in(form)


def test_words_that_never_arrived_stand_in_the_form_when_one_comes_back(form):
    address = form.url
    form.route("**", lambda route: route.abort())
    with form.expect_event("requestfailed"):
        form.locator("form.sheet-form button").click(no_wait_after=True)
    form.unroute("**")
    form.goto(address)
    expect(form.get_by_role("textbox")).to_have_value(WORDS)


def test_words_refused_are_remembered_and_words_taken_are_not(form):
    form.get_by_role("textbox").fill("010203-1234")
    follow(form.locator("form.sheet-form button"))
    expect(form.get_by_role("textbox")).to_have_value("010203-1234")
    assert len(kept(form)) == 1
    form.get_by_role("textbox").fill(WORDS)
    follow(form.locator("form.sheet-form button"))
    assert kept(form) == []


def test_what_one_never_touched_is_not_remembered(live_server, page, with_two_steps):
    role = SystemRoleFactory(role=Role.ADMINISTRATOR)
    come_in(page, with_two_steps, role.person, live_server.url)
    page.goto(f"{live_server.url}{reverse('organisations:unit_add', args=[role.organisation_id])}")
    page.get_by_label("Navn").fill("Solsikken")
    assert [key.rsplit(":", 1)[1] for key in kept(page)] == ["name"]


def test_words_one_lets_go_of_are_forgotten(live_server, page, with_two_steps):
    role = SystemRoleFactory(role=Role.ADMINISTRATOR)
    come_in(page, with_two_steps, role.person, live_server.url)
    page.goto(f"{live_server.url}{reverse('organisations:unit_add', args=[role.organisation_id])}")
    page.get_by_label("Navn").fill("Solsikken")
    assert kept(page) != []
    follow(page.get_by_role("link", name="Fortryd"))
    assert kept(page) == []
