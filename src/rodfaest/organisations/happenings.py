"""What this app tells the floors above."""

from dataclasses import dataclass


@dataclass(frozen=True)
class HolidayWeeksChanged:
    """A kommune's holiday weeks are others than before: every computed date of the kommune may move."""

    organisation_id: int
