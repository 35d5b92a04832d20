"""Coming in by a code, by mail or SMS, and what a stranger learns: nothing."""

import re

import pytest
from django.urls import reverse

from rodfaest.audit.models import AuditLine
from rodfaest.organisations.rules import Role
from tests.factories.organisations import EmploymentFactory, PersonFactory, SystemRoleFactory

pytestmark = pytest.mark.django_db

ASK, CONFIRM = "/log-ind/", "/log-ind/kode/"


@pytest.fixture
def mette():
    return PersonFactory(first_name="Mette", email="mette@horsens.example", phone="20 30 40 50")


def code_in(text):
    return re.search(r"\b\d{6}\b", text)[0]


def ask(client, login, **more):
    return client.post(ASK, {"login": login, **more})


def mailed_code(mail_server):
    return code_in(mail_server.taken[-1].get_body(("plain",)).get_content())


def test_a_code_by_mail_lets_one_in(client, mette, mail_server):
    answer = ask(client, " Mette@Horsens.example ")
    assert (answer.status_code, answer["Location"]) == (302, CONFIRM)

    (mail,) = mail_server.taken
    code = mailed_code(mail_server)
    assert (mail["To"], mail["Subject"]) == ("mette@horsens.example", f"Din kode til Rodfæst: {code}")
    assert "Hej Mette" in mail.get_body(("plain",)).get_content()
    assert code in mail.get_body(("html",)).get_content()

    answer = client.post(CONFIRM, {"code": code})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert mette.full_name in client.get("/mit/").content.decode()
    assert AuditLine.objects.whats() == ["login.logged_in"]


def test_a_mail_as_text_says_a_name_as_it_is_written(client, mette, mail_server):
    mette.first_name = "D'Arcy & søn"
    mette.save()
    ask(client, mette.email)
    (mail,) = mail_server.taken
    assert "Hej D'Arcy & søn" in mail.get_body(("plain",)).get_content()
    assert "Hej D&#39;Arcy &amp; søn" in mail.get_body(("html",)).get_content()


def test_another_address_is_one_press_away_while_a_code_is_pending(client, mette, mail_server):
    ask(client, "mette@hosens.example")
    shown = client.get(ASK, follow=True).content.decode()
    assert shown.index("Er det ikke din mail? Skriv en anden") < shown.index('name="code"')
    assert client.post("/log-ud/", {"next": ASK})["Location"] == ASK
    assert 'name="login"' in client.get(ASK).content.decode()


@pytest.mark.parametrize(
    ("role", "said"),
    [
        (None, "kommunens konsulent"),
        (Role.CONSULTANT, "kommunens administrator"),
        (Role.ADMINISTRATOR, "dem, der driver Rodfæst hos jer"),
    ],
)
def test_ones_own_page_says_who_puts_a_wrong_name_right(role, said, with_two_steps, mette):
    if role:
        SystemRoleFactory(person=mette, role=role)
    with_two_steps.force_login(mette)
    assert f"Sig det til {said}." in with_two_steps.get("/mit/").content.decode()


def test_whoever_works_in_a_house_tells_the_leader(client, mette):
    EmploymentFactory(person=mette)
    client.force_login(mette)
    assert "Sig det til din leder eller konsulenten." in client.get("/mit/").content.decode()


def test_it_goes_on_to_the_page_one_came_for(client, mette, mail_server):
    assert client.get("/mit/laest/")["Location"] == "/log-ind/?next=/mit/laest/"
    assert 'name="next" value="/mit/laest/"' in client.get("/log-ind/?next=/mit/laest/").content.decode()
    assert ask(client, mette.email, next="/mit/laest/")["Location"] == "/log-ind/kode/?next=%2Fmit%2Flaest%2F"
    answer = client.post(CONFIRM, {"code": mailed_code(mail_server), "next": "/mit/laest/"})
    assert answer["Location"] == "/mit/laest/"


def test_it_goes_to_no_other_house(client, mette, mail_server):
    ask(client, mette.email, next="https://andre.example/")
    answer = client.post(CONFIRM, {"code": mailed_code(mail_server), "next": "https://andre.example/"})
    assert answer["Location"] == "/"


def test_the_number_of_its_mail_is_of_our_mailbox_as_that_of_a_letter_is(client, mette, mail_server, settings):
    settings.MAIL_FROM, settings.BASE_URL = "Rodfæst <rodfaest@kommune.example>", "rodfaest.example"
    ask(client, mette.email)
    (mail,) = mail_server.taken
    assert mail["Message-ID"].endswith("@kommune.example>")


@pytest.mark.parametrize("typed", ["20304050", "+45 20 30 40 50", "20-30-40-50"])
def test_a_code_by_sms_lets_one_in(client, mette, gateway, typed):
    assert ask(client, typed)["Location"] == CONFIRM
    ((_, _, sms),) = gateway.taken
    assert sms["to"] == "+4520304050"
    client.post(CONFIRM, {"code": code_in(sms["text"])})
    assert mette.full_name in client.get("/mit/").content.decode()


