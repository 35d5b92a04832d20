"""A cohort's days and practical facts: changed by those who prepare it, read by all who see the cohort."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rodfaest.cohorts import actions
from rodfaest.cohorts.forms import (
    DayDateForm,
    NewTeacherForm,
    PlacesForm,
    PracticalForm,
    PublishForm,
    TeacherContactForm,
)
from rodfaest.cohorts.models import Cohort, Teacher, TeachingDay
from rodfaest.cohorts.rules import splits as split_rules
from rodfaest.cohorts.rules.days import (
    DayFacts,
    why_not_a_teaching_day,
    why_not_cancel,
    why_not_movable,
    why_not_move,
    why_not_restorable,
)
from rodfaest.kernel.access import may, require
from rodfaest.kernel.time import long_date, today
from rodfaest.kernel.views import ActorRequest, signed_in
from rodfaest.programmes.rules.definition import Practice
from rodfaest.ui.pages import Page, page, see_other

# Days


@dataclass(frozen=True)
class DayList(Page):
    """
    For all who see the cohort; the buttons are for those who prepare it.

    By the number of a day: the split after it, its practice task, what its being cancelled came to, and why it can't
    lie where it does.
    """

    template = "cohorts/days.html"

    cohort: Cohort
    days: Sequence[TeachingDay]
    splits: Mapping[int, split_rules.Split]
    tasks: Mapping[int, Practice]
    cancelled: Mapping[int, str]
    in_the_way: Mapping[int, str]
    teachers: Sequence[Teacher]


@signed_in
@require_GET
def day_list(request: ActorRequest, cohort_id: int) -> HttpResponse:
    """The days of a cohort, what lies between them, and where they are held."""
    cohorts = Cohort.objects.visible_to(request.actor).for_list().select_related("kommune")
    cohort = get_object_or_404(cohorts, pk=cohort_id)
    closed = cohort.kommune.closed_week_names()
    days = cohort.days_in_order()
    shown = DayList(
        cohort,
        days,
        splits={split.after_number: split for split in cohort.splits(closed)},
        tasks={task.after_day: task for task in cohort.version.definition.practice},
        cancelled={
            day.number: split_rules.cancelled_sentence(cohort.day_facts(), day.number, closed)
            for day in days
            if not day.is_live
        },
        in_the_way={
            day.number: why_not
            for day in days
            if day.is_live and (why_not := why_not_a_teaching_day(day.on, closed=closed))
        },
        teachers=list(cohort.teachers.select_related("person").order_by("pk")),
    )
    return page(request, shown)


@dataclass(frozen=True)
class Outcome:
    """The splits as they are and as they would be."""

    now: Sequence[split_rules.Split]
    then: Sequence[split_rules.Split]


@dataclass(frozen=True)
class DayMove(Page):
    """What follows (`outcome`) is there once a date is chosen that can be used."""

    template = "cohorts/day_move.html"

    day: TeachingDay
    form: DayDateForm
    why_not: str | None
    outcome: Outcome | None = None


@signed_in
@require_http_methods(["GET", "POST"])
def day_move(request: ActorRequest, day_id: int) -> HttpResponse:
    """
    Move a day in two steps: a date, then what follows and the button that does it.

    The date is asked for with GET, so that looking at what follows changes nothing and can be gone back to.
    """
    day = _day(request, day_id)
    if request.method == "POST":
        form = DayDateForm(request.POST)
        if form.is_valid():
            with form.refusals():
                moved = actions.move_day(day, form.cleaned_data["to"], actor=request.actor)
                said = f"Dag {moved.number} ligger nu {long_date(moved.on)}. Alt, der ligger foran, følger med."
                return see_other(request, "cohorts:day_list", moved.cohort_id, say=said)
        return page(request, DayMove(day, form, why_not_movable(day.facts)))
    form = DayDateForm(request.GET if "to" in request.GET else None, initial={"to": day.on})
    outcome = None
    if form.is_bound and form.is_valid():
        to = form.cleaned_data["to"]
        if why_not := why_not_move(day.facts, to, day.ground):
            form.add_error("to", why_not)
        else:
            outcome = _outcome(day, replace(day.facts, on=to))
    return page(request, DayMove(day, form, why_not_movable(day.facts), outcome))


@dataclass(frozen=True)
class DayCancel(Page):
    """Either why it can't be, or what follows: in a sentence, and the splits."""

    template = "cohorts/day_cancel.html"

    day: TeachingDay
    why_not: str | None
    sentence: str | None
    outcome: Outcome | None


