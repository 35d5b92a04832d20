"""The leader's home: five minutes on a phone. Who waits for an answer, what to ask about, who is away when."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypedDict, cast

from django.db.models import Exists, OuterRef

from rodfaest.cohorts.models import Cohort, TeachingDay
from rodfaest.enrolment.models import LocalAgreement, Wish
from rodfaest.enrolment.permissions import may_answer_wish
from rodfaest.enrolment.queries.away import away_of
from rodfaest.enrolment.rules.away import away_advice
from rodfaest.enrolment.rules.wishes import WishState
from rodfaest.journey.models import Step
from rodfaest.journey.permissions import may_keep_step
from rodfaest.kernel.actors import Actor
from rodfaest.kernel.time import today
from rodfaest.organisations.models import Person, Unit
from rodfaest.organisations.rules import FunctionKind
from rodfaest.portal.homes.asking import Question, questions_of
from rodfaest.portal.homes.steps import steps_for
from rodfaest.programmes.rules.vocabulary import StepRole

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

AHEAD = timedelta(weeks=6)
"""How far the leader's rota looks."""


class Led(TypedDict):
    """What `_houses` counts of a unit, beside its own fields."""

    may_wish: bool
    is_above: bool


@dataclass(frozen=True)
class Waiting:
    """A wish to answer, with what it does to the rota."""

    wish: Wish
    days: Sequence[TeachingDay]
    advice: str


@dataclass(frozen=True)
class Away:
    """One day one house is short of people."""

    on: date
    house: Unit
    people: Sequence[Person]
    hoped: Sequence[Person]
    """With a yes, and no seat yet."""
    hours: str

    @property
    def can_spare(self) -> int:
        return self.house.can_spare_on(self.on)

    @property
    def is_too_many(self) -> bool:
        return len(self.people) > self.can_spare


@dataclass(frozen=True)
class OnTheWay:
    """A house or group, how many of it are on the way, and what lies ahead."""

    house: Unit
    people: int
    next_on: date | None


@dataclass(frozen=True)
class LeaderHome:
    """`closed` are the houses where the leader also holds tilsyn: there another asks."""

    waiting: Sequence[Waiting]
    questions: Sequence[Question]
    coming: Step | None
    closed: Sequence[str]
    away: Sequence[Away]
    missing: Sequence[Wish]
    houses: Sequence[OnTheWay]
    puts_forward: bool
    """Whether there is a hold that takes wishes from these houses."""


def home(actor: Actor) -> LeaderHome | None:
    """The home of whoever leads something today, deputies included. The number of queries does not grow."""
    if not actor.led_unit_ids:
        return None
    houses = _houses(actor)
    wishes = _wishes(actor)
    for wish in wishes:
        wish.employment.unit = houses[wish.employment.unit_id]
    steps = steps_for(actor, StepRole.LEADER, with_kept=True)
    days = _days({wish.cohort_id for wish in wishes}, {step.cohort_id: step.cohort for step in steps})
    mine = [step for step in steps if may_keep_step(actor, step)]
    seated = [wish for wish in wishes if wish.state is WishState.SEATED]
    supervised = actor.units_as(FunctionKind.SUPERVISION)
    return LeaderHome(
        waiting=_waiting([wish for wish in wishes if _waits(wish, actor)], days, actor),
        questions=questions_of(mine, actor),
        coming=next((step for step in mine if step.on > today() and not step.is_kept), None),
        closed=sorted({wish.employment.unit.name for wish in seated if wish.employment.unit_id in supervised}),
        away=_away(wishes, days, houses),
        missing=_missing(seated, days),
        houses=_rows(houses.values(), seated, days),
        puts_forward=any(house.may_wish for house in houses.values()),
    )


# Parts


def _houses(actor: Actor) -> "dict[int, WithAnnotations[Unit, Led]]":
    """The units the actor leads where people work, by name, with what each can spare and may wish for. Two queries."""
    units = (
        Unit.objects.filter(pk__in=actor.led_unit_ids, employments__isnull=False)
        .annotate(
            may_wish=Exists(Cohort.objects.open_for_wishes().filter(kommune=OuterRef("organisation"))),
            is_above=Exists(Unit.objects.filter(parent=OuterRef("pk"))),
        )
        .prefetch_related("spares")
        .order_by("name", "pk")
        .distinct()
    )
    return cast("dict[int, WithAnnotations[Unit, Led]]", {unit.pk: unit for unit in units})


