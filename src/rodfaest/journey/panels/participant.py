"""One's own way: the next step first and big, then the next day, the picture, and what one wrote."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from django.db.models import prefetch_related_objects

from rodfaest.cohorts.models import Cohort, TeachingDay
from rodfaest.enrolment.models import LocalAgreement, Seat
from rodfaest.enrolment.queries.once import own_wishes
from rodfaest.journey.models import Asker, Step, StepText
from rodfaest.journey.panels.steps import own_steps
from rodfaest.journey.queries.people import around_seat
from rodfaest.journey.queries.pictures import arc_of_seat
from rodfaest.journey.queries.steps import next_of
from rodfaest.journey.rules.arc import Arc
from rodfaest.kernel.actors import Actor
from rodfaest.kernel.time import today
from rodfaest.organisations.models import Person, Unit
from rodfaest.programmes.rules.definition import ReadingItem
from rodfaest.programmes.rules.vocabulary import AnswerKind, StepKind, StepRole
from rodfaest.ui.pages import Page

NEWEST = 3
"""How many of one's own texts the home shows; the rest are one press away."""

DAYS_NEAR = timedelta(days=3)
"""From here on a teaching day stands before a step that comes after it."""

STYLES = ("journey/journey.css", "journey/panels.css")


@dataclass(frozen=True)
class Ways:
    """What a participant's panels share: the seats, the nearest first, their steps, and one's own texts by step."""

    seats: Sequence[Seat]
    steps: Mapping[int, Step]
    texts: Mapping[int, StepText]

    @property
    def seat(self) -> Seat:
        return self.seats[0]

    @property
    def cohort(self) -> Cohort:
        return self.seat.wish.cohort

    @property
    def to_do(self) -> list[Step]:
        return [step for step in self.steps.values() if not step.is_done and step.kind != StepKind.ATTEND]

    @cached_property
    def coming(self) -> Step | None:
        """The one step to show first, whether its time has come or not."""
        return next_of(self.to_do)

    @property
    def day_first(self) -> bool:
        """Whether the next day comes before all else: it is near, and no step is to be done before it."""
        day, step = self.cohort.next_day(), self.coming
        if day is None or day.on > today() + DAYS_NEAR:
            return False
        return step is None or not step.is_now or step.on > day.on


@dataclass(frozen=True)
class NextStep(Page):
    """The step to do now; without one, `ahead` is the one to come. `verb` is what the big button says."""

    template = "journey/panels/next_step.html"
    styles = STYLES

    step: Step | None
    verb: str
    ahead: Step | None
    next_day: TeachingDay | None


@dataclass(frozen=True)
class NextDay(Page):
    """The next day of the cohort, what to read before it, and what was agreed about time; or that there is none."""

    template = "journey/panels/next_day.html"
    styles = STYLES

    cohort: Cohort
    day: TeachingDay | None
    reading: Sequence[ReadingItem]
    pages: int
    agreement: LocalAgreement | None


@dataclass(frozen=True)
class AskerGone(Page):
    """Whom one chose to ask, who can't any more: then nobody does till one chooses again."""

    template = "journey/panels/asker_gone.html"
    styles = STYLES

    seat: Seat
    person: Person


@dataclass(frozen=True)
class MyWay(Page):
    """The picture of the way."""

    template = "journey/panels/my_way.html"
    styles = STYLES

    seat: Seat
    cohort: Cohort
    arc: Arc


@dataclass(frozen=True)
class MyWords(Page):
    """The newest of one's own texts, each opened for its writer."""

    template = "journey/panels/my_words.html"
    styles = STYLES

    written: Sequence[tuple[Step, str]]


@dataclass(frozen=True)
class MyCohort(Page):
    """The days of the cohort, and whom to ask."""

    template = "journey/panels/my_cohort.html"
    styles = STYLES

    cohort: Cohort


@dataclass(frozen=True)
class MyHouse(Page):
    """The way to one's own house or group."""

    template = "journey/panels/my_house.html"
    styles = STYLES

    unit: Unit


@dataclass(frozen=True)
class OtherWays(Page):
    """Further seats, each with its next day."""

    template = "journey/panels/other_ways.html"
    styles = STYLES

    seats: Sequence[Seat]


def near_day(actor: Actor) -> NextDay | None:
    """The next day, where it comes before all else."""
    ways = _ways(actor)
    return _day(ways) if ways and ways.day_first else None


