"""
One person's way through a whole programme, from the catalogue to the house page half a year later.

In a real browser, on a phone and on a desktop, with mail over SMTP; every page that is met is asked about by axe.
"""

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from tests.browser import follow, is_sound
from tests.journeys.conftest import events_in, link_in, text_of, to

pytestmark = pytest.mark.browser

METTE, LENE, KAREN, DORTE = "Mette Holm", "Lene Brandt", "Karen Vestergaard", "Dorte Ibsen"
DAGPLEJE = "Dagplejen, efterår 2021"


def do_the_step(page: Page, words: str) -> None:
    """Answer whatever the step asks for, and see that it stands as done."""
    if page.locator("#id_answer").count():
        follow(page.locator("#id_answer").get_by_role("button").first)
    else:
        if page.locator("form.sheet-form textarea").count():
            page.locator("form.sheet-form textarea").first.fill(words)
        follow(page.get_by_role("button", name="Færdig"))
    expect(page.locator("#done")).to_be_visible()
    is_sound(page)


def test_from_the_catalogue_to_the_house_page(kommune, post, on_date, browser_for):
    # She logs in with a code from her mail, finds the programme, and wishes.
    on_date(date(2021, 4, 12))
    mette = browser_for()
    mette.goto("/")
    is_sound(mette)
    follow(mette.get_by_role("link", name="Log ind").first)
    is_sound(mette)
    mette.get_by_role("textbox").fill("mette.holm@horsens.example")
    follow(mette.get_by_role("button", name=re.compile("kode", re.I)))
    is_sound(mette)
    (code_letter,) = to(post.new(), METTE)
    code = re.search(r"\b([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\b", text_of(code_letter))[1]
    mette.get_by_role("textbox").fill(code)
    follow(mette.get_by_role("button", name=re.compile("log ind|fortsæt", re.I)).last)
    expect(mette.get_by_role("heading", level=1)).to_contain_text("Mette")
    is_sound(mette)

    mette.goto("/forloeb/")
    is_sound(mette)
    follow(mette.get_by_role("link", name=re.compile("dagpleje", re.I)).first)
    is_sound(mette)
    follow(mette.get_by_role("link", name="Jeg vil gerne med").first)
    is_sound(mette)
    mette.get_by_role("textbox").fill("Jeg vil blive bedre til at se de stille børn.")
    follow(mette.get_by_role("button", name="Send ønsket"))
    is_sound(mette)
    expect(mette.locator("main")).to_contain_text("Lene")

    # Her leader answers from the mail, in two taps: the button in the mail, and yes.
    (asked,) = to(post.send(), LENE)
    assert "Jeg vil blive bedre til at se de stille børn." in text_of(asked)
    assert "mandag den 16. august" in text_of(asked)
    lene = browser_for()
    lene.goto(link_in(asked))
    lene.goto(link_in(asked))  # looked at twice, by her or by a mail scanner: nothing has happened
    is_sound(lene, "Mette Holm vil gerne med")
    follow(lene.get_by_role("button", name="Ja, Mette skal med"))
    expect(lene.locator(".answer-done")).to_contain_text("Mette")
    is_sound(lene)
    lene.goto(link_in(asked))
    expect(lene.locator(".answer-done")).to_contain_text("Mette")

    # The seat is hers, and the five days are in her calendar.
    events = events_in(to(post.send(), METTE))
    days = ["2021-08-16", "2021-09-20", "2021-10-11", "2021-11-01", "2021-11-24"]
    assert [event["DTSTART"].dt.date().isoformat() for event in events] == days
    third = events[2]
    assert int(third.get("SEQUENCE", 0)) == 0

    # The start letter comes a month before, ahead of the main holiday; a step FØR is done from it.
    on_date(date(2021, 7, 2))
    (start,) = [letter for letter in to(post.send(), METTE) if letter["Subject"].startswith("Du er med")]
    assert start["Subject"] == "Du er med: Barnets første 1000 dage, dag 1 mandag den 16. august"
    mette.goto(link_in(start))
    is_sound(mette)
    do_the_step(mette, "Jeg vil have mere ro ved aflevering.")

    # Day 1: the underviser's link opens the day, and one tap says she is there.
    on_date(date(2021, 8, 13))
    (names,) = to(post.send(), DORTE)
    on_date(date(2021, 8, 16))
    dorte = browser_for()
    dorte.goto(link_in(names))
    is_sound(dorte)
    follow(dorte.get_by_role("button", name=re.compile("^Til stede")))
    expect(dorte.locator("main")).to_contain_text("1 af 1")
    is_sound(dorte)

    # In the split she writes two sentences; they are saved as she types, and shared with the house.
    on_date(date(2021, 9, 1))
    mette.goto("/")
    is_sound(mette)
    follow(mette.locator("#next-step").get_by_role("link").first)
    is_sound(mette)
    words = "Jeg satte mig på gulvet ved aflevering. Det gav ro."
    mette.get_by_role("textbox").first.press_sequentially(words)
    expect(mette.get_by_text(re.compile("Gemt kl."))).to_be_visible()
    mette.get_by_text("Vælg, hvem der læser det").click()
    mette.locator("input[value=house]").check(force=True)
    follow(mette.get_by_role("button", name="Færdig"))
    if mette.get_by_role("checkbox").count():
        mette.get_by_role("checkbox").check()
        follow(mette.get_by_role("button", name="Færdig"))
    expect(mette.locator("main")).to_contain_text(words)
    is_sound(mette)

    # The konsulent moves day 3, and the calendar follows.
    karen = browser_for(KAREN)
    karen.goto("/hold/")
    is_sound(karen)
    follow(karen.get_by_role("link", name=re.compile(DAGPLEJE)).first)
    is_sound(karen)
    follow(karen.get_by_role("link", name="Dage", exact=True).first)
    is_sound(karen)
    follow(karen.get_by_role("link", name=re.compile("^Flyt.*Dag 3")))
    is_sound(karen, "Flyt dag 3")
    karen.locator("input[type=date]").fill("2021-10-13")
    follow(karen.get_by_role("button", name="Se, hvad der følger"))
    is_sound(karen)
    follow(karen.get_by_role("button", name="Flyt dagen"))
    expect(karen.locator("main")).to_contain_text("onsdag den 13. oktober")
    is_sound(karen)
    (moved,) = events_in(to(post.send(), METTE))
    assert (moved["UID"], moved["DTSTART"].dt.date(), int(moved["SEQUENCE"])) == (third["UID"], date(2021, 10, 13), 1)

    # A month after the last day a letter asks; she answers by the link, without logging in.
    # Christmas Eve is closed, and week 52 is the kommune's own: the first working day after is 3 January.
    on_date(date(2021, 12, 31))
    post.send()
    on_date(date(2022, 1, 3))
    (check_in,) = to(post.send(), METTE)
    phone = browser_for()
    phone.goto(link_in(check_in))
    is_sound(phone)
    do_the_step(phone, "Vi sidder stadig på gulvet ved aflevering.")
    phone.goto(link_in(check_in))
    expect(phone.get_by_role("button", name="Færdig")).to_have_count(0)

    # What she brought home stands on the house's page.
    mette.goto("/")
    is_sound(mette)
    mette.get_by_text("Min gruppe").click()
    follow(mette.get_by_role("link", name="Se Dagplejegruppe Fuglevang"))
    expect(mette.locator("main")).to_contain_text(words)
    is_sound(mette)