def _wishes(actor: Actor) -> list[Wish]:
    """The standing wishes of the actor's houses that something lies ahead of, and if time was agreed. One query."""
    agreed = LocalAgreement.objects.filter(cohort=OuterRef("cohort"), unit=OuterRef("employment__unit"))
    ahead = Exists(Step.objects.ahead().filter(seat=OuterRef("seat")))
    days = Exists(TeachingDay.objects.live().filter(cohort=OuterRef("cohort"), on__gte=today()))
    standing = Wish.objects.from_houses_of(actor).standing().filter(ahead | days)
    return list(standing.for_list().annotate(agreed=Exists(agreed)))


def _days(cohort_ids: set[int], known: Mapping[int, Cohort]) -> dict[int, list[TeachingDay]]:
    """The days that stand, by cohort. One query, or none where all the cohorts are known with theirs."""
    found = {pk: known[pk].live_days() for pk in cohort_ids & known.keys()}
    unknown = cohort_ids - known.keys()
    for day in TeachingDay.objects.live().filter(cohort__in=unknown).order_by("on") if unknown else ():
        found.setdefault(day.cohort_id, []).append(day)
    return found


def _waits(wish: Wish, actor: Actor) -> bool:
    """For an answer, from the actor, in time."""
    return not wish.is_answered and bool(may_answer_wish(actor, wish)) and wish.cohort.answer_by >= today()


def _goes(wish: Wish) -> bool:
    return wish.state in (WishState.SEATED, WishState.BACKED)


def _waiting(wishes: Sequence[Wish], days: Mapping[int, Sequence[TeachingDay]], actor: Actor) -> list[Waiting]:
    """Those who wait for the actor first, then those another is nearer to."""
    away = away_of(wishes, days) if wishes else {}
    rows = [
        Waiting(
            wish,
            days[wish.cohort_id],
            away_advice(wish.person.first_name, away[wish.pk]),
        )
        for wish in wishes
    ]
    return sorted(rows, key=lambda row: not row.wish.is_nearest_to(actor))


def _away(wishes: Iterable[Wish], days: Mapping[int, Sequence[TeachingDay]], houses: Mapping[int, Unit]) -> list[Away]:
    """Who is away on which day of the coming weeks, by day and house."""
    until = today() + AHEAD
    sent: dict[tuple[date, int], list[tuple[Wish, TeachingDay]]] = {}
    for wish in sorted((wish for wish in wishes if _goes(wish)), key=lambda wish: wish.person.first_name):
        for day in days.get(wish.cohort_id, ()):
            if today() <= day.on <= until:
                sent.setdefault((day.on, wish.employment.unit_id), []).append((wish, day))
    rows = [
        Away(
            on,
            houses[unit_id],
            people=[wish.person for wish, _day in there if wish.state is WishState.SEATED],
            hoped=[wish.person for wish, _day in there if wish.state is WishState.BACKED],
            hours=there[0][1].hours,
        )
        for (on, unit_id), there in sent.items()
    ]
    return sorted(rows, key=lambda row: (row.on, row.house.name))


def _missing(seated: Iterable[Wish], days: Mapping[int, Sequence[TeachingDay]]) -> list[Wish]:
    """One wish for each house and hold without an agreement about time, while there are days ahead."""
    found: dict[tuple[int, int], Wish] = {}
    for wish in seated:
        own = days.get(wish.cohort_id, ())
        if not wish.agreed and own and own[-1].on >= today():  # type: ignore[attr-defined]  # annotated by _wishes
            found.setdefault((wish.cohort_id, wish.employment.unit_id), wish)
    return list(found.values())


def _rows(
    houses: "Iterable[WithAnnotations[Unit, Led]]", seated: Sequence[Wish], days: Mapping[int, Sequence[TeachingDay]]
) -> list[OnTheWay]:
    """Those on the way first. A unit above others stands here for its own people alone, as a closed one does."""
    rows = [(house.is_above or house.is_closed, _on_the_way(house, seated, days)) for house in houses]
    told = [row for is_left_out, row in rows if row.people or not is_left_out]
    return sorted(told, key=lambda row: not row.people)


def _on_the_way(house: Unit, seated: Iterable[Wish], days: Mapping[int, Sequence[TeachingDay]]) -> OnTheWay:
    here = [wish for wish in seated if wish.employment.unit_id == house.pk]
    ahead = [day.on for wish in here for day in days.get(wish.cohort_id, ()) if day.on >= today()]
    return OnTheWay(house, len({wish.person_id for wish in here}), min(ahead, default=None))
