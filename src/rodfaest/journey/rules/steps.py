"""
Which steps should exist, for whom, and when: from a programme's definition, a cohort's days and its live seats.

What a cancelled day does to the steps is told in docs/decisions/0006-steps.md.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from rodfaest.cohorts.rules.days import DayFacts
from rodfaest.cohorts.rules.splits import dates_to_count_from
from rodfaest.kernel.time import ONE_DAY, Weeks, on_or_after, on_or_before
from rodfaest.programmes.rules.definition import Step
from rodfaest.programmes.rules.vocabulary import AnchorKind, Per, Phase, StepKind, StepRole

OWN_MATTER = frozenset({StepKind.READ, StepKind.TRY, StepKind.OBSERVE})
"""What one reads or tries is worth doing without its day, so such a step stays when the day is cancelled."""

ONCE_A_HOUSE = frozenset({StepRole.BEACON, StepRole.HOUSE, StepRole.GROUP})
ONCE_A_COHORT = frozenset({StepRole.CONSULTANT, StepRole.HEAD})


class StepKey(NamedTuple):
    """A step by its key, and whose it is: a seat's, a unit's, one person's, or (none of them) the whole cohort's."""

    key: str
    seat_id: int | None = None
    unit_id: int | None = None
    person_id: int | None = None


class DueStep(NamedTuple):
    """What a step row should say."""

    role: StepRole
    phase: Phase
    kind: StepKind
    due_on: date


class SeatFact(NamedTuple):
    """A live seat, the unit it was wished from, and the day it was given."""

    seat_id: int
    unit_id: int
    given_on: date


@dataclass(frozen=True)
class Days:
    """The days steps are counted from."""

    live: Mapping[int, date]
    """The days that are held."""
    placed: Mapping[int, date]
    """The live days, and the cancelled ones between two of them, which still part two practice tasks."""

    @classmethod
    def of(cls, facts: Iterable[DayFacts]) -> "Days":
        """The days as `cohorts` counts from them (docs/decisions/0004-cancelled-day.md)."""
        facts = list(facts)
        return cls({day.number: day.on for day in facts if day.is_live}, dates_to_count_from(facts))

    @staticmethod
    def stand_in(number: int, days: Mapping[int, date]) -> int:
        """The day a lost day's steps fall to: the next one there is, else the last one there is."""
        return min((other for other in days if other >= number), default=max(days))


def desired_steps(
    steps: Iterable[Step], days: Iterable[DayFacts], seats: Sequence[SeatFact], closed: Weeks = ()
) -> dict[StepKey, DueStep]:
    """
    Say which steps should exist and when they fall due. Nothing without a live day or a live seat.

    A leader's step is the seat's, so a leader of two has two; a house's, a group's or a fagligt fyrtårn's is the unit's
    and is there once however many of its people take part; a konsulent's or chef's is the cohort's. What the underviser
    does stands on the page of the day (`teachers_steps`): there is nothing to tick, and nobody counts it.
    """
    standing = Days.of(days)
    if not standing.live or not seats:
        return {}
    desired: dict[StepKey, DueStep] = {}
    for step in without_doubles(_not_the_teachers(steps), standing):
        due = DueStep(step.role, step.phase, step.kind, due_on(step, standing, closed))
        match per(step):
            case Per.COHORT:
                desired[StepKey(step.key)] = due
            case Per.SEAT:
                for seat in seats:
                    if step.kind is not StepKind.ATTEND or due.due_on >= seat.given_on:
                        desired[StepKey(step.key, seat_id=seat.seat_id)] = due
            case _:
                for unit_id in dict.fromkeys(seat.unit_id for seat in seats):
                    desired[StepKey(step.key, unit_id=unit_id)] = due
    return desired


