"""What lies between the days, and what a cancelled day does to it (docs/decisions/0004)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodfaest.cohorts.rules.days import DayFacts
from rodfaest.cohorts.rules.splits import cancelled_sentence, dates_to_count_from, splits
from rodfaest.kernel.time import IsoWeek

WEEK_42 = [IsoWeek(2021, 42)]
DAGPLEJE = [date(2021, 8, 16), date(2021, 9, 20), date(2021, 10, 11), date(2021, 11, 1), date(2021, 11, 24)]
VUGGESTUE = [day + timedelta(days=1) for day in DAGPLEJE]


def days_on(dates, *, cancelled=()):
    return [
        DayFacts(number, on=on, planned=on, cancelled_on=date(2021, 8, 1) if number in cancelled else None)
        for number, on in enumerate(dates, start=1)
    ]


@pytest.mark.parametrize("dates", [DAGPLEJE, VUGGESTUE])
def test_the_splits_of_the_frame_with_week_42_taken_out(dates):
    found = splits(days_on(dates), WEEK_42)
    assert [(split.calendar_days, split.working_days) for split in found] == [(35, 24), (21, 14), (21, 9), (23, 16)]


def test_without_the_kommunes_weeks_the_third_split_has_five_days_more():
    assert [split.working_days for split in splits(days_on(DAGPLEJE))] == [24, 14, 14, 16]


def test_a_cancelled_day_in_the_middle_melts_its_two_splits_and_keeps_both_tasks():
    found = splits(days_on(DAGPLEJE, cancelled=[3]), WEEK_42)
    assert [(s.after_number, s.before_number, s.calendar_days, s.working_days, s.task_numbers) for s in found] == [
        (1, 2, 35, 24, (1,)),
        (2, 4, 42, 24, (2, 3)),
        (4, 5, 23, 16, (4,)),
    ]


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (1, "Holdet begynder på dag 2. Praksisopgaven efter dag 1 falder væk."),
        (
            3,
            "Dag 2 og dag 4 får én lang splitperiode imellem sig: 42 dage, heraf 24 arbejdsdage imellem. "
            "Praksisopgaverne efter dag 2 og 3 bliver stående i den.",
        ),
        (5, "Holdet slutter på dag 4. Praksisopgaven efter dag 5 falder væk."),
    ],
)
def test_what_a_cancelled_day_does_is_said_before_and_after(number, sentence):
    assert cancelled_sentence(days_on(DAGPLEJE), number, WEEK_42) == sentence
    assert cancelled_sentence(days_on(DAGPLEJE, cancelled=[number]), number, WEEK_42) == sentence


def test_a_cancelled_day_in_the_middle_lends_its_date_and_those_at_the_ends_do_not():
    assert dates_to_count_from(days_on(DAGPLEJE, cancelled=[3])) == dict(enumerate(DAGPLEJE, start=1))
    assert list(dates_to_count_from(days_on(DAGPLEJE, cancelled=[1, 5]))) == [2, 3, 4]


def test_a_neighbour_that_moved_past_a_cancelled_day_pushes_it_into_the_middle():
    days = days_on(DAGPLEJE, cancelled=[3])
    days[1] = replace(days[1], on=date(2021, 10, 15))
    assert dates_to_count_from(days)[3] == date(2021, 10, 23)


holds = st.lists(st.integers(1, 60), min_size=1, max_size=8).flatmap(
    lambda gaps: st.tuples(st.just(gaps), st.sets(st.integers(1, len(gaps) + 1), max_size=len(gaps)))
)


@given(holds)
def test_splits_reach_from_the_first_day_that_stands_to_the_last(hold):
    gaps, cancelled = hold
    dates = [date(2021, 8, 16)]
    for gap in gaps:
        dates.append(dates[-1] + timedelta(days=gap))
    days = days_on(dates, cancelled=cancelled)
    standing = [day for day in days if day.is_live]
    found = splits(days)

    assert sum(split.calendar_days for split in found) == (standing[-1].on - standing[0].on).days
    assert all(0 <= split.working_days < split.calendar_days for split in found)
    assert len(found) == len(standing) - 1
    tasks = [number for split in found for number in split.task_numbers]
    assert tasks == [day.number for day in days if standing[0].number <= day.number < standing[-1].number]


@given(holds)
def test_the_dates_steps_are_counted_from_lie_in_order(hold):
    gaps, cancelled = hold
    dates = [date(2021, 8, 16)]
    for gap in gaps:
        dates.append(dates[-1] + timedelta(days=gap))
    counted = dates_to_count_from(days_on(dates, cancelled=cancelled))
    assert list(counted) == sorted(counted)
    assert list(counted.values()) == sorted(counted.values())
