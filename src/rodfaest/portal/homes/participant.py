"""The participant's home: the next step first and big, then the way, the next day, and what waits."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rodfaest.cohorts.models import Cohort, TeachingDay
from rodfaest.enrolment.models import LocalAgreement, Seat, Wish
from rodfaest.enrolment.queries.wishes import know_who_is_asked
from rodfaest.enrolment.rules.wishes import WishState
from rodfaest.journey.models import Asker, Step, StepText
from rodfaest.journey.queries.people import around_seat
from rodfaest.journey.queries.pictures import arc_of_seat
from rodfaest.journey.queries.steps import next_of
from rodfaest.journey.rules.arc import Arc
from rodfaest.kernel.actors import Actor
from rodfaest.kernel.time import today
from rodfaest.organisations.models import Person
from rodfaest.programmes.rules.definition import ReadingItem
from rodfaest.programmes.rules.vocabulary import AnswerKind, StepKind, StepRole

NEWEST = 3
"""How many of one's own texts the home shows; the rest are one press away."""

DAYS_NEAR = timedelta(days=3)
"""From here on a teaching day stands before a step that comes after it."""


@dataclass(frozen=True)
class OwnText:
    """Something one wrote, opened for its writer."""

    step: Step
    text: StepText
    words: str


@dataclass(frozen=True)
class Way:
    """One seat: its hold, the next day of it, what to read before, and what was agreed about time."""

    seat: Seat
    cohort: Cohort
    agreement: LocalAgreement | None

    @property
    def next_day(self) -> TeachingDay | None:
        return self.cohort.next_day()

    @property
    def reading(self) -> Sequence[ReadingItem]:
        """What to read before the next day."""
        day = self.next_day
        return self.cohort.version.definition.reading_before(day.number) if day else ()

    @property
    def pages(self) -> int:
        return sum(item.pages for item in self.reading)

    @property
    def nearest(self) -> tuple[bool, int]:
        """Ways with a day ahead come first, the nearest on top; then those whose last day is latest."""
        next_day, last = self.next_day, self.cohort.last_day()
        if next_day:
            return False, next_day.on.toordinal()
        return True, -(last.on.toordinal() if last else 0)


@dataclass(frozen=True)
class ParticipantHome:
    """
    `first` is the step to do now; without one, `ahead` is the one to come. `way` is the seat whose day is nearest and
    `arc` its picture; `others` are further seats. `waiting` are the wishes without one.
    """

    first: Step | None
    ahead: Step | None
    begun: bool
    way: Way | None
    arc: Arc | None
    others: Sequence[Way]
    waiting: Sequence[Wish]
    begins: Mapping[int, date]
    written: Sequence[OwnText]
    gone: Person | None
    """Whom one chose to ask, who can't any more: then nobody does till one chooses again."""

    @property
    def day_first(self) -> bool:
        """Whether the next day comes before all else: it is near, and no step is to be done before it."""
        day = self.way.next_day if self.way else None
        if day is None or day.on > today() + DAYS_NEAR:
            return False
        return self.first is None or self.first.on > day.on

    @property
    def verb(self) -> str:
        """What the big button says: what one will do."""
        if self.first is None:
            return ""
        match self.first.answer_kind:
            case AnswerKind.TEXT:
                return "Skriv videre" if self.begun else "Skriv nu"
            case AnswerKind.DATE:
                return "Vælg dag"
            case AnswerKind.CHOICE:
                return "Svar nu"
            case AnswerKind.TICK:
                return "Åbn"


def home(actor: Actor) -> ParticipantHome | None:
    """The home of whoever has a seat or a standing wish. Nine queries for one seat and what its picture asks."""
    wishes = list(Wish.objects.own(actor).standing().for_list())
    if not wishes:
        return None
    known = Cohort.objects.for_list().select_related("kommune")
    cohorts = {cohort.pk: cohort for cohort in known.filter(pk__in={wish.cohort_id for wish in wishes})}
    seats = [seat for wish in wishes if (seat := wish.seat_or_none) and seat.is_live]
    agreements = LocalAgreement.objects.for_seats(seats)
    ways = sorted(
        (
            Way(seat, cohorts[seat.wish.cohort_id], agreements.get((seat.wish.cohort_id, seat.unit.pk)))
            for seat in seats
        ),
        key=lambda way: way.nearest,
    )
    steps = _steps(ways)
    texts = {text.step_id: text for text in StepText.objects.own(actor).filter(step__in=steps)} if steps else {}
    coming = next_of(step for step in steps.values() if not step.is_kept and step.kind != StepKind.ATTEND)
    first = coming if coming and coming.is_now else None
    way = ways[0] if ways else None
    waiting = know_who_is_asked(wish for wish in wishes if wish.state is not WishState.SEATED)
    return ParticipantHome(
        first=first,
        ahead=None if first else coming,
        begun=first is not None and first.pk in texts,
        way=way,
        arc=arc_of_seat(way.seat, cohort=way.cohort, steps=_of_seat(steps.values(), way.seat)) if way else None,
        others=ways[1:],
        waiting=waiting,
        begins={wish.pk: day.on for wish in waiting if (day := cohorts[wish.cohort_id].first_day())},
        written=_written(texts.values(), steps, actor),
        gone=_gone(way.seat) if way else None,
    )


def _steps(ways: Iterable[Way]) -> dict[int, Step]:
    """The live steps of these seats by id, each with its seat and hold in place. One query."""
    by_seat = {way.seat.pk: way for way in ways}
    if not by_seat:
        return {}
    steps = list(Step.objects.live().filter(seat__in=by_seat, role=StepRole.PARTICIPANT).in_order())
    for step in steps:
        way = by_seat[step.seat_id or 0]
        step.seat, step.cohort = way.seat, way.cohort
    return {step.pk: step for step in steps}


def _gone(seat: Seat) -> Person | None:
    """One query; five more for whoever has chosen somebody."""
    return around_seat(seat).gone(seat) if Asker.objects.filter(seat=seat).exists() else None


def _of_seat(steps: Iterable[Step], seat: Seat) -> list[Step]:
    return [step for step in steps if step.seat_id == seat.pk]


def _written(texts: Iterable[StepText], steps: Mapping[int, Step], actor: Actor) -> list[OwnText]:
    done = sorted((text for text in texts if text.finished_on), key=lambda text: (text.finished_on, text.pk))
    newest = done[: -NEWEST - 1 : -1]
    return [OwnText(steps[text.step_id], text, text.open_for(actor)) for text in newest]
