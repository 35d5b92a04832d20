"""
Says who acts in each request, turns away a role whose second factor was not shown, and saves what was typed by
somebody who must log in again.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.http.response import HttpResponseRedirectBase
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.http import urlencode

from rodfaest.kernel.actors import Actor, PersonActor, Standing, Visitor
from rodfaest.kernel.time import now
from rodfaest.kernel.views import ActorRequest
from rodfaest.login import rules, typed
from rodfaest.login.actions import STEPPED_IN
from rodfaest.login.models import PersonalLink
from rodfaest.login.sessions import SessionStore
from rodfaest.login.shown import reads_since
from rodfaest.login.typed import Typed
from rodfaest.organisations.models import Person, SystemRole, standing_of
from rodfaest.organisations.rules import SECOND_FACTOR_ROLES
from rodfaest.ui.forms import typed_before
from rodfaest.ui.pages import WRITER, came_from, is_htmx, see_other, tell, writer_of


class SecondFactorMissing(Exception):
    """Somebody with a role that needs two steps has taken one. Raised where the role would first have counted."""


class UnstoredMiddleware:
    """
    Nothing of somebody signed in, or by a secret address, is stored by a browser: Back after logging out shows nothing.

    What is typed on those pages lives in the device's own store (docs/decisions/0007-typed-again.md). It stands outside
    whatever else draws a page of theirs, a refusal too.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        was_signed_in = request.user.is_authenticated
        response = self.get_response(request)
        by_secret_address = request.resolver_match is not None and "token" in request.resolver_match.kwargs
        if was_signed_in or by_secret_address:
            response.headers.setdefault("Cache-Control", "private, no-store")
        if by_secret_address:
            response.headers["X-Robots-Tag"] = "noindex"
        if was_signed_in and not request.user.is_authenticated:
            response.headers["Clear-Site-Data"] = '"cache"'
            if typed.COOKIE not in response.cookies:
                typed.forget(response)
        return response


