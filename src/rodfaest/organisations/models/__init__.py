"""Rows of the organisation. Everything about people is dated, and history is kept when they move."""

from rodfaest.organisations.models.leading import Leading, led_by_nobody
from rodfaest.organisations.models.people import (
    Dated,
    Deputyship,
    Employment,
    Function,
    Leadership,
    Person,
    PersonQuerySet,
    SystemRole,
    behind,
    standing_of,
)
from rodfaest.organisations.models.tree import Branch, Staying, staying_in, tree_of
from rodfaest.organisations.models.units import HolidayWeek, Organisation, Spare, Unit, reached, units_below

__all__ = [
    "Branch",
    "Dated",
    "Deputyship",
    "Employment",
    "Function",
    "HolidayWeek",
    "Leadership",
    "Leading",
    "Organisation",
    "Person",
    "PersonQuerySet",
    "Spare",
    "Staying",
    "SystemRole",
    "Unit",
    "behind",
    "led_by_nobody",
    "reached",
    "standing_of",
    "staying_in",
    "tree_of",
    "units_below",
]
