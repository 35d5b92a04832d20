"""What the arc shows: the facts of a seat, a cohort or a house, handed to the pure geometry."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse

from rodfaest.attendance.models import Attendance
from rodfaest.attendance.rules import Mark, own_sentence
from rodfaest.cohorts.models import Cohort, TeachingDay
from rodfaest.enrolment.models import Seat
from rodfaest.journey.models.steps import Step
from rodfaest.journey.rules import letters, upcoming
from rodfaest.journey.rules.arc import Arc, StopFact, StopKind, StopState, arc
from rodfaest.journey.rules.house_arc import HouseArc, WayFact, house_arc
from rodfaest.journey.rules.steps import Days, due_on
from rodfaest.kernel.text import _
from rodfaest.kernel.time import Weeks, today
from rodfaest.organisations.models import Unit
from rodfaest.programmes.rules import definition
from rodfaest.programmes.rules.vocabulary import Phase, StepRole

STATES = {Mark.PRESENT: StopState.DONE, Mark.PARTLY: StopState.PARTLY, Mark.ABSENT: StopState.MISSED}


def arc_of_seat(seat: Seat, *, cohort: Cohort, steps: Iterable[Step]) -> Arc:
    """
    One person's way, for their own eyes: where they were, what they have done, and where each stop leads.

    Takes the seat's live steps, and a cohort `in_full`. One query.
    """
    own = _Own(
        marks=dict(Attendance.objects.filter(seat=seat).values_list("day", "mark")),
        steps={step.key: step for step in steps},
        way=reverse("journey:way_show", args=[seat.pk]),
    )
    closed = cohort.kommune.closed_weeks()
    return arc(_stops(cohort, closed, own), today=today(), label=_("Din vej"), closed=closed)


def arcs_of_cohorts(cohorts: Iterable[Cohort]) -> dict[int, Arc]:
    """
    The pictures of several cohorts, by id: days and check-ins, and nobody's doing.

    Takes cohorts `in_full`. A query for each kommune.
    """
    cohorts = list(cohorts)
    kommuner = {cohort.kommune_id: cohort.kommune for cohort in cohorts}
    weeks = {pk: kommune.closed_weeks() for pk, kommune in kommuner.items()}
    return {
        cohort.pk: arc(
            _stops(cohort, weeks[cohort.kommune_id]),
            today=today(),
            label=cohort.name,
            closed=weeks[cohort.kommune_id],
        )
        for cohort in cohorts
    }


def arc_of_house(
    unit: Unit, *, seats: Iterable[Seat], cohorts: Mapping[int, Cohort], brought: Collection[date]
) -> HouseArc:
    """
    The house's picture: a lane for each of its people's ways, and the days something was brought home.

    Takes the live seats and their cohorts `in_full`. One query.
    """
    closed = unit.organisation.closed_weeks()
    ways = [
        WayFact(seat.person.full_name, cohort.name, list(_stops(cohort, closed)))
        for seat in seats
        if (cohort := cohorts[seat.wish.cohort_id])
    ]
    return house_arc(ways, today=today(), brought=brought, label=_("Vejene i {unit}").format(unit=unit.name))


@dataclass(frozen=True)
class _Own:
    """What a picture shows its owner beyond the dates; nothing of it in anybody else's."""

    marks: Mapping[int, str] = field(default_factory=dict)
    steps: Mapping[str, Step] = field(default_factory=dict)
    way: str = ""

    def at(self, anchor: str) -> str:
        return f"{self.way}#{anchor}" if self.way else ""


NOBODY = _Own()


def _stops(cohort: Cohort, closed: Weeks, own: _Own = NOBODY) -> Iterator[StopFact]:
    """The days, FØR and the check-ins: on the dates of the steps there are, else computed as theirs would be."""
    for day in cohort.days_in_order():
        yield _day_stop(day, own)
    days = Days.of(cohort.day_facts())
    if not days.live:
        return
    forloeb = cohort.version.definition
    if before := forloeb.steps_for(StepRole.PARTICIPANT, Phase.BEFORE):
        # The way begins with the start letter, or with a step that comes before it.
        letter = letters.start_dates(min(days.live.values()), closed=closed).letter
        first = min(letter, *(due_on(step, days, closed) for step in before))
        yield StopFact(StopKind.BEFORE, _("Før dag 1"), first, short=_("Start"), href=own.at("foer"))
    for check_in in filter(letters.is_check_in, forloeb.steps):
        yield _check_in_stop(check_in, due_on(check_in, days, closed), own.steps.get(check_in.key))


def _day_stop(day: TeachingDay, own: _Own) -> StopFact:
    mark = Mark(own.marks[day.pk]) if day.pk in own.marks else None
    return StopFact(
        StopKind.DAY,
        _("Dag {number}").format(number=day.number),
        day.on,
        mark=str(day.number),
        href=own.at(f"dag-{day.number}"),
        state=STATES[mark] if mark else None,
        said=own_sentence(mark) if mark else "",
        moved_from=day.moved_from,
        cancelled=not day.is_live,
    )


def _check_in_stop(words: definition.Step, due: date, step: Step | None) -> StopFact:
    done = step is not None and step.is_done
    name = letters.check_in_name(words.anchor.months)
    return StopFact(
        StopKind.CHECK_IN,
        _("Efter {time}").format(time=name),
        step.on if step else due,
        short=name,
        href=reverse("journey:step_show", args=[step.pk]) if step else "",
        state=StopState.DONE if done else None,
        said=_("Du har svaret.") if done else "",
        waits=step is not None and not done and upcoming.soon(today()).first <= step.on <= today(),
    )
