"""What the database itself refuses."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from rodfaest.kernel.actors import System
from rodfaest.programmes.actions import load_programme
from rodfaest.programmes.models import ProgrammeVersion
from rodfaest.programmes.rules.shipped import shipped

pytestmark = pytest.mark.django_db

FILE = "horsens-dagpleje.toml"


def again(number: int) -> ProgrammeVersion:
    """A second version of a loaded programme, with a number of one's own choosing."""
    version = load_programme(shipped()[FILE], FILE, actor=System("demo"))
    return ProgrammeVersion(
        programme=version.programme,
        number=number,
        text=version.text,
        digest=version.digest,
        file_name=FILE,
        loaded_on=version.loaded_on,
    )


@pytest.mark.parametrize(
    ("number", "sentence"),
    [(1, "Programmet har allerede en version med det nummer."), (0, "Versioner tælles fra 1.")],
)
def test_a_number_is_given_once_and_counts_from_one(number, sentence):
    version = again(number)
    with pytest.raises(ValidationError) as refused:
        version.full_clean()
    assert refused.value.messages == [sentence]
    with pytest.raises(IntegrityError), transaction.atomic():
        version.save()


def test_an_old_text_is_read_even_if_a_later_rule_would_refuse_it():
    version = again(2)
    version.text = version.text.replace('answer = "dato"\n', 'answer = "dato"\naudience = "kun_mig"\n', 1)
    assert version.definition.step("tal-med-leder").audience == "kun_mig"
