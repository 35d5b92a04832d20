"""Words typed after the login had run out: there again for who typed them, and for nobody else. No script anywhere."""

import re
from urllib.parse import quote

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from rodfaest.enrolment.models import WishText
from rodfaest.login.typed import COOKIE
from tests.factories.enrolment import WishFactory
from tests.factories.organisations import PersonFactory

pytestmark = pytest.mark.django_db
WORDS = "Jeg vil lære at følge barnets spor & vente."


@pytest.fixture
def mette():
    return PersonFactory(first_name="Mette", email="mette@horsens.example")


@pytest.fixture
def page(mette):
    return reverse("enrolment:intention_write", args=[WishFactory(person=mette, employment__person=mette).pk])


@pytest.fixture
def browser():
    return Client(enforce_csrf_checks=True)


def shown(answer):
    return answer.content.decode()


def form_on(browser, path):
    """The hidden fields of the form that is typed in, as the browser sends them."""
    html = shown(browser.get(path))
    form = next(form for form in re.findall(r"<form.*?</form>", html, re.S) if "<textarea" in form)
    return dict(re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', form))


def type_after_the_login_ran_out(browser, person, path):
    browser.force_login(person)
    hidden = form_on(browser, path)
    del browser.cookies["sessionid"]
    return browser.post(path, {**hidden, "intention": WORDS}, headers={"referer": f"http://testserver{path}"})


def log_in_by_mail(browser, person, path, mail_server):
    def token(at):
        return re.search(r'name="csrfmiddlewaretoken" value="([^"]*)"', shown(browser.get(at)))[1]

    ask = f"/log-ind/?next={quote(path)}"
    browser.post("/log-ind/", {"login": person.email, "next": path, "csrfmiddlewaretoken": token(ask)})
    code = re.search(r"\b\d{6}\b", mail_server.taken[-1].get_body(("plain",)).get_content())[0]
    typed = {"code": code, "next": path, "csrfmiddlewaretoken": token("/log-ind/kode/")}
    return browser.post("/log-ind/kode/", typed, follow=True)


def test_the_words_stand_in_the_form_again_after_a_login_by_mailed_code(browser, mette, page, mail_server):
    answer = type_after_the_login_ran_out(browser, mette, page)
    assert (answer.status_code, answer["Location"]) == (302, f"/log-ind/?next={page}")
    assert "Log ind igen, så står det, du skrev, på siden." in shown(browser.get(answer["Location"]))

    again = log_in_by_mail(browser, mette, page, mail_server)
    assert again.redirect_chain == [(page, 302)]
    assert "Det er ikke gemt endnu." in shown(again)
    assert "følge barnets spor &amp; vente.</textarea>" in shown(again)
    assert not WishText.objects.exists()


def test_they_are_gone_once_they_are_sent(browser, mette, page):
    type_after_the_login_ran_out(browser, mette, page)
    browser.force_login(mette)
    hidden = form_on(browser, page)
    browser.post(page, {**hidden, "intention": WORDS}, headers={"referer": f"http://testserver{page}"})
    assert WishText.objects.get().open_for(mette.as_actor()) == WORDS
    assert "ikke gemt endnu" not in shown(browser.get(page))
    assert browser.cookies[COOKIE].value == ""


def test_another_who_logs_in_on_the_same_browser_never_meets_them(browser, mette, page):
    type_after_the_login_ran_out(browser, mette, page)
    browser.force_login(PersonFactory(first_name="Tina"))
    assert "barnets spor" not in shown(browser.get("/"))
    assert browser.cookies[COOKIE].value == ""
    browser.force_login(mette)
    assert "barnets spor" not in shown(browser.get(page))


def test_they_stand_on_no_other_page_and_wait(browser, mette, page):
    type_after_the_login_ran_out(browser, mette, page)
    browser.force_login(mette)
    assert "barnets spor" not in shown(browser.get("/mit/"))
    assert "barnets spor" in shown(browser.get(page))


def test_what_lies_on_the_server_opens_with_the_browsers_own_key_alone(browser, mette, page):
    type_after_the_login_ran_out(browser, mette, page)
    number, key = browser.cookies[COOKIE].value.split(".")
    kept = Session.objects.get(pk=number).get_decoded()["typed"]
    assert "barnets" not in kept
    assert key not in kept + Session.objects.get(pk=number).session_data
    cookie = browser.cookies[COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 3600)
    browser.force_login(mette)
    browser.cookies[COOKIE] = f"{number}.{'A' * 43}="
    assert "barnets spor" not in shown(browser.get(page))


def test_a_stranger_can_have_nothing_kept(browser, page):
    browser.get("/log-ind/")
    token = browser.cookies["csrftoken"].value
    sessions = Session.objects.count()
    for writer in ("", "1", "1:forged"):
        answer = browser.post(page, {"csrfmiddlewaretoken": token, "typed_by": writer, "intention": WORDS})
        assert (answer.status_code, COOKIE in browser.cookies) == (302, False)
    assert Session.objects.count() == sessions


@pytest.mark.parametrize("cookie", ["", "x", "x.y", f"{'a' * 32}.{'A' * 43}=", "." * 40])
def test_a_mangled_cookie_is_nothing(cookie, client, mette):
    client.force_login(mette)
    client.cookies[COOKIE] = cookie
    assert client.get("/mit/").status_code == 200
