"""What a view answers with: a page, one block of it, or another page and a sentence."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache
from typing import Any, ClassVar
from urllib.parse import urlsplit

from django.contrib import messages
from django.core.signing import BadSignature, Signer
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.shortcuts import render, resolve_url
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString, mark_safe
from jinja2 import Environment
from jinja2_fragments import render_block

from rodfaest.kernel.actors import Actor, LinkHolder, PersonActor
from rodfaest.kernel.time import COPENHAGEN, now


class SeeOther(HttpResponseRedirect):
    """303: done; now look there. A reload doesn't do it again."""

    status_code = 303


@cache
def jinja() -> Environment:
    """The template environment (`config.jinja`), by way of Django's own list of engines."""
    engine = engines["jinja2"]
    assert isinstance(engine, Jinja2)
    return engine.env


@dataclass(frozen=True)
class Page:
    """
    What a template is drawn with: a frozen dataclass, whose fields are the names the template may use beside the
    environment's globals and `request`. With a `block`, that block of the template is drawn and nothing else.
    """

    template: ClassVar[str]
    block: ClassVar[str] = ""
    styles: ClassVar[Sequence[str]] = ()

    @property
    def sheets(self) -> Sequence[str]:
        """The style sheets a part brings to the page it stands on."""
        return self.styles

    def as_context(self) -> dict[str, Any]:
        return {field.name: getattr(self, field.name) for field in fields(self)}


Panel = Callable[[Actor], Page | None]
"""One thing on somebody's home: what it shows this actor today, or None. Each app offers its own in `panels`."""


@dataclass(frozen=True)
class Notes(Page):
    """Sentences, each with its kind, for the messages of a page htmx has open."""

    template = "ui/messages.html"
    block = "notes"

    notes: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class NotesBeside(Notes):
    """The same, beside another answer."""

    block = "out_of_band"


@dataclass(frozen=True)
class AsksFirst(Page):
    """Asked before what can't be undone: the button posts to the page's own address, and the way out leads `back`."""

    template = "ui/asks_first.html"

    title: str
    sentence: str
    yes: str
    no: str
    back: str
    words: str = ""


@dataclass(frozen=True)
class Saved(Page):
    """What autosave answers."""

    template = "ui/saved.html"
    block = "saved"

    at: datetime


def page(request: HttpRequest, shown: Page, *, status: int | None = None) -> HttpResponse:
    """A whole page. 422 when its `form` has errors, unless `status` says otherwise."""
    form = getattr(shown, "form", None)
    if status is None:
        status = 422 if isinstance(form, BaseForm) and form.errors else 200
    return render(request, shown.template, shown.as_context(), status=status, using="jinja2")


def block(request: HttpRequest, part: Page) -> SafeString:
    """The block a part names, else its whole template, as text. What stands outside the block is not run."""
    names = {"request": request, "csrf_token": get_token(request), **part.as_context()}
    if part.block:
        return mark_safe(render_block(jinja(), part.template, part.block, names))
    return mark_safe(jinja().get_template(part.template).render(names))


def drawn(shown: Page) -> SafeString:
    """A page that answers no request, such as a mail."""
    return mark_safe(jinja().get_template(shown.template).render(shown.as_context()))


def fragment(request: HttpRequest, part: Page, *, say: str = "") -> HttpResponse:
    """A part of a page as the whole answer to htmx; `say` puts a sentence into the messages beside it."""
    content = block(request, part)
    if say:
        content += block(request, NotesBeside([("success", say)]))
    return HttpResponse(content)


def row_or_redirect(request: HttpRequest, part: Page, *, to: str, say: str = "") -> HttpResponse:
    """After a bare button: htmx swaps the one part it came from; without script the page `to` comes back."""
    if is_htmx(request):
        return fragment(request, part, say=say)
    return see_other(request, to, say=say)


def see_other(request: HttpRequest, to: str, *args: Any, say: str = "") -> HttpResponse:
    """Send on to `to` (a url's name or a path) with the sentence `say`. htmx is told to go there as a whole page."""
    if say:
        tell(request, say)
    if is_htmx(request):
        return HttpResponse(headers={"HX-Redirect": resolve_url(to, *args)})
    return SeeOther(resolve_url(to, *args))


def came_from(request: HttpRequest) -> str:
    """
    The path of our own page the button was pressed on; where it was asked about first, the page before that (`back`).

    Where no one says: a link's own page, else the front page.
    """
    referer = request.POST.get("back") or request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(referer, {request.get_host()}, require_https=request.is_secure()):
        return request.path if isinstance(getattr(request, "actor", None), LinkHolder) else "/"
    parts = urlsplit(referer)
    path = "/" + parts.path.lstrip("/\\")  # "//name" would be another site
    return f"{path}?{parts.query}" if parts.query else path


def tell(request: HttpRequest, sentence: str, kind: str = "success") -> None:
    """A sentence at the top of the next page shown. `kind`: success, info or warning; never error, that is a form's."""
    messages.add_message(request, messages.constants.DEFAULT_LEVELS[kind.upper()], sentence)


def saved(request: HttpRequest, at: datetime | None = None) -> HttpResponse:
    """What autosave answers: "Gemt kl. 13.42". The browser drops its own copy when it reads the header X-Saved."""
    return HttpResponse(
        block(request, Saved((at or now()).astimezone(COPENHAGEN))),
        headers={"X-Saved": "yes"},
    )


def refusal(request: HttpRequest, sentence: str, *, status: int = 422) -> HttpResponse:
    """A no, for htmx: into the messages instead of where the answer would have gone."""
    return HttpResponse(
        block(request, Notes([("warning", sentence)])),
        status=status,
        headers={"HX-Retarget": "#messages", "HX-Reswap": "innerHTML"},
    )


def is_htmx(request: HttpRequest) -> bool:
    """Whether htmx asks, and so wants a part of a page."""
    return request.headers.get("HX-Request") == "true"


WRITER = "typed_by"
"""The hidden field that says who a form was shown to."""

_writers = Signer(salt="rodfaest.ui.writer")


def written_by(request: HttpRequest) -> str:
    """What a form carries of whoever it is shown to, signed; empty for those who are not logged in."""
    actor = getattr(request, "actor", None)
    return _writers.sign(str(actor.number)) if isinstance(actor, PersonActor) else ""


def writer_of(request: HttpRequest) -> int | None:
    """Whom the form that was sent had been shown to, also where nobody is logged in any more."""
    try:
        return int(_writers.unsign(request.POST.get(WRITER, "")))
    except BadSignature:
        return None
