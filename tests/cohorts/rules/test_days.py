"""What may happen to a teaching day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodfaest.cohorts.rules.days import (
    DayFacts,
    DayState,
    Ground,
    state_of,
    state_sentence,
    why_not_a_teaching_day,
    why_not_cancel,
    why_not_hold,
    why_not_move,
    why_not_places,
    why_not_restore,
)
from rodfaest.kernel.time import IsoWeek

CLOSED = {IsoWeek(2021, 42): "efterårsferie"}
MAY_3, JUNE_15, AUGUST_12 = date(2021, 5, 3), date(2021, 6, 15), date(2021, 8, 12)
ONE, TWO, THREE = (
    DayFacts(number, on=on, planned=on)
    for number, on in enumerate([date(2021, 8, 16), date(2021, 9, 20), date(2021, 10, 11)], start=1)
)
CANCELLED = replace(TWO, cancelled_on=MAY_3)
HELD = replace(TWO, held_on=date(2021, 9, 20))


@pytest.mark.parametrize(
    ("day", "state", "sentence"),
    [
        (TWO, DayState.PLANNED, "Planlagt."),
        (replace(TWO, on=date(2021, 9, 21)), DayState.MOVED, "Flyttet fra mandag den 20. september."),
        (CANCELLED, DayState.CANCELLED, "Aflyst. Skulle have ligget mandag den 20. september."),
        (HELD, DayState.HELD, "Afholdt."),
    ],
)
def test_the_state_is_read_off_the_facts(day, state, sentence):
    assert (state_of(day), state_sentence(day, date(2021, 9, 21))) == (state, sentence)


def test_a_day_still_going_on_is_not_yet_held():
    assert state_sentence(HELD, HELD.on) == "I dag."


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (date(2021, 4, 5), "Mandag den 5. april 2021 er anden påskedag. Vælg en anden dag."),
        (date(2023, 5, 5), "Fredag den 5. maj 2023 er store bededag. Vælg en anden dag."),
        (date(2027, 4, 23), None),
        (date(2021, 5, 13), "Torsdag den 13. maj 2021 er Kristi himmelfartsdag. Vælg en anden dag."),
        (date(2021, 9, 18), "Lørdag den 18. september 2021 ligger i en weekend. Vælg en hverdag."),
        (
            date(2021, 10, 20),
            "Onsdag den 20. oktober 2021 ligger i kommunens ferie, uge 42 (efterårsferie). Vælg en anden uge.",
        ),
        (date(2021, 10, 25), None),
    ],
)
def test_nothing_is_taught_on_holidays_weekends_and_in_the_kommunes_weeks(day, sentence):
    assert why_not_a_teaching_day(day, closed=CLOSED) == sentence


@pytest.mark.parametrize(
    ("day", "to", "sentence"),
    [
        (TWO, date(2021, 9, 21), None),
        (TWO, date(2021, 9, 20), "Dag 2 ligger allerede mandag den 20. september."),
        (TWO, date(2021, 5, 3), "Vælg en dato, der ligger efter i dag, mandag den 3. maj."),
        (TWO, date(2021, 8, 16), "Dag 2 skal ligge efter dag 1, mandag den 16. august."),
        (TWO, date(2021, 10, 12), "Dag 2 skal ligge før dag 3, mandag den 11. oktober."),
        (TWO, date(2021, 9, 19), "Søndag den 19. september 2021 ligger i en weekend. Vælg en hverdag."),
        (
            ONE,
            JUNE_15,
            "Dag 1 skal ligge efter svarfristen, tirsdag den 15. juni. "
            "Flyt svarfristen først, hvis dagen skal ligge så tidligt.",
        ),
        (ONE, date(2021, 6, 16), None),
        (CANCELLED, date(2021, 9, 21), "Dag 2 er aflyst. Sæt den tilbage, hvis den skal holdes."),
        (HELD, date(2021, 9, 21), "Dag 2 er afholdt og kan ikke flyttes."),
        (
            THREE,
            date(2021, 10, 18),
            "Mandag den 18. oktober 2021 ligger i kommunens ferie, uge 42 (efterårsferie). Vælg en anden uge.",
        ),
    ],
)
def test_a_day_moves_between_its_neighbours(day, to, sentence):
    others = [other for other in (ONE, TWO, THREE) if other.number != day.number]
    assert why_not_move(day, to, Ground(others, JUNE_15, CLOSED, MAY_3)) == sentence


def test_a_cancelled_neighbour_is_not_in_the_way():
    assert why_not_move(ONE, date(2021, 9, 23), Ground([CANCELLED, THREE], JUNE_15, {}, MAY_3)) is None


def test_a_cancelled_day_comes_back_only_where_it_can_be_taught():
    later_first = replace(ONE, on=date(2021, 9, 22))
    assert why_not_restore(CANCELLED, CANCELLED.on, Ground([ONE, THREE], JUNE_15, {}, MAY_3)) is None
    assert (
        why_not_restore(CANCELLED, CANCELLED.on, Ground([later_first, THREE], JUNE_15, {}, MAY_3))
        == "Dag 2 skal ligge efter dag 1, onsdag den 22. september."
    )
    assert why_not_restore(TWO, TWO.on, Ground([ONE], JUNE_15, {}, MAY_3)) == "Dag 2 er ikke aflyst."


def test_the_last_day_that_stands_is_not_cancelled():
    assert why_not_cancel(ONE, others=[TWO]) is None
    assert why_not_cancel(ONE, others=[CANCELLED]) == "Dag 1 er den sidste dag, holdet har. Flyt den i stedet."
    assert why_not_cancel(CANCELLED, others=[ONE]) == "Dag 2 er allerede aflyst."
    assert why_not_cancel(HELD, others=[ONE]) == "Dag 2 er afholdt og kan ikke aflyses."


def test_a_day_is_held_on_its_day_or_later_and_once():
    assert why_not_hold(TWO, today=TWO.on) is None
    assert why_not_hold(TWO, today=TWO.on - timedelta(days=1)) == "Dag 2 er først mandag den 20. september."
    assert why_not_hold(HELD, today=TWO.on) == "Dag 2 er allerede markeret som afholdt."
    assert why_not_hold(CANCELLED, today=TWO.on) == "Dag 2 er aflyst."


@pytest.mark.parametrize(("places", "fine"), [(0, False), (1, True), (200, True), (201, False)])
def test_a_cohort_has_at_least_one_place(places, fine):
    assert (why_not_places(places) is None) is fine


@given(st.integers(0, 400), st.integers(0, 400))
def test_a_move_that_is_let_through_can_always_be_taught(day_offset, today_offset):
    to, today = ONE.on + timedelta(days=day_offset), ONE.on + timedelta(days=today_offset - 200)
    if why_not_move(TWO, to, Ground([ONE, THREE], JUNE_15, CLOSED, today)) is None:
        assert ONE.on < to < THREE.on
        assert to > today
        assert why_not_a_teaching_day(to, closed=CLOSED) is None


moves = st.lists(st.tuples(st.sampled_from(["move", "cancel", "restore"]), st.integers(1, 5), st.integers(0, 120)))


@given(moves)
def test_whatever_is_let_through_the_days_stand_in_order_on_dates_that_can_be_taught(presses):
    """The actions do just this, under a lock: ask the rule, then change the one day."""
    dates = [date(2021, 8, 16), date(2021, 9, 20), date(2021, 10, 11), date(2021, 11, 1), date(2021, 11, 24)]
    days = {number: DayFacts(number, on=on, planned=on) for number, on in enumerate(dates, start=1)}
    for verb, number, offset in presses:
        day, to = days[number], date(2021, 8, 10) + timedelta(days=offset)
        others = [other for other in days.values() if other.number != number]
        ground = Ground(others, AUGUST_12, CLOSED, MAY_3)
        if verb == "move" and why_not_move(day, to, ground) is None:
            days[number] = replace(day, on=to)
        elif verb == "cancel" and why_not_cancel(day, others=others) is None:
            days[number] = replace(day, cancelled_on=MAY_3)
        elif verb == "restore" and why_not_restore(day, to, ground) is None:
            days[number] = replace(day, on=to, cancelled_on=None)

        standing = [day.on for day in days.values() if day.is_live]
        assert standing
        assert standing == sorted(set(standing))
        assert standing[0] > AUGUST_12
        assert all(why_not_a_teaching_day(on, closed=CLOSED) is None for on in standing)
