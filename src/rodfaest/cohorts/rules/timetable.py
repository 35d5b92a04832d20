"""
A timetable file: its shape, the rules across its keys and against what is loaded, its fingerprint.

Read with the same machinery as a programme (programmes.rules), so complaints look the same: file, key path, sentence.
"""

import difflib
import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Annotated

from pydantic import Field

from rodfaest.cohorts.rules.days import MAX_PLACES, why_not_a_teaching_day
from rodfaest.kernel.time import IsoWeek, long_date
from rodfaest.programmes.rules.checking import nobody_is_numbered
from rodfaest.programmes.rules.definition import Part
from rodfaest.programmes.rules.reading import BadFile, Complaint, read_as
from rodfaest.programmes.rules.values import ClockTime, Date, Hours, Key, Line, Number, Text, Title


class BadTimetable(BadFile):
    """A timetable can't be used; `complaints` says why, all of it."""


class VenueTable(Part):
    """Where the days are held."""

    name: Title
    address: Line
    directions: Text = ""


class Timetable(Part):
    """A whole timetable. `version` is the programme's; without it the newest one loaded."""

    key: Key
    name: Title
    programme: Key
    version: Number | None = None
    kommune: Text
    provider: Text
    contact: Text
    teachers: tuple[Text, ...] = ()
    starts: ClockTime
    ends: ClockTime
    counted_hours: Hours | None = None
    catering: Line = "Tag selv mad med."
    places: Annotated[int, Field(strict=True, ge=1, le=MAX_PLACES)]
    published: Date | None = None
    answer_by: Date
    days: Annotated[tuple[Date, ...], Field(min_length=1)]
    venue: VenueTable


@dataclass(frozen=True)
class Known:
    """What is loaded already, as far as a timetable asks of it."""

    programmes: Collection[str] = ()
    versions: Collection[int] = ()
    """Of the programme the file names."""
    day_count: int | None = None
    """How many days the version has that the file names; None if there is no such version."""
    kommuner: Collection[str] = ()
    providers: Collection[str] = ()
    mails: Collection[str] = ()
    """Those of the file's mail addresses that belong to somebody."""
    closed: Mapping[IsoWeek, str] = field(default_factory=dict)
    """The kommune's holiday weeks and what they are called."""


def read(text: str, file: str = "") -> Timetable:
    """Read a timetable's shape. Raises BadTimetable with at least one complaint."""
    try:
        return read_as(Timetable, text, file)
    except BadFile as bad:
        raise BadTimetable(bad.complaints) from bad


def check(timetable: Timetable, known: Known, file: str = "") -> None:
    """Check a timetable against its own rules and what is loaded. Raises BadTimetable with every complaint."""
    if complaints := [Complaint(file, path, sentence) for path, sentence in broken_rules(timetable, known)]:
        raise BadTimetable(complaints)


def digest_of(timetable: Timetable) -> str:
    """
    A fingerprint of what the timetable says, in 64 hexadecimal digits: layout and comments don't count.

    Nor does a key with its usual value, or the first new key would change the fingerprint of every loaded file.
    """
    return hashlib.sha256(timetable.model_dump_json(exclude_defaults=True).encode()).hexdigest()


def broken_rules(timetable: Timetable, known: Known) -> Iterator[tuple[str, str]]:
    """Everything that is wrong with a timetable of the right shape: a key path and a sentence each."""
    yield from nobody_is_numbered(timetable)
    yield from _names_are_known(timetable, known)
    yield from _days_can_be_taught(timetable, known)
    yield from _dates_lie_in_order(timetable)


def _names_are_known(timetable: Timetable, known: Known) -> Iterator[tuple[str, str]]:
    if timetable.programme not in known.programmes:
        yield (
            "programme",
            _unknown("Forløbet", timetable.programme, known.programmes, "Indlæs det: rodfaest programme load."),
        )
    elif known.day_count is None:
        given = ", ".join(str(number) for number in known.versions)
        yield "version", f"Version {timetable.version} af forløbet er ikke indlæst. Vælg en af: {given}."
    if timetable.kommune not in known.kommuner:
        yield "kommune", _unknown("Kommunen", timetable.kommune, known.kommuner, "Opret den: rodfaest invite.")
    if timetable.provider not in known.providers:
        yield "provider", _unknown("Udbyderen", timetable.provider, known.providers, "Opret den: rodfaest invite.")
    people = [("contact", timetable.contact)]
    people += [(f"teachers[{place}]", mail) for place, mail in enumerate(timetable.teachers, start=1)]
    for path, mail in people:
        if mail.lower() not in known.mails:
            yield path, f"Der er ingen person med mailadressen »{mail}«. Tilføj personen først, eller ret adressen."


def _days_can_be_taught(timetable: Timetable, known: Known) -> Iterator[tuple[str, str]]:
    if known.day_count is not None and known.day_count != len(timetable.days):
        yield (
            "days",
            f"Forløbet har {known.day_count} dage, men her står {len(timetable.days)}. Skriv én dato for hver dag.",
        )
    for place, day in enumerate(timetable.days, start=1):
        if why_not := why_not_a_teaching_day(day, closed=known.closed):
            yield f"days[{place}]", why_not
    if timetable.ends <= timetable.starts:
        yield "ends", "Dagen slutter, før den begynder. Ret starts eller ends."


def _dates_lie_in_order(timetable: Timetable) -> Iterator[tuple[str, str]]:
    for place, (earlier, later) in enumerate(pairwise(timetable.days), start=2):
        if later <= earlier:
            yield (
                f"days[{place}]",
                f"Dag {place} skal ligge efter dag {place - 1}, {long_date(earlier)}. Skriv datoerne i rækkefølge.",
            )
    if timetable.answer_by >= timetable.days[0]:
        yield "answer_by", f"Svarfristen skal ligge før den første dag, {long_date(timetable.days[0])}."
    if timetable.published and timetable.published > timetable.answer_by:
        yield "published", "Holdet kan først ses efter svarfristen. Sæt published før answer_by."


def _unknown(noun: str, name: str, known: Collection[str], advice: str) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    question = f" Mente du »{near[0]}«?" if near else ""
    return f"{noun} »{name}« er ikke indlæst.{question} {advice}"
