"""Which step comes first, what is due soon, and how a step's state is said. Nothing here is ever called late."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from rodfaest.kernel.counts import carefully
from rodfaest.kernel.text import _
from rodfaest.kernel.time import long_date, on_or_after
from rodfaest.programmes.rules.vocabulary import Phase

STILL_FIRST = timedelta(days=28)
"""How long a step nobody has done still stands first. After that it waits in the list, without a word about it."""

SOON = timedelta(days=14)

OPEN_AHEAD = timedelta(days=21)
"""So long before its day a step EFTER can be done: a talk three weeks after may well be had the day after."""


class Ahead(NamedTuple):
    """An open step, as the choice of the next sees it."""

    step_id: int
    on: date
    waits_until: date | None = None


class Window(NamedTuple):
    first: date
    last: date


class Tried(NamedTuple):
    """How many have tried something, of how many."""

    tried: int
    of: int

    @property
    def sentence(self) -> str:
        """
        >>> Tried(17, 22).sentence, Tried(22, 22).sentence, Tried(1, 3).sentence
        ('17 af 22 har prøvet noget af', 'alle eller næsten alle 22 har prøvet noget af', '')
        """
        said = carefully(self.tried, self.of)
        return _("{said} har prøvet noget af").format(said=said) if said else ""


def next_of(steps: Iterable[Ahead], *, today: date, days: Iterable[date] = ()) -> int | None:
    """
    Give the step to show first: the earliest since the latest teaching day, but none from more than four weeks back.

    What lies before the latest day is not nagged about: it stays in the list and can still be done. A step that waits
    ("Ikke i dag") comes back on its day.

    >>> monday = date(2021, 9, 20)
    >>> old, due, ahead = Ahead(1, date(2021, 9, 1)), Ahead(2, monday), Ahead(3, date(2021, 10, 4))
    >>> next_of([ahead, due, old], today=date(2021, 9, 27), days=[date(2021, 8, 16), monday])
    2
    >>> next_of([old], today=date(2021, 9, 27), days=[monday]) is None
    True
    """
    passed = [day for day in days if day <= today]
    since = max([today - STILL_FIRST, *([max(passed)] if passed else [])])
    ready = [step for step in steps if step.on >= since and (step.waits_until is None or step.waits_until <= today)]
    return min(ready, key=lambda step: (step.on, step.step_id)).step_id if ready else None


def soon(today: date) -> Window:
    """The days whose steps are shown to those who do them for others."""
    return Window(today - STILL_FIRST, today + SOON)


def why_not_yet(phase: Phase, due_on: date, *, days: Iterable[date], today: date) -> str | None:
    """
    Refuse to do a step whose time has not come. It may be looked at.

    FØR is open from the start. A step UNDER opens on the teaching day it follows, and one EFTER three weeks before its
    own day, but on the last teaching day at the earliest: nobody can say what still works before it was tried.

    >>> days, yet = [date(2021, 8, 16), date(2021, 9, 20)], date(2021, 8, 15)
    >>> why_not_yet(Phase.DURING, date(2021, 8, 26), days=days, today=yet)
    'Det her skridt kommer torsdag den 26. august. Du kan gøre det fra mandag den 16. august.'
    >>> why_not_yet(Phase.AFTER, date(2021, 10, 20), days=days, today=date(2021, 9, 20))
    'Det her skridt kommer onsdag den 20. oktober. Du kan gøre det fra onsdag den 29. september.'
    >>> why_not_yet(Phase.DURING, days[1], days=days, today=yet)
    'Det her skridt kommer mandag den 20. september. Indtil da kan du læse det.'
    >>> why_not_yet(Phase.BEFORE, days[1], days=days, today=yet) is None
    True
    """
    behind = [day for day in days if day <= due_on]
    if phase is Phase.BEFORE or not behind:
        return None
    opens = max(behind) if phase is Phase.DURING else max(*behind, due_on - OPEN_AHEAD)
    if opens <= today:
        return None
    if opens == due_on:
        return _("Det her skridt kommer {day}. Indtil da kan du læse det.").format(day=long_date(due_on))
    said = _("Det her skridt kommer {day}. Du kan gøre det fra {opens}.")
    return said.format(day=long_date(due_on), opens=long_date(opens))


def not_today(today: date) -> date:
    """
    When a step that was put off comes back: the next working day.

    >>> not_today(date(2021, 9, 17))
    datetime.date(2021, 9, 20)
    """
    return on_or_after(today + timedelta(days=1))


def why_not_choose(day: date, *, today: date, last: date) -> str | None:
    """Refuse a day that is gone, or so far off that nobody would remember why."""
    if day < today:
        return _("Dagen er gået. Vælg i dag eller en dag, der kommer.")
    if day > last:
        return _("Vælg en dag senest {day}.").format(day=long_date(last, year=True))
    return None


def why_not_on(day: date, *, since: date, last: date) -> str | None:
    """
    Refuse a day as answer that can't be meant: before the cohort could be seen, or so far off that a year was mistyped.

    >>> why_not_on(date(2019, 1, 1), since=date(2021, 5, 3), last=date(2022, 8, 16))
    'Vælg en dag fra mandag den 3. maj 2021 til tirsdag den 16. august 2022.'
    """
    if since <= day <= last:
        return None
    return _("Vælg en dag fra {first} til {last}.").format(
        first=long_date(since, year=True), last=long_date(last, year=True)
    )


def state_sentence(
    *,
    on: date,
    today: date,
    done_on: date | None,
    tried_else: bool,
    waits_until: date | None,
    chosen: bool,
    together: bool,
) -> str:
    """
    How a step stands, to the one whose it is, or to the house or group that does it `together`.

    >>> gone, on = date(2021, 9, 1), date(2021, 9, 30)
    >>> def say(on, **facts):
    ...     nothing = {"done_on": None, "tried_else": False, "waits_until": None, "chosen": False, "together": False}
    ...     return state_sentence(on=on, today=date(2021, 9, 20), **(nothing | facts))
    >>> say(on), say(gone)
    ('Torsdag den 30. september', 'Kan stadig gøres, når det passer dig')
    >>> say(gone, together=True), say(on, together=True, chosen=True)
    ('Kan stadig gøres, når det passer jer', 'I har valgt torsdag den 30. september')
    >>> say(date(2021, 8, 2))
    'Tiden er gået, og det er helt i orden'
    >>> say(gone, done_on=date(2021, 9, 2), tried_else=True)
    'Du prøvede noget andet torsdag den 2. september'
    >>> say(gone, waits_until=date(2021, 9, 21)), say(on, chosen=True)
    ('Venter til tirsdag den 21. september', 'Du har valgt torsdag den 30. september')
    """
    you, to_you = (_("I"), _("jer")) if together else (_("Du"), _("dig"))
    if done_on:
        said = _("{you} prøvede noget andet {day}") if tried_else else _("Gjort {day}")
        return said.format(you=you, day=long_date(done_on))
    if waits_until and waits_until > today:
        return _("Venter til {day}").format(day=long_date(waits_until))
    if chosen and on >= today:
        return _("{you} har valgt {day}").format(you=you, day=long_date(on))
    if on >= today:
        return long_date(on).capitalize()
    if on >= today - STILL_FIRST:
        return _("Kan stadig gøres, når det passer {you}").format(you=to_you)
    return _("Tiden er gået, og det er helt i orden")
