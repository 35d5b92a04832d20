"""A unit put right, closed from a day and opened again: by whom, what is refused, and what is offered afterwards."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rodfaest.audit.models import AuditLine
from rodfaest.kernel.actors import System
from rodfaest.kernel.errors import Denied, RuleBroken
from rodfaest.organisations import actions
from rodfaest.organisations.forms import CloseForm, EmployForm, UnitForm
from rodfaest.organisations.models import Employment, Function, Leadership, Unit, reached, units_below
from rodfaest.organisations.rules import Education, FunctionKind, JobCategory, Ownership, UnitKind
from rodfaest.organisations.rules.tree import why_not_under
from tests.factories.login import Client
from tests.factories.organisations import (
    EmploymentFactory,
    FunctionFactory,
    LeadershipFactory,
    OrganisationFactory,
    PersonFactory,
    UnitFactory,
    administrator_of,
    colleague_in,
    consultant_of,
    leader_of,
)
from tests.searching import examples

pytestmark = pytest.mark.django_db
BUILDER = System("demo")
TODAY = date(2021, 5, 10)
AUGUST = date(2021, 8, 1)
JULY = AUGUST - timedelta(days=1)


@pytest.fixture(autouse=True)
def _today(on_date):
    on_date(TODAY)


@pytest.fixture
def kommune():
    return OrganisationFactory()


@pytest.fixture
def institution(kommune):
    return UnitFactory(organisation=kommune, kind=UnitKind.INSTITUTION, name="Dagtilbud Engen")


@pytest.fixture
def house(kommune, institution):
    return UnitFactory(organisation=kommune, parent=institution, kind=UnitKind.HOUSE, name="Mælkebøtten")


@pytest.fixture
def karen(kommune):
    """A konsulent of the kommune."""
    return consultant_of(kommune).as_actor()


def change(unit: Unit, actor, **said) -> Unit:
    known = {"name": unit.name, "kind": UnitKind(unit.kind), "parent": unit.parent, "ownership": Ownership.MUNICIPAL}
    return actions.change_unit(unit, **(known | said), actor=actor)


def lines() -> list[tuple[str, str]]:
    """What was done to units, without the app's name, and the detail of each."""
    found = AuditLine.objects.filter(what__startswith="organisations.unit_").order_by("pk")
    return [(line.what.removeprefix("organisations.unit_"), line.detail) for line in found]


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text_of(response) -> str:
    return response.content.decode()


def to(name: str, unit: Unit) -> str:
    return reverse(f"organisations:unit_{name}", args=[unit.pk])


def typed(unit: Unit, **said) -> dict:
    return {"name": unit.name, "kind": unit.kind, "parent": unit.parent_id or "", "ownership": unit.ownership} | said


# Put right


def test_a_unit_is_put_right_from_its_page_and_each_that_differs_is_a_line(house, kommune):
    other = UnitFactory(organisation=kommune, kind=UnitKind.AREA, name="Område Syd")
    client, address = signed_in(administrator_of(kommune)), to("change", house)
    assert address in text_of(client.get(to("show", house)))
    assert client.get(address).status_code == 200
    said = typed(house, name=" Løvetanden ", kind="childminder_group", parent=other.pk, ownership="private")
    for _press in range(2):
        assert client.post(address, said).status_code == 303
    house.refresh_from_db()
    assert (house.name, house.kind, house.parent, house.ownership) == (
        "Løvetanden",
        "childminder_group",
        other,
        "private",
    )
    assert lines() == [
        ("renamed", "Mælkebøtten → Løvetanden"),
        ("kind_changed", "hus → dagplejegruppe"),
        ("moved", "Dagtilbud Engen → Område Syd"),
        ("ownership_changed", "kommunal → privat"),
    ]


def test_a_house_comes_to_the_top_and_its_new_leader_is_the_one_above(house, kommune, karen):
    assert change(house, karen, parent=None).parent is None
    assert lines() == [("moved", "Dagtilbud Engen → øverst")]
    area = UnitFactory(organisation=kommune, kind=UnitKind.AREA)
    leader = leader_of(area)
    assert house.pk not in leader.as_actor().led_unit_ids
    change(house, karen, parent=area)
    assert house.pk in leader.as_actor().led_unit_ids


