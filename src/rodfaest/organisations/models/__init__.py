"""Rows of the organisation. Everything about people is dated, and their history stays when they move."""

from rodfaest.organisations.models.people import (
    Dated,
    Deputyship,
    Employment,
    Function,
    Group,
    GroupMember,
    Leadership,
    Person,
    PersonQuerySet,
    SystemRole,
    behind,
    standing_of,
    worked_in,
)
from rodfaest.organisations.models.units import HolidayWeek, Organisation, Spare, Unit, line_up, reached, units_below

__all__ = [
    "Dated",
    "Deputyship",
    "Employment",
    "Function",
    "Group",
    "GroupMember",
    "HolidayWeek",
    "Leadership",
    "Organisation",
    "Person",
    "PersonQuerySet",
    "Spare",
    "SystemRole",
    "Unit",
    "behind",
    "line_up",
    "reached",
    "standing_of",
    "units_below",
    "worked_in",
]
