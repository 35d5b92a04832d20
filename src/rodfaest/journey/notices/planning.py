"""Which letters and calendar entries a cohort's journey asks for."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from rodfaest.cohorts.models import Cohort, TeachingDay
from rodfaest.correspondence.rules import owners
from rodfaest.correspondence.rules.owners import Channel, Event, Planned
from rodfaest.enrolment.models import LocalAgreement, Seat
from rodfaest.journey.models import Step
from rodfaest.journey.models.people import Around, around_units
from rodfaest.journey.rules import letters
from rodfaest.kernel.text import _
from rodfaest.kernel.time import Weeks, long_date
from rodfaest.organisations.models import Person
from rodfaest.programmes.rules.vocabulary import Phase, Role


@dataclass(frozen=True)
class Facts:
    """All a cohort's letters are planned from, read once. A dozen queries whatever the number of seats."""

    cohort: Cohort
    closed: Weeks
    seats: tuple[Seat, ...]
    steps: Mapping[tuple[int, str], list[Step]]
    """Open steps of the participants and their leaders, in the order of their days, by seat and role."""
    agreements: Mapping[tuple[int, int], LocalAgreement]
    around: Mapping[int, Around]

    @property
    def days(self) -> list[TeachingDay]:
        return self.cohort.live_days()

    def practical(self) -> list[object]:
        """What the words of every letter about the days depend on."""
        cohort = self.cohort
        contact = cohort.contact
        return [
            [(day.number, day.on, day.starts, day.ends) for day in self.days],
            [cohort.venue.name, cohort.venue.address, cohort.venue.directions, cohort.catering],
            [contact.full_name, contact.phone, contact.email],
        ]

    def companions(self, seat: Seat) -> list[Person]:
        """Who else from the same house goes: somebody to drive with."""
        here = seat.wish.employment.unit_id
        return [other.person for other in self.seats if other.wish.employment.unit_id == here and other.pk != seat.pk]

    def steps_of(self, seat: Seat, role: Role = Role.PARTICIPANT) -> list[Step]:
        return self.steps.get((seat.pk, role), [])

    def first_before(self, seat: Seat) -> Step | None:
        """The one thing to do before day 1: the first open step FØR."""
        return next((step for step in self.steps_of(seat) if step.phase == Phase.BEFORE), None)


def to_ask(cohort_id: int, key: str, person_id: int) -> list[Step]:
    """The leader's open steps with this key that are this person's to ask, by the first name of whom they are about."""
    steps = Step.objects.open().filter(cohort=cohort_id, key=key, role=Role.LEADER, seat__left_on__isnull=True)
    rows = list(steps.for_list().order_by("seat__wish__person__first_name", "seat__wish__person__last_name", "pk"))
    around = around_units(step.at_unit_id for step in rows if step.at_unit_id)
    return [step for step in rows if step.seat and any(person.pk == person_id for person in _asking(step.seat, around))]


def _asking(seat: Seat, around: Mapping[int, Around]) -> tuple[Person, ...]:
    """Who asks into what this participant tries: whoever they chose, else the leaders without tilsyn."""
    asker = getattr(seat, "asker", None)
    return (asker.person,) if asker else around[seat.wish.employment.unit_id].asking


def scopes() -> Iterable[int]:
    """The cohorts somebody has, or has had, a seat in."""
    return Seat.objects.values_list("wish__cohort", flat=True).distinct().order_by("wish__cohort")


def gather(cohort_id: int) -> Facts:
    cohort = (
        Cohort.objects.select_related("version", "kommune", "venue", "contact")
        .prefetch_related("days__moves", "teachers__person")
        .get(pk=cohort_id)
    )
    seats = tuple(Seat.objects.live().of_cohort(cohort).for_list().select_related("asker__person"))
    by_pk = {seat.pk: seat for seat in seats}
    steps: dict[tuple[int, str], list[Step]] = {}
    for step in Step.objects.open().filter(seat__in=by_pk, role__in=(Role.PARTICIPANT, Role.LEADER)).in_order():
        step.cohort, step.seat = cohort, by_pk[step.seat_id or 0]
        steps.setdefault((step.seat.pk, step.role), []).append(step)
    return Facts(
        cohort,
        cohort.kommune.closed_weeks(),
        seats,
        steps,
        LocalAgreement.objects.for_seats(seats),
        around_units(seat.wish.employment.unit_id for seat in seats),
    )


