"""What this app tells the floors above."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class CohortLoaded:
    """A cohort came in from its timetable."""

    cohort_id: int


@dataclass(frozen=True)
class DayMoved:
    """A teaching day lies on another date than before."""

    day_id: int
    was: date
    became: date


@dataclass(frozen=True)
class DayCancelled:
    """A teaching day will not be held."""

    day_id: int


@dataclass(frozen=True)
class DayRestored:
    """A cancelled teaching day will be held after all."""

    day_id: int


@dataclass(frozen=True)
class DayHeld:
    """A teaching day took place."""

    day_id: int


@dataclass(frozen=True)
class PlacesChanged:
    """A cohort has more or fewer places than before."""

    cohort_id: int


@dataclass(frozen=True)
class PracticalFactsChanged:
    """What letters and entries say of a cohort: venue, food, contact, last day to answer, teachers, publishing."""

    cohort_id: int
