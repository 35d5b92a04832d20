"""Where a refusal nobody caught becomes a sentence on a page, where a HEAD is answered, and one header."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from rodfaest.kernel.errors import Denied, Refused
from rodfaest.kernel.transactions import nothing_saved
from rodfaest.ui.pages import Page, SeeOther, came_from, is_htmx, page, refusal, tell


class PermissionsPolicyMiddleware:
    """Switches off what no page of ours asks of the device (settings.PERMISSIONS_POLICY)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.policy = ", ".join(f"{feature}=()" for feature in settings.PERMISSIONS_POLICY)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers["Permissions-Policy"] = self.policy
        return response


class HeadMiddleware:
    """
    A HEAD is answered as a GET would be, for link previews and monitors, and leaves nothing behind.

    Nobody has seen the page: no reading is noted, and what was to be said on it waits for the next one. The server
    leaves out the body. It stands right inside the messages' own middleware.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method != "HEAD":
            return self.get_response(request)
        request.method = "GET"
        with nothing_saved():
            response = self.get_response(request)
        request.method = "HEAD"
        get_messages(request).used = False  # type: ignore[union-attr]  # the middleware before this one has put them there
        return response


@dataclass(frozen=True)
class OnlyPressed(Page):
    template = "ui/errors/only_pressed.html"


@dataclass(frozen=True)
class RefusedPage(Page):
    template = "ui/errors/refused.html"

    sentence: str


class RefusalMiddleware:
    """
    An action said no: the same page comes back with its sentence.

    htmx gets a 422 fragment for `#messages`; a plain press a message and 303; a page that can't be shown at all, 403.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code == 405 and request.method == "GET":
            # A button's address, opened as a page: after logging in anew, from a bookmark, with the back button.
            shown = page(request, OnlyPressed(), status=405)
            shown["Allow"] = response["Allow"]
            return shown
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Refused):
            sentence = exception.sentence
        elif isinstance(exception, ValidationError):
            sentence = " ".join(exception.messages)
        else:
            return None
        if is_htmx(request):
            return refusal(request, sentence)
        if request.method == "GET":
            status = 403 if isinstance(exception, Denied) else 409
            return page(request, RefusedPage(sentence), status=status)
        tell(request, sentence, "warning")
        return SeeOther(came_from(request))
