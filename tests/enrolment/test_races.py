"""Two at once, with real threads and a connection each: what only a database with row locks can show."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from rodfaest.enrolment import actions
from rodfaest.enrolment.models import Seat, Wish
from rodfaest.enrolment.queries.queue import broken_promises
from rodfaest.enrolment.rules.wishes import Answer
from rodfaest.kernel.errors import RuleBroken
from rodfaest.kernel.time import today
from rodfaest.organisations.actions import move_person
from tests.factories.cohorts import DAYS, CohortFactory
from tests.factories.enrolment import MAY_2, SeatFactory, WishFactory, consultant
from tests.factories.organisations import EmploymentFactory, UnitFactory, leader_of

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def at_once(*verbs) -> list[str]:
    """Run each on a thread of its own, all let go at the same moment. Says how each ended."""
    ready = Barrier(len(verbs))

    def run(verb) -> str:
        try:
            connection.ensure_connection()
            ready.wait(timeout=10)
            verb()
            return "done"
        except RuleBroken as refused:
            return refused.sentence
        finally:
            connection.close()

    with ThreadPoolExecutor(len(verbs)) as threads:
        return sorted(threads.map(run, verbs))


def yes(wish: Wish):
    leader = leader_of(wish.employment.unit).as_actor()
    return lambda: actions.answer_wish(wish, Answer.YES, actor=leader)


@pytest.mark.parametrize("time", range(5))
def test_two_leaders_press_at_once_for_the_last_place(time):
    cohort = CohortFactory(places=1)
    wishes = [WishFactory(cohort=cohort) for _ in range(2)]
    assert at_once(*(yes(wish) for wish in wishes)) == ["done", "done"]
    assert Seat.objects.of_cohort(cohort).live().count() == 1
    assert broken_promises(cohort) == []


def test_eight_leaders_press_at_once_for_three_places():
    cohort = CohortFactory(places=3)
    wishes = [WishFactory(cohort=cohort) for _ in range(8)]
    assert at_once(*(yes(wish) for wish in wishes)) == ["done"] * 8
    assert Seat.objects.of_cohort(cohort).live().count() == 3
    assert broken_promises(cohort) == []


def test_two_who_lead_the_same_house_answer_at_once():
    wish = WishFactory()
    assert at_once(yes(wish), yes(wish)) == ["Der er svaret på ønsket. Svaret står her.", "done"]


def test_the_same_wish_is_sent_twice_at_once():
    employment, cohort = EmploymentFactory(), CohortFactory()
    actor = employment.person.as_actor()

    def wish():
        actions.make_wish(employment, cohort, actor=actor)

    assert at_once(wish, wish) == ["done", "Ønsket står her allerede. Du behøver ikke at gøre mere."]
    assert Wish.objects.count() == 1


def test_a_place_is_left_while_another_gets_a_yes():
    cohort = CohortFactory(places=1)
    seat = SeatFactory(wish__cohort=cohort)
    waiting, asked = WishFactory(cohort=cohort, yes=True), WishFactory(cohort=cohort)
    person = seat.person.as_actor()
    assert at_once(lambda: actions.leave_seat(seat, actor=person), yes(asked)) == ["done", "done"]
    assert [seat.wish for seat in Seat.objects.of_cohort(cohort).live()] == [waiting]
    assert broken_promises(cohort) == []


@pytest.mark.parametrize("time", range(5))
def test_somebody_gets_a_place_while_they_are_moved(time):
    wish = WishFactory()
    new, konsulent = UnitFactory(), consultant().as_actor()
    assert at_once(lambda: move_person(wish.employment, new, from_on=today(), actor=konsulent), yes(wish)) == [
        "done",
        "done",
    ]
    assert Seat.objects.of_cohort(wish.cohort).live().get().wish.employment.unit == new


@pytest.mark.parametrize("time", range(5))
def test_two_konsulenter_give_the_same_place_at_once(time, on_date):
    wish = WishFactory(yes=True, cohort__places=1)
    later = WishFactory(yes=True, cohort=wish.cohort, on=MAY_2)
    on_date(DAYS[1])

    def give(who: Wish):
        konsulent = consultant().as_actor()
        return lambda: actions.give_place(who, actor=konsulent)

    assert at_once(give(wish), give(wish)) == ["Mette har allerede en plads.", "done"]
    assert at_once(give(later), give(later)) == ["Der er ikke en ledig plads på holdet lige nu."] * 2
    assert [seat.wish for seat in Seat.objects.of_cohort(wish.cohort).live()] == [wish]


def test_a_place_is_given_while_another_seat_ends(on_date):
    cohort = CohortFactory(places=2)
    seat, waiting = SeatFactory(wish__cohort=cohort), WishFactory(cohort=cohort, yes=True)
    on_date(DAYS[1])
    konsulent, other = consultant().as_actor(), consultant().as_actor()
    gives, ends = lambda: actions.give_place(waiting, actor=konsulent), lambda: actions.end_seat(seat, actor=other)
    assert at_once(gives, ends, gives, ends) == [
        "Mette har allerede en plads.",
        "Mette har ikke længere en plads på holdet.",
        "done",
        "done",
    ]
    assert [seat.wish for seat in Seat.objects.of_cohort(cohort).live()] == [waiting]
