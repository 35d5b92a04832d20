"""The underviser's link to each day, and each day in the calendar of everybody who has a seat."""

from collections.abc import Iterator, Mapping

from rodfaest.cohorts.models import TeachingDay
from rodfaest.correspondence.rules.plans import Event, Planned
from rodfaest.journey.notices.facts import Facts, cohort_of, contact_of, seats_of, venue_of
from rodfaest.journey.rules import letters
from rodfaest.journey.rules.wording.days import TeachersLink, entry_description
from rodfaest.kernel.actors import Errand
from rodfaest.kernel.text import _
from rodfaest.kernel.time import long_date, today


def teachers_links(facts: Facts) -> Iterator[tuple[str, Planned]]:
    """The link to each day that is still to come: one who teaches from the third day on hears nothing of the first."""
    if not facts.seats:
        return
    for day in (day for day in facts.days if day.on >= today()):
        words = TeachersLink(
            title=facts.cohort.version.definition.short_title,
            number=day.number,
            on=day.on,
            hours=day.hours,
            venue=venue_of(facts.cohort),
            people=len(facts.seats),
            is_first=day == facts.days[0],
            errand=Errand("attendance.mark_day", "cohorts.TeachingDay", day.pk),
            contact=facts.contact,
        )
        why = _("dag {number} er {day}").format(number=day.number, day=long_date(day.on))
        on = letters.teacher_link_on(day.on, closed=facts.closed)
        for teacher in facts.cohort.teachers.all():
            yield f"teacher:{day.pk}:{teacher.person_id}", facts.letter(teacher.person, on, why, words)


def in_letter(key: str) -> bool:
    """Days that come and go with a seat are in its letters; that a day is cancelled is in none."""
    _day, day_id, *_person = key.split(":")
    return TeachingDay.objects.live().filter(pk=day_id).exists()


def desired_entries(cohort_id: int) -> Mapping[str, Event]:
    """One entry for each teaching day of each live seat. Its words are the cohort's, never a person's."""
    cohort = cohort_of(cohort_id)
    contact, title = contact_of(cohort), cohort.version.definition.short_title
    directions = cohort.venue.directions
    description = entry_description(catering=cohort.catering, directions=directions, contact=contact)
    days = cohort.live_days()
    return {
        f"day:{day.pk}:person:{seat.wish.person_id}": Event(
            person_id=seat.wish.person_id,
            kommune_id=cohort.kommune_id,
            summary=f"{title}: {day.name}",
            starts_at=day.starts_at,
            ends_at=day.ends_at,
            location=venue_of(cohort),
            description=description,
            why=_("{name} har fået en plads").format(name=seat.person.full_name),
            about=cohort.name,
        )
        for seat in seats_of(cohort)
        for day in days
    }
