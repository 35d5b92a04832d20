"""Who is around a seat: its leaders, those who may ask in the leader's place, and those whose tilsyn closes it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from django.db.models import QuerySet

from rodfaest.enrolment.models import Seat
from rodfaest.journey.models.steps import Step
from rodfaest.journey.rules import sharing
from rodfaest.kernel.actors import Actor
from rodfaest.organisations.models import Employment, Person
from rodfaest.organisations.queries.leading import Leading
from rodfaest.organisations.rules import JobCategory
from rodfaest.programmes.rules.vocabulary import StepRole
from rodfaest.texts.rules import Audience


@dataclass(frozen=True)
class Around:
    """The people around one unit, today."""

    unit_id: int
    leading: Leading

    @property
    def leaders(self) -> list[Person]:
        """The nearest leaders and whoever stands in for them today."""
        return self.leading.leaders_of(self.unit_id)

    def asking(self, seat: Seat) -> list[Person]:
        """Who asks into what a participant tries: whoever they chose, else the leaders without tilsyn."""
        return self._chosen_or(seat, self.leaders_asking(seat))

    def leaders_asking(self, seat: Seat) -> list[Person]:
        """The leaders who ask where nobody else is chosen."""
        return self._without_tilsyn(self.leading.leaders_of(self.unit_id, about=seat.wish.person_id))

    def is_led(self, seat: Seat) -> bool:
        """Whether the participant has a leader at all, who may be kept from asking by tilsyn."""
        return bool(self.leading.leaders_of(self.unit_id, about=seat.wish.person_id))

    def reading(self, step: Step) -> list[Person]:
        """Who reads what is shared with one's leader: whoever was chosen, else the nearest, souschefs among them."""
        nearest = self._without_tilsyn(self.leading.nearest_to(self.unit_id, step.about_id))
        return self._chosen_or(step.seat, nearest)

    def gone(self, seat: Seat) -> Person | None:
        """Whom the participant chose, where that person no longer leads or helps here, or has tilsyn now."""
        asker = getattr(seat, "asker", None)
        if asker is None or asker.person_id in self.leading.around(self.unit_id, about=seat.wish.person_id):
            return None
        return cast(Person, asker.person)

    def _chosen_or(self, seat: Seat | None, leaders: list[Person]) -> list[Person]:
        """A choice that no longer counts is nobody's: what was not for the leader doesn't become so by itself."""
        asker = getattr(seat, "asker", None)
        if seat is None or asker is None:
            return leaders
        return [] if self.gone(seat) else [asker.person]

    def _without_tilsyn(self, people: Iterable[Person]) -> list[Person]:
        supervising = self.leading.supervising_over(self.unit_id)
        return [person for person in people if person.pk not in supervising]


def around_units(unit_ids: Iterable[int], leading: Leading | None = None) -> dict[int, Around]:
    """The people around each unit. Four queries whatever their number; none for whoever has asked who leads."""
    leading = leading or Leading.today()
    return {unit_id: Around(unit_id, leading) for unit_id in set(unit_ids)}


def around_seat(seat: Seat) -> Around:
    unit_id = seat.wish.employment.unit_id
    return around_units([unit_id])[unit_id]


def readers_of(steps: Iterable[Step], leading: Leading | None = None) -> dict[int, list[str]]:
    """By step: who »Dig og din leder« is there, by first name. Four queries whatever their number, none without one."""
    at = {step.pk: (step, step.at_unit_id) for step in steps if step.at_unit_id}
    around = around_units((unit_id for _step, unit_id in at.values() if unit_id), leading) if at else {}
    return {
        pk: [person.first_name for person in around[unit_id].reading(step)]
        for pk, (step, unit_id) in at.items()
        if unit_id
    }


def possible_askers(seat: Seat) -> QuerySet[Person]:
    """
    Whom a participant may choose to ask into what they try: who leads, stands in or helps here or above.

    Never themselves, nor who leads in their place, nor anybody with tilsyn over the unit.
    """
    around = Leading.today().around(seat.wish.employment.unit_id, about=seat.wish.person_id)
    return Person.objects.filter(pk__in=around).by_name()


def job_of(step: Step, actor: Actor) -> JobCategory | None:
    """What the writer works as, where the step is: the seat's own employment, else theirs in the unit today."""
    if step.seat is not None and step.role == StepRole.PARTICIPANT:
        return JobCategory(step.seat.wish.employment.job_category)
    here = Employment.objects.current().filter(person__in=actor.person_ids, unit=step.at_unit_id)
    job = here.values_list("job_category", flat=True).first()
    return JobCategory(job) if job else None


def first_audience_of(step: Step, actor: Actor) -> Audience:
    """Who reads it before the writer has chosen."""
    return sharing.first_audience(step.audiences, step.words.audience, job_of(step, actor))
