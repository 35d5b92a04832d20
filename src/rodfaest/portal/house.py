"""
A house across people and years: the chain attended → tried → shared → noticed → changed, and how many are on the way.

What somebody did counts in the house they worked in then. Were it the house of today, a move would turn »5 af 8« into
»4 af 7«, and tell of one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef
from django.db.models.functions import Coalesce, Least

from rodfaest.attendance.models import Attendance
from rodfaest.attendance.rules import Mark
from rodfaest.cohorts.models import TeachingDay
from rodfaest.enrolment.models import Seat
from rodfaest.journey.models import Step, StepText
from rodfaest.kernel.counts import Fewest, carefully, enough
from rodfaest.kernel.text import _
from rodfaest.kernel.time import today
from rodfaest.organisations.models import Employment, Unit, worked_in
from rodfaest.programmes.rules.vocabulary import StepKind, StepRole
from rodfaest.texts.rules import Audience


@dataclass(frozen=True)
class Link:
    """One link of the chain: the word for it and how many, carefully said."""

    word: str
    said: str


THEN = Least("due_on", "done_on")
"""The day a step that is done counts by: it fell due, or was done before."""


def people_of(unit: Unit) -> list[Seat]:
    """
    All seats of those who work here or once did, also seats they have left, with what the chain counts. One query.
    """
    of_seat = "seat__wish__person__"
    done = Step.objects.live().counted().filter(worked_in(unit, THEN, of_seat), seat=OuterRef("pk"))
    own = done.filter(role=StepRole.PARTICIPANT)
    shared = StepText.objects.finished().filter(finished_on__lt=today(), unit=unit).exclude(audience=Audience.ME)
    attended = Attendance.objects.filter(worked_in(unit, F("day__on"), of_seat), seat=OuterRef("pk"))
    begun = TeachingDay.objects.live().filter(
        worked_in(unit, F("on"), "cohort__wishes__person__"), on__lt=today(), cohort__wishes=OuterRef("wish")
    )
    links = {
        "has_been_away": Exists(begun.filter(on__lte=Coalesce(OuterRef("left_on"), today()))),
        "attended": Exists(attended.filter(mark__in=(Mark.PRESENT, Mark.PARTLY))),
        "tried": Exists(own.filter(kind__in=(StepKind.TRY, StepKind.OBSERVE))),
        "shared": Exists(shared.filter(step__seat=OuterRef("pk"))),
        "noticed": Exists(done.filter(role=StepRole.LEADER, kind=StepKind.FOLLOW_UP)),
        "changed": Exists(own.filter(kind=StepKind.FOLLOW_UP)),
    }
    works_here = Employment.objects.filter(unit=unit, person=OuterRef("wish__person"))
    seats = Seat.objects.filter(Exists(works_here), wish__cohort__kommune=unit.organisation_id)
    return list(seats.for_list().annotate(**links))


WORDS = {
    "attended": _("har været med"),
    "tried": _("har prøvet noget af"),
    "shared": _("har delt noget"),
    "noticed": _("er blevet spurgt ind til"),
    "changed": _("fortæller, hvad der blev ved"),
}


def chain_of(seats: Iterable[Seat]) -> Sequence[Link]:
    """The chain, from the seats of `people_of`; empty where too few have been away."""
    people = _by_person(seat for seat in seats if _counts(seat, "has_been_away"))
    counts = {name: sum(any(_counts(seat, name) for seat in own) for own in people.values()) for name in WORDS}
    return [Link(word, said) for name, word in WORDS.items() if (said := carefully(counts[name], len(people)))]


def how_many(seats: Iterable[Seat]) -> str:
    """
    How many are or have been away, to those who may not see who.

    In a house of three, whoever knows the house would know them.
    """
    people = len(_by_person(seats))
    if not enough(people):
        few = Fewest.FACTS.word
        return _("Herfra er færre end {few} på vej eller har været det.").format(few=few)
    return _("Herfra er {people} på vej eller har været det.").format(people=people)


def _counts(seat: Seat, link: str) -> bool:
    """What `people_of` found of a seat."""
    return bool(getattr(seat, link))


def _by_person(seats: Iterable[Seat]) -> Mapping[int, list[Seat]]:
    """Somebody on three cohorts is one person: counts that hide people count people."""
    found: dict[int, list[Seat]] = {}
    for seat in seats:
        found.setdefault(seat.wish.person_id, []).append(seat)
    return found


def house_steps(unit: Unit) -> Iterable[Step]:
    """What the house does together, in order; the cohort of each is for the page to put in place. One query."""
    together = Step.objects.live().filter(unit=unit, role__in=(StepRole.HOUSE, StepRole.GROUP))
    return together.select_related("unit").in_order()
