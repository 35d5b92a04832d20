"""Groups: who makes one, who is in it and when, and that nobody lets themselves in."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rodfaest.audit.models import AuditLine
from rodfaest.kernel.actors import Errand, LinkHolder, System, Visitor
from rodfaest.kernel.errors import Denied, RuleBroken
from rodfaest.organisations import actions
from rodfaest.organisations.models import Group, GroupMember
from rodfaest.organisations.rules import Education, FunctionKind, GroupKind, JobCategory
from tests.factories.organisations import (
    EmploymentFactory,
    FunctionFactory,
    GroupFactory,
    GroupMemberFactory,
    OrganisationFactory,
    PersonFactory,
    UnitFactory,
    administrator_of,
    colleague_in,
    consultant_of,
    leader_of,
    member_of,
)
from tests.searching import examples

pytestmark = pytest.mark.django_db
TODAY = date(2021, 5, 10)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


@pytest.fixture(autouse=True)
def _today(on_date):
    on_date(TODAY)


@pytest.fixture
def kommune():
    return OrganisationFactory()


@pytest.fixture
def house(kommune):
    return UnitFactory(organisation=kommune)


@pytest.fixture
def community(house):
    """The house's læringsfællesskab."""
    return GroupFactory(organisation=house.organisation, unit=house, kind=GroupKind.COMMUNITY)


def group_ids(person):
    return person.as_actor().group_ids


def make(kommune, actor, **given):
    given = {"name": "PLF", "kind": GroupKind.COMMUNITY, "from_on": TODAY} | given
    return actions.make_group(kommune, given.pop("name"), given.pop("kind"), **given, actor=actor.as_actor())


# Who makes one, and closes it


def test_the_leader_makes_the_houses_own(kommune, house):
    group = make(kommune, leader_of(house), unit=house, name="  PLF Solsikken ")
    assert (group.name, group.unit, group.kind_word) == ("PLF Solsikken", house, "læringsfællesskab (PLF)")
    assert AuditLine.objects.whats() == ["organisations.group_made"]


def test_a_konsulent_makes_one_across_houses(kommune):
    assert make(kommune, consultant_of(kommune), kind=GroupKind.NETWORK).unit is None


def test_nobody_else_makes_one(kommune, house):
    elsewhere = UnitFactory(organisation=kommune)
    from_elsewhere = leader_of(elsewhere), consultant_of(OrganisationFactory())
    for actor in (*from_elsewhere, colleague_in(house), administrator_of(kommune)):
        with pytest.raises(Denied, match="leder eller kommunens konsulent"):
            make(kommune, actor, unit=house)
    with pytest.raises(Denied):
        make(kommune, leader_of(house))  # not the house's own
    for actor in (System("night"), Visitor()):
        with pytest.raises(Denied):
            actions.make_group(kommune, "PLF", GroupKind.COMMUNITY, unit=house, from_on=TODAY, actor=actor)
    assert not Group.objects.exists()


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"name": "plf"}, "Der er allerede en gruppe med det navn"),
        ({"from_on": date(1900, 1, 1)}, "Vælg en dato mellem"),
    ],
)
def test_what_is_refused_when_one_is_made(given, says, kommune):
    konsulent = consultant_of(kommune)
    make(kommune, konsulent, name="PLF")
    with pytest.raises(RuleBroken, match=says):
        make(kommune, konsulent, **({"name": "En anden"} | given))


def test_a_unit_of_another_organisation_is_refused(kommune):
    elsewhere = UnitFactory()
    with pytest.raises(RuleBroken, match="en anden organisation"):
        make(kommune, consultant_of(kommune), unit=elsewhere)


def test_the_name_of_one_that_is_over_is_free(kommune):
    konsulent = consultant_of(kommune)
    GroupFactory(organisation=kommune, name="PLF", to_on=YESTERDAY)
    assert make(kommune, konsulent, name="PLF")


def test_whoever_closes_it_closes_it_for_all(kommune, house, community):
    member = member_of(community, house)
    later = GroupMemberFactory(group=community, person=colleague_in(house), from_on=TOMORROW)
    actions.close_group(community, TODAY, actor=leader_of(house).as_actor())
    assert group_ids(member) == {community.pk}
    assert list(GroupMember.objects.in_group_on(TOMORROW)) == []
    assert GroupMember.objects.filter(pk=later.pk, to_on=None).exists()  # history says when they were to be in it
    assert AuditLine.objects.whats() == ["organisations.group_closed"]


