"""What our Danish pages say is not there yet, held against what is."""

import re

import pytest
from django.apps import apps

from rodfaest.texts.models import GroupText
from tests.docs.written import ROOT

PAGES = {page.name: " ".join(page.read_text().split()) for page in sorted((ROOT / "docs" / "da").glob("*.md"))}


def texts_of_groups() -> list[str]:
    return [model._meta.label for model in apps.get_models() if issubclass(model, GroupText)]


NOT_YET = {
    "endnu ingen side med grupper, og intet kan skrives i dem": texts_of_groups,
    "endnu ingen side, hvor en gruppe skriver": texts_of_groups,
}
"""The sentence, and what there is that makes it false."""


@pytest.mark.parametrize("said", NOT_YET)
def test_what_is_said_not_to_be_there_is_not(said):
    pages = [name for name, page in PAGES.items() if said in page]
    assert pages, f"nobody says »{said}« any more: take it away here"
    assert not NOT_YET[said](), f"{NOT_YET[said]()} is there, and {pages} say »{said}«: mend what they are made of"


def test_each_such_sentence_is_held_against_something():
    for name, page in PAGES.items():
        found = re.findall(r"endnu ingen [^.]*", page)
        assert [said for said in found if not said.startswith(tuple(NOT_YET))] == [], f"{name}: put it into NOT_YET"
