"""
Who may reach a page at all. Every view carries exactly one of `@public`, `@signed_in`, `@with_link`; a test walks the
URLconf and fails on a view that doesn't say.
"""

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Any, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponseBase

from rodfaest.kernel.actors import Actor, LinkHolder, PersonActor

View = Callable[..., HttpResponseBase]
E = TypeVar("E", bound=StrEnum)


class ActorRequest(HttpRequest):
    """A request that knows who acts; the middleware in `login` sets it."""

    actor: Actor


def public(view: View) -> View:
    """Anybody may come; what they see is still asked of the rules."""
    view.reached_by = "public"  # type: ignore[attr-defined]  # a test walks the URLconf for it
    return view


def signed_in(view: View) -> View:
    """A person who is signed in; others are sent to log in and come back here."""

    @wraps(view)
    def guarded(request: ActorRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not isinstance(request.actor, PersonActor):
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    guarded.reached_by = "signed_in"  # type: ignore[attr-defined]  # a test walks the URLconf for it
    return guarded


def with_link(view: View) -> View:
    """The holder of a personal link; everybody else meets 404, as if the page were not there."""

    @wraps(view)
    def guarded(request: ActorRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not isinstance(request.actor, LinkHolder):
            raise Http404
        return view(request, *args, **kwargs)

    guarded.reached_by = "with_link"  # type: ignore[attr-defined]  # a test walks the URLconf for it
    return guarded


def chosen(request: HttpRequest, field: str, choices: type[E]) -> E:
    """What was pressed, as one of `choices`. A value that was not on the page is a bad request."""
    value = request.POST.get(field, "")
    try:
        return choices(value)
    except ValueError:
        raise BadRequest(f"{field}={value!r} is no choice") from None
