"""A file's text in, a definition or every complaint about it out."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from rodfaest.kernel.errors import RuleBroken
from rodfaest.programmes.rules.checking import broken_rules
from rodfaest.programmes.rules.definition import Definition
from rodfaest.programmes.rules.sentences import is_an_echo, key_path, sentence_for

Shape = TypeVar("Shape", bound=BaseModel)


@dataclass(frozen=True)
class Complaint:
    """One thing wrong: which file, where in it (empty: the file itself), and a sentence that says what to do."""

    file: str
    key_path: str
    sentence: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.file, self.key_path, self.sentence) if part)


class BadFile(RuleBroken):
    """A file's text can't be used; `complaints` says why, all of it."""

    def __init__(self, complaints: list[Complaint]) -> None:
        super().__init__("\n".join(str(complaint) for complaint in complaints))
        self.complaints = complaints


class BadProgramme(BadFile):
    """The text is no programme."""


def read(text: str, file: str = "") -> Definition:
    """
    Read a programme's TOML. `file` is the name the complaints carry.

    Shapes are checked first, all of them; the rules across tables when every shape is right, all of them too.
    Raises BadProgramme with at least one complaint.
    """
    try:
        definition = read_as(Definition, text, file)
    except BadFile as bad:
        raise BadProgramme(bad.complaints) from bad
    if broken := broken_rules(definition):
        raise BadProgramme([Complaint(file, path, sentence) for path, sentence in broken])
    return definition


def read_file(raw: bytes, file: str) -> Definition:
    """Read a programme from the bytes of a file, which must be UTF-8. Raises BadProgramme."""
    try:
        return read(decoded(raw, file), file)
    except BadFile as bad:
        raise BadProgramme(bad.complaints) from bad


def read_as(model: type[Shape], text: str, file: str = "") -> Shape:
    """Read any TOML whose shape is a model: programmes here, timetables in `cohorts`. Raises BadFile."""
    try:
        return model.model_validate(tomllib.loads(text))
    except RecursionError as error:
        raise BadFile([Complaint(file, "", "Lister eller tabeller ligger for dybt inde i hinanden.")]) from error
    except tomllib.TOMLDecodeError as error:
        raise BadFile([Complaint(file, *_syntax(str(error), text))]) from error
    except ValidationError as error:
        found = [one for one in error.errors(include_url=False) if not is_an_echo(one)]
        raise BadFile([Complaint(file, key_path(one["loc"]), sentence_for(one, model)) for one in found]) from error


def decoded(raw: bytes, file: str) -> str:
    """The text of a file's bytes, which must be UTF-8. Raises BadFile."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadFile(
            [Complaint(file, "", "Filen er ikke gemt som UTF-8. Gem den igen med tegnsættet UTF-8.")]
        ) from error


@lru_cache(maxsize=64)
def reread(text: str) -> Definition:
    """
    Read a text that was checked when it was loaded: its shape alone, so a later rule never shuts an old version out.

    Remembered, since a definition never changes and every page asks for it.
    """
    return Definition.model_validate(tomllib.loads(text))


def _syntax(message: str, text: str) -> tuple[str, str]:
    """tomllib's message names line and column in English at its end."""
    place = re.search(r"at line (\d+), column (\d+)", message)
    line, column = place.groups() if place else (text.count("\n") + 1, 1)
    where = f"linje {line}, kolonne {column}"
    if "Cannot overwrite" in message or "Cannot declare" in message or "Cannot redefine" in message:
        return where, "Den samme nøgle eller tabel står to gange. Behold den ene."
    if "Unterminated" in message or "Illegal character '\\n'" in message:
        return where, "Der mangler et anførselstegn eller en parentes. Luk teksten eller listen på linjen."
    if "Invalid date" in message:
        return where, "Datoen eller klokkeslættet findes ikke. Se efter i en kalender: 2022-02-28."
    return where, "Det er ikke gyldig TOML. Se efter et lighedstegn, et komma eller et anførselstegn, der mangler."
