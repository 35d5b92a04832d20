"""What a timetable asks of the rows there are."""

from rodfaest.cohorts.rules.timetable import Known, Timetable
from rodfaest.organisations.models import Organisation, Person
from rodfaest.organisations.rules import OrganisationKind
from rodfaest.programmes.models import ProgrammeVersion


def known_of(timetable: Timetable) -> Known:
    """What is loaded already, as far as a timetable asks of it: programmes, organisations, people, holiday weeks."""
    versions = ProgrammeVersion.objects.filter(programme__key=timetable.programme).newest_first()
    version = version_of(timetable)
    asked = {mail.lower() for mail in (timetable.contact, *timetable.teachers)}
    mails = Person.objects.filter(email__in=asked).values_list("email", flat=True)
    kommune = Organisation.objects.filter(name=timetable.kommune, kind=OrganisationKind.KOMMUNE).first()
    names = list(Organisation.objects.values_list("name", "kind"))
    return Known(
        programmes=frozenset(ProgrammeVersion.objects.values_list("programme__key", flat=True)),
        versions=list(versions.values_list("number", flat=True)),
        day_count=len(version.definition.days) if version else None,
        kommuner=[name for name, kind in names if kind == OrganisationKind.KOMMUNE],
        providers=[name for name, kind in names if kind == OrganisationKind.PROVIDER],
        mails=frozenset(mail for mail in mails if mail),
        closed=kommune.closed_week_names() if kommune else {},
    )


def version_of(timetable: Timetable) -> ProgrammeVersion | None:
    """The version a timetable names, or the newest where it names none. None where nothing of that name is loaded."""
    versions = ProgrammeVersion.objects.filter(programme__key=timetable.programme).newest_first()
    return (versions.filter(number=timetable.version) if timetable.version else versions).first()
