"""What enrolment shows on people's homes: a wish that waits; to whoever leads, answers, absences and agreements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rodfaest.cohorts.models import TeachingDay
from rodfaest.enrolment.models import Wish
from rodfaest.enrolment.permissions import may_answer_wish
from rodfaest.enrolment.queries.away import away_of
from rodfaest.enrolment.queries.once import own_wishes, wishes_of_houses
from rodfaest.enrolment.queries.wishes import know_who_is_asked
from rodfaest.enrolment.rules.away import away_advice
from rodfaest.enrolment.rules.wishes import WishState
from rodfaest.kernel.actors import Actor
from rodfaest.kernel.time import today
from rodfaest.organisations.models import Person, Unit
from rodfaest.organisations.rules import FunctionKind
from rodfaest.ui.pages import Page

AHEAD = timedelta(weeks=6)
"""How far the leader's rota looks."""

STYLES = ("enrolment/panels.css",)


@dataclass(frozen=True)
class WaitingWishes(Page):
    """One's own wishes without a seat; `begins` says when the cohort of each does, by wish."""

    template = "enrolment/panels/waiting_wishes.html"
    styles = STYLES

    wishes: Sequence[Wish]
    begins: Mapping[int, date]


@dataclass(frozen=True)
class ToAnswer:
    """A wish to answer, with what it does to the rota."""

    wish: Wish
    days: Sequence[TeachingDay]
    advice: str


@dataclass(frozen=True)
class WishesToAnswer(Page):
    """Those who wait for the actor first, then those another is nearer to."""

    template = "enrolment/panels/wishes_to_answer.html"
    styles = STYLES

    rows: Sequence[ToAnswer]


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
class WhoIsAway(Page):
    """Who is away on which day of the coming weeks, by day and house."""

    template = "enrolment/panels/who_is_away.html"
    styles = STYLES

    rows: Sequence[Away]


@dataclass(frozen=True)
class TimeToAgree(Page):
    """One wish for each house and cohort without an agreement about time."""

    template = "enrolment/panels/time_to_agree.html"
    styles = STYLES

    wishes: Sequence[Wish]


@dataclass(frozen=True)
class TimeAgreed(Page):
    """For a tillidsrepræsentant: rules, never people. The units are those where something is agreed about time."""

    template = "enrolment/panels/time_agreed.html"

    units: Sequence[Unit]


def waiting_wishes(actor: Actor) -> WaitingWishes | None:
    """A query, where somebody waits for an answer."""
    waiting = know_who_is_asked(wish for wish in own_wishes(actor) if wish.state is not WishState.SEATED)
    begins = {wish.pk: day.on for wish in waiting if (day := wish.cohort.first_day())}
    return WaitingWishes(waiting, begins) if waiting else None


def wishes_to_answer(actor: Actor) -> WishesToAnswer | None:
    """For whoever leads, whether anybody waits or not. A query, where somebody does."""
    if not actor.led_unit_ids:
        return None
    wishes = [wish for wish in wishes_of_houses(actor) if _waits(wish, actor)]
    days = {wish.cohort_id: wish.cohort.live_days() for wish in wishes}
    away = away_of(wishes, days) if wishes else {}
    rows = [ToAnswer(wish, days[wish.cohort_id], away_advice(wish.person.first_name, away[wish.pk])) for wish in wishes]
    return WishesToAnswer(sorted(rows, key=lambda row: not row.wish.is_nearest_to(actor)))


def who_is_away(actor: Actor) -> WhoIsAway | None:
    """For whoever leads, whether anybody is away or not."""
    if not actor.led_unit_ids:
        return None
    goes = [wish for wish in wishes_of_houses(actor) if wish.state in (WishState.SEATED, WishState.BACKED)]
    sent: dict[tuple[date, int], list[tuple[Wish, TeachingDay]]] = {}
    for wish in sorted(goes, key=lambda wish: wish.person.sort_key):
        for day in wish.cohort.live_days():
            if today() <= day.on <= today() + AHEAD:
                sent.setdefault((day.on, wish.employment.unit_id), []).append((wish, day))
    rows = [_away(there) for there in sent.values()]
    return WhoIsAway(sorted(rows, key=lambda row: (row.on, row.house.sort_key)))


def time_to_agree(actor: Actor) -> TimeToAgree | None:
    found: dict[tuple[int, int], Wish] = {}
    for wish in wishes_of_houses(actor):
        if wish.state is WishState.SEATED and not wish.agreed:  # type: ignore[attr-defined]  # annotated there
            found.setdefault((wish.cohort_id, wish.employment.unit_id), wish)
    return TimeToAgree(list(found.values())) if found else None


def time_agreed(actor: Actor) -> TimeAgreed | None:
    """A query, for those who represent somebody."""
    represented = actor.units_as(FunctionKind.UNION_REP)
    agreed = Unit.objects.filter(pk__in=represented, local_agreements__isnull=False).distinct().by_name()
    return TimeAgreed(list(agreed)) if represented else None


def _waits(wish: Wish, actor: Actor) -> bool:
    """For an answer, from the actor, in time."""
    return not wish.is_answered and bool(may_answer_wish(actor, wish)) and wish.cohort.answer_by >= today()


def _away(there: Sequence[tuple[Wish, TeachingDay]]) -> Away:
    first, day = there[0]
    return Away(
        day.on,
        first.employment.unit,
        people=[wish.person for wish, _day in there if wish.state is WishState.SEATED],
        hoped=[wish.person for wish, _day in there if wish.state is WishState.BACKED],
        hours=day.hours,
    )
