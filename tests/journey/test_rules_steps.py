"""Which steps should exist, and when."""

import tomllib
from datetime import date, timedelta
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodfaest.cohorts.rules.days import DayFacts
from rodfaest.journey.rules.letters import has_letter, start_dates, teacher_link_on
from rodfaest.journey.rules.steps import Days, SeatFact, StepKey, desired_steps, due_on, teachers_steps
from rodfaest.kernel.time import IsoWeek, is_working_day
from rodfaest.programmes.rules.definition import Anchor, Step

DAGPLEJE = tomllib.loads((files("rodfaest.programmes") / "shipped/horsens-dagpleje.toml").read_text())
STEPS = [Step(**step) for step in DAGPLEJE["steps"]]
HORSENS = [date(2021, 8, 16), date(2021, 9, 20), date(2021, 10, 11), date(2021, 11, 1), date(2021, 11, 24)]
MAIN_HOLIDAY = frozenset(IsoWeek(2021, week) for week in range(27, 32))
CLOSED = MAIN_HOLIDAY | {IsoWeek(2021, 42), IsoWeek(2021, 52)}
GIVEN = date(2021, 5, 3)


def day(number, on, cancelled=False):
    return DayFacts(number, on=on, planned=on, cancelled_on=GIVEN if cancelled else None)


def days(*, cancelled=(), moved=None):
    on = dict(enumerate(HORSENS, start=1)) | (moved or {})
    return [day(number, date, number in cancelled) for number, date in on.items()]


def seats(*units):
    return [SeatFact(number, unit, GIVEN) for number, unit in enumerate(units, start=1)]


def step(key, *, role="deltager", kind="svar", phase="under", **given):
    return Step(
        key=key, role=role, kind=kind, phase=phase, title="T", text="T", minutes=1, ours=True,
        **{"anchor": Anchor(at="start"), **given},
    )  # fmt: skip


def only(one, *, facts=None, closed=CLOSED):
    return due_on(one, Days.of(facts or days()), closed)


def test_a_house_with_three_participants_has_its_house_step_once():
    desired = desired_steps([step("hus", role="hus", per="hus")], days(), seats(7, 7, 7))
    assert list(desired) == [StepKey("hus", unit_id=7)]


@pytest.mark.parametrize("role", ["fagligt_fyrtaarn", "hus", "gruppe"])
def test_what_belongs_to_a_house_is_there_once_for_each_house_even_if_the_file_says_nothing(role):
    desired = desired_steps([step("a", role=role)], days(), seats(7, 7, 8))
    assert list(desired) == [StepKey("a", unit_id=7), StepKey("a", unit_id=8)]


@pytest.mark.parametrize("role", ["deltager", "leder", "souschef"])
def test_what_belongs_to_a_seat_is_there_for_each_seat(role):
    desired = desired_steps([step("a", role=role)], days(), seats(7, 7, 8))
    assert list(desired) == [StepKey("a", seat_id=number) for number in (1, 2, 3)]


@pytest.mark.parametrize("role", ["konsulent", "chef"])
def test_what_belongs_to_the_cohort_is_there_once(role):
    assert list(desired_steps([step("a", role=role)], days(), seats(7, 8))) == [StepKey("a")]


def test_what_the_underviser_does_stands_on_the_page_of_a_day_and_is_no_row():
    """As rows they would be seen by nobody, never done, and counted among what was not done."""
    assert not [key for key in desired_steps(STEPS, days(), seats(7)) if key.key.startswith("underviser")]
    shown = {number: [one.key for one in own] for number, own in teachers_steps(STEPS, days()).items()}
    assert shown == {1: [], 2: ["underviser-2"], 3: ["underviser-3"], 4: ["underviser-4"], 5: ["underviser-5"]}
    late = step("late", role="underviser", anchor=Anchor(at="slut", weeks=1))
    assert [one.key for one in teachers_steps([late], days())[5]] == ["late"]
    cancelled = teachers_steps([*STEPS, late], days(cancelled={5}))
    assert [one.key for one in cancelled[4]] == ["underviser-4", "underviser-5", "late"]


