"""The `rodfaest` command: Django's commands and ours under one name, speaking Danish."""

import argparse
import os
import sys
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from django.core.management import ManagementUtility, base, get_commands, load_command_class
from django.db import DatabaseError

from rodfaest.config.checks import unreadable_addresses
from rodfaest.config.database import why_another_version, why_no_database
from rodfaest.config.ground import lay_the_ground

DJANGOS_OWN = {
    "--version",
    "--verbosity",
    "--settings",
    "--pythonpath",
    "--traceback",
    "--no-color",
    "--force-color",
    "--skip-checks",
}
"""Options every command takes and none of ours needs: they work, and the help leaves them out."""

IN_DANISH = {
    "usage: ": "brug: ",
    "positional arguments": "skal stå der",
    "options": "kan stå der",
    "show this help message and exit": "vis dette",
    "%(prog)s: error: %(message)s\n": "%(prog)s: %(message)s\n",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "the following arguments are required: %s": "her mangler %s",
    "one of the arguments %s is required": "her mangler en af %s",
    "unrecognized arguments: %s": "kender ikke %s",
    "invalid choice: %(value)r (choose from %(choices)s)": "kender ikke %(value)r. Vælg mellem %(choices)s",
    "invalid %(type)s value: %(value)r": "kan ikke bruge %(value)r",
    "expected one argument": "der skal stå noget efter",
    "expected at least one argument": "der skal stå noget efter",
    "ignored explicit argument %r": "der kan ikke stå noget efter (%r)",
    "not allowed with argument %s": "kan ikke stå sammen med %s",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s kan være %(matches)s: skriv det helt ud",
}
"""argparse's sentences in Danish, by the English ones. Those only a programmer meets are left out."""


RUN_ON = {"worker", "scheduler"}
"""Commands that don't end: they ask of the database before they begin."""
MIGRATE = "migrate"
"""Of a database from before migrations froze, Django itself would say that there is nothing to migrate."""


class Help(base.DjangoHelpFormatter):
    """What a command itself takes."""

    def add_usage(self, usage: Any, actions: Iterable[argparse.Action], *args: Any, **kwargs: Any) -> None:
        super().add_usage(usage, _own(actions), *args, **kwargs)

    def add_arguments(self, actions: Iterable[argparse.Action]) -> None:
        super().add_arguments(_own(actions))


def _own(actions: Iterable[argparse.Action]) -> list[argparse.Action]:
    return [action for action in actions if not DJANGOS_OWN.intersection(action.option_strings)]


class Commands(ManagementUtility):
    """The list of our commands, and what is said of an unknown one."""

    def main_help_text(self, commands_only: bool = False) -> str:
        ours = {name: app for name, app in sorted(get_commands().items()) if str(app).startswith("rodfaest.")}
        lines = [f"  {name:<22}{load_command_class(str(app), name).help}" for name, app in ours.items()]
        return "\n".join(["brug: rodfaest KOMMANDO [--help]", "", *lines])

    def fetch_command(self, subcommand: str) -> base.BaseCommand:
        if subcommand not in get_commands():
            sys.exit(f"rodfaest: kender ikke {subcommand!r}\n\n{self.main_help_text()}")
        command = super().fetch_command(subcommand)
        execute = partial(_execute, command, command.execute, subcommand)
        command.execute = execute  # type: ignore[method-assign]  # of this command alone
        return command


def _execute(
    command: base.BaseCommand, execute: Callable[..., str | None], name: str, /, *args: Any, **options: Any
) -> str | None:
    """Run a command. What it refuses is said in its sentence alone: Django would write the error's name before it."""
    if name in RUN_ON and (why := why_no_database()):
        sys.exit(why)
    try:
        if name == MIGRATE and (why := why_another_version()):
            sys.exit(why)
        return execute(*args, **options)
    except base.SystemCheckError:
        raise
    except base.CommandError as refused:
        if options["traceback"]:
            raise
        command.stderr.write(str(refused))
        sys.exit(refused.returncode)
    except DatabaseError:
        why = why_no_database()
        if not why or options["traceback"]:
            raise
        command.stderr.write(why)
        sys.exit(1)


def main() -> None:
    """Run `rodfaest COMMAND ...`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rodfaest.config.settings")
    argparse._ = lambda said: IN_DANISH.get(said, said)  # type: ignore[attr-defined]  # gettext there, without a catalogue
    base.DjangoHelpFormatter = Help  # type: ignore[misc]  # what every command's parser is made with
    if refused := [sentence for _name, sentence in unreadable_addresses()]:
        sys.exit("\n".join(refused))
    if sys.argv[1:2] == ["serve"]:
        lay_the_ground(sys.argv[2:])
    Commands(sys.argv).execute()
