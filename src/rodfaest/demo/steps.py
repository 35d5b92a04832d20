"""How the demo's people do their steps: most within a few days, some another way, some not at all."""

from datetime import date, timedelta

from rodfaest.demo import cast, words
from rodfaest.journey.actions import do_step, put_off, try_something_else
from rodfaest.journey.models import Step
from rodfaest.journey.queries.people import around_seat
from rodfaest.kernel.actors import Actor
from rodfaest.kernel.time import on_or_before
from rodfaest.organisations.models import Employment, Person, Unit
from rodfaest.organisations.rules import FunctionKind
from rodfaest.programmes.rules.vocabulary import AnswerKind, Phase, StepKind, StepRole
from rodfaest.texts.rules import Audience

PATIENCE = 4
"""Days after a step is due within which those who do it have done it."""

SHARED = (Audience.COHORT, Audience.ME, Audience.HOUSE, Audience.LEADER, Audience.COHORT)
TRIES = (StepKind.TRY, StepKind.OBSERVE)
SELDOM = "Ivan Rosendal"
"""The leader who seldom answers."""


class StepsDone:
    """Does the day's steps as their people would."""

    def do(self, day: date) -> None:
        due = Step.objects.open().filter(due_on__range=(day - timedelta(days=PATIENCE), day))
        for step in due.for_list():
            lag = (step.pk * 7 + len(step.key)) % (PATIENCE + 2)
            if (day - step.due_on).days == min(lag, PATIENCE) and (actor := self._doer(step)):
                if lag > PATIENCE:
                    self._leave(step, actor)
                else:
                    self._do(step, actor)

    def _leave(self, step: Step, actor: Actor) -> None:
        """One in six doesn't get round to it; the participant says so, and the step waits."""
        if step.role == StepRole.PARTICIPANT:
            put_off(step, actor=actor)

    def _do(self, step: Step, actor: Actor) -> None:
        wanted = step.words
        match wanted.answer:
            case AnswerKind.TEXT if step.pk % 9 == 0 and step.kind in TRIES and step.phase != Phase.BEFORE:
                try_something_else(step, words=words.SOMETHING_ELSE, actor=actor)
            case AnswerKind.TEXT:
                do_step(
                    step,
                    words=words.written_in(wanted.title, step.seat_id or step.pk),
                    audience=self._audience(step),
                    nobody_recognisable=True,
                    actor=actor,
                )
            case AnswerKind.CHOICE:
                do_step(step, answer=wanted.choices[0 if step.pk % 4 else -1], actor=actor)
            case AnswerKind.DATE:
                do_step(step, on=on_or_before(step.due_on + timedelta(days=PATIENCE)), actor=actor)
            case _:
                do_step(step, actor=actor)

    def _audience(self, step: Step) -> Audience:
        if step.role == StepRole.PARTICIPANT:
            return SHARED[step.pk % len(SHARED)]
        return Audience.HOUSE if step.role in (StepRole.HOUSE, StepRole.GROUP, StepRole.BEACON) else Audience.ME

    def _doer(self, step: Step) -> Actor | None:
        person = self._person(step)
        return person.as_actor() if person and person.full_name != SELDOM else None

    def _person(self, step: Step) -> Person | None:
        unit = step.at_unit
        if step.person:
            return step.person
        match step.role:
            case StepRole.PARTICIPANT:
                return step.seat.wish.person if step.seat else None
            case StepRole.LEADER:
                return next(iter(around_seat(step.seat).asking(step.seat)), None) if step.seat else None
            case StepRole.SOUSCHEF:
                return _with_function(unit, [FunctionKind.SOUSCHEF]) if unit else None
            case StepRole.BEACON:
                return _with_function(unit, [FunctionKind.BEACON, FunctionKind.SUPPORT]) if unit else None
            case StepRole.HOUSE | StepRole.GROUP:
                return _one_of(unit) if unit else None
            case StepRole.CONSULTANT:
                return _named(cast.CONSULTANT)
            case StepRole.HEAD:
                return _named(cast.HEAD)
        return None


def _named(name: str) -> Person | None:
    person: Person | None = Person.objects.filter(email=cast.mail_of(name)).first()
    return person


def _one_of(unit: Unit) -> Person | None:
    """Who writes for the house: the one who has worked there longest."""
    employed: Employment | None = unit.employments.current().select_related("person").order_by("pk").first()
    return employed.person if employed else None


def _with_function(unit: Unit, kinds: list[FunctionKind]) -> Person | None:
    """Somebody who has one of the functions for the unit, there or above it."""
    here: Unit | None = unit
    while here is not None:
        function = here.functions.current().filter(kind__in=kinds).select_related("person").order_by("pk").first()
        if function:
            person: Person = function.person
            return person
        here = here.parent
    return None
