"""Whatever happens in whatever order: facts move, letters are edited, stopped, sent, cut off; the promises hold."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import settings as limits
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from rodfaest.correspondence import actions
from rodfaest.correspondence.models import CalendarEntry, Letter
from rodfaest.correspondence.rules import markup
from rodfaest.correspondence.rules.letters import LetterState
from rodfaest.kernel.actors import System
from rodfaest.kernel.errors import RuleBroken
from rodfaest.kernel.time import now, today
from tests.correspondence import an_owner
from tests.correspondence.an_owner import MAY_3, SCOPE, facts
from tests.searching import examples

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
KEYS = st.sampled_from(["start", "reminder", "check-in"])
DAYS = st.sampled_from(["day:1", "day:2"])
PLACES = st.sampled_from(["Campus Horsens", "Campus Vejle"])
DUE = st.integers(-1, 2).map(lambda days: MAY_3 + timedelta(days=days))
DATES = st.integers(16, 18).map(lambda day: date(2021, 8, day))
KEPT = ("subject", "body", "due_on", "why", "person_id", "sent_at", "message_id")


class Letters(RuleBasedStateMachine):
    """One owner, one person, one konsulent. After each step everything is brought in line, as every action does."""

    def __init__(self, mette, kommune, konsulent):
        super().__init__()
        self.mette, self.kommune, self.konsulent = mette, kommune, konsulent.as_actor()
        self.sent, self.edited, self.sequences, self.uids = {}, {}, {}, {}
        an_owner.start_again()
        self.undone = transaction.atomic()
        self.undone.__enter__()

    def teardown(self):
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    def reconcile(self):
        letters = actions.reconcile_letters(SCOPE)
        return bool(letters) | bool(actions.reconcile_entries(SCOPE))

    # Facts

    @rule(key=KEYS, due_on=DUE)
    def a_letter_is_wanted(self, key, due_on):
        an_owner.wants(self.mette, key, kommune=self.kommune.pk, due_on=due_on)
        self.reconcile()

    @rule(key=KEYS)
    def a_reason_goes(self, key):
        facts.letters.pop(key, None)
        self.reconcile()

    @rule(place=PLACES)
    def the_place_changes(self, place):
        an_owner.moves_to(place)
        self.reconcile()

    @rule(key=DAYS, on=DATES)
    def a_day_is_set_or_moved(self, key, on):
        an_owner.has_day(self.mette, key, kommune=self.kommune.pk, on=on)
        self.reconcile()

    @rule(key=DAYS)
    def a_day_goes(self, key):
        facts.events.pop(key, None)
        self.reconcile()

    # People

    def _do(self, data, verb, **more):
        letter = data.draw(st.sampled_from(list(Letter.objects.order_by("pk"))))
        try:
            verb(letter, actor=self.konsulent, **more)
        except RuleBroken:
            return None
        return letter

    @precondition(lambda self: Letter.objects.exists())
    @rule(data=st.data())
    def somebody_edits(self, data):
        letter = data.draw(st.sampled_from(list(Letter.objects.filter(entry=None).order_by("pk")) or [None]))
        if letter is None:
            return
        body = f"Rettet {len(self.edited)}\n\n(personligt link: Skriv nu)"
        try:
            letter = actions.edit_letter(
                letter, subject="Ret", body=body, seen=letter.facts, over=letter.edition, actor=self.konsulent
            )
        except RuleBroken:
            return
        self.edited[letter.pk] = letter.body

    @precondition(lambda self: Letter.objects.exists())
    @rule(data=st.data(), verb=st.sampled_from([actions.stop_letter, actions.resume_letter, actions.send_again]))
    def somebody_presses(self, data, verb):
        self._do(data, verb)

    @precondition(lambda self: Letter.objects.exists())
    @rule(data=st.data())
    def somebody_lets_go_of_an_edit(self, data):
        if letter := self._do(data, actions.rewrite_letter):
            self.edited.pop(letter.pk, None)

    # The sweep

    @rule()
    def the_sweep_runs(self):
        actions.send_due_letters(actor=System("send_due_letters"))
        for letter in Letter.objects.sent():
            self.sent.setdefault(letter.pk, [getattr(letter, name) for name in KEPT])

    @precondition(lambda self: Letter.objects.due(moment=now()).exists())
    @rule(data=st.data())
    def a_worker_dies(self, data):
        letter = data.draw(st.sampled_from(list(Letter.objects.due(moment=now()))))
        long_ago = now() - timedelta(hours=1)
        Letter.objects.filter(pk=letter.pk).update(claimed_at=long_ago, handing_over_at=long_ago)
        CalendarEntry.objects.filter(pk=letter.entry_id).update(
            announced_sequence=letter.entry_sequence, announced_digest=""
        )

    # What holds at every moment

    @invariant()
    def a_second_run_does_nothing(self):
        rows = [list(model.objects.order_by("pk").values()) for model in (Letter, CalendarEntry)]
        assert not self.reconcile()
        assert [list(model.objects.order_by("pk").values()) for model in (Letter, CalendarEntry)] == rows

    @invariant()
    def what_was_sent_stays(self):
        for letter in Letter.objects.filter(pk__in=self.sent):
            assert [getattr(letter, name) for name in KEPT] == self.sent[letter.pk]

    @invariant()
    def edited_words_stay(self):
        for letter in Letter.objects.filter(pk__in=self.edited):
            assert letter.body == self.edited[letter.pk]

    @invariant()
    def what_would_go_out_is_what_the_facts_ask_for(self):
        for letter in Letter.objects.waiting().filter(entry=None):
            plan = facts.letters[letter.key]
            assert (letter.due_on, letter.basis, letter.facts) == (plan.due_on, plan.basis, plan.basis)
            assert letter.is_edited or letter.body == markup.written(plan.wording.write().body)
        wanted = set(facts.letters) - set(Letter.objects.filter(withdrawn_at=None).values_list("key", flat=True))
        assert not wanted

    @invariant()
    def calendars_follow_with_one_mail_at_most(self):
        entries = {entry.key: entry for entry in CalendarEntry.objects.all()}
        assert {key for key, entry in entries.items() if not entry.cancelled} == set(facts.events)
        for key, entry in entries.items():
            assert entry.sequence >= self.sequences.get(key, 0)
            assert self.uids.setdefault(key, entry.uid) == entry.uid
            self.sequences[key] = entry.sequence
            if key in facts.events:
                assert (entry.starts_at, entry.ends_at) == (facts.events[key].starts_at, facts.events[key].ends_at)
        outstanding = Counter(Letter.objects.waiting().exclude(entry=None).values_list("entry", flat=True))
        assert all(count == 1 for count in outstanding.values())

    @invariant()
    def a_letter_has_one_state_and_the_sets_agree_with_it(self):
        sets = {
            LetterState.WAITING: Letter.objects.waiting(),
            LetterState.WITHHELD: Letter.objects.withheld(),
            LetterState.STOPPED: Letter.objects.unsent().exclude(stopped_at=None),
            LetterState.SENT: Letter.objects.sent(),
        }
        for letter in Letter.objects.all():
            inside = [state for state, rows in sets.items() if letter in rows]
            assert inside == [letter.state] if letter.state in sets else not inside
        assert all(letter.due_on <= today() for letter in Letter.objects.due(moment=now()))


def test_the_promises_of_letters_hold(mette, kommune, konsulent, settings):
    settings.EMAIL_URL, settings.DEMO = "", True
    run_state_machine_as_test(
        lambda: Letters(mette, kommune, konsulent), settings=limits(max_examples=examples(15), stateful_step_count=25)
    )
