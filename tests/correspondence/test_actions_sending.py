"""Letters over a real line: what is handed over, tried again, withheld. Dying in the middle is in test_worker.py."""

from datetime import date, timedelta

import pytest
from django.conf import settings as django_settings
from django.db import OperationalError
from django.urls import reverse

from rodfaest.audit import actions as audit
from rodfaest.audit.models import AuditLine
from rodfaest.correspondence import actions
from rodfaest.correspondence.actions import sending
from rodfaest.correspondence.models import Letter, LetterQuerySet
from rodfaest.correspondence.rules import letters as rules
from rodfaest.correspondence.rules.channels import Channel
from rodfaest.correspondence.rules.letters import LetterState
from rodfaest.correspondence.rules.markup import for_editing
from rodfaest.kernel.actors import System
from rodfaest.kernel.errors import Denied, RuleBroken
from rodfaest.kernel.reconcile import Scope
from rodfaest.kernel.time import now
from rodfaest.login.models import PersonalLink
from rodfaest.organisations.models import Person
from rodfaest.transport.models import DevMail
from tests.correspondence import an_owner
from tests.correspondence.an_owner import MAY_3, SCOPE, facts
from tests.correspondence.smtp import smtp_server
from tests.factories.correspondence import LetterFactory

pytestmark = pytest.mark.django_db
JOB = System("send_due_letters")


@pytest.fixture
def server(settings):
    with smtp_server() as server:
        settings.EMAIL_URL = server.url
        yield server


@pytest.fixture
def letter(mette, kommune):
    an_owner.wants(mette, kommune=kommune.pk)
    actions.reconcile_letters(SCOPE)
    return Letter.objects.get()


def sweep():
    return actions.send_due_letters(actor=JOB)


def test_only_the_job_sends(konsulent):
    with pytest.raises(Denied):
        actions.send_due_letters(actor=konsulent.as_actor())


def test_a_due_letter_is_handed_over_with_its_link_and_words(letter, server):
    assert sweep() == 1

    (mail,) = server.letters
    assert (mail["To"], mail["Subject"], mail["Message-ID"]) == (
        "mette@horsens.example",
        "Du er med (start)",
        letter.message_id,
    )
    assert mail["From"] == django_settings.MAIL_FROM
    text = mail.get_body(("plain",)).get_content()
    html = mail.get_body(("html",)).get_content()
    assert text.splitlines()[:5] == [
        "Hej Mette", "", "Vi ses på Campus Horsens.", "", "»Jeg vil blive bedre til sang.«",
    ]  # fmt: skip
    assert f"Skriv nu: {django_settings.BASE_URL}/l/" in text
    assert html.count(f'href="{django_settings.BASE_URL}/l/') == 1
    for said in (
        "Jeg vil blive bedre til sang.",
        "Vi ses på Campus Horsens.",
        "Rodfæst sender dette for Horsens Kommune.",
    ):
        assert said in text and said in html
    assert "[[" not in text + html
    letter.refresh_from_db()
    assert (letter.state, letter.sent_on) == (LetterState.SENT, MAY_3)
    assert facts.said not in letter.body
    assert PersonalLink.objects.get().valid_until == MAY_3 + timedelta(days=60)
    assert AuditLine.objects.whats() == ["login.link_made", "correspondence.letter_sent"]


@pytest.mark.parametrize("reachable", [True, False])
def test_a_discreet_letter_leaves_no_line_to_count_and_its_link_no_name(reachable, server, mette, kommune):
    if not reachable:
        Person.objects.filter(pk=mette.pk).update(email=None, phone="")
    an_owner.wants(mette, kommune=kommune.pk, discreet="Følg barnets spor", round="proev-2")
    actions.reconcile_letters(SCOPE)
    assert sweep() == reachable
    assert AuditLine.objects.whats() == ["login.link_made"] * reachable
    assert not AuditLine.objects.filter(object_label__contains="Mette").exists()


def test_what_is_needless_stands_and_never_goes(server, mette, kommune):
    an_owner.wants(mette, kommune=kommune.pk, discreet="Følg barnets spor", round="proev-2", needless=True)
    actions.reconcile_letters(SCOPE)
    assert (sweep(), server.letters, Letter.objects.in_rounds().count()) == (0, [], 1)
    assert Letter.objects.get().state is LetterState.WITHDRAWN