def test_without_a_live_seat_or_a_live_day_there_is_nothing():
    assert desired_steps(STEPS, days(), []) == {}
    assert desired_steps(STEPS, days(cancelled={1, 2, 3, 4, 5}), seats(7)) == {}


def test_the_four_check_ins_of_horsens():
    desired = desired_steps(STEPS, days(), seats(7), CLOSED)
    dates = [desired[StepKey(key, seat_id=1)].due_on for key in ("tjek-1", "tjek-3", "tjek-6", "tjek-12")]
    assert dates == [date(2022, 1, 3), date(2022, 2, 24), date(2022, 5, 24), date(2022, 11, 24)]


def test_a_date_in_the_holiday_moves_on_to_the_first_working_day_after():
    in_week_42 = step("a", anchor=Anchor(at="mellem", day=3, days=10))
    assert only(in_week_42) == date(2021, 10, 25)


def test_a_date_that_would_reach_the_day_it_comes_before_moves_back():
    a_day_before = step("a", anchor=Anchor(at="dag", day=1, days=-1))
    assert only(a_day_before, closed=()) == date(2021, 8, 13)


def test_before_the_first_day_a_date_in_the_main_holiday_still_moves_on():
    assert only(step("a", anchor=Anchor(at="start", weeks=-3))) == date(2021, 8, 9)


def test_a_split_that_is_nearly_all_holiday_keeps_its_step_before_the_next_day():
    weeks = [IsoWeek(2021, 42), IsoWeek(2021, 43)]
    assert only(step("a", anchor=Anchor(at="mellem", day=3, days=17)), closed=weeks) == date(2021, 10, 15)


def test_a_step_on_a_day_is_on_that_day():
    assert only(step("a", kind="moed", anchor=Anchor(at="dag", day=2))) == date(2021, 9, 20)


def test_a_cancelled_day_takes_being_there_with_it():
    assert desired_steps([step("m", kind="moed", anchor=Anchor(at="dag", day=3))], days(cancelled={3}), seats(7)) == {}


def test_reading_for_a_cancelled_day_is_read_for_the_next():
    read = step("laes-3", kind="laes", anchor=Anchor(at="dag", day=3, weeks=-1))
    assert only(read, facts=days(cancelled={3})) == date(2021, 10, 25)


def test_what_the_next_day_asks_for_anyway_is_asked_once():
    talks = [step(f"tal-{day}", kind="tal", anchor=Anchor(at="dag", day=day, days=2)) for day in (3, 4)]
    assert list(desired_steps(talks, days(cancelled={3}), seats(7))) == [StepKey("tal-4", seat_id=1)]


def test_reading_is_never_a_double():
    reads = [step(f"laes-{day}", kind="laes", anchor=Anchor(at="dag", day=day, weeks=-1)) for day in (3, 4)]
    assert len(desired_steps(reads, days(cancelled={3}), seats(7))) == 2


def test_both_practice_tasks_of_a_melted_split_stay_where_they_were():
    tasks = [step(f"p-{day}", kind="proev", anchor=Anchor(at="mellem", day=day, days=10)) for day in (2, 3)]
    before = desired_steps(tasks, days(), seats(7))
    assert desired_steps(tasks, days(cancelled={3}), seats(7)) == before


def test_a_cancelled_first_day_moves_the_start():
    assert only(step("a", anchor=Anchor(at="start", weeks=-1)), facts=days(cancelled={1})) == date(2021, 9, 13)


def test_a_cancelled_last_day_moves_the_end():
    assert only(step("a", anchor=Anchor(at="slut", months=1)), facts=days(cancelled={5})) == date(2021, 12, 1)


@pytest.mark.parametrize(("lost", "stays"), [(1, 2), (5, 4)])
def test_a_cancelled_first_or_last_day_takes_its_own_split_with_it(lost, stays):
    tasks = [step(f"p-{day}", kind="proev", anchor=Anchor(at="mellem", day=day, days=10)) for day in (1, 2, 3, 4)]
    desired = desired_steps(tasks, days(cancelled={lost}), seats(7))
    assert (StepKey("p-1", seat_id=1) in desired) is (lost != 1)
    assert StepKey(f"p-{stays}", seat_id=1) in desired


