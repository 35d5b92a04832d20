"""What changes the organisation: who may, what is refused, what is left behind."""

from copy import copy
from datetime import date
from functools import partial

import pytest
from django.core.exceptions import ValidationError

from rodfaest.audit.models import AuditLine
from rodfaest.kernel.actors import System
from rodfaest.kernel.errors import Denied, RuleBroken
from rodfaest.kernel.time import IsoWeek, today
from rodfaest.organisations import actions, permissions
from rodfaest.organisations.models import Employment, Function, Leadership, Person
from rodfaest.organisations.queries.leading import Leading
from rodfaest.organisations.rules import Education, FunctionKind, JobCategory, OrganisationKind, Role, UnitKind
from tests.factories.organisations import (
    LONG_AGO,
    DeputyshipFactory,
    EmploymentFactory,
    FunctionFactory,
    HolidayWeekFactory,
    LeadershipFactory,
    OrganisationFactory,
    PersonFactory,
    ProviderFactory,
    SystemRoleFactory,
    UnitFactory,
    administrator_of,
    colleague_in,
    consultant_of,
    leader_of,
    planner_of,
)

pytestmark = pytest.mark.django_db

DEMO = System("demo")
MAY_3, JUNE_1 = date(2021, 5, 3), date(2021, 6, 1)


@pytest.fixture
def unit():
    return UnitFactory()


@pytest.fixture
def karen(unit):
    """A konsulent of the kommune."""
    return consultant_of(unit.organisation).as_actor()


def test_the_demo_builds_an_organisation_from_nothing():
    kommune = actions.add_organisation("Horsens Kommune", OrganisationKind.KOMMUNE, actor=DEMO)
    area = actions.add_unit(kommune, "Dagplejen", UnitKind.AREA, actor=DEMO)
    group = actions.add_unit(kommune, "Solsikken", UnitKind.CHILDMINDER_GROUP, parent=area, actor=DEMO)
    mette = actions.add_person(kommune, first_name="Mette", last_name="Holm", email="Mette@Horsens.Example", actor=DEMO)
    actions.employ(mette, group, JobCategory.CHILDMINDER, Education.ASSISTANT, from_on=MAY_3, actor=DEMO)
    lene = actions.add_person(kommune, first_name="Lene", last_name="Lund", actor=DEMO)
    actions.make_leader(lene, area, from_on=MAY_3, actor=DEMO)

    assert (mette.email, mette.has_usable_password()) == ("mette@horsens.example", False)
    assert mette.as_actor().unit_ids == {group.pk}
    assert Leading.today().leaders_of(group.pk) == [lene]
    assert AuditLine.objects.whats() == [
        "organisations.organisation_added",
        "organisations.unit_added",
        "organisations.unit_added",
        "organisations.person_added",
        "organisations.employed",
        "organisations.person_added",
        "organisations.leader_made",
    ]


def test_a_unit_hangs_under_one_of_the_same_organisation(unit, karen):
    stranger = UnitFactory(organisation=OrganisationFactory(), kind=UnitKind.AREA)
    with pytest.raises(RuleBroken, match="en anden organisation"):
        actions.add_unit(unit.organisation, "Hus", UnitKind.HOUSE, parent=stranger, actor=karen)


def test_two_houses_of_one_name_do_not_stand_side_by_side(unit, karen):
    with pytest.raises(ValidationError, match="allerede en enhed med det navn"):
        actions.add_unit(unit.organisation, unit.name, UnitKind.HOUSE, actor=karen)


def test_people_are_kept_by_konsulent_and_administrator_of_the_kommune(unit, karen):
    actions.take_on(
        unit,
        JobCategory.ASSISTANT,
        Education.ASSISTANT,
        first_name="Anne",
        last_name="Friis",
        from_on=MAY_3,
        actor=administrator_of(unit.organisation).as_actor(),
    )
    for person in (leader_of(unit), colleague_in(unit), consultant_of(OrganisationFactory()), PersonFactory()):
        with pytest.raises(Denied, match="administrator eller konsulent"):
            actions.employ(person, unit, JobCategory.OTHER, Education.NONE, from_on=MAY_3, actor=person.as_actor())


