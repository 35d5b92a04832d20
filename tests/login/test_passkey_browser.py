"""A passkey made and used in a real browser with an authenticator of Chromium's own; every page met by axe."""

import pytest
from playwright.sync_api import expect

from rodfaest.organisations.models import SystemRole
from rodfaest.organisations.rules import Role
from tests.browser import SIZES, follow, is_sound, listen_for_faults
from tests.factories.login import PersonalLinkFactory
from tests.factories.organisations import OrganisationFactory, PersonFactory

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}

pytestmark = pytest.mark.browser


@pytest.fixture
def karen(transactional_db):
    person = PersonFactory(first_name="Karen", email="karen@horsens.example")
    person.set_unusable_password()
    person.save()
    SystemRole.objects.create(
        person=person, organisation=OrganisationFactory(), role=Role.CONSULTANT, from_on="2020-01-01"
    )
    return person


@pytest.fixture
def phone(page, live_server):
    """A phone of 390 px with an authenticator, which reports what the page did wrong."""
    page.set_viewport_size(SIZES["phone"])
    faults = listen_for_faults(page)
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    page.home = live_server.url.replace("127.0.0.1", "localhost")
    yield page
    assert faults == []


def come_in_by_code(page, mail_server):
    page.goto(f"{page.home}/log-ind/")
    is_sound(page, "Log ind")
    page.get_by_label("Din mail").fill("karen@horsens.example")
    follow(page.get_by_role("button", name="Send mig en kode"))
    is_sound(page, "Skriv koden")
    page.get_by_label("Koden").fill(mail_server.taken[-1]["Subject"].split()[-1])
    follow(page.get_by_role("main").get_by_role("button", name="Log ind"))


def test_a_konsulent_makes_a_passkey_and_comes_in_by_it_the_next_time(phone, karen, mail_server):
    come_in_by_code(phone, mail_server)
    phone.goto(f"{phone.home}/mit/laest/")
    is_sound(phone, "Adgangsnøgle og to trin")
    expect(phone.get_by_role("status")).to_contain_text("Derfor skal du logge ind med to trin")

    follow(phone.get_by_role("link", name="Lav en adgangsnøgle"))
    is_sound(phone, "Lav en adgangsnøgle")
    follow(phone.get_by_role("button", name="Lav adgangsnøgle"))
    is_sound(phone, "Dine nødkoder")

    phone.goto(f"{phone.home}/mit/laest/")
    is_sound(phone, "Hvem har læst mit?")
    phone.goto(f"{phone.home}/mit/")
    is_sound(phone, "Mit")
    follow(phone.get_by_role("link", name="Adgangsnøgle og to trin"))
    follow(phone.get_by_role("link", name="Se dine adgangsnøgler"))
    is_sound(phone, "Dine adgangsnøgler")

    phone.goto(f"{phone.home}/log-ud/")
    is_sound(phone, "Vil du logge ud?")
    follow(phone.get_by_role("main").get_by_role("button", name="Log ud"))
    phone.goto(f"{phone.home}/log-ind/?next=/mit/laest/")
    follow(phone.get_by_role("button", name="Brug adgangsnøgle"))
    is_sound(phone, "Hvem har læst mit?")


def test_a_passkey_is_the_second_step_after_a_code(phone, karen, mail_server):
    come_in_by_code(phone, mail_server)
    phone.goto(f"{phone.home}/mit/to-trin/noegler/ny/")
    follow(phone.get_by_role("button", name="Lav adgangsnøgle"))
    is_sound(phone, "Dine nødkoder")
    phone.context.clear_cookies()

    come_in_by_code(phone, mail_server)
    is_sound(phone, "Andet trin")
    follow(phone.get_by_role("button", name="Brug adgangsnøgle"))
    phone.wait_for_url(f"{phone.home}/")
    phone.goto(f"{phone.home}/mit/laest/")
    is_sound(phone, "Hvem har læst mit?")


def test_an_app_with_codes_is_made_without_a_camera(phone, karen, mail_server):
    come_in_by_code(phone, mail_server)
    phone.goto(f"{phone.home}/mit/to-trin/app/")
    is_sound(phone, "Brug en app med koder")
    assert len(phone.get_by_role("code").inner_text()) == 32
    follow(phone.get_by_role("main").get_by_role("button", name="Gem"))
    expect(phone.get_by_role("heading", level=1)).to_have_text("Brug en app med koder")


def test_a_link_that_is_too_old_meets_a_friendly_page(phone, karen, mail_server):
    PersonalLinkFactory(token="gammelt", person=karen, valid_until="2021-05-02", made_at="2021-04-01T00:00:00Z")
    phone.goto(f"{phone.home}/l/gammelt/")
    is_sound(phone, "Linket er for gammelt")
    follow(phone.get_by_role("button", name="Send et nyt link"))
    is_sound(phone, "Et nyt link er på vej")
