"""Who is around a seat: its leaders, those who may ask in the leader's place, and those whose tilsyn closes it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from rodfaest.enrolment.models import Seat
from rodfaest.journey.models.steps import Step
from rodfaest.journey.rules import sharing
from rodfaest.kernel.actors import Actor
from rodfaest.organisations.models import Employment, Function, Leadership, Leading, Person, Unit
from rodfaest.organisations.rules import FunctionKind, JobCategory
from rodfaest.programmes.rules.vocabulary import Role
from rodfaest.texts.rules import Audience


@dataclass(frozen=True)
class Around:
    """The people around one unit, today."""

    unit_id: int
    leaders: tuple[Person, ...]
    """The nearest leaders and whoever stands in for them today."""
    supervising: frozenset[int]
    """Persons with tilsyn over the unit."""
    leading: Leading

    @property
    def asking(self) -> tuple[Person, ...]:
        """The leaders who may ask into what is tried: not those who also hold tilsyn."""
        return tuple(person for person in self.leaders if person.pk not in self.supervising)

    def reading(self, writer_id: int | None) -> tuple[Person, ...]:
        """Who reads what somebody here shares with their leader: the nearest, souschefs among them; never tilsyn."""
        nearest = self.leading.nearest_to(self.unit_id, writer_id)
        return tuple(person for person in nearest if person.pk not in self.supervising)


def around_units(unit_ids: Iterable[int]) -> dict[int, Around]:
    """The people around each unit. Four queries whatever their number; `leaders_of` for many."""
    leading = Leading.today()
    return {
        unit_id: Around(unit_id, tuple(leading.leaders_of(unit_id)), leading.supervising_over(unit_id), leading)
        for unit_id in set(unit_ids)
    }


def possible_askers(seat: Seat) -> QuerySet[Person]:
    """
    Whom a participant may choose to ask into what they try: who leads, stands in or helps here or above.

    Never themselves, and never somebody with tilsyn over the unit.
    """
    line: list[int] = []
    unit: Unit | None = seat.unit
    while unit is not None:
        line.append(unit.pk)
        unit = unit.parent
    helping = (FunctionKind.BEACON, FunctionKind.SUPPORT, FunctionKind.SOUSCHEF)
    here = Function.objects.current().filter(unit__in=line)
    leads = Leadership.objects.current().filter(unit__in=line)
    helps = here.filter(kind__in=helping)
    found: QuerySet[Person] = (
        Person.objects.filter(pk__in=[*leads.values_list("person", flat=True), *helps.values_list("person", flat=True)])
        .exclude(pk__in=here.filter(kind=FunctionKind.SUPERVISION).values("person"))
        .exclude(pk=seat.wish.person_id)
        .order_by("first_name", "last_name", "pk")
    )
    return found


def job_of(step: Step, actor: Actor) -> JobCategory | None:
    """What the writer works as, where the step is: the seat's own employment, else theirs in the unit today."""
    if step.seat is not None and step.role == Role.PARTICIPANT:
        return JobCategory(step.seat.wish.employment.job_category)
    here = Employment.objects.current().filter(person__in=actor.person_ids, unit=step.at_unit_id)
    job = here.values_list("job_category", flat=True).first()
    return JobCategory(job) if job else None


def first_audience_of(step: Step, actor: Actor) -> Audience:
    """Who reads it before the writer has chosen."""
    return sharing.first_audience(Role(step.role), step.words.audience, job_of(step, actor))
