"""Counts others read: they must not change as somebody leaves, or the change would tell what that person had done."""

from datetime import date, timedelta

import pytest

from rodfaest.enrolment.actions import end_seat
from rodfaest.enrolment.models import Seat
from rodfaest.journey import actions
from rodfaest.journey.models import Step
from rodfaest.journey.queries.steps import tried_counts
from rodfaest.kernel.actors import System
from rodfaest.kernel.time import today
from rodfaest.organisations.actions import move_person
from rodfaest.organisations.models import Person
from rodfaest.portal.house import chain_of, people_of
from rodfaest.portal.numbers import done_by_phase
from rodfaest.programmes.rules.vocabulary import Phase
from rodfaest.texts.rules import Audience
from tests.factories.journey import a_way, add_seat, give_role, lead, person, unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def way(on_date):
    """Ten are on the cohort; Mette and four others have tried something of split 1, and Kim has not."""
    on_date(date(2021, 5, 3))
    way = a_way()
    for name in ("Ane", "Bo", "Eva", "Ib", "Kim", "Liv", "Mia", "Per", "Rie"):
        add_seat(way, name)
    on_date(date(2021, 10, 4))
    for name in ("Mette", "Ane", "Bo", "Eva", "Ib"):
        seat = Seat.objects.get(wish__person__first_name=name)
        step = way.step("proev-1", seat)
        actions.do_step(step, words="Prøvet.", nobody_recognisable=True, actor=seat.person.as_actor())
    on_date(date(2021, 10, 5))
    return way


def counted(way) -> list[object]:
    return [tried_counts([way.cohort]), done_by_phase([way.cohort.pk]), chain_said(way.group)]


def chain_said(house) -> list[tuple[str, str]]:
    return [(link.word, link.said) for link in chain_of(people_of(house))]


def test_a_count_does_not_step_as_somebody_presses_but_in_the_night(way, on_date):
    before = counted(way)
    seat = Seat.objects.get(wish__person__first_name="Kim")
    step = way.step("proev-1", seat)
    actions.do_step(
        step, words="Prøvet.", audience=Audience.HOUSE, nobody_recognisable=True, actor=seat.person.as_actor()
    )
    assert counted(way) == before
    on_date(date(2021, 10, 6))
    assert tried_counts([way.cohort])[way.cohort.pk].sentence == "6 af 10 har prøvet noget af"


@pytest.mark.parametrize("leaver", ["Mette", "Kim"])
@pytest.mark.parametrize("ends", ["seat", "job"])
def test_a_count_stays_as_it_was_when_somebody_leaves(ends, leaver, way, on_date):
    before = counted(way)
    tried, kept, chain = before
    assert tried[way.cohort.pk].sentence == "5 af 10 har prøvet noget af"
    assert Phase.DURING in kept[way.cohort.pk]
    assert ("har prøvet noget af", "5 af 10") in chain

    seat = Seat.objects.get(wish__person__first_name=leaver)
    if ends == "seat":
        karen = person("Karen", "Vestergaard")
        give_role(karen, way.kommune)
        end_seat(seat, actor=karen.as_actor())
    else:
        Person.objects.get(first_name=leaver).employments.update(to_on=date(2021, 10, 4))
        way.reconcile()
    assert counted(way) == before


@pytest.fixture
def tulip(way):
    """Another group, with a leader of its own."""
    tulip = unit(way.kommune, "Tulipanen")
    lead(person("Bodil", "Ny"), tulip)
    return tulip


def move(name, to) -> Seat:
    employment = Seat.objects.get(wish__person__first_name=name).wish.employment
    move_person(employment, to, from_on=today(), actor=System("demo"))
    return Seat.objects.get(wish__person__first_name=name, wish__employment__unit=to)


@pytest.mark.parametrize("mover", ["Mette", "Kim"])
def test_a_count_stays_as_it_was_when_somebody_moves_to_another_house(mover, way, tulip, on_date):
    before = counted(way)
    move(mover, tulip)
    assert counted(way) == before
    on_date(today() + timedelta(days=1))
    assert counted(way) == before
    assert chain_said(tulip) == []


def test_what_fell_due_in_the_old_house_counts_there_also_when_it_is_done_after_the_move(way, tulip, on_date):
    seat = move("Kim", tulip)
    step = way.step("proev-1", seat)
    actions.do_step(
        step, words="Prøvet.", audience=Audience.HOUSE, nobody_recognisable=True, actor=seat.person.as_actor()
    )
    on_date(today() + timedelta(days=1))
    assert dict(chain_said(way.group))["har prøvet noget af"] == "6 af 10"


def test_of_those_who_move_together_the_new_house_counts_what_falls_due_there(way, tulip, on_date):
    seats = [move(name, tulip) for name in ("Mette", "Ane", "Bo", "Eva", "Kim")]
    on_date(way.day(4).on + timedelta(days=1))
    for seat in seats[:3]:
        step = way.step("proev-3", seat)
        actions.do_step(step, words="Prøvet.", nobody_recognisable=True, actor=seat.person.as_actor())
    on_date(today() + timedelta(days=1))
    assert dict(chain_said(way.group))["har prøvet noget af"] == "5 af 10"
    assert dict(chain_said(tulip))["har prøvet noget af"] == "alle eller næsten alle 5"


@pytest.mark.parametrize("leaver", ["Mette", "Kim"])
def test_what_falls_due_after_somebody_left_is_not_asked_of_them(leaver, way, on_date):
    seat = Seat.objects.get(wish__person__first_name=leaver)
    if leaver == "Mette":
        step = way.step("proev-2", seat)
        actions.do_step(step, words="Før tiden.", nobody_recognisable=True, actor=seat.person.as_actor())
    Seat.objects.filter(pk=seat.pk).update(left_on=date(2021, 9, 22))
    way.reconcile()
    assert Step.objects.asked().filter(key="proev-2").count() == 9
