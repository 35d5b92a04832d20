"""
Django's sessions in the database (settings.SESSION_ENGINE), which also know when they were last used and since when
somebody has been logged in. No column of their own: the first is read off the day they expire.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from django.contrib.auth import SESSION_KEY as PERSON
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.base_session import AbstractBaseSession
from django.http import HttpRequest

from rodfaest.kernel.actors import PersonActor
from rodfaest.kernel.time import now
from rodfaest.login import rules

SINCE = "logged_in_since"


class SessionStore(DatabaseStore):
    """
    A session. Its `used_at` moves when it is saved; who saves it because it was used is `ActorMiddleware`, and only for
    those whose session ends when it lies still.
    """

    used_at: datetime
    """When it was last saved; of a new one, now."""

    def __init__(self, session_key: str | None = None) -> None:
        super().__init__(session_key)
        self.used_at = now()

    @property
    def since(self) -> datetime:
        """Since when somebody has been logged in with it."""
        return datetime.fromtimestamp(self.get(SINCE, self.used_at.timestamp()), UTC)

    @property
    def why_over(self) -> str | None:
        """Why it is over, if it is that of somebody who sees many people."""
        return rules.why_over(used_at=self.used_at, since=self.since, now=now())

    def load(self) -> dict[str, Any]:
        row = self._get_session_from_db()  # type: ignore[attr-defined]  # Django has it, its stubs don't
        if row is None:
            return {}
        data: dict[str, Any] = self.decode(row.session_data)
        lasts = timedelta(seconds=data.get("_session_expiry") or self.get_session_cookie_age())
        self.used_at = row.expire_date - lasts
        return data

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        if PERSON in data:
            data.setdefault(SINCE, now().timestamp())
        return super().create_model_instance(data)


@dataclass(frozen=True)
class Ends:
    """In how many seconds a session ends: when the page lies still, and at the latest."""

    lying_still: int
    at_latest: int


def ends(request: HttpRequest) -> Ends | None:
    """What the page warns of; None where there is no warning, since the session lasts as long as anybody's."""
    actor = getattr(request, "actor", None)
    if not isinstance(actor, PersonActor) or not rules.sees_many(actor.standing.roles):
        return None
    still = rules.IDLE_FOR - rules.USED_AGAIN_AFTER
    latest = cast(SessionStore, request.session).since + rules.AT_MOST - now()
    return Ends(int(still.total_seconds()), int(latest.total_seconds()))
