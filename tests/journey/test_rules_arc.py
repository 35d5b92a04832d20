"""The arc picture's geometry."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodfaest.journey.rules.arc import StopFact, StopKind, StopState, arc, span_words
from rodfaest.journey.rules.house_arc import WayFact, house_arc
from rodfaest.kernel.time import IsoWeek

START = StopFact(StopKind.BEFORE, "Før dag 1", date(2021, 7, 5))
HORSENS = [date(2021, 8, 16), date(2021, 9, 20), date(2021, 10, 11), date(2021, 11, 1), date(2021, 11, 24)]
DAYS = [StopFact(StopKind.DAY, f"Dag {number}", on, mark=str(number)) for number, on in enumerate(HORSENS, start=1)]
CHECK_INS = [
    StopFact(StopKind.CHECK_IN, name, on)
    for name, on in [
        ("Efter 1 måned", date(2021, 12, 27)),
        ("Efter 3 måneder", date(2022, 2, 24)),
        ("Efter 6 måneder", date(2022, 5, 24)),
        ("Efter 1 år", date(2022, 11, 24)),
    ]
]
WAY = [START, *DAYS, *CHECK_INS]
CLOSED = [*(IsoWeek(2021, week) for week in range(27, 32)), IsoWeek(2021, 42)]
BETWEEN_2_AND_3 = date(2021, 9, 29)


def drawn(facts=WAY, today=BETWEEN_2_AND_3):
    return arc(facts, today=today, closed=CLOSED)


def test_the_splits_say_their_calendar_days():
    assert [stretch.length for stretch in drawn().stretches[1:5]] == ["35 dage", "21 dage", "21 dage", "23 dage"]


def test_every_stop_of_another_year_says_its_year():
    stops = drawn().stops
    assert [stop.note for stop in stops] == [""] * 7 + ["2022"] * 3
    assert stops[-1].long_date == "torsdag den 24. november 2022"
    assert [stop.note for stop in drawn(today=date(2022, 3, 1)).stops][-4:] == ["2021", "", "", ""]


def test_what_waits_for_its_owner_is_next_and_the_one_ahead_is_not():
    waiting = [replace(stop, waits=stop.name == "Efter 3 måneder") for stop in WAY]
    picture = drawn(waiting, today=date(2022, 3, 1))
    assert [stop.fact.name for stop in picture.stops if stop.state is StopState.NEXT] == ["Efter 3 måneder"]
    assert picture.stops[-3].sentence == "Efter 3 måneder, torsdag den 24. februar. Venter på dig."
    assert picture.stops[-2].sentence == "Efter 6 måneder, tirsdag den 24. maj."


def test_a_holiday_is_a_gap_in_the_rail():
    split_3 = drawn().stretches[3]
    assert split_3.closed_weeks == "42"
    assert len(split_3.pieces) == 2
    assert split_3.pieces[0].x2 < split_3.pieces[1].x1


def test_the_rail_is_walked_to_today():
    picture = drawn()
    walked = [[piece.walked for piece in stretch.pieces] for stretch in picture.stretches]
    assert walked[:4] == [[True, True], [True], [True, False], [False, False]]
    assert picture.stretches[2].pieces[0].x2 == pytest.approx(
        picture.stops[2].x + (picture.stops[3].x - picture.stops[2].x) * 9 / 21, abs=0.01
    )


def test_the_first_stop_ahead_is_the_next():
    states = [stop.state for stop in drawn().stops]
    assert states == [StopState.PASSED] * 3 + [StopState.NEXT] + [StopState.LATER] * 6


def test_a_cancelled_day_keeps_its_place_and_is_not_the_next():
    facts = [replace(fact, cancelled=True) if fact.name == "Dag 3" else fact for fact in WAY]
    states = [stop.state for stop in drawn(facts).stops]
    assert states[3:5] == [StopState.CANCELLED, StopState.NEXT]


def test_it_is_read_aloud_as_a_list():
    facts = [
        START,
        replace(DAYS[0], said="Du var med."),
        replace(DAYS[1], moved_from=date(2021, 9, 13)),
        *CHECK_INS[3:],
    ]
    assert [stop.sentence for stop in drawn(facts).stops] == [
        "Før dag 1, mandag den 5. juli.",
        "Dag 1, mandag den 16. august. Du var med.",
        "Dag 2, mandag den 20. september. Flyttet fra mandag den 13. september.",
        "Efter 1 år, torsdag den 24. november 2022. Det er det næste.",
    ]


def test_a_check_in_that_waits_is_what_comes_next_and_nothing_after_it():
    facts = [DAYS[0], replace(CHECK_INS[0], waits=True), CHECK_INS[3]]
    stops = drawn(facts, today=CHECK_INS[0].on + timedelta(days=3)).stops
    assert [stop.state for stop in stops] == [StopState.PASSED, StopState.NEXT, StopState.LATER]
    assert stops[1].sentence.endswith("Venter på dig.")
    assert (stops[1].beside, stops[2].beside) == ("venter på dig", "")


def test_the_three_phases_stand_over_their_stops():
    phases = drawn().phases
    assert [phase.word for phase in phases] == ["FØR", "UNDER", "EFTER"]
    assert (phases[1].x1, phases[1].x2) == (drawn().stops[1].x, drawn().stops[5].x)


def test_half_a_year_is_said_in_months():
    assert [span_words(days) for days in (21, 62, 63, 184)] == ["21 dage", "62 dage", "2 måneder", "6 måneder"]


@given(st.lists(st.dates(date(2021, 1, 1), date(2023, 1, 1)), min_size=1, max_size=12), st.dates(date(2020, 1, 1)))
def test_every_picture_lies_within_its_frame_and_its_rail_never_runs_backwards(dates, today):
    picture = arc([StopFact(StopKind.DAY, "Dag", on) for on in dates], today=today, closed=CLOSED)
    assert all(0 <= stop.x <= 100 and 0 < stop.y < picture.height for stop in picture.stops)
    pieces = [piece for stretch in picture.stretches for piece in stretch.pieces]
    assert all(piece.x1 <= piece.x2 and piece.y1 <= piece.y2 for piece in pieces)
    walked = [piece.walked for piece in pieces]
    assert walked == sorted(walked, reverse=True), "what is walked comes before what is not"


# The house


def test_a_house_has_a_lane_for_each_way_the_earliest_on_top():
    later = [replace(fact, on=fact.on + timedelta(days=1)) for fact in WAY]
    picture = house_arc([WayFact("Kim", "B", later), WayFact("Mette", "A", WAY)], today=BETWEEN_2_AND_3)
    assert [lane.way.name for lane in picture.lanes] == ["Mette", "Kim"]
    assert picture.lanes[0].y < picture.lanes[1].y < picture.height
    assert 0 < picture.today_x < 100


def test_a_house_nobody_has_gone_from_has_no_lanes():
    assert house_arc([], today=BETWEEN_2_AND_3).lanes == ()


def test_what_was_brought_home_is_the_houses_and_on_nobodys_lane():
    picture = house_arc([WayFact("Mette", "Hold 1", WAY)], today=BETWEEN_2_AND_3, brought=[date(2021, 9, 6)])
    assert picture.lanes[0].sentence == "Mette, Hold 1: 2 af 5 dage er afholdt."
    assert (len(picture.brought.xs), picture.brought.sentence) == (1, "Taget med hjem 1 gang.")
    assert picture.lanes[-1].y < picture.brought.y < picture.height
    assert house_arc([WayFact("Mette", "Hold 1", WAY)], today=BETWEEN_2_AND_3).brought is None


def test_today_lies_on_its_stretch_and_nowhere_outside_the_way():
    picture = drawn()
    assert picture.here.stretch is picture.stretches[2]
    assert picture.stops[2].x < picture.here.x < picture.stops[3].x
    assert drawn(today=date(2021, 6, 1)).here is None
    assert drawn(today=date(2021, 9, 20)).here is None


def test_a_way_says_how_much_room_its_words_need():
    many = [replace(DAYS[0], name=f"Dag {number}", on=DAYS[0].on + timedelta(number)) for number in range(16)]
    assert [drawn(many[:stops]).room for stops in (10, 11, 14, 15)] == ["short", "long", "long", "endless"]
