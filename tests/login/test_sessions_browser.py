"""The warning before one is logged out: it has a button, and nothing typed is lost."""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from rodfaest.login import rules
from rodfaest.organisations.rules import Role
from tests.browser import is_sound
from tests.factories.login import lay_still
from tests.factories.organisations import SystemRoleFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
A_MINUTE = timedelta(minutes=1)


@pytest.fixture
def client(with_two_steps):
    return with_two_steps


def come_in(page, client, person, home):
    client.force_login(person)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": home}])


def test_the_warning_and_the_button_and_the_words_that_are_not_lost(client, live_server, page):
    role = SystemRoleFactory(role=Role.ADMINISTRATOR)
    come_in(page, client, role.person, live_server.url)
    page.clock.install()
    page.goto(live_server.url + reverse("organisations:unit_add", args=[role.organisation_id]))
    warning = page.get_by_text("Om to minutter bliver du logget ud")
    page.get_by_label("Navn").fill("Solsikken")
    page.clock.run_for("26:00")
    expect(warning).to_be_hidden()
    page.clock.run_for("01:30")
    expect(warning).to_be_visible()
    is_sound(page)
    page.get_by_role("button", name="Bliv logget ind").click()
    expect(warning).to_be_hidden()

    lay_still(client, rules.IDLE_FOR + A_MINUTE)
    with page.expect_navigation(url="**/log-ind/**"):
        page.clock.run_for("31:00")
    expect(page.get_by_text("siden har ligget stille i 30 minutter")).to_be_visible()
    come_in(page, client, role.person, live_server.url)
    page.goto(live_server.url + reverse("organisations:unit_add", args=[role.organisation_id]))
    expect(page.get_by_label("Navn")).to_have_value("Solsikken")
