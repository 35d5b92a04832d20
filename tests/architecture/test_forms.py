"""What forms say."""

from collections.abc import Iterator

import pytest
from django.urls import get_resolver

from rodfaest.ui.forms import ActionForm


def _forms(kind: type[ActionForm] = ActionForm) -> Iterator[type[ActionForm]]:
    for form in kind.__subclasses__():
        if form.__module__.startswith("rodfaest."):
            yield form
        yield from _forms(form)


assert get_resolver().url_patterns  # every view, and with it every form, is there
FIELDS = [
    pytest.param(field, id=f"{form.__name__}.{name}")
    for form in dict.fromkeys(_forms())
    for name, field in form.base_fields.items()  # type: ignore[attr-defined]  # the metaclass lays them
]


@pytest.mark.parametrize("field", FIELDS)
def test_no_field_speaks_djangos_sentences(field):
    lazy = {code for code, sentence in field.error_messages.items() if not isinstance(sentence, str)}
    assert lazy <= set(ActionForm().sentences_of(field)), "give the kind of field its sentences in ui.forms.SENTENCES"
