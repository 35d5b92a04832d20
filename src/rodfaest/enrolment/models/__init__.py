"""Rows of enrolment. Three facts, each with its day: the wish, the leader's answer, the seat."""

from rodfaest.enrolment.models.agreements import LocalAgreement, why_not_agree
from rodfaest.enrolment.models.seats import Seat, broken_promises, free_places, queue_of
from rodfaest.enrolment.models.wishes import (
    Backing,
    TalkFirst,
    Wish,
    WishText,
    away_of,
    know_who_is_asked,
    why_not_wish,
)

__all__ = [
    "Backing",
    "LocalAgreement",
    "Seat",
    "TalkFirst",
    "Wish",
    "WishText",
    "away_of",
    "broken_promises",
    "free_places",
    "know_who_is_asked",
    "queue_of",
    "why_not_agree",
    "why_not_wish",
]