def test_a_group_does_not_close_by_itself_with_its_unit(house, community, on_date, kommune):
    member = colleague_in(UnitFactory(organisation=kommune))
    GroupMemberFactory(group=community, person=member)
    actions.close_unit(house, TODAY, actor=consultant_of(kommune).as_actor())
    assert group_ids(member) == {community.pk}


# Who is in it


def add(group, person, actor, **days):
    return actions.add_to_group(group, person, **({"from_on": TODAY} | days), actor=actor.as_actor())


def test_whoever_makes_a_group_is_not_in_it(kommune, house):
    lene = leader_of(house)
    EmploymentFactory(person=lene, unit=house)
    make(kommune, lene, unit=house)
    assert group_ids(lene) == frozenset()


@pytest.mark.parametrize("who", [leader_of, lambda unit: consultant_of(unit.organisation)])
def test_nobody_lets_themselves_in(who, house, community):
    one = who(house)
    EmploymentFactory(person=one, unit=house)
    with pytest.raises(Denied, match="Du kan ikke sætte dig selv ind"):
        add(community, one, one)
    assert group_ids(one) == frozenset()


def test_a_leader_adds_those_they_lead_and_a_konsulent_anybody_of_the_kommune(kommune, house, community):
    kim, sanne = colleague_in(house), colleague_in(UnitFactory(organisation=kommune))
    lene, karen = leader_of(house), consultant_of(kommune)
    add(community, kim, lene)
    with pytest.raises(Denied, match="arbejder et andet sted"):
        add(community, sanne, lene)
    add(community, sanne, karen)
    assert [group_ids(one) for one in (kim, sanne, lene, karen)] == [{community.pk}, {community.pk}, set(), set()]
    assert AuditLine.objects.whats() == ["organisations.group_joined", "organisations.group_joined"]


def test_nobody_else_adds(house, community):
    member, kim = member_of(community, house), colleague_in(house)
    for actor in (member, leader_of(UnitFactory()), administrator_of(house.organisation)):
        with pytest.raises(Denied):
            add(community, kim, actor)
    link = LinkHolder(Errand("organisations.add_to_group", "organisations.Group", community.pk), member.pk, "Mette")
    with pytest.raises(Denied):
        actions.add_to_group(community, kim, from_on=TODAY, actor=link)


def test_whoever_does_not_work_in_the_kommune_is_not_let_in(kommune, community):
    stranger, karen = PersonFactory(), consultant_of(kommune)
    not_yet = EmploymentFactory(unit=UnitFactory(organisation=kommune), from_on=TOMORROW).person
    for one in (stranger, not_yet):
        with pytest.raises(RuleBroken, match="arbejder ikke her den dag"):
            add(community, one, karen)
    assert add(community, not_yet, karen, from_on=TOMORROW)


@pytest.mark.parametrize(
    "days", [{"from_on": YESTERDAY}, {"to_on": TODAY + timedelta(days=9)}, {"from_on": TODAY + timedelta(days=9)}]
)
def test_one_is_in_a_group_while_it_is_there(days, kommune, house):
    group = GroupFactory(organisation=kommune, from_on=TODAY, to_on=TODAY + timedelta(days=8))
    with pytest.raises(RuleBroken, match=r"Gruppen er der 10\. maj 2021 – 18\. maj 2021"):
        add(group, colleague_in(house), consultant_of(kommune), **days)


def test_twice_the_same_days_is_once(house, community):
    kim, lene = colleague_in(house), leader_of(house)
    add(community, kim, lene)
    with pytest.raises(RuleBroken, match="Det står der allerede"):
        add(community, kim, lene, from_on=TOMORROW)


def test_one_leaves_oneself_and_may_be_taken_out(house, community):
    kim, bo, lene = member_of(community, house), member_of(community, house), leader_of(house)
    for one, actor in ((kim, kim), (bo, lene)):
        actions.end_membership(one.group_memberships.get(), YESTERDAY, actor=actor.as_actor())
        assert group_ids(one) == frozenset()
    assert AuditLine.objects.whats() == ["organisations.group_left", "organisations.group_left"]


