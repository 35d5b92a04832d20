"""
What script adds, in a real browser: nothing typed is lost, a refusal is seen and heard, and no page breaks the rules.

No server and no database: every request of the browser is answered here, by the same functions a view would call.
"""

import mimetypes
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django import forms
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template import engines
from playwright.sync_api import expect

from rodfaest.kernel.actors import PersonActor, Standing
from rodfaest.ui import pages
from rodfaest.ui.forms import ActionForm, TextArea
from tests.browser import follow, is_sound

HOME = "http://rodfaest.example/skridt/"

pytestmark = pytest.mark.browser

SHOWCASE = """
{% extends "ui/page.html" %}
{% block title %}Prøv én ting af{% endblock %}
{% block content %}
{{ ui.stage_header("Prøv én ting af i dag", phase="Under", minutes=4, lead="To sætninger er nok.") }}
{% call ui.next_step("Dag 3", kicker="Næste") %}
<p id="read">Vi mødes på Campus Horsens.</p>
<div class="actions">{{ ui.post_button(request, "Ja tak", "/svar/", target="closest section", answer="yes") }}
{{ ui.link_button("Ikke i dag", "/", variant="tertiary") }}{{ ui.read_aloud("read") }}{{ ui.print_button() }}</div>
{% endcall %}
{% call ui.card("Skriv") %}
{% call ui.form(request, form, "Færdig") %}
{{ ui.autosave(form["text"], "/gem/", reader="Kun dig", worry="Skriv det ikke her.") }}
{{ ui.field(form["place"]) }}
{% endcall %}
{% endcall %}
{{ ui.facts([("Sted", "Horsens"), ("Mad", "Frokost")]) }}
{{ ui.table(["Hus", "Pladser", "Timer"], [["Solsikken", "3", "22,2"]], "Hvem er af sted", numbers=[1, 2]) }}
<ul class="rows"><li><div class="row-main"><strong>Bo</strong></div>{{ ui.tag("Du har sagt ja", "done", "check") }}
{{ ui.tag("Næste", "next") }} {{ ui.tag("Senere") }}</li></ul>
{{ ui.words("Hun kom selv.", "Mette") }}
{{ ui.empty("Ikke noget endnu.") }}
{% call ui.details("Det har jeg skrevet") %}<p>Noget.</p>{% endcall %}
{% endblock %}
"""


class StepForm(ActionForm):
    text = forms.CharField(label="Hvad skete der?", widget=TextArea)
    place = forms.ChoiceField(
        label="Hvor?", choices=[("a", "Garderoben"), ("b", "Legestuen")], widget=forms.RadioSelect
    )


@pytest.fixture
def site(page, a_request):
    """The page in the browser, with what was posted to it in `site.posted` and errors of the page in `site.faults`."""
    page.posted, page.faults, page.asked, page.person = [], [], set(), 1
    template = engines["jinja2"].from_string(SHOWCASE)
    policy = "; ".join(
        f"{name} {' '.join(value)}" for name, value in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].items()
    )

    def answer(route):
        asked = route.request
        path = urlsplit(asked.url).path
        page.asked.add(urlsplit(asked.url).netloc)
        if path.startswith("/static/"):
            file = Path(finders.find(path.removeprefix("/static/")))
            return route.fulfill(body=file.read_bytes(), content_type=mimetypes.guess_type(file)[0] or "text/plain")
        if asked.method == "POST":
            page.posted.append((path, asked.post_data or ""))
        htmx = asked.headers.get("hx-request") == "true"
        made = a_request("post" if asked.method == "POST" else "get", path, htmx=htmx)
        made.actor = PersonActor(page.person, "Mette Sørensen", lambda _: Standing())
        if path == "/gem/":
            given = pages.saved(made)
        elif path == "/svar/":
            given = pages.refusal(made, "Holdet er fuldt.")
        else:
            form = StepForm({"text": "Hej"}) if asked.method == "POST" else StepForm()
            given = pages.HttpResponse(template.render({"form": form}, made), status=422 if form.errors else 200)
        headers = {**given.headers, "Content-Security-Policy": policy}
        return route.fulfill(status=given.status_code, headers=headers, body=given.content)

    page.route("**/*", answer)
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("console", lambda note: page.faults.append(note.text) if "Content Security Policy" in note.text else None)
    page.goto(HOME)
    yield page
    assert page.faults == []
    assert page.asked == {"rodfaest.example"}


def drafts(site):
    return site.evaluate("Object.values(localStorage).map(draft => JSON.parse(draft).text)")


def test_what_is_typed_saves_itself_and_says_when(site):
    site.fill("textarea", "Jeg satte mig på gulvet.")
    site.wait_for_selector(".saved-mark")
    assert site.inner_text(".saved").startswith("Gemt kl. ")
    assert [path for path, _ in site.posted] == ["/gem/"]
    assert "csrfmiddlewaretoken" in site.posted[0][1]
    assert drafts(site) == []


