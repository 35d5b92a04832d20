"""
From when on a session reads: as far back as what it has shown was known (docs/decisions/0012).

It is found out when somebody comes in, and written in the session where something is closed. A change ends every
session, so one with nothing written in it reads all, and costs no query.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, cast

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.core import ratelimit
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from rodfaest.kernel.time import now
from rodfaest.login import post, rules
from rodfaest.login.actions import prove_login
from rodfaest.login.models import Proof, changes_of
from rodfaest.organisations.models import Person

CLOSED = "login_closed"
"""The session's mark of having shown only what is new."""

CODES = "login_proof"
"""The session's codes that were sent to old addresses, each with its address."""


def weigh(request: HttpRequest, person: Person) -> datetime | None:
    """
    Say from when on this session reads, and remember whether anything is closed to it.

    Where it has shown both a new address and something older, the new one is shown to be theirs, for good.
    """
    changes = changes_of(person)
    since = _since(request, person, changes)
    if any(rules.known_since(address, changes) not in (None, since) for address in _shown(request, person)):
        by_code = since in {rules.known_since(address, changes) for address in _shown(request, person)}
        proof = Proof.OLD_ADDRESS if by_code else Proof.SECOND_FACTOR
        prove_login(person, since, proof, actor=person.as_actor())
    if since is None:
        request.session.pop(CLOSED, None)
    else:
        request.session[CLOSED] = True
    return since


def reads_since(request: HttpRequest, person: Person) -> datetime | None:
    """As `weigh` found, or as it is now, where somebody has shown more elsewhere since."""
    return _since(request, person, changes_of(person)) if CLOSED in request.session else None


def send_codes(request: HttpRequest) -> bool:
    """Send a code of its own to each old mail and number; False where too many were asked for."""
    person = cast(Person, request.user)
    if not ratelimit.consume(request, action="request_login_code", key=f"proof-{person.pk}"):
        return False
    old = {address for change in changes_of(person) for address in change.was - change.becomes}
    codes: dict[str, str] = {}
    while len(codes) < len(old):
        codes[get_adapter().generate_login_code()] = ""
    codes = dict(zip(codes, sorted(old), strict=True))
    request.session[CODES] = {"codes": codes, "at": now().isoformat(), "tries": 0}
    for code, address in codes.items():
        post.send_proof(address, code)
    return True


def has_codes(request: HttpRequest) -> bool:
    return _codes(request) is not None


def show_old_address(request: HttpRequest, typed: str) -> bool:
    """Whether this is a code that was sent to an old address. Then that address is shown, and the session weighed."""
    found = _codes(request)
    address = found["codes"].get("".join(typed.split())) if found else None
    if found and address is None:
        request.session[CODES] = {**found, "tries": found["tries"] + 1}
    if address is None:
        return False
    del request.session[CODES]
    person = cast(Person, request.user)
    kind = "email" if "@" in address else "phone"
    record_authentication(request, person, method="code", **{kind: address})
    weigh(request, person)
    return True


def _codes(request: HttpRequest) -> dict[str, Any] | None:
    """The codes on their way, unless they are too old or were guessed at too often."""
    found: dict[str, Any] | None = request.session.get(CODES)
    if found is None or found["tries"] >= rules.CODE_TRIES:
        return None
    too_old = now() - datetime.fromisoformat(found["at"]) > timedelta(minutes=rules.CODE_MINUTES)
    return None if too_old else found


def _since(request: HttpRequest, person: Person, changes: Sequence[rules.Changed]) -> datetime | None:
    if not changes:
        return None
    shown = [rules.known_since(address, changes) for address in _shown(request, person)]
    factors = [record for record in get_authentication_records(request, person) if record["method"] == "mfa"]
    shown += [_made_since(record, person, changes) for record in factors]
    return rules.reads_since(shown, newest=max(change.at for change in changes))


def _shown(request: HttpRequest, person: Person) -> list[str]:
    """The addresses and numbers to which a code was sent that was typed in this session."""
    records = get_authentication_records(request, person)
    return [address for record in records if (address := record.get("email") or record.get("phone"))]


def _made_since(record: dict[str, Any], person: Person, changes: Sequence[rules.Changed]) -> datetime | None:
    """When a passkey or an app was made: by whoever had come in then, so it is as old as the change before it."""
    made = Authenticator.objects.filter(pk=record.get("id"), user=person).values_list("created_at", flat=True).first()
    return max((change.at for change in changes if made is None or change.at <= made), default=None)
