"""Pages of people, units and weeks, and a leader's own: who reaches them, what stands there, what a slip shows."""

from datetime import date

import pytest
from django.urls import reverse

from rodfaest.audit.models import AuditLine
from rodfaest.organisations.models import Person, Unit
from rodfaest.organisations.rules import FunctionKind, Role, UnitKind
from tests.factories.login import Client
from tests.factories.organisations import (
    LONG_AGO,
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
    administrator_of,
    colleague_in,
    consultant_of,
    leader_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return UnitFactory(name="Mælkebøtten")


@pytest.fixture
def kommune(unit):
    return unit.organisation


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text_of(response):
    return response.content.decode()


# People and units


def test_one_organisation_is_opened_straight_away(kommune):
    response = signed_in(consultant_of(kommune)).get(reverse("organisations:organisation_list"))
    assert (response.status_code, response.url) == (303, reverse("organisations:organisation_show", args=[kommune.pk]))


def test_whoever_keeps_none_is_told_what_the_page_is_for():
    response = signed_in(PersonFactory()).get(reverse("organisations:organisation_list"))
    assert "kommunens administrator og konsulenter" in text_of(response)


def test_the_tree_is_for_its_keepers(kommune, unit):
    address = reverse("organisations:organisation_show", args=[kommune.pk])
    for person, status in (
        (consultant_of(kommune), 200),
        (administrator_of(kommune), 200),
        (leader_of(unit), 404),
        (colleague_in(unit), 404),
        (consultant_of(OrganisationFactory()), 404),
    ):
        assert signed_in(person).get(address).status_code == status
    assert Client().get(address).status_code == 302
    assert signed_in(consultant_of(kommune)).post(address).status_code == 405


def test_an_empty_tree_says_how_to_begin():
    kommune = OrganisationFactory()
    response = signed_in(consultant_of(kommune)).get(reverse("organisations:organisation_show", args=[kommune.pk]))
    assert "Begynd med områderne" in text_of(response)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_tree_asks_as_many_queries_whatever_the_rows(rows, kommune, django_assert_num_queries):
    for unit in UnitFactory.create_batch(rows, organisation=kommune):
        leader_of(unit)
        colleague_in(unit)
    client = signed_in(consultant_of(kommune))
    UnitFactory.create_batch(rows, organisation=kommune, closed_from=LONG_AGO)
    with django_assert_num_queries(12):
        assert client.get(reverse("organisations:organisation_show", args=[kommune.pk])).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_a_unit_asks_as_many_queries_whatever_the_rows(rows, unit, django_assert_num_queries):
    for employment in EmploymentFactory.create_batch(rows, unit=unit):
        FunctionFactory(unit=unit, person=employment.person)
        UnitFactory(organisation=unit.organisation, parent=unit)
        LeadershipFactory(unit=unit)
    client = signed_in(consultant_of(unit.organisation))
    with django_assert_num_queries(12):
        assert client.get(reverse("organisations:unit_show", args=[unit.pk])).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_a_person_asks_as_many_queries_whatever_the_rows(rows, kommune, django_assert_num_queries):
    person = PersonFactory()
    for unit in UnitFactory.create_batch(rows, organisation=kommune):
        EmploymentFactory(person=person, unit=unit)
        FunctionFactory(person=person, unit=unit)
    client = signed_in(consultant_of(kommune))
    with django_assert_num_queries(17):
        assert client.get(reverse("organisations:person_show", args=[person.pk])).status_code == 200


def test_a_colleague_sees_who_works_here_but_not_their_education(unit):
    mette = colleague_in(unit)
    seen = text_of(signed_in(mette).get(reverse("organisations:unit_show", args=[unit.pk])))
    assert (mette.full_name in seen, "(PAU)" in seen, "Ny kollega" in seen) == (True, False, False)
    assert signed_in(PersonFactory()).get(reverse("organisations:unit_show", args=[unit.pk])).status_code == 404


@pytest.mark.parametrize("kind", list(FunctionKind))
def test_tilsyn_and_tr_see_the_unit_and_not_who_works_there_whoever_helps_does(kind, unit):
    mette, page = colleague_in(unit), reverse("organisations:unit_show", args=[unit.pk])
    client = signed_in(FunctionFactory(unit=unit, kind=kind).person)
    named = kind not in (FunctionKind.SUPERVISION, FunctionKind.UNION_REP)
    for address in (page, f"{page}?som=csv"):
        seen = text_of(client.get(address))
        assert (mette.full_name in seen, "Navnene ses af" in seen) == (named, not named)


def test_the_chef_sees_the_unit_and_not_who_works_there(kommune, unit):
    mette, page = colleague_in(unit), reverse("organisations:unit_show", args=[unit.pk])
    seen = text_of(signed_in(SystemRoleFactory(organisation=kommune, role=Role.HEAD).person).get(page))
    assert (unit.name in seen, mette.full_name in seen) == (True, False)


def test_whoever_sees_the_people_of_a_unit_may_have_them_as_csv_of_the_same_columns(kommune, unit):
    mette, sheet = colleague_in(unit), reverse("organisations:unit_show", args=[unit.pk]) + "?som=csv"
    assert "(PAU)" in text_of(signed_in(consultant_of(kommune)).get(sheet))
    lines = text_of(signed_in(mette).get(sheet)).splitlines()
    assert (lines[0], len(lines), mette.full_name in lines[1]) == ("\ufeffNavn;Stilling;Funktion", 2, True)
    assert signed_in(PersonFactory()).get(sheet).status_code == 404


def test_a_unit_says_who_leads_it_or_that_nobody_does(kommune, unit):
    below = UnitFactory(organisation=kommune, parent=unit)
    client, page = signed_in(consultant_of(kommune)), reverse("organisations:unit_show", args=[below.pk])
    make_one = "Gør en medarbejder til leder på personens side."
    assert "Ingen er registreret som leder." in text_of(client.get(page))
    assert make_one not in text_of(client.get(page))
    mette = colleague_in(below)
    assert make_one in text_of(client.get(page))
    assert "Gør til leder" in text_of(client.get(reverse("organisations:person_show", args=[mette.pk])))
    assert make_one not in text_of(signed_in(mette).get(page))
    leader_of(unit)
    assert "Ingen her. Enheden over leder." in text_of(client.get(page))
    assert make_one not in text_of(client.get(page))
    assert leader_of(below).full_name in text_of(client.get(page))


def test_a_unit_is_added(kommune):
    unit = UnitFactory(organisation=kommune, kind=UnitKind.INSTITUTION)
    client = signed_in(administrator_of(kommune))
    address = reverse("organisations:unit_add", args=[kommune.pk])
    assert client.get(address).status_code == 200
    typed = {"name": "Tusindfryd", "kind": "house", "parent": unit.pk, "ownership": "private", "can_spare": 2}
    response = client.post(address, typed)
    added = unit.children.get()
    assert (response.status_code, added.name, added.can_spare) == (303, "Tusindfryd", 2)
    again = client.post(address, typed)
    assert again.status_code == 422
    assert "allerede en enhed med det navn" in text_of(again)
    assert 'value="Tusindfryd"' in text_of(again)


def test_a_new_colleague_comes_in(unit):
    client = signed_in(consultant_of(unit.organisation))
    address = reverse("organisations:person_take_on", args=[unit.pk])
    typed = {
        "first_name": "Anne",
        "last_name": "Friis",
        "email": "anne@horsens.example",
        "job_category": "assistant",
        "education": "assistant",
        "from_on": "1.6.2021",
    }
    assert client.get(address).status_code == 200
    response = client.post(address, typed)
    anne = Person.objects.get(email="anne@horsens.example")
    assert (response.url, anne.employments.get().from_on) == (
        reverse("organisations:person_show", args=[anne.pk]),
        date(2021, 6, 1),
    )
    taken = client.post(address, typed | {"first_name": "Anna"})
    assert (taken.status_code, Person.objects.filter(last_name="Friis").count()) == (422, 1)
    assert "anne@horsens.example" in text_of(taken)
    assert "En anden person har allerede den mail. Se efter, om den er skrevet rigtigt." in text_of(taken)
    assert signed_in(PersonFactory()).post(address, typed).status_code == 404


def test_a_new_colleague_without_a_mail_pressed_twice_is_one_and_another_of_the_name_is_said_to_be(unit):
    client = signed_in(consultant_of(unit.organisation))
    address = reverse("organisations:person_take_on", args=[unit.pk])
    typed = {"first_name": "Anne", "last_name": "Friis", "job_category": "other", "education": "none"}
    typed |= {"from_on": "2021-06-01"}
    assert "En anden med samme navn?" not in text_of(client.get(address))
    assert client.post(address, typed).status_code == 303
    anne = Person.objects.get(first_name="Anne")

    asked = client.post(address, typed | {"first_name": " anne"})
    assert (asked.status_code, Person.objects.filter(last_name="Friis").count()) == (422, 1)
    assert "Anne Friis står her allerede. Sæt kryds, hvis det er en anden." in text_of(asked)
    assert "En anden end Anne Friis (uden mail)" in text_of(asked)
    assert reverse("organisations:person_show", args=[anne.pk]) in text_of(asked)

    told = typed | {"other_than": anne.pk}
    assert [client.post(address, told).status_code for _press in range(2)] == [303, 422]
    assert Person.objects.filter(last_name="Friis").count() == 2


def test_the_same_name_in_another_house_or_of_one_who_has_left_is_no_question(unit):
    client = signed_in(consultant_of(unit.organisation))
    address = reverse("organisations:person_take_on", args=[unit.pk])
    name = {"first_name": "Anne", "last_name": "Friis"}
    typed = name | {"job_category": "other", "education": "none", "from_on": "2021-06-01"}
    EmploymentFactory(person=PersonFactory(**name), unit=unit, to_on=date(2021, 4, 30))
    EmploymentFactory(person=PersonFactory(**name))
    assert client.post(address, typed).status_code == 303


def test_a_colleague_takes_nobody_on(unit):
    client = signed_in(colleague_in(unit))
    typed = {
        "first_name": "Anne",
        "last_name": "F",
        "job_category": "other",
        "education": "none",
        "from_on": "1.6.2021",
    }
    response = client.post(reverse("organisations:person_take_on", args=[unit.pk]), typed)
    assert (response.status_code, Person.objects.filter(first_name="A").exists()) == (422, False)


@pytest.mark.parametrize(
    ("what", "typed"),
    [
        ("employment", {"job_category": "pedagogue", "education": "pedagogue", "from_on": "2021-06-01"}),
        ("leadership", {"from_on": "2021-06-01"}),
        ("function", {"kind": "beacon", "from_on": "2021-06-01"}),
    ],
)
def test_employments_leadership_and_functions_are_given_and_ended_on_the_persons_page(unit, what, typed):
    mette = colleague_in(unit)
    other = UnitFactory(organisation=unit.organisation)
    client = signed_in(consultant_of(unit.organisation))
    address = reverse(f"organisations:{what}_add", args=[mette.pk])
    data = {f"{what}-{name}": value for name, value in {**typed, "unit": other.pk}.items()}

    assert client.post(address, data).status_code == 303
    twice = client.post(address, data)
    assert twice.status_code == 422
    assert "Det står der allerede" in text_of(twice)

    rows = {"employment": mette.employments, "leadership": mette.leaderships, "function": mette.functions}[what]
    row = rows.get(unit=other)
    end = reverse(f"organisations:{what}_end", args=[mette.pk, row.pk])
    assert client.post(end, {f"{what}-{row.pk}-last_day": "2021-05-31"}).status_code == 422
    assert client.post(end, {f"{what}-{row.pk}-last_day": "2021-07-31"}).status_code == 303
    again = client.post(end, {f"{what}-{row.pk}-last_day": "2021-07-31"})
    assert (again.status_code, "Det er allerede afsluttet" in text_of(again)) == (422, True)
    assert client.get(end).status_code == 405
    assert signed_in(leader_of(unit)).post(end, {}).status_code == 404


@pytest.mark.parametrize(
    ("what", "typed"),
    [
        ("employment", {"job_category": "pedagogue", "education": "pedagogue"}),
        ("leadership", {}),
        ("function", {"kind": "beacon"}),
    ],
)
def test_what_is_written_ahead_is_called_off_on_the_persons_page(unit, what, typed):
    mette, other = colleague_in(unit), UnitFactory(organisation=unit.organisation)
    client, shown = signed_in(consultant_of(unit.organisation)), reverse("organisations:person_show", args=[mette.pk])
    data = {f"{what}-{name}": value for name, value in {**typed, "unit": other.pk, "from_on": "2021-06-01"}.items()}
    assert client.post(reverse(f"organisations:{what}_add", args=[mette.pk]), data).status_code == 303

    rows = {"employment": mette.employments, "leadership": mette.leaderships, "function": mette.functions}[what]
    row = rows.get(unit=other)
    call_off, end = (reverse(f"organisations:{what}_{verb}", args=[mette.pk, row.pk]) for verb in ("call_off", "end"))
    assert [address in text_of(client.get(shown)) for address in (call_off, end)] == [True, False]
    for _press in range(2):
        response = client.post(call_off)
        assert (response.status_code, response.url) == (303, shown)
        assert "Det er trukket tilbage." in text_of(client.get(shown))
    assert not rows.filter(unit=other).exists()
    assert client.get(call_off).status_code == 405
    assert signed_in(leader_of(unit)).post(call_off).status_code == 404


def test_a_number_that_is_no_number_is_refused_beside_its_field_and_all_that_was_typed_stays(unit):
    client, page = signed_in(consultant_of(unit.organisation)), reverse("organisations:person_take_on", args=[unit.pk])
    job = {"job_category": "other", "education": "none", "from_on": "2021-06-01"}
    typed = {"first_name": "<b>Bo</b>", "last_name": "010118-1234", "phone": "abc", **job}
    first, second = client.post(page, typed), client.post(page, typed | {"last_name": "Friis"})
    assert (first.status_code, second.status_code) == (422, 422)
    assert "Der står et tal, der ligner et CPR-nummer. Slet det." in text_of(first)
    for said in ("Skriv navnet med bogstaver.", "Det ligner ikke et dansk nummer. Skriv otte cifre", 'value="abc"'):
        assert said in text_of(second)
    assert not Person.objects.filter(last_name="Friis").exists()


def test_a_planned_move_is_taken_back_on_the_persons_page(unit):
    mette, other = colleague_in(unit), UnitFactory(organisation=unit.organisation)
    client, shown = signed_in(consultant_of(unit.organisation)), reverse("organisations:person_show", args=[mette.pk])
    move = reverse("organisations:employment_move", args=[mette.pk, mette.employments.get().pk])
    client.post(move, {"unit": other.pk, "from_on": "2021-06-01"})
    row = mette.employments.get(unit=other)
    client.post(reverse("organisations:employment_call_off", args=[mette.pk, row.pk]))
    assert "Flytningen er trukket tilbage." in text_of(client.get(shown))
    assert (mette.employments.get().unit, mette.employments.get().to_on) == (unit, None)


def test_the_list_comes_back_where_the_person_went_with_what_was_called_off(unit):
    ahead = EmploymentFactory(unit=unit, from_on=date(2021, 6, 1))
    client, page = signed_in(consultant_of(unit.organisation)), reverse("organisations:organisation_list")
    call_off = reverse("organisations:employment_call_off", args=[ahead.person_id, ahead.pk])
    asks = client.post(call_off)
    assert f"Skal {ahead.person.full_name} helt ud af Rodfæst?" in text_of(asks)
    assert f"Der står kun én ting om {ahead.person.first_name} i Rodfæst." in text_of(asks)
    assert Person.objects.filter(pk=ahead.person_id).exists()
    back = reverse("organisations:person_show", args=[ahead.person_id])
    assert f'name="back" value="{back}"' in text_of(asks)
    for _press in range(2):
        response = client.post(call_off, {"back": back})
        assert (response.status_code, response.url) == (303, page)
        assert "Det er trukket tilbage." in text_of(client.get(page, follow=True))


def test_what_has_begun_ends_and_is_not_called_off(unit):
    mette = colleague_in(unit)
    client = signed_in(consultant_of(unit.organisation))
    row = mette.employments.get()
    call_off, end = (
        reverse(f"organisations:employment_{verb}", args=[mette.pk, row.pk]) for verb in ("call_off", "end")
    )
    seen = text_of(client.get(reverse("organisations:person_show", args=[mette.pk])))
    assert [address in seen for address in (call_off, end)] == [False, True]
    client.post(call_off)
    assert mette.employments.get() == row


@pytest.mark.parametrize("what", ["leadership", "function", "role"])
def test_what_lets_somebody_read_ends_at_once_where_that_is_said(what, kommune, unit, on_date):
    on_date(date(2021, 8, 16))
    row = {
        "leadership": lambda: LeadershipFactory(unit=unit),
        "function": lambda: FunctionFactory(unit=unit),
        "role": lambda: SystemRoleFactory(organisation=kommune),
    }[what]()
    theirs, ours = signed_in(row.person), signed_in(administrator_of(kommune))
    page = reverse("organisations:unit_show", args=[unit.pk])
    address = reverse(f"organisations:{what}_end", args=[row.person.pk, row.pk])
    prefix = f"{row._meta.model_name}-{row.pk}"
    assert f'name="{prefix}-at_once"' in text_of(ours.get(reverse("organisations:person_show", args=[row.person.pk])))

    assert ours.post(address, {f"{prefix}-last_day": "2021-08-16"}).status_code == 303
    assert theirs.get(page).status_code == 200, "until the day is over"
    assert ours.post(address, {f"{prefix}-last_day": "2021-08-16", f"{prefix}-at_once": "on"}).status_code == 303
    assert theirs.get(page).status_code == 404
    row.refresh_from_db()
    assert row.to_on == date(2021, 8, 15)


def test_an_employment_lasts_its_day_out(unit):
    mette = colleague_in(unit)
    seen = text_of(signed_in(consultant_of(unit.organisation)).get(f"/person/{mette.pk}/"))
    assert ("last_day" in seen, "at_once" in seen) == (True, False)


def test_the_last_administrator_does_not_end_at_once_either(kommune):
    role = SystemRoleFactory(organisation=kommune, role=Role.ADMINISTRATOR)
    address = reverse("organisations:role_end", args=[role.person.pk, role.pk])
    prefix = f"systemrole-{role.pk}"
    answer = signed_in(role.person).post(address, {f"{prefix}-last_day": "2021-08-16", f"{prefix}-at_once": "on"})
    assert (answer.status_code, "Det er den sidste administrator." in text_of(answer)) == (422, True)


def test_a_role_given_to_the_wrong_person_today_is_taken_back_with_the_same_button(kommune, unit):
    mette, client = colleague_in(unit), signed_in(administrator_of(kommune))
    typed = {"role-organisation": kommune.pk, "role-role": "head", "role-from_on": "2021-05-03"}
    client.post(reverse("organisations:role_add", args=[mette.pk]), typed)
    call_off = reverse("organisations:role_call_off", args=[mette.pk, mette.system_roles.get().pk])
    assert call_off in text_of(client.get(reverse("organisations:person_show", args=[mette.pk])))
    assert client.post(call_off).status_code == 303
    assert not mette.system_roles.exists()


def test_a_role_is_given_by_an_administrator(kommune, unit):
    mette = colleague_in(unit)
    address = reverse("organisations:role_add", args=[mette.pk])
    typed = {"role-organisation": kommune.pk, "role-role": "head", "role-from_on": "2021-05-03"}
    assert signed_in(consultant_of(kommune)).post(address, typed).status_code == 422
    assert signed_in(administrator_of(kommune)).post(address, typed).status_code == 303
    assert mette.as_actor().organisations_as(Role.HEAD) == {kommune.pk}


def test_a_thing_nobody_has_is_not_found(kommune, unit):
    client = signed_in(consultant_of(kommune))
    mette = colleague_in(unit)
    assert client.post(reverse("organisations:function_end", args=[mette.pk, 99])).status_code == 404


def test_somebody_moves_and_both_places_stand_in_the_history(unit):
    employment = EmploymentFactory(unit=unit)
    other = UnitFactory(organisation=unit.organisation, name="Fyrtårnet")
    client = signed_in(consultant_of(unit.organisation))
    address = reverse("organisations:employment_move", args=[employment.person_id, employment.pk])
    assert client.get(address).status_code == 200
    assert client.post(address, {"unit": other.pk, "from_on": "2021-06-01"}).status_code == 303
    seen = text_of(client.get(reverse("organisations:person_show", args=[employment.person_id])))
    assert ("Fyrtårnet" in seen, "1. jan. 2020 – 31. maj 2021" in seen) == (True, True)
    assert client.post(address, {"unit": other.pk, "from_on": "2021-06-01"}).status_code == 422


def test_the_page_of_a_move_says_that_a_last_day_that_was_set_follows(unit):
    employment = EmploymentFactory(unit=unit, to_on=date(2021, 12, 31))
    client = signed_in(consultant_of(unit.organisation))
    address = reverse("organisations:employment_move", args=[employment.person_id, employment.pk])
    assert "Den sidste dag er stadig fredag den 31. december 2021." in text_of(client.get(address))


def test_a_last_day_is_put_right_on_a_page_that_says_what_does_not_come_back(unit):
    employment = EmploymentFactory(unit=unit, to_on=date(2021, 5, 2))
    client = signed_in(consultant_of(unit.organisation))
    person = reverse("organisations:person_show", args=[employment.person_id])
    address = reverse("organisations:last_day_change", args=[employment.person_id, employment.pk])
    assert address in text_of(client.get(person))
    assert "En plads, der er givet fri, kommer ikke tilbage" in text_of(client.get(address))
    assert client.post(address, {"last_day": "i morgen"}).status_code == 422
    assert client.post(address, {"last_day": ""}).url == person
    assert "Ansættelsen fortsætter." in text_of(client.get(person))
    assert client.post(address, {"last_day": ""}).status_code == 422
    assert "Der står ikke en sidste dag at rette." in text_of(client.get(address))
    assert address not in text_of(client.get(person))


def test_nobody_else_puts_a_last_day_right(unit):
    employment = EmploymentFactory(unit=unit, to_on=date(2021, 5, 2))
    address = reverse("organisations:last_day_change", args=[employment.person_id, employment.pk])
    for other, status in ((employment.person, 422), (leader_of(unit), 404), (colleague_in(unit), 404)):
        assert signed_in(other).post(address, {"last_day": ""}).status_code == status
    employment.refresh_from_db()
    assert employment.to_on == date(2021, 5, 2)
    stranger = EmploymentFactory()
    client = signed_in(consultant_of(unit.organisation))
    theirs = reverse("organisations:last_day_change", args=[employment.person_id, stranger.pk])
    assert (client.get(theirs).status_code, client.put(address).status_code) == (404, 405)


def test_ones_own_page_can_be_read_and_not_changed(unit):
    mette = colleague_in(unit)
    seen = text_of(signed_in(mette).get(reverse("organisations:person_show", args=[mette.pk])))
    assert ("dagplejer" in seen, '<form class="sheet-form"' in seen) == (True, False)


# Holiday weeks


def test_weeks_are_put_in_taken_out_and_put_back(kommune):
    client = signed_in(consultant_of(kommune))
    page, put = (
        reverse(f"organisations:{name}", args=[kommune.pk]) for name in ("holiday_week_list", "holiday_week_set")
    )
    assert "Her er ingen uger endnu" in text_of(client.get(page))
    typed = {"year": 2021, "week": 42, "name": "Efterårsferie"}
    assert client.post(put, typed).status_code == 303
    twice = client.post(put, typed)
    assert (twice.status_code, "Ugen står der allerede" in text_of(twice)) == (422, True)

    week = kommune.holiday_weeks.get()
    remove = reverse("organisations:holiday_week_remove", args=[kommune.pk, week.pk])
    removed = client.post(remove)
    assert removed.status_code == 303
    offer = text_of(client.get(removed.url))
    assert ("Fortryd" in offer, 'name="week" value="42"' in offer) == (True, True)
    assert client.post(remove).status_code == 303
    client.post(put, typed)
    assert kommune.holiday_weeks.count() == 1
    assert AuditLine.objects.whats() == [
        "organisations.holiday_week_set",
        "organisations.holiday_week_removed",
        "organisations.holiday_week_set",
    ]


def test_weeks_are_for_keepers(kommune, unit):
    week = HolidayWeekFactory(organisation=kommune)
    for name, args in (
        ("holiday_week_list", [kommune.pk]),
        ("holiday_week_set", [kommune.pk]),
        ("holiday_week_remove", [kommune.pk, week.pk]),
    ):
        address = reverse(f"organisations:{name}", args=args)
        for person in (leader_of(unit), colleague_in(unit), consultant_of(OrganisationFactory())):
            client = signed_in(person)
            assert (client.get if name.endswith("list") else client.post)(address).status_code == 404
    assert signed_in(consultant_of(kommune)).get(address).status_code == 405


@pytest.mark.parametrize("rows", [1, 3])
def test_weeks_ask_as_many_queries_whatever_the_rows(rows, kommune, django_assert_num_queries):
    for week in range(rows):
        HolidayWeekFactory(organisation=kommune, week=week + 1)
    client = signed_in(consultant_of(kommune))
    with django_assert_num_queries(9):
        assert client.get(reverse("organisations:holiday_week_list", args=[kommune.pk])).status_code == 200


# A leader's pages


def test_a_leader_says_how_many_can_be_spared(unit):
    Unit.objects.update(can_spare=1)
    client = signed_in(leader_of(unit))
    page = reverse("organisations:spare_list")
    assert "Samme dag kan I som regel undvære 1 medarbejder." in text_of(client.get(page))
    usual = reverse("organisations:spare_set", args=[unit.pk])
    dated = reverse("organisations:spare_set_on", args=[unit.pk])
    assert client.post(usual, {f"usual-{unit.pk}-can_spare": "2"}).status_code == 303
    typed = {f"date-{unit.pk}-on": "2021-08-16", f"date-{unit.pk}-can_spare": "0"}
    assert client.post(dated, typed).status_code == 303
    seen = text_of(client.get(page))
    assert ("undvære 2 medarbejdere" in seen, "mandag den 16. august 2021: I kan undvære ingen" in seen) == (True, True)

    wrong = client.post(dated, {f"date-{unit.pk}-on": "2021-05-01", f"date-{unit.pk}-can_spare": "3"})
    assert (wrong.status_code, "Datoen er gået" in text_of(wrong), 'value="3"' in text_of(wrong)) == (422, True, True)
    clear = reverse("organisations:spare_clear", args=[unit.pk, unit.spares.get().pk])
    assert [client.post(clear).status_code for _ in range(2)] == [303, 303]
    assert not unit.spares.exists()
    assert client.get(usual).status_code == 405


def test_only_the_leader_sets_the_number(unit):
    address = reverse("organisations:spare_set", args=[unit.pk])
    typed = {f"usual-{unit.pk}-can_spare": "9"}
    assert signed_in(colleague_in(unit)).post(address, typed).status_code == 422
    assert signed_in(leader_of(UnitFactory())).post(address, typed).status_code == 404
    souschef = FunctionFactory(unit=unit, kind=FunctionKind.SOUSCHEF).person
    assert signed_in(souschef).post(address, typed).status_code == 303


def test_whoever_leads_nothing_is_told_what_the_page_is_for():
    assert "Du leder ingen enhed i dag" in text_of(signed_in(PersonFactory()).get(reverse("organisations:spare_list")))


@pytest.mark.parametrize("rows", [1, 3])
def test_spares_ask_as_many_queries_whatever_the_rows(rows, unit, django_assert_num_queries):
    lene = leader_of(unit)
    for below in UnitFactory.create_batch(rows, organisation=unit.organisation, parent=unit):
        SpareFactory(unit=below)
    client = signed_in(lene)
    with django_assert_num_queries(10):
        assert client.get(reverse("organisations:spare_list")).status_code == 200


def test_a_leader_names_a_deputy_and_ends_it(unit):
    lene, anne = leader_of(unit), colleague_in(unit)
    client = signed_in(lene)
    page = reverse("organisations:deputy_list")
    assert "Du har ingen stedfortræder lige nu" in text_of(client.get(page))
    typed = {"deputy": anne.pk, "from_on": "2021-05-03", "to_on": "2021-05-31"}
    assert client.post(page, typed).status_code == 303
    twice = client.post(page, typed)
    assert (twice.status_code, lene.deputies.count()) == (422, 1)
    assert anne.as_actor().led_unit_ids == {unit.pk}
    assert lene.full_name in text_of(signed_in(anne).get(page))

    end = reverse("organisations:deputy_end", args=[lene.deputies.get().pk])
    assert signed_in(PersonFactory()).post(end).status_code == 404
    assert client.get(end).status_code == 405
    assert client.post(end).status_code == 303
    assert lene.deputies.get().to_on == date(2021, 5, 3)


@pytest.mark.parametrize(("from_on", "may_end"), [(date(2021, 5, 3), True), (date(2021, 5, 4), False)])
def test_a_leader_calls_off_a_deputy_who_begins_today_or_later(from_on, may_end, unit):
    lene = leader_of(unit)
    named = DeputyshipFactory(leader=lene, from_on=from_on)
    client, page = signed_in(lene), reverse("organisations:deputy_list")
    call_off = reverse("organisations:deputy_call_off", args=[named.pk])
    seen = text_of(client.get(page))
    assert (call_off in seen, "I dag er sidste dag" in seen) == (True, may_end)
    assert client.get(call_off).status_code == 405
    for stranger in (PersonFactory(), named.deputy):
        signed_in(stranger).post(call_off)
    assert lene.deputies.get() == named
    for _press in range(2):
        assert client.post(call_off).url == page
        assert "Det er trukket tilbage." in text_of(client.get(page))
    assert AuditLine.objects.whats() == ["organisations.called_off"]


@pytest.mark.parametrize(
    ("from_on", "said"),
    [
        ("2021-05-03", "er din stedfortræder fra mandag den 3. maj til mandag den 10. maj."),
        ("2021-05-04", "bliver din stedfortræder fra tirsdag den 4. maj til mandag den 10. maj."),
    ],
)
def test_a_deputy_is_or_becomes_one_and_twice_is_refused_with_what_to_do(from_on, said, unit):
    client, page = signed_in(leader_of(unit)), reverse("organisations:deputy_list")
    typed = {"deputy": colleague_in(unit).pk, "from_on": from_on, "to_on": "2021-05-10"}
    client.post(page, typed)
    assert said in text_of(client.get(page))
    twice = client.post(page, typed)
    assert (twice.status_code, "Vælg andre datoer, eller ret det, der står." in text_of(twice)) == (422, True)


def test_a_deputys_last_day_before_the_first_is_said_beside_the_last(unit):
    typed = {"deputy": colleague_in(unit).pk, "from_on": "2021-05-31", "to_on": "2021-05-20"}
    page = text_of(signed_in(leader_of(unit)).post(reverse("organisations:deputy_list"), typed))
    assert "Slutdatoen ligger før startdatoen." in page[page.index('id="id_to_on_error"') :]


def test_somebody_far_away_is_not_offered_as_deputy(unit):
    client = signed_in(leader_of(unit))
    typed = {"deputy": colleague_in(UnitFactory()).pk, "from_on": "2021-05-03", "to_on": "2021-05-31"}
    assert client.post(reverse("organisations:deputy_list"), typed).status_code == 422


def test_a_deputy_names_nobody(unit):
    lene = leader_of(unit)
    named = DeputyshipFactory(leader=lene, deputy=colleague_in(unit))
    end = reverse("organisations:deputy_end", args=[named.pk])
    signed_in(named.deputy).post(end)
    named.refresh_from_db()
    assert named.to_on == date(2021, 5, 31)


@pytest.mark.parametrize("rows", [1, 3])
def test_deputies_ask_as_many_queries_whatever_the_rows(rows, unit, django_assert_num_queries):
    lene = leader_of(unit)
    for _ in range(rows):
        DeputyshipFactory(leader=lene)
    client = signed_in(lene)
    with django_assert_num_queries(13):
        assert client.get(reverse("organisations:deputy_list")).status_code == 200


def test_a_souschef_answers_already_and_names_nobody_in_the_leaders_place(unit):
    hanne = PersonFactory()
    FunctionFactory(person=hanne, unit=unit, kind=FunctionKind.SOUSCHEF)
    page = signed_in(hanne).get(reverse("organisations:deputy_list")).content.decode()
    assert "En souschef kan altid." in page
    assert "Kun lederen selv kan udpege en stedfortræder." in page
    assert "for dig" not in page
