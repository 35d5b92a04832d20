"""Coming in and going out, one's own page, and what a personal link opens."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from allauth.account import views as account
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.base import views as mfa
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.conf import settings
from django.contrib.auth import logout
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.module_loading import import_string
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rodfaest.kernel.access import Decision
from rodfaest.kernel.actors import Actor, Errand, LinkHolder
from rodfaest.kernel.errors import RuleBroken
from rodfaest.kernel.text import _
from rodfaest.kernel.views import ActorRequest, View, public, signed_in
from rodfaest.login import actions, permissions, post
from rodfaest.login.forms import (
    ActivateAppForm,
    AddPasskeyForm,
    AskForCodeForm,
    ConfirmCodeForm,
    SecondStepForm,
    ShowAgainForm,
)
from rodfaest.login.models import PersonalLink
from rodfaest.organisations.models import Person
from rodfaest.organisations.rules import Role
from rodfaest.transport.errors import NotHandedOver
from rodfaest.ui.pages import Page, came_from, is_htmx, page, see_other

# Personal links


@dataclass(frozen=True)
class LinkTooOld(Page):
    """`answer` says whether a new one may be asked for."""

    template = "login/link_too_old.html"

    token: str
    answer: Decision


@dataclass(frozen=True)
class LinkSent(Page):
    template = "login/link_sent.html"


@public
@require_http_methods(["GET", "POST"])
def link_open(request: ActorRequest, token: str, button: str = "") -> HttpResponseBase:
    """The page the link is for, which posts to this address or below it; where it is too old, the way to a new one."""
    if isinstance(request.actor, LinkHolder):
        errand = request.actor.errand
        return _page_for(errand, button)(request, errand.object_id)
    return _too_old(request, _found(token), token)


@public
@require_POST
def link_renew(request: ActorRequest, token: str) -> HttpResponse:
    """Send a new link to the person the old one belongs to. Whoever pressed learns only that it is on its way."""
    if isinstance(request.actor, LinkHolder):
        return see_other(request, "login:link_open", token)
    link = _found(token)
    url = actions.renew_link(link, actor=request.actor)
    if url and link.person:
        try:
            post.send_link(link.person, url)
        except NotHandedOver as error:
            raise RuleBroken(_("Vi kunne ikke sende det nye link lige nu. Prøv igen om ti minutter.")) from error
    return page(request, LinkSent())


def _found(token: str) -> PersonalLink:
    link = PersonalLink.objects.by_token(token).first()
    if link is None:
        raise Http404
    return link


def _page_for(errand: Errand, button: str) -> View:
    served = import_string(settings.LINK_PAGES)
    if errand.verb not in served:  # a letter from before the verb was renamed or taken away
        raise Http404
    found = import_string(served[errand.verb])
    views = found if isinstance(found, Mapping) else {"": found}
    if button not in views:
        raise Http404
    return cast(View, views[button])


def _too_old(request: ActorRequest, link: PersonalLink, token: str) -> HttpResponse:
    answer = permissions.may_renew_link(request.actor, link)
    return page(request, LinkTooOld(token, answer), status=410)


# One's own page


@dataclass(frozen=True)
class Profile(Page):
    template = "login/profile.html"

    person: Person
    whom_to_tell: str


@signed_in
@require_GET
def profile_show(request: ActorRequest) -> HttpResponse:
    """What we know of you, how you log in, and who has read your texts."""
    return page(request, Profile(cast(Person, request.user), _whom_to_tell(request.actor)))


def _whom_to_tell(actor: Actor) -> str:
    """Who sees to it that a wrong name or address is put right: never oneself."""
    if actor.organisations_as(Role.ADMINISTRATOR):
        return _("dem, der driver Rodfæst hos jer")
    if actor.organisations_as(Role.CONSULTANT):
        return _("kommunens administrator")
    return _("din leder eller konsulenten") if actor.unit_ids - actor.led_unit_ids else _("kommunens konsulent")


@signed_in
@require_POST
def session_stay(request: ActorRequest) -> HttpResponse:
    """Somebody reads on. That what they are is asked is all there is to it (`ActorMiddleware`)."""
    _ = request.actor.standing
    return HttpResponse(status=204) if is_htmx(request) else see_other(request, came_from(request))


@signed_in
@require_POST
def profile_log_out_everywhere(request: ActorRequest) -> HttpResponse:
    """A phone is lost: every session ends."""
    actions.log_out_everywhere(cast(Person, request.user), actor=request.actor)
    logout(request)
    return see_other(request, "account_request_login_code", say=_("Du er nu logget ud alle steder."))


# allauth's own pages, with our forms, and 422 where a form is refused


@public
@require_GET
def login_show(request: HttpRequest) -> HttpResponse:
    """allauth's word for the way in; there is one way in."""
    query = {"next": request.GET["next"]} if "next" in request.GET else {}
    return see_other(request, reverse("account_request_login_code") + (f"?{urlencode(query)}" if query else ""))


class Refusing:
    """A form that is refused is answered with 422, as everywhere in the house."""

    def form_invalid(self, form: BaseForm) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]  # allauth's view stands behind
        if response.status_code == 200:
            response.status_code = 422
        return response


class Enrolling(Refusing):
    """Whoever has just made their second factor has shown it."""

    def form_valid(self, form: BaseForm) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)  # type: ignore[misc]  # as above
        request: HttpRequest = self.request  # type: ignore[attr-defined]  # as above
        record_authentication(request, cast(Person, request.user), method="mfa", reauthenticated=True)
        return response


class AskForCode(Refusing, account.RequestLoginCodeView):
    def get_form_class(self) -> type[BaseForm]:
        return AskForCodeForm


class ConfirmCode(Refusing, account.ConfirmLoginCodeView):
    form_class = ConfirmCodeForm

    def _resend_form_valid(self, form: BaseForm) -> HttpResponse:
        # Asked for a new code to a number nobody has, allauth fails; a stranger must see what everybody sees.
        if self._process.user:
            return super()._resend_form_valid(form)
        self._process.record_resend()
        self._process.persist()
        again: str = self.passthrough_next_url(reverse("account_confirm_login_code"))  # type: ignore[no-untyped-call]  # allauth
        return HttpResponseRedirect(again)


class Authenticate(Refusing, mfa.AuthenticateView):
    form_class = SecondStepForm


class Reauthenticate(Refusing, mfa.ReauthenticateView):
    form_class = ShowAgainForm


class AddPasskey(Enrolling, webauthn.AddWebAuthnView):
    def get_form_class(self) -> type[BaseForm]:
        return AddPasskeyForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        # allauth leaves out what it is given, and with it a refused form.
        return super().get_context_data() | kwargs


class ActivateTOTP(Enrolling, totp.ActivateTOTPView):
    form_class = ActivateAppForm
