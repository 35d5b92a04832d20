"""People move and leave, and what they are on follows or ends (docs/decisions/0008-people-move.md)."""

from datetime import date, timedelta

import pytest
from django.db.models import Q

from rodfaest.audit.models import AuditLine
from rodfaest.correspondence.models import Letter
from rodfaest.enrolment import actions
from rodfaest.enrolment.models import Seat, Wish
from rodfaest.enrolment.queries.queue import broken_promises
from rodfaest.enrolment.rules.wishes import Answer, WishState
from rodfaest.kernel.actors import System
from rodfaest.kernel.errors import RuleBroken
from rodfaest.organisations.actions import call_off, change_last_day, close_unit, employ, end_employment, move_person
from rodfaest.organisations.models import Employment, Organisation
from rodfaest.organisations.rules import Education, JobCategory
from tests.factories.cohorts import DAYS, CohortFactory
from tests.factories.enrolment import MAY_2, SeatFactory, WishFactory, consultant
from tests.factories.organisations import UnitFactory, leader_of

pytestmark = pytest.mark.django_db
NIGHT = System("follow_employments")
IN_TIME = date(2021, 5, 10)
UNDER_WAY = DAYS[1]
A_DAY = timedelta(days=1)


def moved(wish: Wish, unit, on: date):
    return move_person(wish.employment, unit, from_on=on, actor=consultant().as_actor())


def left(wish: Wish, last_day: date):
    return end_employment(wish.employment, last_day, actor=consultant().as_actor())


def facts() -> list[str]:
    """What was written down, beside what organisations and the letters write."""
    return [what for what in AuditLine.objects.order_by("pk").values_list("what", flat=True) if "enrolment." in what]


def asked(wish: Wish) -> list[str]:
    letters = Letter.objects.filter(key__startswith=f"ask:{wish.pk}:", withdrawn_at__isnull=True)
    return sorted(letters.values_list("person__last_name", flat=True))


def test_a_wish_follows_to_the_new_house_and_the_new_leader_is_asked(on_date):
    on_date(IN_TIME)
    wish, tulip = WishFactory(), UnitFactory(name="Tulipanen")
    old, new = leader_of(wish.employment.unit), leader_of(tulip)
    new.last_name = "Ny"
    new.save()
    began = moved(wish, tulip, IN_TIME)
    wish = Wish.objects.get()
    assert wish.employment == began
    assert asked(wish) == ["Ny"]
    assert not Wish.objects.visible_to(old.as_actor()).exists()
    actions.answer_wish(wish, Answer.YES, actor=new.as_actor())
    assert facts() == ["enrolment.wish_moved", "enrolment.wish_answered", "enrolment.seat_given"]


def test_a_seat_follows_and_is_the_same_seat(on_date):
    on_date(UNDER_WAY)
    seat, tulip = SeatFactory(), UnitFactory()
    old, new = leader_of(seat.unit), leader_of(tulip)
    moved(seat.wish, tulip, UNDER_WAY)
    assert list(Seat.objects.live().visible_to(new.as_actor())) == [seat]
    assert not Seat.objects.visible_to(old.as_actor()).exists()
    assert Seat.objects.get().unit == tulip
    line = AuditLine.objects.get(what="enrolment.wish_moved")
    assert line.detail == f"{seat.unit.name} → {tulip.name}"


def test_a_house_does_not_close_on_a_seat_but_when_whoever_has_it_has_moved(on_date):
    on_date(UNDER_WAY)
    seat, tulip = SeatFactory(), UnitFactory()
    house = seat.unit
    house.leaderships.update(to_on=UNDER_WAY - A_DAY)
    with pytest.raises(RuleBroken, match="Flyt dem, eller giv dem en sidste dag inden"):
        close_unit(house, UNDER_WAY, actor=consultant().as_actor())
    moved(seat.wish, tulip, UNDER_WAY)
    assert close_unit(house, UNDER_WAY, actor=consultant().as_actor()).is_closed
    assert [live.unit for live in Seat.objects.live()] == [tulip]


def test_a_yes_stands_and_the_new_leader_may_change_it_while_there_is_no_seat(on_date):
    on_date(IN_TIME)
    cohort = CohortFactory(places=1)
    SeatFactory(wish__cohort=cohort)
    wish, tulip = WishFactory(cohort=cohort, yes=True), UnitFactory()
    moved(wish, tulip, IN_TIME)
    wish = Wish.objects.get(pk=wish.pk)
    assert wish.state is WishState.BACKED
    actions.change_answer(wish, Answer.NOT_NOW, "staffing", actor=leader_of(tulip).as_actor())
    assert Wish.objects.get(pk=wish.pk).state is WishState.NOT_NOW


