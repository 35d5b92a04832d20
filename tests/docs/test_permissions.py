"""
Who may and who sees, asked of the rules themselves over one made-up scene, and written down as a table for whoever
builds (docs/permissions.md). In Danish, for those it is about, it is written by test_who_sees_what.
"""

import inspect
from collections.abc import Callable, Iterator

import pytest

from rodfaest.config.wiring import LINK_PAGES
from rodfaest.kernel.access import PERMISSIONS, READERS, SETS, UNLISTED
from tests.docs.answers import JOBS, LINKS, Answers
from tests.docs.danish import OFFICES, TEXTS
from tests.docs.questions import THINGS, Ask, all_asks, reads, sees
from tests.docs.scene import PEOPLE
from tests.docs.written import assert_written, table

REGISTERED = {
    (kind, name): rule
    for kind, rules in (("may", PERMISSIONS), ("sees", SETS), ("reads", READERS))
    for name, rule in rules.items()
    if name.split(".")[0] != "tests"
}
"""Every rule, by what it answers and its name."""


# What must hold


@pytest.mark.parametrize(("kind", "name"), sorted(REGISTERED))
def test_every_rule_has_a_danish_phrase_and_a_thing_to_be_asked_about(kind, name):
    placed = [ask for ask in all_asks() if (ask.kind, ask.rule) == (kind, name)]
    assert placed, f"{name} is new: give it a row in tests/docs/questions.py, then script/docs"
    unsaid = sorted({ask.thing for ask in placed} - THINGS.keys())
    assert not unsaid, f"make {unsaid} in tests/docs/scene.py, and say in THINGS of questions.py what it is"


def test_no_question_is_about_a_rule_that_is_gone():
    asked = {(ask.kind, ask.rule) for ask in all_asks()}
    assert asked - set(REGISTERED) == set()


@pytest.mark.parametrize(("kind", "name"), sorted(REGISTERED))
def test_every_rule_says_what_it_is_about(kind, name):
    assert REGISTERED[kind, name].__doc__, f"{name} has no docstring: its first sentence stands in docs/permissions.md"


@pytest.mark.parametrize("thing", ["text_me", "draft"])
def test_what_is_ones_own_is_read_by_nobody_else(thing, answers):
    assert answers.who(reads("journey.StepText", thing)) == ["self"]


@pytest.mark.parametrize("thing", TEXTS)
def test_no_office_and_no_tilsyn_reads_what_is_written_in_a_step(thing, answers):
    assert OFFICES & set(answers.who(reads("journey.StepText", thing))) == set()


def test_only_the_participant_sees_their_own_steps(answers):
    assert answers.who(sees("journey.Step", "own_step")) == ["self"]


def test_the_reading_log_is_its_owners(answers):
    assert answers.who(sees("texts.ReadingLine", "reading")) == ["self"]


def test_every_kind_of_link_is_asked_about():
    assert set(LINKS) == set(LINK_PAGES)


@pytest.mark.parametrize("verb", LINKS)
def test_a_link_opens_its_own_errand_and_what_its_page_shows(verb, answers):
    noun, _thing, _whose, _words = LINKS[verb]
    opened = {ask.rule for ask in answers.links[verb] if ask.kind in ("may", "sees")}
    assert opened - {verb, noun} == set()


# What is written


def test_permissions_page(answers):
    parts = [
        "# Permissions",
        "Made by `script/docs` from the rules themselves: each is really asked, over one made-up scene "
        "(tests/docs/scene.py). Do not edit. In Danish, for those it is about: "
        "[da/hvem-ser-hvad.md](da/hvem-ser-hvad.md).",
        "The scene: Mette, dagplejer in Solsikken, has a seat; everything asked about is hers or about her. ● may or "
        "sees, · not. Jobs are those a rule lets through by name; a person never acts as one.",
        table(["", "who"], [[one.code, one.english] for one in PEOPLE.values()]),
    ]
    for app in sorted({name.split(".")[0] for _kind, name in REGISTERED} | {label.split(".")[0] for label in UNLISTED}):
        parts += [f"## {app}", *_app_part(app, answers)]
    parts += [
        "## Personal links",
        "What the holder of each kind of link may and sees over the same scene, and nothing else.",
    ]
    rows = [[f"`{verb}`", ", ".join(_named(ask) for ask in answers.links[verb])] for verb in LINKS]
    parts.append(table(["link", "opens"], rows))
    assert_written("docs/permissions.md", "\n\n".join(parts) + "\n")


def _app_part(app: str, answers: Answers) -> Iterator[str]:
    rules = {key: rule for key, rule in REGISTERED.items() if key[1].split(".")[0] == app}
    rules = dict(sorted(rules.items(), key=lambda one: (one[0][1], one[0][0])))
    if ways := sorted(f"`{label}` ({way})" for label, way in UNLISTED.items() if label.split(".")[0] == app):
        yield f"Listed for nobody, each with the way there is to it: {', '.join(ways)}."
    if not rules:
        return
    yield "\n".join(f"- `{name}` ({kind}): {_first_sentence(rule)}" for (kind, name), rule in rules.items())
    rows = []
    for kind, name in rules:
        for ask in (ask for ask in all_asks() if (ask.kind, ask.rule) == (kind, name)):
            cells = ["●" if answers[ask, key] else "·" for key in PEOPLE]
            about = f"{'reads ' if kind == 'reads' else ''}`{name}` {THINGS[ask.thing]}".rstrip()
            jobs = answers.jobs.get(ask, [])
            rows.append([about, *cells, "any" if jobs == JOBS else ", ".join(f"`{job}`" for job in jobs)])
    yield table(["rule, asked about", *(one.code for one in PEOPLE.values()), "jobs"], rows)


def _first_sentence(rule: Callable[..., object]) -> str:
    words = " ".join((inspect.getdoc(rule) or "").split("\n\n")[0].split())
    return words.split(". ")[0].rstrip(".") + "."


def _named(ask: Ask) -> str:
    words = "reads" if ask.kind == "reads" else f"`{ask.rule}`"
    return f"{words} {THINGS.get(ask.thing, ask.thing.replace('_', ' of the '))}".strip()