def test_a_name_that_is_taken_is_refused_in_the_form_and_all_that_was_typed_stays(house, institution, kommune):
    UnitFactory(organisation=kommune, parent=institution, name="Løvetanden")
    refused = signed_in(consultant_of(kommune)).post(
        to("change", house), typed(house, name="Løvetanden", ownership="private")
    )
    assert refused.status_code == 422
    assert "allerede en enhed med det navn" in text_of(refused)
    assert 'value="Løvetanden"' in text_of(refused)
    assert '<option value="private" selected>' in text_of(refused)
    assert lines() == []


@pytest.mark.parametrize("kind", UnitKind)
@pytest.mark.parametrize("above", UnitKind)
def test_a_unit_lies_under_what_its_kind_may_whether_new_or_moved(kind, above, kommune, karen):
    parent = UnitFactory(organisation=kommune, kind=above)
    moved = UnitFactory(organisation=kommune, kind=kind)
    verbs = (
        lambda: actions.add_unit(kommune, "Ny", kind, parent=parent, actor=karen),
        lambda: change(moved, karen, parent=parent),
    )
    for verb in verbs:
        if why_not := why_not_under(kind, above):
            with pytest.raises(RuleBroken) as refused:
                verb()
            assert (refused.value.sentence, refused.value.field) == (why_not, "parent")
        else:
            assert verb().parent == parent


def test_a_kind_is_refused_that_does_not_fit_what_is_above_or_below(house, institution, karen):
    with pytest.raises(RuleBroken, match="Mælkebøtten kan ikke ligge under et hus") as below:
        change(institution, karen, kind=UnitKind.HOUSE)
    with pytest.raises(RuleBroken, match="Et område kan ikke ligge under en institution, kun øverst") as above:
        change(house, karen, kind=UnitKind.AREA)
    assert (below.value.field, above.value.field, lines()) == ("kind", "parent", [])


def test_no_unit_lies_under_itself_or_what_is_under_it(kommune, karen):
    area = UnitFactory(organisation=kommune, kind=UnitKind.AREA)
    institution = UnitFactory(organisation=kommune, kind=UnitKind.INSTITUTION, parent=area)
    for parent in (area, institution):
        with pytest.raises(RuleBroken, match="kan ikke ligge under sig selv") as refused:
            change(area, karen, parent=parent)
        assert refused.value.field == "parent"
        page = signed_in(consultant_of(kommune)).post(to("change", area), typed(area, parent=parent.pk))
        assert page.status_code == 422


def test_no_unit_lies_in_another_organisation(house, karen):
    stranger = UnitFactory(kind=UnitKind.INSTITUTION)
    with pytest.raises(RuleBroken, match="hører til en anden organisation"):
        change(house, karen, parent=stranger)


def test_a_form_offers_what_may_hold_others_is_open_and_is_not_below(kommune, institution, house):
    area = UnitFactory(organisation=kommune, kind=UnitKind.AREA, name="Område Nord")
    UnitFactory(organisation=kommune, kind=UnitKind.AREA, name="Lukker", closed_from=AUGUST)
    UnitFactory(organisation=OrganisationFactory(), kind=UnitKind.AREA, name="I en anden kommune")
    institution.parent = area
    institution.save()
    assert list(Unit.objects.filter(organisation=kommune).may_contain(None)) == [institution, area]
    assert list(Unit.objects.filter(organisation=kommune).may_contain(house)) == [institution, area]
    assert list(Unit.objects.filter(organisation=kommune).may_contain(area)) == []
    assert list(UnitForm(organisation=kommune)["parent"].field.queryset) == [institution, area]


def test_a_unit_whose_parent_closes_keeps_it_while_the_rest_is_put_right(house, institution, karen, kommune):
    Unit.objects.update(closed_from=AUGUST)
    house.refresh_from_db()
    answer = signed_in(consultant_of(kommune)).post(to("change", house), typed(house, name="Løvetanden"))
    assert answer.status_code == 303
    assert lines() == [("renamed", "Mælkebøtten → Løvetanden")]


@pytest.mark.parametrize("name", ["change", "close"])
def test_units_are_put_right_and_closed_by_their_keepers(name, house):
    said = typed(house, name="Andet") | {"from_on": "2021-08-01"}
    for person in (consultant_of(OrganisationFactory()), PersonFactory()):
        assert signed_in(person).post(to(name, house), said).status_code == 404
    for person in (leader_of(house), colleague_in(house)):
        client = signed_in(person)
        assert to(name, house) not in text_of(client.get(to("show", house)))
        assert "Det er kommunens administrator eller konsulent" in text_of(client.get(to(name, house)))
        assert client.post(to(name, house), said).status_code in (403, 422)
    assert lines() == []


