"""A person's page, and what is changed on pages of their own: name, login, a move, a last day put right."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rodfaest.kernel.access import may
from rodfaest.kernel.time import long_date, today
from rodfaest.kernel.views import ActorRequest, signed_in
from rodfaest.organisations import actions
from rodfaest.organisations.forms import LastDayForm, MoveForm, PersonForm, TakeOnForm
from rodfaest.organisations.models import Employment, Person, Unit
from rodfaest.organisations.views.dated import own_row, person_page
from rodfaest.ui.pages import Page, page, see_other


@dataclass(frozen=True)
class PersonTakeOn(Page):
    template = "organisations/take_on.html"

    unit: Unit
    form: TakeOnForm


@signed_in
@require_http_methods(["GET", "POST"])
def person_take_on(request: ActorRequest, unit_id: int) -> HttpResponse:
    """A new colleague: known and employed at once."""
    unit = get_object_or_404(Unit.objects.visible_to(request.actor).select_related("organisation"), pk=unit_id)
    form = TakeOnForm(request.POST or None, among=Person.objects.working_in(unit), initial={"from_on": today()})
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            employment = actions.take_on(unit, **form.cleaned_data, actor=request.actor)
            said = f"{employment.person.full_name} er ansat i {unit.name}."
            return see_other(request, "organisations:person_show", employment.person_id, say=said)
    return page(request, PersonTakeOn(unit, form))


@signed_in
@require_GET
def person_show(request: ActorRequest, person_id: int) -> HttpResponse:
    """Somebody's whole history here, with a form for each of the four things that can be added or ended."""
    person = get_object_or_404(Person.objects.visible_to(request.actor), pk=person_id)
    return person_page(request, person)


@dataclass(frozen=True)
class PersonChange(Page):
    template = "organisations/person_change.html"

    person: Person
    form: PersonForm


@signed_in
@require_http_methods(["GET", "POST"])
def person_change(request: ActorRequest, person_id: int) -> HttpResponse:
    """Put a name right, and for whoever may, a mail or a mobile."""
    person = get_object_or_404(Person.objects.visible_to(request.actor), pk=person_id)
    known = {name: getattr(person, name) for name in PersonForm.base_fields}
    form = PersonForm(request.POST or None, initial=known)
    if not may(request.actor, "organisations.change_login", person):
        form.leave_login_out()
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.change_person(person, **(known | form.cleaned_data), actor=request.actor)
            return see_other(request, "organisations:person_show", person.pk, say="Gemt.")
    return page(request, PersonChange(person, form))


@dataclass(frozen=True)
class LoginClose(Page):
    template = "organisations/login_close.html"

    person: Person


@signed_in
@require_http_methods(["GET", "POST"])
def login_close(request: ActorRequest, person_id: int) -> HttpResponse:
    """Ask once, then let somebody in no more."""
    person = get_object_or_404(Person.objects.visible_to(request.actor), pk=person_id)
    if request.method == "POST":
        actions.close_login(person, actor=request.actor)
        said = f"{person.first_name} kan ikke logge ind mere."
        return see_other(request, "organisations:person_show", person.pk, say=said)
    return page(request, LoginClose(person))


@signed_in
@require_POST
def login_reopen(request: ActorRequest, person_id: int) -> HttpResponse:
    """Let somebody in again."""
    person = get_object_or_404(Person.objects.visible_to(request.actor), pk=person_id)
    actions.reopen_login(person, actor=request.actor)
    said = f"{person.first_name} kan logge ind igen."
    return see_other(request, "organisations:person_show", person.pk, say=said)


@dataclass(frozen=True)
class EmploymentMove(Page):
    template = "organisations/employment_move.html"

    person: Person
    employment: Employment
    form: MoveForm


@signed_in
@require_http_methods(["GET", "POST"])
def employment_move(request: ActorRequest, person_id: int, row_id: int) -> HttpResponse:
    """From one unit to another, so that both show in the history."""
    person = get_object_or_404(Person.objects.visible_to(request.actor), pk=person_id)
    employment = own_row(person.employments, row_id)
    form = MoveForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            moved = actions.move_person(employment, **form.cleaned_data, actor=request.actor)
            said = f"{person.first_name} er i {moved.unit.name} fra {long_date(moved.from_on)}."
            return see_other(request, "organisations:person_show", person.pk, say=said)
    return page(request, EmploymentMove(person, employment, form))


@dataclass(frozen=True)
class LastDayChange(Page):
    template = "organisations/last_day_change.html"

    person: Person
    employment: Employment
    form: LastDayForm


@signed_in
@require_http_methods(["GET", "POST"])
def last_day_change(request: ActorRequest, person_id: int, row_id: int) -> HttpResponse:
    """Put right a last day that was typed in error; what comes back by it, and what doesn't, is said before."""
    person = get_object_or_404(Person.objects.visible_to(request.actor), pk=person_id)
    employment = own_row(person.employments, row_id)
    form = LastDayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            changed = actions.change_last_day(employment, form.cleaned_data["last_day"], actor=request.actor)
            said = (
                f"Sidste dag er {long_date(changed.to_on, year=True)}." if changed.to_on else "Ansættelsen fortsætter."
            )
            return see_other(request, "organisations:person_show", person.pk, say=said)
    return page(request, LastDayChange(person, employment, form))
