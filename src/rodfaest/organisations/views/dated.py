"""What a person has from a day to a day: added, ended and called off on the person's page, which is drawn here."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Manager, QuerySet
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from rodfaest.kernel.actors import Actor
from rodfaest.kernel.time import long_date, today
from rodfaest.kernel.views import ActorRequest, signed_in
from rodfaest.organisations import actions
from rodfaest.organisations.forms import EmployForm, EndForm, EndPowerForm, FunctionForm, LeaderForm, RoleForm
from rodfaest.organisations.models import Dated, Employment, Function, Leadership, Person, SystemRole
from rodfaest.organisations.queries.leading import administered_by, maintained_by
from rodfaest.ui.forms import ActionForm
from rodfaest.ui.pages import AsksFirst, Page, page, see_other

Row = TypeVar("Row", bound=Dated)


@signed_in
@require_POST
def employment_add(request: ActorRequest, person_id: int) -> HttpResponse:
    """Employ somebody at one more place."""
    form = EmployForm(request.POST, actor=request.actor, prefix="employment")
    return _add(request, _person(request, person_id), form, actions.employ)


@signed_in
@require_POST
def employment_end(request: ActorRequest, person_id: int, row_id: int) -> HttpResponse:
    """Give an employment its last day."""
    person = _person(request, person_id)
    return _end(request, person, own_row(person.employments, row_id), actions.end_employment)


@signed_in
@require_POST
def employment_call_off(request: ActorRequest, person_id: int, row_id: int) -> HttpResponse:
    """Take back an employment that is ahead or begins today."""
    return _call_off(request, person_id, Employment.objects.filter(person=person_id, pk=row_id))


@signed_in
@require_POST
def leadership_add(request: ActorRequest, person_id: int) -> HttpResponse:
    """Make somebody the leader of a unit."""
    form = LeaderForm(request.POST, actor=request.actor, prefix="leadership")
    return _add(request, _person(request, person_id), form, actions.make_leader)


@signed_in
@require_POST
def leadership_end(request: ActorRequest, person_id: int, row_id: int) -> HttpResponse:
    """Give a leadership its last day."""
    person = _person(request, person_id)
    return _end(request, person, own_row(person.leaderships, row_id), actions.end_leadership)


@signed_in
@require_POST
def leadership_call_off(request: ActorRequest, person_id: int, row_id: int) -> HttpResponse:
    """Take back a leadership that is ahead or begins today."""
    return _call_off(request, person_id, Leadership.objects.filter(person=person_id, pk=row_id))


@signed_in
@require_POST
def function_add(request: ActorRequest, person_id: int) -> HttpResponse:
    """Give somebody a function beside the job."""
    form = FunctionForm(request.POST, actor=request.actor, prefix="function")
    return _add(request, _person(request, person_id), form, actions.give_function)


@signed_in
@require_POST
def function_end(request: ActorRequest, person_id: int, row_id: int) -> HttpResponse:
    """Give a function its last day."""
    person = _person(request, person_id)
    return _end(request, person, own_row(person.functions, row_id), actions.end_function)


@signed_in
@require_POST
def function_call_off(request: ActorRequest, person_id: int, row_id: int) -> HttpResponse:
    """Take back a function that is ahead or begins today."""
    return _call_off(request, person_id, Function.objects.filter(person=person_id, pk=row_id))


@signed_in
@require_POST
def role_add(request: ActorRequest, person_id: int) -> HttpResponse:
    """Give somebody a role in Rodfæst."""
    form = RoleForm(request.POST, actor=request.actor, prefix="role")
    return _add(request, _person(request, person_id), form, actions.give_role)


@signed_in
@require_POST
def role_end(request: ActorRequest, person_id: int, row_id: int) -> HttpResponse:
    """Give a role its last day."""
    person = _person(request, person_id)
    return _end(request, person, own_row(person.system_roles, row_id), actions.end_role)


@signed_in
@require_POST
def role_call_off(request: ActorRequest, person_id: int, row_id: int) -> HttpResponse:
    """Take back a role that is ahead or begins today."""
    return _call_off(request, person_id, SystemRole.objects.filter(person=person_id, pk=row_id))


def _person(request: ActorRequest, person_id: int) -> Person:
    return get_object_or_404(Person.objects.visible_to(request.actor), pk=person_id)


def own_row(rows: Manager[Row], row_id: int) -> Row:
    """One of the rows of a person whose page the actor sees."""
    return get_object_or_404(rows, pk=row_id)


def _add(request: ActorRequest, person: Person, form: ActionForm, add: Callable[..., Dated]) -> HttpResponse:
    if form.is_valid():
        with form.refusals():
            add(person, **form.cleaned_data, actor=request.actor)
            return see_other(request, "organisations:person_show", person.pk, say="Det er skrevet ind.")
    return person_page(request, person, typed=form)


def _end(request: ActorRequest, person: Person, row: Dated, end: Callable[..., Dated]) -> HttpResponse:
    form = _end_form(row, request.POST)
    if form.is_valid():
        with form.refusals():
            ended = end(row, form.cleaned_data["last_day"], actor=request.actor)
            said = f"Sidste dag er {long_date(ended.to_on, year=True)}." if ended.to_on else ""
            return see_other(request, "organisations:person_show", person.pk, say=said)
    return person_page(request, person, typed=form)


def _call_off(request: ActorRequest, person_id: int, rows: QuerySet[Any]) -> HttpResponse:
    """Take the row back, and ask once where the person goes with it. Pressed twice, it is as gone as once."""
    if not maintained_by(request.actor):
        raise Http404
    said = "Det er trukket tilbage."
    people = Person.objects.visible_to(request.actor).filter(pk=person_id)
    if (person := people.first()) and (row := rows.first()):
        if row.may_go and person.is_known_by_one_line and "back" not in request.POST:
            return page(request, _asks_to_forget(person))
        if isinstance(row, Employment) and row.moved_from_id:
            said = "Flytningen er trukket tilbage."
        actions.call_off(row, actor=request.actor)
    back = ("organisations:person_show", person_id) if people.exists() else ("organisations:organisation_list",)
    return see_other(request, *back, say=said)


def _asks_to_forget(person: Person) -> AsksFirst:
    only = f"Der står kun én ting om {person.first_name} i Rodfæst."
    return AsksFirst(
        title=f"Skal {person.full_name} helt ud af Rodfæst?",
        sentence=f"{only} Trækker du den tilbage, forsvinder navn og mail også.",
        yes="Træk tilbage",
        no="Behold det",
        back=reverse("organisations:person_show", args=[person.pk]),
    )


# The page


@dataclass(frozen=True)
class DatedLine:
    """One row as the page shows it. `end` is the form that ends it, where the actor may and it is valid today."""

    row: Dated
    word: str
    where: str
    end: ActionForm | None
    may_call_off: bool
    """It is written ahead or begins today, and the actor maintains it."""
    may_put_right: bool
    """It has a last day, which may be a slip of the finger, and the actor maintains it."""


@dataclass(frozen=True)
class Section:
    """What a person has of one kind, and the form that adds to it, where the actor may."""

    name: str
    heading: str
    label: str
    none: str
    lines: list[DatedLine]
    form: ActionForm | None


@dataclass(frozen=True)
class PersonShow(Page):
    """Somebody's whole history here."""

    template = "organisations/person.html"

    person: Person
    sections: Sequence[Section]


