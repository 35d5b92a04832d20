"""What only the demo has: stepping in as somebody, letting a day pass, and the mail that would have been sent."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from csp.constants import UNSAFE_INLINE
from django.conf import settings
from django.core.paginator import Page as PageOfRows
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from rodfaest.cohorts.models import TeachingDay
from rodfaest.demo import cast, stage
from rodfaest.demo.models import Stage
from rodfaest.kernel.actors import Errand
from rodfaest.kernel.time import ONE_DAY, long_date, today
from rodfaest.kernel.views import ActorRequest, View, public
from rodfaest.login.actions import make_link, step_in
from rodfaest.organisations.jobs import DEMO
from rodfaest.organisations.models import Person
from rodfaest.transport.models import DevMail
from rodfaest.ui.pages import Page, page, see_other

MAILS_ON_A_PAGE = 50


def only_in_demo(view: View) -> View:
    """404 unless the demo is there, whoever asks."""

    @wraps(view)
    def guarded(request: ActorRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def banner(request: HttpRequest) -> SafeString:
    """The line at the top of every page of the demo."""
    return format_html(
        '<p><strong>{}</strong> {} <a href="{}">{}</a> <a href="{}">{}</a></p>',
        _("Demo."),
        _("I dag er det %(day)s. Alle personer er opdigtede.") % {"day": long_date(today(), year=True)},
        reverse("demo:part_list"),
        _("Træd ind som en anden"),
        reverse("demo:mail_list"),
        _("Se de breve, der er sendt"),
    )


# Stepping in


@dataclass(frozen=True)
class PartList(Page):
    """The people one may be, the undervisers' next days, and the day that comes when one is let pass."""

    template = "demo/parts.html"

    parts: Sequence[tuple[cast.Part, Person]]
    days: Sequence[TeachingDay]
    tomorrow: date | None


@public
@only_in_demo
@require_GET
def part_list(request: ActorRequest) -> HttpResponse:
    """The demo's own front page."""
    people = {person.full_name: person for person in Person.objects.filter(email__endswith="@horsens.example")}
    parts = [(part, people[part.name]) for part in cast.PARTS if part.name in people]
    days = TeachingDay.objects.live().filter(on__gte=today()).select_related("cohort").order_by("on", "pk")[:3]
    here = Stage.objects.first()
    return page(request, PartList(parts, list(days), here.day + ONE_DAY if here else None))


@public
@only_in_demo
@require_POST
def part_take(request: ActorRequest, person_id: int) -> HttpResponse:
    """Come in as somebody, with no code."""
    person = get_object_or_404(Person, pk=person_id, is_active=True)
    step_in(request, person, actor=request.actor)
    return see_other(request, "/", say=_("Du er nu %(name)s.") % {"name": person.full_name})


@public
@only_in_demo
@require_POST
def day_open(request: ActorRequest, day_id: int) -> HttpResponse:
    """Open a teaching day as its underviser does: by the personal link from the mail."""
    day = get_object_or_404(TeachingDay.objects.live(), pk=day_id)
    teacher = day.cohort.teachers.select_related("person").order_by("pk")[0].person
    errand = Errand("attendance.mark_day", "cohorts.TeachingDay", day.pk)
    link = make_link(teacher, errand, valid_until=day.on + 7 * ONE_DAY, actor=DEMO)
    return HttpResponseRedirect(urlsplit(link).path, status=303)


@public
@only_in_demo
@require_POST
def day_pass(request: ActorRequest) -> HttpResponse:
    """Let one day pass: the night's jobs run, and the letters that are due go out."""
    here = get_object_or_404(Stage)
    stage.live_through(here, here.day + ONE_DAY)
    said = _("Nu er det %(day)s. Natten er gået, og de breve, der skulle af sted, er sendt.")
    return see_other(request, "demo:part_list", say=said % {"day": long_date(here.day)})


# The mail


@dataclass(frozen=True)
class MailList(Page):
    template = "demo/mails.html"

    mails: PageOfRows[DevMail]
    to: str


@public
@only_in_demo
@require_GET
def mail_list(request: ActorRequest) -> HttpResponse:
    """What would have been sent, newest first; one person's with ?til=."""
    mails = DevMail.objects.newest_first().defer("html", "text", "calendar")
    if to := request.GET.get("til", "").strip():
        mails = mails.filter(to=to)
    found = Paginator(mails, MAILS_ON_A_PAGE).get_page(request.GET.get("side"))
    return page(request, MailList(found, to))


@dataclass(frozen=True)
class MailShow(Page):
    template = "demo/mail.html"

    mail: DevMail


@public
@only_in_demo
@require_GET
def mail_show(request: ActorRequest, mail_id: int) -> HttpResponse:
    """One mail: as it looks, its plain text, and its calendar part."""
    mail = get_object_or_404(DevMail, pk=mail_id)
    mail.text = _from_here(request, mail.text)
    return page(request, MailShow(mail))


@public
@only_in_demo
@require_GET
def mail_html(request: ActorRequest, mail_id: int) -> HttpResponse:
    """The HTML part, just as it was handed over. A mail carries its styles in itself, since mail programs load none."""
    response = HttpResponse(_from_here(request, get_object_or_404(DevMail, pk=mail_id).html))
    response._csp_update = {"style-src": [UNSAFE_INLINE]}  # type: ignore[attr-defined]  # how django-csp is told
    return response


def _from_here(request: ActorRequest, words: str) -> str:
    """The mail with its links on the port the demo runs on now: it was perhaps built on another."""
    return re.sub(r"http://localhost:\d+", request.build_absolute_uri("/").rstrip("/"), words)
