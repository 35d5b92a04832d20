"""Which letters and calendar entries a cohort's journey asks for."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import NamedTuple

from rodfaest.cohorts.models import Cohort
from rodfaest.correspondence.rules.plans import Event, Planned, Written, digest_of
from rodfaest.enrolment.models import Seat
from rodfaest.journey.models import Step
from rodfaest.journey.notices import wording
from rodfaest.journey.notices.facts import Facts, cohort_of, gather, seats_of
from rodfaest.journey.queries.steps import asked_of_each
from rodfaest.journey.rules import letters
from rodfaest.kernel.text import _
from rodfaest.kernel.time import long_date, today
from rodfaest.organisations.models import Person
from rodfaest.programmes.rules.vocabulary import StepRole


def cohort_ids() -> Iterable[int]:
    """The cohorts somebody has, or has had, a seat in."""
    return Seat.objects.values_list("wish__cohort", flat=True).distinct().order_by("wish__cohort")


def desired(cohort_id: int) -> Mapping[str, Planned]:
    """The letters that should exist, sent or not yet."""
    facts = gather(cohort_id)
    planned: dict[str, Planned] = {}
    if not facts.days:
        return planned
    for letter in _letters(facts):
        planned[letter.key] = Planned(
            person_id=letter.person.pk,
            kommune_id=facts.cohort.kommune_id,
            due_on=letter.due_on,
            why=letter.why,
            basis=digest_of(*letter.basis, letter.person.first_name),
            write=letter.write,
            about=facts.cohort.name,
            discreet=letter.discreet,
            round=letter.round,
            needless=letter.needless,
            sample=letter.sample,
        )
    return planned


def desired_entries(cohort_id: int) -> Mapping[str, Event]:
    """One entry for each teaching day of each live seat. Its words are the cohort's, never a person's."""
    cohort = cohort_of(cohort_id)
    title, days, description = cohort.version.definition.short_title, cohort.live_days(), entry_description(cohort)
    return {
        f"day:{day.pk}:person:{seat.wish.person_id}": Event(
            person_id=seat.wish.person_id,
            kommune_id=cohort.kommune_id,
            summary=f"{title}: {day.name}",
            starts_at=day.starts_at,
            ends_at=day.ends_at,
            location=f"{cohort.venue.name}, {cohort.venue.address}",
            description=description,
            why=_("{name} har fået en plads").format(name=seat.person.full_name),
            about=cohort.name,
        )
        for seat in seats_of(cohort)
        for day in days
    }


def entry_description(cohort: Cohort) -> str:
    contact = cohort.contact
    parts = [_("Mad: {catering}.").format(catering=cohort.catering.rstrip("."))] if cohort.catering else []
    if cohort.venue.directions:
        parts.append(cohort.venue.directions)
    reach = contact.phone or contact.email
    parts.append(_("Spørg {name}{reach}.").format(name=contact.full_name, reach=f", {reach}" if reach else ""))
    return "\n".join(parts)


class _Letter(NamedTuple):
    """
    One letter. `discreet` and what follows where it goes because something is not done (decision 0006): it stands in
    its `round` when that is done too, and is only `needless` then.
    """

    key: str
    person: Person
    due_on: date
    why: str
    basis: list[object]
    write: Callable[[], Written]
    discreet: str = ""
    round: str = ""
    needless: bool = False
    sample: Callable[[], Written] | None = None


def _letters(facts: Facts) -> Iterator[_Letter]:
    for seat in facts.seats:
        yield from _start_letters(facts, seat)
        yield from _step_letters(facts, seat)
    yield from _asking_letters(facts)
    yield from _teachers_letters(facts)


def _start_letters(facts: Facts, seat: Seat) -> Iterator[_Letter]:
    first = facts.days[0]
    dates = letters.start_dates(first.on, given_on=seat.given_on, closed=facts.closed)
    if dates.letter > seat.given_on:
        said = _("{name} har fået en plads").format(name=seat.person.full_name)
        write = partial(wording.seat, facts, seat, dates.letter)
        yield _Letter(f"seat:{seat.pk}", seat.person, seat.given_on, said, [*facts.practical, dates.letter], write)
    agreement = facts.agreements.get((facts.cohort.pk, seat.wish.employment.unit_id))
    basis = [
        *facts.practical,
        agreement and [agreement.sentences, agreement.agreed_with],
        [person.first_name for person in facts.companions(seat)],
        [leader.first_name for leader in facts.around[seat.wish.employment.unit_id].leaders],
    ]
    why = (
        _("{name} har fået en plads")
        if dates.letter == seat.given_on
        else _("dag 1 er om en måned")
        if dates.reminder is None
        else _("dag 1 er om en måned, og ferien ligger imellem")
    )
    said = why.format(name=seat.person.full_name)
    yield _Letter(f"start:{seat.pk}", seat.person, dates.letter, said, basis, partial(wording.start, facts, seat))
    if dates.reminder:
        said = _("dag 1 er om en uge")
        write = partial(wording.reminder, facts, seat)
        yield _Letter(f"reminder:{seat.pk}", seat.person, dates.reminder, said, basis, write)


def _step_letters(facts: Facts, seat: Seat) -> Iterator[_Letter]:
    """On the hold's own day, or on the day the participant chose: that letter is their own, and stands in no round."""
    for step in facts.steps_of(seat):
        why = _("det er dagen for skridtet")
        words, due_on = step.words, facts.due_on(step)
        basis: list[object] = [words.title, words.text, words.alternative, facts.cohort.name, facts.contact]
        write = partial(wording.step, step)
        letter = _Letter(f"step:{step.pk}", seat.person, due_on, why, basis, write, discreet=words.title, sample=write)
        if letters.has_letter(words) and due_on >= seat.given_on:
            yield letter._replace(round=step.key, needless=bool(step.is_kept or step.chosen_on))
        if step.chosen_on and not step.is_kept:
            yield letter._replace(key=letters.key_of(letter.key, step.chosen_on), due_on=step.chosen_on)


def _asking_letters(facts: Facts) -> Iterator[_Letter]:
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
        asked |= {step.pk for step in asked_of_each(steps, on=facts.on) if not step.is_kept}
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
        words = steps[0].words
        names = [(step.pk, step.seat.person.first_name) for step in still if step.seat]
        yield _Letter(
            f"ask:{facts.cohort.pk}:{letters.key_of(key, chosen_on)}:{person_id}",
            people[person_id],
            chosen_on or facts.due_on(steps[0]),
            _("det er tid til at spørge ind"),
            [names, words.title, words.text, facts.cohort.name, facts.contact],
            partial(wording.ask, still or steps),
            discreet=words.title,
            round="" if chosen_on else key,
            needless=not still,
            sample=partial(wording.ask, steps, named=False),
        )


def _by_name(step: Step) -> tuple[str, str, int]:
    assert step.seat is not None
    return step.seat.person.first_name, step.seat.person.last_name, step.pk


def _teachers_letters(facts: Facts) -> Iterator[_Letter]:
    """The link to each day that is still to come: one who teaches from the third day on hears nothing of the first."""
    if not facts.seats:
        return
    for day in (day for day in facts.days if day.on >= today()):
        for teacher in facts.cohort.teachers.all():
            why = _("dag {number} er {day}").format(number=day.number, day=long_date(day.on))
            on = letters.teacher_link_on(day.on, closed=facts.closed)
            basis: list[object] = [facts.practical, day.number, len(facts.seats)]
            write = partial(wording.teacher, facts, day)
            yield _Letter(f"teacher:{day.pk}:{teacher.person_id}", teacher.person, on, why, basis, write)