def test_nobody_gives_themselves_powers(unit):
    """Nor makes an employment of their own last longer: it opens what is shared in the house."""
    oneself = administrator_of(unit.organisation)
    actor, works = oneself.as_actor(), EmploymentFactory(person=oneself, unit=unit, from_on=LONG_AGO, to_on=today())
    elsewhere = UnitFactory(organisation=unit.organisation)
    for gives in (
        lambda: actions.make_leader(oneself, unit, from_on=MAY_3, actor=actor),
        lambda: actions.give_role(oneself, unit.organisation, Role.CONSULTANT, from_on=MAY_3, actor=actor),
        lambda: actions.employ(oneself, elsewhere, JobCategory.OTHER, Education.NONE, from_on=MAY_3, actor=actor),
        lambda: actions.move_person(works, elsewhere, from_on=today(), actor=actor),
        lambda: actions.change_last_day(works, None, actor=actor),
        *(
            lambda kind=kind: actions.give_function(oneself, unit, kind, from_on=MAY_3, actor=actor)
            for kind in FunctionKind
        ),
    ):
        with pytest.raises(Denied, match="kan du ikke give dig selv"):
            gives()
    assert Leadership.objects.count() == Function.objects.count() == 0
    assert list(Employment.objects.filter(person=oneself).values_list("unit", "to_on")) == [(unit.pk, today())]


@pytest.mark.parametrize("by", ["leading", "a function"])
def test_nobody_moves_a_house_in_under_themselves(by, unit):
    oneself = administrator_of(unit.organisation)
    area = UnitFactory(organisation=unit.organisation, kind=UnitKind.AREA)
    if by == "leading":
        LeadershipFactory(person=oneself, unit=area)
    else:
        FunctionFactory(person=oneself, unit=area, kind=FunctionKind.BEACON)
    move = partial(
        actions.change_unit, unit, name=unit.name, kind=UnitKind(unit.kind), ownership=unit.ownership, parent=area
    )
    with pytest.raises(Denied, match="Bed en anden om at flytte"):
        move(actor=oneself.as_actor())
    assert move(actor=consultant_of(unit.organisation).as_actor()).parent == area


def test_a_planner_makes_people_known_to_the_provider_alone():
    provider = OrganisationFactory(kind=OrganisationKind.PROVIDER)
    planner = planner_of(provider).as_actor()
    assert actions.add_person(provider, first_name="Dorte", last_name="Ibsen", actor=planner).full_name == "Dorte Ibsen"
    with pytest.raises(Denied):
        actions.add_person(OrganisationFactory(), first_name="Dorte", last_name="Ibsen", actor=planner)


def test_one_mail_address_is_one_person(unit, karen):
    PersonFactory(email="mette@horsens.example")
    with pytest.raises(ValidationError) as refused:
        actions.add_person(unit.organisation, first_name="M", last_name="H", email="METTE@horsens.example", actor=karen)
    said = "En anden person har allerede den mail. Se efter, om den er skrevet rigtigt."
    assert refused.value.message_dict == {"email": [said]}


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"first_name": "<b>Bo</b>"}, "first_name"),
        ({"first_name": "Bo 🎈"}, "first_name"),
        ({"last_name": "010118-1234"}, "last_name"),
        ({"phone": "abc"}, "phone"),
        ({"phone": "20 30 40"}, "phone"),
    ],
)
def test_nobody_is_called_what_is_no_name_or_reached_on_what_is_no_number(unit, typed, field):
    mette, administrator = colleague_in(unit), administrator_of(unit.organisation).as_actor()
    known = {"first_name": "Bo", "last_name": "Friis", "phone": "+45 20 30 40 50", **typed}
    for verb in (partial(actions.add_person, unit.organisation), partial(actions.change_person, mette)):
        with pytest.raises(ValidationError) as refused:
            verb(**known, actor=administrator)
        assert list(refused.value.message_dict) == [field]
    assert AuditLine.objects.whats() == []