def test_what_the_server_never_got_lies_on_the_phone_and_comes_back(site):
    site.route("**/gem/", lambda route: route.abort())
    site.fill("textarea", "Hun kom selv.")
    expect(site.locator(".saved")).to_contain_text("Ikke gemt endnu")
    assert drafts(site) == ["Hun kom selv."]

    site.unroute("**/gem/")
    site.goto(HOME)
    site.wait_for_selector(".saved-mark")
    assert site.input_value("textarea") == "Hun kom selv."
    assert drafts(site) == []


def test_a_draft_on_a_shared_tablet_is_never_put_in_a_colleagues_field(site):
    site.route("**/gem/", lambda route: route.abort())
    site.fill("textarea", "Hun kom selv.")
    expect(site.locator(".saved")).to_contain_text("Ikke gemt endnu")
    site.unroute("**/gem/")
    site.person = 2
    site.goto(HOME)
    assert site.input_value("textarea") == ""
    site.person = 1
    site.goto(HOME)
    site.wait_for_selector(".saved-mark")
    assert site.input_value("textarea") == "Hun kom selv."


def test_after_a_long_pause_the_login_page_never_lands_inside_the_page(site):
    # Answers given here can't be followed as redirects, so the browser is told that this one was.
    site.evaluate(
        """() => {
            const ask = window.fetch;
            window.fetch = async (...asked) =>
                Object.defineProperty(await ask(...asked), "redirected", { value: true });
        }"""
    )
    site.route("**/gem/", lambda route: route.fulfill(body="<!DOCTYPE html><h1>Log ind</h1>"))
    site.fill("textarea", "Hun kom selv.")
    expect(site.locator(".saved")).to_contain_text("Du er logget ud")
    assert site.locator("h1").count() == 1
    assert drafts(site) == ["Hun kom selv."]


def test_a_text_that_is_refused_says_so_beside_the_field_and_nobody_is_dragged_away(site, a_request):
    no = pages.refusal(a_request("post", htmx=True), "Skriv ikke CPR-numre her.")
    site.route("**/gem/", lambda route: route.fulfill(status=422, headers=dict(no.headers), body=no.content))
    site.fill("textarea", "010203-1234")
    expect(site.locator(".saved")).to_contain_text("Skriv ikke CPR-numre her.")
    assert site.evaluate("document.activeElement.tagName") == "TEXTAREA"
    assert site.inner_text("#messages") == ""
    assert site.input_value("textarea") == "010203-1234"


def test_a_refusal_is_seen_and_takes_the_focus_and_the_page_stays(site):
    site.click("text=Ja tak")
    site.wait_for_selector(".note-warning")
    assert site.inner_text("#messages") == "Holdet er fuldt."
    expect(site.locator("#messages")).to_be_focused()
    assert site.locator(".next-step").count() == 1


def test_a_form_with_errors_puts_the_reader_at_the_summary_which_leads_to_the_field(site):
    follow(site.get_by_role("button", name="Færdig"))
    expect(site.locator(".error-summary")).to_be_focused()
    assert site.input_value("textarea") == "Hej"
    site.click(".error-summary a")
    expect(site).to_have_url(re.compile("#id_place_0$"))


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_no_violations_no_sideways_scroll_and_room_for_a_thumb(site, width):
    site.set_viewport_size({"width": width, "height": 844})
    is_sound(site)
    low = (
        "[...document.querySelectorAll('button, summary, .button')].filter(e => e.offsetHeight && e.offsetHeight < 44)"
    )
    assert site.evaluate(f"{low}.map(e => e.textContent.trim())") == []


@pytest.mark.parametrize(
    "line",
    [
        "<ul class=rows><li><div class=row-main><p>{}</p></div></li></ul>",
        "<p class=date-line>{}</p>",
        "<ul class=rows><li><a href=#>{}</a></li></ul>",
        "<h1>{}</h1>",
        "<nav class=crumbs><ol><li><a href=#>{}</a></li></ol></nav>",
        "<details class=fold><summary>{}</summary></details>",
    ],
)
def test_a_long_word_in_the_name_of_a_place_does_not_widen_the_page(line, site):
    site.set_viewport_size({"width": 320, "height": 844})
    site.evaluate("line => { document.querySelector('main').innerHTML += line }", line.format("Campus" * 12))
    assert site.evaluate("document.documentElement.scrollWidth") == 320


def test_the_keyboard_reaches_everything_in_the_order_one_reads(site):
    site.keyboard.press("Tab")
    assert site.evaluate("document.activeElement.textContent") == "Gå til sidens indhold"
    site.keyboard.press("Enter")
    expect(site.locator("#main-content")).to_be_focused()
    reached = []
    for _ in range(6):
        site.keyboard.press("Tab")
        reached.append(site.evaluate("(document.activeElement.innerText || document.activeElement.name || '').trim()"))
    assert reached[:2] == ["Ja tak", "Ikke i dag"]
    assert reached[-1] in {"text", "place"} or "text" in reached
