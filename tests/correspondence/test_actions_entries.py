"""Calendar entries: a stable UID, a rising SEQUENCE, one mail each, and a real calendar that follows."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse
from icalendar import Calendar

from rodfaest.correspondence import actions
from rodfaest.correspondence.models import CalendarEntry, Letter
from rodfaest.correspondence.rules.letters import LetterState
from rodfaest.kernel.actors import System
from rodfaest.organisations.models import Person
from rodfaest.transport.models import DevMail
from tests.correspondence import an_owner
from tests.correspondence.an_owner import SCOPE, facts
from tests.correspondence.smtp import smtp_server
from tests.factories.organisations import consultant_of

pytestmark = pytest.mark.django_db
AUG_16, AUG_17, AUG_18 = date(2021, 8, 16), date(2021, 8, 17), date(2021, 8, 18)


@pytest.fixture
def day(mette, kommune, settings):
    """Mette has day 1 in her calendar; letters are kept as the demo keeps them."""
    settings.EMAIL_URL, settings.DEMO = "", True
    an_owner.has_day(mette, kommune=kommune.pk)
    reconcile()
    return "day:1"


def reconcile():
    return actions.reconcile_entries(SCOPE)


def move(key, on):
    an_owner.day_moves(key, on)
    return reconcile()


def sweep():
    return actions.send_due_letters(actor=System("send_due_letters"))


def outstanding():
    return list(Letter.objects.waiting().order_by("pk"))


def test_a_new_day_is_one_letter_that_asks_for_it(day):
    entry, (letter,) = CalendarEntry.objects.get(), outstanding()
    assert (entry.sequence, entry.announced_sequence) == (0, None)
    assert letter.subject == "Til din kalender: Dag 1: Barnets første 1000 dage, mandag den 16. august"
    assert letter.why == "Mette har fået en plads"
    assert not reconcile()
    assert outstanding() == [letter]


@pytest.mark.parametrize("days", [1, 3])
def test_new_days_cost_as_many_queries_however_many(days, mette, kommune, django_assert_num_queries):
    for number in range(days):
        an_owner.has_day(mette, f"day:{number}", kommune=kommune.pk)
    with django_assert_num_queries(7):
        reconcile()
    assert len(outstanding()) == days


def test_the_file_of_a_calendar_mail(day, settings):
    sweep()
    kept = DevMail.objects.get()
    file = Calendar.from_ical(kept.calendar)
    (event,) = file.walk("VEVENT")
    assert (kept.calendar_method, file["METHOD"], event["SEQUENCE"]) == ("REQUEST", "REQUEST", 0)
    assert event["UID"] == CalendarEntry.objects.get().uid
    assert event.decoded("DTSTART").isoformat() == "2021-08-16T09:00:00+02:00"
    assert event["DTSTART"].params["TZID"] == "Europe/Copenhagen"
    assert event.decoded("DTSTAMP").utcoffset().total_seconds() == 0
    assert event["ORGANIZER"] == "mailto:rodfaest@localhost"
    assert event["ATTENDEE"] == "mailto:mette@horsens.example"
    assert kept.calendar.count("BEGIN:VTIMEZONE") == 1
    assert "RDATE" not in kept.calendar


def test_a_day_that_moves_before_its_mail_is_sent_still_has_one_mail(day):
    move(day, AUG_17)
    (letter,) = outstanding()
    assert (letter.entry_sequence, "tirsdag den 17. august" in letter.subject) == (1, True)


def test_moved_back_and_forth_before_sending_gives_the_same_times_and_a_risen_sequence(day):
    before = CalendarEntry.objects.values("starts_at", "ends_at", "uid").get()
    move(day, AUG_17)
    move(day, AUG_16)
    assert CalendarEntry.objects.values("starts_at", "ends_at", "uid").get() == before
    assert CalendarEntry.objects.get().sequence == 2
    assert len(outstanding()) == 1


def test_moved_back_before_the_second_mail_went_needs_no_mail(day):
    sweep()
    move(day, AUG_17)
    assert [letter.subject for letter in outstanding()] == [
        "Flyttet: Dag 1: Barnets første 1000 dage er nu tirsdag den 17. august kl. 9.00-15.50"
    ]
    move(day, AUG_16)
    assert outstanding() == []


def test_a_day_that_is_gone_is_cancelled_with_its_uid(day):
    sweep()
    facts.events.clear()
    assert reconcile().withdrawn == (day,)
    assert sweep() == 1
    kept = DevMail.objects.order_by("-pk").first()
    (event,) = Calendar.from_ical(kept.calendar).walk("VEVENT")
    assert (kept.calendar_method, event["STATUS"], event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 1)
    assert event["UID"] == CalendarEntry.objects.get().uid
    assert not reconcile()


def test_a_day_nobody_heard_of_is_cancelled_without_a_word(day):
    facts.events.clear()
    reconcile()
    assert outstanding() == []
    assert sweep() == 0


def test_a_place_taken_again_has_the_same_uid_and_a_higher_sequence(day, mette, kommune):
    uid = CalendarEntry.objects.get().uid
    sweep()
    facts.events.clear()
    reconcile()
    sweep()
    an_owner.has_day(mette, kommune=kommune.pk)
    reconcile()
    entry = CalendarEntry.objects.get()
    assert (entry.uid, entry.sequence, entry.cancelled) == (uid, 2, False)
    assert sweep() == 1


def test_a_day_is_taken_back_by_the_date_its_reader_knows_and_comes_back_as_it_is_now(day, mette, kommune):
    sweep()
    move(day, AUG_17)
    facts.events.clear()
    reconcile()
    (letter,) = outstanding()
    assert letter.subject == "Udgår af din kalender: Dag 1: Barnets første 1000 dage, mandag den 16. august"
    assert "mandag den 16. august, gælder ikke længere for dig." in letter.body
    sweep()
    an_owner.has_day(mette, kommune=kommune.pk, on=AUG_17)
    reconcile()
    (letter,) = outstanding()
    assert letter.subject == "Igen i din kalender: Dag 1: Barnets første 1000 dage, tirsdag den 17. august"
    assert letter.why == "dagen gælder igen"
    assert "tirsdag den 17. august kl. 9.00-15.50" in letter.body


def test_what_is_over_stays_as_it_was(day, on_date):
    sweep()
    on_date(AUG_17)
    facts.events.clear()
    assert not reconcile()
    assert not CalendarEntry.objects.get().cancelled


def test_a_day_that_was_not_held_can_still_be_moved_ahead(day, on_date):
    sweep()
    on_date(AUG_17)
    assert move(day, AUG_18).changed == (day,)
    assert len(outstanding()) == 1


def test_a_mail_cut_off_is_followed_by_the_next_change(day):
    Letter.objects.update(handing_over_at="2021-05-03T10:00Z", claimed_at="2021-05-03T10:00Z")
    CalendarEntry.objects.update(announced_sequence=0)
    assert sweep() == 0
    assert Letter.objects.get().state is LetterState.WITHHELD
    move(day, AUG_17)
    assert sweep() == 1
    assert DevMail.objects.get().calendar_method == "REQUEST"


def test_khal_shows_one_event_that_moves_and_is_then_cancelled(day, tmp_path, settings):
    """The parts as they come out of the mails, given to a calendar program that people use."""
    with smtp_server() as server:
        settings.EMAIL_URL = server.url
        sweep()
        move(day, AUG_17)
        sweep()
        facts.events.clear()
        reconcile()
        sweep()
    parts = [part for mail in server.letters for part in mail.walk() if part.get_content_type() == "text/calendar"]
    assert [part.get_param("method") for part in parts] == ["REQUEST", "REQUEST", "CANCEL"]
    khal = _Khal(tmp_path)

    khal.take(parts[0].get_content())
    assert khal.shows() == ["2021-08-16 09:00 Dag 1: Barnets første 1000 dage CONFIRMED"]
    khal.take(parts[1].get_content())
    assert khal.shows() == ["2021-08-17 09:00 Dag 1: Barnets første 1000 dage CONFIRMED"]
    khal.take(parts[2].get_content())
    assert khal.shows() == ["2021-08-17 09:00 Dag 1: Barnets første 1000 dage CANCELLED"]
    assert len(list((tmp_path / "calendar").glob("*.ics"))) == 1


class _Khal:
    def __init__(self, folder):
        self.folder = folder
        (folder / "calendar").mkdir()
        (folder / "khal.conf").write_text(
            f"[calendars]\n[[mine]]\npath = {folder}/calendar\n[sqlite]\npath = {folder}/khal.db\n"
            "[locale]\nlocal_timezone = Europe/Copenhagen\ndefault_timezone = Europe/Copenhagen\n"
            "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
            "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
        )

    def _run(self, *arguments):
        command = ["khal", "-c", str(self.folder / "khal.conf"), *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=_own_path())
        return done.stdout

    def take(self, file):
        (self.folder / "part.ics").write_text(file)
        self._run("import", "--batch", str(self.folder / "part.ics"))

    def shows(self):
        listed = self._run(
            "list", "--day-format", "", "--format", "{start-date} {start-time} {title} {status}", "2021-08-01", "60d"
        )
        return [" ".join(line.split()) for line in listed.splitlines() if line.strip()]


def _own_path():
    return os.environ | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "PYTHONWARNINGS": "ignore"}


def corrected_name():
    Person.objects.update(first_name="Merete")
    return reconcile()


def test_a_corrected_name_is_written_into_the_mail_that_waits_though_no_calendar_shows_it(day):
    corrected_name()
    (letter,) = outstanding()
    assert letter.body.startswith("Hej Merete\n")
    before = Letter.objects.values().get()
    assert not reconcile() and Letter.objects.values().get() == before


def test_a_calendar_mail_edited_by_hand_is_held_instead(day, konsulent):
    (letter,) = outstanding()
    words = {"subject": letter.subject, "body": "Kære Mette", "seen": letter.facts, "over": ""}
    actions.edit_letter(letter, **words, actor=konsulent.as_actor())
    corrected_name()
    letter.refresh_from_db()
    assert (letter.state, letter.body) == (LetterState.WITHHELD, "Kære Mette")


def test_who_can_not_be_written_to_is_told_when_they_have_a_mailbox_again_and_somebody_sees_it_meanwhile(day):
    Person.objects.update(email=None)
    reconcile()
    assert sweep() == 0
    assert Letter.objects.get().withheld_sentence.startswith("Mette har ingen mailadresse.")
    Person.objects.update(email="mette@horsens.example")
    actions.send_again(Letter.objects.get(), actor=consultant_of(Letter.objects.get().kommune).as_actor())
    assert sweep() == 1
    assert not reconcile()


@pytest.fixture
def by_phone(day):
    Person.objects.update(email=None, phone="20304050")
    reconcile()
    return Person.objects.get(first_name="Mette")


def told():
    """What goes by SMS now."""
    before = DevMail.objects.count()
    sweep()
    sent = DevMail.objects.order_by("pk")[before:]
    assert {(kept.channel, kept.calendar) for kept in sent} <= {("sms", "")}
    return [kept.text for kept in sent]


WHERE = "Hvor: Campus Horsens, Chr. M. Østergaards Vej 4"


def test_who_has_only_a_phone_reads_when_and_where_each_time(by_phone, day, kommune):
    assert told() == [
        f"Dag 1: Barnets første 1000 dage\n\nHvornår: mandag den 16. august kl. 9.00-15.50\n{WHERE}",
    ]
    move(day, AUG_17)
    assert told() == [
        "Dag 1: Barnets første 1000 dage er flyttet fra mandag den 16. august til tirsdag den 17. august.\n\n"
        f"Hvornår: tirsdag den 17. august kl. 9.00-15.50\n{WHERE}"
    ]
    facts.events.clear()
    reconcile()
    assert told() == ["Dag 1: Barnets første 1000 dage, tirsdag den 17. august, gælder ikke længere for dig."]
    an_owner.has_day(by_phone, kommune=kommune.pk)
    reconcile()
    assert told() == [
        "Dag 1: Barnets første 1000 dage gælder alligevel for dig. Sådan er det nu.\n\n"
        f"Hvornår: mandag den 16. august kl. 9.00-15.50\n{WHERE}"
    ]
    assert not reconcile()


@pytest.fixture
def in_letters(monkeypatch):
    """Keys of which a letter of the owner's says that they are there, or gone."""
    keys = {"day:1"}
    monkeypatch.setattr(an_owner, "in_letter", keys.__contains__)
    return keys


