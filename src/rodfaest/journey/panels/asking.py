"""»Spørg ind til det«, a leader's or whoever's was chosen: a question, of whom to ask it, and what they have shared."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from rodfaest.journey.models import Step, StepText
from rodfaest.journey.panels.helping import helps
from rodfaest.journey.panels.leader import led_houses
from rodfaest.journey.panels.steps import steps_and_done
from rodfaest.journey.permissions import ASKING
from rodfaest.journey.queries.steps import now_of_each
from rodfaest.journey.rules.words import Words
from rodfaest.kernel.actors import Actor
from rodfaest.kernel.reconcile import Scope
from rodfaest.kernel.text import _, sort_key
from rodfaest.kernel.time import today
from rodfaest.organisations.rules import FunctionKind
from rodfaest.programmes.rules.vocabulary import AnswerKind, Phase, StepKind, StepRole
from rodfaest.texts.actions import note_reading
from rodfaest.texts.rules import Audience
from rodfaest.ui.pages import Page

RECENT = timedelta(weeks=6)
"""How long something shared stands beside the question about it."""


@dataclass(frozen=True)
class Asking:
    """One person to ask, and what that person has chosen to share with whoever asks."""

    step: Step
    shared: str = ""
    about: str = ""

    @property
    def name(self) -> str:
        """Whom it is about: a person by first name, else a house."""
        unit = self.step.at_unit
        return self.step.seat.person.first_name if self.step.seat else unit.name if unit else ""


@dataclass(frozen=True)
class Question:
    """One question and whom to ask it of: in order of name, so that the order does not tell who has shared."""

    words: Words
    asked: Sequence[Asking]

    @property
    def asks(self) -> bool:
        """Whether it asks into what is tried. A talk FØR and an agreement about time are the asker's own steps."""
        step = self.asked[0].step
        return step.kind in ASKING and (step.kind == StepKind.FOLLOW_UP or step.phase != Phase.BEFORE)

    @property
    def cohort_name(self) -> str:
        """The cohort they are on: a leader with two has the same question about each."""
        return self.asked[0].step.background.title

    @property
    def is_tick(self) -> bool:
        return self.words.answer is AnswerKind.TICK

    @property
    def is_choice(self) -> bool:
        return self.words.answer is AnswerKind.CHOICE


@dataclass(frozen=True)
class OwnQuestions(Page):
    """Those that ask into nothing: the asker's own steps about others."""

    template = "journey/panels/own_questions.html"
    styles = ("journey/panels.css",)

    questions: Sequence[Question]


@dataclass(frozen=True)
class LeaderAsks(Page):
    """
    What to ask about; `coming` is the next time. In `closed` houses the leader has tilsyn too: there another asks.
    """

    template = "journey/panels/leader_asks.html"
    styles = ("journey/panels.css",)

    questions: Sequence[Question]
    coming: Step | None
    closed: Sequence[str]


@dataclass(frozen=True)
class ChosenAsks(Page):
    """What one was chosen to ask."""

    template = "journey/panels/chosen_asks.html"
    styles = ("journey/panels.css",)

    questions: Sequence[Question]


def own_questions(actor: Actor) -> OwnQuestions | None:
    """Whoever leads has them, and whoever helps and leads nothing."""
    own = [question for question in _today(actor) if not question.asks]
    return OwnQuestions(own) if own else None


def leader_asks(actor: Actor) -> LeaderAsks | None:
    """For whoever leads, whether there is something to ask or not."""
    if not actor.led_unit_ids:
        return None
    mine = steps_and_done(actor, StepRole.LEADER)
    supervised = actor.units_as(FunctionKind.SUPERVISION)
    return LeaderAsks(
        questions=[question for question in _today(actor) if question.asks],
        coming=next((step for step in mine if step.on > today() and not step.is_done), None),
        closed=[house.unit.name for house in led_houses(actor) if house.people and house.unit.pk in supervised],
    )


def chosen_asks(actor: Actor) -> ChosenAsks | None:
    """For whoever was chosen to ask and leads nothing: a leader asks on the leader's home."""
    asking = [] if actor.led_unit_ids else [question for question in _today(actor) if question.asks]
    return ChosenAsks(asking) if asking else None


def _today(actor: Actor) -> Sequence[Question]:
    """The questions of today, among the actor's own steps about others. A query or two where there are any."""
    return actor.once("journey.questions", _load)


def _load(actor: Actor) -> list[Question]:
    if not actor.led_unit_ids and not helps(actor):
        return []
    steps = now_of_each(steps_and_done(actor, StepRole.LEADER))
    return _questions(_asking([step for step in steps if not step.is_waiting], actor))


def _asking(steps: Sequence[Step], actor: Actor) -> list[Asking]:
    """
    The questions, each with what its person shared last; the reading is noted, as wherever another's words are met.

    The words are asked for only where there is something to ask, and each text says itself whether this actor may open
    it. One query, and one for the note.
    """
    seats = {step.seat_id for step in steps if step.seat_id and step.kind in ASKING}
    shared: dict[int, StepText] = {}
    if seats:
        texts = StepText.objects.finished().filter(audience=Audience.LEADER, step__seat__in=seats)
        recent = texts.filter(finished_on__gte=today() - RECENT).order_by("-finished_on", "-pk")
        by_seat = {step.seat_id: step for step in steps}
        for text in recent.select_related("step", "author"):
            text.step.seat, text.step.cohort = by_seat[text.step.seat_id].seat, by_seat[text.step.seat_id].cohort
            if text.may_read(actor):
                shared.setdefault(text.step.seat_id or 0, text)
        note_reading(shared.values(), page=_("Spørg ind til det"), actor=actor)
    rows = []
    for step in steps:
        told = shared.get(step.seat_id or 0) if step.kind in ASKING else None
        rows.append(Asking(step, told.open_for(actor), told.step.words.title) if told else Asking(step))
    return rows


def _questions(rows: Iterable[Asking]) -> list[Question]:
    """The rows under the question they share."""
    found: dict[tuple[Scope, str], list[Asking]] = {}
    for row in rows:
        found.setdefault((row.step.scope, row.step.key), []).append(row)
    return [
        Question(asked[0].step.words, sorted(asked, key=lambda row: sort_key(row.name))) for asked in found.values()
    ]
