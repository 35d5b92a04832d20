"""Who somebody is today, and who leads a unit."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from rodfaest.kernel.actors import Standing
from rodfaest.kernel.time import IsoWeek
from rodfaest.organisations.models import Employment, Person, standing_of
from rodfaest.organisations.models.units import reached, units_below
from rodfaest.organisations.queries.leading import Leading, led_by, led_by_nobody, nearest_leader_of
from rodfaest.organisations.queries.tree import tree_of
from rodfaest.organisations.rules import FunctionKind, Role, UnitKind
from tests.factories.organisations import (
    DeputyshipFactory,
    EmploymentFactory,
    FunctionFactory,
    HolidayWeekFactory,
    LeadershipFactory,
    OrganisationFactory,
    PersonFactory,
    SpareFactory,
    SystemRoleFactory,
    UnitFactory,
    leader_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    """Område → institution → two houses; another area beside."""
    area = UnitFactory(name="Område Nord")
    institution = UnitFactory(organisation=area.organisation, parent=area, name="Kløvermarken")
    house = UnitFactory(organisation=area.organisation, parent=institution, name="Mælkebøtten")
    other = UnitFactory(organisation=area.organisation, parent=institution, name="Tusindfryd")
    return SimpleNamespace(area=area, institution=institution, house=house, other=other)


def asked(unit, about=None):
    """Whom letters go to about somebody in the unit; that there is nobody is said in two ways, which must agree."""
    found = Leading.today().leaders_of(unit.pk, about=about and about.pk)
    works_at = (unit.pk, about.pk if about else 0)
    assert led_by_nobody([works_at]) == (frozenset() if found else {works_at})
    return found


def test_a_stranger_stands_nowhere():
    assert standing_of(PersonFactory().pk) == Standing()


def test_a_leader_leads_everything_below(tree):
    assert standing_of(leader_of(tree.institution).pk).led_unit_ids == {
        tree.institution.pk,
        tree.house.pk,
        tree.other.pk,
    }


def test_one_leader_has_many_units_and_a_unit_several_leaders(tree):
    lene = leader_of(tree.house)
    LeadershipFactory(person=lene, unit=tree.other)
    jonas = LeadershipFactory(unit=tree.house).person
    assert standing_of(lene.pk).led_unit_ids == {tree.house.pk, tree.other.pk}
    assert asked(tree.house) == [lene, jonas]


def test_a_souschef_leads_the_unit_and_what_is_below(tree):
    hanne = FunctionFactory(unit=tree.institution, kind=FunctionKind.SOUSCHEF).person
    assert standing_of(hanne.pk).led_unit_ids == {tree.institution.pk, tree.house.pk, tree.other.pk}


@pytest.mark.parametrize(
    ("day", "leads"),
    [
        (date(2021, 4, 30), False),
        (date(2021, 5, 1), True),
        (date(2021, 5, 31), True),
        (date(2021, 6, 1), False),
    ],
)
def test_a_deputy_leads_what_the_leader_leads_from_day_to_day(tree, on_date, day, leads):
    deputy = DeputyshipFactory(leader=leader_of(tree.house)).deputy
    on_date(day)
    assert standing_of(deputy.pk).led_unit_ids == ({tree.house.pk} if leads else frozenset())


def test_a_deputy_of_a_souschef_leads_too_but_has_no_function(tree):
    souschef = FunctionFactory(unit=tree.house, kind=FunctionKind.SOUSCHEF).person
    standing = standing_of(DeputyshipFactory(leader=souschef).deputy.pk)
    house = frozenset({tree.house.pk})
    not_over = frozenset({(tree.house.pk, souschef.pk)})
    assert standing == Standing(led_unit_ids=house, nearest_unit_ids=house, not_over=not_over)


def test_tilsyn_reaches_every_unit_below_and_leads_none(tree):
    holder = FunctionFactory(unit=tree.institution, kind=FunctionKind.SUPERVISION).person
    actor = holder.as_actor()
    assert actor.units_as(FunctionKind.SUPERVISION) == {tree.institution.pk, tree.house.pk, tree.other.pk}
    assert actor.led_unit_ids == frozenset()


def test_a_role_opens_no_unit_and_a_unit_gives_no_role():
    role = SystemRoleFactory(role=Role.CONSULTANT)
    actor = role.person.as_actor()
    assert (actor.organisations_as(Role.CONSULTANT), actor.led_unit_ids) == ({role.organisation_id}, frozenset())
    assert EmploymentFactory().person.as_actor().organisations_as(Role.CONSULTANT) == frozenset()


def test_what_has_ended_counts_no_more_but_stays(on_date):
    employment = EmploymentFactory(to_on=date(2021, 5, 2))
    assert standing_of(employment.person.pk).unit_ids == frozenset()
    on_date(date(2021, 5, 2))
    assert standing_of(employment.person.pk).unit_ids == {employment.unit_id}


def test_standing_asks_as_many_queries_whatever_somebody_has(django_assert_num_queries):
    person = PersonFactory()
    for kind in FunctionKind:
        FunctionFactory(person=person, kind=kind)
        LeadershipFactory(person=person)
    with django_assert_num_queries(6):
        standing_of(person.pk)


def test_the_nearest_leaders_are_asked(tree):
    birgitte, tina = leader_of(tree.area), leader_of(tree.institution)
    assert asked(tree.house) == [tina]
    assert asked(tree.area) == [birgitte]


def test_a_unit_nobody_leads_has_no_leaders():
    assert asked(UnitFactory()) == []


def test_a_deputy_is_asked_beside_the_leader(tree, on_date):
    lene = leader_of(tree.house)
    deputy = DeputyshipFactory(leader=lene).deputy
    assert asked(tree.house) == [lene, deputy]
    on_date(date(2021, 6, 1))
    assert asked(tree.house) == [lene]


def _nearest(tree, about=None):
    """Who is nearest in the house by each of the three ways it is asked; they must always say the same."""
    people = list(Person.objects.order_by("pk"))
    person_id = about.pk if about else 0
    by_actor = {one for one in people if one.as_actor().is_nearest_leader(tree.house.pk, person_id)}
    if about:
        employment = EmploymentFactory(person=about, unit=tree.house)
        rows = Employment.objects.filter(pk=employment.pk)
        found = {
            one
            for one in people
            if rows.filter(nearest_leader_of(one.as_actor(), unit="unit", person="person")).exists()
        }
        assert found == by_actor
    assert set(Leading.today().nearest_to(tree.house.pk, person_id)) == by_actor
    return by_actor


def test_dig_og_lene_is_the_nearest_leader_and_not_the_one_above(tree):
    leader_of(tree.area)
    lene = leader_of(tree.institution)
    assert _nearest(tree, about=PersonFactory()) == {lene}


def test_todays_deputy_and_the_standing_souschef_are_nearest_too_and_the_souschef_above_is_not(tree):
    lene = leader_of(tree.institution)
    dorte = DeputyshipFactory(leader=lene).deputy
    hanne = FunctionFactory(unit=tree.house, kind=FunctionKind.SOUSCHEF).person
    stands_in = DeputyshipFactory(leader=hanne).deputy
    FunctionFactory(unit=tree.area, kind=FunctionKind.SOUSCHEF)
    DeputyshipFactory(leader=lene, from_on=date(2020, 1, 1), to_on=date(2020, 1, 31))
    assert _nearest(tree, about=PersonFactory()) == {lene, dorte, hanne, stands_in}


def test_nobody_is_their_own_leader_so_the_next_one_up_is(tree):
    agnes, lene = leader_of(tree.area), leader_of(tree.institution)
    assert _nearest(tree, about=lene) == {agnes}
    assert _nearest(tree) == {lene}
    jonas = LeadershipFactory(unit=tree.institution).person
    assert _nearest(tree, about=lene) == {jonas}


def _over(unit, about):
    """Who leads this one person in the unit: by the actor's word, which the set of rows must repeat."""
    people = list(Person.objects.order_by("pk"))
    rows = Employment.objects.filter(pk=EmploymentFactory(person=about, unit=unit).pk)
    found = {one for one in people if rows.filter(led_by(one.as_actor(), unit="unit", person="person")).exists()}
    assert found == {one for one in people if one.as_actor().leads(unit.pk, about.pk)}
    return found


