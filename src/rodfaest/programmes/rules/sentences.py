"""pydantic's errors as Danish sentences: what is wrong at this key, and what to do."""

import difflib
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import ErrorDetails

_SENTENCES: Mapping[str, str] = {
    "missing": "Nøglen mangler. Skriv den ind.",
    "string_type": "Her skal stå en tekst i anførselstegn.",
    "string_too_long": "Teksten er for lang. Brug højst {max_length} tegn.",
    "string_pattern_mismatch": "»{input}« kan ikke være et navn. Brug små bogstaver a-z, tal og bindestreg.",
    "int_type": "Her skal stå et helt tal uden anførselstegn.",
    "float_type": "Her skal stå et tal uden anførselstegn, med punktum: 7.4.",
    "bool_type": "Her skal stå true eller false uden anførselstegn.",
    "greater_than_equal": "Tallet {input} er for lille. Det skal være mindst {ge}.",
    "greater_than": "Tallet {input} er for lille. Det skal være større end {gt}.",
    "less_than_equal": "Tallet {input} er for stort. Det skal være højst {le}.",
    "finite_number": "Her skal stå et almindeligt tal.",
    "tuple_type": "Her skal stå en liste. Sæt kantede parenteser om: [ … ], eller dobbelte om tabellens navn: [[ … ]].",
    "too_short": "Listen er tom. Skriv mindst én ind.",
    "model_type": "Her skal stå en tabel med nøgler, ikke en enkelt værdi.",
    "dict_type": "Her skal stå en tabel med nøgler, ikke en enkelt værdi.",
    "date_type": "Her skal stå en dato uden anførselstegn: 2021-01-20.",
}


def sentence_for(error: ErrorDetails, root: type[BaseModel]) -> str:
    """Say in Danish what one pydantic error means. `root` is the model the whole file was read as."""
    kind = error["type"]
    if kind == "extra_forbidden":
        return _unknown_key(str(error["loc"][-1]), _model_at(root, error["loc"][:-1]))
    if kind == "enum":
        return _unknown_word(error["input"], _words_at(root, error["loc"]))
    if kind == "value_error":
        return str(error["ctx"]["error"])
    sentence = _SENTENCES.get(kind, "Værdien kan ikke bruges her. Se, hvad nøglen skal rumme, i docs/programmes.md.")
    return sentence.format(input=error["input"], **error.get("ctx", {}))


def is_an_echo(error: ErrorDetails) -> bool:
    """Whether an error only repeats another: a list counts as too short when its one item was wrong."""
    return error["type"] == "too_short" and bool(error["input"])


def key_path(location: tuple[int | str, ...]) -> str:
    """
    A pydantic location as a path that counts from 1.

    >>> key_path(("steps", 2, "anchor", "day"))
    'steps[3].anchor.day'
    """
    path = ""
    for name in location:
        if name == "[key]":
            continue
        path += f"[{name + 1}]" if isinstance(name, int) else f".{name}"
    return path.removeprefix(".")


def _unknown_key(key: str, model: type[BaseModel] | None) -> str:
    names = list(model.model_fields) if model else []
    near = difflib.get_close_matches(key, names, n=1)
    if near:
        return f"Nøglen »{key}« findes ikke her. Mente du »{near[0]}«?"
    return f"Nøglen »{key}« findes ikke her. Slet den, eller brug en af: {', '.join(names)}."


def _unknown_word(word: object, words: list[str]) -> str:
    near = difflib.get_close_matches(str(word), words, n=1)
    question = f" Mente du »{near[0]}«?" if near else ""
    return f"»{word}« kan ikke bruges her.{question} Vælg en af: {', '.join(words)}."


def _model_at(root: type[BaseModel], location: tuple[int | str, ...]) -> type[BaseModel] | None:
    """The model a location lies in."""
    return next((kind for kind in _types_in(_annotation_at(root, location)) if issubclass(kind, BaseModel)), None)


def _words_at(root: type[BaseModel], location: tuple[int | str, ...]) -> list[str]:
    """The closed list a location chooses from."""
    found = (kind for kind in _types_in(_annotation_at(root, location)) if issubclass(kind, StrEnum))
    return [str(word) for word in next(found, ())]


def _annotation_at(root: type[BaseModel], location: tuple[int | str, ...]) -> Any:
    here: Any = root
    for name in location:
        model = next((kind for kind in _types_in(here) if issubclass(kind, BaseModel)), None)
        if isinstance(name, str) and model and name in model.model_fields:
            here = model.model_fields[name].annotation
    return here


def _types_in(annotation: Any) -> Iterator[type]:
    """The plain classes of an annotation, outermost first: of `tuple[Step, ...] | None`, `Step` and `NoneType`."""
    if isinstance(annotation, type) and get_origin(annotation) is None:
        yield annotation
    for inner in get_args(annotation):
        yield from _types_in(inner)
