"""docs/da/datakort.md has every table of the database, and no other; the drafts beside it say that they are drafts."""

import re

import pytest
from django.apps import apps

from rodfaest.texts.models import AudienceText
from tests.docs.written import ROOT

FOLDER = ROOT / "docs" / "da"
PAGE = (FOLDER / "datakort.md").read_text()
NAMED = re.findall(r"`([a-z_]+\.[A-Z]\w+)`", PAGE)
MODELS = {model._meta.label: model for model in apps.get_models() if model.__module__.split(".")[0] != "tests"}
ROWS = {cells[0].strip("` "): cells for line in PAGE.splitlines() if (cells := line.strip("| ").split(" | "))[1:]}


@pytest.mark.parametrize("label", sorted(MODELS))
def test_the_table_is_on_the_map(label):
    assert label in NAMED, (
        f"say in docs/da/datakort.md what {label} holds about people, or put it with those that don't"
    )


def test_no_table_on_the_map_is_gone():
    assert set(NAMED) - set(MODELS) == set()


@pytest.mark.parametrize("label", sorted(label for label, model in MODELS.items() if issubclass(model, AudienceText)))
def test_a_sealed_text_is_said_to_be_sealed(label):
    assert ROWS[label][-1] == "ja"


def test_nothing_else_is_said_to_be_sealed():
    sealed = {name for name, cells in ROWS.items() if name in MODELS and cells[-1] == "ja"}
    assert sealed == {label for label, model in MODELS.items() if issubclass(model, AudienceText)}


def test_every_row_of_the_map_is_whole():
    assert [name for name, cells in ROWS.items() if name in MODELS and len(cells) != 6] == []


@pytest.mark.parametrize("name", ["konsekvensanalyse-udkast.md", "databehandlerbilag-udkast.md"])
def test_a_draft_says_so(name):
    page = (FOLDER / name).read_text()
    assert "(UDKAST)" in page.splitlines()[0] and "> **UDKAST.**" in page


@pytest.mark.parametrize("page", sorted(FOLDER.glob("*.md")), ids=lambda page: page.name)
def test_a_link_between_the_papers_leads_somewhere(page):
    links = re.findall(r"\]\(([^)#:]+)\)", page.read_text())
    assert [link for link in links if not (page.parent / link).exists()] == []