def test_who_moves_later_follows_that_night_and_only_once(on_date):
    on_date(IN_TIME)
    seat, tulip = SeatFactory(), UnitFactory()
    began = moved(seat.wish, tulip, IN_TIME + A_DAY)
    assert actions.follow_employments(actor=NIGHT) == 0
    assert Seat.objects.get().unit == seat.unit
    on_date(IN_TIME + A_DAY)
    assert [actions.follow_employments(actor=NIGHT) for _ in range(2)] == [1, 0]
    assert Wish.objects.get().employment == began
    assert facts() == ["enrolment.wish_moved"]


def test_reacting_twice_does_nothing(on_date):
    on_date(IN_TIME)
    seat = SeatFactory()
    moved(seat.wish, UnitFactory(), IN_TIME)
    wish = Wish.objects.get()
    assert not actions.seats.reconcile_employment(wish, actor=NIGHT)
    assert facts() == ["enrolment.wish_moved"]


def test_who_leaves_waits_no_more_and_is_told_why(on_date):
    on_date(IN_TIME)
    wish = WishFactory()
    left(wish, IN_TIME - A_DAY)
    wish = Wish.objects.for_list().get()
    assert (wish.state, wish.withdrawn_on) == (WishState.CLOSED, IN_TIME)
    assert wish.own_sentence == "Dit ønske er lukket, fordi din ansættelse er slut."
    assert wish.sentence_for(wish.person.as_actor()) == "Mette er ikke ansat mere. Ønsket er lukket."
    assert asked(wish) == []
    assert facts() == ["enrolment.wish_closed"]
    with pytest.raises(RuleBroken, match="Ansættelsen er slut"):
        actions.answer_wish(wish, Answer.YES, actor=leader_of(wish.employment.unit).as_actor())


def test_the_last_day_itself_still_counts(on_date):
    on_date(IN_TIME)
    wish = WishFactory()
    left(wish, IN_TIME)
    assert actions.follow_employments(actor=NIGHT) == 0
    on_date(IN_TIME + A_DAY)
    assert actions.follow_employments(actor=NIGHT) == 1
    assert Wish.objects.get().withdrawn_on == IN_TIME + A_DAY


def test_the_place_of_one_who_leaves_goes_to_the_next_before_day_1(on_date):
    on_date(IN_TIME)
    cohort = CohortFactory(places=1)
    seat = SeatFactory(wish__cohort=cohort)
    waiting = WishFactory(cohort=cohort, yes=True, first_name="Line")
    left(seat.wish, IN_TIME - A_DAY)
    assert [live.wish for live in Seat.objects.live()] == [waiting]
    assert Seat.objects.get(pk=seat.pk).left_on == IN_TIME
    assert facts() == ["enrolment.seat_ended", "enrolment.seat_given"]
    assert broken_promises(cohort) == []


def test_after_day_1_the_place_is_free_for_the_konsulent(on_date):
    on_date(UNDER_WAY)
    cohort = CohortFactory(places=1)
    seat = SeatFactory(wish__cohort=cohort)
    waiting = WishFactory(cohort=cohort, yes=True, first_name="Line")
    left(seat.wish, UNDER_WAY - A_DAY)
    assert not Seat.objects.live().exists()
    assert actions.give_place(waiting, actor=consultant().as_actor()).wish == waiting


def test_nobody_is_seated_who_works_here_no_more_also_before_the_night_has_been(on_date):
    on_date(IN_TIME)
    cohort = CohortFactory(places=1)
    seat = SeatFactory(wish__cohort=cohort)
    gone = WishFactory(cohort=cohort, yes=True)
    left(gone, IN_TIME)
    on_date(IN_TIME + A_DAY)
    actions.leave_seat(seat, actor=seat.person.as_actor())
    assert not Seat.objects.live().exists()
    assert Wish.objects.get(pk=gone.pk).state is WishState.CLOSED


def test_another_job_in_the_kommune_carries_on(on_date):
    on_date(IN_TIME)
    seat, tulip = SeatFactory(), UnitFactory()
    actor = consultant().as_actor()
    other = employ(seat.person, tulip, JobCategory.ASSISTANT, Education.NONE, from_on=MAY_2, actor=actor)
    left(seat.wish, IN_TIME - A_DAY)
    assert Wish.objects.get().employment == other
    assert Seat.objects.live().exists()


