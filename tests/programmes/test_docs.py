"""docs/programmes.md says what the classes say, and its example is a programme."""

import re
from enum import StrEnum
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from pydantic.fields import FieldInfo

from rodfaest.programmes.rules import definition, values, vocabulary
from rodfaest.programmes.rules.definition import Part
from rodfaest.programmes.rules.reading import read

PAGE = (Path(__file__).parents[2] / "docs" / "programmes.md").read_text("utf-8")
EXAMPLES = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)

TABLES = {
    "Øverst i filen": definition.Definition,
    "`[[sources]]`": definition.Source,
    "`[target_group]`": definition.TargetGroup,
    "`[[purposes]]`, `[[criteria.grant]]`, `[[criteria.local]]`, `[[practical]]`": definition.Paragraph,
    "`[criteria]`": definition.Criteria,
    "`[exam]`": definition.Exam,
    "`[[themes]]`": definition.Theme,
    "`[[goals]]`": definition.Goal,
    "`[[tools]]`": definition.Tool,
    "`[[days]]`": definition.Day,
    "`[reading]`": definition.Reading,
    "`[[reading.items]]`": definition.ReadingItem,
    "`[[practice]]`": definition.Practice,
    "`[[steps]]`": definition.Step,
    "`anchor` i et skridt": definition.Anchor,
    "`[[questionnaires]]`": definition.Questionnaire,
    "`[[questionnaires.when]]`": definition.Occasion,
    "`[[questionnaires.questions]]`": definition.Question,
    "`[framework]`": definition.Framework,
    "`[[framework.markers]]` og `[[framework.local]]`": definition.Marker,
    "`[[meets]]`": definition.Meeting,
}
WORDS = {
    "Roller": vocabulary.StepRole,
    "Faser": vocabulary.Phase,
    "Ankre": vocabulary.AnchorKind,
    "Slags skridt": vocabulary.StepKind,
    "Svar": vocabulary.AnswerKind,
    "Læsere": vocabulary.FirstAudience,
    "Hvor tit": vocabulary.Per,
    "Hverdagssituationer": vocabulary.Situation,
    "Læreplanens temaer": vocabulary.CurriculumTheme,
    "Det, kilderne kan tie om": vocabulary.NotStated,
}
KINDS = [
    (values.Text, "tekst"),
    (values.Title, "titel"),
    (values.ShortTitle, "kort titel"),
    (values.Choice, "valg"),
    (values.Key, "navn"),
    (values.Number, "helt tal"),
    (values.Minutes, "helt tal"),
    (values.Pages, "helt tal"),
    (values.Shift, "helt tal"),
    (values.Hours, "tal"),
    (values.Points, "tal"),
    (values.Flag, "ja/nej"),
    (values.Date, "dato"),
    (values.ClockTime, "klokkeslæt"),
    (values.Shares, "tabel"),
    (values.Limits, "tabel"),
]


def table_under(heading: str) -> list[list[str]]:
    """The rows of the one table under a heading of the page, without its head and its last column."""
    section = PAGE.split(f"\n### {heading}\n", 1)[1].split("\n#", 1)[0]
    rows = [line.strip("|").split(" | ") for line in section.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in row[:-1]] for row in rows[1:]]


def kind(hint: Any) -> str:
    if named := [name for known, name in KINDS if known == hint]:
        return named[0]
    if type(None) in get_args(hint):
        return kind(get_args(hint)[0])
    if get_origin(hint) is tuple:
        inner = get_args(hint)[0]
        return "tabeller" if isinstance(inner, type) and issubclass(inner, Part) else f"liste: {kind(inner)}"
    if issubclass(hint, StrEnum):
        heading = next(heading for heading, words in WORDS.items() if words is hint)
        return f"ord: [{heading}](#{heading.lower().replace(' ', '-').replace(',', '')})"
    return "tabel"


def default(field: FieldInfo) -> str:
    if field.is_required():
        return "skal skrives"
    value = field.default
    if value is None or value == () or isinstance(value, Part):
        return "intet"
    if isinstance(value, dict):
        return f"`{{ {', '.join(f'{name} = {number}' for name, number in value.items())} }}`"
    return f'`"{value}"`' if isinstance(value, str) else f"`{str(value).lower()}`"


@pytest.mark.parametrize(("heading", "model"), TABLES.items())
def test_every_key_stands_on_the_page_with_its_type_and_default(heading, model):
    hints = get_type_hints(model, include_extras=True)
    expected = [
        [f"`{name}`", kind(hints[name]), default(field)]
        for name, field in model.model_fields.items()
        if name not in ("source", "ours")
    ]
    assert table_under(heading) == expected


@pytest.mark.parametrize(("heading", "words"), WORDS.items())
def test_every_word_stands_on_the_page_as_the_screen_shows_it(heading, words):
    assert table_under(heading) == [[f"`{word}`", word.label] for word in words]


def test_every_part_of_a_programme_has_its_table():
    parts = {model for model in vars(definition).values() if isinstance(model, type) and issubclass(model, Part)}
    assert parts == {*TABLES.values(), Part, definition.Sourced}


def test_the_page_says_how_often_each_role_does_a_thing():
    said = PAGE.split("(`per`): ", 1)[1].split(".", 1)[0].replace("\n  ", " ")
    found = {}
    for clause in said.split("; "):
        roles = clause.split(" `", 1)[0].replace(" og ", ", ").split(", ")
        found |= dict.fromkeys(roles, re.findall("`(.+?)`", clause))
    assert found == {role.label: [str(per) for per in choices] for role, choices in vocabulary.PER_OF_ROLE.items()}


def test_the_page_says_how_long_each_may_be():
    said = PAGE.split("**Typerne.**", 1)[1].split("\n\n", 1)[0].replace("\n", " ")
    longest = [next(rule.max_length for rule in kind.__metadata__ if hasattr(rule, "max_length"))
               for kind in (values.Title, values.ShortTitle, values.Choice, values.Key)]  # fmt: skip
    assert (
        f"en titel har højst {longest[0]} tegn, en kort titel højst {longest[1]} og et valg højst {longest[2]}" in said
    )
    assert f"højst {longest[3]} tegn. *helt tal*" in said


def test_the_first_example_is_a_programme():
    assert read(EXAMPLES[0]).key == "leder-to-timer"


def test_both_examples_together_use_every_table():
    whole = read("\n".join(EXAMPLES))
    assert [name for name in type(whole).model_fields if not getattr(whole, name) and name != "ours"] == [
        "source", "ects", "weeks_between", "not_stated",
    ]  # fmt: skip
