"""The letters about a step: to its participant, and to the leader who asks about it."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from rodfaest.correspondence.rules.plans import Planned
from rodfaest.enrolment.models import Seat
from rodfaest.journey.models import Step
from rodfaest.journey.notices.facts import Facts
from rodfaest.journey.queries.steps import asked_of_each
from rodfaest.journey.rules import letters
from rodfaest.journey.rules.wording.steps import Asked, Asking, StepDue
from rodfaest.kernel.actors import Errand
from rodfaest.kernel.text import _
from rodfaest.organisations.models import Person
from rodfaest.programmes.rules.vocabulary import StepRole


def step_letters(facts: Facts, seat: Seat) -> Iterator[tuple[str, Planned]]:
    """
    On the cohort's own day, or on the day the participant chose: that letter is their own, and stands in no round.
    """
    for step in facts.steps_of(seat):
        words, due_on, key = facts.words_of(step), facts.due_on(step), f"step:{step.pk}"
        said = StepDue(
            title=words.title,
            text=words.text,
            minutes=words.minutes,
            alternative=words.alternative,
            answer=step.answer_kind,
            errand=_errand(step),
            about=facts.about,
        )
        letter = partial(
            facts.letter,
            seat.person,
            why=_("det er dagen for skridtet"),
            wording=said,
            discreet=words.title,
            sample=said,
        )
        if letters.has_letter(words) and due_on >= seat.given_on:
            yield key, letter(due_on, round=step.key, needless=bool(step.is_done or step.chosen_on))
        if step.chosen_on and not step.is_done:
            yield letters.key_of(key, step.chosen_on), letter(step.chosen_on)


def asking_letters(facts: Facts) -> Iterator[tuple[str, Planned]]:
    """
    One mail to a leader for each period, whoever of theirs it is about; a chosen asker has the same.

    Only the latest question is still asked (`asked_of_each`), also of a leader or stand-in who is new. Whoever is
    seated after a period's mail went stands on the leader's home meanwhile, and in the next mail.
    """
    periods: dict[tuple[str, date | None, int], list[Step]] = {}
    asked: set[int] = set()
    people: dict[int, Person] = {}
    for seat in facts.seats:
        steps = facts.steps_of(seat, StepRole.LEADER)
        asked |= {step.pk for step in asked_of_each(steps, on=facts.on) if not step.is_done}
        for step in (step for step in steps if facts.due_on(step) >= seat.given_on):
            for person in facts.asking(seat):
                people[person.pk] = person
                for chosen_on in dict.fromkeys((None, step.chosen_on)):
                    periods.setdefault((step.key, chosen_on, person.pk), []).append(step)
    for (key, chosen_on, person_id), steps in periods.items():
        steps.sort(key=_by_name)
        still = [step for step in steps if step.pk in asked and step.chosen_on == chosen_on]
        if chosen_on and not still:
            continue
        yield (
            f"ask:{facts.cohort.pk}:{letters.key_of(key, chosen_on)}:{person_id}",
            facts.letter(
                people[person_id],
                chosen_on or facts.due_on(steps[0]),
                _("det er tid til at spørge ind"),
                _asking(facts, [(step, _first_name(step)) for step in still or steps]),
                discreet=steps[0].words.title,
                round="" if chosen_on else key,
                needless=not still,
                sample=_asking(facts, [(steps[0], _("Deltageren"))]),
            ),
        )


def _asking(facts: Facts, named: list[tuple[Step, str]]) -> Asking:
    words = named[0][0].words
    return Asking(
        title=words.title,
        text=words.text,
        later=words.later,
        programme=facts.cohort.version.definition.short_title,
        people=tuple(Asked(name, _errand(step)) for step, name in named),
        about=facts.about,
    )


def _errand(step: Step) -> Errand:
    """What the personal link that opens a step may do."""
    return Errand("journey.do_step", "journey.Step", step.pk)


def _first_name(step: Step) -> str:
    assert step.seat is not None
    return step.seat.person.first_name


def _by_name(step: Step) -> tuple[str, int]:
    assert step.seat is not None
    return step.seat.person.sort_key, step.pk
