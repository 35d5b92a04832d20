"""A name, a mail and a mobile put right, a login closed and opened: by whom, and what follows."""

from datetime import date

import pytest
from django.urls import reverse

from rodfaest.audit.models import AuditLine
from rodfaest.kernel.errors import Denied, RuleBroken
from rodfaest.login.models import PersonalLink, digest_of
from rodfaest.organisations import actions
from rodfaest.organisations.models import Employment, Person, SystemRole
from rodfaest.organisations.rules import Role
from tests.factories.login import Client
from tests.factories.organisations import (
    EmploymentFactory,
    OrganisationFactory,
    PersonFactory,
    SystemRoleFactory,
    UnitFactory,
    administrator_of,
    colleague_in,
    consultant_of,
    leader_of,
)

pytestmark = pytest.mark.django_db
KNOWN = {"first_name": "Mette", "last_name": "Holm", "email": "mette@horsens.example", "phone": ""}


@pytest.fixture
def unit():
    return UnitFactory(name="Mælkebøtten")


@pytest.fixture
def kommune(unit):
    return unit.organisation


@pytest.fixture
def mette(unit) -> Person:
    return EmploymentFactory(unit=unit, person=PersonFactory(**KNOWN)).person


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text_of(response) -> str:
    return response.content.decode()


def lines() -> list[str]:
    kinds = ("person_renamed", "mail_changed", "phone_changed", "login_closed", "login_reopened")
    return [what for what in AuditLine.objects.whats() if what.split(".")[1] in kinds]


def change(person: Person, by: Person, **said):
    return actions.change_person(person, **(KNOWN | said), actor=by.as_actor())


# What is put right


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ({"last_name": "Holm Lund"}, "organisations.person_renamed"),
        ({"email": "Mette.Lund@horsens.example"}, "organisations.mail_changed"),
        ({"phone": "20 30 40 50"}, "organisations.phone_changed"),
    ],
)
def test_each_thing_put_right_is_a_line_that_holds_none_of_it(said, line, mette, kommune):
    change(mette, administrator_of(kommune), **said)
    assert lines() == [line]
    assert AuditLine.objects.get(what=line).detail == ""


def test_nothing_put_right_is_no_line(mette, kommune):
    change(mette, consultant_of(kommune))
    assert lines() == []


def test_a_name_alone_ends_nothing(mette, kommune, mail_server, django_capture_on_commit_callbacks):
    inside = signed_in(mette)
    with django_capture_on_commit_callbacks(execute=True):
        change(mette, consultant_of(kommune), last_name="Lund")
    assert inside.get(reverse("login:profile_show")).status_code == 200
    assert mail_server.taken == []


def test_another_persons_mail_is_refused_at_its_field(mette, kommune):
    PersonFactory(email="line@horsens.example")
    address = reverse("organisations:person_change", args=[mette.pk])
    response = signed_in(administrator_of(kommune)).post(address, KNOWN | {"email": "line@horsens.example"})
    assert response.status_code == 422
    assert 'aria-invalid="true"' in text_of(response)
    assert lines() == []


# By whom


def test_nobody_changes_their_own_name_or_closes_their_own_login(kommune):
    administrator = administrator_of(kommune)
    with pytest.raises(Denied, match="Dit eget navn retter en anden"):
        change(administrator, administrator)
    with pytest.raises(Denied):
        actions.close_login(administrator, actor=administrator.as_actor())


def test_whoever_has_a_role_is_changed_by_the_administrator_alone(kommune):
    karen, other = consultant_of(kommune), consultant_of(kommune)
    with pytest.raises(Denied, match="rolle i Rodfæst"):
        change(karen, other)
    change(karen, administrator_of(kommune))


def test_a_role_in_two_organisations_is_nobodys_who_keeps_but_one(kommune):
    karen = consultant_of(kommune)
    SystemRoleFactory(person=karen)
    with pytest.raises(Denied, match="rolle i Rodfæst"):
        change(karen, administrator_of(kommune))


def test_who_works_in_another_kommune_now_is_not_changed_where_they_were(mette, kommune):
    Employment.objects.update(to_on=date(2020, 12, 31))
    karen = consultant_of(kommune)
    change(mette, karen, last_name="Lund")
    EmploymentFactory(person=mette, unit=UnitFactory(organisation=OrganisationFactory()))
    with pytest.raises(Denied, match="hvor personen arbejder"):
        change(mette, karen)