def desired(scope: int) -> Mapping[str, Planned]:
    """The letters that should exist, sent or not yet."""
    facts = gather(scope)
    planned: dict[str, Planned] = {}
    if not facts.days:
        return planned
    for key, person, due_on, why, basis in _letters(facts):
        planned[key] = Planned(
            person_id=person.pk,
            kommune_id=facts.cohort.kommune_id,
            due_on=due_on,
            why=why,
            basis=owners.digest_of(*basis, person.first_name),
            about=facts.cohort.name,
            channel=Channel.SMS if person.phone and not person.email else Channel.MAIL,
        )
    return planned


def desired_entries(scope: int) -> Mapping[str, Event]:
    """One entry for each teaching day of each live seat. Its words are the cohort's, never a person's."""
    facts = gather(scope)
    cohort = facts.cohort
    title = cohort.version.definition.short_title
    return {
        f"day:{day.pk}:person:{seat.wish.person_id}": Event(
            person_id=seat.wish.person_id,
            kommune_id=cohort.kommune_id,
            summary=f"{title}: {day.name}",
            starts_at=day.starts_at,
            ends_at=day.ends_at,
            location=f"{cohort.venue.name}, {cohort.venue.address}",
            description=entry_description(cohort),
            why=_("{name} har fået en plads").format(name=seat.person.full_name),
            about=cohort.name,
        )
        for seat in facts.seats
        for day in facts.days
    }


def entry_description(cohort: Cohort) -> str:
    contact = cohort.contact
    parts = [_("Mad: {catering}.").format(catering=cohort.catering.rstrip("."))] if cohort.catering else []
    if cohort.venue.directions:
        parts.append(cohort.venue.directions)
    reach = contact.phone or contact.email
    parts.append(_("Spørg {name}{reach}.").format(name=contact.full_name, reach=f", {reach}" if reach else ""))
    return "\n".join(parts)


_Letter = tuple[str, Person, date, str, list[object]]


def _letters(facts: Facts) -> Iterator[_Letter]:
    for seat in facts.seats:
        yield from _start_letters(facts, seat)
        yield from _step_letters(facts, seat)
    yield from _asking_letters(facts)
    yield from _teachers_letters(facts)


def _start_letters(facts: Facts, seat: Seat) -> Iterator[_Letter]:
    first = facts.days[0]
    dates = letters.start_dates(first.on, given_on=seat.given_on, closed=facts.closed)
    step = facts.first_before(seat)
    agreement = facts.agreements.get((facts.cohort.pk, seat.wish.employment.unit_id))
    basis = [
        *facts.practical(),
        step and step.pk,
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
    yield f"start:{seat.pk}", seat.person, dates.letter, why.format(name=seat.person.full_name), basis
    if dates.reminder:
        yield f"reminder:{seat.pk}", seat.person, dates.reminder, _("dag 1 er om en uge"), basis


def _step_letters(facts: Facts, seat: Seat) -> Iterator[_Letter]:
    for step in facts.steps_of(seat):
        if letters.has_letter(step.words) and step.on >= seat.given_on:
            why = _("det er dagen for skridtet »{title}«").format(title=step.words.title)
            yield f"step:{step.pk}", seat.person, step.on, why, [step.words.title, step.words.text]


def _asking_letters(facts: Facts) -> Iterator[_Letter]:
    """One mail to a leader for each period, whoever of theirs it is about; a chosen asker has the same."""
    asked: dict[tuple[str, int], list[Step]] = {}
    people: dict[int, Person] = {}
    for seat in facts.seats:
        for step in facts.steps_of(seat, Role.LEADER):
            if letters.has_letter(step.words) and step.due_on >= seat.given_on:
                for person in _asking(seat, facts.around):
                    people[person.pk] = person
                    asked.setdefault((step.key, person.pk), []).append(step)
    for (key, person_id), steps in asked.items():
        words = steps[0].words
        why = _("det er tid til at spørge ind: {title}").format(title=words.title)
        names = [(step.pk, step.seat.person.first_name) for step in steps if step.seat]
        basis: list[object] = [names, words.title, words.text]
        yield f"ask:{facts.cohort.pk}:{key}:{person_id}", people[person_id], min(s.on for s in steps), why, basis


def _teachers_letters(facts: Facts) -> Iterator[_Letter]:
    if not facts.seats:
        return
    for day in facts.days:
        for teacher in facts.cohort.teachers.all():
            why = _("dag {number} er {day}").format(number=day.number, day=long_date(day.on))
            on = letters.teacher_link_on(day.on, closed=facts.closed)
            yield f"teacher:{day.pk}:{teacher.person_id}", teacher.person, on, why, [facts.practical(), day.number]