@pytest.mark.parametrize("offset", [{}, {"days": -3}])
def test_what_follows_the_last_day_there_is_comes_after_it(offset):
    task = step("p-4", kind="proev", anchor=Anchor(at="mellem", day=4, **offset))
    assert only(task, facts=days(cancelled={5})) == date(2021, 11, 2)


def test_whoever_comes_late_is_not_asked_to_have_been_there():
    meet = step("m", kind="moed", anchor=Anchor(at="dag", day=1))
    late = SeatFact(1, 7, date(2021, 9, 1))
    assert desired_steps([meet], days(), [late]) == {}


# Properties

a_day = st.dates(date(2021, 6, 1), date(2022, 6, 1)).filter(is_working_day)


@given(a_day, st.integers(1, 5), st.sets(st.integers(1, 5)))
def test_moving_a_day_there_and_back_gives_the_same_steps(to, number, cancelled):
    before = desired_steps(STEPS, days(cancelled=cancelled), seats(7, 7, 8), CLOSED)
    desired_steps(STEPS, days(cancelled=cancelled, moved={number: to}), seats(7, 7, 8), CLOSED)
    assert desired_steps(STEPS, days(cancelled=cancelled), seats(7, 7, 8), CLOSED) == before


@given(st.lists(a_day, min_size=5, max_size=5, unique=True).map(sorted), st.sets(st.integers(1, 5), max_size=4))
def test_every_computed_date_is_a_working_day(dates, cancelled):
    facts = [day(number, on, number in cancelled) for number, on in enumerate(dates, start=1)]
    desired = desired_steps(STEPS, facts, seats(7), CLOSED)
    assert all(is_working_day(due.due_on) for due in desired.values())


@given(st.lists(a_day, min_size=5, max_size=5, unique=True).map(sorted))
def test_a_step_between_two_days_never_waits_past_the_next(dates):
    facts = [day(number, on) for number, on in enumerate(dates, start=1)]
    desired = desired_steps(STEPS, facts, seats(7), CLOSED)
    for number in (1, 2, 3, 4):
        assert desired[StepKey(f"proev-{number}", seat_id=1)].due_on < dates[number]


# Letters


def test_the_start_letter_of_horsens_goes_before_the_holiday_with_a_reminder_after_it():
    assert start_dates(HORSENS[0], closed=MAIN_HOLIDAY) == (date(2021, 7, 2), date(2021, 8, 9))


def test_a_start_letter_that_a_weekend_moved_has_no_reminder():
    letter, reminder = start_dates(date(2021, 11, 10))
    assert (letter, reminder) == (date(2021, 10, 8), None)


def test_a_place_given_late_has_its_letter_at_once():
    assert start_dates(HORSENS[0], given_on=date(2021, 8, 11), closed=MAIN_HOLIDAY) == (date(2021, 8, 11), None)


@given(a_day)
def test_both_letters_come_before_the_first_day(first_day):
    letter, reminder = start_dates(first_day, closed=CLOSED)
    assert letter < first_day
    assert reminder is None or letter < reminder < first_day


def test_the_teachers_link_goes_on_the_friday_before_a_monday():
    assert teacher_link_on(date(2021, 10, 11)) == date(2021, 10, 8)


def test_few_steps_come_by_mail():
    assert [one.key for one in STEPS if has_letter(one)] == [
        *(f"proev-{number}" for number in range(1, 5)),
        *(f"tjek-{months}" for months in (1, 3, 6, 12)),
        *(f"leder-spoerg-{number}" for number in range(1, 5)),
        "leder-tal-efter",
        *(f"leder-{months}" for months in (1, 3, 6, 12)),
    ]


def test_a_step_before_a_day_lies_a_week_before():
    assert only(step("a", anchor=Anchor(at="dag", day=2, weeks=-1))) == HORSENS[1] - timedelta(weeks=1)
