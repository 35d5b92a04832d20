"""How a form is drawn (the design system's markup) and how an action's refusal lands in it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model, QuerySet
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.datastructures import MultiValueDict

from rodfaest.kernel.errors import Refused
from rodfaest.kernel.text import _, has_cpr

# Django's fields of rows take no subscript at run time.
if TYPE_CHECKING:
    RowField = forms.ModelChoiceField[Any]
    RowsField = forms.ModelMultipleChoiceField[Any]
else:
    RowField = forms.ModelChoiceField
    RowsField = forms.ModelMultipleChoiceField

LOOKS: Mapping[type[forms.Widget], str] = {
    forms.CheckboxSelectMultiple: "form-checkbox",
    forms.RadioSelect: "form-radio",
    forms.CheckboxInput: "form-checkbox",
    forms.Select: "form-select",
    forms.Textarea: "form-input",
    forms.widgets.Input: "form-input",
}
"""The design system's class of each kind of widget; the first that fits."""


class Field(BoundField):
    """A field as drawn: with its class of the design system, its hint and its error tied to it for a screen reader."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        widget = widget or self.field.widget
        attrs = super().build_widget_attrs(attrs, widget)
        look = next((look for kind, look in LOOKS.items() if isinstance(widget, kind)), "")
        own = widget.attrs.get("class", "")
        if look and not widget.is_hidden:
            attrs["class"] = f"{look} {own}".strip()
        if self.is_choices:
            # The group carries the hint and the error once; `required` on each choice would be read out for each.
            attrs.pop("required", None)
            attrs.pop("aria-invalid", None)
        return attrs

    @property
    def aria_describedby(self) -> str | None:
        """Who reads it is read out with the field, before the hint and the error."""
        own = super().aria_describedby
        return f"{self.auto_id}_reader {own or ''}".strip() if getattr(self.field, "reader", "") else own

    @property
    def is_choices(self) -> bool:
        """A group of radio buttons or checkboxes: a fieldset with a legend."""
        return isinstance(self.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)

    @property
    def is_tick(self) -> bool:
        """One checkbox: its label stands after it."""
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def first_id(self) -> str:
        """The id the error summary jumps to: the first choice of a group, else the field."""
        return f"{self.auto_id}_0" if self.is_choices else self.auto_id


class Renderer(TemplatesSetting):
    """Django's forms drawn with our templates; named by settings.FORM_RENDERER."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"
    bound_field_class = Field


class DateInput(forms.DateInput):
    """The phone's own date picker; it sends 2021-09-20 whatever it shows."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class DateField(forms.DateField):
    """A date, as the date picker sends it or as Danes type it where there is none: 20.9.2021, 20-9-2021, 20/9/2021."""

    widget = DateInput
    input_formats = ["%Y-%m-%d", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%Y"]
    default_error_messages = {"invalid": _("Skriv datoen som dag.måned.år, for eksempel 20.9.2021.")}


class TextArea(forms.Textarea):
    """A few lines; the phone begins each sentence with a capital and spells in Danish."""

    def __init__(self, attrs: dict[str, Any] | None = None, *, rows: int = 4) -> None:
        super().__init__({"rows": rows, "autocapitalize": "sentences", "spellcheck": "true", **(attrs or {})})


CHOOSE = _("Vælg en af mulighederne.")
SENTENCES: Mapping[type[forms.Field], Mapping[str, str]] = {
    forms.CharField: {
        "max_length": _("Skriv højst %(limit_value)d tegn. Lige nu er der %(show_value)d."),
        "null_characters_not_allowed": _("Der er et tegn, der ikke kan gemmes. Slet teksten, og skriv den igen."),
        "cpr": _("Der står et tal, der ligner et CPR-nummer. Slet det."),
    },
    forms.EmailField: {"invalid": _("Det ligner ikke en mail. Skriv den som navn@kommune.dk.")},
    forms.IntegerField: {
        "invalid": _("Skriv et helt tal."),
        "min_value": _("Skriv mindst %(limit_value)s."),
        "max_value": _("Skriv højst %(limit_value)s."),
    },
    forms.ChoiceField: {"required": CHOOSE, "invalid_choice": CHOOSE, "invalid_list": CHOOSE},
    forms.ModelMultipleChoiceField: {"invalid_pk_value": CHOOSE},
}
"""What a field says where it has no sentence of its own, by its kind: the general first."""


def refuse_cpr(text: str) -> None:
    """The guard of every field that somebody types words in; the field has the sentence."""
    if has_cpr(text):
        raise ValidationError("", code="cpr")


_typed_before: ContextVar[MultiValueDict[str, str] | None] = ContextVar("typed_before", default=None)


@contextmanager
def typed_before(fields: MultiValueDict[str, str]) -> Iterator[None]:
    """Draw forms with what was typed in them before; nothing is checked or done."""
    token = _typed_before.set(fields)
    try:
        yield
    finally:
        _typed_before.reset(token)


class ActionForm(forms.Form):
    """
    The shape of what is typed for one action. A refusal of the action stands in the form, with all that was typed.

    Every sentence is ours, so every form is sent with `novalidate`; an empty field says `MISSING`.
    """

    MISSING = "Udfyld feltet."

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    def full_clean(self) -> None:
        """As ever, but with our guard and sentences: given here, when every field is there."""
        for field in self.fields.values():
            self.make_ours(field)
        super().full_clean()

    def make_ours(self, field: forms.Field) -> None:
        """Give a field our sentences, where Django's own are lazy and ours plain, and the guard of what is typed."""
        for code, sentence in self.sentences_of(field).items():
            if not isinstance(field.error_messages.get(code), str):
                field.error_messages[code] = sentence
        typed = isinstance(field, forms.CharField) and not field.widget.is_hidden
        if typed and refuse_cpr not in field.validators:
            field.validators.append(refuse_cpr)

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:
        typed, name = _typed_before.get(), self.add_prefix(field_name)
        if typed is not None and name in typed:
            return field.widget.value_from_datadict(typed, MultiValueDict(), name)
        return super().get_initial_for_field(field, field_name)

    def sentences_of(self, field: forms.Field) -> Mapping[str, str]:
        found = {"required": self.MISSING}
        for kind, sentences in SENTENCES.items():
            if isinstance(field, kind):
                found |= sentences
        return found

    def offer(self, name: str, queryset: QuerySet[Model]) -> None:
        """Offer these rows in the field `name`: what isn't offered can't be posted."""
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = queryset

    @contextmanager
    def refusals(self) -> Iterator[None]:
        """
        Run an action inside: its refusal becomes an error of the form, beside the field it names, else at the top.

        What goes through returns from inside; what is refused falls through to the page being shown again with 422.
        """
        try:
            yield
        except Refused as refused:
            self.add_error(self._known(refused.field), refused.sentence)
        except ValidationError as error:
            for name, sentences in self._by_field(error).items():
                for sentence in sentences:
                    self.add_error(self._known(name), sentence)

    def _known(self, name: str | None) -> str | None:
        return name if name in self.fields else None

    def _by_field(self, error: ValidationError) -> Mapping[str, list[str]]:
        if not hasattr(error, "error_dict"):
            return {NON_FIELD_ERRORS: error.messages}
        return {name: [self._said(name, one) for one in errors] for name, errors in error.error_dict.items()}

    def _said(self, name: str, error: ValidationError) -> str:
        """What the field says of something that is taken, else the error's own sentence."""
        field = self.fields.get(name)
        taken = field.error_messages.get("unique") if field and error.code == "unique" else None
        return str(taken or error.messages[0])
