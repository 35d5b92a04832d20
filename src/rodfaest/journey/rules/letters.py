"""When the journey's letters go, and which steps have one. What they say is in `rules.wording`."""

from datetime import date, timedelta
from typing import NamedTuple

from rodfaest.journey.rules.steps import landed
from rodfaest.kernel.text import _, counted
from rodfaest.kernel.time import Weeks, months_after, on_or_before
from rodfaest.programmes.rules.definition import Step
from rodfaest.programmes.rules.vocabulary import AnchorKind, Phase, StepKind, StepRole

TEACHER_DAYS_BEFORE = 3


class StartDates(NamedTuple):
    """When the start letter goes, and the short reminder, where there is one."""

    letter: date
    reminder: date | None


def start_dates(first_day: date, *, given_on: date | None = None, closed: Weeks = ()) -> StartDates:
    """
    Give the date of the start letter: a month before day 1, moved back before the kommune's holiday if it lands in it.

    Where the holiday moved it, a short reminder goes a week before day 1. A place given later than that day has its
    letter at once, and no reminder: it would say the same twice.

    >>> from rodfaest.kernel.time import IsoWeek
    >>> main_holiday = [IsoWeek(2021, week) for week in range(27, 32)]
    >>> start_dates(date(2021, 8, 16), closed=main_holiday)
    StartDates(letter=datetime.date(2021, 7, 2), reminder=datetime.date(2021, 8, 9))
    >>> start_dates(date(2021, 11, 1)).reminder is None
    True
    """
    month_before = months_after(first_day, -1)
    letter = on_or_before(month_before, closed=closed)
    if given_on is not None and given_on > letter:
        return StartDates(given_on, None)
    if letter == on_or_before(month_before):
        return StartDates(letter, None)
    reminder = landed(first_day - timedelta(weeks=1), before=first_day, closed=closed)
    return StartDates(letter, reminder if reminder > letter else None)


def teacher_link_on(day: date, *, closed: Weeks = ()) -> date:
    """
    Three days before a teaching day, moved back to a working day: names for the door.

    >>> teacher_link_on(date(2021, 9, 20))
    datetime.date(2021, 9, 17)
    """
    return on_or_before(day - timedelta(days=TEACHER_DAYS_BEFORE), closed=closed)


def is_check_in(step: Step) -> bool:
    """A participant's step months after the last day: what is still done, and what helps."""
    return step.role is StepRole.PARTICIPANT and step.anchor.at is AnchorKind.END and step.anchor.months > 0


def has_letter(step: Step) -> bool:
    """
    Say whether a step comes by mail with a personal link. Few do: letters that nag are not read.

    The practice task of each split; the participant's check-ins, since nothing else calls them back so long after; and
    the leader's questions to ask, once the days have begun.
    """
    if step.role is StepRole.LEADER:
        return step.phase is not Phase.BEFORE and step.kind in (StepKind.FOLLOW_UP, StepKind.TALK)
    return is_check_in(step) or (
        step.role is StepRole.PARTICIPANT
        and step.anchor.at is AnchorKind.BETWEEN
        and step.kind in (StepKind.TRY, StepKind.OBSERVE)
    )


def goes_on_its_day(step: Step, chosen_on: date | None) -> bool:
    """Say whether a letter goes on the day of a step: one that comes by mail, or one's own that one chose a day for."""
    return has_letter(step) or (step.role is StepRole.PARTICIPANT and chosen_on is not None)


def key_of(key: str, chosen_on: date | None) -> str:
    """
    The key of a letter about a step. A day somebody chose has a letter of its own: the first may have been sent.

    >>> key_of("step:7", None), key_of("step:7", date(2021, 10, 4))
    ('step:7', 'step:7:2021-10-04')
    """
    return f"{key}:{chosen_on.isoformat()}" if chosen_on else key


def check_in_name(months: int) -> str:
    """
    >>> check_in_name(1), check_in_name(6), check_in_name(12)
    ('1 måned', '6 måneder', '1 år')
    """
    if months % 12 == 0:
        return _("{years} år").format(years=months // 12)
    return counted(months, _("måned"), _("måneder"))