def test_strangers_and_colleagues_open_no_unit(house):
    house.closed_from = AUGUST
    house.save()
    assert signed_in(PersonFactory()).post(to("reopen", house)).status_code == 404
    assert signed_in(consultant_of(house.organisation)).get(to("reopen", house)).status_code == 405
    with pytest.raises(Denied):
        actions.reopen_unit(house, actor=colleague_in(house).as_actor())
    assert lines() == []


@pytest.mark.parametrize("name", ["add", "change"])
def test_a_name_that_is_taken_is_said_beside_the_name(name, house, kommune):
    taken = UnitFactory(organisation=kommune, parent=house.parent, name="Løvetanden", kind=house.kind)
    at = to("change", house) if name == "change" else reverse("organisations:unit_add", args=[kommune.pk])
    response = signed_in(consultant_of(kommune)).post(at, typed(house, name=taken.name, can_spare=1))
    assert response.status_code == 422
    assert 'id="id_name_error"' in text_of(response)


# Closed


def test_a_unit_is_closed_from_a_day_and_taken_back_on_its_page(house, kommune):
    client = signed_in(consultant_of(kommune))
    assert to("close", house) in text_of(client.get(to("show", house)))
    assert client.get(to("close", house)).status_code == 200
    for _press in range(2):
        assert client.post(to("close", house), {"from_on": "2021-08-01"}).status_code == 303
    page = text_of(client.get(to("show", house)))
    assert "Lukket fra 1. aug. 2021." in page
    assert reverse("organisations:person_take_on", args=[house.pk]) not in page
    for _press in range(2):
        assert client.post(to("reopen", house)).status_code == 303
    page = text_of(client.get(to("show", house)))
    assert ("lukket fra" in page.lower(), "Ny kollega" in page) == (False, True)
    assert lines() == [("closed", "2021-08-01"), ("reopened", "2021-08-01")]


def test_the_forms_of_a_closed_unit_say_that_it_is_closed_and_the_way_back(house, kommune, on_date):
    actions.close_unit(house, AUGUST, actor=BUILDER)
    on_date(AUGUST)
    client, take_on = signed_in(consultant_of(kommune)), reverse("organisations:person_take_on", args=[house.pk])
    closing, newcomer = text_of(client.get(to("close", house))), text_of(client.get(take_on))
    assert "Lukket fra 1. aug. 2021." in closing
    assert to("reopen", house) in closing
    assert "Mælkebøtten er lukket fra 1. aug. 2021, så her ansættes ingen." in newcomer
    assert "Tilbage til Mælkebøtten" in newcomer
    assert [name for name in ("from_on", "first_name") if f'name="{name}"' in closing + newcomer] == []


def test_a_unit_that_is_closed_keeps_its_page_and_stands_apart_from_the_open(house, kommune, on_date):
    actions.close_unit(house, AUGUST, actor=BUILDER)
    client, tree = (
        signed_in(consultant_of(kommune)),
        reverse("organisations:organisation_show", args=[house.organisation_id]),
    )
    assert "Lukkede enheder" not in text_of(client.get(tree))
    assert "lukket fra 1. aug. 2021" in text_of(client.get(tree))
    on_date(AUGUST)
    page = text_of(client.get(tree))
    assert "Lukkede enheder (1)" in page
    assert page.index("Lukkede enheder") < page.index("Mælkebøtten")
    page = text_of(client.get(to("show", house)))
    assert "Her arbejder ingen mere." in page
    assert to("change", house) in page


@pytest.mark.parametrize("factory", [EmploymentFactory, LeadershipFactory, FunctionFactory])
@pytest.mark.parametrize("to_on", [None, AUGUST])
def test_a_unit_does_not_close_while_somebody_stays(factory, to_on, house, kommune, karen):
    held = factory(unit=house, to_on=to_on)
    refused = signed_in(consultant_of(kommune)).post(to("close", house), {"from_on": "2021-08-01"})
    assert refused.status_code == 422
    assert "Nogen er her den 1. aug. 2021 eller senere" in text_of(refused)
    assert reverse("organisations:person_show", args=[held.person_id]) in text_of(refused)
    assert 'value="2021-08-01"' in text_of(refused)
    type(held).objects.update(to_on=JULY)
    assert actions.close_unit(house, AUGUST, actor=karen).closed_from == AUGUST