@pytest.mark.parametrize("name", ["person_change", "login_close", "login_reopen"])
def test_the_pages_are_for_keepers(name, mette, kommune, unit):
    address = reverse(f"organisations:{name}", args=[mette.pk])
    for person in (leader_of(unit), colleague_in(unit), consultant_of(OrganisationFactory())):
        assert signed_in(person).post(address, KNOWN).status_code == 404
    signed_in(mette).post(address, KNOWN | {"last_name": "Ny"})
    assert Client().get(address).status_code in (302, 405)
    assert lines() == []
    assert Person.objects.get(pk=mette.pk).is_active


def test_the_person_page_leads_there_and_back(mette, kommune):
    client = signed_in(consultant_of(kommune))
    shown = text_of(client.get(reverse("organisations:person_show", args=[mette.pk])))
    for name in ("person_change", "login_close"):
        address = reverse(f"organisations:{name}", args=[mette.pk])
        assert address in shown
        assert client.get(address).status_code == 200
    response = client.post(reverse("organisations:person_change", args=[mette.pk]), KNOWN | {"last_name": "Lund"})
    assert (response.status_code, response.url) == (303, reverse("organisations:person_show", args=[mette.pk]))
    assert "Mette Lund" in text_of(client.get(response.url))


def test_ones_own_page_says_why_not(mette):
    shown = text_of(signed_in(mette).get(reverse("organisations:person_show", args=[mette.pk])))
    assert "Dit eget navn retter en anden for dig." in shown
    assert reverse("organisations:person_change", args=[mette.pk]) not in shown


# The login


def test_a_closed_login_ends_sessions_and_stops_links_and_codes(mette, kommune, mail_server):
    inside = signed_in(mette)
    link = PersonalLink.objects.create(
        person=mette, verb="v", noun="n", object_id=1, digest=digest_of("x"), valid_until=date(2030, 1, 1)
    )
    client = signed_in(consultant_of(kommune))
    for _press in range(2):
        assert client.post(reverse("organisations:login_close", args=[mette.pk])).status_code == 303
    assert lines() == ["organisations.login_closed"]
    assert inside.get(reverse("login:profile_show")).status_code == 302
    assert not PersonalLink.objects.working().exists()
    assert Client().get(reverse("login:link_open", args=["x"])).status_code == 410
    assert PersonalLink.objects.get() == link
    Client().post(reverse("account_request_login_code"), {"login": mette.email})
    assert mail_server.taken == []


def test_opened_again_one_comes_in_by_a_new_code_and_old_sessions_stay_ended(mette, kommune, mail_server):
    inside, client = signed_in(mette), signed_in(consultant_of(kommune))
    client.post(reverse("organisations:login_close", args=[mette.pk]))
    assert "Login er lukket" in text_of(client.get(reverse("organisations:person_show", args=[mette.pk])))
    for _press in range(2):
        assert client.post(reverse("organisations:login_reopen", args=[mette.pk])).status_code == 303
    assert lines() == ["organisations.login_closed", "organisations.login_reopened"]
    assert inside.get(reverse("login:profile_show")).status_code == 302
    Client().post(reverse("account_request_login_code"), {"login": mette.email})
    assert [sent["To"] for sent in mail_server.taken] == [mette.email]


def test_an_administrator_who_can_not_log_in_does_not_count_as_the_last(kommune):
    first, second = administrator_of(kommune), administrator_of(kommune)
    actions.close_login(second, actor=first.as_actor())
    role = SystemRole.objects.get(person=first, role=Role.ADMINISTRATOR)
    with pytest.raises(RuleBroken, match="den sidste administrator"):
        actions.end_role(role, date(2021, 5, 10), actor=first.as_actor())


def test_the_login_of_the_last_administrator_stays_open(kommune):
    leaving, staying = administrator_of(kommune), administrator_of(kommune)
    actions.end_role(leaving.system_roles.get(), date(2021, 5, 10), actor=staying.as_actor())
    with pytest.raises(RuleBroken, match="den sidste administrator"):
        actions.close_login(staying, actor=leaving.as_actor())
    assert Person.objects.get(pk=staying.pk).is_active
    assert lines() == []


def test_the_login_of_whoever_was_administrator_once_is_closed(mette, kommune):
    SystemRoleFactory(person=mette, organisation=kommune, role=Role.ADMINISTRATOR, to_on=date(2020, 12, 31))
    actions.close_login(mette, actor=consultant_of(kommune).as_actor())
    assert lines() == ["organisations.login_closed"]
