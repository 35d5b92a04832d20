"""Two at once, with real threads and a connection each: what only a database with row locks can show."""

from concurrent.futures import ThreadPoolExecutor
from copy import copy
from datetime import date, timedelta
from functools import partial
from threading import Barrier

import pytest
from django.db import connection

from rodfaest.audit.models import AuditLine
from rodfaest.kernel.actors import System
from rodfaest.kernel.errors import RuleBroken
from rodfaest.organisations import actions
from rodfaest.organisations.models import Employment, Function, Person, SystemRole, Unit
from rodfaest.organisations.rules import Education, GroupKind, JobCategory, Ownership, Role, UnitKind
from tests.factories.organisations import (
    EmploymentFactory,
    FunctionFactory,
    GroupFactory,
    OrganisationFactory,
    PersonFactory,
    UnitFactory,
    administrator_of,
    colleague_in,
)

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
BUILDER = System("demo")
TODAY = date(2021, 5, 10)


def at_once(*verbs) -> list[str]:
    """Run each on a thread of its own, all let go at the same moment. Says how each ended."""
    ready = Barrier(len(verbs))

    def run(verb) -> str:
        try:
            connection.ensure_connection()
            ready.wait(timeout=10)
            verb()
            return "done"
        except RuleBroken as refused:
            return refused.sentence.split(":")[0].split(".")[0]
        finally:
            connection.close()

    with ThreadPoolExecutor(len(verbs)) as threads:
        return sorted(threads.map(run, verbs))


@pytest.mark.parametrize("time", range(5))
def test_the_same_employment_pressed_twice_at_once_is_one(time, on_date):
    on_date(TODAY)
    person, unit = PersonFactory(), UnitFactory()

    def employ():
        actions.employ(person, unit, JobCategory.ASSISTANT, Education.NONE, from_on=TODAY, actor=BUILDER)

    assert at_once(employ, employ) == ["Det står der allerede", "done"]
    assert Employment.objects.count() == 1


@pytest.mark.parametrize("time", range(5))
def test_the_same_new_colleague_pressed_twice_at_once_is_one(time, on_date):
    on_date(TODAY)
    unit = UnitFactory()

    def take_on():
        name = {"first_name": "Anne", "last_name": "Friis"}
        actions.take_on(unit, JobCategory.OTHER, Education.NONE, **name, from_on=TODAY, actor=BUILDER)

    assert at_once(take_on, take_on) == ["Anne Friis står her allerede", "done"]
    assert Person.objects.count() == 1


@pytest.mark.parametrize("time", range(5))
def test_what_is_ended_and_called_off_at_once_does_not_come_back(time, on_date):
    on_date(TODAY)
    ahead = FunctionFactory(from_on=TODAY + timedelta(days=1))
    ends, calls = copy(ahead), copy(ahead)

    def end():
        actions.end_function(ends, ends.from_on, actor=BUILDER)

    def call_off():
        actions.call_off(calls, actor=BUILDER)

    assert "done" in at_once(end, call_off)
    assert not Function.objects.exists()


@pytest.mark.parametrize("time", range(5))
def test_two_administrators_who_end_each_other_at_once_leave_one(time, on_date):
    on_date(TODAY)
    kommune = OrganisationFactory()
    roles = [administrator_of(kommune).system_roles.get() for _ in range(2)]
    ends = [lambda role=role: actions.end_role(role, TODAY, actor=BUILDER) for role in roles]
    assert at_once(*ends) == ["Det er den sidste administrator", "done"]
    assert SystemRole.objects.filter(role=Role.ADMINISTRATOR, to_on__isnull=True).count() == 1


@pytest.mark.parametrize("time", range(5))
def test_who_is_moved_and_called_off_at_once_is_one_of_the_two(time, on_date):
    on_date(TODAY)
    ahead, other = EmploymentFactory(from_on=TODAY + timedelta(days=1)), UnitFactory()
    moves, calls = copy(ahead), copy(ahead)

    def move():
        actions.move_person(moves, other, from_on=TODAY + timedelta(days=9), actor=BUILDER)

    def call_off():
        actions.call_off(calls, actor=BUILDER)

    assert at_once(move, call_off) in (["Det er trukket tilbage", "done"], ["done", "done"])
    assert not Employment.objects.filter(pk=ahead.pk).exists()


