"""An owner of steps whose facts a test sets: what an app above the journey is in the house."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.http import HttpResponse

from rodfaest.journey import owners
from rodfaest.journey.models import Step
from rodfaest.journey.rules.steps import DueStep, StepKey
from rodfaest.journey.rules.words import StepWords, Words
from rodfaest.kernel.reconcile import Scope
from rodfaest.kernel.views import ActorRequest
from rodfaest.organisations.models import Person, Unit
from rodfaest.programmes.rules.vocabulary import AnswerKind, Phase, StepKind, StepRole

OWNER = "an_owner"
APPOINTMENT, UNIT = "appointment", "unit"
WORDS: Mapping[str, Words] = {
    "forbered": StepWords("Tænk over, hvad du vil spørge om", "Skriv det, I skal tale om.", 5, AnswerKind.TEXT),
    "kig": StepWords("Kig på jeres rum", "Gå en runde sammen.", 10),
}


@dataclass
class Facts:
    """The world as this owner sees it: the steps there should be, by kind and id; and what was asked of it."""

    steps: dict[str, dict[int, dict[StepKey, DueStep]]] = field(default_factory=dict)
    asked: list[tuple[str, list[int]]] = field(default_factory=list)
    writes: bool = False
    breaks: bool = False


facts = Facts()


class Made(owners.Background):
    """What stands behind them: a title, and no days."""

    def __init__(self, title: str) -> None:
        self._title = title

    @property
    def title(self) -> str:
        return self._title

    def words(self, key: str) -> Words:
        return WORDS[key]

    def has_letter(self, key: str, chosen_on: date | None) -> bool:
        return facts.writes


def start_again() -> None:
    facts.__init__()  # type: ignore[misc]


def meet(*people: Person, due_on: date, number: int = 7) -> Scope:
    """From now on these people have an appointment, and a step each to prepare for it."""
    due = DueStep(StepRole.BEACON, Phase.DURING, StepKind.ANSWER, due_on)
    facts.steps.setdefault(APPOINTMENT, {})[number] = {StepKey("forbered", person_id=one.pk): due for one in people}
    return Scope(OWNER, APPOINTMENT, number)


def look(unit: Unit, due_on: date) -> Scope:
    """From now on a house has something to do together, without a cohort."""
    due = DueStep(StepRole.HOUSE, Phase.DURING, StepKind.OBSERVE, due_on)
    facts.steps.setdefault(UNIT, {})[unit.pk] = {StepKey("kig", unit_id=unit.pk): due}
    return Scope(OWNER, UNIT, unit.pk)


def _steps(kind: str, title: str) -> owners.Steps:
    def ids() -> Iterable[int]:
        return sorted(facts.steps.get(kind, {}))

    def desired(one: int) -> Mapping[StepKey, DueStep]:
        if facts.breaks:
            raise ValueError("the facts can't be found")
        return facts.steps[kind][one]

    def backgrounds(ids: Collection[int]) -> Mapping[int, owners.Background]:
        facts.asked.append((kind, sorted(ids)))
        return {one: Made(title) for one in ids}

    return owners.Steps(kind, ids=ids, desired=desired, backgrounds=backgrounds)


owners.register(OWNER, _steps(APPOINTMENT, "Jeres samtale"))
owners.register(OWNER, _steps(UNIT, "Sammen hjemme"))


# Its pages


def page_of_looking(request: ActorRequest, step: Step, **refused: object) -> HttpResponse:
    return HttpResponse(f"{step.words.title} · {sorted(name for name, form in refused.items() if form)}")


STEP_PAGES = {
    "journey": "rodfaest.journey.views.steps.step_page",
    OWNER: "rodfaest.journey.views.steps.step_page",
    f"{OWNER}.{StepKind.OBSERVE}": f"{__name__}.page_of_looking",
}
