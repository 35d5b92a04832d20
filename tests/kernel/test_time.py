"""Danish civil time: what day it is, which days are working days."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodfaest.kernel import time as kernel_time
from rodfaest.kernel.time import (
    IsoWeek,
    at,
    how_far,
    install_today,
    is_working_day,
    months_after,
    on_or_after,
    on_or_before,
    public_holiday,
    short_date,
    today,
    working_days_between,
)

MAIN_HOLIDAY = frozenset(IsoWeek(2021, week) for week in range(27, 32))
WEEK_42 = frozenset([IsoWeek(2021, 42)])
DAGPLEJE = [date(2021, 8, 16), date(2021, 9, 20), date(2021, 10, 11), date(2021, 11, 1), date(2021, 11, 24)]

days = st.dates(date(2015, 1, 1), date(2035, 12, 31))
weeks = st.frozensets(st.builds(IsoWeek, st.integers(2015, 2035), st.integers(1, 52)), max_size=6)


def test_every_test_lives_on_the_same_day():
    assert today() == date(2021, 5, 3)


def test_the_day_can_be_moved(on_date):
    on_date(date(2021, 8, 16))
    assert today() == date(2021, 8, 16)


def test_a_source_of_days_may_answer_differently_each_time():
    answers = iter([date(2021, 8, 16), date(2021, 8, 17)])
    install_today(lambda: next(answers))
    assert [today(), today()] == [date(2021, 8, 16), date(2021, 8, 17)]


def test_the_real_date_is_the_danish_one(monkeypatch):
    class LateInTheEvening(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(2021, 5, 3, 22, 30, tzinfo=UTC).astimezone(tz)

    monkeypatch.setattr(kernel_time, "datetime", LateInTheEvening)
    assert kernel_time.real_today() == date(2021, 5, 4)


def test_a_time_of_day_knows_summer_and_winter():
    assert at(date(2021, 8, 16), time(9)).utcoffset() == timedelta(hours=2)
    assert at(date(2021, 11, 24), time(9)).utcoffset() == timedelta(hours=1)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2021, 4, 1), "Skærtorsdag"),
        (date(2021, 4, 2), "Langfredag"),
        (date(2021, 4, 5), "Anden påskedag"),
        (date(2021, 4, 30), "Store bededag"),
        (date(2023, 5, 5), "Store bededag"),
        (date(2024, 4, 26), None),
        (date(2021, 5, 13), "Kristi himmelfartsdag"),
        (date(2021, 5, 24), "Anden pinsedag"),
        (date(2021, 6, 5), "Grundlovsdag"),
        (date(2021, 12, 24), "Juleaftensdag"),
        (date(2021, 12, 25), "Juledag"),
    ],
)
def test_public_holidays_are_those_of_the_law(day, name):
    assert public_holiday(day) == name


def test_the_split_periods_of_the_dagpleje_cohort_are_worth_what_the_seed_says():
    pairs = list(pairwise(DAGPLEJE))
    assert [(after - before).days for before, after in pairs] == [35, 21, 21, 23]
    assert [working_days_between(*pair, closed=WEEK_42) for pair in pairs] == [24, 14, 9, 16]


def test_the_start_letter_moves_before_the_main_holiday_and_its_reminder_after_it():
    a_month_before = months_after(date(2021, 8, 16), -1)
    assert on_or_before(a_month_before, closed=MAIN_HOLIDAY) == date(2021, 7, 2)
    assert on_or_after(a_month_before, closed=MAIN_HOLIDAY) == date(2021, 8, 9)


@given(days, weeks)
def test_a_date_lands_on_the_nearest_working_day_after_or_before(day, closed):
    after, before = on_or_after(day, closed=closed), on_or_before(day, closed=closed)
    assert before <= day <= after
    assert is_working_day(after, closed=closed)
    assert is_working_day(before, closed=closed)
    assert working_days_between(before, after, closed=closed) == 0
    assert (before == after) == is_working_day(day, closed=closed)


@given(days, days, days)
def test_working_days_add_up_over_a_day_between(one, two, three):
    first, middle, last = sorted([one, two, three])
    between = working_days_between(first, middle) + working_days_between(middle, last)
    counted_itself = first < middle < last and is_working_day(middle)
    assert working_days_between(first, last) == between + counted_itself


@given(days, st.integers(-24, 24))
def test_months_keep_the_day_or_take_the_last(day, months):
    there = months_after(day, months)
    assert (there.year * 12 + there.month) - (day.year * 12 + day.month) == months
    assert there.day == day.day or (there + timedelta(days=1)).day == 1


def test_how_far_is_said_as_one_says_it():
    seen_from = date(2021, 9, 8)
    said = [how_far(seen_from + timedelta(days=days), seen_from=seen_from) for days in (-2, -1, 0, 1, 2)]
    assert said == ["for 2 dage siden", "i går", "i dag", "i morgen", "om 2 dage"]


def test_short_months_are_not_cut():
    assert [short_date(date(2021, month, 1)) for month in (3, 5, 6, 7, 8)] == [
        "1. mar.",
        "1. maj",
        "1. juni",
        "1. juli",
        "1. aug.",
    ]
