"""Lays the cast out as a kommune: units, people, functions, roles, holiday weeks, programmes and cohorts."""

from datetime import date
from importlib.resources import files

from rodfaest.cohorts.actions import add_teacher, load_cohort
from rodfaest.cohorts.models import Cohort
from rodfaest.demo import cast
from rodfaest.kernel.actors import Actor
from rodfaest.kernel.transactions import write
from rodfaest.organisations.actions import (
    add_organisation,
    add_person,
    add_unit,
    employ,
    give_function,
    give_role,
    make_leader,
    set_holiday_week,
)
from rodfaest.organisations.jobs import DEMO
from rodfaest.organisations.models import Organisation, Person, Unit
from rodfaest.organisations.rules import Education, JobCategory, OrganisationKind
from rodfaest.programmes.actions import load_programme
from rodfaest.programmes.rules.shipped import shipped

LONG_AGO = date(2019, 1, 1)
HOLIDAY_WEEKS = (
    (2021, 7, "vinterferie"),
    *((2021, week, "sommerferie") for week in range(27, 32)),
    (2021, 42, "efterårsferie"),
    (2021, 52, "jul og nytår"),
    (2022, 7, "vinterferie"),
    (2022, 15, "uge før påske"),
    *((2022, week, "sommerferie") for week in range(27, 32)),
    (2022, 42, "efterårsferie"),
    (2022, 52, "jul og nytår"),
)
TIMETABLES = {
    cast.DAGPLEJE: "horsens-dagpleje-2021.toml",
    cast.VUGGESTUE: "horsens-vuggestue-2021.toml",
    cast.DIPLOM: "diplommodul-2021.toml",
}


@write
def lay_out(*, actor: Actor = DEMO) -> None:
    """Everything that stands before anybody wishes. One transaction: it is all there, or nothing is."""
    kommune = add_organisation(cast.KOMMUNE, OrganisationKind.KOMMUNE, actor=actor)
    provider = add_organisation(cast.PROVIDER, OrganisationKind.PROVIDER, actor=actor)
    add_organisation(cast.MINISTRY, OrganisationKind.MINISTRY, actor=actor)
    by_name = {kommune.name: kommune, provider.name: provider}
    for year, week, name in HOLIDAY_WEEKS:
        set_holiday_week(kommune, year, week, name, actor=actor)
    units = _units(kommune, actor)
    for member in cast.members():
        person = _person(kommune, member.name, actor)
        employ(person, units[member.place], member.job, member.education, from_on=LONG_AGO, actor=actor)
    for name, place, kind in cast.FUNCTIONS:
        give_function(_person(kommune, name, actor), units[place], kind, from_on=LONG_AGO, actor=actor)
    for name, organisation, role in cast.OFFICERS:
        home = by_name[organisation]
        give_role(_person(home, name, actor), home, role, from_on=LONG_AGO, actor=actor)
    for name, text in shipped().items():
        load_programme(text, name, actor=actor)
    for cohort, name in TIMETABLES.items():
        load_timetable(name, "rodfaest.cohorts", cast.TEACHERS[cohort == cast.DIPLOM], actor=actor)


def _units(kommune: Organisation, actor: Actor) -> dict[str, Unit]:
    units: dict[str, Unit] = {}
    for place in cast.PLACES:
        units[place.name] = unit = add_unit(
            kommune,
            place.name,
            place.kind,
            parent=units[place.above] if place.above else None,
            ownership=place.ownership,
            can_spare=place.can_spare,
            actor=actor,
        )
        if place.leader:
            leader = _person(kommune, place.leader, actor)
            make_leader(leader, unit, from_on=LONG_AGO, actor=actor)
            employ(leader, unit, JobCategory.LEADER, Education.PEDAGOGUE, from_on=LONG_AGO, actor=actor)
    return units


def _person(organisation: Organisation, name: str, actor: Actor) -> Person:
    """The person of that name, made known the first time."""
    email = cast.mail_of(name)
    known: Person | None = Person.objects.filter(email=email).first()
    if known:
        return known
    first_name, last_name = name.split(" ", 1)
    phone = cast.PHONES.get(name, "")
    return add_person(organisation, first_name=first_name, last_name=last_name, email=email, phone=phone, actor=actor)


def load_timetable(file_name: str, package: str, teacher: str, *, actor: Actor) -> Cohort:
    """A cohort from the timetable that comes with a package, and the konsulent says who teaches it."""
    text = (files(package) / "shipped" / file_name).read_text("utf-8")
    cohort = load_cohort(text, file_name, actor=actor)
    consultant = Person.objects.get(email=cast.mail_of(cast.CONSULTANT)).as_actor()
    first_name, last_name = teacher.split(" ", 1)
    email = cast.mail_of(teacher)
    add_teacher(cohort, first_name=first_name, last_name=last_name, email=email, actor=consultant)
    return cohort
