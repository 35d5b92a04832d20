"""Panels that tell of several apps at once: the board of cohorts, the cohorts in numbers, and what økonomi is told."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rodfaest.cohorts.queries import cohorts_prepared
from rodfaest.journey.panels.preparing import consultant_steps
from rodfaest.kernel.actors import Actor
from rodfaest.organisations.rules import Role
from rodfaest.portal.board import BoardLine, lines
from rodfaest.portal.numbers import Numbers, numbers
from rodfaest.ui.pages import Page


@dataclass(frozen=True)
class Board(Page):
    """The cohorts in the order they need somebody."""

    template = "portal/panels/board.html"
    styles = ("journey/journey.css",)

    lines: Sequence[BoardLine]

    @property
    def needing(self) -> int:
        return sum(bool(line.needs) for line in self.lines)


@dataclass(frozen=True)
class CohortsInNumbers(Page):
    template = "portal/panels/numbers.html"

    cohorts: Sequence[Numbers]


@dataclass(frozen=True)
class Accounts(Page):
    """What comes later."""

    template = "portal/panels/accounts.html"


def board(actor: Actor) -> Board | None:
    """For konsulenter."""
    if not actor.organisations_as(Role.CONSULTANT):
        return None
    own = consultant_steps(actor)
    steps = own.steps if own else ()
    due = Counter(step.cohort_id for step in steps if step.cohort_id)
    return Board(lines(actor, cohorts_prepared(actor, Role.CONSULTANT), due))


def cohorts_in_numbers(actor: Actor) -> CohortsInNumbers | None:
    """For whoever heads a kommune's dagtilbud."""
    if not actor.organisations_as(Role.HEAD):
        return None
    return CohortsInNumbers(numbers(cohorts_prepared(actor, Role.HEAD)))


def accounts(actor: Actor) -> Accounts | None:
    """For økonomi. No query."""
    return Accounts() if actor.organisations_as(Role.FINANCE) else None
