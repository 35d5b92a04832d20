"""The whole way a seat's steps belong to, and who asks into it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET, require_http_methods

from rodfaest.cohorts.models import Cohort, TeachingDay
from rodfaest.enrolment.models import Seat
from rodfaest.journey import actions
from rodfaest.journey.forms import AskerForm
from rodfaest.journey.models import Asker, Step
from rodfaest.journey.queries.people import around_seat, possible_askers
from rodfaest.journey.queries.pictures import arc_of_seat
from rodfaest.journey.queries.steps import next_of
from rodfaest.journey.rules.arc import Arc
from rodfaest.kernel.text import _
from rodfaest.kernel.views import ActorRequest, signed_in
from rodfaest.organisations.models import Person
from rodfaest.programmes.rules.vocabulary import Phase, StepKind
from rodfaest.ui.pages import Page, page, see_other


@dataclass(frozen=True)
class Section:
    """A part of the way: FØR, a day and the split after it, EFTER."""

    id: str
    heading: str
    day: TeachingDay | None
    steps: list[Step]


@dataclass(frozen=True)
class WayShow(Page):
    """`asking` are the names of those who ask into it, `gone` whoever was chosen to and has left."""

    template = "journey/way.html"

    seat: Seat
    cohort: Cohort
    arc: Arc
    sections: Sequence[Section]
    next: Step | None
    asking: Sequence[str]
    is_led: bool
    gone: Person | None


@signed_in
@require_GET
def way_show(request: ActorRequest, seat_id: int) -> HttpResponse:
    """One's own way from the first step to the last: the picture, and every step under its day."""
    seat = get_object_or_404(
        Seat.objects.visible_to(request.actor, as_="own").for_list().select_related("asker__person"),
        pk=seat_id,
    )
    cohort = Cohort.objects.in_full().get(pk=seat.wish.cohort_id)
    steps = list(Step.objects.of_seat(seat).live().in_order())
    for step in steps:
        step.cohort, step.seat = cohort, seat
    around = around_seat(seat)
    shown = WayShow(
        seat,
        cohort,
        arc=arc_of_seat(seat, cohort=cohort, steps=steps),
        sections=_sections(steps, cohort.days_in_order()),
        next=next_of(step for step in steps if not step.is_done and step.kind != StepKind.ATTEND),
        asking=[person.full_name for person in around.asking(seat)],
        is_led=around.is_led(seat),
        gone=around.gone(seat),
    )
    return page(request, shown)


def _sections(steps: list[Step], days: list[TeachingDay]) -> list[Section]:
    live = [day for day in days if day.is_live]
    sections = [Section("foer", _("Før dag 1"), None, [step for step in steps if step.phase == Phase.BEFORE])]
    during = [step for step in steps if step.phase == Phase.DURING]
    for day in days:
        following = min((other.on for other in live if other.on > day.on), default=date.max)
        first = live and day.pk == live[0].pk
        belonging = [step for step in during if day.is_live and (day.on <= step.on or first) and step.on < following]
        sections.append(Section(f"dag-{day.number}", day.name, day, belonging))
    sections.append(Section("efter", _("Efter"), None, [step for step in steps if step.phase == Phase.AFTER]))
    return sections


@dataclass(frozen=True)
class AskerChoose(Page):
    template = "journey/asker.html"

    seat: Seat
    form: AskerForm
    leader_may_ask: bool
    is_led: bool
    gone: Person | None


@signed_in
@require_http_methods(["GET", "POST"])
def asker_choose(request: ActorRequest, seat_id: int) -> HttpResponse:
    """Who asks into what one tries. Where no leader may, it has to be another."""
    seat = get_object_or_404(Seat.objects.visible_to(request.actor, as_="own").for_list(), pk=seat_id)
    around = around_seat(seat)
    asker = Asker.objects.filter(seat=seat).select_related("person").first()
    may_leader = bool(around.leaders_asking(seat))
    form = AskerForm(
        request.POST or None,
        people=possible_askers(seat),
        leader_may_ask=may_leader,
        initial={"person": asker and asker.person_id},
    )
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.choose_asker(seat, form.cleaned_data["person"], actor=request.actor)
            return see_other(request, "journey:way_show", seat.pk, say=_("Det er gemt."))
    return page(request, AskerChoose(seat, form, may_leader, around.is_led(seat), around.gone(seat)))