def test_nobody_else_takes_one_out(house, community):
    kim, bo = member_of(community, house), member_of(community, house)
    with pytest.raises(Denied):
        actions.end_membership(kim.group_memberships.get(), TODAY, actor=bo.as_actor())


@pytest.mark.parametrize("who", ["oneself", "leader"])
def test_what_begins_today_is_called_off_and_what_began_before_ends(who, house, community):
    kim, lene = colleague_in(house), leader_of(house)
    new, old = add(community, kim, lene), member_of(community, house).group_memberships.get()
    actor = {"oneself": kim, "leader": lene}[who].as_actor()
    actions.call_off(new, actor=actor)
    assert group_ids(kim) == frozenset()
    with pytest.raises(RuleBroken, match="begyndte før i dag"):
        actions.call_off(old, actor=lene.as_actor())
    with pytest.raises(Denied):
        actions.call_off(old, actor=kim.as_actor())
    assert AuditLine.objects.whats() == ["organisations.group_joined", "organisations.called_off"]


def test_a_group_of_today_is_called_off_with_who_was_to_be_in_it(kommune, house):
    lene = leader_of(house)
    group = make(kommune, lene, unit=house)
    add(group, colleague_in(house), lene)
    actions.call_off(group, actor=lene.as_actor())
    assert (Group.objects.count(), GroupMember.objects.count()) == (0, 0)


def test_whoever_was_to_come_and_does_not_is_forgotten_with_the_group_they_were_to_be_in(kommune, community):
    karen = consultant_of(kommune)
    coming = EmploymentFactory(unit=community.unit, from_on=TOMORROW)
    add(community, coming.person, karen, from_on=TOMORROW)
    actions.call_off(coming, actor=karen.as_actor())
    assert not GroupMember.objects.exists()
    assert "organisations.person_removed" in AuditLine.objects.whats()


# When people move


def test_whoever_moves_within_the_kommune_stays_in_and_whoever_leaves_it_is_out(kommune, house, community, on_date):
    kim, karen = member_of(community, house), consultant_of(kommune)
    elsewhere = UnitFactory(organisation=kommune)
    moved = actions.move_person(kim.employments.get(), elsewhere, from_on=TOMORROW, actor=karen.as_actor())
    on_date(TOMORROW)
    assert group_ids(kim) == {community.pk}
    actions.end_employment(moved, TOMORROW, actor=karen.as_actor())
    assert group_ids(kim) == {community.pk}
    on_date(TOMORROW + timedelta(days=1))
    assert group_ids(kim) == frozenset()
    actions.employ(
        kim, UnitFactory(), JobCategory.ASSISTANT, Education.NONE, from_on=TODAY, actor=System("demo")
    )  # in another kommune
    assert group_ids(kim) == frozenset()


def test_tilsyn_over_the_groups_unit_or_over_anybody_in_it_closes_the_group(kommune, house, community):
    tina, sanne, elsewhere = member_of(community, house), colleague_in(house), UnitFactory(organisation=kommune)
    assert group_ids(tina) == {community.pk}
    FunctionFactory(person=tina, unit=elsewhere, kind=FunctionKind.SUPERVISION)
    assert group_ids(tina) == {community.pk}
    came_from_there = member_of(community, elsewhere)
    assert group_ids(tina) == frozenset()
    came_from_there.group_memberships.update(to_on=YESTERDAY)  # has left, and what they wrote is there still
    assert group_ids(tina) == frozenset()
    network = GroupFactory(organisation=kommune)
    FunctionFactory(person=sanne, unit=house, kind=FunctionKind.SUPERVISION)
    GroupMemberFactory(group=network, person=sanne)
    assert group_ids(sanne) == {network.pk}  # with tilsyn where they work themselves, and nobody else is in it
    GroupMemberFactory(group=community, person=sanne)
    assert group_ids(sanne) == {network.pk}


# Who sees it


def test_a_group_is_seen_by_those_in_it_and_those_who_arrange_it(kommune, house, community):
    member, supervising = member_of(community, house), member_of(community, house)
    FunctionFactory(person=supervising, unit=house, kind=FunctionKind.SUPERVISION)
    left = GroupMemberFactory(group=community, person=colleague_in(house), to_on=YESTERDAY).person
    see = {member: True, supervising: True, leader_of(house): True, consultant_of(kommune): True}
    see |= {left: False, colleague_in(house): False, administrator_of(kommune): False, PersonFactory(): False}
    for one, sees in see.items():
        actor = one.as_actor()
        assert Group.objects.visible_to(actor).exists() is sees
        assert GroupMember.objects.visible_to(actor).count() == (3 if sees else 0)
    for nobody in (Visitor(), System("night")):
        assert not Group.objects.visible_to(nobody).exists()


