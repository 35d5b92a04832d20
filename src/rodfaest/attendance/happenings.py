"""What attendance tells upward."""

from dataclasses import dataclass


@dataclass(frozen=True)
class AttendanceMarked:
    """It was noted, or noted differently, whether somebody was there."""

    seat_id: int
    day_id: int
