"""A refusal nobody caught becomes a sentence on the page it came from."""

import pytest
from django.contrib.messages import SUCCESS, get_messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseNotAllowed

from rodfaest.kernel.actors import Errand, LinkHolder
from rodfaest.kernel.errors import Denied, RuleBroken
from rodfaest.ui.middleware import HeadMiddleware, RefusalMiddleware
from rodfaest.ui.pages import came_from

middleware = RefusalMiddleware(lambda request: HttpResponse())
REFUSALS = [RuleBroken("Holdet er fuldt."), Denied("Holdet er fuldt."), ValidationError("Holdet er fuldt.")]


@pytest.mark.parametrize("refusal", REFUSALS)
def test_htmx_gets_the_sentence_into_the_messages(refusal, a_request):
    answer = middleware.process_exception(a_request("post", htmx=True), refusal)
    assert answer.status_code == 422
    assert (answer["HX-Retarget"], answer["HX-Reswap"]) == ("#messages", "innerHTML")
    assert "Holdet er fuldt." in answer.content.decode()
    assert "<html" not in answer.content.decode()


@pytest.mark.parametrize("refusal", REFUSALS)
def test_a_plain_press_comes_back_to_the_same_page_with_the_sentence(refusal, a_request):
    request = a_request("post", "/svar/", referer="http://testserver/onsker/?side=2")
    answer = middleware.process_exception(request, refusal)
    assert (answer.status_code, answer["Location"]) == (303, "/onsker/?side=2")
    assert [str(note) for note in get_messages(request)] == ["Holdet er fuldt."]


@pytest.mark.parametrize(
    ("back", "leads_to"),
    [
        ("/mit/", "/mit/"),
        ("https://elsewhere.example/", "/"),
        ("//evil", "/"),
        ("http://testserver//evil.example/x", "/evil.example/x"),
        ("http://testserver/\\evil.example/x?side=2", "/evil.example/x?side=2"),
    ],
)
def test_a_page_that_asks_first_leads_back_to_where_the_question_came_from(back, leads_to, a_request):
    assert came_from(a_request("post", "/slet/", data={"back": back})) == leads_to


@pytest.mark.parametrize(
    "referer",
    ["", "https://elsewhere.example/", "http://testserver.elsewhere.example/x", "javascript:alert(1)", "//evil"],
)
def test_nobody_is_sent_to_another_site(referer, a_request):
    answer = middleware.process_exception(a_request("post", referer=referer), RuleBroken("Nej."))
    assert answer["Location"] == "/"


def test_whoever_came_by_a_link_comes_back_to_the_links_own_page(a_request):
    request = a_request("post", "/l/secret/")
    request.actor = LinkHolder(Errand("ui.test", "ui.test", 1), 1, "Mette")
    assert middleware.process_exception(request, RuleBroken("Nej."))["Location"] == "/l/secret/"


@pytest.mark.parametrize(("refusal", "status"), [(Denied("Nej."), 403), (RuleBroken("Nej."), 409)])
def test_a_page_that_cannot_be_shown_says_why_and_never_goes_round_in_circles(refusal, status, a_request):
    answer = middleware.process_exception(a_request("get", "/x/", referer="http://testserver/x/"), refusal)
    assert answer.status_code == status
    assert "Nej." in answer.content.decode()
    assert "Til forsiden" in answer.content.decode()


def test_a_buttons_address_opened_as_a_page_says_what_to_do(a_request):
    only_posts = RefusalMiddleware(lambda request: HttpResponseNotAllowed(["POST"]))
    answer = only_posts(a_request("get", "/oensker/1/traek/"))
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "Tryk på knappen igen" in answer.content.decode()


def test_a_head_is_answered_as_a_get_and_what_was_to_be_said_still_waits(a_request):
    def shows_what_is_said(request):
        return HttpResponse(f"{request.method} {[str(note) for note in get_messages(request)]}")

    request = a_request("head")
    get_messages(request).add(SUCCESS, "Gemt.")
    assert HeadMiddleware(shows_what_is_said)(request).content == b"GET ['Gemt.']"
    assert request.method == "HEAD"
    assert not get_messages(request).used


def test_what_is_said_is_text_never_markup(a_request):
    answer = middleware.process_exception(a_request("post", htmx=True), RuleBroken("<b>Bo</b>"))
    assert "&lt;b&gt;Bo" in answer.content.decode()


def test_an_error_of_ours_is_left_alone(a_request):
    assert middleware.process_exception(a_request("post"), ZeroDivisionError()) is None
