"""The arc picture in a browser: its words have room on a phone, on a screen and on paper."""

from datetime import date

import pytest
from playwright.sync_api import Page

from tests.factories.journey import a_way
from tests.factories.login import Client

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

A4 = 698
"""Pixels across a sheet between the margins of the browser that has the widest."""

COLLIDING = """() => {
  const sheet = document.querySelector(".arc-full").parentElement.getBoundingClientRect();
  const words = [...document.querySelectorAll(".arc-full text")]
    .filter(text => text.getClientRects().length)
    .map(text => ({said: text.textContent, box: text.getBoundingClientRect()}));
  const meet = (one, other) => one.left < other.right && other.left < one.right
    && one.top + 2 < other.bottom && other.top + 2 < one.bottom;
  return {
    words: words.length,
    today: words.filter(word => word.said == "i dag").length,
    outside: words.filter(({box}) => box.left < sheet.left - 1 || box.right > sheet.right + 1).map(word => word.said),
    pairs: words.flatMap((one, at) => words.slice(at + 1)
      .filter(other => meet(one.box, other.box)).map(other => [one.said, other.said])),
  };
}"""


@pytest.fixture
def at_home(on_date, live_server, context, page) -> Page:
    way = a_way()
    on_date(date(2021, 9, 29))
    client = Client()
    client.force_login(way.mette)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    page.goto(live_server.url)
    return page


@pytest.mark.parametrize(
    ("width", "media"), [(320, "screen"), (390, "screen"), (768, "screen"), (1280, "screen"), (A4, "print")]
)
def test_no_words_of_the_arc_collide_and_today_is_named(at_home, width, media):
    at_home.set_viewport_size({"width": width, "height": 900})
    at_home.emulate_media(media=media)
    found = at_home.evaluate(COLLIDING)
    assert found["words"] > 20
    assert found | {"words": 0} == {"words": 0, "today": 1, "outside": [], "pairs": []}


def test_it_lies_down_on_paper_and_stands_up_on_a_phone(at_home):
    lying = at_home.locator(".arc-lying").first
    at_home.set_viewport_size({"width": 390, "height": 900})
    assert not lying.is_visible()
    at_home.set_viewport_size({"width": A4, "height": 900})
    at_home.emulate_media(media="print")
    assert lying.is_visible()