def teachers_steps(steps: Iterable[Step], days: Iterable[DayFacts]) -> dict[int, list[Step]]:
    """
    The underviser's steps by the number of the day on whose page they stand: the next one held, else the last.

    They are done before, on and after a day, and the page is open all the while.
    """
    standing = Days.of(days)
    found: dict[int, list[Step]] = {number: [] for number in standing.live}
    if not found:
        return found
    for step in without_doubles((step for step in steps if step.role is StepRole.TEACHER), standing):
        on = due_on(step, standing)
        later = [number for number, day in standing.live.items() if day >= on]
        found[min(later, default=max(found))].append(step)
    return found


def _not_the_teachers(steps: Iterable[Step]) -> list[Step]:
    return [step for step in steps if step.role is not StepRole.TEACHER]


def per(step: Step) -> Per:
    """How often a step exists. Some roles are one for the house or the cohort, whatever the file leaves unsaid."""
    if step.role in ONCE_A_COHORT:
        return Per.COHORT
    if step.role in ONCE_A_HOUSE and step.per is Per.SEAT:
        return Per.GROUP if step.role is StepRole.GROUP else Per.HOUSE
    return step.per


def without_doubles(steps: Iterable[Step], days: Days) -> list[Step]:
    """
    Leave out what a cancelled day takes with it: being there, its split if it was the first or last, and doubles.

    A step of a cancelled day is done for the next day; it is a double when that day has one of the same role, kind and
    distance. Reading and trying out are never doubles: their matter is their own.
    """
    steps = [step for step in steps if not _has_lost_its_split(step, days)]
    asked = {_shape(step) for step in steps if not _has_lost_its_day(step, days)}
    return [
        step
        for step in steps
        if not _has_lost_its_day(step, days)
        or (step.kind is not StepKind.ATTEND and (step.kind in OWN_MATTER or _shape(step, days) not in asked))
    ]


def due_on(step: Step, days: Days, closed: Weeks = ()) -> date:
    """
    Give the date of a step, on a working day outside the kommune's holiday.

    A date that lands on another day moves on to the first working day after. Only where that would be too late, on or
    past the day the step must come before, it moves back. A step on a teaching day is on that day, come what may.
    """
    anchor, basis = step.anchor, days.live
    if anchor.at in (AnchorKind.DAY, AnchorKind.BETWEEN):
        basis = days.live if anchor.at is AnchorKind.DAY else days.placed
        number = Days.stand_in(anchor.day or 1, basis)
        anchor, origin = anchor.model_copy(update={"day": number}), basis[number]
    else:
        origin = min(basis.values()) if anchor.at is AnchorKind.START else max(basis.values())
    counted = anchor.due_on(basis)
    assert counted is not None
    limit = origin if counted < origin else None
    if anchor.at is AnchorKind.BETWEEN:
        limit = min((on for on in days.live.values() if on > origin), default=None)
    elif counted == origin:
        return counted
    return landed(counted, before=limit, closed=closed)


def landed(day: date, *, before: date | None = None, closed: Weeks = ()) -> date:
    """
    Move a computed date to a working day: on, or back where on would reach the day it must come before.

    >>> landed(date(2021, 12, 25)), landed(date(2021, 9, 19), before=date(2021, 9, 20))
    (datetime.date(2021, 12, 27), datetime.date(2021, 9, 17))
    """
    on = on_or_after(day, closed=closed)
    if before is None or on < before:
        return on
    return on_or_before(min(day, before - ONE_DAY), closed=closed)


def _has_lost_its_day(step: Step, days: Days) -> bool:
    return step.anchor.at is AnchorKind.DAY and step.anchor.day not in days.live


def _has_lost_its_split(step: Step, days: Days) -> bool:
    return step.anchor.at is AnchorKind.BETWEEN and step.anchor.day not in days.placed


def _shape(step: Step, days: Days | None = None) -> tuple[object, ...]:
    anchor = step.anchor
    number = anchor.day if days is None or anchor.day is None else Days.stand_in(anchor.day, days.live)
    return step.role, step.kind, per(step), anchor.at, number, anchor.days, anchor.weeks, anchor.months
