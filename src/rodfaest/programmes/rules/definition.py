"""
The shapes of a programme definition: frozen, complete, and the same for every programme there will ever be.

Every part that a source can be asked about says where it comes from: `source` names one of the file's sources, or
`ours = true` says that we wrote it. docs/programmes.md lists every key and is tested against these classes.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field

from rodfaest.programmes.rules import dates
from rodfaest.programmes.rules.values import (
    DEFAULT_MAX_MINUTES,
    DEFAULT_SPLIT,
    Choice,
    ClockTime,
    Date,
    Flag,
    Hours,
    Key,
    Limits,
    Minutes,
    Number,
    Pages,
    Points,
    Shares,
    Shift,
    ShortTitle,
    Text,
    Title,
)
from rodfaest.programmes.rules.vocabulary import (
    NOT_STATED,
    NOT_TODAY,
    SOMETHING_ELSE,
    TEXT_NOT_FOUND,
    AnchorKind,
    AnswerKind,
    CurriculumTheme,
    FirstAudience,
    NotStated,
    Per,
    Phase,
    Situation,
    StepKind,
    StepRole,
)

Found = TypeVar("Found")


class Part(BaseModel):
    """A table of the file. An unknown key is an error; nothing changes once read."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Sourced(Part):
    """A part that says where its words come from: one of the two, never both (`checking`)."""

    source: Key | None = None
    ours: Flag = False


class Source(Part):
    """A document, or a section of one, that parts of the programme rest on."""

    key: Key
    title: Text
    dated: Date | None = None
    url: Text | None = None


class Paragraph(Sourced):
    """One purpose, criterion or target group, in words."""

    text: Text


class Criteria(Part):
    """What a participant must meet, in two layers: the money's own and the kommune's."""

    grant: tuple[Paragraph, ...] = ()
    local: tuple[Paragraph, ...] = ()


class TargetGroup(Sourced):
    """Whom the programme is for; `settings` are short words to sort a catalogue by."""

    text: Text
    settings: tuple[Key, ...] = ()


class Exam(Sourced):
    """An examination. It always belongs to the provider; the platform only says that it is there."""

    held_by: Text
    text: Text


class Theme(Sourced):
    """A theme of the teaching."""

    key: Key
    text: Text
    curriculum: tuple[CurriculumTheme, ...] = ()


class Goal(Sourced):
    """A learning goal. `everyday` is the sentence a participant meets, always our own words."""

    number: Number
    text: Text
    everyday: Text
    curriculum: tuple[CurriculumTheme, ...] = ()


class Tool(Sourced):
    """Something to try in practice."""

    key: Key
    title: Title
    text: Text
    situations: tuple[Situation, ...] = ()


class Day(Sourced):
    """A teaching day. The time it is taught and the hours it counts for may differ, and both may be unknown."""

    number: Number
    title: Title | None = None
    starts: ClockTime | None = None
    ends: ClockTime | None = None
    counted_hours: Hours | None = None
    themes: tuple[Key, ...] = ()

    @property
    def name(self) -> str:
        return f"Dag {self.number}: {self.title}" if self.title else f"Dag {self.number}"


class ReadingItem(Sourced):
    """Pages to read before a day. The title is NOT_STATED where no source names the text."""

    before_day: Number
    pages: Pages
    title: Text = NOT_STATED

    @property
    def has_title(self) -> bool:
        return self.title != NOT_STATED


class Reading(Sourced):
    """The whole of the reading, in pages, and how it is spread over the days."""

    pages: Pages
    items: tuple[ReadingItem, ...] = ()


class Practice(Sourced):
    """The task to do at home after a day: in the split that follows it, or, after the last day, from then on."""

    after_day: Number
    title: Title
    text: Text
    goals: tuple[Number, ...] = ()
    themes: tuple[Key, ...] = ()
    tools: tuple[Key, ...] = ()
    situations: tuple[Situation, ...] = ()


class Anchor(Part):
    """
    When something falls due, said without a calendar: a fixed point and an offset from it.

    `start` is the first day, `slut` the last one. `dag` counts from day number `day`. `mellem` is the split after day
    `day`: counted from that day but never on or past the next one; without an offset, the middle of the split.
    """

    at: AnchorKind
    day: Number | None = None
    days: Shift = 0
    weeks: Shift = 0
    months: Shift = 0

    def due_on(self, days: Mapping[int, date]) -> date | None:
        """The date, from day numbers and their dates; not yet moved to a working day. None if the day has no date."""
        return dates.due_on(self.at, self.day, dates.Offset(self.days, self.weeks, self.months), days)


class Step(Sourced):
    """
    One dated thing one role does. `minutes` is what it asks of that person, writing included.

    `choices` are answers, and each does the step; `later` is none: the step waits, and nobody counts it as done.
    """

    key: Key
    role: StepRole
    phase: Phase
    kind: StepKind
    title: Title
    text: Text
    anchor: Anchor
    minutes: Minutes
    per: Per = Per.SEAT
    answer: AnswerKind = AnswerKind.TICK
    audience: FirstAudience | None = None
    choices: tuple[Choice, ...] = ()
    alternative: Choice = SOMETHING_ELSE
    later: Choice = NOT_TODAY
    counts_as_load: Flag = True
    goals: tuple[Number, ...] = ()
    themes: tuple[Key, ...] = ()
    tools: tuple[Key, ...] = ()
    curriculum: tuple[CurriculumTheme, ...] = ()
    situations: tuple[Situation, ...] = ()

    def due_on(self, days: Mapping[int, date]) -> date | None:
        """See `Anchor.due_on`."""
        return self.anchor.due_on(days)


