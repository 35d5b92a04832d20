"""What the arc shows: the facts of a seat, a cohort or a house, handed to the pure geometry. Constant queries."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.urls import reverse

from rodfaest.attendance.models import Attendance
from rodfaest.attendance.rules import Mark, own_sentence
from rodfaest.cohorts.models import Cohort, TeachingDay
from rodfaest.enrolment.models import Seat
from rodfaest.journey.models.steps import Step
from rodfaest.journey.models.texts import StepText
from rodfaest.journey.rules import letters
from rodfaest.journey.rules.arc import Arc, StopFact, StopKind, StopState, arc
from rodfaest.journey.rules.house_arc import HouseArc, Way, house_arc
from rodfaest.journey.rules.steps import Days, due_on
from rodfaest.kernel.actors import Actor
from rodfaest.kernel.text import _
from rodfaest.kernel.time import Weeks, today
from rodfaest.organisations.models import Unit
from rodfaest.programmes.rules.vocabulary import Phase, Role

STATES = {Mark.PRESENT: StopState.DONE, Mark.PARTLY: StopState.PARTLY, Mark.ABSENT: StopState.MISSED}

OTHERS = {Mark.PRESENT: _("Var med."), Mark.PARTLY: _("Var med noget af dagen."), Mark.ABSENT: _("Var ikke med.")}


def arc_of_seat(seat: Seat, actor: Actor, *, cohort: Cohort | None = None, known: Iterable[Step] | None = None) -> Arc:
    """
    One person's way. Its owner sees what they have kept and where a stop leads; others see days and attendance.

    A page that has loaded the cohort (with version, kommune and days' moves) and the seat's live steps hands them on.
    """
    cohort = cohort or cohorts_drawn([seat.wish.cohort_id])[seat.wish.cohort_id]
    own = seat.wish.person_id in actor.person_ids
    marks = dict(Attendance.objects.filter(seat=seat).values_list("day", "mark"))
    steps = {step.key: step for step in (known or Step.objects.of_seat(seat).live())} if own else {}
    way = reverse("journey:way_show", args=[seat.pk]) if own else ""
    closed = cohort.kommune.closed_weeks()
    stops = _stops(cohort, closed, marks=marks, steps=steps, way=way, own=own)
    label = _("Din vej") if own else _("{name} på vejen").format(name=seat.person.first_name)
    return arc(stops, today=today(), label=label, closed=closed)


def arcs_of_cohorts(cohorts: Iterable[Cohort], *, loaded: bool = False) -> dict[int, Arc]:
    """
    The pictures of several cohorts, by id: days and check-ins, and nobody's doing.

    `loaded`: the cohorts come with version, kommune and days' moves, and are not asked for again.
    """
    found = {cohort.pk: cohort for cohort in cohorts} if loaded else cohorts_drawn([cohort.pk for cohort in cohorts])
    closed = {cohort.kommune_id: cohort.kommune for cohort in found.values()}
    weeks = {pk: kommune.closed_weeks() for pk, kommune in closed.items()}
    return {
        pk: arc(
            _stops(cohort, weeks[cohort.kommune_id]),
            today=today(),
            label=cohort.name,
            closed=weeks[cohort.kommune_id],
        )
        for pk, cohort in found.items()
    }


def arc_of_house(
    unit: Unit,
    actor: Actor,
    *,
    seats: Sequence[Seat] | None = None,
    cohorts: Mapping[int, Cohort] | None = None,
    brought: Mapping[int, Sequence[date]] | None = None,
) -> HouseArc:
    """
    The house's picture: a lane for each of its people's ways, with the days something was brought home.

    A page that has loaded the live seats, their cohorts (as `arc_of_seat`) and the days by seat hands them on.
    """
    if seats is None:
        seats = list(Seat.objects.live().filter(wish__employment__unit=unit).for_list())
    found = cohorts if cohorts is not None else cohorts_drawn({seat.wish.cohort_id for seat in seats})
    closed = unit.organisation.closed_weeks()
    if brought is None:
        brought = _brought_home(unit, actor)
    ways = [
        Way(
            seat.person.full_name,
            found[seat.wish.cohort_id].name,
            _stops(found[seat.wish.cohort_id], closed),
            brought.get(seat.pk, ()),
        )
        for seat in seats
    ]
    return house_arc(ways, today=today(), label=_("Vejene i {unit}").format(unit=unit.name))


def _brought_home(unit: Unit, actor: Actor) -> dict[int, list[date]]:
    days: dict[int, list[date]] = {}
    texts = StepText.objects.visible_to(actor).shared_in_house(unit).filter(step__seat__isnull=False)
    for seat_id, on in texts.order_by("finished_on").values_list("step__seat", "finished_on"):
        days.setdefault(seat_id or 0, []).append(on or today())
    return days


def cohorts_drawn(ids: Iterable[int]) -> dict[int, Cohort]:
    """The cohorts with all that a picture and its page read of them, by id. Three queries."""
    found = (
        Cohort.objects.filter(pk__in=ids).select_related("version", "kommune", "venue").prefetch_related("days__moves")
    )
    return {cohort.pk: cohort for cohort in found}


def _stops(
    cohort: Cohort,
    closed: Weeks,
    *,
    marks: Mapping[int, str] | None = None,
    steps: Mapping[str, Step] | None = None,
    way: str = "",
    own: bool = False,
) -> Sequence[StopFact]:
    """FØR, the days, the check-ins: the dates of the steps there are, else computed as theirs would be."""
    definition = cohort.version.definition
    days = Days.of(cohort.day_facts())
    steps = steps or {}
    stops = [_day_stop(day, (marks or {}).get(day.pk), way, own=own) for day in cohort.days_in_order()]
    if not days.live:
        return stops
    before = definition.steps_for(Role.PARTICIPANT, Phase.BEFORE)
    if before:
        # The way begins with the start letter, or with a step that comes before it.
        letter = letters.start_dates(min(days.live.values()), closed=closed).letter
        first = min(letter, *(due_on(step, days, closed) for step in before))
        stops.append(StopFact(StopKind.BEFORE, _("Før dag 1"), first, short=_("Start"), href=way and f"{way}#foer"))
    for check_in in (step for step in definition.steps if letters.is_check_in(step)):
        step = steps.get(check_in.key)
        kept = step is not None and step.is_kept
        stops.append(
            StopFact(
                StopKind.CHECK_IN,
                _("Efter {time}").format(time=letters.check_in_name(check_in.anchor.months)),
                step.on if step else due_on(check_in, days, closed),
                short=letters.check_in_name(check_in.anchor.months),
                href=reverse("journey:step_show", args=[step.pk]) if step else "",
                state=StopState.DONE if kept else None,
                said=_("Du har svaret.") if kept else "",
            )
        )
    return stops


def _day_stop(day: TeachingDay, mark: str | None, way: str, *, own: bool) -> StopFact:
    known = Mark(mark) if mark else None
    return StopFact(
        StopKind.DAY,
        _("Dag {number}").format(number=day.number),
        day.on,
        mark=str(day.number),
        href=way and f"{way}#dag-{day.number}",
        state=STATES[known] if known else None,
        said=(own_sentence if own else OTHERS.__getitem__)(known) if known else "",
        moved_from=day.moved_from,
        cancelled=not day.is_live,
    )
