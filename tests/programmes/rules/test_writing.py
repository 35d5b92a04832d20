"""Out and in again: nothing is lost, nothing moves."""

from datetime import date, time
from enum import StrEnum
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rodfaest.programmes.rules import values
from rodfaest.programmes.rules.definition import Definition, Part
from rodfaest.programmes.rules.reading import read, reread
from rodfaest.programmes.rules.shipped import shipped
from rodfaest.programmes.rules.vocabulary import Phase, StepRole
from rodfaest.programmes.rules.writing import digest_of, write
from tests.searching import examples

KEYS = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True).filter(lambda key: len(key) <= 60)
TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\r\t\"'\\#[]"), min_size=1, max_size=30
).filter(str.strip)
LINES = TEXTS.filter(lambda text: not {*"\r\n"} & {*text})
COUNTS = st.integers(1, 100)
STRATEGIES = [
    (values.Text, TEXTS),
    (values.Title, LINES),
    (values.ShortTitle, LINES),
    (values.Choice, LINES),
    (values.Key, KEYS),
    (values.Number, st.integers(1, 200)),
    (values.Minutes, COUNTS),
    (values.Pages, COUNTS),
    (values.Share, COUNTS),
    (values.Limit, COUNTS),
    (values.Shift, st.integers(-1000, 1000)),
    (values.Hours, st.floats(0.01, 24)),
    (values.Points, st.floats(0.01, 300)),
    (values.Flag, st.booleans()),
    (values.Date, st.dates(date(2000, 1, 1))),
    (values.ClockTime, st.times().map(lambda at: f"{at.hour}.{at.minute:02}")),
    (values.Shares, st.dictionaries(st.sampled_from(Phase), COUNTS, min_size=1)),
    (values.Limits, st.dictionaries(st.sampled_from(StepRole), COUNTS, min_size=1)),
]


def anything_of(hint: Any) -> st.SearchStrategy[Any]:
    """Whatever a file may hold for a key with this type."""
    if known := [strategy for kind, strategy in STRATEGIES if kind == hint]:
        return known[0]
    if type(None) in get_args(hint):
        return anything_of(get_args(hint)[0])
    if get_origin(hint) is tuple:
        return st.lists(anything_of(get_args(hint)[0]), min_size=1, max_size=2)
    return st.sampled_from(hint) if issubclass(hint, StrEnum) else tables_of(hint)


def tables_of(model: type[Part]) -> st.SearchStrategy[dict[str, Any]]:
    """A table with every key the model demands and any of those it doesn't."""
    hints = get_type_hints(model, include_extras=True)
    keys = {name: anything_of(hints[name]) for name in model.model_fields}
    required = {name: keys[name] for name, field in model.model_fields.items() if field.is_required()}
    return st.fixed_dictionaries(required, optional={name: keys[name] for name in keys.keys() - required.keys()})


@settings(max_examples=examples(30))
@given(tables_of(Definition).map(Definition.model_validate))
def test_what_is_written_reads_back_as_the_same_and_is_written_the_same(definition):
    text = write(definition)
    assert reread(text) == definition
    assert write(reread(text)) == text


@pytest.mark.parametrize("text", shipped().values(), ids=shipped())
def test_a_shipped_programme_comes_back_whole(text):
    definition = read(text)
    assert read(write(definition)) == definition
    assert write(read(write(definition))) == write(definition)


def test_layout_and_comments_say_nothing_new():
    text = shipped()["horsens-dagpleje.toml"]
    other = "# en kommentar\n" + text.replace(" = ", "   =   ").replace("\n[[steps]]", "\n\n\n[[steps]]")
    assert digest_of(read(other)) == digest_of(read(text))


def test_a_changed_word_is_something_new():
    text = shipped()["horsens-dagpleje.toml"]
    assert digest_of(read(text.replace("Fem dage", "5 dage", 1))) != digest_of(read(text))


def test_the_usual_is_left_out_and_the_origin_stands_last():
    text = write(read(shipped()["horsens-dagpleje.toml"]))
    first_step = text.split("[[steps]]\n")[1]
    assert "max_minutes" not in text
    assert first_step == (
        'key = "intention"\n'
        'role = "deltager"\n'
        'phase = "foer"\n'
        'kind = "svar"\n'
        'title = "Hvad vil du gerne blive bedre til?"\n'
        'text = "Skriv en eller to sætninger. Du kan ændre dem senere."\n'
        "minutes = 3\n"
        'answer = "tekst"\n'
        'audience = "kun_mig"\n'
        "ours = true\n"
        "\n"
        "[steps.anchor]\n"
        'at = "start"\n'
        "weeks = -6\n"
        "\n"
    )


def test_a_clock_time_is_written_as_danes_write_it():
    text = shipped()["horsens-dagpleje.toml"].replace('starts = "9.00"', 'starts = "09:05"', 1)
    day = read(text).days[0]
    assert (day.starts, day.ends) == (time(9, 5), time(15, 50))
    assert 'starts = "9.05"' in write(read(text))