def test_a_move_keeps_both_in_the_history(unit, karen):
    employment = EmploymentFactory(unit=unit)
    other = UnitFactory(organisation=unit.organisation)

    moved = actions.move_person(employment, other, from_on=JUNE_1, actor=karen)

    history = employment.person.employments.values_list("unit", "from_on", "to_on")
    assert list(history) == [
        (unit.pk, date(2020, 1, 1), date(2021, 5, 31)),
        (other.pk, JUNE_1, None),
    ]
    assert moved.job_category == employment.job_category
    assert AuditLine.objects.whats() == ["organisations.employment_ended", "organisations.employed"]


@pytest.mark.parametrize("last_day", [JUNE_1, date(2021, 12, 31)])
def test_who_is_moved_keeps_a_last_day_that_was_set(unit, karen, last_day):
    employment = EmploymentFactory(unit=unit, to_on=last_day)
    moved = actions.move_person(employment, UnitFactory(organisation=unit.organisation), from_on=JUNE_1, actor=karen)
    employment.refresh_from_db()
    assert (employment.to_on, moved.from_on, moved.to_on) == (date(2021, 5, 31), JUNE_1, last_day)


def test_nobody_is_moved_after_their_last_day(unit, karen):
    employment = EmploymentFactory(unit=unit, to_on=date(2021, 5, 31))
    other = UnitFactory(organisation=unit.organisation)
    with pytest.raises(RuleBroken, match=r"sidste dag er den 31\. maj 2021") as refused:
        actions.move_person(employment, other, from_on=JUNE_1, actor=karen)
    assert (refused.value.field, AuditLine.objects.whats()) == ("from_on", [])


def test_a_move_reads_the_last_day_as_it_stands_now(unit, karen):
    shown = EmploymentFactory(unit=unit)
    actions.end_employment(Employment.objects.get(), date(2021, 12, 31), actor=karen)
    moved = actions.move_person(shown, UnitFactory(organisation=unit.organisation), from_on=JUNE_1, actor=karen)
    assert moved.to_on == date(2021, 12, 31)


@pytest.mark.parametrize("last_day", [None, date(2021, 12, 31)])
def test_a_move_called_off_gives_the_old_job_back_the_last_day_it_had(unit, karen, last_day):
    employment = EmploymentFactory(unit=unit, to_on=last_day)
    moved = actions.move_person(employment, UnitFactory(organisation=unit.organisation), from_on=JUNE_1, actor=karen)
    before = AuditLine.objects.count()
    for shown in (moved, copy(moved)):
        actions.call_off(shown, actor=karen)
    assert [(row.unit, row.to_on) for row in Employment.objects.all()] == [(unit, last_day)]
    assert AuditLine.objects.whats()[before:] == ["organisations.called_off", "organisations.last_day_changed"]


def test_a_last_day_set_on_the_new_job_comes_back_with_it(unit, karen):
    employment = EmploymentFactory(unit=unit)
    moved = actions.move_person(employment, UnitFactory(organisation=unit.organisation), from_on=JUNE_1, actor=karen)
    actions.end_employment(moved, date(2021, 12, 31), actor=karen)
    actions.call_off(moved, actor=karen)
    assert Employment.objects.get().to_on == date(2021, 12, 31)


def test_two_jobs_that_merely_meet_are_no_move(unit, karen):
    employment = EmploymentFactory(unit=unit, to_on=date(2021, 5, 31))
    other = EmploymentFactory(person=employment.person, unit__organisation=unit.organisation, from_on=JUNE_1)
    actions.call_off(other, actor=karen)
    assert Employment.objects.get().to_on == date(2021, 5, 31)


