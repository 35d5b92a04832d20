"""An organisation's units as the tree they are, and who stays in one of them."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from rodfaest.kernel.text import _
from rodfaest.organisations.models.people import Employment, Function, Leadership, Person
from rodfaest.organisations.models.units import Organisation, Unit


@dataclass(frozen=True)
class Branch:
    """A unit in its place in the tree, with how many work there and who leads it."""

    unit: Unit
    people: int
    leaders: tuple[Person, ...]
    below: tuple["Branch", ...]


def tree_of(organisation: Organisation) -> tuple[Branch, ...]:
    """
    An organisation's open units as the tree they are, by name on each level. Three queries, whatever the size.

    Nothing open lies under what is closed, so no branch is lost with a closed one.
    """
    units = list(organisation.units.open_now().by_name())
    here = Employment.objects.current().filter(unit__organisation=organisation)
    people = Counter(here.values_list("unit", flat=True))
    leaders: dict[int, list[Person]] = {}
    for leadership in Leadership.objects.current().filter(unit__organisation=organisation).select_related("person"):
        leaders.setdefault(leadership.unit_id, []).append(leadership.person)

    def branches(parent: int | None) -> tuple[Branch, ...]:
        return tuple(
            Branch(unit, people[unit.pk], tuple(leaders.get(unit.pk, ())), branches(unit.pk))
            for unit in units
            if unit.parent_id == parent
        )

    return branches(None)


@dataclass(frozen=True)
class Staying:
    """Somebody who works in a unit, leads it or has a function there, as what and for how long."""

    person: Person
    word: str
    period: str


def staying_in(unit: Unit, day: date) -> list[Staying]:
    """Who is in the unit on `day` or later, each for each thing they are. Three queries."""
    works = Employment.objects.lasting_on(day).filter(unit=unit).select_related("person")
    leads = Leadership.objects.lasting_on(day).filter(unit=unit).select_related("person")
    helps = Function.objects.lasting_on(day).filter(unit=unit).select_related("person")
    found = [Staying(row.person, row.job_word, row.period) for row in works]
    found += [Staying(row.person, _("leder enheden"), row.period) for row in leads]
    found += [Staying(row.person, row.kind_word, row.period) for row in helps]
    return sorted(found, key=lambda staying: (staying.person.sort_key, staying.person.pk))
