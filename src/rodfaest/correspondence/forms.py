"""Editing one letter."""

from typing import Any

from django import forms

from rodfaest.texts.rules import WORRY
from rodfaest.ui.forms import ActionForm, TextArea


class WordsField(forms.CharField):
    """It says who reads what is typed, and what not to write; drawn beside it by ui/forms/field.html."""

    reader: str
    worry = WORRY


class LetterForm(ActionForm):
    """
    A letter's words, with placeholders in words. `seen` remembers which facts the editor had before them, and `over`
    whose words: those of the facts, or an edition by hand.
    """

    subject = forms.CharField(label="Emne", max_length=200)
    body = WordsField(
        label="Tekst",
        widget=TextArea(rows=18),
        help_text=(
            "En tom linje skiller afsnit. # foran en linje gør den til en overskrift, - til et punkt, "
            "og Hvor :: sætter et ord foran. Med \\ foran står et tegn, som det er skrevet. "
            "Det i parentes sætter Rodfæst ind, når brevet sendes; lad det stå."
        ),
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=32)
    over = forms.CharField(widget=forms.HiddenInput, max_length=40, required=False)

    def __init__(self, *args: Any, reader: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        body = self.fields["body"]
        assert isinstance(body, WordsField)
        body.reader = reader

    def is_over_another(self, edition: str) -> bool:
        """Whether somebody else has saved since. The form is then drawn with their edition as the one it replaces."""
        if not self.is_bound or self.data.get("over", "") == edition:
            return False
        self.data = {name: self.data[name] for name in self.data} | {"over": edition}
        return True