def test_who_comes_later_is_in_the_way_too(house, karen):
    EmploymentFactory(unit=house, from_on=date(2021, 9, 1), to_on=date(2021, 12, 31))
    with pytest.raises(RuleBroken, match="Nogen er her"):
        actions.close_unit(house, AUGUST, actor=karen)


def test_a_unit_closes_after_what_lies_under_it_and_opens_before(house, institution, karen, kommune):
    with pytest.raises(RuleBroken, match=r"En enhed under den er åben den 1. aug. 2021"):
        actions.close_unit(institution, AUGUST, actor=karen)
    actions.close_unit(house, AUGUST, actor=karen)
    with pytest.raises(RuleBroken, match=r"En enhed under den er åben den 31. juli 2021"):
        actions.close_unit(institution, JULY, actor=karen)
    actions.close_unit(institution, AUGUST, actor=karen)
    with pytest.raises(RuleBroken, match=r"Dagtilbud Engen, som ligger over, er lukket fra 1. aug. 2021"):
        actions.reopen_unit(house, actor=karen)
    said = text_of(signed_in(consultant_of(kommune)).post(to("reopen", house), follow=True))
    assert "Træk dén lukning tilbage først" in said
    actions.reopen_unit(institution, actor=karen)
    actions.reopen_unit(house, actor=karen)
    assert not Unit.objects.filter(closed_from__isnull=False).exists()


def test_a_unit_closed_long_ago_by_mistake_opens_again(house, karen, on_date):
    actions.close_unit(house, AUGUST, actor=karen)
    on_date(date(2022, 5, 10))
    assert actions.reopen_unit(house, actor=karen).closed_from is None


def test_another_day_for_a_unit_that_is_closed_and_a_day_that_is_a_slip_are_refused(house, karen):
    with pytest.raises(RuleBroken, match="Vælg en dato mellem") as slip:
        actions.close_unit(house, date(1800, 1, 1), actor=karen)
    actions.close_unit(house, AUGUST, actor=karen)
    with pytest.raises(RuleBroken, match=r"allerede lukket fra 1. aug. 2021") as again:
        actions.close_unit(house, JULY, actor=karen)
    assert (slip.value.field, again.value.field) == ("from_on", "from_on")
    assert not CloseForm({"from_on": "i morgen"}).is_valid()


def test_nothing_open_comes_under_a_unit_that_closes(institution, house, kommune, karen):
    actions.change_unit(house, name="X", kind=UnitKind.HOUSE, parent=None, ownership=Ownership.MUNICIPAL, actor=karen)
    actions.close_unit(institution, AUGUST, actor=karen)
    for verb in (
        lambda: actions.add_unit(kommune, "Ny", UnitKind.HOUSE, parent=institution, actor=karen),
        lambda: change(Unit.objects.get(pk=house.pk), karen, parent=institution),
    ):
        with pytest.raises(RuleBroken, match=r"Dagtilbud Engen er lukket fra 1. aug. 2021") as refused:
            verb()
        assert refused.value.field == "parent"


def test_nobody_comes_into_a_unit_or_stays_longer_than_it_is_open(house, institution, kommune, karen):
    person, closed = PersonFactory(), "Mælkebøtten er lukket fra 1. aug. 2021"
    here = EmploymentFactory(unit=house, to_on=JULY)
    elsewhere = EmploymentFactory(unit=institution)
    actions.close_unit(house, AUGUST, actor=karen)
    job = (JobCategory.ASSISTANT, Education.NONE)
    refusals = (
        lambda: actions.employ(person, house, *job, from_on=TODAY, actor=karen),
        lambda: actions.employ(person, house, *job, from_on=TODAY, to_on=AUGUST, actor=karen),
        lambda: actions.take_on(house, *job, first_name="Bo", last_name="Bo", from_on=TODAY, actor=karen),
        lambda: actions.make_leader(person, house, from_on=TODAY, actor=karen),
        lambda: actions.give_function(person, house, FunctionKind.BEACON, from_on=TODAY, actor=karen),
        lambda: actions.move_person(elsewhere, house, from_on=TODAY, actor=karen),
        lambda: actions.change_last_day(here, None, actor=karen),
        lambda: actions.change_last_day(here, AUGUST, actor=karen),
    )
    for verb in refusals:
        with pytest.raises(RuleBroken, match=closed):
            verb()
    assert actions.employ(person, house, *job, from_on=TODAY, to_on=JULY, actor=karen).to_on == JULY


