"""
A cohort on its way, on the real dates of the Horsens frame, with one dagplejer in one group.

Rows are made one by one here; `tests/journeys` builds the same through the actions of every app.
"""

from dataclasses import dataclass
from datetime import date

import factory

from rodfaest.cohorts.models import Cohort, Teacher, TeachingDay
from rodfaest.enrolment.models import LeaderAnswer, Seat, Wish
from rodfaest.enrolment.rules.wishes import Answer
from rodfaest.journey.actions import reconcile_journey
from rodfaest.journey.models import Step, StepText
from rodfaest.journey.notices import of_cohort
from rodfaest.journey.queries.circles import Circles
from rodfaest.kernel.actors import System
from rodfaest.organisations.models import (
    Employment,
    Function,
    HolidayWeek,
    Leadership,
    Organisation,
    Person,
    SystemRole,
    Unit,
)
from rodfaest.organisations.rules import FunctionKind, JobCategory, Role, UnitKind
from rodfaest.texts.models import as_readers
from rodfaest.texts.rules import Audience
from tests.factories.cohorts import DAYS, CohortFactory
from tests.factories.organisations import (
    EmploymentFactory,
    FunctionFactory,
    LeadershipFactory,
    PersonFactory,
    SystemRoleFactory,
    UnitFactory,
    kommune,
)
from tests.factories.programmes import ProgrammeVersionFactory
from tests.once import built_once

NIGHT = System("reconcile_all")
MAY_3 = date(2021, 5, 3)
FREE_WEEKS = [(2021, week) for week in (27, 28, 29, 30, 31, 42, 52)]


@dataclass
class Way:
    """A cohort with a seat in it, and the people around the seat."""

    kommune: Organisation
    group: Unit
    cohort: Cohort
    mette: Person
    lene: Person
    seat: Seat

    def step(self, key: str, seat: Seat | None = None) -> Step:
        """The step with this key: the seat's, else the group's or the cohort's."""
        rows = Step.objects.filter(cohort=self.cohort, key=key).for_list()
        return rows.filter(seat=seat or self.seat).first() or rows.get(seat__isnull=True)

    def day(self, number: int) -> TeachingDay:
        return self.cohort.days.get(number=number)

    def reconcile(self):
        return reconcile_journey(of_cohort(self.cohort.pk), actor=NIGHT)


def shipped(key: str = "horsens-dagpleje"):
    """One of the shipped programmes."""
    return ProgrammeVersionFactory(programme__key=key)


def person(first_name: str, last_name: str = "Holm", **given) -> Person:
    given.setdefault("email", f"{first_name}.{last_name}@horsens.example".lower())
    return PersonFactory(first_name=first_name, last_name=last_name, **given)


def unit(kommune: Organisation, name: str, parent: Unit | None = None, kind=UnitKind.CHILDMINDER_GROUP) -> Unit:
    return UnitFactory(organisation=kommune, name=name, parent=parent, kind=kind, can_spare=1)


def lead(leader: Person, place: Unit) -> Leadership:
    return LeadershipFactory(person=leader, unit=place)


def give_function(holder: Person, place: Unit, kind: FunctionKind) -> Function:
    return FunctionFactory(person=holder, unit=place, kind=kind)


def give_role(holder: Person, organisation: Organisation, role: Role = Role.CONSULTANT) -> SystemRole:
    return SystemRoleFactory(person=holder, organisation=organisation, role=role)


def employ(worker: Person, place: Unit, job=JobCategory.CHILDMINDER) -> Employment:
    return EmploymentFactory(person=worker, unit=place, job_category=job)


def seat_for(worker: Person, place: Unit, cohort: Cohort, *, job=JobCategory.CHILDMINDER, given_on=MAY_3) -> Seat:
    """A seat with the wish and the yes that came before it."""
    leader = Person.objects.filter(leaderships__unit=place).first() or worker
    wish = Wish.objects.create(person=worker, employment=employ(worker, place, job), cohort=cohort, on=given_on)
    LeaderAnswer.objects.create(wish=wish, answer=Answer.YES, by=leader, on=given_on)
    return Seat.objects.create(wish=wish, given_on=given_on)


def cohort_on(kommune: Organisation, dates=DAYS, *, key="dagpleje-2021", name="Dagpleje, efterår 2021") -> Cohort:
    """A cohort of 22 places, taught on Campus Horsens; Iben answers for it."""
    iben = Person.objects.filter(email="iben.kyhl@horsens.example").first()
    return CohortFactory(
        key=key,
        name=name,
        kommune=kommune,
        published_on=MAY_3,
        contact=iben or person("Iben", "Kyhl", phone="76291234"),
        dates=dates,
    )


@built_once
def a_way(*, job=JobCategory.CHILDMINDER) -> Way:
    """Mette, dagplejer in Solsikken, has a seat; Lene leads the group. The journey is reconciled."""
    horsens = kommune()
    HolidayWeek.objects.bulk_create(
        HolidayWeek(organisation=horsens, year=year, week=week, name="Ferie") for year, week in FREE_WEEKS
    )
    group = unit(horsens, "Solsikken")
    mette, lene = person("Mette"), person("Lene", "Lund")
    lead(lene, group)
    cohort = cohort_on(horsens)
    way = Way(horsens, group, cohort, mette, lene, seat_for(mette, group, cohort, job=job))
    way.reconcile()
    return way


def add_seat(way: Way, first_name: str, *, place: Unit | None = None, job=JobCategory.CHILDMINDER) -> Seat:
    """Another participant of the same cohort, in the same group unless said otherwise."""
    seat = seat_for(person(first_name, "Friis"), place or way.group, way.cohort, job=job)
    way.reconcile()
    return seat


def teach(way: Way, first_name: str = "Ulla") -> Person:
    teacher = person(first_name, "Underviser", email="ulla@via.example")
    Teacher.objects.create(cohort=way.cohort, person=teacher)
    return teacher


class StepTextFactory(factory.django.DjangoModelFactory):
    """A finished text; `words` and `audience` are sealed in."""

    class Meta:
        model = StepText

    finished_on = date(2021, 9, 1)

    @classmethod
    def _create(cls, model_class, *args, words="Jeg ventede og fulgte med.", audience=Audience.ME, **given):
        text = model_class(**{"unit": given["step"].at_unit, "audience": audience} | given)
        if text.finished_on and "readers" not in given:
            text.readers = as_readers(Circles.of([text]).around(text))
        text.seal(words, audience)
        text.save()
        return text