class Question(Part):
    """One question. A choice lists its answers; a text says who reads it at first."""

    key: Key
    text: Text
    answer: AnswerKind = AnswerKind.CHOICE
    audience: FirstAudience | None = None
    choices: tuple[Choice, ...] = ()


class Occasion(Part):
    """A time a questionnaire is answered, and the phase it counts in."""

    phase: Phase
    anchor: Anchor


class Questionnaire(Sourced):
    """
    The same few questions, asked of the same roles on each occasion. `minutes` is for one answering.

    `choices` are the answers of every question of choice that lists none of its own.
    """

    key: Key
    title: Title
    roles: tuple[StepRole, ...] = Field(min_length=1)
    minutes: Minutes
    when: tuple[Occasion, ...] = Field(min_length=1)
    choices: tuple[Choice, ...] = ()
    questions: tuple[Question, ...] = Field(min_length=1)


class Marker(Sourced):
    """A quality marker. Its text is TEXT_NOT_FOUND while nobody has found it; such a marker is an empty slot."""

    key: Key
    title: Title
    text: Text = TEXT_NOT_FOUND

    @property
    def is_empty(self) -> bool:
        return self.text == TEXT_NOT_FOUND


class Framework(Sourced):
    """A framework of quality markers and what the kommune adds to it."""

    title: Title
    markers: tuple[Marker, ...] = ()
    local: tuple[Marker, ...] = ()


class Meeting(Part):
    """Which goals, themes and steps meet one marker."""

    marker: Key
    goals: tuple[Number, ...] = ()
    themes: tuple[Key, ...] = ()
    steps: tuple[Key, ...] = ()


class Definition(Sourced):
    """A whole programme. Its own `source` covers title, kind and ects."""

    key: Key
    title: Title
    short_title: ShortTitle
    everyday: Text
    kind: Text
    ects: Points | None = None
    weeks_between: Number | None = None
    not_stated: tuple[NotStated, ...] = ()
    split: Shares = DEFAULT_SPLIT
    max_minutes: Limits = DEFAULT_MAX_MINUTES
    target_group: TargetGroup
    sources: tuple[Source, ...] = ()
    purposes: tuple[Paragraph, ...] = Field(min_length=1)
    criteria: Criteria = Criteria()
    practical: tuple[Paragraph, ...] = ()
    exam: Exam | None = None
    themes: tuple[Theme, ...] = ()
    goals: tuple[Goal, ...] = ()
    tools: tuple[Tool, ...] = ()
    days: tuple[Day, ...] = Field(min_length=1)
    reading: Reading | None = None
    practice: tuple[Practice, ...] = ()
    steps: tuple[Step, ...] = ()
    questionnaires: tuple[Questionnaire, ...] = ()
    framework: Framework | None = None
    meets: tuple[Meeting, ...] = ()

    @property
    def last_day(self) -> int:
        """The number of the last day."""
        return max(day.number for day in self.days)

    @property
    def counted_hours(self) -> float | None:
        """The hours of all days together; None if one day's hours are not known."""
        hours = [day.counted_hours for day in self.days]
        return (
            round(sum(known), 2) if len(known := [hour for hour in hours if hour is not None]) == len(hours) else None
        )

    def is_stated(self, part: NotStated) -> bool:
        """Whether the sources say anything of this part."""
        return part not in self.not_stated

    def day(self, number: int) -> Day:
        """The day with this number. KeyError if there is none."""
        return _only((day for day in self.days if day.number == number), number)

    def goal(self, number: int) -> Goal:
        """The goal with this number. KeyError if there is none."""
        return _only((goal for goal in self.goals if goal.number == number), number)

    def theme(self, key: str) -> Theme:
        """The theme with this key. KeyError if there is none."""
        return _only((theme for theme in self.themes if theme.key == key), key)

    def step(self, key: str) -> Step:
        """The step with this key. KeyError if there is none."""
        return _only((step for step in self.steps if step.key == key), key)

    def steps_for(self, role: StepRole, phase: Phase | None = None) -> tuple[Step, ...]:
        """A role's steps, in the file's order; of one phase, if given."""
        return tuple(step for step in self.steps if step.role == role and phase in (None, step.phase))

    def practice_after(self, day_number: int) -> Practice:
        """The practice task of the split after a day, or of the time after the last one. KeyError if no such day."""
        return _only((task for task in self.practice if task.after_day == day_number), day_number)

    def reading_before(self, day_number: int) -> tuple[ReadingItem, ...]:
        """What to read before a day; empty if nothing is."""
        return tuple(item for item in self.reading.items if item.before_day == day_number) if self.reading else ()

    def pages_before(self, day_number: int) -> int:
        """Pages to read before a day."""
        return sum(item.pages for item in self.reading_before(day_number))


def _only(found: Iterator[Found], name: object) -> Found:
    for part in found:
        return part
    raise KeyError(name)
