"""Rows of enrolment. Three facts, each with its day: the wish, the leader's answer, the seat."""

from rodfaest.enrolment.models.agreements import LocalAgreement
from rodfaest.enrolment.models.texts import WishText
from rodfaest.enrolment.models.wishes import Backing, Seat, TalkFirst, Wish

__all__ = ["Backing", "LocalAgreement", "Seat", "TalkFirst", "Wish", "WishText"]
