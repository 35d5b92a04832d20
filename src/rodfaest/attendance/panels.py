"""What attendance shows on the homes of those who plan and teach: days, and the lists for the door."""

from collections.abc import Sequence
from dataclasses import dataclass

from rodfaest.cohorts.models import Cohort, TeachingDay
from rodfaest.cohorts.queries import taught_by
from rodfaest.enrolment.queries.queue import free_places
from rodfaest.kernel.actors import NOBODY, Actor
from rodfaest.organisations.rules import Role
from rodfaest.ui.pages import Page


@dataclass(frozen=True)
class ProvidedCohort:
    """A cohort of the provider's; `teaches` where the actor stands in the classroom."""

    cohort: Cohort
    taken: int
    teaches: bool

    @property
    def days(self) -> Sequence[TeachingDay]:
        return self.cohort.days_in_order()

    @property
    def next_day(self) -> TeachingDay | None:
        return self.cohort.next_day()


@dataclass(frozen=True)
class ProvidedCohorts(Page):
    """`first` is the day that comes next, over all cohorts."""

    template = "attendance/panels/provided_cohorts.html"

    first: tuple[ProvidedCohort, TeachingDay] | None
    provided: Sequence[ProvidedCohort]
    over: Sequence[ProvidedCohort]


def provided_cohorts(actor: Actor) -> ProvidedCohorts | None:
    """
    For whoever plans for a provider, or teaches. Four queries for those who do, one for everybody else.

    A leader is not asked whether they teach too: theirs is the fullest home, and the day's link comes by mail.
    """
    providers, taught = actor.organisations_as(Role.PLANNER), NOBODY if actor.led_unit_ids else taught_by(actor)
    if not providers and not taught:
        return None
    visible = Cohort.objects.visible_to(actor).for_list()
    cohorts = [cohort for cohort in visible if cohort.provider_id in providers or cohort.pk in taught]
    free = free_places(cohorts)
    provided = [ProvidedCohort(cohort, cohort.places - free[cohort.pk], cohort.pk in taught) for cohort in cohorts]
    ahead = sorted(((one, day) for one in provided if (day := one.next_day)), key=lambda pair: pair[1].on)
    return ProvidedCohorts(
        first=ahead[0] if ahead else None,
        provided=[one for one, _day in ahead],
        over=[one for one in provided if not one.next_day],
    )
