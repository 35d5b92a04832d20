"""What one types to log in, how long links and sessions last, and who must show a second factor."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from rodfaest.kernel.text import _
from rodfaest.organisations.rules import SECOND_FACTOR_ROLES

RENEWED_FOR = timedelta(days=14)
"""How long a link lasts that somebody has asked for anew."""

RENEW_AGAIN_AFTER = timedelta(minutes=10)
"""A second press within this time sends nothing: the first mail is on its way."""

REMEMBERED_FOR = timedelta(days=366)
"""How long after it ran out a link still leads to a page that can send a new one."""

CODE_MINUTES = 15
"""How long a login code may be typed (settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)."""

TYPED_LASTS = timedelta(hours=1)
"""How long what was typed waits for the same person to log in again in the same browser."""

LONGEST_TYPED = 100_000
"""Characters of a form that are saved: every text of a page, and no more."""

TYPED_WAITS = _("Du var logget ud, da du trykkede. Log ind igen, så står det, du skrev, på siden.")
TYPED_IS_HERE = _("Her er det, du skrev, før du blev logget ud. Det er ikke gemt endnu.")

IDLE_FOR = timedelta(minutes=30)
"""How long a session of somebody who sees many people may lie still. Others' last as long as SESSION_COOKIE_AGE."""

AT_MOST = timedelta(hours=12)
"""How long such a session lasts however much it is used."""

USED_AGAIN_AFTER = timedelta(minutes=1)
"""Its use is written down no more often than this."""

LAY_STILL = _("Du er logget ud, fordi du ser mange menneskers oplysninger, og siden har ligget stille i 30 minutter.")
LASTED_LONG = _("Du er logget ud, fordi du ser mange menneskers oplysninger, og der er gået 12 timer.")
CHANGED_SMS = _("Mail eller mobil til et login i Rodfæst er skiftet. Var det ikke dig? Tryk her inden 14 dage:")
MET_SMS = _("En administrator skriver, at I har mødtes, og at du har ny mail eller mobil. Passer det ikke? Tryk her:")
UNDONE_SMS = _("Skiftet af mail eller mobil til et login i Rodfæst er fortrudt. Det gamle gælder igen.")

LOGIN_IS_NEW = _(
    "Din mail eller mobil er skiftet. Det, der er skrevet før, er lukket, til du har vist, at det er dig. "
    "Det gør du under »Mit«."
)

UNDONE_WITHIN = timedelta(days=14)
"""How long »Det var ikke mig« works after a mail or mobile was changed."""

MEETING_WAITS = timedelta(days=7)
"""How long whoever has something from before can stop what an administrator wrote of a meeting."""

CODE_TRIES = 3
"""How often a code sent to an old address may be typed wrong."""

TWO_STEPS_NEEDED = _("Du har adgang til mange menneskers oplysninger. Derfor skal du logge ind med to trin.")


def international(digits: str) -> str:
    """
    Eight digits as a gateway wants them.

    >>> international("20304050")
    '+4520304050'
    """
    return f"+45{digits}"


class Changed(NamedTuple):
    """A change of what somebody logs in by that nobody has shown to be theirs: what was there, and what came."""

    at: datetime
    was: frozenset[str]
    becomes: frozenset[str]


def known_since(address: str, changes: Sequence[Changed]) -> datetime | None:
    """
    When an address or number became somebody's by one of these changes, in their order; None where it was before them.

    >>> when = datetime(2021, 5, 3)
    >>> change = Changed(when, frozenset({"mette@old.example"}), frozenset({"mette@new.example"}))
    >>> known_since("mette@new.example", [change]) == when
    True
    >>> known_since("mette@old.example", [change]), known_since("20304050", [change])
    (None, None)
    """
    for change in changes:
        if address in change.was:
            return None
        if address in change.becomes:
            return change.at
    return None


def old_addresses(changes: Sequence[Changed]) -> frozenset[str]:
    """Those that were somebody's before any of these changes."""
    was = frozenset[str]().union(*(change.was for change in changes))
    return frozenset(address for address in was if known_since(address, changes) is None)


def reads_since(shown: Collection[datetime | None], *, newest: datetime) -> datetime | None:
    """
    From when on somebody reads, who has shown these: as far back as the one known longest; None reads all.

    >>> when = datetime(2021, 5, 3)
    >>> reads_since([when, None], newest=when), reads_since([when], newest=when) == when
    (None, True)
    >>> reads_since([], newest=when) == when
    True
    """
    since = [one for one in shown if one is not None]
    return (min(since) if since else newest) if len(since) == len(shown) else None


def needs_second_factor(roles: Iterable[tuple[str, int]]) -> bool:
    """Whether any of these roles opens so many people's data that one factor is not enough."""
    return any(role in SECOND_FACTOR_ROLES for role, _organisation in roles)


def sees_many(roles: Iterable[tuple[str, int]]) -> bool:
    """
    Whose session is short: everybody who has a role in Rodfæst, since each of them sees many people. Nobody else's.

    Not a leader's, who sees their own house: five minutes at nap time are not to begin with a code.
    """
    return bool(list(roles))


def why_over(*, used_at: datetime, since: datetime, now: datetime) -> str | None:
    """
    Say why the session of somebody who sees many people is over: it lay still, or has lasted a day's work.

    >>> nine = datetime(2021, 8, 16, 9)
    >>> why_over(used_at=nine, since=nine, now=nine + IDLE_FOR)
    >>> why_over(used_at=nine, since=nine, now=nine + IDLE_FOR + timedelta(seconds=1)) == LAY_STILL
    True
    >>> why_over(used_at=nine + AT_MOST, since=nine, now=nine + AT_MOST + timedelta(seconds=1)) == LASTED_LONG
    True
    """
    if now > since + AT_MOST:
        return LASTED_LONG
    return LAY_STILL if now > used_at + IDLE_FOR else None


def opens_before_second_factor(url_name: str | None, app_name: str) -> bool:
    """The pages one needs to get the second factor, or to leave: login, logout, the two steps and one's own page."""
    return app_name == "login" or (url_name or "").startswith(("account_", "mfa_"))


def code_sms(code: str) -> str:
    """
    >>> code_sms("204511")
    'Din kode til Rodfæst er 204511. Den gælder i 15 minutter. Giv den ikke til nogen.'
    """
    return _("Din kode til Rodfæst er {code}. Den gælder i {minutes} minutter. Giv den ikke til nogen.").format(
        code=code, minutes=CODE_MINUTES
    )
