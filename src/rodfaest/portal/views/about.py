"""What everybody may know of Rodfæst itself: who sees what, and how accessible it is."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from email.utils import parseaddr
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from rodfaest.kernel.time import now
from rodfaest.kernel.views import ActorRequest, public
from rodfaest.texts.rules import WORRY
from rodfaest.ui.pages import Page, page

GENERATED = Path(__file__).resolve().parents[1] / "who_sees_what.json"
"""Made from the permission rules themselves: groups of rows, each with who can in words, and the roles that can."""


@dataclass(frozen=True)
class WhoSeesWhat(Page):
    """Made for MED and TR. `role` is the one chosen, or nothing; `unfolded` for paper."""

    template = "portal/who_sees_what.html"

    made: Mapping[str, Any]
    role: str
    unfolded: bool
    worry: str


@dataclass(frozen=True)
class Accessibility(Page):
    """`mail` is where one writes."""

    template = "portal/accessibility.html"

    mail: str


@public
@require_GET
def who_sees_what(request: ActorRequest) -> HttpResponse:
    """
    The rules in Danish, for MED and TR and everybody else: what matters most, one role's answers, and all by subject.

    `?jeg=` picks a role by its name, `?alt=ja` unfolds everything, for paper.
    """
    made = json.loads(GENERATED.read_text())
    role = request.GET.get("jeg", "")
    chosen = role if role in made["roles"] else ""
    return page(request, WhoSeesWhat(made, chosen, unfolded="alt" in request.GET, worry=WORRY))


@public
@require_GET
def accessibility(request: ActorRequest) -> HttpResponse:
    """How accessible Rodfæst is, what is known to be wrong, and whom to tell."""
    return page(request, Accessibility(mail=parseaddr(settings.MAIL_FROM)[1]))


@public
@require_GET
def accessibility_short(request: ActorRequest) -> HttpResponse:
    """The address /was, where the law has people look for the statement."""
    return redirect("portal:accessibility", permanent=True)


SECURITY_TXT = """\
Contact: {contact}
Expires: {expires:%Y-%m-%dT%H:%M:%SZ}
Preferred-Languages: da, en
Canonical: {canonical}
"""


@public
@require_GET
def security_txt(request: ActorRequest) -> HttpResponse:
    """Where one tells of a fault in security (RFC 9116); good for half a year from the first of the month."""
    said = SECURITY_TXT.format(
        contact=_contact(),
        expires=now().replace(day=1, hour=0, minute=0, second=0) + timedelta(days=183),
        canonical=settings.BASE_URL + reverse("portal:security_txt"),
    )
    return HttpResponse(said, content_type="text/plain; charset=utf-8")


def _contact() -> str:
    given = settings.SECURITY_CONTACT or parseaddr(settings.MAIL_FROM)[1]
    return given if given.startswith(("https://", "mailto:")) else f"mailto:{given}"
