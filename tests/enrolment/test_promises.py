"""
The promises of the queue, whatever happens in whatever order, places rising and falling included:

nobody without a yes ever holds a seat; never more live seats than places; nobody who has a yes is overtaken; no place
stands free while somebody with a yes waits, until the cohort begins; from then on a konsulent alone gives and ends.
"""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from rodfaest.audit.models import AuditLine
from rodfaest.cohorts.actions import change_places, move_day
from rodfaest.cohorts.models import Cohort
from rodfaest.enrolment import actions
from rodfaest.enrolment.models import Seat, Wish
from rodfaest.enrolment.queries.queue import broken_promises
from rodfaest.enrolment.rules import queue
from rodfaest.enrolment.rules.queue import Place, Waiting, in_order, next_in_line, to_be_seated
from rodfaest.enrolment.rules.wishes import Answer, Reason
from rodfaest.kernel.actors import System
from rodfaest.kernel.errors import RuleBroken
from rodfaest.kernel.time import install_today
from tests.factories.cohorts import DAYS, CohortFactory
from tests.factories.enrolment import MAY_1, MAY_2, MAY_3, SeatFactory, WishFactory, consultant
from tests.factories.organisations import EmploymentFactory, UnitFactory, leader_of
from tests.searching import examples

A_QUEUE = st.lists(
    st.builds(
        Waiting,
        wish_id=st.integers(1, 99),
        on=st.dates(MAY_1, MAY_1 + timedelta(days=3)),
        backed=st.booleans(),
    ),
    max_size=12,
    unique_by=lambda wish: wish.wish_id,
)


@given(A_QUEUE, st.integers(-2, 8))
def test_free_places_go_one_by_one_to_whoever_is_next(queue, free):
    left, one_by_one = list(queue), []
    for _ in range(max(free, 0)):
        if (first := next_in_line(left)) is not None:
            one_by_one.append(first)
            left.remove(first)
    assert to_be_seated(queue, free=free) == one_by_one
    assert all(wish.backed for wish in one_by_one)


@given(A_QUEUE, st.randoms())
def test_the_order_does_not_depend_on_how_the_rows_came(queue, chance):
    shuffled = list(queue)
    chance.shuffle(shuffled)
    assert in_order(shuffled) == in_order(queue)


class Queue(RuleBasedStateMachine):
    """One cohort, its people and its leader, acting as they like; undone afterwards."""

    def __init__(self):
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.today = MAY_3
        install_today(lambda: self.today)
        unit = UnitFactory(can_spare=9)
        self.unit, self.leader, self.konsulent = unit, leader_of(unit).as_actor(), consultant().as_actor()
        self.seated_before: set[int] = set()
        self.changes_before, self.had_begun, self.slept = 0, False, False

    def teardown(self):
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    @initialize(places=st.integers(1, 3))
    def a_cohort(self, places):
        self.cohort = CohortFactory(places=places)

    def wish(self, pick: int) -> Wish | None:
        wishes = list(self.cohort.wishes.order_by("pk"))
        return wishes[pick % len(wishes)] if wishes else None

    def tried(self, verb, *given, **named):
        """Do it, or be told why not; a refusal leaves everything as it was."""
        try:
            with transaction.atomic():
                verb(*given, **named)
        except RuleBroken:
            pass

    @rule()
    def somebody_wishes(self):
        employment = EmploymentFactory(unit=self.unit)
        self.tried(actions.make_wish, employment, self.cohort, actor=employment.person.as_actor())

    @rule()
    def the_leader_puts_forward(self):
        self.tried(actions.put_forward, EmploymentFactory(unit=self.unit), self.cohort, actor=self.leader)

    @rule(pick=st.integers(0, 9), answer=st.sampled_from([Answer.YES, Answer.YES, Answer.NOT_NOW]))
    def the_leader_answers(self, pick, answer):
        if wish := self.wish(pick):
            reason = Reason.STAFFING if answer is Answer.NOT_NOW else None
            self.tried(actions.answer_wish, wish, answer, reason, actor=self.leader)

    @rule(pick=st.integers(0, 9), answer=st.sampled_from(Answer))
    def the_leader_thinks_again(self, pick, answer):
        if wish := self.wish(pick):
            reason = Reason.MONEY if answer is Answer.NOT_NOW else None
            self.tried(actions.change_answer, wish, answer, reason, actor=self.leader)

    @rule(pick=st.integers(0, 9))
    def the_leader_talks_first(self, pick):
        if wish := self.wish(pick):
            self.tried(actions.talk_first, wish, actor=self.leader)

    @rule(pick=st.integers(0, 9))
    def somebody_withdraws(self, pick):
        if wish := self.wish(pick):
            self.tried(actions.withdraw_wish, wish, actor=wish.person.as_actor())

    @rule(pick=st.integers(0, 9))
    def somebody_leaves(self, pick):
        if (wish := self.wish(pick)) and (seat := wish.seat_or_none):
            self.tried(actions.leave_seat, seat, actor=wish.person.as_actor())

    @rule(pick=st.integers(0, 9))
    def the_konsulent_notes_that_somebody_stopped(self, pick):
        if (wish := self.wish(pick)) and (seat := wish.seat_or_none):
            self.tried(actions.end_seat, seat, actor=self.konsulent)

    @rule(pick=st.integers(0, 9))
    def the_konsulent_gives_a_place(self, pick):
        if wish := self.wish(pick):
            self.tried(actions.give_place, wish, actor=self.konsulent)

    @rule()
    def the_hold_begins(self):
        self.today = max(self.today, DAYS[0])

    @rule(weeks=st.integers(-6, 12))
    def the_first_day_moves(self, weeks):
        first = self.cohort.days.order_by("number").first()
        self.tried(move_day, first, first.on + timedelta(weeks=weeks), actor=self.konsulent)

    @rule()
    def the_last_day_goes_by(self):
        self.today = max(self.today, *self.cohort.days.values_list("on", flat=True)) + timedelta(days=1)

    @rule()
    def the_night_comes(self):
        actions.close_wishes(actor=System("close_wishes"))
        actions.give_all_free_places(actor=System("give_all_free_places"))
        self.slept = True

    @rule(places=st.integers(1, 5))
    def the_konsulent_changes_the_places(self, places):
        self.tried(change_places, self.cohort, places, actor=self.konsulent)

    @rule(days=st.integers(1, 10))
    def time_goes_by(self, days):
        self.today += timedelta(days=days)

    @invariant()
    def every_promise_holds(self):
        if not hasattr(self, "cohort"):
            return
        self.cohort.refresh_from_db()
        assert broken_promises(self.cohort) == []

    @invariant()
    def nobody_is_overtaken(self):
        if not hasattr(self, "cohort"):
            return
        seated = set(Seat.objects.of_cohort(self.cohort).values_list("wish", flat=True))
        waiting = self.cohort.wishes.with_yes().without_seat().values_list("on", "pk")
        given = Wish.objects.filter(pk__in=seated - self.seated_before).values_list("on", "pk")
        assert all(place < turn for place in given for turn in waiting)
        self.seated_before = seated

    @invariant()
    def on_a_cohort_under_way_a_place_comes_and_goes_by_the_konsulent_alone(self):
        if not hasattr(self, "cohort"):
            return
        seats = ("enrolment.seat_given", "enrolment.seat_ended", "enrolment.seat_left")
        changed = list(AuditLine.objects.filter(what__in=seats).order_by("pk"))
        begun = Cohort.objects.get(pk=self.cohort.pk).has_begun
        if begun and self.had_begun:
            assert {line.actor_label for line in changed[self.changes_before :]} <= {self.konsulent.label}
        self.changes_before, self.had_begun = len(changed), begun

    @invariant()
    def nobody_waits_when_the_cohort_is_over(self):
        if self.slept and hasattr(self, "cohort") and Cohort.objects.get(pk=self.cohort.pk).next_day() is None:
            assert not self.cohort.wishes.without_seat().exists()
        self.slept = False


