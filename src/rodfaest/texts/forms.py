"""The field people write in: it says who reads it, and what to do instead of writing what may not be stored."""

from collections.abc import Sequence
from typing import Any

from django import forms

from rodfaest.kernel.text import _
from rodfaest.texts import rules
from rodfaest.texts.rules import Audience
from rodfaest.ui.forms import TextArea


class AudienceTextField(forms.CharField):
    """
    Free text with an audience known beforehand: `AudienceTextField(label="…", audience=Audience.LEADER)`.

    Where the readers are known only when the form is made: `self.fields["x"].read_by(audience, ["Lene"])`, or
    `read_by(Audience.MEMBERS, place=group.name)`.
    `reader` and `worry` are drawn beside the field by ui/forms/field.html.
    """

    worry = rules.WORRY
    default_error_messages = {"cpr": rules.NO_CPR}

    def __init__(self, *, audience: Audience, names: Sequence[str] | None = None, rows: int = 4, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", rules.LONGEST)
        kwargs.setdefault("widget", TextArea(rows=rows))
        super().__init__(**kwargs)
        self.read_by(audience, names)

    def read_by(self, audience: Audience, names: Sequence[str] | None = None, *, place: str = "") -> None:
        """Say who reads it; `place` is the house or the group it is of."""
        self.audience = audience
        self.reader = rules.readers_sentence(audience, leaders=names, place=place)


class AudienceField(forms.TypedChoiceField):
    """The choice of who may read, where it is the writer's: the narrowest first and chosen."""

    def __init__(self, *, offered: Sequence[Audience] = tuple(Audience), **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Hvem må læse det?"))
        kwargs.setdefault("initial", Audience.ME)
        kwargs.setdefault("widget", forms.RadioSelect)
        super().__init__(
            choices=[(audience.value, audience.label) for audience in Audience if audience in offered],
            coerce=Audience,
            **kwargs,
        )
