"""Who is known and works where. Things end; their rows stay."""

from collections.abc import Collection
from datetime import date, timedelta

from rodfaest.audit.actions import record
from rodfaest.kernel.access import require
from rodfaest.kernel.actors import Actor
from rodfaest.kernel.errors import RuleBroken
from rodfaest.kernel.happenings import announce
from rodfaest.kernel.text import _
from rodfaest.kernel.time import today
from rodfaest.kernel.transactions import write
from rodfaest.organisations import permissions
from rodfaest.organisations.actions.dated import (
    end_dated,
    lock_person,
    lock_unit,
    refuse_closed,
    refuse_gone,
    refuse_odd_date,
    refuse_overlap,
    refuse_the_last,
    save_dated,
)
from rodfaest.organisations.happenings import EmploymentEnded, LastDayChanged, LoginChanged
from rodfaest.organisations.models import (
    Employment,
    Organisation,
    Person,
    Unit,
)
from rodfaest.organisations.rules import (
    Education,
    JobCategory,
)
from rodfaest.organisations.rules.dated import why_not_change_last_day, why_not_move
from rodfaest.organisations.rules.people import why_not_namesake


@write
def add_person(
    organisation: Organisation,
    *,
    first_name: str,
    last_name: str,
    email: str | None = None,
    phone: str = "",
    actor: Actor,
) -> Person:
    """Make somebody known who works, leads, helps or teaches here. Whoever has a mail address may log in."""
    require(permissions.may_add_person(actor, organisation))
    person = Person(first_name=first_name.strip(), last_name=last_name.strip(), email=email, phone=phone.strip())
    person.set_unusable_password()
    person.full_clean()
    person.save()
    record("organisations.person_added", person, actor=actor)
    return person


@write
def change_person(
    person: Person, *, first_name: str, last_name: str, email: str | None = None, phone: str = "", actor: Actor
) -> Person:
    """Put a name right, and what one logs in by where that differs."""
    person = rename_person(person, first_name=first_name, last_name=last_name, actor=actor)
    if ((email or "").strip().lower(), phone.strip()) != (person.email or "", person.phone):
        person = change_login(person, email=email, phone=phone, actor=actor)
    return person


@write
def rename_person(person: Person, *, first_name: str, last_name: str, actor: Actor) -> Person:
    """Put a name right. The line does not say what stood there or stands there now."""
    require(permissions.may_change_person(actor, person))
    person = lock_person(person)
    was = person.full_name
    person.first_name, person.last_name = first_name.strip(), last_name.strip()
    person.full_clean(exclude={"password"})
    if person.full_name != was:
        person.save()
        record("organisations.person_renamed", person, actor=actor)
    return person


@write
def change_login(person: Person, *, email: str | None, phone: str, actor: Actor) -> Person:
    """
    Change the mail address or the mobile number, by which one logs in. Each that differs is a line without either.

    Every session ends; `login` ends the links, tells every address and closes what was written before.
    """
    require(permissions.may_change_login(actor, person))
    person = lock_person(person)
    was = person.email or "", person.phone
    person.email, person.phone = email, phone.strip()
    person.full_clean(exclude={"password"})
    becomes = person.email or "", person.phone
    if was == becomes:
        return person
    person.set_unusable_password()
    person.save()
    for what, before, after in zip(("mail_changed", "phone_changed"), was, becomes, strict=True):
        if before != after:
            record(f"organisations.{what}", person, actor=actor)
    announce(LoginChanged(person.pk, *was, *becomes), actor=actor)
    return person


@write
def close_login(person: Person, *, actor: Actor) -> Person:
    """
    Close somebody's login: their sessions end, and their links open nothing. Closed already, nothing happens.

    Not the last administrator's: nobody could give roles any more.
    """
    require(permissions.may_change_person(actor, person))
    for role in person.system_roles.lasting().order_by("organisation"):
        refuse_the_last(role, last_day=today())
    person = lock_person(person)
    if person.is_active:
        person.is_active = False
        person.set_unusable_password()
        person.save(update_fields=["is_active", "password"])
        record("organisations.login_closed", person, actor=actor)
    return person


@write
def reopen_login(person: Person, *, actor: Actor) -> Person:
    """Open somebody's login again. Open already, nothing happens."""
    require(permissions.may_change_person(actor, person))
    person = lock_person(person)
    if not person.is_active:
        person.is_active = True
        person.save(update_fields=["is_active"])
        record("organisations.login_reopened", person, actor=actor)
    return person