def person_page(request: ActorRequest, person: Person, typed: ActionForm | None = None) -> HttpResponse:
    """A person's page. A form that was refused comes back as `typed`."""
    of_each = (_employments, _leaderships, _functions, _roles)
    shown = PersonShow(person, [section(person, request.actor, typed) for section in of_each])
    return page(request, shown, status=422 if typed else 200)


def _employments(person: Person, actor: Actor, typed: ActionForm | None) -> Section:
    maintained = maintained_by(actor)
    return Section(
        "employment",
        heading="Ansættelser",
        label="Ansæt et sted til",
        none="Personen er ikke ansat nogen steder.",
        lines=[
            _line(row, row.job_word, row.unit.name, row.unit.organisation_id in maintained, typed)
            for row in _newest_first(person.employments.select_related("unit"))
        ],
        form=_form(EmployForm, "employment", actor, typed) if maintained else None,
    )


def _leaderships(person: Person, actor: Actor, typed: ActionForm | None) -> Section:
    maintained = maintained_by(actor)
    return Section(
        "leadership",
        heading="Leder",
        label="Gør til leder",
        none="Personen leder ikke nogen enhed.",
        lines=[
            _line(row, "leder", row.unit.name, row.unit.organisation_id in maintained, typed)
            for row in _newest_first(person.leaderships.select_related("unit"))
        ],
        form=_form(LeaderForm, "leadership", actor, typed) if maintained else None,
    )


def _functions(person: Person, actor: Actor, typed: ActionForm | None) -> Section:
    maintained = maintained_by(actor)
    return Section(
        "function",
        heading="Funktioner",
        label="Giv en funktion",
        none="Personen har ingen funktion ved siden af sit arbejde.",
        lines=[
            _line(row, row.kind_word, row.unit.name, row.unit.organisation_id in maintained, typed)
            for row in _newest_first(person.functions.select_related("unit"))
        ],
        form=_form(FunctionForm, "function", actor, typed) if maintained else None,
    )


def _roles(person: Person, actor: Actor, typed: ActionForm | None) -> Section:
    maintained = administered_by(actor)
    return Section(
        "role",
        heading="Roller i Rodfæst",
        label="Giv en rolle",
        none="Personen har ingen rolle i Rodfæst.",
        lines=[
            _line(row, row.role_word, row.organisation.name, row.organisation_id in maintained, typed)
            for row in _newest_first(person.system_roles.select_related("organisation"))
        ],
        form=_form(RoleForm, "role", actor, typed) if maintained else None,
    )


def _newest_first(rows: QuerySet[Any]) -> Iterable[Any]:
    return rows.order_by("-from_on", "-pk")


def _line(row: Dated, word: str, where: str, maintains: bool, typed: ActionForm | None) -> DatedLine:
    prefix, end = _prefix_of(row), None
    if maintains and typed and typed.prefix == prefix:
        end = typed
    elif maintains and row.has_begun and not row.is_over:
        end = _end_form(row)
    return DatedLine(
        row, word, where, end, may_call_off=maintains and row.may_go, may_put_right=maintains and row.to_on is not None
    )


def _form(form: type[ActionForm], prefix: str, actor: Actor, typed: ActionForm | None) -> ActionForm:
    if typed and typed.prefix == prefix:
        return typed
    return form(prefix=prefix, actor=actor, initial={"from_on": today()})


def _end_form(row: Dated, typed: QueryDict | None = None) -> EndForm:
    """What began today is called off, which is at once; an employment lasts its days out, for what rests on it."""
    form = EndForm if isinstance(row, Employment) or row.may_go else EndPowerForm
    return form(typed, prefix=_prefix_of(row), initial={"last_day": today()})


def _prefix_of(row: Dated) -> str:
    return f"{row._meta.model_name}-{row.pk}"