def test_a_last_day_put_right_by_hand_since_the_move_stands(unit, karen):
    employment = EmploymentFactory(unit=unit)
    moved = actions.move_person(employment, UnitFactory(organisation=unit.organisation), from_on=JUNE_1, actor=karen)
    actions.change_last_day(employment, MAY_3, actor=karen)
    actions.call_off(moved, actor=karen)
    assert Employment.objects.get().to_on == MAY_3


@pytest.mark.parametrize("first", ["move made last", "move made first"])
def test_of_two_moves_ahead_either_is_called_off_and_the_rest_meets(first, unit, karen):
    employment, july = EmploymentFactory(unit=unit), date(2021, 7, 1)
    tulip, poppy = (UnitFactory(organisation=unit.organisation) for _ in range(2))
    later = actions.move_person(employment, tulip, from_on=july, actor=karen)
    sooner = actions.move_person(employment, poppy, from_on=JUNE_1, actor=karen)
    off = [sooner, later] if first == "move made last" else [later, sooner]
    actions.call_off(Employment.objects.get(pk=off[0].pk), actor=karen)
    left = {
        "move made last": [(unit, date(2021, 6, 30)), (tulip, None)],
        "move made first": [(unit, date(2021, 5, 31)), (poppy, None)],
    }
    assert [(row.unit, row.to_on) for row in Employment.objects.order_by("from_on")] == left[first]
    actions.call_off(Employment.objects.get(pk=off[1].pk), actor=karen)
    assert [(row.unit, row.to_on) for row in Employment.objects.all()] == [(unit, None)]


def test_a_move_is_not_called_off_where_the_old_house_has_the_person_again(unit, karen):
    employment = EmploymentFactory(unit=unit)
    moved = actions.move_person(employment, UnitFactory(organisation=unit.organisation), from_on=JUNE_1, actor=karen)
    EmploymentFactory(unit=unit, person=employment.person, from_on=date(2021, 9, 1))
    with pytest.raises(RuleBroken, match="Det står der allerede"):
        actions.call_off(copy(moved), actor=karen)
    assert Employment.objects.get(pk=moved.pk).moved_from == employment


def test_a_move_into_a_kommune_one_does_not_keep_moves_nobody(unit, karen):
    employment = EmploymentFactory(unit=unit)
    with pytest.raises(Denied):
        actions.move_person(employment, UnitFactory(organisation=OrganisationFactory()), from_on=JUNE_1, actor=karen)
    assert Employment.objects.get().to_on is None


@pytest.mark.parametrize("day", [date(1800, 1, 1), date(1949, 12, 31), date(2032, 1, 1)])
def test_a_date_that_is_a_slip_of_the_finger_is_refused_beside_its_field(day):
    unit, karen = UnitFactory(), DEMO
    worker = EmploymentFactory(unit=unit)
    for verb, field in [
        (
            lambda: actions.employ(PersonFactory(), unit, JobCategory.OTHER, Education.NONE, from_on=day, actor=karen),
            "",
        ),
        (lambda: actions.give_function(worker.person, unit, FunctionKind.BEACON, from_on=day, actor=karen), ""),
        (lambda: actions.move_person(worker, UnitFactory(), from_on=day, actor=karen), ""),
        (lambda: actions.end_employment(worker, date(2032, 1, 1), actor=karen), "last_day"),
    ]:
        with pytest.raises(RuleBroken, match=r"Vælg en dato mellem 1950 og 2031\.") as refused:
            verb()
        assert refused.value.field == (field or "from_on")
    assert AuditLine.objects.whats() == []


def test_the_same_employment_twice_is_refused(unit, karen):
    employment = EmploymentFactory(unit=unit)
    with pytest.raises(RuleBroken, match=r"Det står der allerede: ansættelse i enheden, fra 1\. jan\. 2020"):
        actions.employ(employment.person, unit, JobCategory.HELPER, Education.NONE, from_on=MAY_3, actor=karen)


