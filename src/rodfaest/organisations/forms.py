"""What is typed about people, units and weeks. Shape and choice only; the rules are asked by the actions."""

from datetime import timedelta
from typing import Any

from django import forms

from rodfaest.kernel.actors import Actor
from rodfaest.kernel.time import today
from rodfaest.organisations.models import Employment, Organisation, Person, PersonQuerySet, Unit
from rodfaest.organisations.queries.leading import administered_by, led_by, maintained_by
from rodfaest.organisations.rules import (
    Education,
    FunctionKind,
    JobCategory,
    Ownership,
    Role,
    UnitKind,
)
from rodfaest.ui.forms import ActionForm, DateField, RowField, RowsField


class PersonChoice(RowField):
    """People by their full name."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.full_name)


class HolidayWeekForm(ActionForm):
    """One week of the kommune's table."""

    year = forms.IntegerField(label="År", min_value=2000, max_value=2100)
    week = forms.IntegerField(label="Uge", min_value=1, max_value=53)
    name = forms.CharField(label="Hvad hedder ferien?", max_length=60, help_text="For eksempel efterårsferie.")


class ChangeUnitForm(ActionForm):
    """What a unit is called and is, and under which it lies."""

    name = forms.CharField(label="Navn", max_length=120)
    kind = forms.TypedChoiceField(label="Slags", choices=UnitKind.choices(), coerce=UnitKind)
    parent = forms.ModelChoiceField(
        Unit.objects.none(), label="Hører under", required=False, empty_label="Øverst i kommunen"
    )
    ownership = forms.TypedChoiceField(label="Ejerform", choices=Ownership.choices(), coerce=Ownership)

    def __init__(self, *args: Any, organisation: Organisation, unit: Unit | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("parent", organisation.units.may_contain(unit))


class UnitForm(ChangeUnitForm):
    """A new unit of the tree."""

    can_spare = forms.IntegerField(
        label="Hvor mange kan enheden undvære samme dag?", min_value=0, max_value=200, initial=1
    )


class CloseForm(ActionForm):
    """From which day nobody works in a unit."""

    from_on = DateField(label="Lukket fra", help_text="Den første dag, hvor ingen arbejder der.")


MAIL_IS_TAKEN = "En anden har den mail. Er det samme person, så find personen, og tilføj en ansættelse."


class PersonForm(ActionForm):
    """What somebody is called, and where they are reached."""

    first_name = forms.CharField(label="Fornavn", max_length=60)
    last_name = forms.CharField(label="Efternavn", max_length=60)
    email = forms.EmailField(
        label="Mail",
        required=False,
        help_text="Uden mail kan personen ikke logge ind.",
        error_messages={"unique": MAIL_IS_TAKEN},
    )
    phone = forms.CharField(label="Mobil", max_length=20, required=False)

    def leave_login_out(self) -> None:
        """Ask for the name alone."""
        del self.fields["email"], self.fields["phone"]


class Namesakes(RowsField):
    """Those of the same name, each to be told apart from whoever is new. Where none is ticked, the action asks."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> Any:
        return super().clean(value) if value else []

    def label_from_instance(self, obj: Any) -> str:
        return f"En anden end {obj.full_name} ({obj.email or 'uden mail'})"


class NewcomerForm(ActionForm):
    """Somebody new by name. Where `among` has one of that name, it asks whether it is another."""

    other_than = Namesakes(Person.objects.none(), label="En anden med samme navn?")

    def __init__(self, *args: Any, among: PersonQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        called = among.called(self.data.get("first_name", ""), self.data.get("last_name", "")).order_by("pk")
        self.namesakes = list(called) if self.is_bound else []
        if self.namesakes:
            self.offer("other_than", called)
        else:
            del self.fields["other_than"]


class TakeOnForm(NewcomerForm, PersonForm):
    """A new colleague in a unit."""

    job_category = forms.TypedChoiceField(label="Stilling", choices=JobCategory.choices(), coerce=JobCategory)
    education = forms.TypedChoiceField(label="Uddannelse", choices=Education.choices(), coerce=Education)
    from_on = DateField(label="Første dag")


class _OfferingUnits(ActionForm):
    """Offers the open units whose people the actor maintains."""

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("unit", Unit.objects.filter(organisation__in=maintained_by(actor)).open_now().by_name())


class EmployForm(_OfferingUnits):
    """Another employment of somebody known."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="Enhed", empty_label="Vælg enhed")
    job_category = forms.TypedChoiceField(label="Stilling", choices=JobCategory.choices(), coerce=JobCategory)
    education = forms.TypedChoiceField(label="Uddannelse", choices=Education.choices(), coerce=Education)
    from_on = DateField(label="Første dag")
    to_on = DateField(label="Sidste dag", required=False, help_text="Lad feltet stå tomt, hvis der ingen slutdato er.")


class MoveForm(_OfferingUnits):
    """From one unit to another, job and education as before."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="Ny enhed", empty_label="Vælg enhed")
    from_on = DateField(label="Første dag der")


class FunctionForm(_OfferingUnits):
    """A function beside the job."""

    kind = forms.TypedChoiceField(label="Funktion", choices=FunctionKind.choices(), coerce=FunctionKind)
    unit = forms.ModelChoiceField(Unit.objects.none(), label="Hvor", empty_label="Vælg enhed")
    from_on = DateField(label="Fra")
    to_on = DateField(label="Til og med", required=False, help_text="Lad feltet stå tomt, hvis der ingen slutdato er.")


class LeaderForm(_OfferingUnits):
    """Leading a unit."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="Enhed", empty_label="Vælg enhed")
    from_on = DateField(label="Fra")
    to_on = DateField(label="Til og med", required=False, help_text="Lad feltet stå tomt, hvis der ingen slutdato er.")


class RoleForm(ActionForm):
    """What somebody may do in Rodfæst for an organisation."""

    organisation = forms.ModelChoiceField(Organisation.objects.none(), label="For", empty_label="Vælg organisation")
    role = forms.TypedChoiceField(label="Rolle", choices=Role.choices(), coerce=Role)
    from_on = DateField(label="Fra")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = Organisation.objects.filter(pk__in=administered_by(actor))
        self.offer("organisation", offered.order_by("sort_key", "pk"))


class EndForm(ActionForm):
    """The last day of something dated."""

    last_day = DateField(label="Sidste dag")


class EndPowerForm(EndForm):
    """The last day of what lets somebody read and change, or that it ends now."""

    at_once = forms.BooleanField(label="Det slutter nu, og den sidste dag bliver i går", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("at_once"):
            cleaned["last_day"] = today() - timedelta(days=1)
        return cleaned


class LastDayForm(ActionForm):
    """The right last day of an employment, or none."""

    last_day = DateField(
        label="Sidste dag", required=False, help_text="Lad feltet stå tomt, hvis ansættelsen fortsætter."
    )


class SpareForm(ActionForm):
    """How many a unit can usually spare."""

    can_spare = forms.IntegerField(label="Så mange kan I undvære", min_value=0, max_value=200)


class SpareOnForm(ActionForm):
    """How many on one date where that differs."""

    on = DateField(label="Dato")
    can_spare = forms.IntegerField(label="Så mange kan I undvære den dag", min_value=0, max_value=200)


class DeputyForm(ActionForm):
    """Who stands in for a leader, and when."""

    deputy = PersonChoice(Person.objects.none(), label="Stedfortræder", empty_label="Vælg en person")
    from_on = DateField(label="Fra")
    to_on = DateField(label="Til og med")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        near = Employment.objects.current().filter(led_by(actor, unit="unit", person="person")).values("person")
        self.offer("deputy", Person.objects.filter(pk__in=near).exclude(pk__in=actor.person_ids).by_name())
