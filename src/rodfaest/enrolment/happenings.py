"""What enrolment tells upward."""

from dataclasses import dataclass


@dataclass(frozen=True)
class WishMade:
    """Somebody wished, or was put forward."""

    wish_id: int


@dataclass(frozen=True)
class WishAnswered:
    """The leader said yes or not this time, or changed what was said."""

    wish_id: int


@dataclass(frozen=True)
class WishWithdrawn:
    """The wish ended before there was a seat: taken back, or closed because the person no longer works here."""

    wish_id: int


@dataclass(frozen=True)
class WishMoved:
    """The person works elsewhere in the kommune now, and the wish, with its seat if it has one, has followed."""

    wish_id: int


@dataclass(frozen=True)
class SeatGiven:
    """A place became this person's."""

    seat_id: int


@dataclass(frozen=True)
class SeatLeft:
    """A place became free again."""

    seat_id: int


@dataclass(frozen=True)
class AgreementChanged:
    """What a unit and a leader agreed about time, transport and company stands anew."""

    agreement_id: int
