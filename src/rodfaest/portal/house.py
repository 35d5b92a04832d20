"""
A house across people and years: the chain attended → tried → shared → noticed → changed, and how many are on the way.

A count of few people tells of somebody, so a house where few have been away has none, and a count near nobody or near
everybody is said in words.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from rodfaest.attendance.models import Attendance
from rodfaest.attendance.rules import Mark
from rodfaest.enrolment.models import Seat
from rodfaest.journey.models import Step, StepText
from rodfaest.journey.rules.upcoming import SMALL, carefully
from rodfaest.kernel.text import _
from rodfaest.organisations.models import Unit
from rodfaest.programmes.rules.vocabulary import StepKind, StepRole
from rodfaest.texts.rules import Audience


@dataclass(frozen=True)
class Link:
    """One link of the chain: the word for it and how many, carefully said."""

    word: str
    said: str


def people_of(unit: Unit) -> list[Seat]:
    """The house's live seats, each with what the chain counts. One query."""
    kept = Step.objects.live().kept().filter(seat=OuterRef("pk"))
    own = kept.filter(role=StepRole.PARTICIPANT)
    shared = StepText.objects.finished().exclude(audience=Audience.ME)
    attended = Attendance.objects.filter(seat=OuterRef("pk"), mark__in=(Mark.PRESENT, Mark.PARTLY))
    links = {
        "attended": Exists(attended),
        "tried": Exists(own.filter(kind__in=(StepKind.TRY, StepKind.OBSERVE))),
        "shared": Exists(shared.filter(step__seat=OuterRef("pk"))),
        "noticed": Exists(kept.filter(role=StepRole.LEADER, kind=StepKind.FOLLOW_UP)),
        "changed": Exists(own.filter(kind=StepKind.FOLLOW_UP)),
    }
    return list(Seat.objects.live().filter(wish__employment__unit=unit).for_list().annotate(**links))


WORDS = {
    "attended": _("har været med"),
    "tried": _("har prøvet noget af"),
    "shared": _("har delt noget"),
    "noticed": _("er blevet spurgt ind til"),
    "changed": _("fortæller, hvad der blev ved"),
}


def chain_of(seats: Sequence[Seat]) -> Sequence[Link]:
    """The chain, from the seats of `people_of`; empty where so few have been away that a count would tell of one."""
    if len(seats) < SMALL:
        return ()
    return [
        Link(word, carefully(sum(getattr(seat, name) for seat in seats), len(seats))) for name, word in WORDS.items()
    ]


def how_many(seats: Sequence[Seat]) -> str:
    """
    How many are or have been away, to those who may not see who.

    In a house of three, whoever knows the house would know them.
    """
    people = len({seat.wish.person_id for seat in seats})
    if people < SMALL:
        return _("Herfra er færre end fem på vej eller har været det.")
    return _("Herfra er {people} på vej eller har været det.").format(people=people)


def house_steps(unit: Unit) -> Iterable[Step]:
    """What the house does together, in order; the hold of each is for the page to put in place. One query."""
    together = Step.objects.live().filter(unit=unit, role__in=(StepRole.HOUSE, StepRole.GROUP))
    return together.select_related("unit").in_order()