@pytest.mark.parametrize(
    ("last_day", "sentence"),
    [(date(2019, 12, 31), r"Det begyndte først den 1\. jan\. 2020"), (date(2021, 7, 1), None)],
)
def test_an_employment_ends_after_it_began(unit, karen, last_day, sentence):
    employment = EmploymentFactory(unit=unit)
    if sentence:
        with pytest.raises(RuleBroken, match=sentence):
            actions.end_employment(employment, last_day, actor=karen)
    else:
        assert actions.end_employment(employment, last_day, actor=karen).to_on == last_day


def test_ending_twice_is_refused_with_a_sentence_and_leaves_one_line(unit, karen):
    employment = EmploymentFactory(unit=unit)
    actions.end_employment(employment, JUNE_1, actor=karen)
    with pytest.raises(RuleBroken, match=r"Det er allerede afsluttet den 1\. juni 2021"):
        actions.end_employment(employment, JUNE_1, actor=karen)
    assert AuditLine.objects.whats() == ["organisations.employment_ended"]


def test_a_last_day_typed_in_error_is_another_or_none_and_the_line_keeps_both(unit, karen):
    employment = EmploymentFactory(unit=unit)
    actions.end_employment(employment, MAY_3, actor=karen)
    assert actions.change_last_day(employment, JUNE_1, actor=karen).to_on == JUNE_1
    assert actions.change_last_day(employment, None, actor=karen).to_on is None
    with pytest.raises(RuleBroken, match="Der står ikke en sidste dag at rette"):
        actions.change_last_day(employment, None, actor=karen)
    lines = AuditLine.objects.filter(what="organisations.last_day_changed").order_by("pk")
    assert [line.detail for line in lines] == ["2021-05-03 → 2021-06-01", "2021-06-01 → ingen"]


@pytest.mark.parametrize(
    ("last_day", "sentence"),
    [
        (MAY_3, "Det er den sidste dag, der står"),
        (date(2019, 12, 31), r"Det begyndte først den 1\. jan\. 2020"),
        (date(2040, 1, 1), "Vælg en dato mellem"),
        (None, "Det står der allerede: ansættelse i enheden"),
    ],
)
def test_a_last_day_is_not_put_wrong_again(unit, karen, last_day, sentence):
    employment = EmploymentFactory(unit=unit, to_on=MAY_3)
    EmploymentFactory(unit=unit, person=employment.person, from_on=JUNE_1)
    with pytest.raises(RuleBroken, match=sentence) as refused:
        actions.change_last_day(employment, last_day, actor=karen)
    assert (refused.value.field, AuditLine.objects.whats()) == ("last_day" if "allerede" not in sentence else None, [])


def test_a_last_day_is_put_right_by_whoever_keeps_the_people(unit):
    employment = EmploymentFactory(unit=unit, to_on=MAY_3)
    others = (employment.person, leader_of(unit), colleague_in(unit), consultant_of(OrganisationFactory()))
    for other in others:
        with pytest.raises(Denied):
            actions.change_last_day(employment, None, actor=other.as_actor())


def test_a_function_is_given_and_ended(unit, karen):
    function = actions.give_function(colleague_in(unit), unit, FunctionKind.BEACON, from_on=MAY_3, actor=karen)
    assert function.person.as_actor().units_as(FunctionKind.BEACON) == {unit.pk}
    actions.end_function(function, date(2021, 5, 3), actor=karen)
    assert function.is_over is False  # today is its last day


def test_leading_ends_with_its_day(unit, karen, on_date):
    leadership = actions.make_leader(PersonFactory(), unit, from_on=MAY_3, actor=karen)
    actions.end_leadership(leadership, MAY_3, actor=karen)
    on_date(date(2021, 5, 4))
    assert Leading.today().leaders_of(unit.pk) == []


def test_roles_are_given_by_the_administrator_alone(unit, karen):
    sanne = administrator_of(unit.organisation).as_actor()
    person = PersonFactory()
    role = actions.give_role(person, unit.organisation, Role.HEAD, from_on=MAY_3, actor=sanne)
    assert person.as_actor().organisations_as(Role.HEAD) == {unit.organisation_id}
    with pytest.raises(Denied, match="administrator, der giver roller"):
        actions.give_role(person, unit.organisation, Role.FINANCE, from_on=MAY_3, actor=karen)
    with pytest.raises(Denied):
        actions.end_role(role, MAY_3, actor=karen)
    assert actions.end_role(role, MAY_3, actor=sanne).to_on == MAY_3


