"""An organisation's units as the tree they are."""

from collections import Counter
from dataclasses import dataclass

from rodfaest.organisations.models.people import Employment, Leadership, Person
from rodfaest.organisations.models.units import Organisation, Unit


@dataclass(frozen=True)
class Branch:
    """A unit in its place in the tree, with how many work there and who leads it."""

    unit: Unit
    people: int
    leaders: tuple[Person, ...]
    below: tuple["Branch", ...]


def tree_of(organisation: Organisation) -> tuple[Branch, ...]:
    """An organisation's units as the tree they are, by name on each level. Three queries, whatever the size."""
    units = list(organisation.units.order_by("name", "pk"))
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
