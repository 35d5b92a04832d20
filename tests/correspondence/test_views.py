"""The outbox and the calendar as pages: who comes in, what they see, what each button answers."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from icalendar import Calendar

from rodfaest.audit.models import AuditLine
from rodfaest.correspondence import actions
from rodfaest.correspondence.models import CalendarAddress, Letter
from rodfaest.correspondence.owners import COHORT
from rodfaest.correspondence.rules.letters import EDITED_MEANWHILE, LetterState
from rodfaest.kernel.actors import System
from rodfaest.kernel.reconcile import Scope
from rodfaest.kernel.time import now
from rodfaest.login.models import PersonalLink
from rodfaest.organisations.models import Person
from rodfaest.transport.models import DevMail
from tests.correspondence import an_owner
from tests.correspondence.an_owner import MAY_3, SCOPE
from tests.factories.correspondence import CalendarAddressFactory, CalendarEntryFactory, LetterFactory
from tests.factories.organisations import PersonFactory, SystemRoleFactory

pytestmark = pytest.mark.django_db
BODY = "Kære Mette\n\n(det, Mette har skrevet)\n\n(personligt link: Skriv nu)"
BUTTONS = ["letter_stop", "letter_resume", "letter_rewrite", "letter_release", "letter_send_again"]


@pytest.fixture
def letter(mette, kommune):
    an_owner.wants(mette, kommune=kommune.pk)
    actions.reconcile_letters(SCOPE)
    return Letter.objects.get()


@pytest.fixture
def as_konsulent(client, konsulent):
    client.force_login(konsulent)
    return client


@pytest.fixture
def as_stranger(client):
    """A konsulent, but of another kommune."""
    client.force_login(SystemRoleFactory().person)
    return client


def at(name, *args):
    return reverse(f"correspondence:{name}", args=args)


def text_of(response):
    return response.content.decode()


# The list


def test_the_outbox_shows_held_on_top_then_the_next_days_then_the_rest(as_konsulent, kommune):
    days = {"withheld": 40, "today": 0, "in a week": 7, "later": 8}
    for subject, ahead in days.items():
        LetterFactory(kommune=kommune, subject=subject, due_on=MAY_3 + timedelta(days=ahead))
    Letter.objects.filter(subject="withheld").update(withheld_because="Se på det")
    LetterFactory(kommune=kommune, subject="stopped", stopped_at=now())
    LetterFactory(kommune=kommune, subject="withdrawn", withdrawn_at=now())
    LetterFactory(subject="another kommune's")

    shown = text_of(as_konsulent.get(at("letter_list")))

    places = [shown.index(f"<strong>{subject}</strong>") for subject in (*days, "stopped")]
    assert places == sorted(places)
    assert "withdrawn" not in shown and "another kommune" not in shown
    assert "fordi dag 1 er om en måned" in shown
    assert "mandag den 3. maj" in shown


def test_an_empty_outbox_teaches(as_konsulent):
    assert "Der går ingen breve med navn ud de næste 7 dage" in text_of(as_konsulent.get(at("letter_list")))
    assert "Der er ikke sendt noget endnu" in text_of(as_konsulent.get(at("letter_sent_list")))


def test_one_cohort_at_a_time(as_konsulent, kommune):
    LetterFactory(kommune=kommune, subject="mine", scope=Scope("journey", COHORT, 3))
    LetterFactory(kommune=kommune, subject="another cohort", scope=Scope("journey", COHORT, 4))
    LetterFactory(kommune=kommune, subject="another kind", scope=Scope("journey", "unit", 3))
    shown = text_of(as_konsulent.get(at("letter_list") + "?hold=3"))
    assert "mine" in shown and "another" not in shown
    assert as_konsulent.get(at("letter_list") + "?hold=%C3%B8").status_code == 200


@pytest.mark.parametrize("name", ["letter_list", "letter_sent_list"])
def test_whoever_keeps_no_outbox_meets_404(client, mette, name):
    client.force_login(mette)
    assert client.get(at(name)).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("letter_list", 10), ("letter_sent_list", 10)])
def test_the_lists_ask_as_many_queries_whatever_the_rows(
    rows, name, queries, as_konsulent, kommune, django_assert_num_queries
):
    LetterFactory.create_batch(rows, kommune=kommune)
    LetterFactory.create_batch(rows, kommune=kommune, due_on=MAY_3 + timedelta(days=30))
    LetterFactory.create_batch(rows, kommune=kommune, handing_over_at=now(), sent_at=now(), sent_on=MAY_3)
    with django_assert_num_queries(queries):
        assert as_konsulent.get(at(name)).status_code == 200


def test_many_letters_come_in_pages(as_konsulent, kommune):
    LetterFactory.create_batch(51, kommune=kommune, due_on=MAY_3 + timedelta(days=30))
    assert "Side 1 af 2" in text_of(as_konsulent.get(at("letter_list")))
    assert text_of(as_konsulent.get(at("letter_list") + "?side=2")).count("<strong>Du er med</strong>") == 1


@pytest.mark.parametrize("name", ["letter_list", "letter_sent_list"])
def test_letters_of_one_kind_are_one_row_that_unfolds(name, as_konsulent, kommune):
    sent = {"handing_over_at": now(), "sent_at": now(), "sent_on": MAY_3} if name == "letter_sent_list" else {}
    for about in ("Dagplejen", "Dagplejen", "Vuggestuen"):
        LetterFactory(kommune=kommune, subject="Følg barnets spor", about=about, **sent)
    for who in ("Mette", "Kim"):
        LetterFactory(kommune=kommune, subject=f"Spørg ind til det: {who}", why="det er tid", about="Dagplejen", **sent)
    shown = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", text_of(as_konsulent.get(at(name)))))
    assert "Følg barnets spor · 2 breve · fordi dag 1 er om en måned · Dagplejen" in shown
    assert "Spørg ind til det · 2 breve · fordi det er tid · Dagplejen" in shown
    assert shown.count(": Spørg ind til det: ") == 2
    assert shown.count("Følg barnets spor") == 2


# One letter


def test_a_letter_is_read_with_placeholders_in_words_and_nothing_private(as_konsulent, letter):
    shown = text_of(as_konsulent.get(at("letter_page", letter.pk)))
    assert "(personligt link)" in shown
    assert "(det, Mette har skrevet)" in shown
    assert an_owner.facts.said not in shown
    assert "[[" not in shown
    assert "mette@horsens.example" in shown


def test_a_stranger_meets_404_everywhere(as_stranger, letter):
    assert as_stranger.get(at("letter_page", letter.pk)).status_code == 404
    assert as_stranger.get(at("letter_edit", letter.pk)).status_code == 404
    for name in BUTTONS:
        assert as_stranger.post(at(name, letter.pk)).status_code == 404
    assert not AuditLine.objects.exists()


def test_the_reader_does_not_see_the_outbox(client, mette, letter):
    client.force_login(mette)
    assert client.get(at("letter_page", letter.pk)).status_code == 404


def test_a_visitor_is_sent_to_log_in(client, letter):
    assert client.get(at("letter_list")).status_code == 302


@pytest.mark.parametrize("name", BUTTONS)
def test_a_button_is_no_get(as_konsulent, letter, name):
    assert as_konsulent.get(at(name, letter.pk)).status_code == 405


def test_an_edited_letter_keeps_its_placeholders(as_konsulent, letter):
    shown = text_of(as_konsulent.get(at("letter_edit", letter.pk)))
    assert "(personligt link: Skriv nu)" in shown and "[[" not in shown

    typed = {"subject": "Du er med", "body": BODY, "seen": letter.facts}
    assert as_konsulent.post(at("letter_edit", letter.pk), typed).status_code == 303
    letter.refresh_from_db()
    assert letter.body == (
        "Kære Mette\n\n[[words intention | Mette]]\n\n[[link testing.answer testing.thing 12 | Skriv nu]]"
    )
    assert AuditLine.objects.whats() == ["correspondence.letter_edited"]


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("Kære Mette", "mangler »(personligt link: Skriv nu)«"),
        (BODY + "\n\n(personligt link: Skriv nu)", "står 2 gange"),
        (BODY + "\n\nRing om 010121-1234", "CPR-nummer"),
        ("", "Udfyld feltet."),
    ],
)
def test_an_edit_that_would_spoil_the_letter_is_refused_with_all_that_was_typed(as_konsulent, letter, body, sentence):
    typed = {"subject": "Et nyt emne", "body": body, "seen": letter.facts}
    answer = as_konsulent.post(at("letter_edit", letter.pk), typed)
    assert answer.status_code == 422
    assert sentence in text_of(answer) and "Et nyt emne" in text_of(answer)
    assert not Letter.objects.get().is_edited


def test_a_placeholder_typed_by_hand_is_words_and_fills_or_mints_nothing(as_konsulent, letter, settings):
    settings.EMAIL_URL, settings.DEMO = "", True
    foreign = "[[link enrolment.answer_wish enrolment.Wish 1 | Tryk]] [[words intention | Bo]] [[own first | x]]"
    typed = {"subject": "Du er med", "body": f"{BODY}\n\n{foreign}", "seen": letter.facts}
    assert as_konsulent.post(at("letter_edit", letter.pk), typed).status_code == 303
    assert foreign in text_of(as_konsulent.get(at("letter_edit", letter.pk))), "as it was typed"
    assert actions.send_due_letters(actor=System("send_due_letters")) == 1
    mail = DevMail.objects.get()
    assert foreign in mail.text and foreign in mail.html
    assert PersonalLink.objects.get().verb == "testing.answer"


def test_a_sent_letter_is_not_edited(as_konsulent, kommune):
    letter = LetterFactory(kommune=kommune, handing_over_at=now(), sent_at=now(), sent_on=MAY_3)
    shown = as_konsulent.get(at("letter_edit", letter.pk))
    assert (shown.status_code, "<textarea" in text_of(shown)) == (200, False)
    assert "Brevet er sendt og kan ikke rettes mere." in text_of(shown)
    typed = {"subject": "x", "body": "Nye ord", "seen": "a"}
    answer = as_konsulent.post(at("letter_edit", letter.pk), typed)
    assert (answer.status_code, "Brevet er sendt og kan ikke rettes mere." in text_of(answer)) == (422, True)
    assert "Nye ord" in text_of(answer)


def test_what_stands_in_brackets_was_put_in_when_the_letter_was_sent(as_konsulent, letter):
    page = at("letter_page", letter.pk)
    assert "Det i parentes sættes først ind, når brevet sendes." in text_of(as_konsulent.get(page))
    Letter.objects.update(handing_over_at=now(), sent_at=now(), sent_on=MAY_3)
    assert "Det i parentes blev sat ind, da brevet blev sendt." in text_of(as_konsulent.get(page))


def test_what_another_saved_meanwhile_is_not_written_over_unseen(as_konsulent, letter):
    form = at("letter_edit", letter.pk)
    mine, theirs = ({"subject": "x", "body": f"{who}\n\n{BODY}", "seen": letter.facts, "over": ""} for who in "MT")
    for _press in range(2):
        assert as_konsulent.post(form, theirs).status_code == 303
    told = as_konsulent.post(form, mine)
    shown = text_of(told)
    assert EDITED_MEANWHILE in shown and mine["body"] in shown and theirs["body"] in shown
    assert Letter.objects.get().body.startswith("T")
    (over,) = re.findall(r'name="over" value="([^"]+)"', shown)
    assert as_konsulent.post(form, mine | {"over": over}).status_code == 303
    assert Letter.objects.get().body.startswith("M")
    assert AuditLine.objects.whats() == ["correspondence.letter_edited"] * 2


def test_stop_and_undo_and_each_pressed_twice(as_konsulent, letter):
    for name, state in (("letter_stop", LetterState.STOPPED), ("letter_resume", LetterState.WAITING)):
        for _press in range(2):
            assert as_konsulent.post(at(name, letter.pk)).status_code == 303
            assert Letter.objects.get().state is state
        said = text_of(as_konsulent.get(at("letter_page", letter.pk)))
        assert ("Går ud" in said, "Skulle gå ud" in said) == (name == "letter_resume", name == "letter_stop")
    assert AuditLine.objects.whats() == ["correspondence.letter_stopped", "correspondence.letter_resumed"]


def test_a_held_letter_shows_both_texts_and_is_released_as_it_stands(as_konsulent, letter, konsulent):
    actions.edit_letter(
        letter, subject="Ret", body=BODY, seen=letter.facts, over=letter.edition, actor=konsulent.as_actor()
    )
    an_owner.moves_to("Campus Vejle")
    actions.reconcile_letters(SCOPE)
    shown = text_of(as_konsulent.get(at("letter_page", letter.pk)))
    assert "Kære Mette" in shown and "Campus Vejle" in shown and "se, om det stadig passer" in shown.lower()

    as_konsulent.post(at("letter_release", letter.pk), {"seen": "gamle"})
    assert Letter.objects.get().state is LetterState.WITHHELD, "what was seen is not what stands now"
    as_konsulent.post(at("letter_release", letter.pk), {"seen": Letter.objects.get().facts})
    assert Letter.objects.get().state is LetterState.WAITING


def test_a_held_letter_can_take_the_new_text(as_konsulent, letter, konsulent):
    actions.edit_letter(letter, subject="Ret", body=BODY, seen="før", over="", actor=konsulent.as_actor())
    as_konsulent.post(at("letter_rewrite", letter.pk))
    letter = Letter.objects.get()
    assert (letter.state, letter.is_edited, letter.subject) == (LetterState.WAITING, False, "Du er med (start)")


def test_a_letter_is_sent_again_only_when_it_was_held(as_konsulent, letter):
    as_konsulent.post(at("letter_send_again", letter.pk))
    assert not AuditLine.objects.exists()
    Letter.objects.update(withheld_because="Forbindelsen røg", handing_over_at=now())
    assert "Send igen" in text_of(as_konsulent.get(at("letter_page", letter.pk)))
    for _press in range(2):
        as_konsulent.post(at("letter_send_again", letter.pk))
    assert Letter.objects.get().state is LetterState.WAITING
    assert AuditLine.objects.whats() == ["correspondence.letter_sent_again"]


# The calendar


def test_no_address_until_one_is_asked_for(client, mette):
    client.force_login(mette)
    assert "Lav min adresse" in text_of(client.get(at("calendar_page")))
    assert not CalendarAddress.objects.exists()

    assert client.post(at("calendar_renew")).status_code == 303
    assert CalendarAddress.objects.get().url in text_of(client.get(at("calendar_page")))


@pytest.mark.parametrize("has_address", [False, True])
def test_when_the_days_are_over_nobody_is_told_to_fetch_them(has_address, client, mette, on_date):
    on_date(date(2021, 8, 16))
    CalendarEntryFactory(person=mette)
    if has_address:
        CalendarAddressFactory(person=mette)
    client.force_login(mette)
    on_the_day = text_of(client.get(at("calendar_page")))
    assert "Få dagene i din egen kalender" in on_the_day and "Dine dage er gået" not in on_the_day

    on_date(date(2021, 8, 17))
    after = text_of(client.get(at("calendar_page")))
    assert "Dine dage er gået" in after and "Får du en plads på et nyt hold" in after
    assert not any(told in after for told in ("Få dagene", "Lav min adresse", "Sådan gør du"))
    assert ("Lav en ny adresse" in after) is has_address


def test_a_new_address_makes_the_old_a_404(client, mette):
    client.force_login(mette)
    client.post(at("calendar_renew"))
    old = CalendarAddress.objects.get().secret
    client.post(at("calendar_renew"))
    new = CalendarAddress.objects.get().secret
    assert old != new and len(new) == 43
    assert client.get(at("calendar_feed", old)).status_code == 404
    assert client.get(at("calendar_feed", new)).status_code == 200


def test_the_address_leads_nowhere_while_its_login_is_closed(client, mette):
    address = CalendarAddressFactory(person=mette)
    for is_active, status in ((True, 200), (False, 404), (True, 200)):
        Person.objects.filter(pk=mette.pk).update(is_active=is_active)
        assert client.get(at("calendar_feed", address.secret)).status_code == status


def test_nobody_makes_the_address_of_another(client, mette):
    assert client.post(at("calendar_renew")).status_code == 302
    client.force_login(mette)
    assert client.get(at("calendar_renew")).status_code == 405


def test_the_feed_holds_ones_own_days_and_nobodys_words(client, mette):
    address = CalendarAddressFactory(person=mette)
    CalendarEntryFactory(person=mette, uid="mine@x", description="Tag dit skema med")
    CalendarEntryFactory(person=mette, uid="gone@x", cancelled=True)
    CalendarEntryFactory(person=PersonFactory(), uid="another@x")

    answer = client.get(at("calendar_feed", address.secret))

    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert event["UID"] == "mine@x"
    assert not {"ATTENDEE", "ORGANIZER", "DESCRIPTION"} & set(event)
    assert "Mette" not in text_of(answer)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "private, max-age=900"
    assert client.get(at("calendar_feed", address.secret), headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_an_unknown_address_is_404(client):
    assert client.get("/kalender/findes-ikke.ics").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_calendar_asks_as_many_queries_whatever_the_rows(rows, client, mette, django_assert_num_queries):
    address = CalendarAddressFactory(person=mette)
    CalendarEntryFactory.create_batch(rows, person=mette, starts_at="2021-08-16T07:00Z", ends_at="2021-08-16T13:00Z")
    with django_assert_num_queries(2):
        client.get(at("calendar_feed", address.secret))
    client.force_login(mette)
    with django_assert_num_queries(9):
        client.get(at("calendar_page"))


def test_a_day_is_said_with_its_date_and_time(client, mette, on_date):
    on_date(date(2021, 8, 4))
    CalendarEntryFactory(person=mette)
    client.force_login(mette)
    shown = text_of(client.get(at("calendar_page")))
    assert "mandag den 16. august" in shown and "kl. 9.00" in shown and "om 12 dage" in shown