def test_two_who_share_a_phone_log_in_by_mail(client, mette, gateway):
    PersonFactory(phone="20304050")
    assert ask(client, "20304050")["Location"] == CONFIRM
    assert gateway.taken == []


def test_without_a_gateway_a_number_is_not_asked_for(client):
    assert "mobilnummer" not in client.get(ASK).content.decode()
    answer = ask(client, "20304050")
    assert answer.status_code == 422
    assert "Det ligner ikke en mail" in answer.content.decode()


def test_a_stranger_sees_the_same_and_no_mail_goes(client, mette, mail_server):
    known, unknown = ask(client, mette.email), ask(client.__class__(), "ukendt@horsens.example")
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert [mail["To"] for mail in mail_server.taken] == ["mette@horsens.example"]


def test_the_page_after_is_the_same_but_for_what_was_typed(mette, mail_server, client):
    seen = []
    for typed in (mette.email, "nogen@horsens.example"):
        other = client.__class__()
        ask(other, typed)
        shown = other.get(CONFIRM).content.decode().replace(typed, "…")
        seen.append(re.sub(r'(csrfmiddlewaretoken" value=|x-csrftoken": )"[^"]+"', "", shown))
    assert seen[0] == seen[1]


def test_a_mail_server_that_is_away_gives_nobody_away(client, mette, settings, caplog):
    assert ask(client, mette.email)["Location"] == CONFIRM
    assert "a login code was not handed over" in caplog.text
    assert not re.search(r"\d{6}", caplog.text)


def test_whoever_is_closed_out_gets_no_code(client, mette, mail_server):
    mette.is_active = False
    mette.save()
    assert ask(client, mette.email)["Location"] == CONFIRM
    assert mail_server.taken == []


def test_a_wrong_code_is_refused_beside_the_field_and_three_are_enough(client, mette, mail_server):
    ask(client, mette.email)
    right = mailed_code(mail_server)
    wrong = "000000" if right != "000000" else "111111"
    for _ in range(2):
        answer = client.post(CONFIRM, {"code": wrong})
        assert answer.status_code == 422
        assert "Koden passer ikke" in answer.content.decode()
    assert client.post(CONFIRM, {"code": wrong})["Location"] == ASK
    assert client.post(CONFIRM, {"code": right})["Location"].startswith("/log-ind/")
    assert client.get("/mit/").status_code == 302


def test_a_new_code_can_be_asked_for_and_the_old_one_ends(client, mette, mail_server):
    ask(client, mette.email)
    first = mailed_code(mail_server)
    assert client.post(CONFIRM, {"action": "resend"}).status_code == 302
    second = mailed_code(mail_server)
    assert len(mail_server.taken) == 2
    if first != second:
        assert client.post(CONFIRM, {"code": first}).status_code == 422
    assert client.post(CONFIRM, {"code": second})["Location"] == "/"


@pytest.mark.parametrize("typed", ["20304050", "99887766", "mette@horsens.example", "nogen@horsens.example"])
def test_a_stranger_may_ask_for_a_new_code_as_often_as_others(client, mette, mail_server, gateway, typed):
    ask(client, typed)
    assert [client.post(CONFIRM, {"action": "resend"}).status_code for _ in range(3)] == [302, 302, 422]


def test_nobody_is_drowned_in_codes(client, mette, mail_server):
    answers = [ask(client.__class__(), mette.email).status_code for _ in range(6)]
    assert answers == [302] * 5 + [422]
    assert len(mail_server.taken) == 5


@pytest.mark.parametrize("typed", ["", "   ", "mette", "mette@"])
def test_what_is_neither_is_refused_with_all_that_was_typed(client, typed):
    answer = ask(client, typed)
    assert answer.status_code == 422
    assert "Skriv din mail" in answer.content.decode() or "Det ligner ikke en mail" in answer.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "/signup/",
        "/accounts/login/",
        "/accounts/signup/",
        "/log-ind/password/",
        "/password/reset/",
        "/confirm-email/",
        "/email/",
        "/log-ind/signup/",
        "/mit/to-trin/noegler/signup/",
        "/admin/",
    ],
)
def test_the_rest_of_allauth_is_not_there(client, path):
    assert client.get(path).status_code == 404


def test_logging_out_is_pressed_not_opened(client, mette):
    client.force_login(mette)
    assert "Vil du logge ud?" in client.get(reverse("account_logout")).content.decode()
    assert client.get("/mit/").status_code == 200
    assert client.post(reverse("account_logout"))["Location"] == "/"
    assert client.get("/mit/").status_code == 302


def test_allauths_way_in_is_ours(client):
    assert client.get("/log-ind/start/?next=/mit/")["Location"] == "/log-ind/?next=%2Fmit%2F"