@signed_in
@require_http_methods(["GET", "POST"])
def day_cancel(request: ActorRequest, day_id: int) -> HttpResponse:
    """What follows from cancelling, in sentences, and the button that does it."""
    day = _day(request, day_id)
    if request.method == "POST":
        cancelled = actions.cancel_day(day, actor=request.actor)
        return see_other(request, "cohorts:day_list", cancelled.cohort_id, say=f"Dag {cancelled.number} er aflyst.")
    facts = day.cohort.day_facts()
    why_not = why_not_cancel(day.facts, others=day.others)
    closed = day.cohort.kommune.closed_week_names()
    shown = DayCancel(
        day,
        why_not,
        sentence=None if why_not else split_rules.cancelled_sentence(facts, day.number, closed),
        outcome=None if why_not else _outcome(day, replace(day.facts, cancelled_on=today())),
    )
    return page(request, shown)


@dataclass(frozen=True)
class DayRestore(Page):
    template = "cohorts/day_restore.html"

    day: TeachingDay
    form: DayDateForm
    why_not: str | None


@signed_in
@require_http_methods(["GET", "POST"])
def day_restore(request: ActorRequest, day_id: int) -> HttpResponse:
    """Put a cancelled day back, on its old date unless another is chosen."""
    day = _day(request, day_id)
    form = DayDateForm(request.POST or None, initial={"to": day.on})
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            restored = actions.restore_day(day, form.cleaned_data["to"], actor=request.actor)
            said = f"Dag {restored.number} holdes {long_date(restored.on)}."
            return see_other(request, "cohorts:day_list", restored.cohort_id, say=said)
    return page(request, DayRestore(day, form, why_not_restorable(day.facts)))


@signed_in
@require_POST
def day_hold(request: ActorRequest, day_id: int) -> HttpResponse:
    """Mark by hand that a day took place; otherwise the first mark of attendance does."""
    held = actions.hold_day(_day(request, day_id), actor=request.actor)
    return see_other(request, "cohorts:day_list", held.cohort_id, say=f"Dag {held.number} er markeret som afholdt.")


def _day(request: ActorRequest, day_id: int) -> TeachingDay:
    """The day with its cohort and the cohort's other days, or 404."""
    days = TeachingDay.objects.visible_to(request.actor).select_related(
        "cohort__version__programme", "cohort__kommune", "cohort__venue"
    )
    found = get_object_or_404(days.prefetch_related("cohort__days__moves"), pk=day_id)
    return next(day for day in found.cohort.days_in_order() if day.pk == found.pk)


def _outcome(day: TeachingDay, became: DayFacts) -> Outcome:
    closed = day.cohort.kommune.closed_weeks()
    now = day.cohort.day_facts()
    then = [became if facts.number == became.number else facts for facts in now]
    return Outcome(split_rules.splits(now, closed), split_rules.splits(then, closed))


# The rest of a cohort


@dataclass(frozen=True)
class PracticalChange(Page):
    """The cohort's practical facts, who teaches, and who can see it, each with its form."""

    template = "cohorts/practical.html"

    cohort: Cohort
    form: PracticalForm
    publish: PublishForm
    teacher_form: NewTeacherForm
    teachers: Sequence[Teacher]


@signed_in
@require_http_methods(["GET", "POST"])
def practical_change(request: ActorRequest, cohort_id: int) -> HttpResponse:
    """Where, what there is to eat, whom to ask, until when one may wish and answer, who teaches."""
    cohort = _cohort(request, cohort_id)
    form = PracticalForm(request.POST or None, cohort=cohort, initial=_practical(cohort))
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.change_practical(cohort, **form.cleaned_data, actor=request.actor)
            said = "Det praktiske er rettet. Breve, der ikke er sendt endnu, får det nye med."
            return see_other(request, "cohorts:day_list", cohort.pk, say=said)
    return _practical_page(request, cohort, form=form)


@dataclass(frozen=True)
class PlacesChange(Page):
    template = "cohorts/places.html"

    cohort: Cohort
    form: PlacesForm


@signed_in
@require_http_methods(["GET", "POST"])
def places_change(request: ActorRequest, cohort_id: int) -> HttpResponse:
    """More or fewer places; those in line get the new ones at once."""
    cohort = _cohort(request, cohort_id)
    form = PlacesForm(request.POST or None, initial={"places": cohort.places})
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            changed = actions.change_places(cohort, form.cleaned_data["places"], actor=request.actor)
            return see_other(request, "cohorts:day_list", cohort.pk, say=f"Holdet har nu {changed.places} pladser.")
    return page(request, PlacesChange(cohort, form))


