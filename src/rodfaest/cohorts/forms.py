"""What is typed about a cohort. Shape and choice only; the rules are asked by the actions."""

from typing import Any

from django import forms

from rodfaest.cohorts.models import Cohort
from rodfaest.cohorts.rules.days import MAX_PLACES
from rodfaest.organisations.forms import NewcomerForm
from rodfaest.organisations.models import Person, SystemRole
from rodfaest.organisations.rules import Role
from rodfaest.ui.forms import ActionForm, DateField, RowField, TextArea


class DayDateForm(ActionForm):
    """The date a day is to have."""

    to = DateField(label="Ny dato")


class PlacesForm(ActionForm):
    """How many places."""

    places = forms.IntegerField(label="Pladser", min_value=1, max_value=MAX_PLACES)


class PublishForm(ActionForm):
    """From which day everybody in the kommune sees the cohort."""

    on = DateField(label="Kan ses fra")


class ContactChoice(RowField):
    """People by name and mail, since letters are answered there."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.full_name}, {obj.email}"


class PracticalForm(ActionForm):
    """Where, what there is to eat, whom to ask, and until when."""

    name = forms.CharField(label="Sted", max_length=120)
    address = forms.CharField(label="Adresse", max_length=200)
    directions = forms.CharField(
        label="Find vej", required=False, widget=TextArea(rows=3), help_text="Indgang, parkering, bus."
    )
    catering = forms.CharField(label="Mad", max_length=200)
    contact = ContactChoice(
        Person.objects.none(),
        label="Kontaktperson",
        empty_label="Vælg en person",
        help_text="Navn og mail står i holdets breve.",
    )
    answer_by = DateField(
        label="Svarfrist",
        help_text="Fristen for at ønske og for at svare på et ønske. Den kan flyttes, indtil holdet begynder.",
    )

    def __init__(self, *args: Any, cohort: Cohort, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = SystemRole.objects.current().filter(
            organisation__in=[cohort.kommune_id, cohort.provider_id], role__in=[Role.CONSULTANT, Role.PLANNER]
        )
        near = Person.objects.filter(pk__in=roles.values("person"), email__isnull=False)
        self.offer("contact", (near | Person.objects.filter(pk=cohort.contact_id)).by_name())


class TeacherForm(ActionForm):
    """Who teaches. A mail address lets them see the cohort when they log in; without one their letters are withheld."""

    first_name = forms.CharField(label="Fornavn", max_length=60)
    last_name = forms.CharField(label="Efternavn", max_length=60)
    email = forms.EmailField(label="Mail", required=False)


class NewTeacherForm(NewcomerForm, TeacherForm):
    """Who is to teach on the cohort, which may have one of that name."""


class TeacherContactForm(TeacherForm):
    """What a teacher is called, and where they are reached: without a mail by SMS."""

    phone = forms.CharField(label="Mobil", max_length=20, required=False)

    def leave_login_out(self) -> None:
        """Ask for the name alone."""
        del self.fields["email"], self.fields["phone"]