def test_the_last_administrator_stays(unit):
    sanne = administrator_of(unit.organisation)
    role = sanne.system_roles.get()
    with pytest.raises(RuleBroken, match="den sidste administrator"):
        actions.end_role(role, MAY_3, actor=sanne.as_actor())
    SystemRoleFactory(organisation=unit.organisation, role=Role.ADMINISTRATOR)
    actions.end_role(role, MAY_3, actor=sanne.as_actor())


def test_a_leader_names_a_deputy_for_themselves_alone(unit):
    lene, anne = leader_of(unit), colleague_in(unit)
    actions.name_deputy(lene, anne, from_on=MAY_3, to_on=JUNE_1, actor=lene.as_actor())
    assert anne.as_actor().led_unit_ids == {unit.pk}
    with pytest.raises(Denied, match="Kun lederen selv"):
        actions.name_deputy(lene, PersonFactory(), from_on=MAY_3, to_on=JUNE_1, actor=anne.as_actor())


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"deputy": "self"}, "din egen stedfortræder"),
        ({"to_on": date(2021, 5, 2), "from_on": date(2021, 5, 1)}, "allerede gået"),
    ],
)
def test_a_deputyship_that_makes_no_sense_is_refused(unit, change, sentence):
    lene = leader_of(unit)
    deputy = lene if change.pop("deputy", None) else colleague_in(unit)
    days = {"from_on": MAY_3, "to_on": JUNE_1, **change}
    with pytest.raises(RuleBroken, match=sentence):
        actions.name_deputy(lene, deputy, **days, actor=lene.as_actor())


def test_a_deputyship_backwards_is_refused_by_the_database_too(unit):
    lene = leader_of(unit)
    with pytest.raises(ValidationError, match="Slutdatoen"):
        actions.name_deputy(lene, colleague_in(unit), from_on=date(2021, 7, 1), to_on=JUNE_1, actor=lene.as_actor())


def test_a_leader_back_early_ends_the_deputyship(unit, on_date):
    lene = leader_of(unit)
    named = DeputyshipFactory(leader=lene)
    actions.end_deputyship(named, MAY_3, actor=lene.as_actor())
    on_date(date(2021, 5, 4))
    assert named.deputy.as_actor().led_unit_ids == frozenset()


AHEAD = [
    (EmploymentFactory, consultant_of),
    (FunctionFactory, consultant_of),
    (LeadershipFactory, consultant_of),
    (SystemRoleFactory, administrator_of),
]


@pytest.mark.parametrize(("factory", "maintainer"), AHEAD)
def test_what_has_not_begun_is_called_off_once_by_whoever_may_end_it(unit, factory, maintainer):
    where = {"organisation": unit.organisation} if factory is SystemRoleFactory else {"unit": unit}
    ahead = factory(**where, from_on=JUNE_1)
    colleague = EmploymentFactory(person=ahead.person)
    for other in (ahead.person, leader_of(unit), maintainer(OrganisationFactory())):
        with pytest.raises(Denied):
            actions.call_off(ahead, actor=other.as_actor())
    for shown in (ahead, copy(ahead)):
        actions.call_off(shown, actor=maintainer(unit.organisation).as_actor())
    assert not type(ahead).objects.filter(from_on=JUNE_1).exists()
    assert AuditLine.objects.whats() == ["organisations.called_off"]
    assert AuditLine.objects.get().detail == "fra 1. juni 2021"
    assert Person.objects.filter(pk=colleague.person_id).exists()


