"""Verbs that make a cohort and change it. The cohort's row is locked first: a day is judged by its neighbours."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from rodfaest.audit.actions import record
from rodfaest.cohorts import permissions
from rodfaest.cohorts.happenings import (
    CohortLoaded,
    DayCancelled,
    DayHeld,
    DayMoved,
    DayRestored,
    PlacesChanged,
    PracticalFactsChanged,
)
from rodfaest.cohorts.models import Cohort, DayMove, Teacher, TeachingDay, Venue
from rodfaest.cohorts.queries import known_of, version_of
from rodfaest.cohorts.rules import days as rules
from rodfaest.cohorts.rules import timetable as timetables
from rodfaest.cohorts.rules.timetable import BadTimetable, Timetable
from rodfaest.kernel.access import require
from rodfaest.kernel.actors import Actor
from rodfaest.kernel.errors import RuleBroken
from rodfaest.kernel.happenings import announce
from rodfaest.kernel.text import _
from rodfaest.kernel.time import today
from rodfaest.kernel.transactions import write
from rodfaest.organisations.actions import add_person, change_person
from rodfaest.organisations.jobs import COHORTS
from rodfaest.organisations.models import Organisation, Person
from rodfaest.organisations.permissions import not_to_oneself
from rodfaest.organisations.rules import Role
from rodfaest.organisations.rules.people import why_not_known, why_not_namesake
from rodfaest.programmes.rules.reading import Complaint

# Making a cohort


@write
def load_cohort(text: str, file_name: str, *, actor: Actor) -> Cohort:
    """
    Make a cohort from its timetable file, with all its days. The same file again is no change.

    A file that says something else about a cohort that is there already is refused: people may have wished for it, and
    its days are moved on its page, where what follows is shown. Raises BadTimetable; nothing is loaded then.
    """
    require(permissions.may_load_cohort(actor))
    timetable = timetables.read(text, file_name)
    timetables.check(timetable, known_of(timetable), file_name)
    kommune = Organisation.objects.get(name=timetable.kommune)
    require(permissions.may_load_cohort(actor, kommune))

    digest = timetables.digest_of(timetable)
    # The kommune's row is the lock: two who load one file at once must not make two cohorts.
    Organisation.objects.select_for_update(no_key=True).get(pk=kommune.pk)
    if there := Cohort.objects.filter(key=timetable.key).first():
        if there.timetable_digest == digest:
            return there
        said = _(
            "Der er allerede et hold med nøglen »{key}« og andre oplysninger. "
            "Ret det på holdets side, eller giv en ny key."
        )
        raise BadTimetable([Complaint(file_name, "key", said.format(key=timetable.key))])

    cohort = _make(timetable, kommune, digest, actor=actor)
    record("cohorts.cohort_loaded", cohort, actor=actor, detail=file_name)
    announce(CohortLoaded(cohort.pk), actor=actor)
    return cohort


def _make(timetable: Timetable, kommune: Organisation, digest: str, *, actor: Actor) -> Cohort:
    version = version_of(timetable)
    assert version is not None  # checked against what is known
    cohort = Cohort(
        key=timetable.key,
        name=timetable.name,
        version=version,
        kommune=kommune,
        provider=Organisation.objects.get(name=timetable.provider),
        venue=_venue(timetable.venue.name, timetable.venue.address, timetable.venue.directions),
        catering=timetable.catering,
        places=timetable.places,
        published_on=timetable.published,
        answer_by=timetable.answer_by,
        contact=Person.objects.get(email=timetable.contact.lower()),
        timetable_digest=digest,
    )
    cohort.full_clean()
    cohort.save()
    for number, on in enumerate(timetable.days, start=1):
        hours = timetable.counted_hours or version.definition.day(number).counted_hours
        day = TeachingDay(
            cohort=cohort,
            number=number,
            on=on,
            starts=timetable.starts,
            ends=timetable.ends,
            counted_hours=None if hours is None else Decimal(str(hours)),
        )
        day.full_clean()
        day.save()
    for person in Person.objects.filter(email__in=[mail.lower() for mail in timetable.teachers]).order_by("pk"):
        require(not_to_oneself(actor, person))
        Teacher.objects.create(cohort=cohort, person=person)
    return cohort


# Days


def _locked(day: TeachingDay) -> TeachingDay:
    """The day as it is while its cohort is locked, with the others beside it."""
    cohort = Cohort.objects.select_for_update().prefetch_related("days__moves").get(pk=day.cohort_id)
    return next(here for here in cohort.days_in_order() if here.pk == day.pk)


@write
def move_day(day: TeachingDay, to: date, *, actor: Actor) -> TeachingDay:
    """
    Move a day; it remembers where it lay. Everything ahead that is counted from it follows.

    Where it lies there already, nothing happens: the button was pressed twice.
    """
    require(permissions.may_move_day(actor, day))
    day = _locked(day)
    if to == day.on and not rules.why_not_movable(day.facts):
        return day
    if why_not := rules.why_not_move(day.facts, to, day.ground):
        raise RuleBroken(why_not, field="to")
    was = _lay_on(day, to)
    record("cohorts.day_moved", day, actor=actor, detail=f"{was} → {to}")
    announce(DayMoved(day.pk, was, to), actor=actor)
    return day


@write
def cancel_day(day: TeachingDay, *, actor: Actor) -> TeachingDay:
    """Cancel a day. The splits beside it become one (rules.splits says what follows)."""
    require(permissions.may_cancel_day(actor, day))
    day = _locked(day)
    if why_not := rules.why_not_cancel(day.facts, others=day.others):
        raise RuleBroken(why_not)
    day.cancelled_on = today()
    day.full_clean()
    day.save()
    record("cohorts.day_cancelled", day, actor=actor, detail=str(day.on))
    announce(DayCancelled(day.pk), actor=actor)
    return day


@write
def restore_day(day: TeachingDay, on: date | None = None, *, actor: Actor) -> TeachingDay:
    """Put a cancelled day back, on its old date or on another, if that can still be taught."""
    require(permissions.may_cancel_day(actor, day))
    day = _locked(day)
    to = on or day.on
    if why_not := rules.why_not_restore(day.facts, to, day.ground):
        raise RuleBroken(why_not, field="to")
    day.cancelled_on = None
    was = _lay_on(day, to)
    record("cohorts.day_restored", day, actor=actor, detail=str(to))
    if was != to:
        record("cohorts.day_moved", day, actor=actor, detail=f"{was} → {to}")
    announce(DayRestored(day.pk), actor=actor)
    return day


@write
def hold_day(day: TeachingDay, *, actor: Actor) -> TeachingDay:
    """Note that a day took place."""
    require(permissions.may_hold_day(actor, day))
    day = _locked(day)
    if why_not := rules.why_not_hold(day.facts, today=today()):
        raise RuleBroken(why_not)
    day.held_on = today()
    day.full_clean()
    day.save()
    record("cohorts.day_held", day, actor=actor)
    announce(DayHeld(day.pk), actor=actor)
    return day


def _lay_on(day: TeachingDay, to: date) -> date:
    """Give a day its date, and the move its row. Says where it lay."""
    was, day.on = day.on, to
    day.full_clean()
    day.save()
    if was != to:
        move = DayMove(day=day, was=was, became=to, on=today())
        move.full_clean()
        move.save()
    # Read anew, so that the day knows of the move.
    day.__dict__.pop("_prefetched_objects_cache", None)
    return was


# The rest of a cohort


@write
def change_places(cohort: Cohort, places: int, *, actor: Actor) -> Cohort:
    """Give a cohort more or fewer places. Those in line get the new ones; `enrolment` refuses fewer than are taken."""
    require(permissions.may_change_places(actor, cohort))
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    if why_not := rules.why_not_places(places):
        raise RuleBroken(why_not, field="places")
    if places == cohort.places:
        raise RuleBroken(_("Holdet har allerede det antal pladser."), field="places")
    was, cohort.places = cohort.places, places
    cohort.full_clean()
    cohort.save()
    record("cohorts.places_changed", cohort, actor=actor, detail=f"{was} → {places}")
    announce(PlacesChanged(cohort.pk), actor=actor)
    return cohort


@write
def change_practical(
    cohort: Cohort,
    *,
    name: str,
    address: str,
    directions: str,
    catering: str,
    contact: Person,
    answer_by: date,
    actor: Actor,
) -> Cohort:
    """
    Change where the days are, what there is to eat, whom to ask, and the last day to wish and to answer.

    Other cohorts at the place stay as they are.
    """
    require(permissions.may_change_cohort(actor, cohort))
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    if answer_by != cohort.answer_by:
        _move_answer_by(cohort, answer_by, actor=actor)
    cohort.venue = _venue(name.strip(), address.strip(), directions.strip())
    cohort.catering = catering.strip()
    cohort.contact = contact
    cohort.full_clean()
    cohort.save()
    record("cohorts.practical_facts_changed", cohort, actor=actor)
    announce(PracticalFactsChanged(cohort.pk), actor=actor)
    return cohort


@write
def publish(cohort: Cohort, on: date, *, actor: Actor) -> Cohort:
    """Let everybody in the kommune see the cohort from a day on."""
    require(permissions.may_change_cohort(actor, cohort))
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    if cohort.is_published:
        raise RuleBroken(_("Holdet kan allerede ses af alle i kommunen."))
    cohort.published_on = on
    cohort.full_clean()
    cohort.save()
    record("cohorts.published", cohort, actor=actor, detail=str(on))
    announce(PracticalFactsChanged(cohort.pk), actor=actor)
    return cohort


@write
def add_teacher(
    cohort: Cohort,
    *,
    first_name: str,
    last_name: str,
    email: str | None = None,
    other_than: Collection[Person] = (),
    actor: Actor,
) -> Teacher:
    """
    Name somebody who teaches on the cohort. A mail address that is known already means that person of that name.

    Where one of that name teaches on it, whoever is new is `other_than` them, and that is said (`take_on`).
    """
    require(permissions.may_change_cohort(actor, cohort))
    Cohort.objects.select_for_update().get(pk=cohort.pk)
    mail = (email or "").strip().lower() or None
    person = Person.objects.filter(email=mail).first() if mail else None
    if person:
        require(not_to_oneself(actor, person))
    if person and (why_not := why_not_known(person.full_name, called=f"{first_name} {last_name}")):
        raise RuleBroken(why_not, field="email")
    if person is None:
        if why_not := why_not_namesake(cohort.taught_by().called(first_name, last_name), other_than):
            raise RuleBroken(why_not, field="other_than")
        whose = cohort.provider if cohort.provider_id in actor.organisations_as(Role.PLANNER) else cohort.kommune
        person = add_person(whose, first_name=first_name, last_name=last_name, email=mail, actor=actor)
    teacher = Teacher(cohort=cohort, person=person)
    teacher.full_clean()
    teacher.save()
    record("cohorts.teacher_added", teacher, actor=actor)
    announce(PracticalFactsChanged(cohort.pk), actor=actor)
    return teacher


@write
def change_teacher(
    teacher: Teacher, *, first_name: str, last_name: str, email: str | None = None, phone: str = "", actor: Actor
) -> Teacher:
    """
    Put right what a teacher is called and where they are reached, on every cohort they teach.

    `organisations` writes a line of what differs; the line here says who did it.
    """
    require(permissions.may_change_teacher(actor, teacher))
    teacher = Teacher.objects.select_related("person", "cohort").get(pk=teacher.pk)
    was = _contact_of(teacher.person)
    if ((email or "").strip().lower() or None, phone.strip()) != was[1:]:
        require(permissions.may_change_teacher_login(actor, teacher))
    teacher.person = change_person(
        teacher.person, first_name=first_name, last_name=last_name, email=email, phone=phone, actor=COHORTS
    )
    if _contact_of(teacher.person) == was:
        return teacher
    record("cohorts.teacher_changed", teacher, actor=actor)
    for cohort_id in Teacher.objects.filter(person=teacher.person_id).values_list("cohort", flat=True):
        announce(PracticalFactsChanged(cohort_id), actor=actor)
    return teacher


@write
def remove_teacher(teacher: Teacher, *, actor: Actor) -> None:
    """Take somebody off the cohort's teachers."""
    require(permissions.may_change_cohort(actor, teacher.cohort))
    record("cohorts.teacher_removed", teacher, actor=actor)
    cohort_id = teacher.cohort_id
    teacher.delete()
    announce(PracticalFactsChanged(cohort_id), actor=actor)


def _contact_of(person: Person) -> tuple[str, str | None, str]:
    return person.full_name, person.email, person.phone


def _move_answer_by(cohort: Cohort, to: date, *, actor: Actor) -> None:
    first, begun = cohort.first_day(), cohort.has_begun
    why_not = rules.why_not_answer_by(to, first_on=first.on if first else None, has_begun=begun, today=today())
    if why_not:
        raise RuleBroken(why_not, field="answer_by")
    was, cohort.answer_by = cohort.answer_by, to
    record("cohorts.answer_by_moved", cohort, actor=actor, detail=f"{was} → {to}")


def _venue(name: str, address: str, directions: str) -> Venue:
    """The venue with just these facts, made if there is none."""
    found = Venue.objects.filter(name=name, address=address, directions=directions).first()
    if found:
        return found
    venue = Venue(name=name, address=address, directions=directions)
    venue.full_clean()
    venue.save()
    return venue