@pytest.mark.slow
@pytest.mark.django_db
def test_the_promises_hold_whatever_people_do():
    run_state_machine_as_test(
        Queue,
        settings=settings(
            max_examples=examples(12), stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


# What the audit would say if a row were wrong; the rows are made behind the actions' back.


@pytest.mark.django_db
def test_check_queue_finds_nothing_where_all_is_well(capsys):
    SeatFactory()
    call_command("check_queue")
    assert capsys.readouterr().out == "Køen er i orden på 1 hold.\n"


@pytest.mark.django_db
def test_check_queue_says_what_is_broken():
    cohort = CohortFactory(places=1, name="Holdet")
    early = WishFactory(cohort=cohort, on=MAY_1, yes=True)
    late = SeatFactory(wish__cohort=cohort, wish__on=MAY_2, given_on=MAY_3).wish
    without_yes = SeatFactory(wish=WishFactory(cohort=cohort, on=MAY_2), given_on=MAY_2).wish
    with pytest.raises(CommandError) as told:
        call_command("check_queue")
    assert str(told.value).splitlines() == [
        f"Holdet: Ønske {without_yes.pk} har en plads uden et ja.",
        "Holdet: Der er 2 på 1 pladser.",
        f"Holdet: Ønske {early.pk} blev overhalet af ønske {late.pk}.",
        f"Holdet: Ønske {early.pk} blev overhalet af ønske {without_yes.pk}.",
    ]


@pytest.mark.django_db
def test_check_queue_finds_a_place_that_waits():
    wish = WishFactory(cohort__name="Holdet", yes=True)
    with pytest.raises(CommandError, match=f"Holdet: Der er en ledig plads, men ønske {wish.pk} med et ja venter"):
        call_command("check_queue")
    call_command("give_all_free_places")
    call_command("check_queue")


WITHDRAWN = "Ønske 1 er trukket tilbage, men har en plads."
BEFORE = "Ønske 1 fik en plads lørdag den 1. maj, før det fik et ja."
WAITED = "Der er en ledig plads, men ønske 2 med et ja venter."


@pytest.mark.parametrize(
    ("rows", "gives", "said"),
    [
        ([Place(1, MAY_1, MAY_1, given_on=MAY_2, withdrawn_on=MAY_3)], True, [WITHDRAWN]),
        ([Place(1, MAY_1, MAY_2, given_on=MAY_1)], True, [BEFORE]),
        ([Place(1, MAY_2, MAY_2), Place(2, MAY_1, MAY_1)], True, [WAITED]),
        ([Place(2, MAY_1, MAY_1)], False, []),
    ],
    ids=["withdrawn", "before the yes", "the first who waits", "a cohort under way gives nothing"],
)
def test_each_broken_promise_is_told_by_its_days(rows, gives, said):
    assert queue.broken_promises(rows, places=1, gives=gives) == said


@pytest.mark.parametrize(
    "waits",
    [Place(3, MAY_3, MAY_1), Place(1, MAY_1, MAY_3), Place(1, MAY_1, MAY_2)],
    ids=["stands behind", "a yes after the seat", "a yes on the day of the seat"],
)
def test_nobody_is_overtaken_who_stood_behind_or_had_no_yes_yet(waits):
    seated = Place(2, MAY_2, MAY_2, given_on=MAY_2)
    assert queue.broken_promises([waits, seated], places=1, gives=True) == []
