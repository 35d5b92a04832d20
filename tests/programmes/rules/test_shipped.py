"""The four definitions that come with the product say what the sources say, and no more."""

import re
from datetime import time

import pytest

from rodfaest.programmes.rules.checking import sourced_parts
from rodfaest.programmes.rules.definition import Definition
from rodfaest.programmes.rules.reading import read
from rodfaest.programmes.rules.shipped import shipped
from rodfaest.programmes.rules.vocabulary import (
    NOT_STATED,
    TEXT_NOT_FOUND,
    AnchorKind,
    AnswerKind,
    FirstAudience,
    NotStated,
    Phase,
    StepKind,
    StepRole,
)

PROGRAMMES = {name.removesuffix(".toml"): read(text, name) for name, text in shipped().items()}
DAGPLEJE = PROGRAMMES["horsens-dagpleje"]
VUGGESTUE = PROGRAMMES["horsens-vuggestue"]
ABSALON = PROGRAMMES["absalon-assistenter"]
DIPLOM = PROGRAMMES["diplommodul-tidlig-indsats"]

each = pytest.mark.parametrize("definition", PROGRAMMES.values(), ids=PROGRAMMES)


def test_the_four_are_there_under_their_own_keys():
    assert {name: definition.key for name, definition in PROGRAMMES.items()} == {
        name: name
        for name in ("absalon-assistenter", "diplommodul-tidlig-indsats", "horsens-dagpleje", "horsens-vuggestue")
    }


@pytest.mark.parametrize(("definition", "themes"), [(DAGPLEJE, 9), (VUGGESTUE, 7)], ids=["dagpleje", "vuggestue"])
def test_horsens_has_five_days_seven_goals_and_two_hundred_pages(definition: Definition, themes):
    assert [(day.number, day.starts, day.ends, day.counted_hours) for day in definition.days] == [
        (number, time(9), time(15, 50), 7.4) for number in range(1, 6)
    ]
    assert definition.counted_hours == 37
    assert [goal.number for goal in definition.goals] == [1, 2, 3, 4, 5, 6, 7]
    assert len(definition.themes) == themes
    assert definition.reading.pages == 200
    assert [definition.pages_before(day.number) for day in definition.days] == [40] * 5
    assert definition.weeks_between == 3
    assert dict(definition.split) == {Phase.BEFORE: 20, Phase.DURING: 30, Phase.AFTER: 50}
    assert (len(definition.criteria.grant), len(definition.criteria.local)) == (1, 4)


def test_vuggestue_takes_the_content_of_the_course_page_and_the_goals_of_the_frame():
    assert {theme.source for theme in VUGGESTUE.themes} == {"kursusside"}
    assert {goal.source for goal in VUGGESTUE.goals} == {"ramme-08"}


def test_the_providers_own_programme_says_nothing_of_what_its_page_is_silent_about():
    assert set(ABSALON.not_stated) == {
        NotStated.LOCAL_CRITERIA, NotStated.TOOLS, NotStated.DAY_THEMES, NotStated.TEACHING_TIME, NotStated.READING,
    }  # fmt: skip
    assert (len(ABSALON.goals), len(ABSALON.themes), len(ABSALON.days)) == (7, 7, 5)
    assert (ABSALON.counted_hours, ABSALON.days[0].starts, ABSALON.reading) == (37, None, None)
    assert "uddannet" not in ABSALON.target_group.text


def test_the_diplommodul_is_ten_points_with_an_exam_that_is_the_providers():
    assert (DIPLOM.kind, DIPLOM.ects, DIPLOM.exam.held_by) == ("diplommodul", 10, "Udbyderen")
    assert (DIPLOM.goals, DIPLOM.themes, DIPLOM.reading) == ((), (), None)
    assert not DIPLOM.is_stated(NotStated.GOALS)


def test_the_study_days_of_the_diplommodul_are_ours_and_not_five():
    assert [(day.number, day.ours, day.counted_hours) for day in DIPLOM.days] == [(n, True, None) for n in range(1, 7)]
    assert DIPLOM.counted_hours is None


@each
def test_no_reading_has_an_invented_title(definition: Definition):
    items = definition.reading.items if definition.reading else ()
    assert [item.title for item in items] == [NOT_STATED] * len(items)


@each
def test_the_markers_of_the_ministry_are_an_empty_slot(definition: Definition):
    markers = definition.framework.markers if definition.framework else ()
    assert [marker.text for marker in markers] == [TEXT_NOT_FOUND] * len(markers)


@each
def test_every_step_question_and_task_is_marked_as_ours(definition: Definition):
    ours = (*definition.steps, *definition.questionnaires, *definition.practice, *definition.tools)
    assert [part for part in ours if not part.ours] == []


@each
def test_every_source_is_used(definition: Definition):
    assert {source.key for source in definition.sources} == {part.source for _, part in sourced_parts(definition)} - {
        None
    }


@each
def test_everybody_has_steps_in_each_phase(definition: Definition):
    for role in (StepRole.PARTICIPANT, StepRole.LEADER, StepRole.BEACON, StepRole.HOUSE, StepRole.CONSULTANT):
        assert {step.phase for step in definition.steps_for(role)} == set(Phase), role


@each
@pytest.mark.parametrize("role", [StepRole.PARTICIPANT, StepRole.LEADER])
def test_somebody_asks_after_one_three_six_and_twelve_months(definition: Definition, role):
    asked = [step.anchor for step in definition.steps_for(role, Phase.AFTER) if step.kind is StepKind.FOLLOW_UP]
    assert [(anchor.at, anchor.months) for anchor in asked] == [(AnchorKind.END, months) for months in (1, 3, 6, 12)]


@each
def test_a_task_follows_every_day(definition: Definition):
    assert [definition.practice_after(day.number).after_day for day in definition.days] == [
        day.number for day in definition.days
    ]


def test_what_a_dagplejer_writes_starts_as_only_hers():
    written = [step for step in DAGPLEJE.steps_for(StepRole.PARTICIPANT) if step.answer is AnswerKind.TEXT]
    assert {step.audience for step in written} == {FirstAudience.ME}


@each
def test_it_speaks_plainly(definition: Definition):
    for step in definition.steps:
        assert len(step.title) <= 60, step.key
        assert max(len(sentence.split()) for sentence in re.split(r"[.?!:]", step.text)) <= 20, step.key
