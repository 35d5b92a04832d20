"""Mail over a real line to a real server."""

import pytest

from rodfaest.transport.errors import NotHandedOver
from rodfaest.transport.mail import CalendarPart, Mail, hand_over
from rodfaest.transport.models import DevMail

ICS = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Dag 1 på Campus\r\nEND:VCALENDAR\r\n"


def letter(**changes):
    return Mail(
        **{
            "to": "mette@horsens.example",
            "subject": "Du er med: Barnets første 1000 dage, dag 1 mandag den 16. august",
            "text": "Hej Mette\n.\nVi ses på Campus Horsens.\n",
            "html": "<p>Hej Mette æøå</p>",
            "message_id": "<brev-1@rodfaest.example>",
            **changes,
        }
    )


def test_a_mail_says_the_same_in_text_and_html(mail_server, settings):
    settings.MAIL_FROM = '"Rodfæst, Horsens" <laering@horsens.example>'
    hand_over(letter(reply_to="Karen <karen@horsens.example>"))

    (taken,) = mail_server.taken
    assert mail_server.envelopes == [("laering@horsens.example", ["mette@horsens.example"])]
    assert taken["Subject"] == "Du er med: Barnets første 1000 dage, dag 1 mandag den 16. august"
    assert taken["Message-ID"] == "<brev-1@rodfaest.example>"
    assert taken["Reply-To"] == "Karen <karen@horsens.example>"
    assert taken["Auto-Submitted"] == "auto-generated"
    assert taken.get_content_type() == "multipart/alternative"
    text, html = taken.iter_parts()
    assert text.get_content().splitlines() == ["Hej Mette", ".", "Vi ses på Campus Horsens."]
    assert html.get_content().strip() == "<p>Hej Mette æøå</p>"


def test_a_senders_name_keeps_its_danish_letters(mail_server, settings):
    settings.MAIL_FROM = "Rodfæst <laering@horsens.example>"
    hand_over(letter())
    assert mail_server.taken[0]["From"] == "Rodfæst <laering@horsens.example>"


def test_every_byte_is_fit_for_any_relay(mail_server):
    hand_over(letter(calendar=CalendarPart("REQUEST", ICS)))
    assert mail_server.taken[0].as_bytes().isascii()


@pytest.mark.parametrize("method", ["REQUEST", "CANCEL"])
def test_a_calendar_part_carries_its_method_in_its_header(mail_server, method):
    hand_over(letter(calendar=CalendarPart(method, ICS.replace("REQUEST", method))))
    *_, calendar = mail_server.taken[0].iter_parts()
    assert (calendar.get_content_type(), calendar.get_param("method")) == ("text/calendar", method)
    assert "SUMMARY:Dag 1 på Campus" in calendar.get_content()
    assert f"METHOD:{method}" in calendar.get_content()


@pytest.mark.parametrize(
    ("where", "answer", "for_good"),
    [
        ("on_recipient", "550 No such user", True),
        ("on_recipient", "451 Try later", False),
        ("on_data", "554 Spam", True),
        ("on_data", "452 Full", False),
        ("on_sender", "553 Not you", False),
    ],
)
def test_a_refusal_says_whether_it_is_for_good(mail_server, where, answer, for_good):
    setattr(mail_server, where, answer)
    with pytest.raises(NotHandedOver) as refused:
        hand_over(letter())
    assert (refused.value.for_good, refused.value.unsure) == (for_good, False)
    assert answer in refused.value.reason
    assert mail_server.taken == []


def test_a_line_that_breaks_after_the_letter_is_unsure(mail_server):
    mail_server.hang_up = True
    with pytest.raises(NotHandedOver) as broken:
        hand_over(letter())
    assert (broken.value.for_good, broken.value.unsure) == (False, True)
    assert len(mail_server.taken) == 1


def test_a_server_that_is_not_there_is_tried_again(settings, silent_port):
    settings.EMAIL_URL = f"smtp://127.0.0.1:{silent_port}"
    with pytest.raises(NotHandedOver) as failed:
        hand_over(letter())
    assert (failed.value.for_good, failed.value.unsure) == (False, False)


def test_a_server_that_will_not_speak_tls_is_tried_again(mail_server, settings):
    settings.EMAIL_URL = settings.EMAIL_URL.replace("smtp:", "smtp+tls:")
    with pytest.raises(NotHandedOver) as failed:
        hand_over(letter())
    assert (failed.value.for_good, failed.value.unsure) == (False, False)
    assert mail_server.taken == []


@pytest.mark.parametrize(
    "change",
    [
        {"subject": "Hej\nBcc: alle@example.dk"},
        {"to": "mette@horsens.example\nBcc: x@y.dk"},
        {"to": "søren@horsens.example"},
    ],
)
def test_a_header_no_server_takes_is_refused_for_good(mail_server, change):
    with pytest.raises(NotHandedOver) as refused:
        hand_over(letter(**change))
    assert refused.value.for_good
    assert mail_server.taken == []


def test_without_a_server_nothing_is_handed_over():
    with pytest.raises(NotHandedOver, match="EMAIL_URL"):
        hand_over(letter())


@pytest.mark.django_db
def test_the_demo_keeps_what_it_would_have_sent(settings):
    settings.DEMO = True
    hand_over(letter(calendar=CalendarPart("REQUEST", ICS)))
    kept = DevMail.objects.newest_first().get()
    assert (kept.channel, kept.to, kept.message_id) == ("mail", "mette@horsens.example", "<brev-1@rodfaest.example>")
    assert (kept.calendar_method, kept.calendar) == ("REQUEST", ICS)
    assert str(kept).startswith("mette@horsens.example: Du er med")
