"""A person's page: the whole history here, and the forms that add to it or end something."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rodfaest.kernel.time import long_date, today
from rodfaest.kernel.views import ActorRequest, signed_in
from rodfaest.organisations import actions, permissions
from rodfaest.organisations.forms import (
    EmployForm,
    EndForm,
    FunctionForm,
    LeaderForm,
    MoveForm,
    RoleForm,
    TakeOnForm,
)
from rodfaest.organisations.models import Dated, Person, Unit
from rodfaest.organisations.rules import Role
from rodfaest.ui.forms import ActionForm
from rodfaest.ui.pages import page, see_other


@signed_in
@require_http_methods(["GET", "POST"])
def person_take_on(request: ActorRequest, unit_id: int) -> HttpResponse:
    """A new colleague: known and employed at once."""
    unit = get_object_or_404(Unit.objects.visible_to(request.actor).select_related("organisation"), pk=unit_id)
    form = TakeOnForm(request.POST or None, initial={"from_on": today()})
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            employment = actions.take_on(unit, **form.cleaned_data, actor=request.actor)
            said = f"{employment.person.full_name} er ansat i {unit.name}."
            return see_other(request, "organisations:person_show", employment.person_id, say=said)
    return page(request, "organisations/take_on.html", {"unit": unit, "form": form})


Adding = Callable[..., ActionForm]


@dataclass(frozen=True)
class Kind:
    """One of the four dated things a person has: where the rows are, how one is added and ended, and what is said."""

    rows: str
    heading: str
    form: Adding
    add: Callable[..., Dated]
    end: Callable[..., Dated]
    label: str
    none: str


KINDS: dict[str, Kind] = {
    "ansaettelse": Kind(
        "employments",
        "Ansættelser",
        EmployForm,
        actions.employ,
        actions.end_employment,
        "Ansæt et sted til",
        "Personen er ikke ansat nogen steder.",
    ),
    "ledelse": Kind(
        "leaderships",
        "Leder",
        LeaderForm,
        actions.make_leader,
        actions.end_leadership,
        "Gør til leder",
        "Personen leder ikke nogen enhed.",
    ),
    "funktion": Kind(
        "functions",
        "Funktioner",
        FunctionForm,
        actions.give_function,
        actions.end_function,
        "Giv en funktion",
        "Personen har ingen funktion ved siden af sit arbejde.",
    ),
    "rolle": Kind(
        "system_roles",
        "Roller i Rodfæst",
        RoleForm,
        actions.give_role,
        actions.end_role,
        "Giv en rolle",
        "Personen har ingen rolle i Rodfæst.",
    ),
}


@signed_in
@require_GET
def person_show(request: ActorRequest, person_id: int) -> HttpResponse:
    """Somebody's whole history here, with a form for each of the four things that can be added or ended."""
    person = get_object_or_404(Person.objects.visible_to(request.actor), pk=person_id)
    return _person_page(request, person)


@signed_in
@require_POST
def dated_add(request: ActorRequest, person_id: int, what: str) -> HttpResponse:
    """Employ, make leader, give a function or a role: `what` says which."""
    person = get_object_or_404(Person.objects.visible_to(request.actor), pk=person_id)
    kind = _kind(what)
    form = kind.form(request.POST, actor=request.actor, prefix=what)
    if form.is_valid():
        with form.refusals():
            kind.add(person, **form.cleaned_data, actor=request.actor)
            return see_other(request, "organisations:person_show", person.pk, say="Det er skrevet ind.")
    return _person_page(request, person, typed={what: form})


@signed_in
@require_POST
def dated_end(request: ActorRequest, person_id: int, what: str, row_id: int) -> HttpResponse:
    """Give one of a person's four dated things its last day."""
    person = get_object_or_404(Person.objects.visible_to(request.actor), pk=person_id)
    kind = _kind(what)
    row = _row(person, kind, row_id)
    form = EndForm(request.POST, prefix=f"{what}-{row_id}")
    if form.is_valid():
        with form.refusals():
            ended = kind.end(row, form.cleaned_data["last_day"], actor=request.actor)
            said = f"Sidste dag er {long_date(ended.to_on, year=True)}." if ended.to_on else ""
            return see_other(request, "organisations:person_show", person.pk, say=said)
    return _person_page(request, person, typed={f"{what}-{row_id}": form})


@signed_in
@require_http_methods(["GET", "POST"])
def employment_move(request: ActorRequest, person_id: int, row_id: int) -> HttpResponse:
    """From one unit to another, so that both show in the history."""
    person = get_object_or_404(Person.objects.visible_to(request.actor), pk=person_id)
    employment = _row(person, KINDS["ansaettelse"], row_id)
    form = MoveForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            moved = actions.move_person(employment, **form.cleaned_data, actor=request.actor)
            said = f"{person.first_name} er i {moved.unit.name} fra {long_date(moved.from_on)}."
            return see_other(request, "organisations:person_show", person.pk, say=said)
    return page(
        request, "organisations/employment_move.html", {"person": person, "employment": employment, "form": form}
    )


def _kind(what: str) -> Kind:
    if what not in KINDS:
        raise Http404
    return KINDS[what]


def _row(person: Person, kind: Kind, row_id: int) -> Any:
    """One of the person's own rows; whose page it is has been asked already."""
    return get_object_or_404(getattr(person, kind.rows), pk=row_id)


def _person_page(request: ActorRequest, person: Person, typed: dict[str, ActionForm] | None = None) -> HttpResponse:
    """The page, with whatever was typed into one of its forms still there."""
    typed = typed or {}
    sections = []
    for what, kind in KINDS.items():
        where = "organisation" if what == "rolle" else "unit__organisation"
        rows = [
            (row, typed.get(f"{what}-{row.pk}") or EndForm(prefix=f"{what}-{row.pk}", initial={"last_day": today()}))
            for row in getattr(person, kind.rows).select_related(where).order_by("-from_on", "-pk")
        ]
        form = None
        if request.actor.holds(Role.ADMINISTRATOR) if what == "rolle" else permissions.kept_by(request.actor):
            form = typed.get(what) or kind.form(prefix=what, actor=request.actor, initial={"from_on": today()})
        sections.append((what, kind, rows, form))
    status = 422 if typed else 200
    return page(request, "organisations/person.html", {"person": person, "sections": sections}, status=status)