def test_a_new_colleague_who_does_not_come_is_known_no_more_and_the_mail_is_free(unit, karen):
    name = {"first_name": "Anne", "last_name": "Friis", "email": "anne@horsens.example"}
    for _time in range(2):
        job = JobCategory.OTHER, Education.NONE
        actions.call_off(actions.take_on(unit, *job, **name, from_on=JUNE_1, actor=karen), actor=karen)
    assert not Person.objects.filter(email=name["email"]).exists()
    lines = ["person_added", "employed", "called_off", "person_removed"] * 2
    assert AuditLine.objects.whats() == [f"organisations.{what}" for what in lines]


@pytest.mark.parametrize("from_on", [MAY_3, JUNE_1])
def test_a_leader_calls_off_a_deputy_who_begins_today_or_later(from_on, unit):
    lene = leader_of(unit)
    ahead = DeputyshipFactory(leader=lene, from_on=from_on, to_on=JUNE_1)
    with pytest.raises(Denied, match="Kun lederen selv"):
        actions.call_off(ahead, actor=ahead.deputy.as_actor())
    actions.call_off(ahead, actor=lene.as_actor())
    assert not lene.deputies.exists()


def test_what_began_before_today_is_not_called_off(unit, karen):
    begun = FunctionFactory(unit=unit, from_on=date(2021, 5, 2))
    with pytest.raises(RuleBroken, match="Det begyndte før i dag"):
        actions.call_off(begun, actor=karen)
    assert begun.person.functions.get() == begun


@pytest.mark.parametrize(("factory", "maintainer"), AHEAD)
def test_what_begins_today_is_called_off_as_if_it_never_was(factory, maintainer, unit):
    where = {"organisation": unit.organisation} if factory is SystemRoleFactory else {"unit": unit}
    wrong = factory(**where, person=colleague_in(UnitFactory()), from_on=MAY_3)
    for shown in (wrong, copy(wrong)):
        actions.call_off(shown, actor=maintainer(unit.organisation).as_actor())
    mette = Person.objects.get(pk=wrong.person_id).as_actor()
    assert (unit.pk in mette.led_unit_ids | mette.unit_ids, mette.organisations_as(Role.CONSULTANT)) == (
        False,
        frozenset(),
    )
    assert not mette.units_as(FunctionKind.BEACON)
    assert AuditLine.objects.whats() == ["organisations.called_off"]


def test_the_last_administrator_does_not_take_back_the_role_given_today(unit):
    sanne = SystemRoleFactory(organisation=unit.organisation, role=Role.ADMINISTRATOR, from_on=MAY_3)
    with pytest.raises(RuleBroken, match="den sidste administrator"):
        actions.call_off(sanne, actor=sanne.person.as_actor())


def test_a_move_that_begins_today_is_called_off_too(unit, karen):
    employment = EmploymentFactory(unit=unit)
    moved = actions.move_person(employment, UnitFactory(organisation=unit.organisation), from_on=MAY_3, actor=karen)
    actions.call_off(moved, actor=karen)
    assert (Employment.objects.get().unit, Employment.objects.get().to_on) == (unit, None)


def test_what_was_called_off_is_not_ended(unit, karen):
    ahead = FunctionFactory(unit=unit, from_on=JUNE_1)
    shown = copy(ahead)
    actions.call_off(ahead, actor=karen)
    with pytest.raises(RuleBroken, match="Det er trukket tilbage"):
        actions.end_function(shown, JUNE_1, actor=karen)
    assert not shown.person.functions.exists()


@pytest.mark.parametrize("is_known", [True, False])
def test_a_job_that_was_called_off_is_not_moved_and_has_no_last_day(is_known, unit, karen):
    ahead = EmploymentFactory(unit=unit, from_on=JUNE_1, to_on=date(2021, 12, 31))
    if is_known:
        EmploymentFactory(person=ahead.person)
    shown, other = copy(ahead), UnitFactory(organisation=unit.organisation)
    actions.call_off(ahead, actor=karen)
    with pytest.raises(RuleBroken, match="Det er trukket tilbage"):
        actions.move_person(shown, other, from_on=date(2021, 7, 1), actor=karen)
    with pytest.raises(RuleBroken, match="Det er trukket tilbage"):
        actions.change_last_day(shown, None, actor=karen)


