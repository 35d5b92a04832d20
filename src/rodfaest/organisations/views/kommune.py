"""A kommune's units and its holiday weeks, for those who maintain them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rodfaest.kernel.access import may
from rodfaest.kernel.text import _
from rodfaest.kernel.time import today
from rodfaest.kernel.views import ActorRequest, signed_in
from rodfaest.organisations import actions
from rodfaest.organisations.forms import ChangeUnitForm, CloseForm, HolidayWeekForm, UnitForm
from rodfaest.organisations.models import Employment, Function, HolidayWeek, Leadership, Organisation, Unit
from rodfaest.organisations.queries.leading import led_by_nobody
from rodfaest.organisations.queries.tree import Branch, Staying, staying_in, tree_of
from rodfaest.ui.pages import Page, page, see_other
from rodfaest.ui.tables import Column, Table, page_or_csv

# Units


@dataclass(frozen=True)
class OrganisationList(Page):
    template = "organisations/organisations.html"

    organisations: Sequence[Organisation]


@signed_in
@require_GET
def organisation_list(request: ActorRequest) -> HttpResponse:
    """The organisations one maintains; straight to the one where there is only one."""
    maintained = list(Organisation.objects.visible_to(request.actor).order_by("sort_key", "pk"))
    if len(maintained) == 1:
        return see_other(request, "organisations:organisation_show", maintained[0].pk)
    return page(request, OrganisationList(maintained))


@dataclass(frozen=True)
class OrganisationShow(Page):
    template = "organisations/organisation.html"

    organisation: Organisation
    tree: Sequence[Branch]
    closed: Sequence[Unit]


@signed_in
@require_GET
def organisation_show(request: ActorRequest, organisation_id: int) -> HttpResponse:
    """Mennesker og enheder: the tree, and apart from it what is closed."""
    organisation = get_object_or_404(Organisation.objects.visible_to(request.actor), pk=organisation_id)
    closed = organisation.units.closed_now().by_name()
    return page(request, OrganisationShow(organisation, tree_of(organisation), list(closed)))


@dataclass(frozen=True)
class UnitAdd(Page):
    template = "organisations/unit_add.html"

    organisation: Organisation
    form: UnitForm


@signed_in
@require_http_methods(["GET", "POST"])
def unit_add(request: ActorRequest, organisation_id: int) -> HttpResponse:
    """A new unit in the tree."""
    organisation = get_object_or_404(Organisation.objects.visible_to(request.actor), pk=organisation_id)
    form = UnitForm(request.POST or None, organisation=organisation)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            unit = actions.add_unit(organisation, **form.cleaned_data, actor=request.actor)
            return see_other(request, "organisations:unit_show", unit.pk, say=f"{unit.name} er oprettet.")
    return page(request, UnitAdd(organisation, form))


@dataclass(frozen=True)
class UnitShow(Page):
    """A unit as all who see it meet it. `led_above`: nobody here, but somebody over it, leads."""

    template = "organisations/unit.html"

    unit: Unit
    people: Table[Employment] | None
    """None where the names aren't this reader's to see."""
    leaderships: Sequence[Leadership]
    led_above: bool
    below: Sequence[Unit]


@signed_in
@require_GET
def unit_show(request: ActorRequest, unit_id: int) -> HttpResponse:
    """A unit: who works here, who leads, who has which function."""
    units = Unit.objects.visible_to(request.actor).select_related("organisation", "parent")
    unit = get_object_or_404(units, pk=unit_id)
    in_full = bool(may(request.actor, "organisations.change_organisation", unit.organisation))
    people = _people_of(unit, in_full=in_full) if may(request.actor, "organisations.see_employees", unit) else None
    leaderships = list(Leadership.objects.current().filter(unit=unit).select_related("person"))
    shown = UnitShow(
        unit,
        people=people,
        leaderships=leaderships,
        led_above=not leaderships and not led_by_nobody({(unit.pk, None)}),
        below=list(unit.children.by_name()),
    )
    return page_or_csv(request, shown, people)


def _people_of(unit: Unit, *, in_full: bool) -> Table[Employment]:
    """Who works in the unit; `in_full` for whoever maintains its people. Two queries."""
    functions: dict[int, list[str]] = {}
    for function in Function.objects.current().filter(unit=unit):
        functions.setdefault(function.person_id, []).append(function.kind_word)

    def held(row: Employment) -> str:
        return ", ".join(functions.get(row.person_id, []))

    def their_page(row: Employment) -> str:
        return reverse("organisations:person_show", args=[row.person_id])

    columns = [
        Column[Employment](_("Navn"), lambda row: row.person.full_name, leads_to=their_page if in_full else None),
        Column[Employment](_("Stilling"), lambda row: row.job_word),
        Column[Employment](_("Uddannelse"), lambda row: row.education_word),
        Column[Employment](_("Funktion"), held),
        Column[Employment](_("Ansat"), lambda row: row.period),
    ]
    works = Employment.objects.current().filter(unit=unit).for_list()
    caption = _("Medarbejdere i {name}").format(name=unit.name)
    return Table(caption, columns if in_full else [columns[0], columns[1], columns[3]], list(works))


@dataclass(frozen=True)
class UnitChange(Page):
    template = "organisations/unit_change.html"

    unit: Unit
    form: ChangeUnitForm


@signed_in
@require_http_methods(["GET", "POST"])
def unit_change(request: ActorRequest, unit_id: int) -> HttpResponse:
    """Put right what a unit is called and is, and under which it lies."""
    unit = _unit(request, unit_id)
    known = {"name": unit.name, "kind": unit.kind, "parent": unit.parent_id, "ownership": unit.ownership}
    form = ChangeUnitForm(request.POST or None, organisation=unit.organisation, unit=unit, initial=known)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.change_unit(unit, **form.cleaned_data, actor=request.actor)
            return see_other(request, "organisations:unit_show", unit.pk, say="Gemt.")
    return page(request, UnitChange(unit, form))


@dataclass(frozen=True)
class UnitClose(Page):
    """`below` are the open units under it."""

    template = "organisations/unit_close.html"

    unit: Unit
    form: CloseForm
    staying: Sequence[Staying]
    below: Sequence[Unit]


@signed_in
@require_http_methods(["GET", "POST"])
def unit_close(request: ActorRequest, unit_id: int) -> HttpResponse:
    """From which day a unit is closed, with whoever and whatever must go before it."""
    unit = _unit(request, unit_id)
    form = CloseForm(request.POST or None, initial={"from_on": unit.closed_from or today()})
    day = today()
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["from_on"]
        with form.refusals():
            closed = actions.close_unit(unit, day, actor=request.actor)
            return see_other(request, "organisations:unit_show", unit.pk, say=f"{unit.name} er {closed.closed_words}.")
    below = unit.children.open_on(day).by_name()
    return page(request, UnitClose(unit, form, staying_in(unit, day), list(below)))


@signed_in
@require_POST
def unit_reopen(request: ActorRequest, unit_id: int) -> HttpResponse:
    """Take back that a unit was closed."""
    unit = _unit(request, unit_id)
    actions.reopen_unit(unit, actor=request.actor)
    return see_other(request, "organisations:unit_show", unit.pk, say=f"{unit.name} er åben.")


def _unit(request: ActorRequest, unit_id: int) -> Unit:
    return get_object_or_404(Unit.objects.visible_to(request.actor).select_related("organisation"), pk=unit_id)


# Holiday weeks


@dataclass(frozen=True)
class HolidayWeekList(Page):
    """`undo` is the week just removed."""

    template = "organisations/holiday_weeks.html"

    organisation: Organisation
    weeks: Sequence[HolidayWeek]
    form: HolidayWeekForm
    undo: HolidayWeek | None


@signed_in
@require_GET
def holiday_week_list(request: ActorRequest, organisation_id: int) -> HttpResponse:
    """The kommune's weeks, by year; one that was just removed can be put back."""
    organisation = get_object_or_404(Organisation.objects.visible_to(request.actor), pk=organisation_id)
    removed = HolidayWeekForm({name: request.GET.get(name, "") for name in ("year", "week", "name")})
    undo = HolidayWeek(**removed.cleaned_data) if "year" in request.GET and removed.is_valid() else None
    return _weeks_page(request, organisation, HolidayWeekForm(initial={"year": today().year}), undo)


