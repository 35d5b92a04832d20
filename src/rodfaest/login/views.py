"""Coming in and going out, one's own page, and what a personal link opens."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from allauth.account import views as account
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.stagekit import LOGIN_SESSION_KEY
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
    LoginForm,
    MeetForm,
    ProofForm,
    SecondStepForm,
    ShowAgainForm,
)
from rodfaest.login.models import LoginChange, Meeting, PersonalLink, digest_of
from rodfaest.login.shown import has_codes, send_codes, show_old_address
from rodfaest.organisations.actions import change_login
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
    changes: Sequence[LoginChange]
    meetings: Sequence[Meeting]


@signed_in
@require_GET
def profile_show(request: ActorRequest) -> HttpResponse:
    """What we know of you, how you log in, and who has read your texts."""
    person = cast(Person, request.user)
    changes = list(person.login_changes.order_by("-at", "-pk"))
    meetings = list(person.login_meetings.select_related("by").order_by("-at", "-pk"))
    return page(request, Profile(person, _whom_to_tell(request.actor), changes, meetings))


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


# Another mail or mobile


@dataclass(frozen=True)
class LoginChangePage(Page):
    template = "login/login_change.html"

    form: LoginForm


@signed_in
@require_http_methods(["GET", "POST"])
def login_change(request: ActorRequest) -> HttpResponse:
    """One's own mail and mobile. Saved, one is logged out everywhere, and every address is told."""
    person = cast(Person, request.user)
    form = LoginForm(request.POST or None, initial={"email": person.email, "phone": person.phone})
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            changed = change_login(person, **form.cleaned_data, actor=request.actor)
            if (changed.email, changed.phone) == (person.email, person.phone):
                return see_other(request, "login:profile_show")
            logout(request)
            return see_other(request, "account_request_login_code", say=_("Gemt. Log ind igen med det nye."))
    return page(request, LoginChangePage(form))


@dataclass(frozen=True)
class ChangeUndo(Page):
    template = "login/change_undo.html"

    answer: Decision
    undone: bool


@public
@require_http_methods(["GET", "POST"])
def change_undo(request: ActorRequest, token: str) -> HttpResponse:
    """»Det var ikke mig«: one press, by whoever got the link. It lets nobody in."""
    change = LoginChange.objects.filter(digest=digest_of(token)).first()
    if change is None:
        raise Http404
    if request.method == "POST":
        actions.undo_login_change(change, actor=request.actor)
        return see_other(request, "login:change_undo", token)
    answer = permissions.may_undo_login_change(request.actor, change)
    return page(request, ChangeUndo(answer, change.undone_at is not None), status=200 if answer else 410)


@dataclass(frozen=True)
class MeetingStop(Page):
    template = "login/meeting_stop.html"

    answer: Decision
    stopped: bool


@public
@require_http_methods(["GET", "POST"])
def meeting_stop(request: ActorRequest, token: str) -> HttpResponse:
    """»Vi har ikke mødtes«: one press, by whoever got the link. It lets nobody in."""
    meeting = Meeting.objects.filter(digest=digest_of(token)).first()
    if meeting is None:
        raise Http404
    if request.method == "POST":
        actions.stop_meeting(meeting, actor=request.actor)
        return see_other(request, "login:meeting_stop", token)
    answer = permissions.may_stop_meeting(request.actor, meeting)
    return page(request, MeetingStop(answer, meeting.stopped_at is not None), status=200 if answer else 410)


@dataclass(frozen=True)
class MeetingList(Page):
    template = "login/meeting_list.html"

    people: Sequence[Person]


@signed_in
@require_GET
def meeting_list(request: ActorRequest) -> HttpResponse:
    """Those with a new mail or mobile to whom something is closed, for the administrator who may meet them."""
    return page(request, MeetingList(_whom_to_meet(request.actor)))


@dataclass(frozen=True)
class MeetingAdd(Page):
    template = "login/meeting_add.html"

    person: Person
    form: MeetForm


@signed_in
@require_http_methods(["GET", "POST"])
def meeting_add(request: ActorRequest, person_id: int) -> HttpResponse:
    """Write down that one has met somebody, and how they showed who they are."""
    person = next((one for one in _whom_to_meet(request.actor) if one.pk == person_id), None)
    if person is None:
        raise Http404
    form = MeetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.meet(person, form.cleaned_data["how"], actor=request.actor)
            return see_other(request, "login:meeting_list", say=_("Skrevet. Det gælder om en uge."))
    return page(request, MeetingAdd(person, form))


def _whom_to_meet(actor: Actor) -> list[Person]:
    if not actor.organisations_as(Role.ADMINISTRATOR):
        raise Http404
    changed = Person.objects.visible_to(actor).filter(pk__in=LoginChange.objects.unproven().values("person"))
    return [person for person in changed.by_name() if permissions.may_meet(actor, person)]


@dataclass(frozen=True)
class LoginProve(Page):
    """`sent` says whether a code is on its way."""

    template = "login/login_prove.html"

    closed: bool
    sent: bool
    form: ProofForm


@signed_in
@require_http_methods(["GET", "POST"])
def login_prove(request: ActorRequest) -> HttpResponse:
    """Type the code that went to the old mail or mobile: what was written before opens again."""
    form = ProofForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if show_old_address(request, form.cleaned_data["code"]):
            return see_other(request, "login:profile_show", say=_("Tak. Nu er alt åbent igen."))
        form.add_error("code", _("Koden passer ikke. Se efter, eller bed om en ny."))
    return page(request, LoginProve(request.actor.reads_since is not None, has_codes(request), form))


@signed_in
@require_POST
def login_prove_send(request: ActorRequest) -> HttpResponse:
    """Send a code to each mail and number there was before."""
    if request.actor.reads_since is None:
        return see_other(request, "login:login_prove")
    if not send_codes(request):
        raise RuleBroken(_("Der er sendt mange koder. Vent et kvarter, og prøv igen."))
    return see_other(request, "login:login_prove", say=_("Koden er sendt til alt, vi havde før."))


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

    def form_valid(self, form: AskForCodeForm) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        if form._user is None:
            post.queue_code()
        return response


class ConfirmCode(Refusing, account.ConfirmLoginCodeView):
    form_class = ConfirmCodeForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        # allauth looks up whose code it is. Where it is nobody's, somebody is looked up all the same.
        pending = request.session.get(LOGIN_SESSION_KEY)
        if isinstance(pending, dict) and pending.get("user_pk") is None:
            Person.objects.filter(pk=0).first()
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    def _resend_form_valid(self, form: BaseForm) -> HttpResponse:
        # Asked for a new code to a number nobody has, allauth fails; a stranger must see what everybody sees.
        if self._process.user:
            return super()._resend_form_valid(form)
        post.queue_code()
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
