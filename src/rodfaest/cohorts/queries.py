"""What is read across the rows of a cohort: those one sees or prepares, who teaches, and what a timetable asks."""

from collections.abc import Iterable, Mapping, Sequence

from rodfaest.cohorts.models import Cohort, Teacher
from rodfaest.cohorts.rules.timetable import Known, Timetable
from rodfaest.kernel.actors import Actor, Ids
from rodfaest.organisations.models import Organisation, Person
from rodfaest.organisations.rules import OrganisationKind, Role
from rodfaest.programmes.models import ProgrammeVersion


def cohorts_of(actor: Actor, ids: Iterable[int]) -> Mapping[int, Cohort]:
    """These cohorts with their days and the words of their programme. Two queries for those not asked for before."""
    known, wanted = _known(actor), set(ids)
    if missing := wanted - known.keys():
        known |= Cohort.objects.for_panels().in_bulk(missing)
    return {pk: known[pk] for pk in wanted}


def cohorts_prepared(actor: Actor, role: Role) -> Sequence[Cohort]:
    """The cohorts of the kommuner where the actor has this role. Three queries, once a request."""

    def load(actor: Actor) -> list[Cohort]:
        visible = Cohort.objects.visible_to(actor).filter(kommune__in=actor.organisations_as(role))
        found = list(visible.for_list().select_related("kommune"))
        _known(actor).update({cohort.pk: cohort for cohort in found})
        return found

    return actor.once(("cohorts.prepared", role), load)


def _known(actor: Actor) -> dict[int, Cohort]:
    return actor.once("cohorts.known", lambda _actor: {})


def taught_by(actor: Actor) -> Ids:
    """The cohorts the actor teaches. One query a request."""
    return actor.once("cohorts.taught", _load_taught)


def _load_taught(actor: Actor) -> Ids:
    if not actor.person_ids:
        return frozenset()
    return frozenset(Teacher.objects.filter(person__in=actor.person_ids).values_list("cohort_id", flat=True))


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