@signed_in
@require_POST
def cohort_publish(request: ActorRequest, cohort_id: int) -> HttpResponse:
    """Let everybody in the kommune see the cohort from a day on."""
    cohort = _cohort(request, cohort_id)
    form = PublishForm(request.POST)
    if form.is_valid():
        with form.refusals():
            actions.publish(cohort, form.cleaned_data["on"], actor=request.actor)
            said = f"Alle i kommunen kan se holdet fra {long_date(form.cleaned_data['on'])}."
            return see_other(request, "cohorts:day_list", cohort.pk, say=said)
    return _practical_page(request, cohort, publish=form)


@signed_in
@require_POST
def teacher_add(request: ActorRequest, cohort_id: int) -> HttpResponse:
    """Name somebody who teaches on the cohort."""
    cohort = _cohort(request, cohort_id)
    form = NewTeacherForm(request.POST, among=cohort.taught_by())
    if form.is_valid():
        with form.refusals():
            teacher = actions.add_teacher(cohort, **form.cleaned_data, actor=request.actor)
            said = f"{teacher.person.full_name} underviser på holdet."
            return see_other(request, "cohorts:practical_change", cohort.pk, say=said)
    return _practical_page(request, cohort, teacher=form)


@dataclass(frozen=True)
class TeacherChange(Page):
    template = "cohorts/teacher_change.html"

    teacher: Teacher
    form: TeacherContactForm


@signed_in
@require_http_methods(["GET", "POST"])
def teacher_change(request: ActorRequest, cohort_id: int, teacher_id: int) -> HttpResponse:
    """
    Put a teacher's name, mail or mobile right; or why that is done elsewhere. Kept by whoever prepares the cohort.
    """
    teachers = Teacher.objects.filter(cohort__in=Cohort.objects.visible_to(request.actor)).select_related(
        "person", "cohort"
    )
    teacher = get_object_or_404(teachers, pk=teacher_id, cohort=cohort_id)
    require(may(request.actor, "cohorts.change_cohort", teacher.cohort))
    known = {name: getattr(teacher.person, name) for name in TeacherContactForm.base_fields}
    form = TeacherContactForm(request.POST or None, initial=known)
    if not may(request.actor, "cohorts.change_teacher_login", teacher):
        form.leave_login_out()
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.change_teacher(teacher, **(known | form.cleaned_data), actor=request.actor)
            return see_other(request, "cohorts:practical_change", cohort_id, say="Gemt.")
    return page(request, TeacherChange(teacher, form))


@signed_in
@require_POST
def teacher_remove(request: ActorRequest, cohort_id: int, teacher_id: int) -> HttpResponse:
    """Take somebody off the cohort's teachers. Pressed twice it is as gone as once."""
    cohort = _cohort(request, cohort_id)
    teacher = cohort.teachers.select_related("person", "cohort").filter(pk=teacher_id).first()
    if teacher:
        actions.remove_teacher(teacher, actor=request.actor)
    return see_other(request, "cohorts:practical_change", cohort.pk, say="Underviseren er taget af holdet.")


def _cohort(request: ActorRequest, cohort_id: int) -> Cohort:
    cohorts = Cohort.objects.visible_to(request.actor).select_related("kommune", "provider", "venue", "contact")
    return get_object_or_404(cohorts, pk=cohort_id)


def _practical(cohort: Cohort) -> dict[str, Any]:
    venue = cohort.venue
    return {
        "name": venue.name,
        "address": venue.address,
        "directions": venue.directions,
        "catering": cohort.catering,
        "contact": cohort.contact_id,
        "answer_by": cohort.answer_by,
    }


def _practical_page(
    request: ActorRequest,
    cohort: Cohort,
    *,
    form: PracticalForm | None = None,
    publish: PublishForm | None = None,
    teacher: NewTeacherForm | None = None,
) -> HttpResponse:
    """The page, with whatever was typed into one of its forms still there."""
    wrong = any(typed is not None and typed.errors for typed in (form, publish, teacher))
    shown = PracticalChange(
        cohort,
        form=form or PracticalForm(cohort=cohort, initial=_practical(cohort)),
        publish=publish or PublishForm(initial={"on": today()}),
        teacher_form=teacher or NewTeacherForm(among=cohort.taught_by()),
        teachers=list(cohort.teachers.select_related("person").order_by("pk")),
    )
    return page(request, shown, status=422 if wrong else 200)
