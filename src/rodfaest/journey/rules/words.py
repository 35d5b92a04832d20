"""What a step says. A programme's `Step` says it too; another owner of steps gives `StepWords`."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from rodfaest.programmes.rules.vocabulary import NOT_TODAY, SOMETHING_ELSE, AnswerKind, FirstAudience, Situation


class Words(Protocol):
    """What a step's page shows, and how it is answered."""

    @property
    def title(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def minutes(self) -> int: ...
    @property
    def answer(self) -> AnswerKind: ...
    @property
    def choices(self) -> Sequence[str]:
        """The answers of a step of choice; each does the step."""

    @property
    def alternative(self) -> str:
        """The button that does something else."""

    @property
    def later(self) -> str:
        """The button that puts it off."""

    @property
    def audience(self) -> FirstAudience | None:
        """Who reads a text before its writer has chosen."""

    @property
    def situations(self) -> Sequence[Situation]: ...


@dataclass(frozen=True)
class StepWords:
    """The words of a step that stands in no programme."""

    title: str
    text: str
    minutes: int
    answer: AnswerKind = AnswerKind.TICK
    choices: Sequence[str] = ()
    alternative: str = SOMETHING_ELSE
    later: str = NOT_TODAY
    audience: FirstAudience | None = None
    situations: Sequence[Situation] = ()
