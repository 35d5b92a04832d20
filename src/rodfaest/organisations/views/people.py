"""A person's page: the whole history here, and the forms that add to it or end something."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rodfaest.kernel.actors import Actor, Ids
from rodfaest.kernel.time import long_date, today
from rodfaest.kernel.views import ActorRequest, signed_in
from rodfaest.organisations import actions, permissions
from rodfaest.organisations.forms import (
    EmployForm,
    EndForm,
    FunctionForm,
    LastDayForm,
    LeaderForm,
    MoveForm,
    PersonForm,
    RoleForm,
    TakeOnForm,
)
from rodfaest.organisations.models import Dated, Organisation, Person, Unit
from rodfaest.ui.forms import ActionForm
from rodfaest.ui.pages import page, see_other


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
    return page(request, "organisations/take_on.html", {"unit": unit, "form": form})


@dataclass(frozen=True)
class Kind:
    """One of the four dated things a person has: where the rows are, how one is added and ended, and what is said."""

    rows: str
    at: str
    """What it holds in: a unit, or a whole organisation."""
    word: Callable[[Any], str]
    form: Callable[..., ActionForm]
    add: Callable[..., Dated]
    end: Callable[..., Dated]
    kept_by: Callable[[Actor], Ids]
    """The organisations in which the actor adds and ends them."""
    heading: str
    label: str
    none: str

    def organisation_of(self, row: Any) -> int:
        here = getattr(row, self.at)
        return int(here.pk if isinstance(here, Organisation) else here.organisation_id)


KINDS: dict[str, Kind] = {
    "ansaettelse": Kind(
        rows="employments",
        at="unit",
        word=lambda row: row.job_word,
        form=EmployForm,
        add=actions.employ,
        end=actions.end_employment,
        kept_by=permissions.kept_by,
        heading="Ansættelser",
        label="Ansæt et sted til",
        none="Personen er ikke ansat nogen steder.",
    ),
    "ledelse": Kind(
        rows="leaderships",
        at="unit",
        word=lambda row: "leder",
        form=LeaderForm,
        add=actions.make_leader,
        end=actions.end_leadership,
        kept_by=permissions.kept_by,
        heading="Leder",
        label="Gør til leder",
        none="Personen leder ikke nogen enhed.",
    ),
    "funktion": Kind(
        rows="functions",
        at="unit",
        word=lambda row: row.kind_word,
        form=FunctionForm,
        add=actions.give_function,
        end=actions.end_function,
        kept_by=permissions.kept_by,
        heading="Funktioner",
        label="Giv en funktion",
        none="Personen har ingen funktion ved siden af sit arbejde.",
    ),
    "rolle": Kind(
        rows="system_roles",
        at="organisation",
        word=lambda row: row.role_word,
        form=RoleForm,
        add=actions.give_role,
        end=actions.end_role,
        kept_by=permissions.administered_by,
        heading="Roller i Rodfæst",
        label="Giv en rolle",
        none="Personen har ingen rolle i Rodfæst.",
    ),
}


@dataclass(frozen=True)
class DatedLine:
    """One row as the page shows it. `end` is the form that ends it, where the actor may and it holds today."""

    row: Dated
    word: str
    where: str
    end: ActionForm | None
    may_call_off: bool
    """It is written ahead or begins today, and the actor keeps it."""
    may_put_right: bool
    """It has a last day, which may be a slip of the finger, and the actor keeps it."""


@dataclass(frozen=True)
class Section:
    """What a person has of one kind, and the form that adds to it, where the actor may."""

    what: str
    kind: Kind
    lines: list[DatedLine]
    form: ActionForm | None


@signed_in
@require_GET
def person_show(request: ActorRequest, person_id: int) -> HttpResponse:
    """Somebody's whole history here, with a form for each of the four things that can be added or ended."""
    person = get_object_or_404(Person.objects.visible_to(request.actor), pk=person_id)
    return _person_page(request, person)


@signed_in
@require_http_methods(["GET", "POST"])
def person_change(request: ActorRequest, person_id: int) -> HttpResponse:
    """Put a name, a mail or a mobile right."""
    person = get_object_or_404(Person.objects.visible_to(request.actor), pk=person_id)
    known = {name: getattr(person, name) for name in PersonForm.base_fields}
    form = PersonForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.change_person(person, **form.cleaned_data, actor=request.actor)
            return see_other(request, "organisations:person_show", person.pk, say="Gemt.")
    return page(request, "organisations/person_change.html", {"person": person, "form": form})


