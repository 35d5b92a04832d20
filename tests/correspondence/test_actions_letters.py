"""Letters follow the facts: created, moved, written anew, withdrawn; what a person did or was sent stays."""

from datetime import date, timedelta

import pytest

from rodfaest.audit.models import AuditLine
from rodfaest.correspondence import actions
from rodfaest.correspondence.models import Letter
from rodfaest.correspondence.rules.letters import CHANGED, LetterState
from rodfaest.kernel.time import now
from rodfaest.kernel.transactions import write
from tests.correspondence import an_owner
from tests.correspondence.an_owner import MAY_3, SCOPE, facts

pytestmark = pytest.mark.django_db


def reconcile():
    return actions.reconcile_letters(SCOPE)


def test_a_letter_that_should_exist_is_written_with_its_placeholders(mette, kommune):
    an_owner.wants(mette, kommune=kommune.pk)

    assert reconcile().created == ("start",)

    letter = Letter.objects.get()
    assert (letter.person, letter.kommune, letter.due_on, letter.state) == (mette, kommune, MAY_3, LetterState.WAITING)
    assert letter.subject == "Du er med (start)"
    assert "[[words intention | Mette]]" in letter.body
    assert facts.said not in letter.body
    assert not AuditLine.objects.exists()


@pytest.mark.parametrize("letters", [1, 3])
def test_new_letters_cost_as_many_queries_however_many(letters, mette, kommune, django_assert_num_queries):
    for number in range(letters):
        an_owner.wants(mette, f"start-{number}", kommune=kommune.pk)
    with django_assert_num_queries(6):
        reconcile()
    assert Letter.objects.count() == letters


def test_a_second_run_does_nothing(mette, kommune):
    an_owner.wants(mette, kommune=kommune.pk)
    reconcile()
    assert not reconcile()


def test_however_many_facts_ask_they_are_planned_once_and_last(mette, kommune):
    @write
    def three_facts():
        for place in ("Campus Horsens", "Campus Vejle", "Campus Odder"):
            an_owner.moves_to(place)
            actions.reconcile_letters_once(SCOPE)
        an_owner.wants(mette, kommune=kommune.pk)

    three_facts()
    assert an_owner.facts.asked == 1
    assert "Campus Odder" in Letter.objects.get().body


def test_what_is_sent_is_not_read_again(mette, kommune, monkeypatch):
    for key in ("start", "sent-1", "sent-2"):
        an_owner.wants(mette, key, kommune=kommune.pk)
    reconcile()
    Letter.objects.exclude(key="start").update(handing_over_at=now(), sent_at=now(), sent_on=MAY_3)
    from_db, rows = Letter.from_db, []
    monkeypatch.setattr(Letter, "from_db", lambda *row: rows.append(row) or from_db(*row))
    assert not reconcile()
    assert len(rows) == 1


def test_the_due_day_moves_with_the_facts(mette, kommune):
    an_owner.wants(mette, kommune=kommune.pk)
    reconcile()
    an_owner.wants(mette, kommune=kommune.pk, due_on=date(2021, 7, 2))
    assert reconcile().changed == ("start",)
    assert Letter.objects.get().due_on == date(2021, 7, 2)


def test_changed_facts_write_an_unedited_letter_anew(mette, kommune):
    an_owner.wants(mette, kommune=kommune.pk)
    reconcile()
    an_owner.moves_to("Campus Vejle")
    reconcile()
    assert "Campus Vejle" in Letter.objects.get().body


def test_a_letter_whose_reason_is_gone_is_withdrawn_and_comes_back_with_it(mette, kommune):
    an_owner.wants(mette, kommune=kommune.pk)
    reconcile()
    plan = facts.letters.pop("start")
    assert reconcile().withdrawn == ("start",)
    assert Letter.objects.get().state is LetterState.WITHDRAWN
    assert not reconcile()

    facts.letters["start"] = plan
    assert reconcile().changed == ("start",)
    assert Letter.objects.get().state is LetterState.WAITING


@pytest.fixture
def edited(mette, kommune, konsulent):
    an_owner.wants(mette, kommune=kommune.pk)
    reconcile()
    letter = Letter.objects.get()
    text = "Kære Mette\n\n(det, Mette har skrevet)\n\n(personligt link: Skriv nu)"
    return actions.edit_letter(
        letter, subject="Du er med", body=text, seen=letter.facts, over=letter.edition, actor=konsulent.as_actor()
    )


def test_an_edited_letter_keeps_its_words_and_goes_out(edited):
    assert not reconcile()
    letter = Letter.objects.get()
    assert letter.state is LetterState.WAITING
    assert letter.body.startswith("Kære Mette\n\n[[words intention | Mette]]\n\n[[link testing.answer")
    assert letter.edited_by.full_name == "Karen Vestergaard"


def test_an_edited_letter_whose_facts_have_changed_is_held_with_a_sentence(edited):
    an_owner.moves_to("Campus Vejle")
    reconcile()
    letter = Letter.objects.get()
    assert (letter.state, letter.withheld_sentence) == (LetterState.WITHHELD, CHANGED)
    assert letter.body.startswith("Kære Mette")
    assert list(Letter.objects.withheld()) == [letter]
    assert not Letter.objects.due(moment=now()).exists()


def test_facts_that_change_back_let_go_of_an_edited_letter(edited):
    an_owner.moves_to("Campus Vejle")
    reconcile()
    an_owner.moves_to("Campus Horsens")
    reconcile()
    assert Letter.objects.get().state is LetterState.WAITING


def test_facts_that_change_while_somebody_types_hold_the_letter(edited, konsulent):
    seen = edited.facts
    an_owner.moves_to("Campus Vejle")
    reconcile()
    text = "Hej\n\n(personligt link: Skriv nu)"
    actions.edit_letter(
        edited, subject="Du er med", body=text, seen=seen, over=edited.edition, actor=konsulent.as_actor()
    )
    assert Letter.objects.get().state is LetterState.WITHHELD


def test_a_stopped_letter_stays_stopped_while_its_facts_move(mette, kommune, konsulent):
    an_owner.wants(mette, kommune=kommune.pk)
    reconcile()
    actions.stop_letter(Letter.objects.get(), actor=konsulent.as_actor())
    an_owner.moves_to("Campus Vejle")
    an_owner.wants(mette, kommune=kommune.pk, due_on=MAY_3 + timedelta(days=3))
    reconcile()
    letter = Letter.objects.get()
    assert (letter.state, letter.due_on) == (LetterState.STOPPED, date(2021, 5, 6))
    assert "Campus Vejle" in letter.body


@pytest.mark.parametrize("since", ["sent", "handing over"])
def test_a_letter_that_is_sent_or_may_be_stays_as_it_was(mette, kommune, since):
    an_owner.wants(mette, kommune=kommune.pk)
    reconcile()
    letter = Letter.objects.get()
    letter.handing_over_at = now()
    if since == "sent":
        letter.sent_at, letter.sent_on = now(), MAY_3
    letter.save()
    before = Letter.objects.values().get()

    an_owner.moves_to("Campus Vejle")
    assert not reconcile()
    facts.letters.clear()
    assert not reconcile()
    assert Letter.objects.values().get() == before


def test_one_scope_leaves_the_others_alone(mette, kommune):
    an_owner.wants(mette, kommune=kommune.pk)
    reconcile()
    assert not actions.reconcile_letters(SCOPE._replace(id=SCOPE.id + 1))
    assert Letter.objects.get().state is LetterState.WAITING