def test_who_stands_in_for_a_leader_leads_everybody_but_that_leader(tree):
    agnes, lene = leader_of(tree.area), leader_of(tree.institution)
    bo = DeputyshipFactory(leader=lene).deputy
    souschef = FunctionFactory(unit=tree.institution, kind=FunctionKind.SOUSCHEF).person
    below = FunctionFactory(unit=tree.house, kind=FunctionKind.SOUSCHEF).person
    DeputyshipFactory(leader=below)
    assert _over(tree.house, lene) == _nearest(tree, about=lene) == {agnes}
    assert asked(tree.house, about=lene) == [agnes]
    mette = PersonFactory()
    assert {agnes, lene, bo, souschef, below} < _over(tree.house, mette)
    assert asked(tree.house, about=mette) == [lene, bo]


def test_a_second_leader_and_her_deputy_are_asked_and_not_the_first_ones_souschef(tree):
    lene, jonas = (LeadershipFactory(unit=tree.house).person for _ in range(2))
    dorte = DeputyshipFactory(leader=jonas).deputy
    FunctionFactory(unit=tree.house, kind=FunctionKind.SOUSCHEF)
    DeputyshipFactory(leader=lene)
    assert _over(tree.house, lene) == _nearest(tree, about=lene) == {jonas, dorte}