@signed_in
@require_POST
def holiday_week_set(request: ActorRequest, organisation_id: int) -> HttpResponse:
    """Put a week into the table; also the undo of having removed one."""
    organisation = get_object_or_404(Organisation.objects.visible_to(request.actor), pk=organisation_id)
    form = HolidayWeekForm(request.POST)
    if form.is_valid():
        with form.refusals():
            week = actions.set_holiday_week(organisation, **form.cleaned_data, actor=request.actor)
            said = f"Uge {week.week} i {week.year} er skrevet ind. Datoer, der er regnet ud, er flyttet med."
            return see_other(request, "organisations:holiday_week_list", organisation.pk, say=said)
    return _weeks_page(request, organisation, form, None)


@signed_in
@require_POST
def holiday_week_remove(request: ActorRequest, organisation_id: int, week_id: int) -> HttpResponse:
    """Take a week out; the page that comes back offers to put it in again."""
    organisation = get_object_or_404(Organisation.objects.visible_to(request.actor), pk=organisation_id)
    week = organisation.holiday_weeks.filter(pk=week_id).first()
    if week is None:
        return see_other(
            request, "organisations:holiday_week_list", organisation.pk, say="Ugen er allerede taget af listen."
        )
    undo = urlencode([("year", week.year), ("week", week.week), ("name", week.name)])
    actions.remove_holiday_week(week, actor=request.actor)
    return see_other(request, f"{reverse('organisations:holiday_week_list', args=[organisation.pk])}?{undo}")


def _weeks_page(
    request: ActorRequest, organisation: Organisation, form: HolidayWeekForm, undo: HolidayWeek | None
) -> HttpResponse:
    return page(request, HolidayWeekList(organisation, list(organisation.holiday_weeks.all()), form, undo))
