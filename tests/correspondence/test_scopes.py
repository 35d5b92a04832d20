"""A letter's scope is whatever its owner writes about: here an appointment of two people, with no cohort anywhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

import pytest

from rodfaest.correspondence import actions, owners
from rodfaest.correspondence.models import CalendarEntry, Letter
from rodfaest.correspondence.rules.plans import Event
from rodfaest.kernel.actors import System
from rodfaest.kernel.reconcile import Scope
from rodfaest.kernel.time import at
from rodfaest.organisations.models import Person
from rodfaest.transport.models import DevMail
from tests.factories.organisations import PersonFactory

pytestmark = pytest.mark.django_db

OWNER = "an_example"
MAY_12, MAY_19 = date(2021, 5, 12), date(2021, 5, 19)
KINDS = ("cohort", "unit", "cycle", "appointment", "grant")


@dataclass
class Appointment:
    """Two people talk for half an hour."""

    people: tuple[Person, Person]
    kommune_id: int
    on: date


appointments: dict[int, Appointment] = {}


def entries_of(number: int) -> dict[str, Event]:
    made = appointments.get(number)
    if made is None:
        return {}
    return {
        f"appointment:{number}:{person.pk}": Event(
            person.pk, made.kommune_id, "Sparring", at(made.on, time(13)), at(made.on, time(13, 30))
        )
        for person in made.people
    }


owners.register(OWNER, owners.Notices("appointment", ids=lambda: appointments, desired_entries=entries_of))


@pytest.fixture
def appointment(mette, kommune, settings) -> Iterator[Scope]:
    """Mette, and Bo who has only a phone, talk on the 12th, and have been told."""
    settings.EMAIL_URL, settings.DEMO = "", True
    bo = PersonFactory(first_name="Bo", email=None, phone="20304050")
    appointments[7] = Appointment((mette, bo), kommune.pk, MAY_12)
    scope = Scope(OWNER, "appointment", 7)
    actions.reconcile_scope(scope)
    sweep()
    yield scope
    appointments.clear()


def sweep() -> list[tuple[str, str]]:
    """What goes: to whom, and what it asks of the calendar."""
    before = DevMail.objects.count()
    actions.send_due_letters(actor=System("send_due_letters"))
    return sorted(DevMail.objects.order_by("pk").values_list("to", "calendar_method")[before:])


def test_both_hear_of_it_and_have_it_in_their_calendar(appointment):
    assert sorted(DevMail.objects.values_list("to", "calendar_method")) == [
        ("+4520304050", ""),
        ("mette@horsens.example", "REQUEST"),
    ]
    assert Letter.objects.scopes() == CalendarEntry.objects.scopes() == [appointment]


def test_moved_it_moves_in_both_calendars(appointment):
    appointments[7].on = MAY_19
    actions.reconcile_scope(appointment)
    assert sweep() == [("+4520304050", ""), ("mette@horsens.example", "REQUEST")]
    assert {entry.day for entry in CalendarEntry.objects.in_scope(appointment)} == {MAY_19}


def test_cancelled_it_leaves_both_calendars_also_when_only_the_night_hears_of_it(appointment):
    appointments.clear()
    actions.reconcile_all_letters(actor=System("reconcile_all_letters"))
    assert sweep() == [("+4520304050", ""), ("mette@horsens.example", "CANCEL")]


def test_its_letters_are_those_of_no_other_kind_with_the_same_number(appointment):
    for kind in KINDS:
        found = Letter.objects.in_scope(appointment._replace(kind=kind)).count()
        assert found == (2 if kind == "appointment" else 0), kind
    assert not Letter.objects.in_scope(appointment._replace(owner="journey")).exists()


def test_two_apps_do_not_own_one_kind():
    with pytest.raises(ValueError, match=r"in tests\.correspondence\.test_scopes and in "):
        owners.register(OWNER, owners.Notices("appointment", ids=list, desired=lambda _id: {}))
