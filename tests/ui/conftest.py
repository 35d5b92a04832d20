"""A request as a view meets one, without a database."""

from collections.abc import Callable

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest
from django.test import RequestFactory

from rodfaest.kernel.actors import PersonActor, Standing
from rodfaest.kernel.views import ActorRequest


@pytest.fixture
def a_request() -> Callable[..., HttpRequest]:
    """`a_request("post", "/x/", htmx=True, data={...})`: from Mette, signed in, with messages."""

    def make(method: str = "get", path: str = "/", *, htmx: bool = False, data=None, **headers: str) -> ActorRequest:
        if htmx:
            headers["HX_Request"] = "true"
        made = getattr(RequestFactory(), method)(
            path, data, **{f"HTTP_{name.upper()}": value for name, value in headers.items()}
        )
        made.actor = PersonActor(1, "Mette Sørensen", lambda _: Standing())
        made._messages = CookieStorage(made)
        return made

    return make