@write
def employ(
    person: Person,
    unit: Unit,
    job_category: JobCategory,
    education: Education,
    *,
    from_on: date,
    to_on: date | None = None,
    actor: Actor,
) -> Employment:
    """Employ somebody in a unit. Another employment elsewhere goes on beside it."""
    require(permissions.may_change_organisation(actor, unit.organisation))
    require(permissions.not_to_oneself(actor, person))
    locked = Employment.objects.filter(person=person, unit=unit)
    refuse_overlap(locked, person, from_on, to_on, _("ansættelse i enheden"))
    employment = Employment(
        person=person, unit=unit, job_category=job_category, education=education, from_on=from_on, to_on=to_on
    )
    save_dated(employment)
    record("organisations.employed", employment, actor=actor)
    return employment


@write
def take_on(
    unit: Unit,
    job_category: JobCategory,
    education: Education,
    *,
    first_name: str,
    last_name: str,
    email: str | None = None,
    phone: str = "",
    from_on: date,
    other_than: Collection[Person] = (),
    actor: Actor,
) -> Employment:
    """
    Make a new colleague known and employ them at once.

    Where somebody of that name works in the unit already, `other_than` must name them: it may be the button pressed
    twice. A second press with the same names finds the person the first press made, and is refused.
    """
    require(permissions.may_change_organisation(actor, unit.organisation))
    # Locked before the names are read: of two presses at once the second finds the first.
    lock_unit(unit.pk)
    here = Person.objects.working_in(unit).called(first_name, last_name)
    if why_not := why_not_namesake(here, other_than):
        raise RuleBroken(why_not, field="other_than")
    person = add_person(
        unit.organisation, first_name=first_name, last_name=last_name, email=email, phone=phone, actor=actor
    )
    return employ(person, unit, job_category, education, from_on=from_on, actor=actor)


@write
def end_employment(employment: Employment, last_day: date, *, actor: Actor) -> Employment:
    """End an employment; `last_day` is the last day that counts."""
    require(permissions.may_change_organisation(actor, employment.unit.organisation))
    ended = end_dated(employment, last_day)
    record("organisations.employment_ended", ended, actor=actor, detail=str(last_day))
    announce(EmploymentEnded(ended.person_id), actor=actor)
    return ended


@write
def change_last_day(employment: Employment, last_day: date | None, *, actor: Actor) -> Employment:
    """Put right a last day that was typed in error: another day, or none where the employment goes on."""
    require(permissions.may_change_organisation(actor, employment.unit.organisation))
    require(permissions.not_to_oneself(actor, employment.person))
    refuse_gone(employment)
    if why_not := why_not_change_last_day(employment.from_on, employment.to_on, last_day=last_day):
        raise RuleBroken(why_not, field="last_day")
    if last_day:
        refuse_odd_date(last_day, field="last_day")
    others = Employment.objects.filter(person=employment.person, unit=employment.unit).exclude(pk=employment.pk)
    refuse_overlap(others, employment.person, employment.from_on, last_day, _("ansættelse i enheden"))
    refuse_closed(employment, last_day, field="last_day")
    was, employment.to_on = employment.to_on, last_day
    employment.full_clean()
    employment.save(update_fields=["to_on"])
    record("organisations.last_day_changed", employment, actor=actor, detail=f"{was} → {last_day or _('ingen')}")
    announce(LastDayChanged(employment.person_id, employment.pk), actor=actor)
    return employment


@write
def move_person(employment: Employment, unit: Unit, *, from_on: date, actor: Actor) -> Employment:
    """
    Let somebody work in `unit` from a day on instead, job and education as before. The old row stays.

    A last day that was set ahead is that of the new one too: whoever is here for a time is moved for the rest of it.
    """
    require(permissions.may_change_organisation(actor, unit.organisation))
    refuse_gone(employment)
    if unit.pk == employment.unit_id:
        raise RuleBroken(_("Personen arbejder allerede der. Vælg en anden enhed."), field="unit")
    refuse_odd_date(from_on, field="from_on")
    if why_not := why_not_move(employment.to_on, from_on):
        raise RuleBroken(why_not, field="from_on")
    last_day = employment.to_on
    end_employment(employment, from_on - timedelta(days=1), actor=actor)
    moved = employ(
        employment.person,
        unit,
        JobCategory(employment.job_category),
        Education(employment.education),
        from_on=from_on,
        to_on=last_day,
        actor=actor,
    )
    # A move planned before this one goes on from here.
    Employment.objects.filter(moved_from=employment).update(moved_from=moved)
    moved.moved_from = employment
    moved.save(update_fields=["moved_from"])
    return moved
