"""docs/commands.md: the commands of `rodfaest`, as their own help has them."""

import argparse
import importlib
import re
from collections.abc import Iterator

from django.core.management.base import BaseCommand

from tests.architecture.house import HOUSE
from tests.docs.written import assert_written, table

ORDER = ["serve", "worker", "scheduler", "demo", "invite"]
"""As one meets them; the others follow by name."""


def commands() -> dict[str, BaseCommand]:
    """Every command of ours by its name."""
    files = (path for path in HOUSE.glob("*/management/commands/*.py") if path.stem != "__init__")
    found = {path.stem: path.parts[-4] for path in files}
    rank = {name: number for number, name in enumerate(ORDER)}
    return {
        name: importlib.import_module(f"rodfaest.{found[name]}.management.commands.{name}").Command()
        for name in sorted(found, key=lambda name: (rank.get(name, len(rank)), name))
    }


def own_arguments(command: BaseCommand) -> argparse.ArgumentParser:
    """What the command itself takes, without Django's own options."""
    parser = argparse.ArgumentParser(add_help=False)
    command.add_arguments(parser)  # type: ignore[arg-type]
    return parser


def _rows(parser: argparse.ArgumentParser, before: str = "") -> Iterator[list[str]]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            said = {choice.dest: choice.help or "" for choice in action._choices_actions}
            for verb, inner in action.choices.items():
                files = "".join(f" {_spelled(inside)}" for inside in inner._actions if not inside.option_strings)
                yield [f"`{verb}{files}`", said.get(verb, "")]
                yield from (row for row in _rows(inner, f"{verb} ") if row[1])
        elif not isinstance(action, argparse._HelpAction):
            yield [f"`{before}{_spelled(action)}`", _meaning(action)]


def _spelled(action: argparse.Action) -> str:
    name = ", ".join(action.option_strings) or str(action.metavar or action.dest)
    if action.option_strings and action.nargs != 0:
        name += f" {action.metavar or (action.dest.upper() if not action.choices else 'VALG')}"
    return name + (" …" if action.nargs in ("+", "*") else "")


def _meaning(action: argparse.Action) -> str:
    words = [action.help or ""]
    if action.choices:
        words.append("Vælg mellem " + ", ".join(f"`{choice}`" for choice in action.choices) + ".")
    if action.required and action.option_strings:
        words.append("Skal stå der.")
    if action.option_strings and action.choices and action.default:
        words.append(f"`{action.default}`, hvis intet siges.")
    return " ".join(word for word in words if word)


def test_every_command_says_what_it_does():
    assert [name for name, command in commands().items() if not command.help] == []


def test_the_page():
    parts = [
        "# Commands",
        "Made by `script/docs` from the commands' own help. Do not edit. Each is run as `.venv/bin/rodfaest COMMAND`, "
        "and `rodfaest COMMAND --help` says the same as here; Django's own options work too.",
    ]
    for name, command in commands().items():
        parts += [f"## rodfaest {name}", command.help]
        if rows := list(_rows(own_arguments(command))):
            parts.append(table(["argument", "meaning"], rows))
    parts += ["## script/", table(["script", "what it does"], list(_scripts()))]
    assert_written("docs/commands.md", "\n\n".join(parts) + "\n")


def _scripts() -> Iterator[list[str]]:
    """The scripts, by what they say of themselves under their first line: `script/name …: what it does`."""
    for path in sorted((HOUSE.parents[1] / "script").iterdir()):
        text = path.read_text()
        if text.startswith("#!"):
            yield [f"`script/{path.name}`", re.search(rf"^(?:# )?script/{path.name}\b[^:\n]*: (.+)$", text, re.M)[1]]
