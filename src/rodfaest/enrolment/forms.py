"""What is typed in enrolment: few words, and choices from fixed lists."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import OuterRef, QuerySet, Subquery

from rodfaest.cohorts.models import Cohort
from rodfaest.enrolment.models import LocalAgreement
from rodfaest.enrolment.rules import agreements
from rodfaest.enrolment.rules.agreements import Company, Transport
from rodfaest.kernel.actors import Actor
from rodfaest.kernel.text import _
from rodfaest.organisations.models import Employment
from rodfaest.organisations.queries.leading import led_by
from rodfaest.organisations.rules import Role
from rodfaest.texts.forms import AudienceTextField
from rodfaest.texts.rules import Audience
from rodfaest.ui.forms import ActionForm, RowField


class EmploymentField(RowField):
    """An employment, said by the person and where."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.person.full_name}, {obj.unit}"


class WorkplaceField(RowField):
    """One of one's own employments, said by where."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.unit)


class WishForm(ActionForm):
    """Somebody wishes for themselves. Who has one employment in the kommune is not asked which."""

    employment = WorkplaceField(
        Employment.objects.none(), label="Hvor arbejder du?", widget=forms.RadioSelect, empty_label=None
    )
    intention = AudienceTextField(
        label="Hvad vil du gerne have ud af det?",
        audience=Audience.LEADER,
        required=False,
        rows=3,
        help_text="To sætninger er nok. Du kan også skrive det senere.",
    )

    def __init__(self, *args: Any, employments: Sequence[Employment], leaders: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("employment", Employment.objects.filter(pk__in=[one.pk for one in employments]))
        if len(employments) == 1:
            self.fields["employment"].widget = forms.HiddenInput()
            self.initial.setdefault("employment", employments[0].pk)
        if len(employments) > 1:
            leaders = [_("de nærmeste ledere det sted, du vælger")]
        self._text.read_by(Audience.LEADER, leaders)

    @property
    def _text(self) -> AudienceTextField:
        field = self.fields["intention"]
        assert isinstance(field, AudienceTextField)
        return field


class PutForwardForm(ActionForm):
    """A leader puts forward one of their own people; a konsulent types in for somebody who rang."""

    employment = EmploymentField(Employment.objects.none(), label="Medarbejder", empty_label="Vælg")
    intention = AudienceTextField(
        label="Hvad håber I, det giver hos jer?",
        audience=Audience.LEADER,
        required=False,
        rows=3,
        help_text="To sætninger er nok. Du kan også lade det stå tomt.",
    )

    def __init__(self, *args: Any, actor: Actor, cohort: Cohort, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        text = self.fields["intention"]
        assert isinstance(text, AudienceTextField)
        text.read_by(Audience.LEADER, [_("den, du indstiller"), _("de nærmeste ledere dér")])
        # Whom the actor may not put forward, or who has wished already, can't be posted, because they aren't offered.
        offered = employments_for(actor, cohort)
        self.offer("employment", offered)
        if not offered.filter(led_by(actor, unit="unit", person="person")).exists():
            del self.fields["intention"]


def employments_for(actor: Actor, cohort: Cohort) -> QuerySet[Employment]:
    """
    Those the actor may put forward for a cohort and who have no standing wish for it: each person once, by the
    employment that began first.
    """
    current = Employment.objects.current().select_related("person", "unit")
    theirs = current.filter(led_by(actor, unit="unit", person="person"), unit__organisation=cohort.kommune_id)
    if cohort.kommune_id in actor.organisations_as(Role.CONSULTANT):
        theirs = current.filter(unit__organisation=cohort.kommune_id)
    wished = cohort.wishes.standing().values("person")
    others = theirs.exclude(person__in=actor.person_ids).exclude(person__in=wished)
    first = others.filter(person=OuterRef("person")).order_by("from_on", "pk").values("pk")[:1]
    return others.filter(pk=Subquery(first)).order_by("person__sort_key", "pk")


class IntentionForm(ActionForm):
    """The words of the one who goes, or of the leader for the house. Both read both."""

    intention = AudienceTextField(label="Hvad vil du gerne have ud af det?", audience=Audience.LEADER, rows=4)

    def __init__(self, *args: Any, readers: Sequence[str], label: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["intention"]
        assert isinstance(field, AudienceTextField)
        field.read_by(Audience.LEADER, readers)
        field.label = label or field.label


class AgreementForm(ActionForm):
    """What a unit and its leader agree for one cohort. Choices alone: no personal circumstances are typed here."""

    hours = forms.TypedChoiceField(
        label="Timer til at læse og prøve af, i alt", choices=agreements.hours_choices(), coerce=int
    )
    transport = forms.TypedChoiceField(
        label="Transport",
        choices=Transport.choices(),
        coerce=Transport,
        widget=forms.RadioSelect,
        help_text="Ordene kommer til at stå i brevet til den, der skal af sted.",
    )
    company = forms.TypedChoiceField(
        label="Følgeskab", choices=Company.choices(), coerce=Company, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, agreement: LocalAgreement | None, **kwargs: Any) -> None:
        if agreement:
            known = {"hours": agreement.hours, "transport": agreement.transport, "company": agreement.company}
            kwargs.setdefault("initial", known)
        super().__init__(*args, **kwargs)
