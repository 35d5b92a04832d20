"""
Marking, and the printed list. The underviser's day page itself shows several features and lives in `portal`; what it
needs of attendance is `marking` and the macros of attendance/rows.html.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from rodfaest.attendance import actions
from rodfaest.attendance.queries import Sheet, SheetRow, sheet_of
from rodfaest.attendance.rules import Mark
from rodfaest.cohorts.models import TeachingDay
from rodfaest.enrolment.models import Seat
from rodfaest.kernel.access import may, require
from rodfaest.kernel.text import _
from rodfaest.kernel.views import ActorRequest, chosen, signed_in, with_link
from rodfaest.ui.pages import Page, came_from, row_or_redirect, see_other
from rodfaest.ui.tables import Column, Table, page_or_csv


@dataclass(frozen=True)
class Marking:
    """A day's names and marks, where its buttons post to, and where the list lies."""

    sheet: Sheet
    marks: Sequence[tuple[str, str]]
    mark_url: str
    list_url: str


@dataclass(frozen=True)
class DayRow(Page):
    """One person's row and the count, drawn anew after a tap."""

    template = "attendance/day_row.html"
    block = "row"

    marking: Marking
    row: SheetRow


@dataclass(frozen=True)
class DayList(Page):
    """The list for the door."""

    template = "attendance/day_list.html"

    day: TeachingDay
    names: Table[SheetRow]


@signed_in
@require_POST
def day_mark(request: ActorRequest, day_id: int) -> HttpResponse:
    """One tap for one person, or one for all who have no mark yet."""
    return _mark(request, get_object_or_404(TeachingDay.objects.visible_to(request.actor), pk=day_id))


@with_link
@require_POST
def day_mark_by_link(request: ActorRequest, token: str, day_id: int) -> HttpResponse:
    """The same, for the underviser without an account."""
    return _mark(request, get_object_or_404(TeachingDay.objects.visible_to(request.actor), pk=day_id))


@signed_in
@require_GET
def day_list(request: ActorRequest, day_id: int) -> HttpResponse:
    """The list for the door: big names, room to sign, one sheet of A4."""
    return _list(request, get_object_or_404(TeachingDay.objects.visible_to(request.actor), pk=day_id))


@with_link
@require_GET
def day_list_by_link(request: ActorRequest, token: str, day_id: int) -> HttpResponse:
    """The same, for the underviser without an account."""
    return _list(request, get_object_or_404(TeachingDay.objects.visible_to(request.actor), pk=day_id))


def marking(request: ActorRequest, day: TeachingDay) -> Marking:
    """A day as it is marked, by whoever came: signed in, or by a link."""
    token = request.resolver_match.kwargs.get("token") if request.resolver_match else None
    link, given = ("_by_link", [token, day.pk]) if token else ("", [day.pk])
    return Marking(
        sheet_of(day),
        Mark.choices(),
        mark_url=reverse(f"attendance:day_mark{link}", args=given),
        list_url=reverse(f"attendance:day_list{link}", args=given),
    )


def _mark(request: ActorRequest, day: TeachingDay) -> HttpResponse:
    if "everybody" in request.POST:
        made = actions.mark_all_present(day, actor=request.actor)
        said = _("{number} er krydset af som til stede.").format(number=len(made))
        return see_other(request, came_from(request), say=said)
    seat = get_object_or_404(Seat.objects.of_day(day).for_list(), pk=_number(request.POST.get("seat")))
    mark = chosen(request, "mark", Mark)
    actions.mark_attendance(seat, day, mark, actor=request.actor)
    said = f"{seat.person.first_name}: {mark.label}."
    shown = marking(request, day)
    row = DayRow(shown, shown.sheet.row_of(seat))
    return row_or_redirect(request, row, to=came_from(request), say=said)


def _list(request: ActorRequest, day: TeachingDay) -> HttpResponse:
    # Through a link only the link's own verb is answered.
    require(may(request.actor, "attendance.mark_day", day) or may(request.actor, "attendance.read_list", day))
    names = _for_the_door(sheet_of(day))
    return page_or_csv(request, DayList(day, names), names)


def _for_the_door(sheet: Sheet) -> Table[SheetRow]:
    columns = [
        Column[SheetRow](_("Navn"), lambda row: row.seat.person.full_name),
        Column[SheetRow](_("Hus eller gruppe"), lambda row: row.seat.unit.name),
        Column[SheetRow](_("Underskrift"), lambda row: row.word),
    ]
    caption = _("{hold}, dag {number}").format(hold=sheet.day.cohort.name, number=sheet.day.number)
    return Table(caption, columns, sheet.rows)


def _number(typed: str | None) -> int:
    """The number in a hidden field; what is none was not on the page."""
    return int(typed) if typed and typed.isascii() and typed.isdigit() and len(typed) < 19 else 0
