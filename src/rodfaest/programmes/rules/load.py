"""What a programme asks of people: minutes per role and phase, outside days, reading and the practice itself."""

from collections.abc import Mapping
from dataclasses import dataclass

from rodfaest.programmes.rules.definition import Definition
from rodfaest.programmes.rules.vocabulary import Phase, StepRole


@dataclass(frozen=True)
class RoleLoad:
    """One role's minutes in each phase, and the limit if the file sets one."""

    role: StepRole
    minutes: Mapping[Phase, int]
    limit: int | None

    @property
    def total(self) -> int:
        return sum(self.minutes.values())

    @property
    def is_too_much(self) -> bool:
        return self.limit is not None and self.total > self.limit


def load_of(definition: Definition, *, questionnaires: bool = True) -> tuple[RoleLoad, ...]:
    """
    Add up the minutes of steps and questionnaires, for every role that has any or has a limit.

    What a step of a leader or a house asks is counted once, as the file writes it, however many participants there are.
    Nobody is asked the questionnaires yet: what people are told leaves them out, the limits count them.
    """
    asked = [(step.role, step.phase, step.minutes) for step in definition.steps if step.counts_as_load]
    asked += [
        (role, occasion.phase, questionnaire.minutes)
        for questionnaire in (definition.questionnaires if questionnaires else ())
        for role in questionnaire.roles
        for occasion in questionnaire.when
    ]
    roles = {role for role, _, _ in asked} | set(definition.max_minutes)
    return tuple(
        RoleLoad(
            role=role,
            minutes={phase: sum(m for r, p, m in asked if (r, p) == (role, phase)) for phase in Phase},
            limit=definition.max_minutes.get(role),
        )
        for role in StepRole
        if role in roles
    )


def load_table(definition: Definition) -> str:
    """The load as lines of text, one role each: for the command and for docs."""
    lines = [f"{'':<17}{'FØR':>6}{'UNDER':>7}{'EFTER':>7}{'i alt':>7}{'grænse':>8}"]
    for load in load_of(definition):
        before, during, after = (load.minutes[phase] for phase in Phase)
        limit = "-" if load.limit is None else load.limit
        lines.append(f"{load.role.label:<17}{before:>6}{during:>7}{after:>7}{load.total:>7}{limit:>8}")
    return "\n".join(lines)