def test_an_administrator_to_come_is_not_called_off_once_the_one_before_has_a_last_day(unit):
    sanne = administrator_of(unit.organisation)
    ahead = actions.give_role(PersonFactory(), unit.organisation, Role.ADMINISTRATOR, from_on=JUNE_1, actor=DEMO)
    actions.end_role(sanne.system_roles.get(), JUNE_1, actor=DEMO)
    with pytest.raises(RuleBroken, match="den sidste administrator"):
        actions.call_off(ahead, actor=sanne.as_actor())


def test_a_leader_says_how_many_can_be_spared(unit):
    lene = leader_of(unit).as_actor()
    actions.set_spare(unit, 2, actor=lene)
    actions.set_spare(unit, 0, on=date(2021, 8, 16), actor=lene)
    actions.set_spare(unit, 1, on=date(2021, 8, 16), actor=lene)
    unit.refresh_from_db()
    assert [unit.can_spare_on(day) for day in (date(2021, 8, 16), date(2021, 8, 17))] == [1, 2]
    actions.clear_spare(unit, date(2021, 8, 16), actor=lene)
    actions.clear_spare(unit, date(2021, 8, 16), actor=lene)
    assert not unit.spares.exists()
    assert AuditLine.objects.whats() == ["organisations.spare_set"] * 3 + ["organisations.spare_cleared"]
    with pytest.raises(Denied, match="lederen, der siger"):
        actions.set_spare(unit, 9, actor=colleague_in(unit).as_actor())
    with pytest.raises(RuleBroken, match="Datoen er gået"):
        actions.set_spare(unit, 1, on=date(2021, 5, 2), actor=lene)


def test_holiday_weeks_are_put_in_and_taken_out(unit, karen):
    week = actions.set_holiday_week(unit.organisation, 2021, 42, "Efterårsferie", actor=karen)
    assert unit.organisation.closed_week_names() == {IsoWeek(2021, 42): "Efterårsferie"}
    actions.remove_holiday_week(week, actor=karen)
    assert unit.organisation.closed_weeks() == frozenset()
    assert AuditLine.objects.whats() == ["organisations.holiday_week_set", "organisations.holiday_week_removed"]


def test_a_week_the_year_has_not_is_refused(unit, karen):
    with pytest.raises(RuleBroken, match="I 2021 er der kun uge 1 til 52"):
        actions.set_holiday_week(unit.organisation, 2021, 53, "Jul", actor=karen)


def test_a_week_stands_once(unit, karen):
    HolidayWeekFactory(organisation=unit.organisation, week=42)
    with pytest.raises(ValidationError, match="Ugen står der allerede"):
        actions.set_holiday_week(unit.organisation, 2021, 42, "Efterårsferie", actor=karen)


def test_strangers_change_no_week(unit):
    stranger = consultant_of(OrganisationFactory()).as_actor()
    with pytest.raises(Denied):
        actions.set_holiday_week(unit.organisation, 2021, 42, "Ferie", actor=stranger)


def test_nobody_but_keepers_and_oneself_opens_a_persons_page(unit, karen):
    mette = colleague_in(unit)
    for actor, sees in (
        (karen, True),
        (mette.as_actor(), True),
        (leader_of(unit).as_actor(), False),
        (colleague_in(unit).as_actor(), False),
        (consultant_of(OrganisationFactory()).as_actor(), False),
    ):
        assert Person.objects.visible_to(actor).filter(pk=mette.pk).exists() is sees


@pytest.mark.parametrize(("keeps", "may"), [(OrganisationFactory, True), (ProviderFactory, False)])
def test_a_kommunes_administrator_adds_organisations_and_a_providers_does_not(keeps, may):
    actor = administrator_of(keeps()).as_actor()
    assert bool(permissions.may_add_organisation(actor)) is may
