"""Every page there is, opened as every kind of person and by every kind of link, before, during and after a cohort."""

from collections.abc import Iterator
from datetime import date
from itertools import product
from operator import attrgetter

import pytest
from django.urls import reverse

from rodfaest.cohorts.models import Cohort, Teacher
from rodfaest.correspondence.models import Letter
from rodfaest.enrolment.models import Seat, Wish, WishText
from rodfaest.journey.models import Step, StepText
from rodfaest.organisations.models import Deputyship, HolidayWeek, Person, Spare, Unit
from tests.config.test_urls import names
from tests.factories.cohorts import DAYS
from tests.factories.everybody import Scene, a_scene
from tests.factories.login import Client

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ANSWERS = {200, 301, 302, 303, 403, 404, 405, 409, 410}
"""What an address may answer: shown, sent on, refused in a sentence, not there for this person, a button's, too old."""

LAST_DAY = DAYS[-1]
BETWEEN_TWO_DAYS = date(2021, 10, 6)
OTHER_MOMENTS = [date(2021, 5, 10), LAST_DAY, date(2022, 5, 24)]
"""While wishes are open; on the last day, marked held; half a year after."""

OFTEN_HERE = (
    "alone from their house",
    "with a colleague",
    "waits for an answer",
    "waits for a place",
    "their leader",
    "fagligt fyrtårn",
    "konsulent",
    "udbyderens planlægger",
)
"""Whose pages change most with the days: they come at the other moments too."""

THAT_CHANGE = ("portal:", "enrolment:", "journey:", "cohorts:", "attendance:")

NOT_SHOWN = {
    "account_confirm_login_code": "after a code was asked for",
    "account_login": "leads on to the page that asks for a code",
    "mfa_authenticate": "after a code, for those with a second factor",
    "mfa_deactivate_totp": "with an authenticator app",
    "mfa_view_recovery_codes": "with an authenticator app",
    "mfa_login_webauthn": "what a passkey is asked, as data",
    "mfa_reauthenticate": "when a second factor is changed",
    "mfa_reauthenticate_webauthn": "when a second factor is changed",
    "mfa_remove_webauthn": "with a passkey",
    "portal:accessibility_short": "the address /was, which the law names, leads on",
}
"""Addresses that are opened as all others are, but show nobody here a page, and why."""


@pytest.fixture
def scene(db) -> Scene:
    return a_scene()


def test_every_page_answers_every_kind_of_person(scene, on_date):
    """The demo's pages are left out: they are there in the demo, and tests/demo opens them."""
    every = [(name, address) for name, address in addresses(scene) if not name.startswith("demo:")]
    on_date(BETWEEN_TWO_DAYS)
    shown, pressed, faults = set[str](), set[str](), []
    visitor = "a visitor", Client(raise_request_exception=False)
    for kind, client in [*((kind, client_of(somebody)) for kind, somebody in scene.people.items()), visitor]:
        for name, address in every:
            if name in pressed:
                continue
            status = client.get(address).status_code
            if status == 200:
                shown.add(name)
            elif status == 405:
                pressed.add(name)
            elif status not in ANSWERS:
                faults.append((kind, address, status))
    assert faults == []
    never = {name for name, _address in every} - shown - pressed
    assert never == NOT_SHOWN.keys(), f"only here: {never - NOT_SHOWN.keys()}, only there: {NOT_SHOWN.keys() - never}"


@pytest.mark.parametrize("day", OTHER_MOMENTS, ids=str)
def test_pages_that_change_with_the_days_answer_at_other_moments(day, scene, on_date):
    on_date(day)
    if day >= LAST_DAY:
        scene.way.cohort.days.filter(on=LAST_DAY).update(held_on=LAST_DAY)
    changing = [address for name, address in addresses(scene) if name.startswith(THAT_CHANGE)]
    faults = []
    for kind in OFTEN_HERE:
        client = client_of(scene.people[kind])
        answers = [(address, client.get(address).status_code) for address in changing]
        faults += [(kind, address, status) for address, status in answers if status not in ANSWERS]
    assert faults == []


def client_of(somebody: Person) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(somebody)
    return client


def addresses(scene: Scene) -> Iterator[tuple[str, str]]:
    """Every address of the house, for each row of the scene that it may be of."""
    for name, converters in names():
        for given in product(*(_rows(name, word, scene) for word in converters)):
            yield name, reverse(name, args=given)


def _rows(name: str, word: str, scene: Scene) -> list[object]:
    """What may stand at this place of an address: where its page looks otherwise in another state, one row of each."""
    match word:
        case "organisation_id":
            return [scene.way.kommune.pk]
        case "unit_id":
            return _one_of_each(Unit.objects.all(), attrgetter("kind"))
        case "cohort_id":
            return _one_of_each(Cohort.objects.all(), attrgetter("key"))
        case "day_id":
            return [scene.way.day(number).pk for number in (1, 5)]
        case "person_id":
            return [scene.way.mette.pk]
        case "row_id":
            return [scene.way.mette.employments.get().pk]
        case "wish_id":
            return _one_of_each(Wish.objects.for_list(), attrgetter("state"))
        case "seat_id":
            return _one_of_each(Seat.objects.for_list(), lambda seat: (seat.is_live, seat.unit, hasattr(seat, "asker")))
        case "step_id" if name == "journey:step_show":
            return _one_of_each(Step.objects.for_list(), attrgetter("role", "answer_kind"))
        case "step_id":
            return [scene.way.step("proev-2").pk]
        case "text_id":
            return _one_of_each((WishText if "intention" in name else StepText).objects.all(), attrgetter("audience"))
        case "letter_id":
            return _one_of_each(Letter.objects.all(), attrgetter("withheld_because", "stopped_at", "sent_at"))
        case "token" if name == "login:change_undo":
            return ["changed"]
        case "token" if name == "login:meeting_stop":
            return ["met"]
        case "token":
            return [*scene.links, "none-such"] if name.startswith("login:") else ["mark"]
        case "key":
            return [scene.way.cohort.version.programme.key]
        case _:
            return [OTHERS[word]()]


OTHERS = {
    "button": lambda: "faerdig",
    "secret": lambda: "a-secret",
    "pk": lambda: 1,
    "mail_id": lambda: 1,
    "week_id": lambda: HolidayWeek.objects.first().pk,
    "spare_id": lambda: Spare.objects.get().pk,
    "deputyship_id": lambda: Deputyship.objects.get().pk,
    "teacher_id": lambda: Teacher.objects.get().pk,
}


def _one_of_each(rows, state) -> list[object]:
    """The first row in each state."""
    return list({state(row): row.pk for row in reversed(list(rows))}.values())