@signed_in
@require_http_methods(["GET", "POST"])
def login_close(request: ActorRequest, person_id: int) -> HttpResponse:
    """Ask once, then let somebody in no more."""
    person = get_object_or_404(Person.objects.visible_to(request.actor), pk=person_id)
    if request.method == "POST":
        actions.close_login(person, actor=request.actor)
        said = f"{person.first_name} kan ikke logge ind mere."
        return see_other(request, "organisations:person_show", person.pk, say=said)
    return page(request, "organisations/login_close.html", {"person": person})


@signed_in
@require_POST
def login_reopen(request: ActorRequest, person_id: int) -> HttpResponse:
    """Let somebody in again."""
    person = get_object_or_404(Person.objects.visible_to(request.actor), pk=person_id)
    actions.reopen_login(person, actor=request.actor)
    said = f"{person.first_name} kan logge ind igen."
    return see_other(request, "organisations:person_show", person.pk, say=said)


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
@require_POST
def dated_call_off(request: ActorRequest, person_id: int, what: str, row_id: int) -> HttpResponse:
    """Take back one, and ask once where the person may go with it. Pressed twice it is as gone as once."""
    if not permissions.kept_by(request.actor):
        raise Http404
    said = "Det er trukket tilbage."
    kind, people = _kind(what), Person.objects.visible_to(request.actor).filter(pk=person_id)
    if (person := people.first()) and (row := getattr(person, kind.rows).filter(pk=row_id).first()):
        if row.may_go and person.is_known_by_one_line and "back" not in request.POST:
            return page(request, "ui/asks_first.html", _asks_to_forget(person))
        if getattr(row, "moved_from_id", None):
            said = "Flytningen er trukket tilbage."
        actions.call_off(row, actor=request.actor)
    back = ("organisations:person_show", person_id) if people.exists() else ("organisations:organisation_list",)
    return see_other(request, *back, say=said)


def _asks_to_forget(person: Person) -> dict[str, str]:
    only = f"Der står kun én ting om {person.first_name} i Rodfæst."
    return {
        "title": f"Skal {person.full_name} helt ud af Rodfæst?",
        "sentence": f"{only} Trækker du den tilbage, forsvinder navn og mail også.",
        "label": "Træk tilbage",
        "keep": "Behold det",
        "back": reverse("organisations:person_show", args=[person.pk]),
    }


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


@signed_in
@require_http_methods(["GET", "POST"])
def last_day_change(request: ActorRequest, person_id: int, row_id: int) -> HttpResponse:
    """Put right a last day that was typed in error; what comes back by it, and what doesn't, is said before."""
    person = get_object_or_404(Person.objects.visible_to(request.actor), pk=person_id)
    employment = _row(person, KINDS["ansaettelse"], row_id)
    form = LastDayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            changed = actions.change_last_day(employment, form.cleaned_data["last_day"], actor=request.actor)
            said = (
                f"Sidste dag er {long_date(changed.to_on, year=True)}." if changed.to_on else "Ansættelsen fortsætter."
            )
            return see_other(request, "organisations:person_show", person.pk, say=said)
    context = {"person": person, "employment": employment, "form": form}
    return page(request, "organisations/last_day_change.html", context)


def _kind(what: str) -> Kind:
    if what not in KINDS:
        raise Http404
    return KINDS[what]


def _row(person: Person, kind: Kind, row_id: int) -> Any:
    """One of the person's own rows; whose page it is has been asked already."""
    return get_object_or_404(getattr(person, kind.rows), pk=row_id)


def _person_page(request: ActorRequest, person: Person, typed: Mapping[str, ActionForm] | None = None) -> HttpResponse:
    """The page, with whatever was typed into one of its forms still there."""
    sections = [_section(person, what, request.actor, typed or {}) for what in KINDS]
    context = {"person": person, "sections": sections}
    return page(request, "organisations/person.html", context, status=422 if typed else 200)


def _section(person: Person, what: str, actor: Actor, typed: Mapping[str, ActionForm]) -> Section:
    kind = KINDS[what]
    kept = kind.kept_by(actor)
    lines = []
    for row in getattr(person, kind.rows).select_related(kind.at).order_by("-from_on", "-pk"):
        name, keeps = f"{what}-{row.pk}", kind.organisation_of(row) in kept
        end = typed.get(name) if keeps else None
        if keeps and row.has_begun and not row.is_over:
            end = end or EndForm(prefix=name, initial={"last_day": today()})
        lines.append(
            DatedLine(
                row,
                kind.word(row),
                getattr(row, kind.at).name,
                end,
                may_call_off=keeps and row.may_go,
                may_put_right=keeps and row.to_on is not None,
            )
        )
    form = typed.get(what) or kind.form(prefix=what, actor=actor, initial={"from_on": today()}) if kept else None
    return Section(what, kind, lines, form)
