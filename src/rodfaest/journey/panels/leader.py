"""The houses and groups a leader leads, and who of them is on the way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, Subquery

from rodfaest.cohorts.models import Cohort, TeachingDay
from rodfaest.enrolment.models import Seat
from rodfaest.journey.models import Step
from rodfaest.kernel.actors import Actor
from rodfaest.kernel.time import today
from rodfaest.organisations.models import Employment, Unit
from rodfaest.ui.pages import Page


@dataclass(frozen=True)
class LedHouse:
    """A house or group where people work: how many of it are on the way, and what lies ahead."""

    unit: Unit
    people: int
    next_on: date | None
    may_wish: bool
    is_above: bool


@dataclass(frozen=True)
class Houses(Page):
    """`puts_forward` where a cohort takes wishes from these houses."""

    template = "journey/panels/houses.html"
    styles = ("journey/panels.css",)

    houses: Sequence[LedHouse]
    puts_forward: bool


def houses(actor: Actor) -> Houses | None:
    """Those on the way first. A unit above others stands here for its own people alone, as a closed one does."""
    if not actor.led_unit_ids:
        return None
    led = led_houses(actor)
    told = [house for house in led if house.people or not (house.is_above or house.unit.is_closed)]
    return Houses(sorted(told, key=lambda house: not house.people), any(house.may_wish for house in led))


def led_houses(actor: Actor) -> Sequence[LedHouse]:
    """The units the actor leads where people work, by name. One query a request."""
    return actor.once("journey.led_houses", _load)


def _load(actor: Actor) -> list[LedHouse]:
    days = TeachingDay.objects.live().filter(on__gte=today())
    has_steps = Exists(Step.objects.ahead().filter(seat=OuterRef("pk")))
    has_days = Exists(days.filter(cohort=OuterRef("wish__cohort")))
    on_the_way = Seat.objects.live().filter(has_steps | has_days)
    seated = on_the_way.filter(wish__employment__unit=OuterRef(OuterRef("pk")))
    units = Unit.objects.filter(Exists(Employment.objects.filter(unit=OuterRef("pk"))), pk__in=actor.led_unit_ids)
    rows = units.annotate(
        people=Count(
            "employments__wishes__person",
            filter=Q(employments__wishes__seat__in=on_the_way),
            distinct=True,
        ),
        next_on=Subquery(days.filter(cohort__in=seated.values("wish__cohort")).order_by("on").values("on")[:1]),
        may_wish=Exists(Cohort.objects.open_for_wishes().filter(kommune=OuterRef("organisation"))),
        is_above=Exists(Unit.objects.filter(parent=OuterRef("pk"))),
    ).by_name()
    counted = ("people", "next_on", "may_wish", "is_above")
    return [LedHouse(unit, *(getattr(unit, name) for name in counted)) for unit in rows]
