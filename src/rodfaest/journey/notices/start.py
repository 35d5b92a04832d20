"""The letters before day 1."""

from collections.abc import Iterable, Iterator

from rodfaest.cohorts.models import TeachingDay
from rodfaest.correspondence.rules.bodies import Blocks
from rodfaest.correspondence.rules.plans import Planned
from rodfaest.enrolment.models import Seat
from rodfaest.journey.models import Step
from rodfaest.journey.notices.facts import Facts, venue_of
from rodfaest.journey.rules.letters import start_dates
from rodfaest.journey.rules.wording import start as wording
from rodfaest.journey.rules.wording.steps import button_word
from rodfaest.kernel.actors import Errand
from rodfaest.kernel.text import _
from rodfaest.programmes.rules.definition import Definition
from rodfaest.programmes.rules.vocabulary import NotStated


def start_letters(facts: Facts, seat: Seat) -> Iterator[tuple[str, Planned]]:
    """The place where the start letter comes later, the start letter, and the reminder where a holiday follows it."""
    dates = start_dates(facts.days[0].on, given_on=seat.given_on, closed=facts.closed)
    given = _("{name} har fået en plads").format(name=seat.person.full_name)
    if dates.letter > seat.given_on:
        title, days = facts.cohort.version.definition.title, _days(facts.days)
        words = wording.SeatGiven(title, days, dates.letter, facts.contact)
        yield f"seat:{seat.pk}", facts.letter(seat.person, seat.given_on, given, words)
    if dates.letter == seat.given_on:
        why = given
    elif dates.reminder is None:
        why = _("dag 1 er om en måned")
    else:
        why = _("dag 1 er om en måned, og ferien ligger imellem")
    yield f"start:{seat.pk}", facts.letter(seat.person, dates.letter, why, _start(facts, seat))
    if dates.reminder:
        words_again = _reminder(facts, seat)
        yield f"reminder:{seat.pk}", facts.letter(seat.person, dates.reminder, _("dag 1 er om en uge"), words_again)


def first_step_for(key: str, name: str) -> Blocks:
    """
    The first step FØR that is still to be done: for the participant alone, since whoever maintains the outbox would
    else read off the letters who has done theirs.
    """
    letter, _colon, seat_id = key.partition(":")
    if name != wording.FIRST_STEP or letter not in ("start", "reminder"):
        raise KeyError(f"{key} {name}")
    step = Step.objects.open().before_day_1(int(seat_id)).for_list().first()
    if step is None:
        return ()
    errand = Errand("journey.do_step", "journey.Step", step.pk)
    return wording.first_step(step.words.title, step.words.minutes, errand, button_word(step.answer_kind))


def _start(facts: Facts, seat: Seat) -> wording.Start:
    definition = facts.cohort.version.definition
    days = [day for day in facts.days if day.on >= seat.given_on] or facts.days
    agreement = facts.agreements.get((facts.cohort.pk, seat.wish.employment.unit_id))
    leaders = facts.around[seat.wish.employment.unit_id].leaders
    return wording.Start(
        title=wording.main_title(definition.title),
        days=_days(days),
        practical=_practical(facts, seat),
        reading=_reading(definition, days),
        agreement=" ".join([*agreement.sentences, agreement.agreed_with]) if agreement else "",
        leader=leaders[0].first_name if leaders and not agreement else "",
        contact=facts.contact,
    )


def _reminder(facts: Facts, seat: Seat) -> wording.Reminder:
    first, definition = facts.days[0], facts.cohort.version.definition
    return wording.Reminder(
        title=definition.short_title,
        first_on=first.on,
        starts=first.starts,
        practical=_practical(facts, seat),
        reading=_reading(definition, [first]),
        about=facts.about,
    )


def _days(days: Iterable[TeachingDay]) -> tuple[wording.Day, ...]:
    return tuple(wording.Day(day.number, day.on, day.hours, day.definition_day.title or "") for day in days)


def _practical(facts: Facts, seat: Seat) -> wording.Practical:
    companions = tuple(person.first_name for person in facts.companions(seat))
    return wording.Practical(
        venue=venue_of(facts.cohort),
        hours=facts.days[0].hours,
        catering=facts.cohort.catering,
        directions=facts.cohort.venue.directions,
        companions=companions,
        unit=seat.unit.name if companions else "",
    )


def _reading(definition: Definition, days: Iterable[TeachingDay]) -> wording.Reading:
    if not definition.is_stated(NotStated.READING) or not definition.reading:
        return wording.Reading(None, has_titles=True)
    pages = tuple(
        wording.Pages(day.number, number, tuple(item.title for item in items if item.has_title))
        for day in days
        if (number := definition.pages_before(day.number)) and (items := definition.reading_before(day.number))
    )
    return wording.Reading(pages, has_titles=not pages or any(item.has_title for item in definition.reading.items))
