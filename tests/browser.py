"""What the tests ask of a page in Chromium: what axe says of it, and that it wrote no error."""

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

AXE = Path(__file__).resolve().parent / "vendor/axe.min.js"
SIZES = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1280, "height": 900}}


def listen_for_faults(page: Page) -> list[str]:
    """What the page's scripts and its policy complain of. Chromium also writes down an answer of 410 or 422."""
    faults: list[str] = []

    def heard(text: str) -> None:
        if not re.search("status of 4(10|22)", text):
            faults.append(text)

    page.on("pageerror", lambda error: heard(str(error)))
    page.on("console", lambda note: heard(note.text) if note.type == "error" else None)
    return faults


def violations(page: Page) -> list[Any]:
    """What axe finds wrong with the page as it stands, as (rule, elements)."""
    page.evaluate(AXE.read_text() + ";0")
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [(one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]]


def follow(leads_on: Locator) -> None:
    """Press what leads to another page, and wait until that page stands: axe must not be asked of half a page."""
    with leads_on.page.expect_navigation():
        leads_on.click()


def is_sound(page: Page, heading: str | None = None) -> None:
    """The page of this heading has come, axe finds nothing, and it doesn't scroll sideways."""
    if heading is not None:
        expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    assert violations(page) == [], page.url
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wider <= 0, f"{page.url} scrolls sideways by {wider} px"
