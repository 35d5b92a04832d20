"""Who reads what is written, as the line beside the box says it in a browser."""

from datetime import date

import pytest

from rodfaest.journey.rules.sharing import offered
from rodfaest.programmes.rules.vocabulary import StepRole
from rodfaest.texts.rules import Audience
from tests.factories.journey import a_way
from tests.factories.login import Client

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_line_follows_the_choice_of_readers_before_anything_is_sent(on_date, live_server, context, page):
    way = a_way()
    on_date(date(2021, 9, 29))
    client = Client()
    client.force_login(way.mette)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    page.goto(f"{live_server.url}/skridt/{way.step('proev-2').pk}/")
    line, said = page.locator(".audience-note strong"), {}
    page.get_by_text("Vælg, hvem der læser det").click()

    for audience in (*offered(StepRole.PARTICIPANT), Audience.ME):
        page.locator(f'[name="audience"][value="{audience}"]').check(force=True)
        said[audience] = line.inner_text()

    assert said.pop(Audience.ME) == "Kun dig"
    later = "Kun dig, indtil du trykker Færdig. Så: "
    begins = {
        Audience.LEADER: "Dig og ",
        Audience.COLLEAGUES: "Kollegerne i ",
        Audience.COHORT: "Hele holdet",
        Audience.HOUSE: "Kollegerne i ",
    }
    assert said.keys() == begins.keys()
    assert {audience: line for audience, line in said.items() if not line.startswith(later + begins[audience])} == {}
