"""Minutes per role and phase."""

from rodfaest.programmes.rules.load import RoleLoad, load_of, load_table
from rodfaest.programmes.rules.reading import read
from rodfaest.programmes.rules.shipped import shipped
from rodfaest.programmes.rules.vocabulary import Phase, StepRole

DAGPLEJE = read(shipped()["horsens-dagpleje.toml"])


def test_steps_and_questionnaires_count_and_reading_does_not():
    assert load_of(DAGPLEJE)[:2] == (
        RoleLoad(StepRole.PARTICIPANT, {Phase.BEFORE: 18, Phase.DURING: 16, Phase.AFTER: 18}, limit=60),
        RoleLoad(StepRole.LEADER, {Phase.BEFORE: 16, Phase.DURING: 8, Phase.AFTER: 13}, limit=45),
    )


def test_what_people_are_told_leaves_out_the_questionnaires_nobody_is_asked_yet():
    assert load_of(DAGPLEJE, questionnaires=False)[0].total == 45


def test_a_role_without_a_limit_is_added_up_all_the_same():
    consultant = next(load for load in load_of(DAGPLEJE) if load.role is StepRole.CONSULTANT)
    assert (consultant.total, consultant.limit, consultant.is_too_much) == (65, None, False)


def test_a_limit_is_broken_one_minute_above_it():
    just, above = (RoleLoad(StepRole.LEADER, {Phase.BEFORE: minutes}, limit=45) for minutes in (45, 46))
    assert (just.is_too_much, above.is_too_much) == (False, True)


def test_a_file_that_sets_one_limit_keeps_the_other():
    text = shipped()["horsens-dagpleje.toml"].replace("{ deltager = 60, leder = 45 }", "{ konsulent = 90 }")
    assert read(text).max_minutes == {StepRole.PARTICIPANT: 60, StepRole.LEADER: 45, StepRole.CONSULTANT: 90}


def test_the_table_has_a_line_for_each_role():
    assert load_table(DAGPLEJE).splitlines()[:3] == [
        "                    FØR  UNDER  EFTER  i alt  grænse",
        "deltager             18     16     18     52      60",
        "leder                16      8     13     37      45",
    ]
