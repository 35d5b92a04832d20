"""The pages of things gone wrong: friendly, in Danish, with a way back. `config.urls` and settings name these views."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseServerError

from rodfaest.kernel.text import _
from rodfaest.kernel.views import public
from rodfaest.ui.pages import Page, drawn, is_htmx, page, refusal


@dataclass(frozen=True)
class BadRequest(Page):
    template = "ui/errors/bad_request.html"


@dataclass(frozen=True)
class Forbidden(Page):
    template = "ui/errors/forbidden.html"


@dataclass(frozen=True)
class CsrfFailure(Page):
    template = "ui/errors/csrf.html"


@dataclass(frozen=True)
class NotFound(Page):
    template = "ui/errors/not_found.html"


@dataclass(frozen=True)
class ServerError(Page):
    template = "ui/errors/server_error.html"


@public
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _gone_wrong(
        request, BadRequest(), 400, _("Siden forstod ikke det, du sendte. Hent siden igen, og prøv en gang til.")
    )


@public
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _gone_wrong(request, Forbidden(), 403, _("Det har du ikke adgang til."))


@public
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _gone_wrong(request, CsrfFailure(), 403, _("Siden var åben for længe. Hent den igen, og prøv en gang til."))


@public
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _gone_wrong(request, NotFound(), 404, _("Det, du leder efter, er her ikke."))


@public
def server_error(request: HttpRequest) -> HttpResponse:
    """Asks nothing of the database, the session or the person: any of them may be what failed."""
    return HttpResponseServerError(drawn(ServerError()))


def _gone_wrong(request: HttpRequest, shown: Page, status: int, sentence: str) -> HttpResponse:
    if is_htmx(request):
        return refusal(request, sentence, status=status)
    return page(request, shown, status=status)
