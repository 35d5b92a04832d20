"""
A house across people and years: the chain attended → tried → shared → noticed → changed, and how many are on the way.

A count of few people tells of somebody, so a house where few have been away has none, and a count near nobody or near
everybody is said in words.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.db.models.functions import Coalesce

from rodfaest.attendance.models import Attendance
from rodfaest.attendance.rules import Mark
from rodfaest.cohorts.models import TeachingDay
from rodfaest.enrolment.models import Seat
from rodfaest.journey.models import Step, StepText
from rodfaest.journey.rules.upcoming import carefully
from rodfaest.kernel.text import _
from rodfaest.kernel.time import today
from rodfaest.organisations.models import Unit
from rodfaest.organisations.rules import FEWEST_TO_COUNT
from rodfaest.programmes.rules.vocabulary import StepKind, StepRole
from rodfaest.texts.rules import Audience


@dataclass(frozen=True)
class Link:
    """One link of the chain: the word for it and how many, carefully said."""

    word: str
    said: str


def people_of(unit: Unit) -> list[Seat]:
    """
    All who have, or have had, a seat from here, with what the chain counts and whether their days began. One query.

    A count of those who are left would change as somebody left, and so tell what they had done.
    """
    kept = Step.objects.live().counted().filter(seat=OuterRef("pk"))
    own = kept.filter(role=StepRole.PARTICIPANT)
    shared = StepText.objects.finished().filter(finished_on__lt=today()).exclude(audience=Audience.ME)
    attended = Attendance.objects.filter(seat=OuterRef("pk"), mark__in=(Mark.PRESENT, Mark.PARTLY))
    begun = TeachingDay.objects.live().filter(cohort=OuterRef("wish__cohort"), on__lt=today())
    begun = begun.filter(on__lte=Coalesce(OuterRef("left_on"), today()))
    links = {
        "has_been_away": Exists(begun),
        "attended": Exists(attended),
        "tried": Exists(own.filter(kind__in=(StepKind.TRY, StepKind.OBSERVE))),
        "shared": Exists(shared.filter(step__seat=OuterRef("pk"))),
        "noticed": Exists(kept.filter(role=StepRole.LEADER, kind=StepKind.FOLLOW_UP)),
        "changed": Exists(own.filter(kind=StepKind.FOLLOW_UP)),
    }
    return list(Seat.objects.filter(wish__employment__unit=unit).for_list().annotate(**links))


WORDS = {
    "attended": _("har været med"),
    "tried": _("har prøvet noget af"),
    "shared": _("har delt noget"),
    "noticed": _("er blevet spurgt ind til"),
    "changed": _("fortæller, hvad der blev ved"),
}


def chain_of(seats: Iterable[Seat]) -> Sequence[Link]:
    """The chain, from the seats of `people_of`; empty where so few people have been away that it would tell of one."""
    people = _by_person(seat for seat in seats if _counts(seat, "has_been_away"))
    if len(people) < FEWEST_TO_COUNT:
        return ()
    counts = {name: sum(any(_counts(seat, name) for seat in own) for own in people.values()) for name in WORDS}
    return [Link(word, carefully(counts[name], len(people))) for name, word in WORDS.items()]


def how_many(seats: Iterable[Seat]) -> str:
    """
    How many are or have been away, to those who may not see who.

    In a house of three, whoever knows the house would know them.
    """
    people = len(_by_person(seats))
    if people < FEWEST_TO_COUNT:
        return _("Herfra er færre end fem på vej eller har været det.")
    return _("Herfra er {people} på vej eller har været det.").format(people=people)


def _counts(seat: Seat, link: str) -> bool:
    """What `people_of` found of a seat."""
    return bool(getattr(seat, link))


def _by_person(seats: Iterable[Seat]) -> Mapping[int, list[Seat]]:
    """Somebody on three holds is one person: counts that hide people count people."""
    found: dict[int, list[Seat]] = {}
    for seat in seats:
        found.setdefault(seat.wish.person_id, []).append(seat)
    return found


def house_steps(unit: Unit) -> Iterable[Step]:
    """What the house does together, in order; the hold of each is for the page to put in place. One query."""
    together = Step.objects.live().filter(unit=unit, role__in=(StepRole.HOUSE, StepRole.GROUP))
    return together.select_related("unit").in_order()
