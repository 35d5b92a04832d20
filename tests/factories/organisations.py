"""Organisations, units and people, and the few set-ups nearly every test of them needs. Everything began long ago."""

from datetime import date

import factory

from rodfaest.organisations.models import (
    Deputyship,
    Employment,
    Function,
    Group,
    GroupMember,
    HolidayWeek,
    Leadership,
    Organisation,
    Person,
    Spare,
    SystemRole,
    Unit,
)
from rodfaest.organisations.rules import (
    Education,
    FunctionKind,
    GroupKind,
    JobCategory,
    OrganisationKind,
    Role,
    UnitKind,
)

LONG_AGO = date(2020, 1, 1)


def kommune() -> Organisation:
    """The one kommune of a test that names no other."""
    return Organisation.objects.get_or_create(name="Horsens Kommune", kind=OrganisationKind.KOMMUNE)[0]


def provider() -> Organisation:
    """The one provider of a test that names no other."""
    return Organisation.objects.get_or_create(name="VIA University College", kind=OrganisationKind.PROVIDER)[0]


class OrganisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organisation

    name = factory.Sequence("Kommune {}".format)
    kind = OrganisationKind.KOMMUNE


class ProviderFactory(OrganisationFactory):
    name = factory.Sequence("Professionshøjskole {}".format)
    kind = OrganisationKind.PROVIDER


class HolidayWeekFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = HolidayWeek

    organisation = factory.SubFactory(OrganisationFactory)
    year = 2021
    week = factory.Sequence(lambda number: number % 52 + 1)
    name = "Ferie"


class UnitFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Unit

    organisation = factory.LazyFunction(kommune)
    kind = UnitKind.CHILDMINDER_GROUP
    name = factory.Sequence("Solsikken {}".format)
    can_spare = 2


class SpareFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Spare

    unit = factory.SubFactory(UnitFactory)
    on = date(2021, 8, 16)
    can_spare = 2


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Person

    first_name = "Mette"
    last_name = factory.Sequence("Holm {:03}".format)
    password = "!"
    """None that can be used: there are no passwords."""
    email = factory.LazyAttributeSequence(lambda made, n: f"{made.first_name.lower()}{n}@horsens.example")


class EmploymentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Employment

    person = factory.SubFactory(PersonFactory)
    unit = factory.SubFactory(UnitFactory)
    job_category = JobCategory.CHILDMINDER
    education = Education.ASSISTANT
    from_on = LONG_AGO


class LeadershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Leadership

    person = factory.SubFactory(PersonFactory, first_name="Lene")
    unit = factory.SubFactory(UnitFactory)
    from_on = LONG_AGO


class FunctionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Function

    person = factory.SubFactory(PersonFactory)
    unit = factory.SubFactory(UnitFactory)
    kind = FunctionKind.BEACON
    from_on = LONG_AGO


class GroupFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Group

    organisation = factory.SubFactory(OrganisationFactory)
    kind = GroupKind.LEARNING_GROUP
    name = factory.Sequence("Læringsgruppe {}".format)
    from_on = LONG_AGO


class GroupMemberFactory(factory.django.DjangoModelFactory):
    """In a group from its first day; the person's work is the test's to give."""

    class Meta:
        model = GroupMember

    group = factory.SubFactory(GroupFactory)
    person = factory.SubFactory(PersonFactory)
    from_on = factory.SelfAttribute("group.from_on")


class DeputyshipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Deputyship

    leader = factory.SubFactory(PersonFactory)
    deputy = factory.SubFactory(PersonFactory)
    from_on = date(2021, 5, 1)
    to_on = date(2021, 5, 31)


class SystemRoleFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SystemRole

    person = factory.SubFactory(PersonFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    role = Role.CONSULTANT
    from_on = LONG_AGO


def leader_of(unit: Unit) -> Person:
    """Who leads `unit`, made at the first asking."""
    known = Leadership.objects.filter(unit=unit).select_related("person").first()
    return known.person if known else LeadershipFactory(unit=unit, person__last_name="Lund").person


def colleague_in(unit: Unit) -> Person:
    """Somebody new who works in `unit` today."""
    return EmploymentFactory(unit=unit).person


def consultant_of(organisation: Organisation) -> Person:
    """A konsulent of the kommune."""
    return SystemRoleFactory(organisation=organisation).person


def administrator_of(organisation: Organisation) -> Person:
    """An administrator of the kommune."""
    return SystemRoleFactory(organisation=organisation, role=Role.ADMINISTRATOR).person


def planner_of(provider: Organisation) -> Person:
    """A planner of the provider."""
    return SystemRoleFactory(organisation=provider, role=Role.PLANNER).person


def member_of(group: Group, unit: Unit) -> Person:
    """Somebody new who works in `unit` and is in the group."""
    return GroupMemberFactory(group=group, person=colleague_in(unit)).person
