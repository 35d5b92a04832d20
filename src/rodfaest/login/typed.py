"""
What was typed on a page whose login had run out: shown again there, once the same person has logged in.

It lies for an hour in the table of sessions, locked with a key that only a cookie of that browser holds, so neither the
database nor our own keys open it (docs/decisions/0007-typed-again.md).
"""

import json
from dataclasses import asdict, dataclass

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponseBase

from rodfaest.login import locks, rules

COOKIE = "typed"


@dataclass(frozen=True)
class Typed:
    """The fields of one form as a browser sends them, on which page, and who had been shown it."""

    writer: int
    path: str
    fields: str


def save(typed: Typed, response: HttpResponseBase) -> None:
    """Lock it away, and hand the browser the key."""
    locked, key = locks.locked_away(json.dumps(asdict(typed)))
    store = SessionStore()
    store["typed"] = locked
    store.set_expiry(rules.TYPED_LASTS)
    store.create()
    response.set_cookie(
        COOKIE,
        f"{store.session_key}.{key}",
        max_age=rules.TYPED_LASTS,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def saved_for(request: HttpRequest) -> Typed | None:
    """What this browser's cookie opens, if it still lies there."""
    number, _dot, key = request.COOKIES.get(COOKIE, "").partition(".")
    locked = SessionStore(number).get("typed", "") if key else ""
    words = locks.unlocked_with(key, locked) if locked else None
    return Typed(**json.loads(words)) if words else None


def forget(response: HttpResponseBase) -> None:
    """Without the cookie's key nobody opens the words again; what is left of them goes with the old sessions."""
    response.delete_cookie(COOKIE, samesite="Lax")