# Whatever the days


def spans():
    day = st.integers(-3, 3).map(lambda days: TODAY + timedelta(days=days))
    return st.tuples(day, st.none() | day).map(lambda two: (two[0], two[1] and max(two)))


@settings(max_examples=examples(50), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(group=spans(), member=st.lists(spans(), max_size=2), work=st.lists(spans(), max_size=2))
def test_one_is_in_a_group_while_one_is_a_member_it_is_there_and_one_works_here(group, member, work, kommune, on_date):
    the_group = GroupFactory(organisation=kommune, from_on=group[0], to_on=group[1])
    person, house = PersonFactory(), UnitFactory(organisation=kommune)
    for from_on, to_on in member:
        GroupMemberFactory(group=the_group, person=person, from_on=from_on, to_on=to_on)
    for from_on, to_on in work:
        EmploymentFactory(person=person, unit=house, from_on=from_on, to_on=to_on)

    def holds(span, day):
        return span[0] <= day and (span[1] is None or day <= span[1])

    for day in (TODAY + timedelta(days=days) for days in range(-4, 5)):
        on_date(day)
        works, is_member = (any(holds(span, day) for span in spans) for spans in (work, member))
        actor = person.as_actor()
        assert actor.group_ids == ({the_group.pk} if holds(group, day) and is_member and works else set())
        assert actor.unit_ids == ({house.pk} if works else set())


ACTORS, OTHERS = ["leader", "konsulent", "mette", "kim"], ["mette", "kim", "leader"]
VERBS = st.one_of(
    st.tuples(st.just("add"), st.sampled_from(ACTORS), st.sampled_from(OTHERS), spans()),
    st.tuples(st.sampled_from(["end", "call off"]), st.sampled_from(ACTORS), st.sampled_from(OTHERS), spans()),
    st.tuples(st.sampled_from(["close", "tomorrow"]), st.sampled_from(ACTORS), st.none(), spans()),
)


@settings(max_examples=examples(40), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(verbs=st.lists(VERBS, min_size=1, max_size=12))
def test_whatever_is_pressed_nobody_is_in_by_their_own_hand_nor_twice(verbs, kommune, house, on_date):
    on_date(day := TODAY)
    group = GroupFactory(organisation=kommune, unit=house, from_on=TODAY - timedelta(days=2))
    people = {"leader": leader_of(house), "konsulent": consultant_of(kommune)}
    people |= {name: colleague_in(house) for name in ("mette", "kim")}
    EmploymentFactory(person=people["leader"], unit=house)
    let_in_by = {}
    for verb, who, other, (from_on, to_on) in verbs:
        actor, about = people[who].as_actor(), people[other or who]
        member = about.group_memberships.last()
        try:
            if verb == "add":
                made = actions.add_to_group(group, about, from_on=from_on, to_on=to_on, actor=actor)
                let_in_by[made.pk] = people[who]
            elif verb == "end" and member:
                actions.end_membership(member, from_on, actor=actor)
            elif verb == "call off" and member:
                actions.call_off(member, actor=actor)
            elif verb == "close":
                actions.close_group(group, from_on, actor=actor)
            elif verb == "tomorrow":
                on_date(day := day + timedelta(days=1))
        except (Denied, RuleBroken):
            continue
        for row in GroupMember.objects.filter(group=group):
            assert let_in_by[row.pk] in (people["leader"], people["konsulent"])
            assert let_in_by[row.pk] != row.person
        for shown in (day, day + timedelta(days=1)):
            found = [member.person_id for member in GroupMember.objects.in_group_on(shown).filter(group=group)]
            assert sorted(found) == sorted(set(found))


def test_what_a_person_is_costs_as_many_queries_with_groups_as_without(community, house, django_assert_num_queries):
    for one in (colleague_in(house), member_of(community, house)):
        actor = one.as_actor()
        with django_assert_num_queries(5):
            assert actor.unit_ids == {house.pk}
