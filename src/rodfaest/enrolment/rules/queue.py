"""
The one ordered queue of a cohort: who is next, who gets the free places, and what must never be true of it.

Why it looks like this stands in docs/decisions/0005-queue.md.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

from rodfaest.kernel.text import _, counted, listed
from rodfaest.kernel.time import long_date, short_date


@dataclass(frozen=True)
class Waiting:
    """A wish without a seat, not withdrawn: its number, its day, and whether the leader has said yes."""

    wish_id: int
    on: date
    backed: bool


def in_order(queue: Iterable[Waiting]) -> list[Waiting]:
    """
    The queue as it stands: by the day of the wish, then by its number, so two wishes of one day never swap.

    >>> bo, ann = Waiting(2, date(2021, 5, 1), backed=True), Waiting(1, date(2021, 5, 1), backed=True)
    >>> [wish.wish_id for wish in in_order([bo, ann])]
    [1, 2]
    """
    return sorted(queue, key=lambda wish: (wish.on, wish.wish_id))


def next_in_line(queue: Iterable[Waiting]) -> Waiting | None:
    """
    Say who gets the next free place: the first in the queue whose leader has said yes.

    A wish still without a yes keeps its turn but is passed over: it neither blocks the others nor slips through.

    >>> ann, bo = Waiting(1, on=date(2021, 5, 1), backed=False), Waiting(2, on=date(2021, 5, 2), backed=True)
    >>> next_in_line([bo, ann]).wish_id
    2
    """
    return next((wish for wish in in_order(queue) if wish.backed), None)


def to_be_seated(queue: Iterable[Waiting], *, free: int) -> list[Waiting]:
    """
    Those who get a place now, in the order they get it. None where there are fewer places than seats.

    >>> ann, bo = Waiting(1, on=date(2021, 5, 1), backed=True), Waiting(2, on=date(2021, 5, 2), backed=True)
    >>> [wish.wish_id for wish in to_be_seated([bo, ann], free=1)], to_be_seated([ann], free=-1)
    ([1], [])
    """
    return [wish for wish in in_order(queue) if wish.backed][: max(free, 0)]


def why_not_give(*, name: str, is_next: bool, seated: bool, free: int, begun: bool, over: bool) -> str | None:
    """
    Say why a konsulent can't give a place of a cohort under way: only the next in line gets one, and only a free one.

    >>> fits = {"name": "Line", "is_next": True, "seated": False, "free": 1, "begun": True, "over": False}
    >>> why_not_give(**fits) is None
    True
    >>> why_not_give(**(fits | {"is_next": False}))
    'Line er ikke den næste i køen. Se køen igen, og giv pladsen til den, der er.'
    """
    if seated:
        return _("{name} har allerede en plads.").format(name=name)
    if not begun:
        return _("Holdet er ikke begyndt. Indtil da giver køen selv pladserne.")
    if over:
        return _("Holdets sidste dag er gået, så der er ikke en plads at give.")
    if free <= 0:
        return _("Der er ikke en ledig plads på holdet lige nu.")
    if not is_next:
        return _("{name} er ikke den næste i køen. Se køen igen, og giv pladsen til den, der er.").format(name=name)
    return None


def missed_sentence(days: Iterable[tuple[int, date]], *, name: str) -> str:
    """
    Which days somebody who gets a place under way has missed, by number and date; nothing where there is none.

    >>> missed_sentence([(1, date(2021, 8, 16)), (2, date(2021, 9, 20))], name="Line")
    'Dag 1 (16. aug.) og dag 2 (20. sep.) er gået uden Line.'
    >>> missed_sentence([], name="Line")
    ''
    """
    said = listed(_("dag {number} ({day})").format(number=number, day=short_date(on)) for number, on in days)
    return _("{days} er gået uden {name}.").format(days=said[:1].upper() + said[1:], name=name) if said else ""


def beside_sentence(cohorts: Iterable[str], *, name: str = "") -> str:
    """
    That somebody has a seat on the same programme already, on these cohorts; to themselves where no `name` is given.

    >>> beside_sentence(["Dagplejen, efterår 2021"], name="Mette")
    'Mette har allerede en plads på samme forløb: Dagplejen, efterår 2021.'
    >>> beside_sentence(["Dagplejen, efterår 2021"]), beside_sentence([])
    ('Du har allerede en plads på samme forløb: Dagplejen, efterår 2021.', '')
    """
    said = listed(cohorts)
    who = name or _("Du")
    return _("{who} har allerede en plads på samme forløb: {cohorts}.").format(who=who, cohorts=said) if said else ""


def why_not_fewer_places(*, places: int, taken: int) -> str | None:
    """
    Refuse fewer places than there are people in them: a seat that was given is not taken back by a number.

    >>> why_not_fewer_places(places=21, taken=22)
    'Der er givet 22 pladser på holdet. Der kan ikke blive færre, før nogen giver deres plads videre.'
    >>> why_not_fewer_places(places=22, taken=22)
    """
    if places >= taken:
        return None
    return _("Der er givet {places} på holdet. Der kan ikke blive færre, før nogen giver deres plads videre.").format(
        places=counted(taken, _("plads"), _("pladser"))
    )


# What the konsulent reads


def places_sentence(*, places: int, taken: int) -> str:
    """
    >>> places_sentence(places=22, taken=20), places_sentence(places=22, taken=22)
    ('20 af 22 pladser er givet. 2 er ledige.', 'Alle pladser er givet: 22.')
    >>> places_sentence(places=22, taken=21)
    '21 af 22 pladser er givet. 1 er ledig.'
    """
    if taken >= places:
        return _("Alle pladser er givet: {places}.").format(places=places)
    free = counted(places - taken, _("er ledig"), _("er ledige"))
    return _("{taken} af {places} pladser er givet. {free}.").format(taken=taken, places=places, free=free)


def next_sentence(*, name: str | None, passed_over: int, free: int, is_open: bool = True) -> str:
    """
    Who is next and why, in a sentence or two. `passed_over` counts those before, who still lack a yes.

    >>> next_sentence(name="Mette Holm", passed_over=0, free=0)
    'Mette Holm er den næste og har ventet længst.'
    >>> next_sentence(name="Mette Holm", passed_over=1, free=0)  # doctest: +NORMALIZE_WHITESPACE
    'Mette Holm er den næste og har ventet længst af dem, der har fået ja.
    1 før i køen mangler et ja og beholder sin tur.'
    >>> next_sentence(name=None, passed_over=2, free=3)
    'Ingen i køen har fået ja endnu. 2 mangler et ja og beholder deres tur.'
    >>> next_sentence(name=None, passed_over=0, free=3)
    'Der er ingen i køen.'
    >>> next_sentence(name="Mette Holm", passed_over=0, free=1, is_open=False)
    'Mette Holm er den næste og har ventet længst. Holdet er begyndt, så pladser gives ikke længere af sig selv.'
    >>> next_sentence(name="Mette Holm", passed_over=0, free=0, is_open=False)
    'Mette Holm er den næste og har ventet længst.'
    >>> next_sentence(name="Mette Holm", passed_over=0, free=1, is_open=True)
    'Mette Holm er den næste og har ventet længst.'
    """
    if name is None and not passed_over:
        return _("Der er ingen i køen.")
    keeps = _("beholder sin tur") if passed_over == 1 else _("beholder deres tur")
    if name is None:
        return _("Ingen i køen har fået ja endnu. {number} mangler et ja og {keeps}.").format(
            number=passed_over, keeps=keeps
        )
    if passed_over:
        said = _(
            "{name} er den næste og har ventet længst af dem, der har fået ja. "
            "{number} før i køen mangler et ja og {keeps}."
        ).format(name=name, number=passed_over, keeps=keeps)
    else:
        said = _("{name} er den næste og har ventet længst.").format(name=name)
    if free > 0 and not is_open:
        said += _(" Holdet er begyndt, så pladser gives ikke længere af sig selv.")
    return said


# What must never be true


@dataclass(frozen=True)
class Place:
    """One wish as the audit sees it: the days of its yes, of its seat, and of what ended them."""

    wish_id: int
    on: date
    yes_on: date | None
    given_on: date | None = None
    left_on: date | None = None
    withdrawn_on: date | None = None

    @property
    def is_seated(self) -> bool:
        return self.given_on is not None and self.left_on is None

    @property
    def waits_with_yes(self) -> bool:
        return self.yes_on is not None and self.given_on is None and self.withdrawn_on is None


def broken_promises(wishes: Sequence[Place], *, places: int, gives: bool) -> list[str]:
    """
    Every way in which a cohort's rows break the promises of its queue, as sentences; none if all is well.

    Overtaking is told by days: whoever had a yes before the day another was seated, and stands earlier, was overtaken.
    Facts of one and the same day can't be told apart afterwards; the property test holds those.

    >>> broken_promises([Place(1, date(2021, 5, 1), yes_on=None, given_on=date(2021, 5, 2))], places=1, gives=True)
    ['Ønske 1 har en plads uden et ja.']
    """
    seated = [wish for wish in wishes if wish.is_seated]
    waiting = [wish for wish in wishes if wish.waits_with_yes]
    return [
        *_seated_without_yes(seated),
        *_more_seated_than_places(seated, places),
        *(_place_nobody_was_given(seated, waiting, places) if gives else ()),
        *_overtaken(seated, waiting),
    ]


def _seated_without_yes(seated: Sequence[Place]) -> Iterator[str]:
    """A seat that nobody said yes to, or not yet, or that outlived its wish."""
    for wish in seated:
        if not wish.yes_on:
            yield _("Ønske {wish} har en plads uden et ja.").format(wish=wish.wish_id)
        elif wish.given_on and wish.given_on < wish.yes_on:
            yield _("Ønske {wish} fik en plads {given}, før det fik et ja.").format(
                wish=wish.wish_id, given=long_date(wish.given_on)
            )
        if wish.withdrawn_on:
            yield _("Ønske {wish} er trukket tilbage, men har en plads.").format(wish=wish.wish_id)


def _more_seated_than_places(seated: Sequence[Place], places: int) -> Iterator[str]:
    if len(seated) > places:
        yield _("Der er {seated} på {places} pladser.").format(seated=len(seated), places=places)


def _place_nobody_was_given(seated: Sequence[Place], waiting: Sequence[Place], places: int) -> Iterator[str]:
    if len(seated) < places and waiting:
        first = min(waiting, key=lambda wish: (wish.on, wish.wish_id))
        yield _("Der er en ledig plads, men ønske {wish} med et ja venter.").format(wish=first.wish_id)


def _overtaken(seated: Sequence[Place], waiting: Sequence[Place]) -> Iterator[str]:
    for early, late in product(waiting, seated):
        stands_first = (early.on, early.wish_id) < (late.on, late.wish_id)
        if stands_first and early.yes_on and late.given_on and early.yes_on < late.given_on:
            yield _("Ønske {first} blev overhalet af ønske {second}.").format(first=early.wish_id, second=late.wish_id)