def test_the_seat_ends_when_the_job_it_waited_for_is_called_off(on_date):
    on_date(UNDER_WAY)
    seat, tulip, actor = SeatFactory(), UnitFactory(), consultant().as_actor()
    begins = UNDER_WAY + 7 * A_DAY
    other = employ(seat.person, tulip, JobCategory.ASSISTANT, Education.NONE, from_on=begins, actor=actor)
    left(seat.wish, UNDER_WAY - A_DAY)
    assert Seat.objects.live().exists()
    call_off(other, actor=actor)
    assert Seat.objects.get().left_on == UNDER_WAY
    assert facts() == ["enrolment.seat_ended"]


def test_a_move_called_off_keeps_seat_leader_and_letters_where_they_were_also_after_its_day(on_date):
    on_date(UNDER_WAY)
    seat, tulip, actor = SeatFactory(), UnitFactory(), consultant().as_actor()
    old, new = leader_of(seat.unit), leader_of(tulip)
    began = moved(seat.wish, tulip, UNDER_WAY + A_DAY)
    call_off(began, actor=actor)
    for day in (UNDER_WAY, UNDER_WAY + A_DAY, UNDER_WAY + 30 * A_DAY):
        on_date(day)
        assert actions.follow_employments(actor=NIGHT) == 0
        assert list(Seat.objects.followed().visible_to(old.as_actor())) == [seat]
        assert not Seat.objects.visible_to(new.as_actor()).exists()
    assert seat.person.pk in Letter.objects.values_list("person", flat=True)
    assert not Letter.objects.filter(Q(withdrawn_at__isnull=False) | Q(person=new)).exists()
    assert facts() == []


def test_a_job_begun_today_that_a_seat_stands_by_is_not_called_off_and_says_what_to_do(on_date):
    on_date(UNDER_WAY)
    seat = SeatFactory()
    began = moved(seat.wish, UnitFactory(), UNDER_WAY)
    with pytest.raises(RuleBroken, match="Skriv en sidste dag i stedet, eller flyt personen fra i morgen"):
        call_off(began, actor=consultant().as_actor())
    assert Wish.objects.get().employment.moved_from == seat.wish.employment
    assert AuditLine.objects.whats().count("organisations.called_off") == 0


def test_a_wish_that_waits_keeps_its_leader_when_a_move_is_called_off(on_date):
    on_date(IN_TIME)
    wish, tulip = WishFactory(), UnitFactory()
    old = leader_of(wish.employment.unit)
    call_off(moved(wish, tulip, IN_TIME + A_DAY), actor=consultant().as_actor())
    on_date(IN_TIME + 7 * A_DAY)
    actions.follow_employments(actor=NIGHT)
    assert list(Wish.objects.standing().visible_to(old.as_actor())) == [wish]


def test_between_two_jobs_the_seat_is_kept(on_date):
    on_date(IN_TIME)
    seat, tulip = SeatFactory(), UnitFactory()
    actor, begins = consultant().as_actor(), IN_TIME + 7 * A_DAY
    other = employ(seat.person, tulip, JobCategory.ASSISTANT, Education.NONE, from_on=begins, actor=actor)
    left(seat.wish, IN_TIME - A_DAY)
    assert list(Seat.objects.followed()) == [seat]
    assert actions.follow_employments(actor=NIGHT) == 0
    on_date(begins)
    assert actions.follow_employments(actor=NIGHT) == 1
    assert Wish.objects.get().employment == other


def test_a_job_in_another_kommune_does_not_carry_it(on_date):
    on_date(IN_TIME)
    seat = SeatFactory()
    elsewhere = UnitFactory(organisation=Organisation.objects.create(name="Vejle Kommune", kind="kommune"))
    employ(seat.person, elsewhere, JobCategory.ASSISTANT, Education.NONE, from_on=MAY_2, actor=System("demo"))
    left(seat.wish, IN_TIME - A_DAY)
    assert not Seat.objects.live().exists()


def test_a_seat_used_to_the_last_day_stays_as_history_and_is_followed_no_more(on_date):
    after = DAYS[-1] + 30 * A_DAY
    on_date(after)
    seat = SeatFactory()
    left(seat.wish, after - A_DAY)
    assert list(Seat.objects.live()) == [seat]
    assert not Seat.objects.followed().exists()
    assert facts() == []


def test_a_cohort_long_past_stays_where_it_was(on_date):
    later = DAYS[-1] + 500 * A_DAY
    on_date(later)
    seat = SeatFactory()
    moved(seat.wish, UnitFactory(), later)
    assert Wish.objects.get().employment == seat.wish.employment
    assert facts() == []