def test_what_the_owner_writes_is_not_said_by_sms_too_but_that_it_moved_is(in_letters, by_phone, day, kommune):
    assert told() == []
    move(day, AUG_17)
    assert ["er flyttet" in said for said in told()] == [True]
    facts.events.clear()
    reconcile()
    an_owner.has_day(by_phone, kommune=kommune.pk)
    reconcile()
    assert told() == [], "gone, and there again, by letter"
    in_letters.clear()
    facts.events.clear()
    reconcile()
    assert told() == ["Dag 1: Barnets første 1000 dage, mandag den 16. august, gælder ikke længere for dig."]


def test_a_mailbox_that_comes_later_gets_what_a_letter_has_said_for_its_calendar(in_letters, by_phone):
    Person.objects.update(email="mette@horsens.example")
    reconcile()
    (letter,) = outstanding()
    assert letter.subject == "Til din kalender: Dag 1: Barnets første 1000 dage, mandag den 16. august"
    assert sweep() == 1
    assert not reconcile() and outstanding() == []


def test_the_page_of_a_letter_says_how_it_goes_and_promises_no_file_in_an_sms(day, konsulent, client):
    client.force_login(konsulent)
    for email, said, unsaid in (("mette@horsens.example", "kalenderfil", ">SMS<"), (None, ">SMS<", "kalenderfil")):
        Person.objects.filter(first_name="Mette").update(email=email, phone="20304050")
        reconcile()
        page = client.get(reverse("correspondence:letter_page", args=[Letter.objects.get().pk])).content.decode()
        assert said in page and unsaid not in page