def test_what_its_reader_alone_may_know_is_put_in_as_it_is_sent(letter, server):
    body = "Du er med.\n\n" + "[[own first | det første skridt]]"
    Letter.objects.update(body=body)
    sweep()
    (mail,) = server.letters
    text, html = (mail.get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert text.splitlines()[:4] == ["Du er med.", "", "Først", ""]
    assert f"Skriv nu: {django_settings.BASE_URL}/l/" in text
    assert (html.count("<h2"), html.count("/l/"), "[[" in html) == (1, 1, False)
    letter.refresh_from_db()
    assert (letter.body, for_editing(letter.body)) == (body, "Du er med.\n\n(kun til modtageren: det første skridt)")


def test_a_sent_letter_is_not_sent_again(letter, server):
    assert (sweep(), sweep(), len(server.letters)) == (1, 0, 1)


def test_a_letter_waits_for_its_day(letter, server, on_date):
    on_date(date(2021, 5, 2))
    assert sweep() == 0
    on_date(MAY_3)
    assert sweep() == 1


def test_words_are_escaped_and_never_become_markup(letter, server):
    facts.said = '<script>x</script> [[link testing.answer testing.thing 99 | Tryk]]\n- og "mere"'
    sweep()
    html = server.letters[0].get_body(("html",)).get_content()
    assert "&lt;script&gt;x&lt;/script&gt; [[link testing.answer testing.thing 99 | Tryk]]" in html
    assert html.count("/l/") == 1


def test_a_letter_whose_reason_is_gone_when_it_is_due_is_withdrawn(letter, server):
    facts.letters.clear()
    assert sweep() == 0
    letter.refresh_from_db()
    assert (letter.state, server.letters) == (LetterState.WITHDRAWN, [])


@pytest.mark.parametrize("act", ["stop", "hold"])
def test_what_is_stopped_or_held_does_not_go(letter, server, konsulent, act):
    if act == "stop":
        actions.stop_letter(letter, actor=konsulent.as_actor())
    else:
        body = "Hej\n\n(personligt link: Skriv nu)"
        actions.edit_letter(letter, subject="Hej", body=body, seen="før", over="", actor=konsulent.as_actor())
    assert (sweep(), server.letters) == (0, [])


def test_not_now_is_tried_again_after_a_while_and_held_at_last(letter, server):
    for tries, wait in enumerate(rules.WAITS, start=1):
        server.answers = ["451 greylisted"]
        begun = now()
        assert sweep() == 0
        letter.refresh_from_db()
        assert (letter.state, letter.tries) == (LetterState.WAITING, tries)
        assert begun + wait <= letter.next_try_at <= now() + wait
        assert sweep() == 0, "not before its time"
        Letter.objects.update(next_try_at=now())
    server.answers = ["451 greylisted"]
    sweep()
    letter.refresh_from_db()
    assert (letter.state, letter.withheld_sentence) == (LetterState.WITHHELD, rules.GIVEN_UP)
    assert server.letters == []


def test_not_now_and_then_yes(letter, server):
    server.answers = ["451 greylisted"]
    sweep()
    Letter.objects.update(next_try_at=now())
    assert sweep() == 1


def test_no_for_good_is_held_with_the_reason_until_somebody_sends_it_again(letter, server, konsulent):
    server.answers = ["550 no such mailbox, 100%s {0}"]
    assert (sweep(), sweep()) == (0, 0)
    letter.refresh_from_db()
    assert letter.state is LetterState.WITHHELD
    said = "Mailserveren vil ikke levere til adressen (550 no such mailbox, 100%s {0})."
    assert letter.withheld_sentence == said

    actions.send_again(letter, actor=konsulent.as_actor())
    assert sweep() == 1


def test_a_server_that_is_away_is_tried_again(letter, settings):
    settings.EMAIL_URL = "smtp://127.0.0.1:1"
    assert sweep() == 0
    letter.refresh_from_db()
    assert (letter.state, letter.tries, letter.claimed_at) == (LetterState.WAITING, 1, None)


def test_without_an_address_it_is_held(letter, server, mette):
    mette.email = None
    mette.save()
    sweep()
    letter.refresh_from_db()
    assert (
        letter.withheld_sentence == "Mette har ingen mailadresse. Skriv den ind, eller giv beskeden på en anden måde."
    )


def test_what_is_for_one_alone_is_held_while_their_login_is_closed(letter, server, mette, konsulent):
    Person.objects.filter(pk=mette.pk).update(is_active=False)
    assert (sweep(), server.letters, PersonalLink.objects.count()) == (0, [], 0)
    letter.refresh_from_db()
    assert letter.withheld_sentence == (
        "Login er lukket for Mette, og brevet har links eller ord, der kun er til Mette. "
        "Åbn login og send brevet igen, eller stop det."
    )
    assert AuditLine.objects.whats() == ["correspondence.letter_withheld"]

    Person.objects.filter(pk=mette.pk).update(is_active=True)
    assert sweep() == 0
    actions.send_again(letter, actor=konsulent.as_actor())
    assert sweep() == 1


def test_sent_again_while_the_login_is_still_closed_it_is_held_again(letter, server, mette, konsulent):
    Person.objects.filter(pk=mette.pk).update(is_active=False)
    sweep()
    actions.send_again(letter, actor=konsulent.as_actor())
    assert (sweep(), server.letters) == (0, [])
    letter.refresh_from_db()
    assert letter.state is LetterState.WITHHELD


def test_how_things_stand_and_the_calendar_are_told_with_a_closed_login_too(server, mette, kommune):
    Person.objects.filter(pk=mette.pk).update(is_active=False)
    plain = an_owner.Says("Svar på dit ønske", "Hej Mette\n\nLene har sagt ja.")
    an_owner.wants(mette, kommune=kommune.pk, wording=plain)
    an_owner.has_day(mette, kommune=kommune.pk)
    actions.reconcile_all_letters(actor=System("reconcile_all_letters"))
    assert sweep() == 2
    an_owner.facts.events.clear()
    actions.reconcile_entries(SCOPE)
    assert sweep() == 1


def test_one_letter_that_can_not_be_written_does_not_stop_the_others(letter, server, mette, kommune):
    an_owner.wants(mette, "later", kommune=kommune.pk)
    actions.reconcile_letters(SCOPE)
    Letter.objects.filter(key="start").update(body="[[link testing.answer testing.thing 99999999999999999999 | Tryk]]")
    assert sweep() == 1
    letter.refresh_from_db()
    assert letter.withheld_sentence == rules.NOT_WRITTEN
    assert [mail["Subject"] for mail in server.letters] == ["Du er med (later)"]


def test_a_receipt_that_can_not_be_written_does_not_stop_the_others(letter, server, mette, kommune, monkeypatch):
    an_owner.wants(mette, "later", kommune=kommune.pk)
    actions.reconcile_letters(SCOPE)

    def record(what, obj, *, actor):
        if what == "correspondence.letter_sent" and obj.key == "start":
            raise OperationalError("deadlock detected")
        audit.record(what, obj, actor=actor)

    monkeypatch.setattr(sending, "record", record)
    assert sweep() == 1
    assert len(server.letters) == 2
    letter.refresh_from_db()
    assert letter.state is LetterState.HANDING_OVER, "held for a look when its time has run out"


def test_an_owner_that_breaks_does_not_stop_the_others(letter, server):
    Letter.objects.create(
        scope=Scope("gone", "thing", 1), key="x", kommune=letter.kommune, person=letter.person, channel=Channel.MAIL,
        subject="x", body="x", why="x", due_on=MAY_3, basis="a", facts="a", message_id="<x@x>",
    )  # fmt: skip
    assert sweep() == 1


def test_a_letter_cut_off_long_ago_is_held_and_not_sent_by_itself(letter, server, konsulent):
    Letter.objects.update(claimed_at=now(), handing_over_at=now() - rules.HANDING_OVER_LASTS - timedelta(seconds=1))
    assert (sweep(), sweep()) == (0, 0)
    letter.refresh_from_db()
    assert letter.withheld_sentence.startswith("Forbindelsen røg, mens brevet blev afleveret. Vi ved ikke, om Mette")

    actions.send_again(letter, actor=konsulent.as_actor())
    assert (sweep(), len(server.letters)) == (1, 1)


def test_a_hand_over_that_breaks_in_a_way_nobody_foresaw_is_held_for_a_look_at_once(letter, server, monkeypatch):
    def breaks(_letter):
        raise RuntimeError("the machine is out of memory")

    monkeypatch.setattr(sending.mail, "hand_over", breaks)
    assert sweep() == 0
    letter.refresh_from_db()
    assert letter.withheld_sentence.startswith("Forbindelsen røg, mens brevet blev afleveret. Vi ved ikke, om Mette")


@pytest.fixture
def half_way(letter):
    """Written out and marked, by a worker nobody has heard of for longer than any mail server is waited for."""
    long_ago = now() - rules.HANDING_OVER_LASTS - timedelta(seconds=1)
    Letter.objects.update(claimed_at=long_ago, handing_over_at=long_ago)
    return letter


def test_a_receipt_between_looking_for_what_was_cut_off_and_holding_it_stands(half_way, monkeypatch):
    locked = LetterQuerySet.locked
    receipts = [half_way.pk]

    def after_the_receipt(letters, letter_id):
        if receipts:
            sending._receipt(receipts.pop(), actor=JOB)
        return locked(letters, letter_id)

    monkeypatch.setattr(LetterQuerySet, "locked", after_the_receipt)
    sweep()
    half_way.refresh_from_db()
    assert (half_way.state, half_way.withheld_because) == (LetterState.SENT, "")
    assert AuditLine.objects.whats() == ["correspondence.letter_sent"]


def test_one_stopped_after_it_was_cut_off_is_sent_when_the_receipt_comes_after_all(cut_off, konsulent):
    actions.stop_letter(cut_off, actor=konsulent.as_actor())
    sending._receipt(cut_off.pk, actor=JOB)
    cut_off.refresh_from_db()
    assert (cut_off.state, cut_off.stopped_at, cut_off.withheld_because) == (LetterState.SENT, None, "")


def test_a_worker_whose_claim_ran_out_and_was_taken_over_does_not_send(letter, server):
    taken_over = now()
    Letter.objects.update(claimed_at=taken_over)
    slow = taken_over - rules.CLAIM_LASTS - timedelta(seconds=1)
    assert (sending._send(letter.pk, claimed_at=slow, actor=JOB), server.letters) == (False, [])
    assert sending._send(letter.pk, claimed_at=taken_over, actor=JOB)


def test_a_claim_takes_what_is_due_in_its_scope_and_nothing_that_waits_or_is_anothers(letter, mette, kommune):
    an_owner.wants(mette, "later", kommune=kommune.pk, due_on=MAY_3 + timedelta(days=1))
    for key in ("stopped", "withheld", "tried", "taken"):
        an_owner.wants(mette, key, kommune=kommune.pk)
    actions.reconcile_letters(SCOPE)
    LetterFactory(scope=SCOPE._replace(id=SCOPE.id + 1), person=mette, kommune=kommune)
    moment = now()
    for key, fields in {
        "stopped": {"stopped_at": moment},
        "withheld": {"withheld_because": "Nej."},
        "tried": {"next_try_at": moment + timedelta(minutes=1)},
        "taken": {"claimed_at": moment - timedelta(minutes=1)},
    }.items():
        Letter.objects.filter(key=key).update(**fields)
    assert sending._claim(SCOPE, moment=moment) == [letter.pk]
    assert list(Letter.objects.filter(claimed_at=moment)) == [letter]


@pytest.fixture
def cut_off(letter, server):
    """Perhaps sent: from here on it is beyond the reach of its facts."""
    Letter.objects.update(claimed_at=now(), handing_over_at=now() - rules.HANDING_OVER_LASTS - timedelta(seconds=1))
    sweep()
    letter.refresh_from_db()
    return letter


@pytest.mark.parametrize("verb", [actions.rewrite_letter, actions.send_again])
def test_one_cut_off_whose_reason_is_gone_is_neither_rewritten_nor_sent_again(cut_off, konsulent, verb):
    facts.letters.clear()
    with pytest.raises(RuleBroken, match=rules.NO_REASON):
        verb(cut_off, actor=konsulent.as_actor())
    cut_off.refresh_from_db()
    assert cut_off.state is LetterState.WITHHELD
    actions.stop_letter(cut_off, actor=konsulent.as_actor())


def test_one_cut_off_goes_again_with_the_words_of_today(cut_off, server, konsulent):
    an_owner.moves_to("Campus Vejle")
    actions.send_again(cut_off, actor=konsulent.as_actor())
    assert sweep() == 1
    assert "Campus Vejle" in server.letters[0].get_body(("plain",)).get_content()


def test_the_page_of_one_cut_off_whose_reason_is_gone_opens(cut_off, konsulent, client):
    words = {"subject": "Rettet", "body": for_editing(cut_off.body), "seen": "før", "over": ""}
    actions.edit_letter(cut_off, **words, actor=konsulent.as_actor())
    facts.letters.clear()
    client.force_login(konsulent)
    assert client.get(reverse("correspondence:letter_page", args=[cut_off.pk])).status_code == 200


def test_a_claim_of_a_dead_worker_runs_out(letter, server):
    Letter.objects.update(claimed_at=now())
    assert sweep() == 0
    Letter.objects.update(claimed_at=now() - rules.CLAIM_LASTS - timedelta(seconds=1))
    assert sweep() == 1


def test_nightly_brings_every_scope_in_line(letter):
    an_owner.moves_to("Campus Vejle")
    job = System("reconcile_all_letters")
    assert (actions.reconcile_all_letters(actor=job), actions.reconcile_all_letters(actor=job)) == (1, 0)


@pytest.fixture
def by_phone(mette, settings):
    settings.EMAIL_URL, settings.DEMO = "", True
    mette.email, mette.phone = None, "20 30 40 50"
    mette.save()
    return mette


def test_whoever_has_a_phone_and_no_mailbox_gets_what_it_is_about_and_the_link_by_sms(by_phone, letter, settings):
    assert sweep() == 1
    kept = DevMail.objects.get()
    assert (kept.channel, kept.to) == ("sms", "+4520304050")
    assert kept.text.startswith(f"Du er med (start)\n\nSkriv nu: {settings.BASE_URL}/l/")
    assert kept.text.count("\n") == 2, "nothing more, and nobody's words"


def test_an_sms_stands_in_the_outbox_as_it_goes_and_is_a_mail_again_with_a_mailbox(by_phone, letter):
    assert letter.body.startswith("Du er med (start)\n\n[[link")
    by_phone.email = "mette@horsens.example"
    by_phone.save()
    actions.reconcile_letters(SCOPE)
    letter.refresh_from_db()
    assert (letter.channel, letter.body.splitlines()[0]) == (Channel.MAIL, "Hej Mette")


def test_without_a_number_that_can_be_sent_to_an_sms_is_held(by_phone, kommune):
    by_phone.phone = "2030"
    by_phone.save()
    an_owner.wants(by_phone, kommune=kommune.pk)
    actions.reconcile_letters(SCOPE)
    assert sweep() == 0
    assert Letter.objects.get().withheld_sentence.startswith("Mette har ikke et dansk mobilnummer.")


def test_an_sms_of_a_day_that_waits_is_a_calendar_mail_with_a_mailbox(by_phone, kommune):
    an_owner.has_day(by_phone, kommune=kommune.pk)
    actions.reconcile_entries(SCOPE)
    assert [letter.channel for letter in Letter.objects.all()] == [Channel.SMS]
    by_phone.email = "mette@horsens.example"
    by_phone.save()
    actions.reconcile_entries(SCOPE)
    assert [(letter.channel, letter.body.splitlines()[0]) for letter in Letter.objects.all()] == [
        (Channel.MAIL, "Hej Mette")
    ]


def test_a_sweep_that_takes_too_long_leaves_the_rest_for_the_next(letter, server, monkeypatch):
    monkeypatch.setattr(rules, "SWEEP_LASTS", timedelta(seconds=-1))
    assert sweep() == 0
    monkeypatch.undo()
    Letter.objects.update(claimed_at=now() - rules.CLAIM_LASTS - timedelta(seconds=1))
    assert sweep() == 1
