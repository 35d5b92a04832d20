"""The first person of an empty house."""

import pytest
from django.core.management import CommandError, call_command

from rodfaest.audit.models import AuditLine
from rodfaest.kernel.actors import Visitor
from rodfaest.kernel.errors import Denied
from rodfaest.login.actions import invite
from rodfaest.organisations.models import Organisation, Person, SystemRole
from rodfaest.organisations.rules import OrganisationKind, Role

pytestmark = pytest.mark.django_db

KAREN = ["--first", "Karen", "--last", "Vestergaard", "--organisation", "Horsens Kommune"]


def test_an_empty_house_gets_its_administrator(capsys):
    call_command("invite", "Karen@Horsens.example", *KAREN)
    assert capsys.readouterr().out == "Karen Vestergaard kan nu logge ind med karen@horsens.example.\n"
    role = SystemRole.objects.get()
    assert (role.person, role.organisation, role.role) == (
        Person.objects.get(),
        Organisation.objects.get(),
        Role.ADMINISTRATOR,
    )
    assert not role.person.has_usable_password()
    assert AuditLine.objects.whats()[-1] == "login.invited"


def test_a_second_role_makes_nobody_anew():
    call_command("invite", "karen@horsens.example", *KAREN)
    call_command("invite", "karen@horsens.example", *KAREN, "--role", "consultant")
    assert (Person.objects.count(), Organisation.objects.count(), SystemRole.objects.count()) == (1, 1, 2)


def test_run_again_it_changes_nothing(capsys):
    for _time in range(2):
        call_command("invite", "karen@horsens.example", *KAREN)
    assert (Person.objects.count(), SystemRole.objects.count()) == (1, 1)
    assert AuditLine.objects.whats().count("login.invited") == 1
    assert capsys.readouterr().out.splitlines() == 2 * ["Karen Vestergaard kan nu logge ind med karen@horsens.example."]


def test_a_planner_comes_with_a_provider_and_all_others_with_a_kommune():
    call_command("invite", "karen@horsens.example", *KAREN, "--role", "consultant")
    mikkel = ["--first", "Mikkel", "--last", "Dam", "--organisation", "VIA University College"]
    call_command("invite", "mikkel@via.example", *mikkel, "--role", "planner")
    assert list(Organisation.objects.order_by("pk").values_list("name", "kind")) == [
        ("Horsens Kommune", OrganisationKind.KOMMUNE),
        ("VIA University College", OrganisationKind.PROVIDER),
    ]


def test_what_is_no_mail_is_refused_with_a_sentence():
    with pytest.raises(CommandError):
        call_command("invite", "karen", *KAREN)
    assert not Organisation.objects.exists()


def test_only_the_command_line_invites():
    with pytest.raises(Denied):
        invite("karen@horsens.example", "Karen", "Vestergaard", Role.ADMINISTRATOR, "Horsens", actor=Visitor())
