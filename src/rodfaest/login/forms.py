"""What is typed to come in."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ConfirmLoginCodeForm
from allauth.core import context, ratelimit
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from rodfaest.kernel.text import _
from rodfaest.login.devices import known_as
from rodfaest.organisations.models import Person
from rodfaest.organisations.rules.people import phone_digits, phone_pattern
from rodfaest.transport import sms
from rodfaest.ui.forms import ActionForm


class AskForCodeForm(ActionForm):
    """
    A mail address or a mobile number. Whether somebody here has it is not told: the next page is the same.

    allauth's view reads `cleaned_data["email"]` or `["phone"]`, and `_user`.
    """

    MISSING = _("Skriv din mail eller dit mobilnummer.")

    login = forms.CharField(
        label=_("Din mail eller dit mobilnummer"),
        max_length=254,
        widget=forms.TextInput({"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    _user: Person | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not sms.available():
            self.fields["login"].label = _("Din mail")
            self.fields["login"].error_messages["required"] = _("Skriv din mail.")

    def clean_login(self) -> str:
        typed: str = self.cleaned_data["login"].strip().lower()
        phone = phone_digits(typed) if sms.available() else None
        if phone is None:
            try:
                validate_email(typed)
            except ValidationError:
                raise ValidationError(_("Det ligner ikke en mail. Skriv den som navn@kommune.dk.")) from None
        if phone:
            self.cleaned_data["phone"] = phone
            self._user = _whose_phone(phone)
        else:
            self.cleaned_data["email"] = typed
            self._user = Person.objects.filter(email=typed, is_active=True).first()
        self._count(phone or typed)
        return typed

    def _count(self, asked_for: str) -> None:
        """Count the try (settings.ACCOUNT_RATE_LIMITS): on a device somebody logs in on, theirs there alone."""
        device = known_as(context.request, self._user)
        action = "request_login_code_where_known" if device else "request_login_code"
        if not ratelimit.consume(context.request, action=action, key=device or asked_for):
            raise get_adapter().validation_error("too_many_login_attempts")


def _whose_phone(digits: str) -> Person | None:
    """The one person with this number. Two who share a phone log in by mail, each with their own."""
    likely = Person.objects.filter(is_active=True, phone__regex=phone_pattern(digits))
    found = [person for person in likely if phone_digits(person.phone) == digits]
    return found[0] if len(found) == 1 else None


class LoginForm(ActionForm):
    """What one logs in by."""

    email = forms.EmailField(label=_("Mail"), required=False)
    phone = forms.CharField(label=_("Mobil"), max_length=20, required=False)


class MeetForm(ActionForm):
    """How somebody showed who they are."""

    how = forms.CharField(
        label=_("Hvordan viste personen, hvem det er?"),
        max_length=120,
        help_text=_("For eksempel pas eller kørekort. Skriv ikke numre. Personen kan altid læse det."),
    )


class ProofForm(ActionForm):
    """The code that was sent to an old address."""

    code = forms.CharField(
        label=_("Koden"),
        max_length=12,
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class TypedCode:
    """A code of digits: the phone shows its digits, and offers a code it has just been sent."""

    code_label = _("Koden")
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        code.label = self.code_label
        code.error_messages["required"] = _("Skriv koden.")
        code.widget = forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric"})


class ConfirmCodeForm(TypedCode, ConfirmLoginCodeForm):
    """The code from the mail or SMS."""


class SecondStepForm(TypedCode, AuthenticateForm):
    """The code from the app or from paper, when logging in."""


class ShowAgainForm(TypedCode, ReauthenticateForm):
    """The same, before something about one's login is changed."""


class ActivateAppForm(TypedCode, ActivateTOTPForm):
    """The first code of a new app: it shows that the app has the key."""

    code_label = _("Koden fra appen")


class AddPasskeyForm(AddWebAuthnForm):
    """A passkey always logs in by itself, so that is no question."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Hvad skal den hedde?")
        self.fields["name"].help_text = _("Så du kan kende den igen, for eksempel »Min telefon«.")
        self.fields["passwordless"].widget = forms.CheckboxInput({"hidden": True, "checked": True})
        self.fields["passwordless"].initial = True