@pytest.mark.parametrize("time", range(5))
def test_a_move_called_off_twice_at_once_gives_the_old_job_back_once(time, on_date):
    on_date(TODAY)
    employment = EmploymentFactory()
    moved = actions.move_person(employment, UnitFactory(), from_on=TODAY + timedelta(days=1), actor=BUILDER)
    calls = [partial(actions.call_off, shown, actor=BUILDER) for shown in (copy(moved), copy(moved))]
    assert at_once(*calls) == ["done", "done"]
    assert [(row.pk, row.to_on) for row in Employment.objects.all()] == [(employment.pk, None)]
    assert AuditLine.objects.whats().count("organisations.last_day_changed") == 1


@pytest.mark.parametrize("time", range(5))
def test_two_administrators_who_close_each_others_login_at_once_leave_one(time, on_date):
    on_date(TODAY)
    kommune = OrganisationFactory()
    first, second = administrator_of(kommune), administrator_of(kommune)
    pairs = [(first, second.as_actor()), (second, first.as_actor())]
    closes = [lambda pair=pair: actions.close_login(pair[0], actor=pair[1]) for pair in pairs]
    assert at_once(*closes) == ["Det er den sidste administrator", "done"]
    assert Person.objects.filter(is_active=True).count() == 1


@pytest.mark.parametrize("time", range(5))
def test_an_administrator_whose_role_ends_while_the_others_login_is_closed_stays(time, on_date):
    on_date(TODAY)
    kommune = OrganisationFactory()
    first, second = administrator_of(kommune), administrator_of(kommune)
    role, actor = second.system_roles.get(), second.as_actor()

    def close():
        actions.close_login(first, actor=actor)

    def end():
        actions.end_role(role, TODAY, actor=BUILDER)

    assert at_once(close, end) == ["Det er den sidste administrator", "done"]


@pytest.mark.parametrize("time", range(5))
def test_a_unit_that_closes_as_somebody_is_employed_there_has_nobody_in_it(time, on_date):
    on_date(TODAY)
    person, unit = PersonFactory(), UnitFactory()

    def employ():
        actions.employ(person, unit, JobCategory.ASSISTANT, Education.NONE, from_on=TODAY, actor=BUILDER)

    ended = at_once(employ, partial(actions.close_unit, unit, TODAY, actor=BUILDER))
    assert "done" in ended
    assert len(set(ended)) == 2
    assert Employment.objects.exists() != Unit.objects.get().is_closed


@pytest.mark.parametrize("time", range(5))
def test_a_unit_put_under_one_that_closes_meanwhile_is_refused_or_in_its_way(time, on_date):
    on_date(TODAY)
    above = UnitFactory(kind=UnitKind.INSTITUTION)
    house = UnitFactory(organisation=above.organisation)
    known = {"name": house.name, "kind": UnitKind.HOUSE, "ownership": Ownership.MUNICIPAL}
    moves = partial(actions.change_unit, house, parent=above, **known, actor=BUILDER)
    ended = at_once(moves, partial(actions.close_unit, above, TODAY, actor=BUILDER))
    assert len(set(ended)) == 2
    assert above.children.exists() != Unit.objects.get(pk=above.pk).is_closed


@pytest.mark.parametrize("time", range(5))
def test_the_same_person_added_twice_at_once_is_in_the_group_once(time, on_date):
    on_date(TODAY)
    group = GroupFactory()
    person = colleague_in(UnitFactory(organisation=group.organisation))

    def add():
        actions.add_to_group(copy(group), person, from_on=TODAY, actor=BUILDER)

    assert at_once(add, add) == ["Det står der allerede", "done"]
    assert person.group_memberships.count() == 1


@pytest.mark.parametrize("time", range(5))
def test_a_group_that_is_called_off_while_somebody_is_added_leaves_nobody_behind(time, on_date):
    on_date(TODAY)
    group = GroupFactory(from_on=TODAY)
    person = colleague_in(UnitFactory(organisation=group.organisation))
    ended = at_once(
        lambda: actions.add_to_group(copy(group), person, from_on=TODAY, actor=BUILDER),
        lambda: actions.call_off(copy(group), actor=BUILDER),
    )
    assert ended in (["Det er trukket tilbage", "done"], ["done", "done"])
    assert not person.group_memberships.exists()


@pytest.mark.parametrize("time", range(5))
def test_two_groups_of_one_name_made_at_once_are_one(time, on_date):
    on_date(TODAY)
    kommune = OrganisationFactory()

    def make():
        actions.make_group(kommune, "PLF", GroupKind.COMMUNITY, from_on=TODAY, actor=BUILDER)

    assert at_once(make, make) == ["Der er allerede en gruppe med det navn", "done"]
