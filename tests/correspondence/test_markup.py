"""Whatever somebody typed is words: it comes through a letter's text, and a konsulent's editing, as it was typed."""

from hypothesis import given
from hypothesis import strategies as st

from rodfaest.correspondence.rules import bodies, markup
from rodfaest.kernel.actors import Errand

MARKS = (
    "[[link enrolment.answer_wish enrolment.wish 1 | Tryk]]",
    "[[words intention | Bo]]",
    "[[own first_step | det første]]",
    "(personligt link: Svar)",
    "(det, Bo har skrevet)",
    *(
        "# ",
        "- ",
        " :: ",
        "[[",
        "]]",
        "[",
        "]",
        "|",
        "\\",
        "\\\\",
        "\\[[",
        "»",
        "**",
        "> ",
        "\n",
        "\n\n",
        " ",
        "\u2028",
    ),
)
typed = st.lists(st.sampled_from(MARKS) | st.text(max_size=6), max_size=6).map("".join)
terms = st.sampled_from(["Hvor", "Find vej"])
errands = st.builds(Errand, st.just("enrolment.answer_wish"), st.just("enrolment.wish"), st.integers(1, 3))
links = st.builds(bodies.link, errands, typed.filter(str.strip))
pieces = st.one_of(
    st.builds(bodies.text, typed),
    st.builds(bodies.heading, typed),
    st.builds(bodies.bullets, st.lists(typed | links, max_size=3)),
    st.lists(st.tuples(terms, typed), max_size=3).map(lambda rows: bodies.facts(*rows)),
    st.builds(bodies.button, errands, typed.filter(str.strip)),
    st.builds(bodies.words, st.just("intention"), typed.filter(str.strip)),
    st.builds(bodies.own, st.just("first_step"), typed.filter(str.strip)),
)
letters = st.lists(pieces, max_size=5).map(lambda some: bodies.body(*some))


@given(letters)
def test_a_letter_written_as_text_and_read_again_is_the_same_letter(letter):
    assert markup.parse(markup.written(letter)) == letter


@given(typed)
def test_nothing_typed_is_a_placeholder_or_a_mark(said):
    read = markup.parse(markup.written(bodies.text(said)))
    assert {block.kind for block in read} <= {bodies.BlockKind.PARAGRAPH}
    assert bodies.plain_text(read).split() == said.split()


@given(letters)
def test_a_letter_saved_as_it_was_shown_for_editing_is_unchanged(letter):
    body = markup.written(letter)
    assert markup.from_editing(markup.for_editing(body), body) == body


@given(letters, typed)
def test_whatever_is_typed_into_a_letter_it_has_only_the_placeholders_it_had(letter, more):
    body = markup.written(letter)
    edited = markup.parse(markup.from_editing(f"{markup.for_editing(body)}\n\n{more}", body))
    had = {markup.notation(part) for part in bodies.placeholders(letter)}
    assert {markup.notation(part) for part in bodies.placeholders(edited)} <= had


def test_words_that_look_like_a_placeholder_are_told_from_it_when_editing():
    letter = bodies.body(
        bodies.text("Gå ind ad (personligt link: Svar)"), bodies.button(Errand("a.b", "a.c", 1), "Svar")
    )
    body = markup.written(letter)
    assert markup.for_editing(body) == "Gå ind ad (personligt link: Svar)\n\n(personligt link: Svar, 2)"
    assert markup.why_not_edit(markup.for_editing(body), body) is None


def test_a_backslash_lets_a_mark_stand_as_it_is_typed():
    said = "\\# Huset\n\\- ikke et punkt\nHvor \\:: her\n\\\\ og C:\\temp"
    assert bodies.plain_text(markup.parse(said)) == "# Huset\n- ikke et punkt\nHvor :: her\n\\ og C:\\temp\n"