def next_day(actor: Actor) -> NextDay | None:
    """The next day, where something else comes first."""
    ways = _ways(actor)
    return _day(ways) if ways and not ways.day_first else None


def next_step(actor: Actor) -> NextStep | None:
    """On one's way, and of what is one's own outside it; for whoever has either."""
    ways, own = _ways(actor), own_steps(actor)
    if ways is None and not own:
        return None
    coming = next_of([*own, *(ways.to_do if ways else ())])
    step = coming if coming and coming.is_now else None
    verb = _verb(step, begun=_has_begun(step, ways, actor)) if step else ""
    return NextStep(step, verb, ahead=None if step else coming, next_day=ways.cohort.next_day() if ways else None)


def asker_gone(actor: Actor) -> AskerGone | None:
    """One query; five more for whoever has chosen somebody."""
    ways = _ways(actor)
    if ways is None or not Asker.objects.filter(seat=ways.seat).exists():
        return None
    person = around_seat(ways.seat).gone(ways.seat)
    return AskerGone(ways.seat, person) if person else None


def my_way(actor: Actor) -> MyWay | None:
    ways = _ways(actor)
    if ways is None:
        return None
    steps = [step for step in ways.steps.values() if step.seat_id == ways.seat.pk]
    return MyWay(ways.seat, ways.cohort, arc_of_seat(ways.seat, cohort=ways.cohort, steps=steps))


def my_words(actor: Actor) -> MyWords | None:
    ways = _ways(actor)
    if ways is None:
        return None
    done = (text for text in ways.texts.values() if text.finished_on)
    newest = sorted(done, key=lambda text: (text.finished_on, text.pk), reverse=True)[:NEWEST]
    return MyWords([(ways.steps[text.step_id], text.open_for(actor)) for text in newest])


def my_cohort(actor: Actor) -> MyCohort | None:
    ways = _ways(actor)
    return MyCohort(ways.cohort) if ways else None


def my_house(actor: Actor) -> MyHouse | None:
    ways = _ways(actor)
    return MyHouse(ways.seat.unit) if ways else None


def other_ways(actor: Actor) -> OtherWays | None:
    ways = _ways(actor)
    return OtherWays(ways.seats[1:]) if ways and ways.seats[1:] else None


def _ways(actor: Actor) -> Ways | None:
    return actor.once("journey.ways", _load)


def _load(actor: Actor) -> Ways | None:
    """Three queries beside the wishes, for whoever has a seat."""
    seats = [seat for wish in own_wishes(actor) if (seat := wish.seat_or_none) and seat.is_live]
    if not seats:
        return None
    prefetch_related_objects([seat.wish.cohort for seat in seats], "days__moves")
    seats.sort(key=_nearest)
    by_id = {seat.pk: seat for seat in seats}
    steps = {}
    for step in Step.objects.live().filter(seat__in=by_id, role=StepRole.PARTICIPANT).in_order():
        step.seat = by_id[step.seat_id or 0]
        step.cohort = step.seat.wish.cohort
        steps[step.pk] = step
    texts = StepText.objects.own(actor).open_to(actor).filter(step__in=steps) if steps else ()
    return Ways(seats, steps, {text.step_id: text for text in texts})


def _nearest(seat: Seat) -> tuple[bool, int]:
    """Seats with a day ahead come first, the nearest on top; then those whose last day is latest."""
    ahead, last = seat.wish.cohort.next_day(), seat.wish.cohort.last_day()
    if ahead:
        return False, ahead.on.toordinal()
    return True, -(last.on.toordinal() if last else 0)


def _day(ways: Ways) -> NextDay:
    cohort, day = ways.cohort, ways.cohort.next_day()
    reading = cohort.version.definition.reading_before(day.number) if day else ()
    agreements = LocalAgreement.objects.for_seats([ways.seat])
    return NextDay(
        cohort, day, reading, sum(item.pages for item in reading), agreements.get((cohort.pk, ways.seat.unit.pk))
    )


def _has_begun(step: Step, ways: Ways | None, actor: Actor) -> bool:
    if ways and step.pk in ways.steps:
        return step.pk in ways.texts
    return StepText.objects.own(actor).filter(step=step).exists()


def _verb(step: Step, *, begun: bool) -> str:
    match step.answer_kind:
        case AnswerKind.TEXT:
            return "Skriv videre" if begun else "Skriv nu"
        case AnswerKind.DATE:
            return "Vælg dag"
        case AnswerKind.CHOICE:
            return "Svar nu"
        case AnswerKind.TICK:
            return "Åbn"
