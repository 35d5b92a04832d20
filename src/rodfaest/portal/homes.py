"""
Who meets which panels, in which order. A panel is offered by its app and shows something or nothing; a hat is worn by
whoever one of its panels has something for. To put a new panel on a home is one line here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rodfaest.attendance import panels as attendance
from rodfaest.enrolment import panels as enrolment
from rodfaest.journey.panels import asking, helping, leader, participant, preparing
from rodfaest.kernel.actors import Actor
from rodfaest.kernel.text import _
from rodfaest.organisations import panels as organisations
from rodfaest.portal import panels as portal
from rodfaest.ui.pages import Page, Panel


@dataclass(frozen=True)
class Beside:
    """Panels in two columns, where there is room."""

    left: Sequence[Panel]
    right: Sequence[Panel]


@dataclass(frozen=True)
class Hat:
    """`name` is its anchor, `title` the word that leads to it."""

    name: str
    title: str
    panels: Sequence[Panel | Beside]


HATS = (
    Hat(
        "participant",
        _("Mit forløb"),
        (
            participant.near_day,
            participant.next_step,
            participant.asker_gone,
            enrolment.waiting_wishes,
            participant.my_way,
            Beside(
                [participant.next_day],
                [participant.my_words, participant.my_cohort, participant.my_house],
            ),
            participant.other_ways,
        ),
    ),
    Hat(
        "leader",
        _("Mine huse"),
        (
            enrolment.wishes_to_answer,
            asking.own_questions,
            asking.leader_asks,
            enrolment.who_is_away,
            enrolment.time_to_agree,
            leader.houses,
        ),
    ),
    Hat(
        "support",
        _("Dem, jeg hjælper"),
        (
            asking.own_questions,
            asking.chosen_asks,
            helping.helped_houses,
        ),
    ),
    Hat(
        "consultant",
        _("Hold"),
        (
            preparing.consultant_steps,
            portal.board,
        ),
    ),
    Hat(
        "head",
        _("Overblik"),
        (
            preparing.head_steps,
            portal.cohorts_in_numbers,
        ),
    ),
    Hat("planner", _("Vores hold"), (attendance.provided_cohorts,)),
    Hat(
        "office",
        _("Mine opgaver"),
        (
            organisations.people_and_units,
            portal.accounts,
            enrolment.time_agreed,
        ),
    ),
)
"""In the order of a person with several: what is theirs to do themselves comes first."""


@dataclass(frozen=True)
class Columns(Page):
    """What `Beside` shows."""

    template = "portal/panels/columns.html"

    left: Sequence[Page]
    right: Sequence[Page]

    @property
    def sheets(self) -> Sequence[str]:
        return [sheet for part in (*self.left, *self.right) for sheet in part.sheets]


@dataclass(frozen=True)
class Home:
    """A hat and what its panels show today."""

    hat: Hat
    parts: Sequence[Page]


def homes_of(actor: Actor) -> list[Home]:
    """The homes an actor has today, in order. What two hats would show stands under the first."""
    met: set[Panel] = set()
    homes = [Home(hat, list(_parts(hat.panels, actor, met))) for hat in HATS]
    return [home for home in homes if home.parts]


def _parts(panels: Sequence[Panel | Beside], actor: Actor, met: set[Panel]) -> Iterator[Page]:
    for panel in panels:
        if isinstance(panel, Beside):
            left, right = list(_parts(panel.left, actor, met)), list(_parts(panel.right, actor, met))
            if left or right:
                yield Columns(left, right)
        elif panel not in met and (shown := panel(actor)) is not None:
            met.add(panel)
            yield shown
