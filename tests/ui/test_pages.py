"""What a view answers with."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django import forms
from django.contrib.messages import get_messages

from rodfaest.ui import pages
from rodfaest.ui.errors import NotFound
from rodfaest.ui.forms import ActionForm


class OneForm(ActionForm):
    name = forms.CharField(label="Navn")


@dataclass(frozen=True)
class Formed(pages.Page):
    template = "ui/errors/not_found.html"

    form: ActionForm


def told(request):
    return [(note.level_tag, str(note)) for note in get_messages(request)]


def test_a_page_is_danish_and_carries_the_token_for_htmx(a_request):
    html = pages.page(a_request(), NotFound()).content.decode()
    assert html.startswith('<!DOCTYPE html>\n<html lang="da">')
    assert ' hx-headers:inherited=\'{"x-csrftoken": "' in html
    assert "Mette Sørensen" in html


def test_a_page_has_nothing_inline_and_nothing_from_elsewhere(a_request):
    html = pages.page(a_request(), NotFound()).content.decode()
    for refused in ("style=", "onclick", "hx-on", "<style", "http://", "https://"):
        assert refused not in html


def test_a_page_with_errors_in_its_form_is_422(a_request):
    faulty, fresh = Formed(OneForm({})), Formed(OneForm())
    assert pages.page(a_request(), faulty).status_code == 422
    assert pages.page(a_request(), fresh).status_code == 200
    assert pages.page(a_request(), fresh, status=404).status_code == 404


def test_a_row_goes_alone_to_htmx_with_its_sentence_beside_it(a_request):
    request = a_request("post", htmx=True)
    answer = pages.row_or_redirect(request, pages.Notes([("info", "Rækken")]), to="/", say="Du har sagt ja.")
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "<html" not in html
    assert 'id="messages"' in html
    assert "hx-swap-oob" in html
    assert html.index("Rækken") < html.index("Du har sagt ja.")
    assert told(request) == []


def test_without_script_the_page_comes_back_with_the_sentence(a_request):
    request = a_request("post")
    answer = pages.row_or_redirect(request, pages.Notes([]), to="/hold/", say="Du har sagt ja.")
    assert (answer.status_code, answer["Location"]) == (303, "/hold/")
    assert told(request) == [("success", "Du har sagt ja.")]


def test_htmx_is_sent_on_to_a_whole_page(a_request):
    answer = pages.see_other(a_request("post", htmx=True), "/hold/")
    assert (answer.status_code, answer["HX-Redirect"]) == (200, "/hold/")


def test_saved_says_the_danish_time_of_day(a_request):
    answer = pages.saved(a_request("post", htmx=True), datetime(2021, 9, 20, 11, 42, tzinfo=UTC))
    assert "Gemt kl. 13.42" in answer.content.decode()
    assert answer["X-Saved"] == "yes"
