"""What allauth asks of us: nobody signs up, codes wait for a worker, and its sentences are ours."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal.httpkit import headed_redirect_response
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse

from rodfaest.kernel.text import _
from rodfaest.login import actions, devices, locks, post, rules
from rodfaest.login.shown import weigh
from rodfaest.organisations.models import Person


class AccountAdapter(DefaultAccountAdapter):
    """Codes, and what is said while coming in."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": _("Koden passer ikke. Se efter, og prøv igen."),
        "too_many_login_attempts": _("Der er prøvet for mange gange. Vent et kvarter, og bed om en ny kode."),
        "rate_limited": _("Der er prøvet for mange gange. Vent lidt, og prøv igen."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Of allauth's mails only the code is sent, in our own words."""
        if template_prefix == "account/email/login_code":
            post.queue_code(email, context["code"])

    def send_verification_code_sms(self, user: AbstractBaseUser, phone: str, code: str, **kwargs: Any) -> None:
        post.queue_code(phone, code)

    def generate_phone_verification_code(self, *, user: AbstractBaseUser, phone: str) -> str:
        return self.generate_login_code()

    def set_phone_verified(self, user: AbstractBaseUser, phone: str) -> None:
        """Numbers belong to the organisation's pages; that a code was right changes none."""

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        super().login(request, user)
        assert isinstance(user, Person)
        actions.note_login(user, actor=user.as_actor())
        if weigh(request, user):
            messages.info(request, rules.LOGIN_IS_NEW)

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **kwargs)
        assert isinstance(user, Person)
        devices.remember(request, user, response)
        return response

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        messages.warning(request, _("Du kan ikke logge ind lige nu. Tal med din leder eller konsulenten."))
        response: HttpResponse = headed_redirect_response("account_request_login_code")
        return response

    def get_reauthentication_methods(self, user: AbstractBaseUser | AnonymousUser) -> list[dict[str, Any]]:
        """There are no passwords to ask for."""
        return [method for method in super().get_reauthentication_methods(user) if method["id"] != "reauthenticate"]

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Only refusals are said: a page that shows what has happened needs no sentence about it as well."""
        if message:
            messages.add_message(request, messages.WARNING if level >= messages.ERROR else level, message, extra_tags)


class MFAAdapter(DefaultMFAAdapter):
    """The second factor, said in our words and locked with our keys: a copy of the database alone opens no login."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("Koden passer ikke. Se efter i appen, og prøv igen."),
        "unverified_email": _("Log ind med en kode på mail først."),
    }

    def encrypt(self, text: str) -> str:
        return locks.locked(text)

    def decrypt(self, encrypted_text: str) -> str:
        return locks.unlocked(encrypted_text)

    def get_totp_issuer(self) -> str:
        return "Rodfæst"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return super().get_public_key_credential_rp_entity() | {"name": "Rodfæst"}

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Any) -> str:
        return _("Min telefon eller computer")
