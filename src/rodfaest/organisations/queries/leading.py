"""
Who leads whom today: as the actor's own people, for a set; and for many units at once, the names that stand beside a
field and the people letters go to.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from django.db.models import FilteredRelation, Q

from rodfaest.kernel.actors import Actor, Ids
from rodfaest.kernel.time import today
from rodfaest.organisations.models.people import Deputyship, Function, Leadership, Person, valid_on
from rodfaest.organisations.models.units import Unit, line_up
from rodfaest.organisations.rules import FunctionKind, Role
from rodfaest.organisations.rules.leading import Rung, everybody_on, nearest_of, rungs


def maintained_by(actor: Actor) -> Ids:
    """The organisations whose people, units and holiday weeks the actor maintains."""
    return actor.organisations_as(Role.ADMINISTRATOR) | actor.organisations_as(Role.CONSULTANT)


def administered_by(actor: Actor) -> Ids:
    """The organisations in which the actor gives roles."""
    return actor.organisations_as(Role.ADMINISTRATOR)


def led_by(actor: Actor, *, unit: str, person: str) -> Q:
    """The rows whose `person` works in `unit` (both paths) under the actor; `Actor.leads` for a set."""
    return Q(**{f"{unit}__in": actor.led_unit_ids}) & ~_not_over(actor, unit=unit, person=person)


def nearest_leader_of(actor: Actor, *, unit: str, person: str) -> Q:
    """The rows whose `person` in `unit` (both paths) calls the actor their leader; `is_nearest_leader` for a set."""
    rows = Q(**{f"{unit}__in": actor.standing.nearest_unit_ids})
    return (rows | _pairs(actor.standing.nearest_to, unit, person)) & ~_not_over(actor, unit=unit, person=person)


def _not_over(actor: Actor, *, unit: str, person: str) -> Q:
    return Q(**{f"{person}__in": actor.person_ids}) | _pairs(actor.standing.not_over, unit, person)


def _pairs(found: Iterable[tuple[int, int]], unit: str, person: str) -> Q:
    rows = Q()
    for unit_id, person_id in sorted(found):
        rows |= Q(**{unit: unit_id, person: person_id})
    return rows


@dataclass(frozen=True)
class Leading:
    """Everybody who leads, stands in, helps or has tilsyn today, as ids; four queries whatever is asked of it."""

    above: Mapping[int, int | None]
    leaders: Mapping[int, Sequence[int]]
    deputies: Mapping[int, Sequence[int]]
    souschefs: Mapping[int, Sequence[int]]
    helping: Mapping[int, Sequence[int]]
    """Fagligt fyrtårn and faglig støtte."""
    supervising: Mapping[int, Sequence[int]]
    people: Mapping[int, Person]

    @classmethod
    def today(cls) -> Self:
        people: dict[int, Person] = {}
        leaders, deputies, souschefs, helping, supervising = (dict[int, list[int]]() for _each in range(5))
        for row in Leadership.objects.current().select_related("person").order_by("person"):
            leaders.setdefault(row.unit_id, []).append(row.person_id)
            people[row.person_id] = row.person
        for stands_in in Deputyship.objects.current().select_related("deputy").order_by("deputy"):
            deputies.setdefault(stands_in.leader_id, []).append(stands_in.deputy_id)
            people[stands_in.deputy_id] = stands_in.deputy
        kinds = {FunctionKind.SOUSCHEF: souschefs, FunctionKind.SUPERVISION: supervising}
        kinds |= {FunctionKind.BEACON: helping, FunctionKind.SUPPORT: helping}
        for function in Function.objects.current().filter(kind__in=kinds).select_related("person").order_by("person"):
            kinds[FunctionKind(function.kind)].setdefault(function.unit_id, []).append(function.person_id)
            people[function.person_id] = function.person
        above = dict(Unit.objects.values_list("pk", "parent_id"))
        return cls(above, leaders, deputies, souschefs, helping, supervising, people)

    def nearest_to(self, unit_id: int, person_id: int | None) -> list[Person]:
        """
        Whom somebody who works in the unit calls their leader: those with `Actor.is_nearest_leader`, by name.

        What is written to »dig og din leder« is read by these, and they are named beside the field.
        """
        return self._nearest(unit_id, self.souschefs, about=person_id)

    def leaders_of(self, unit_id: int, *, about: int | None = None) -> list[Person]:
        """The leaders and their deputies: whom letters go to. A souschef may answer, and is not written to."""
        return self._nearest(unit_id, {}, about=about)

    def over(self, unit_id: int) -> frozenset[int]:
        """Everybody who leads the unit, from there or from above: `Actor.led_unit_ids`."""
        return frozenset(everybody_on(self._rungs(unit_id, self.souschefs, about=None)))

    def around(self, unit_id: int, *, about: int | None = None) -> frozenset[int]:
        """Who leads or helps somebody who works in the unit, from there or from above; nobody with tilsyn over it."""
        leads = everybody_on(self._rungs(unit_id, self.souschefs, about=about))
        helps = {person for unit in line_up(unit_id, self.above) for person in self.helping.get(unit, ())}
        return frozenset((leads | helps) - self.supervising_over(unit_id) - {about})

    def _nearest(self, unit_id: int, souschefs: Mapping[int, Sequence[int]], *, about: int | None) -> list[Person]:
        return [self.people[person] for person in nearest_of(self._rungs(unit_id, souschefs, about=about))]

    def _rungs(self, unit_id: int, souschefs: Mapping[int, Sequence[int]], *, about: int | None) -> list[Rung]:
        line = line_up(unit_id, self.above)
        return rungs(line, leaders=self.leaders, deputies=self.deputies, souschefs=souschefs, about=about)

    def supervising_over(self, unit_id: int) -> frozenset[int]:
        """The persons with tilsyn over the unit."""
        return frozenset(person for unit in line_up(unit_id, self.above) for person in self.supervising.get(unit, ()))


def led_by_nobody(who: Collection[tuple[int, int | None]]) -> frozenset[tuple[int, int | None]]:
    """
    Of these units and who works there, or None for whoever does, those whose person has no leader: for whom
    `Leading.leaders_of` finds nobody.

    One query, none for nobody: a deputy is left out, who only stands in where somebody leads.
    """
    if not who:
        return frozenset()
    above: dict[int, int | None] = {}
    leaders: dict[int, list[int]] = {}
    now = FilteredRelation("leaderships", condition=valid_on(today(), "leaderships__"))
    for unit_id, parent_id, person_id in Unit.objects.annotate(now=now).values_list("pk", "parent", "now__person"):
        above[unit_id] = parent_id
        if person_id is not None:
            leaders.setdefault(unit_id, []).append(person_id)

    def is_led(unit_id: int, person_id: int | None) -> bool:
        line = rungs(line_up(unit_id, above), leaders=leaders, deputies={}, souschefs={}, about=person_id)
        return bool(nearest_of(line))

    return frozenset(pair for pair in who if not is_led(*pair))
