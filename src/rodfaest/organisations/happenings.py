"""What this app tells the floors above."""

from dataclasses import dataclass


@dataclass(frozen=True)
class HolidayWeeksChanged:
    """A kommune's holiday weeks are others than before: every computed date of the kommune may move."""

    organisation_id: int


@dataclass(frozen=True)
class EmploymentEnded:
    """
    Somebody's employment has got its last day, which may have passed or lie ahead, or was called off.

    Whoever is moved begins another in the same transaction.
    """

    person_id: int


@dataclass(frozen=True)
class LastDayChanged:
    """The last day of an employment was typed in error and is another now, or none."""

    person_id: int
    employment_id: int


@dataclass(frozen=True)
class LoginChanged:
    """Somebody has another mail address or mobile number: what they log in by. Empty where there was or is none."""

    person_id: int
    was_email: str
    was_phone: str
    email: str
    phone: str
