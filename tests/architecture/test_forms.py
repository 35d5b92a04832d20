"""What forms say, and what none of them takes."""

from collections.abc import Iterator
from copy import deepcopy

import pytest
from django import forms
from django.core.exceptions import ValidationError
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


TYPED = [one for one in FIELDS if isinstance(one.values[0], forms.CharField) and not one.values[0].widget.is_hidden]


@pytest.mark.parametrize("field", TYPED)
def test_no_field_takes_what_looks_like_a_cpr_number(field):
    field = deepcopy(field)
    ActionForm().make_ours(field)
    with pytest.raises(ValidationError) as refused:
        field.clean("010118-1234")
    assert "cpr" in {error.code for error in refused.value.error_list}
    assert any("ligner et CPR-nummer" in sentence for sentence in refused.value.messages)