class ActorMiddleware:
    """
    Sets `request.actor`: the person signed in, the holder of the link in the address (`token`), or a visitor.

    It costs the session and the person; what the person is today is loaded when a rule first asks. Whoever has a role
    that needs a second factor and has not shown it gets no further than that question, whatever the page. It stands
    innermost, so that the pages of things gone wrong, drawn after the view, are drawn for somebody without those roles.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        cast(ActorRequest, request).actor = _person_or_visitor(request, _without_guarded_roles)
        response = self.get_response(request)
        _note_use(request)
        _ask_no_more(request)
        return response

    def process_view(
        self, request: ActorRequest, view: object, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        match = request.resolver_match
        assert match is not None
        if "token" in kwargs:
            link = PersonalLink.objects.by_token(kwargs["token"]).working().first()
            request.actor = link.as_actor() if link else Visitor()
            return None
        if why_over := _why_over(request):
            logout(request)
            request.actor = Visitor()
            tell(request, why_over, "info")
            if not rules.opens_before_second_factor(match.url_name, match.app_name):
                return redirect_to_login(request.get_full_path())
        elif not rules.opens_before_second_factor(match.url_name, match.app_name):
            request.actor = _person_or_visitor(request, _refusing_guarded_roles)
            if request.method != "GET":
                # A press is asked before it does anything, also where its own rule would not have.
                try:
                    _ = request.actor.standing
                except SecondFactorMissing:
                    return _to_second_factor(request)
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, SecondFactorMissing):
            return _to_second_factor(request)
        _ask_no_more(request)
        return None


def _to_second_factor(request: HttpRequest) -> HttpResponse:
    """To show it, and then back to the page; or, where there is none yet, to make one."""
    if is_mfa_enabled(cast(Person, request.user)):
        back = request.get_full_path() if request.method == "GET" else "/"
        return see_other(request, f"{reverse('mfa_reauthenticate')}?{urlencode({'next': back})}")
    tell(request, rules.TWO_STEPS_NEEDED, "info")
    return see_other(request, "mfa_index")


def has_shown_second_factor(request: HttpRequest) -> bool:
    """Whether this session has: a code from an app or from paper, or a passkey. In the demo, stepping in is enough."""
    if settings.DEMO and request.session.get(STEPPED_IN):
        return True
    records = get_authentication_records(request, cast(Person, request.user))
    return any(record["method"] == "mfa" for record in records)


def _why_over(request: HttpRequest) -> str | None:
    """Why the session is over of somebody who sees many people. Who that is, is asked only where it would be."""
    if not request.user.is_authenticated:
        return None
    why_over = cast(SessionStore, request.session).why_over
    if why_over is None:
        return None
    roles = SystemRole.objects.current().filter(person=request.user.pk).values_list("role", "organisation")
    return why_over if rules.sees_many(roles) else None


def _note_use(request: HttpRequest) -> None:
    """A page that asked what somebody is has used their session, where it is one that ends when it lies still."""
    actor = cast(ActorRequest, request).actor
    standing = vars(actor).get("standing")
    if not isinstance(actor, PersonActor) or not standing or not rules.sees_many(standing.roles):
        return
    session = cast(SessionStore, request.session)
    # Over already, and asked for a page that isn't there: that is no use.
    if now() > session.used_at + rules.USED_AGAIN_AFTER and not session.why_over:
        session.modified = True


def _person_or_visitor(request: HttpRequest, otherwise: Callable[[int], Standing]) -> Actor:
    person = request.user
    if not person.is_authenticated:
        return Visitor()
    load = standing_of if has_shown_second_factor(request) else otherwise
    return PersonActor(person.pk, person.full_name, load, reads_since=reads_since(request, person))


def _without_guarded_roles(person_id: int) -> Standing:
    standing = standing_of(person_id)
    return replace(standing, roles=frozenset(had for had in standing.roles if had[0] not in SECOND_FACTOR_ROLES))


def _ask_no_more(request: HttpRequest) -> None:
    """From here on only the menu and messages are drawn, and they need no second factor."""
    request = cast(ActorRequest, request)
    if isinstance(request.actor, PersonActor) and not has_shown_second_factor(request):
        request.actor = _person_or_visitor(request, _without_guarded_roles)


def _refusing_guarded_roles(person_id: int) -> Standing:
    standing = standing_of(person_id)
    if rules.needs_second_factor(standing.roles):
        raise SecondFactorMissing
    return standing


class TypedMiddleware:
    """
    Nothing typed is lost when a login has run out, also without script.

    A form sent by somebody who is logged out is saved, and drawn again when the same person has logged in: it is never
    sent by itself. For anybody else it is forgotten.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if is_htmx(request):  # the script saves the words in the browser
            return self.get_response(request)
        if request.method == "POST" and (writer := writer_of(request)):
            return self._sent(request, writer)
        if request.method == "GET" and typed.COOKIE in request.COOKIES and request.user.is_authenticated:
            return self._shown(request)
        return self.get_response(request)

    def _sent(self, request: HttpRequest, writer: int) -> HttpResponseBase:
        response = self.get_response(request)
        if _leads_to(response, settings.LOGIN_URL):
            return self._saved(request, writer) or response
        found = typed.saved_for(request) if typed.COOKIE in request.COOKIES else None
        if found and found.path == _page_of(request):
            typed.forget(response)
        return response

    def _saved(self, request: HttpRequest, writer: int) -> HttpResponseBase | None:
        fields = request.POST.copy()
        for ours in (WRITER, "csrfmiddlewaretoken"):
            fields.pop(ours, None)
        words = fields.urlencode()
        if len(words) > rules.LONGEST_TYPED:
            return None
        page = _page_of(request)
        response = redirect_to_login(page)
        typed.save(Typed(writer, page, words), response)
        tell(request, rules.TYPED_WAITS, "info")
        return response

    def _shown(self, request: HttpRequest) -> HttpResponseBase:
        found = typed.saved_for(request)
        if found is None or found.writer != request.user.pk:
            response = self.get_response(request)
            typed.forget(response)
            return response
        if found.path != request.get_full_path():
            return self.get_response(request)
        tell(request, rules.TYPED_IS_HERE, "info")
        with typed_before(QueryDict(found.fields)):
            return self.get_response(request)


def _page_of(request: HttpRequest) -> str:
    """The page with the form that was sent, which may go to an address that is no page."""
    return came_from(request) if "Referer" in request.headers else request.get_full_path()


def _leads_to(response: HttpResponseBase, page: str) -> bool:
    return isinstance(response, HttpResponseRedirectBase) and response.url.startswith(resolve_url(page))