def test_a_closed_unit_is_offered_to_nobody(house, institution, kommune, karen, on_date):
    leader = leader_of(institution)

    def offered():
        return list(EmployForm(actor=karen)["unit"].field.queryset)

    actions.close_unit(house, AUGUST, actor=karen)
    assert offered() == [institution, house]
    on_date(AUGUST)
    assert offered() == [institution]
    assert "Mælkebøtten" not in text_of(signed_in(leader).get(reverse("organisations:spare_list")))


def test_a_move_is_not_taken_back_into_a_closed_house(house, institution, kommune, karen):
    here = EmploymentFactory(unit=house)
    moved = actions.move_person(here, institution, from_on=AUGUST, actor=karen)
    kept = Employment.objects.get(pk=moved.pk)
    actions.close_unit(house, AUGUST, actor=karen)
    with pytest.raises(RuleBroken, match="Mælkebøtten er lukket fra"):
        actions.call_off(moved, actor=karen)
    assert list(house.employments.all()) == [here]
    assert list(institution.employments.all()) == [kept]


@pytest.mark.parametrize("rows", [1, 3])
def test_closing_asks_as_many_queries_whatever_the_rows(rows, kommune, institution, django_assert_num_queries):
    for _row in range(rows):
        UnitFactory(organisation=kommune, parent=institution)
        colleague_in(institution)
        LeadershipFactory(unit=institution)
    client = signed_in(consultant_of(kommune))
    with django_assert_num_queries(12):
        assert client.get(to("close", institution)).status_code == 200
    with django_assert_num_queries(10):
        assert client.get(to("change", institution)).status_code == 200


# Whatever is pressed

PLACES = st.integers(0, 4)
DAYS = st.integers(0, 3)
PRESSES = st.one_of(
    st.tuples(st.just("move"), PLACES, st.one_of(st.none(), PLACES), st.sampled_from(list(UnitKind))),
    st.tuples(st.just("close"), PLACES, DAYS),
    st.tuples(st.just("reopen"), PLACES),
    st.tuples(st.just("employ"), PLACES, DAYS, st.one_of(st.none(), DAYS)),
    st.tuples(st.just("end"), PLACES, DAYS),
)


@settings(max_examples=examples(15), deadline=None, suppress_health_check=list(HealthCheck))
@given(presses=st.lists(PRESSES, max_size=14))
def test_whatever_is_pressed_the_tree_is_a_tree_and_nobody_is_in_what_is_closed(presses):
    with transaction.atomic():
        kommune, person = OrganisationFactory(), PersonFactory()
        units = [UnitFactory(organisation=kommune, kind=kind) for kind in UnitKind]
        for press in presses:
            try:
                with transaction.atomic():
                    do(press, units, person)
            except RuleBroken:
                pass
            holds_together(Unit.objects.filter(organisation=kommune).select_related("parent"))
        transaction.set_rollback(True)


def do(press, units, person) -> None:
    verb, at, *rest = press
    unit = Unit.objects.get(pk=units[at].pk)
    days = [None if number is None else TODAY + timedelta(days=number) for number in rest if verb != "move"]
    match verb:
        case "move":
            parent = None if rest[0] is None else units[rest[0]]
            change(unit, BUILDER, parent=parent, kind=rest[1])
        case "close":
            actions.close_unit(unit, days[0], actor=BUILDER)
        case "reopen":
            actions.reopen_unit(unit, actor=BUILDER)
        case "employ":
            job, last_day = (JobCategory.OTHER, Education.NONE), max(days) if days[1] else None
            actions.employ(person, unit, *job, from_on=days[0], to_on=last_day, actor=BUILDER)
        case "end":
            for held in unit.employments.order_by("pk"):
                actions.end_employment(held, days[0], actor=BUILDER)


def holds_together(units) -> None:
    below = units_below()
    for unit in units:
        assert unit.pk not in reached(below.get(unit.pk, []), below)
        if unit.parent:
            assert not why_not_under(UnitKind(unit.kind), UnitKind(unit.parent.kind))
        if unit.parent and unit.parent.closed_from:
            assert unit.closed_from
            assert unit.closed_from <= unit.parent.closed_from
        if unit.closed_from:
            for rows in (Employment, Leadership, Function):
                assert not rows.objects.lasting_on(unit.closed_from).filter(unit=unit).exists()
