"""
Devices somebody has logged in on: whoever tries another's address over and over stops nobody there.

A cookie of the device remembers the last few people, by digests that say nothing of who they are.
"""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import get_random_string, salted_hmac

from rodfaest.organisations.models import Person

COOKIE = "known"
REMEMBERED_FOR = timedelta(days=366)
AT_MOST = 5
"""People of one device, the last who logged in: a tablet of a house is shared."""


def known_as(request: HttpRequest, person: Person | None) -> str:
    """What the device is called where this person has logged in on it before; empty for any other."""
    device, people = _read(request)
    return device if person and _digest(device, person) in people else ""


def remember(request: HttpRequest, person: Person, response: HttpResponseBase) -> None:
    device, people = _read(request)
    device = device or get_random_string(22)
    mine = _digest(device, person)
    people = [mine, *(one for one in people if one != mine)][:AT_MOST]
    response.set_cookie(
        COOKIE,
        signing.dumps([device, *people], salt=COOKIE),
        max_age=REMEMBERED_FOR,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def _read(request: HttpRequest) -> tuple[str, list[str]]:
    try:
        given: Any = signing.loads(request.COOKIES.get(COOKIE, ""), salt=COOKIE, max_age=REMEMBERED_FOR)
    except signing.BadSignature:
        return "", []
    device, *people = given
    return device, people


def _digest(device: str, person: Person) -> str:
    return salted_hmac(COOKIE, f"{device}:{person.pk}", algorithm="sha256").hexdigest()[:32]
