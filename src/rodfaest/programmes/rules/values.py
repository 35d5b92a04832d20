"""
The kinds of value a programme's keys take.

Whole numbers, numbers and yes/no are taken as TOML gives them, never guessed from text; text is tidied.
"""

import re
from collections.abc import Mapping
from datetime import date, time
from typing import Annotated

from pydantic import BeforeValidator, Field, PlainSerializer, StringConstraints

from rodfaest.programmes.rules.vocabulary import Phase, StepRole

DEFAULT_SPLIT: Mapping[Phase, int] = {Phase.BEFORE: 20, Phase.DURING: 30, Phase.AFTER: 50}
DEFAULT_MAX_MINUTES: Mapping[StepRole, int] = {StepRole.PARTICIPANT: 60, StepRole.LEADER: 45}


def _clean_text(value: object) -> object:
    """Line ends as one sign, nothing around the text: what is exported reads back as the same text."""
    if not isinstance(value, str):
        return value
    text = re.sub(r"\r\n?", "\n", value).strip()
    if not text:
        raise ValueError("Teksten er tom. Skriv noget, eller slet linjen.")
    if re.search(r"[\x00-\x08\x0b-\x1f\x7f]", text):
        raise ValueError("Teksten rummer et tegn, der ikke kan ses. Slet det, og skriv stedet igen.")
    return text


def _one_line(value: object) -> object:
    text = _clean_text(value)
    if isinstance(text, str) and "\n" in text:
        raise ValueError("Skriv det på én linje.")
    return text


def _clock_time(value: object) -> time:
    """Danish clock time, "9.00" or "15:50"."""
    match = re.fullmatch(r"([01]?\d|2[0-3])[.:]([0-5]\d)", value.strip()) if isinstance(value, str) else None
    if not match:
        raise ValueError(f"»{value}« er ikke et klokkeslæt. Skriv det i anførselstegn, for eksempel »9.00«.")
    return time(int(match[1]), int(match[2]))


def _with_every_phase(value: object) -> object:
    """A phase the file leaves out has no share."""
    return {**dict.fromkeys(Phase, 0), **value} if isinstance(value, Mapping) else value


def _with_usual_limits(value: object) -> object:
    """A file that sets one limit has the usual ones beside it."""
    return {**DEFAULT_MAX_MINUTES, **value} if isinstance(value, Mapping) else value


Text = Annotated[str, BeforeValidator(_clean_text)]
Title = Annotated[str, StringConstraints(max_length=120), BeforeValidator(_one_line)]
ShortTitle = Annotated[str, StringConstraints(max_length=60), BeforeValidator(_one_line)]
Choice = Annotated[str, StringConstraints(max_length=80), BeforeValidator(_one_line)]
"""A title stands in the subject of a mail, a choice on a button."""
Line = Annotated[str, StringConstraints(max_length=200), BeforeValidator(_one_line)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Number = Annotated[int, Field(strict=True, ge=1, le=200)]
Minutes = Annotated[int, Field(strict=True, ge=1, le=600)]
"""At least one: a step of no minutes would pass below every limit."""
Pages = Annotated[int, Field(strict=True, ge=1, le=5000)]
Share = Annotated[int, Field(strict=True, ge=0, le=100)]
Limit = Annotated[int, Field(strict=True, ge=0, le=6000)]
Shift = Annotated[int, Field(strict=True, ge=-1000, le=1000)]
Date = Annotated[date, Field(strict=True)]
Hours = Annotated[float, Field(strict=True, gt=0, le=24, allow_inf_nan=False)]
Points = Annotated[float, Field(strict=True, gt=0, le=300, allow_inf_nan=False)]
Flag = Annotated[bool, Field(strict=True)]
ClockTime = Annotated[
    time,
    BeforeValidator(_clock_time),
    PlainSerializer(lambda at: f"{at.hour}.{at.minute:02}", return_type=str),
]
Shares = Annotated[Mapping[Phase, Share], BeforeValidator(_with_every_phase)]
Limits = Annotated[Mapping[StepRole, Limit], BeforeValidator(_with_usual_limits)]
