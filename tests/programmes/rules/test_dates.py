"""When things fall due, on Horsens' own dates of 2021."""

from datetime import date

import pytest

from rodfaest.programmes.rules.definition import Anchor

DAYS = {
    1: date(2021, 8, 16),
    2: date(2021, 9, 20),
    3: date(2021, 10, 11),
    4: date(2021, 11, 1),
    5: date(2021, 11, 24),
}


@pytest.mark.parametrize(
    ("anchor", "due"),
    [
        ({"at": "start"}, date(2021, 8, 16)),
        ({"at": "start", "weeks": -6}, date(2021, 7, 5)),
        ({"at": "dag", "day": 3, "days": -3}, date(2021, 10, 8)),
        ({"at": "mellem", "day": 1, "days": 10}, date(2021, 8, 26)),
        ({"at": "mellem", "day": 1}, date(2021, 9, 2)),
        ({"at": "mellem", "day": 2, "weeks": 9}, date(2021, 10, 10)),
        ({"at": "slut", "months": 1}, date(2021, 12, 24)),
        ({"at": "slut", "months": 12}, date(2022, 11, 24)),
        ({"at": "slut", "months": 3, "weeks": 1, "days": 1}, date(2022, 3, 4)),
        ({"at": "dag", "day": 6}, None),
    ],
)
def test_an_anchor_falls_due(anchor, due):
    assert Anchor.model_validate(anchor).due_on(DAYS) == due


def test_the_end_of_a_long_month_becomes_the_end_of_a_short_one():
    assert Anchor(at="slut", months=1).due_on({1: date(2024, 1, 31)}) == date(2024, 2, 29)


def test_what_hangs_on_a_day_without_a_date_has_none():
    left = {number: on for number, on in DAYS.items() if number != 3}
    assert Anchor(at="dag", day=3, days=-3).due_on(left) is None
    assert Anchor(at="mellem", day=3, days=10).due_on(left) is None


def test_a_split_whose_next_day_has_no_date_is_counted_from_its_first():
    left = {number: on for number, on in DAYS.items() if number != 3}
    assert Anchor(at="mellem", day=2, weeks=9).due_on(left) == date(2021, 11, 22)


def test_start_and_end_follow_the_days_that_are_left():
    left = {2: DAYS[2], 3: DAYS[3]}
    assert (Anchor(at="start").due_on(left), Anchor(at="slut").due_on(left)) == (DAYS[2], DAYS[3])


def test_no_days_no_dates():
    assert Anchor(at="slut", months=1).due_on({}) is None
