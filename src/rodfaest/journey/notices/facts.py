"""All a cohort's letters and calendar entries are planned and written from, read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Q

from rodfaest.cohorts.models import Cohort, TeachingDay
from rodfaest.correspondence.rules.plans import Planned, Wording
from rodfaest.enrolment.models import LocalAgreement, Seat
from rodfaest.journey.models import Step
from rodfaest.journey.queries.people import Around, around_units
from rodfaest.journey.rules.letters import has_letter
from rodfaest.journey.rules.steps import DueStep, SeatFact, StepKey, desired_steps
from rodfaest.journey.rules.wording.cohort import About, Contact
from rodfaest.kernel.time import Weeks
from rodfaest.organisations.models import Person
from rodfaest.programmes.rules import definition
from rodfaest.programmes.rules.vocabulary import StepKind, StepRole


@dataclass(frozen=True)
class Facts:
    """The facts of one cohort. A dozen queries whatever the number of seats (`gather`)."""

    cohort: Cohort
    closed: Weeks
    seats: tuple[Seat, ...]
    steps: Mapping[tuple[int, str], list[Step]]
    """By seat and role, those that come by mail, or on the day their person chose, done or not, in their order."""
    due: Mapping[StepKey, DueStep]
    """When each step falls due as the days are now (`due_on`)."""
    agreements: Mapping[tuple[int, int], LocalAgreement]
    around: Mapping[int, Around]

    @cached_property
    def days(self) -> list[TeachingDay]:
        return self.cohort.live_days()

    @property
    def contact(self) -> Contact:
        return contact_of(self.cohort)

    @property
    def about(self) -> About:
        return About(self.cohort.name, self.contact)

    def letter(
        self,
        person: Person,
        due_on: date,
        why: str,
        wording: Wording,
        *,
        discreet: str = "",
        round: str = "",
        needless: bool = False,
        sample: Wording | None = None,
    ) -> Planned:
        """
        One letter about the cohort.

        The last four are for a letter that asks for something not yet done (docs/decisions/0006). When it is done the
        letter stays in its `round`, so that nobody sees who did it, and is marked `needless`.
        """
        return Planned(
            person_id=person.pk,
            kommune_id=self.cohort.kommune_id,
            due_on=due_on,
            why=why,
            wording=wording,
            about=self.cohort.name,
            discreet=discreet,
            round=round,
            needless=needless,
            sample=sample,
        )

    def companions(self, seat: Seat) -> list[Person]:
        """Who else from the same house goes: somebody to drive with."""
        here = seat.wish.employment.unit_id
        return [other.person for other in self.seats if other.wish.employment.unit_id == here and other.pk != seat.pk]

    def asking(self, seat: Seat) -> list[Person]:
        return self.around[seat.wish.employment.unit_id].asking(seat)

    def steps_of(self, seat: Seat, role: StepRole = StepRole.PARTICIPANT) -> list[Step]:
        return self.steps.get((seat.pk, role), [])

    def words_of(self, step: Step) -> definition.Step:
        return self.cohort.version.definition.step(step.key)

    def due_on(self, step: Step) -> date:
        """When it falls due as the days are now: for a step that is done too, whose own row is not moved any more."""
        return self.due[step.step_key].due_on

    def on(self, step: Step) -> date:
        """The day it is for: the chosen one, else the one it falls due as the days are now."""
        return step.chosen_on or self.due_on(step)


def gather(cohort_id: int) -> Facts:
    cohort = cohort_of(cohort_id)
    seats = seats_of(cohort)
    by_pk = {seat.pk: seat for seat in seats}
    by_mail = [step.key for step in cohort.version.definition.steps if has_letter(step)]
    steps: dict[tuple[int, str], list[Step]] = {}
    chosen = Q(role=StepRole.PARTICIPANT, chosen_on__isnull=False)
    closed = cohort.kommune.closed_weeks()
    facts = [SeatFact(seat.pk, seat.wish.employment.unit_id, seat.given_on) for seat in seats]
    due = desired_steps(cohort.version.definition.steps, cohort.day_facts(), facts, closed)
    to_be_done = Step.objects.live().exclude(kind=StepKind.ATTEND)
    for step in to_be_done.filter(Q(key__in=by_mail) | chosen, seat__in=by_pk).in_order():
        if step.step_key in due:
            step.cohort, step.seat = cohort, by_pk[step.seat_id or 0]
            steps.setdefault((step.seat.pk, step.role), []).append(step)
    return Facts(
        cohort,
        closed,
        seats,
        steps,
        due,
        LocalAgreement.objects.for_seats(seats),
        around_units(seat.wish.employment.unit_id for seat in seats),
    )


def cohort_of(cohort_id: int) -> Cohort:
    """The cohort with all that letters and entries say of it."""
    return Cohort.objects.in_full().prefetch_related("teachers__person").get(pk=cohort_id)


def contact_of(cohort: Cohort) -> Contact:
    contact = cohort.contact
    return Contact(contact.full_name, contact.phone, contact.email or "")


def venue_of(cohort: Cohort) -> str:
    return f"{cohort.venue.name}, {cohort.venue.address}"


def seats_of(cohort: Cohort) -> tuple[Seat, ...]:
    """Its seats that are followed, each with its person, unit and chosen asker."""
    return tuple(Seat.objects.followed().of_cohort(cohort).for_list().select_related("asker__person"))
