"""A passkey made and used in a real browser with an authenticator of Chromium's own; every page met by axe."""

import os
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from rodfaest.organisations.models import SystemRole
from rodfaest.organisations.rules import Role
from tests.factories.organisations import OrganisationFactory, PersonFactory

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
AXE = Path(__file__).resolve().parents[1] / "vendor/axe.min.js"
PHONE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no chromium on this machine"),
    # pytest-playwright 0.10 declares a fixture in a way pytest 10 will refuse.
    pytest.mark.filterwarnings("ignore:Session-scoped fixtures defined as instance methods"),
]


@pytest.fixture(scope="session")
def browser_type_launch_args():
    return {
        "executable_path": CHROMIUM,
        "args": ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    }


@pytest.fixture(scope="session", autouse=True)
def _database_beside_a_browser():
    """Playwright runs a loop in this thread, beside which Django would refuse to ask its database."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield


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
    page.set_viewport_size({"width": 390, "height": 844})
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda note: faults.append(note.text) if note.type == "error" else None)
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": PHONE})
    page.home = live_server.url.replace("127.0.0.1", "localhost")
    yield page
    # Chromium writes down an answer of 410 or 422 as an error of loading.
    assert [fault for fault in faults if not re.search("status of 4(10|22)", fault)] == []


def check(page, heading):
    """The page of this heading has come, and axe finds nothing wrong with it."""
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    page.evaluate(AXE.read_text() + ";0")
    found = page.evaluate("axe.run()")["violations"]
    assert [(rule["id"], [node["html"][:120] for node in rule["nodes"]]) for rule in found] == []
    if shots := os.environ.get("SHOTS"):
        page.screenshot(path=f"{shots}/{re.sub(r'[^a-zæøå]+', '-', heading.lower())}.png", full_page=True)


def come_in_by_code(page, mail_server):
    page.goto(f"{page.home}/log-ind/")
    check(page, "Log ind")
    page.get_by_label("Din mail").fill("karen@horsens.example")
    page.get_by_role("button", name="Send mig en kode").click()
    check(page, "Skriv koden")
    page.get_by_label("Koden").fill(mail_server.taken[-1]["Subject"].split()[-1])
    page.get_by_role("main").get_by_role("button", name="Log ind").click()


def test_a_konsulent_makes_a_passkey_and_comes_in_by_it_the_next_time(phone, karen, mail_server):
    come_in_by_code(phone, mail_server)
    phone.goto(f"{phone.home}/mit/laest/")
    check(phone, "Adgangsnøgle og to trin")
    expect(phone.get_by_role("status")).to_contain_text("Derfor skal du logge ind med to trin")

    phone.get_by_role("link", name="Lav en adgangsnøgle").click()
    check(phone, "Lav en adgangsnøgle")
    phone.get_by_role("button", name="Lav adgangsnøgle").click()
    check(phone, "Dine nødkoder")

    phone.goto(f"{phone.home}/mit/laest/")
    check(phone, "Hvem har læst mit?")
    phone.goto(f"{phone.home}/mit/")
    check(phone, "Mit")
    phone.get_by_role("link", name="Adgangsnøgle og to trin").click()
    phone.get_by_role("link", name="Se dine adgangsnøgler").click()
    check(phone, "Dine adgangsnøgler")

    phone.goto(f"{phone.home}/log-ud/")
    check(phone, "Vil du logge ud?")
    phone.get_by_role("main").get_by_role("button", name="Log ud").click()
    phone.goto(f"{phone.home}/log-ind/?next=/mit/laest/")
    phone.get_by_role("button", name="Brug adgangsnøgle").click()
    check(phone, "Hvem har læst mit?")


def test_a_passkey_is_the_second_step_after_a_code(phone, karen, mail_server):
    come_in_by_code(phone, mail_server)
    phone.goto(f"{phone.home}/mit/to-trin/noegler/ny/")
    phone.get_by_role("button", name="Lav adgangsnøgle").click()
    check(phone, "Dine nødkoder")
    phone.context.clear_cookies()

    come_in_by_code(phone, mail_server)
    check(phone, "Andet trin")
    phone.get_by_role("button", name="Brug adgangsnøgle").click()
    phone.wait_for_url(f"{phone.home}/")
    phone.goto(f"{phone.home}/mit/laest/")
    check(phone, "Hvem har læst mit?")


def test_an_app_with_codes_is_made_without_a_camera(phone, karen, mail_server):
    come_in_by_code(phone, mail_server)
    phone.goto(f"{phone.home}/mit/to-trin/app/")
    check(phone, "Brug en app med koder")
    assert len(phone.get_by_role("code").inner_text()) == 32
    phone.get_by_role("main").get_by_role("button", name="Gem").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Brug en app med koder")


def test_a_link_that_is_too_old_meets_a_friendly_page(phone, karen, mail_server):
    from tests.factories.login import PersonalLinkFactory

    PersonalLinkFactory(token="gammelt", person=karen, valid_until="2021-05-02", made_at="2021-04-01T00:00:00Z")
    phone.goto(f"{phone.home}/l/gammelt/")
    check(phone, "Linket er for gammelt")
    phone.get_by_role("button", name="Send et nyt link").click()
    check(phone, "Et nyt link er på vej")