def test_a_deputy_who_leads_a_leader_in_another_way_too_still_does(tree):
    agnes, lene = leader_of(tree.area), leader_of(tree.institution)
    DeputyshipFactory(leader=lene, deputy=agnes)
    bo = DeputyshipFactory(leader=lene).deputy
    DeputyshipFactory(leader=agnes, deputy=bo)
    assert _over(tree.house, lene) == _nearest(tree, about=lene) == {agnes, bo}


def test_who_stands_in_for_a_leader_above_never_leads_that_leader_further_down(tree):
    leader_of(tree.house)
    lene = leader_of(tree.institution)
    bo = DeputyshipFactory(leader=lene).deputy
    assert bo not in _over(tree.house, lene)


def test_a_leader_two_steps_up_who_stands_in_for_one_is_not_nearest_to_that_one(tree):
    karla, agnes, lene = leader_of(tree.area), leader_of(tree.institution), leader_of(tree.house)
    DeputyshipFactory(leader=lene, deputy=karla)
    assert _nearest(tree, about=PersonFactory()) == {lene, karla}
    assert _nearest(tree, about=lene) == {agnes}


def test_those_below_are_found_in_one_query(tree, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = reached([tree.area.pk], units_below())
    assert found == {tree.area.pk, tree.institution.pk, tree.house.pk, tree.other.pk}


def test_the_tree_shows_people_and_leaders_on_each_level(tree):
    lene = leader_of(tree.house)
    EmploymentFactory.create_batch(2, unit=tree.house)
    EmploymentFactory(unit=tree.house, to_on=date(2021, 1, 1))
    (top,) = tree_of(tree.area.organisation)
    (middle,) = top.below
    assert [(branch.unit, branch.people, branch.leaders) for branch in middle.below] == [
        (tree.house, 2, (lene,)),
        (tree.other, 0, ()),
    ]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_tree_takes_three_queries(rows, django_assert_num_queries):
    organisation = OrganisationFactory()
    for unit in UnitFactory.create_batch(rows, organisation=organisation):
        leader_of(unit)
    with django_assert_num_queries(3):
        tree_of(organisation)


def test_a_kommunes_closed_weeks_are_its_own():
    week = HolidayWeekFactory(week=42)
    HolidayWeekFactory(week=7)
    assert week.organisation.closed_weeks() == {IsoWeek(2021, 42)}


def test_a_date_with_its_own_number_beats_the_usual_one():
    spare = SpareFactory(unit__can_spare=1, can_spare=3, on=date(2021, 8, 16))
    assert [spare.unit.can_spare_on(day) for day in (date(2021, 8, 16), date(2021, 8, 17))] == [3, 1]


def test_two_people_may_both_be_without_a_mail():
    for first_name in ("Mette", "Anne"):
        person = PersonFactory.build(first_name=first_name, email="")
        person.set_unusable_password()
        person.full_clean()
        person.save()


def test_nothing_ends_before_it_begins():
    employment = EmploymentFactory.build(person=PersonFactory(), unit=UnitFactory(), to_on=date(2019, 1, 1))
    with pytest.raises(ValidationError, match="Slutdatoen ligger før startdatoen"):
        employment.full_clean()


def test_nobody_is_their_own_deputy():
    leader = PersonFactory()
    with pytest.raises(ValidationError, match="Ingen er sin egen stedfortræder"):
        DeputyshipFactory.build(leader=leader, deputy=leader).full_clean()
    with pytest.raises(IntegrityError):
        DeputyshipFactory(leader=leader, deputy=leader)


def test_a_dagplejegruppe_and_its_legestue_are_called_a_group_and_the_rest_a_house():
    groups = {kind for kind in UnitKind if UnitFactory(kind=kind).is_group}
    assert groups == {UnitKind.CHILDMINDER_GROUP, UnitKind.PLAYGROUP}