def test_in_the_year_after_the_days_a_seat_follows(on_date):
    after = DAYS[-1] + 200 * A_DAY
    on_date(after)
    seat, tulip = SeatFactory(), UnitFactory()
    moved(seat.wish, tulip, after)
    assert Seat.objects.get().unit == tulip


def test_a_wish_that_was_taken_back_is_history(on_date):
    on_date(IN_TIME)
    wish = WishFactory(withdrawn_on=MAY_2)
    moved(wish, UnitFactory(), IN_TIME)
    assert Wish.objects.get().employment == wish.employment
    assert Wish.objects.get().state is WishState.WITHDRAWN


# A last day that was typed in error


def goes_on(wish: Wish, last_day: date | None = None):
    employment = Employment.objects.get(pk=wish.employment_id)
    return change_last_day(employment, last_day, actor=consultant().as_actor())


def test_a_wish_closed_by_a_wrong_last_day_stands_again_with_its_turn_and_the_leader_is_asked(on_date):
    on_date(IN_TIME)
    wish = WishFactory()
    leader_of(wish.employment.unit)
    left(wish, IN_TIME - A_DAY)
    on_date(IN_TIME + A_DAY)
    goes_on(wish)
    again = Wish.objects.for_list().get()
    assert (again.state, again.on, again.withdrawn_on) == (WishState.ASKED, wish.on, None)
    assert asked(again) == ["Lund"]
    assert facts() == ["enrolment.wish_closed", "enrolment.wish_reopened"]
    actions.follow_employments(actor=NIGHT)
    assert Wish.objects.get().withdrawn_on is None


def test_a_last_day_that_is_still_behind_opens_nothing(on_date):
    on_date(IN_TIME)
    wish = WishFactory()
    left(wish, IN_TIME - A_DAY)
    goes_on(wish, IN_TIME - 2 * A_DAY)
    assert Wish.objects.for_list().get().state is WishState.CLOSED


@pytest.mark.parametrize(("yes", "state"), [(True, WishState.CLOSED), (False, WishState.ASKED)])
def test_one_with_a_yes_stays_closed_where_somebody_later_was_seated_since(yes, state, on_date):
    on_date(IN_TIME)
    cohort = CohortFactory(places=1)
    seat = SeatFactory(wish__cohort=cohort)
    wish = WishFactory(cohort=cohort, yes=yes)
    WishFactory(cohort=cohort, on=MAY_2, yes=True, first_name="Line")
    left(wish, IN_TIME - A_DAY)
    actions.leave_seat(seat, actor=seat.person.as_actor())
    goes_on(wish)
    assert Wish.objects.for_list().get(pk=wish.pk).state is state
    assert broken_promises(cohort) == []


def test_one_with_a_yes_gets_the_place_that_became_free_meanwhile(on_date):
    on_date(IN_TIME)
    cohort = CohortFactory(places=1)
    seat = SeatFactory(wish__cohort=cohort)
    wish = WishFactory(cohort=cohort, yes=True)
    left(wish, IN_TIME - A_DAY)
    actions.leave_seat(seat, actor=seat.person.as_actor())
    goes_on(wish)
    assert [live.wish for live in Seat.objects.live()] == [wish]


def test_whoever_has_wished_anew_or_took_it_back_has_nothing_opened(on_date):
    on_date(IN_TIME)
    wish, own = WishFactory(), WishFactory()
    actions.withdraw_wish(own, actor=own.person.as_actor())
    for one in (wish, own):
        left(one, IN_TIME - A_DAY)
    new = WishFactory(cohort=wish.cohort, employment=wish.employment, on=IN_TIME)
    for one in (wish, own):
        goes_on(one)
    assert list(Wish.objects.standing()) == [new]
    assert Wish.objects.for_list().get(pk=own.pk).state is WishState.WITHDRAWN
    assert Wish.objects.for_list().get(pk=wish.pk).state is WishState.CLOSED


def test_a_seat_that_was_left_stays_left(on_date):
    on_date(IN_TIME)
    seat = SeatFactory()
    left(seat.wish, IN_TIME - A_DAY)
    goes_on(seat.wish)
    assert not Seat.objects.live().exists()
    assert Wish.objects.for_list().get().state is WishState.LEFT


def test_another_last_day_in_the_past_ends_what_stood(on_date):
    on_date(IN_TIME)
    wish = WishFactory()
    left(wish, IN_TIME + 7 * A_DAY)
    goes_on(wish, IN_TIME - A_DAY)
    assert Wish.objects.for_list().get().state is WishState.CLOSED
