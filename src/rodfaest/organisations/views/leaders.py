"""A leader's two pages: who can be spared, and who stands in."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rodfaest.kernel.text import owned
from rodfaest.kernel.time import long_date, today
from rodfaest.kernel.views import ActorRequest, signed_in
from rodfaest.organisations import actions
from rodfaest.organisations.forms import DeputyForm, SpareForm, SpareOnForm
from rodfaest.organisations.models import Deputyship, Person, Spare, Unit
from rodfaest.ui.forms import ActionForm
from rodfaest.ui.pages import Page, page, see_other


@dataclass(frozen=True)
class SpareRow:
    """A unit, the dates ahead that differ, and the forms of the usual number and of one more date."""

    unit: Unit
    ahead: Sequence[Spare]
    usual: ActionForm
    dated: ActionForm


@dataclass(frozen=True)
class SpareList(Page):
    template = "organisations/spares.html"

    rows: Sequence[SpareRow]


@signed_in
@require_GET
def spare_list(request: ActorRequest) -> HttpResponse:
    """Hvem kan I undvære: the usual number of each unit one leads, and the dates that differ."""
    return _spare_page(request)


@signed_in
@require_POST
def spare_set(request: ActorRequest, unit_id: int) -> HttpResponse:
    """The usual number."""
    unit = get_object_or_404(Unit.objects.visible_to(request.actor), pk=unit_id)
    form = SpareForm(request.POST, prefix=f"usual-{unit_id}")
    return _set_spare(request, unit, form)


@signed_in
@require_POST
def spare_set_on(request: ActorRequest, unit_id: int) -> HttpResponse:
    """The number on one date."""
    unit = get_object_or_404(Unit.objects.visible_to(request.actor), pk=unit_id)
    form = SpareOnForm(request.POST, prefix=f"date-{unit_id}")
    return _set_spare(request, unit, form)


@signed_in
@require_POST
def spare_clear(request: ActorRequest, unit_id: int, spare_id: int) -> HttpResponse:
    """The usual number on that date again."""
    unit = get_object_or_404(Unit.objects.visible_to(request.actor), pk=unit_id)
    spare = unit.spares.filter(pk=spare_id).first()
    if spare:
        actions.clear_spare(unit, spare.on, actor=request.actor)
    return see_other(request, "organisations:spare_list", say="Det sædvanlige tal gælder igen den dag.")


def _set_spare(request: ActorRequest, unit: Unit, form: ActionForm) -> HttpResponse:
    if form.is_valid():
        with form.refusals():
            actions.set_spare(unit, **form.cleaned_data, actor=request.actor)
            return see_other(request, "organisations:spare_list", say=f"Tallet for {unit.name} er gemt.")
    return _spare_page(request, typed=form)


def _spare_page(request: ActorRequest, typed: ActionForm | None = None) -> HttpResponse:
    def unless_typed(form: ActionForm) -> ActionForm:
        return typed if typed and typed.prefix == form.prefix else form

    ahead = Prefetch("spares", Spare.objects.filter(on__gte=today()).order_by("on"))
    rows = [
        SpareRow(
            unit,
            ahead=list(unit.spares.all()),
            usual=unless_typed(SpareForm(prefix=f"usual-{unit.pk}", initial={"can_spare": unit.can_spare})),
            dated=unless_typed(SpareOnForm(prefix=f"date-{unit.pk}")),
        )
        for unit in Unit.objects.led_by(request.actor).open_now().prefetch_related(ahead)
    ]
    return page(request, SpareList(rows), status=422 if typed else 200)


@dataclass(frozen=True)
class DeputyList(Page):
    """`mine` stand in for me, and in `others` I stand in for another."""

    template = "organisations/deputies.html"

    me: Person
    mine: Sequence[Deputyship]
    others: Sequence[Deputyship]
    form: DeputyForm


@signed_in
@require_http_methods(["GET", "POST"])
def deputy_list(request: ActorRequest) -> HttpResponse:
    """Min stedfortræder: who stands in for me and when, and whom I stand in for."""
    me = get_object_or_404(Person.objects.visible_to(request.actor), pk=request.actor.person_id)
    form = DeputyForm(request.POST or None, actor=request.actor, initial={"from_on": today()})
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            named = actions.name_deputy(me, **form.cleaned_data, actor=request.actor)
            return see_other(request, "organisations:deputy_list", say=_named_sentence(named))
    shown = DeputyList(
        me,
        mine=[named for named in me.deputies.select_related("deputy") if not named.is_over],
        others=[named for named in me.deputyships.select_related("leader") if not named.is_over],
        form=form,
    )
    return page(request, shown)


def _named_sentence(named: Deputyship) -> str:
    is_or_becomes = "er" if named.has_begun else "bliver"
    first, last = long_date(named.from_on), long_date(named.to_on or named.from_on)
    return f"{named.deputy.full_name} {is_or_becomes} din stedfortræder fra {first} til {last}."


@signed_in
@require_POST
def deputy_end(request: ActorRequest, deputyship_id: int) -> HttpResponse:
    """Back before the time: today is the deputy's last day."""
    named = get_object_or_404(Deputyship.objects.visible_to(request.actor), pk=deputyship_id)
    actions.end_deputyship(named, today(), actor=request.actor)
    return see_other(request, "organisations:deputy_list", say=f"I dag er {owned(named.deputy.full_name)} sidste dag.")


@signed_in
@require_POST
def deputy_call_off(request: ActorRequest, deputyship_id: int) -> HttpResponse:
    """Somebody is not to stand in after all. Pressed twice it is as gone as once."""
    named = Deputyship.objects.visible_to(request.actor).filter(pk=deputyship_id).first()
    if named:
        actions.call_off(named, actor=request.actor)
    return see_other(request, "organisations:deputy_list", say="Det er trukket tilbage.")
