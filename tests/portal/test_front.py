"""The front page: a visitor's, and a person's with their homes."""

import inspect
from datetime import datetime, timedelta
from importlib import import_module
from typing import get_args, get_type_hints

import pytest
from django.urls import reverse

from rodfaest.journey.panels import participant
from rodfaest.kernel.time import now
from rodfaest.portal import homes
from rodfaest.portal.homes import Hat, homes_of
from rodfaest.ui.pages import Page, Panel
from tests.architecture.house import sources
from tests.factories.journey import a_way, person
from tests.queries import asks

pytestmark = pytest.mark.django_db
FRONT = reverse("portal:front")


def said(response) -> str:
    return response.content.decode()


def test_a_visitor_meets_what_it_is_and_the_two_ways_in(client):
    with asks(0):
        page = said(client.get(FRONT))
    assert reverse("account_request_login_code") in page
    assert reverse("portal:catalogue") in page
    assert "Hej" not in page


def test_somebody_with_no_day_here_yet_is_told_what_will_come(client):
    client.force_login(person("Nils"))
    page = said(client.get(FRONT))
    assert "Hej Nils" in page
    assert "Her kommer dit næste skridt til at stå." in page


def shows_nothing(actor):
    return None


def test_several_hats_each_have_a_section_and_a_link_to_it(client, monkeypatch):
    way = a_way()
    panels = (participant.next_step,), (participant.my_way,), (shows_nothing,)
    hats = [Hat(f"hat-{number}", f"Hat {number}", of) for number, of in enumerate(panels)]
    monkeypatch.setattr(homes, "HATS", hats)
    client.force_login(way.mette)
    page = said(client.get(FRONT))
    assert [page.count(f'href="#hat-{number}"') for number in range(3)] == [1, 1, 0]
    assert page.count('class="hat-title"') == 1


def test_what_two_hats_would_show_stands_under_the_first(monkeypatch):
    way = a_way()
    hats = [Hat(name, name, (participant.next_step,)) for name in ("first", "second")]
    monkeypatch.setattr(homes, "HATS", hats)
    assert [home.hat.name for home in homes_of(way.mette.as_actor())] == ["first"]


def test_a_panel_brings_its_style_sheet_also_from_a_column(client, monkeypatch):
    way = a_way()
    beside = homes.Beside([shows_nothing], [participant.my_way])
    monkeypatch.setattr(homes, "HATS", [Hat("hat", "Hat", [beside])])
    client.force_login(way.mette)
    page = said(client.get(FRONT))
    assert [f"/static/{sheet}" in page for sheet in participant.MyWay.styles] == [True, True]


def test_a_hat_nobody_has_anything_for_is_left_out():
    assert homes_of(person("Nils").as_actor()) == []


def offered() -> set[Panel]:
    """Every function in an app's `panels` that gives a page or nothing."""
    sources_of_panels = (import_module(source.dotted) for source in sources() if source.room == "panels")
    functions = [
        function
        for module in sources_of_panels
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    ]
    return {function for function in functions if _gives_a_page(get_type_hints(function)["return"])}


def _gives_a_page(answer: object) -> bool:
    kinds = get_args(answer)
    return type(None) in kinds and any(isinstance(kind, type) and issubclass(kind, Page) for kind in kinds)


def test_every_panel_an_app_offers_stands_on_a_home():
    placed = {
        panel
        for hat in homes.HATS
        for place in hat.panels
        for panel in ([*place.left, *place.right] if isinstance(place, homes.Beside) else [place])
    }
    assert offered() == placed


def test_nothing_is_posted_to_the_front_page(client):
    assert client.post(FRONT).status_code == 405


@pytest.mark.parametrize("name", ["who_sees_what", "accessibility"])
def test_the_pages_about_rodfaest_are_open_and_ask_no_query(name, client):
    with asks(0):
        assert client.get(reverse(f"portal:{name}")).status_code == 200


def test_was_leads_to_the_statement(client):
    assert client.get("/was").headers["Location"] == reverse("portal:accessibility")


def test_the_statement_does_not_claim_to_be_audited(client):
    assert "Ingen uden for projektet har gennemgået Rodfæst endnu." in said(client.get(reverse("portal:accessibility")))


WHO_SEES_WHAT = """{
    "sentences": ["En sætning."], "terms": [["Lederen", "Den, der leder."]], "roles": ["deltager", "leder"],
    "groups": [{"anchor": "pladser", "title": "Pladser", "notes": ["En note."], "rows": [
        {"what": "Se pladsen", "said": "Ja: deltageren selv. Alle andre: nej.", "roles": ["deltager"]}
    ]}]
}"""


@pytest.fixture
def who_sees_what(client, monkeypatch, tmp_path):
    """The page made of one group with one row, with a query or without."""
    made = tmp_path / "who_sees_what.json"
    made.write_text(WHO_SEES_WHAT)
    monkeypatch.setattr("rodfaest.portal.views.about.GENERATED", made)
    return lambda **query: said(client.get(reverse("portal:who_sees_what"), query))


def test_who_sees_what_says_what_matters_and_folds_the_rest_by_subject(who_sees_what):
    page = who_sees_what()
    assert "En sætning." in page
    assert '<details class="fold" id="pladser">' in page
    assert "Ja: deltageren selv. Alle andre: nej." in page
    assert page.count("Skriv det ikke her.") == 1


def test_who_sees_what_answers_for_one_role(who_sees_what):
    assert "så kan du:" not in who_sees_what()
    can = who_sees_what(jeg="deltager")
    assert "Er du deltager, så kan du:" in can
    assert "Det kan du ikke (0)" in can
    assert "Det kan du ikke (1)" in who_sees_what(jeg="leder")
    assert "så kan du:" not in who_sees_what(jeg="<b>direktør")


def test_who_sees_what_is_unfolded_for_paper(who_sees_what):
    page = who_sees_what(alt="ja", jeg="leder")
    assert page.count('<details class="fold"') == page.count(" open>") == 4
    assert "data-print" in page


@pytest.mark.parametrize(
    ("given", "contact"),
    [
        ("", "mailto:rodfaest@localhost"),
        ("sikkerhed@horsens.example", "mailto:sikkerhed@horsens.example"),
        ("https://horsens.example/sikkerhed", "https://horsens.example/sikkerhed"),
    ],
)
def test_whom_to_tell_of_a_fault_in_security(given, contact, client, settings):
    settings.SECURITY_CONTACT = given
    answer = client.get("/.well-known/security.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    said = dict(line.split(": ", 1) for line in answer.content.decode().splitlines())
    left = datetime.strptime(said.pop("Expires"), "%Y-%m-%dT%H:%M:%S%z") - now()
    assert timedelta(days=150) < left < timedelta(days=184)
    assert said == {
        "Contact": contact,
        "Preferred-Languages": "da, en",
        "Canonical": f"{settings.BASE_URL}/.well-known/security.txt",
    }


def test_no_page_asks_for_camera_microphone_or_place(client):
    policy = client.get("/tilgaengelighed/")["Permissions-Policy"].split(", ")
    assert {"camera=()", "microphone=()", "geolocation=()"} < set(policy)
    # Passkeys do ask.
    assert not [asked for asked in policy if asked.startswith("publickey")]
