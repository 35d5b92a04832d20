"""The field people write in: it says who reads it, and refuses what may not be kept."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from rodfaest.texts import rules
from rodfaest.texts.rules import Audience


class AudienceTextarea(forms.Textarea):
    """A text area with who reads it and the sentence about worry, both read out with the field."""

    template_name = "texts/textarea.html"
    readers = ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        given = context["widget"]["attrs"]
        note = f"{given.get('id', name)}_readers"
        given["aria-describedby"] = " ".join(filter(None, [given.get("aria-describedby"), note]))
        return context | {"readers": self.readers, "worry": rules.WORRY, "note_id": note}


class AudienceTextField(forms.CharField):
    """
    Free text with an audience known beforehand: `AudienceTextField(label="…", audience=Audience.LEADER)`.

    Where the readers' names are known only when the form is made: `self.fields["x"].read_by(audience, ["Lene"])`.
    """

    widget = AudienceTextarea

    def __init__(self, *, audience: Audience, names: Sequence[str] = (), rows: int = 5, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", rules.LONGEST)
        kwargs.setdefault("widget", AudienceTextarea(attrs={"rows": rows}))
        super().__init__(**kwargs)
        self.read_by(audience, names)

    def read_by(self, audience: Audience, names: Sequence[str] = ()) -> None:
        """Say who reads it."""
        self.audience = audience
        self.widget.readers = rules.readers_sentence(audience, names)

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        if why_not := rules.why_not_text(text):
            raise ValidationError(why_not, code="cpr")
        return text


class AudienceField(forms.TypedChoiceField):
    """The choice of who may read, where it is the writer's: the narrowest first and chosen."""

    def __init__(self, *, offered: Sequence[Audience] = tuple(Audience), **kwargs: Any) -> None:
        kwargs.setdefault("label", "Hvem må læse det?")
        kwargs.setdefault("initial", Audience.ME)
        kwargs.setdefault("widget", forms.RadioSelect)
        super().__init__(
            choices=[(value, word.capitalize()) for value, word in rules.choices() if value in offered],
            coerce=Audience,
            **kwargs,
        )
