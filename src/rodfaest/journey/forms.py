"""The shape of what is typed in a step. Which fields there are follows from how the step is answered."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet

from rodfaest.journey.models import Step
from rodfaest.kernel.text import _
from rodfaest.organisations.forms import PersonChoice
from rodfaest.organisations.models import Person
from rodfaest.programmes.rules.vocabulary import AnswerKind, Situation
from rodfaest.texts.forms import AudienceField, AudienceTextField
from rodfaest.texts.rules import RECOGNISABLE, Audience, readers_sentence
from rodfaest.ui.forms import ActionForm, DateField


class _SharedForm(ActionForm):
    """A form where one says who reads: the choice, and for a dagplejer the question before it is shared."""

    @property
    def asks_about_readers(self) -> bool:
        """Whether something about the readers is wrong, so that the choice must stand open."""
        return bool({"audience", "nobody_recognisable"} & set(self.errors))

    def _offer_readers(
        self, offered: Sequence[Audience], *, leaders: Sequence[str], unit: str, asks_first: bool
    ) -> None:
        field = AudienceField(offered=offered, label=_("Hvem må læse det, når det er færdigt?"))
        field.choices = [
            (audience.value, readers_sentence(audience, leaders=leaders, place=unit)) for audience in offered
        ]
        self.fields["audience"] = field
        if asks_first:
            self.fields["nobody_recognisable"] = forms.BooleanField(
                required=False,
                label=_("Nej, ingen kan regne det ud"),
                help_text=RECOGNISABLE,
            )


class StepForm(_SharedForm):
    """What does a step: a text, a date, one of some answers, or nothing but the press. Only »Færdig« asks for it."""

    def __init__(
        self,
        *args: Any,
        step: Step,
        leaders: Sequence[str] = (),
        first_audience: Audience = Audience.ME,
        asks_first: bool = False,
        finishes: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        words = step.words
        match words.answer:
            case AnswerKind.TEXT:
                self._ask_where(words.situations)
                self._ask_for_words(required=finishes)
                unit = step.at_unit.name if step.at_unit else ""
                self._offer_readers(step.audiences, leaders=leaders, unit=unit, asks_first=asks_first)
                self.fields["audience"].initial = first_audience
                self.fields["audience"].required = finishes
            case AnswerKind.CHOICE:
                self._ask_for_choice(words.choices, required=finishes)
            case AnswerKind.DATE:
                missing = {"required": _("Vælg en dag.")}
                self.fields["on"] = DateField(label=_("Hvilken dag?"), required=finishes, error_messages=missing)

    def _ask_where(self, situations: Sequence[Situation]) -> None:
        if situations:
            self.fields["situation"] = forms.ChoiceField(
                label=_("Hvor i hverdagen var det?"),
                choices=[(one.value, one.label) for one in situations],
                widget=forms.RadioSelect,
                required=False,
            )

    def _ask_for_words(self, *, required: bool) -> None:
        missing = {"required": _("Skriv en sætning, eller vælg »Jeg prøver noget andet«.")}
        self.fields["words"] = AudienceTextField(
            label=_("Skriv her"), audience=Audience.ME, required=required, rows=5, error_messages=missing
        )

    def _ask_for_choice(self, choices: Sequence[str], *, required: bool) -> None:
        self.fields["answer"] = forms.ChoiceField(
            label=_("Dit svar"),
            choices=[(choice, choice) for choice in choices],
            widget=forms.RadioSelect,
            required=required,
            error_messages={"required": _("Vælg et af svarene.")},
        )


class WhenForm(ActionForm):
    """»Hvornår passer det dig?«"""

    day = DateField(label=_("Hvilken dag passer dig?"), error_messages={"required": _("Vælg en dag.")})


class ShareForm(_SharedForm):
    """Who reads a text that is finished."""

    def __init__(
        self,
        *args: Any,
        offered: Sequence[Audience],
        leaders: Sequence[str],
        unit: str,
        asks_first: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._offer_readers(offered, leaders=leaders, unit=unit, asks_first=asks_first)
        self.fields["audience"].label = _("Hvem må læse det?")


class AskerForm(ActionForm):
    """Who asks into what one tries; nobody chosen is the leader."""

    person = PersonChoice(
        Person.objects.none(),
        label=_("Hvem skal spørge ind?"),
        widget=forms.RadioSelect,
        required=False,
        empty_label=_("Min leder"),
    )

    def __init__(self, *args: Any, people: QuerySet[Person], leader_may_ask: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("person", people)
        if not leader_may_ask:
            self.fields["person"].empty_label = _("Ingen endnu")  # type: ignore[attr-defined]  # above
