"""docs/da/datakort.md is made of what each app says of its tables; the drafts beside it say that they are drafts."""

import re

import pytest

from rodfaest.kernel.personal_data import PersonalData, Table, declared
from tests.docs.written import ROOT, assert_written, table

FOLDER = ROOT / "docs" / "da"
MADE = re.compile(r"(<!-- herfra: .+? -->\n).*(<!-- hertil -->)", re.DOTALL)
HEADERS = ["Tabel", "Oplysninger", "Formål", "Hvem ser", "Hvor længe", "Krypteret", "Indsigt", "Sletning"]


def test_the_map():
    said = [*declared()]
    parts = [f"## {app.heading}\n\n{table(HEADERS, [_row(one) for one in app.tables])}" for app in said if app.tables]
    parts.append(f"## Uden personoplysninger\n\n{_without(said)}")
    made = "\n\n".join(parts)
    page = (FOLDER / "datakort.md").read_text()
    assert_written("docs/da/datakort.md", MADE.sub(lambda marks: f"{marks[1]}\n{made}\n\n{marks[2]}", page))


def _row(one: Table) -> list[str]:
    label = f"`{one.model._meta.label}`"
    words = [one.what, one.purpose, one.seen_by, one.how_long, one.sealed]
    return [label, *words, one.handed_out.label, one.erased.label]


def _without(said: list[PersonalData]) -> str:
    named = [(model._meta.label, remark) for app in said for model, remark in app.about_nobody.items()]
    return "\n".join(f"- `{label}`" + (f": {remark}" if remark else "") for label, remark in named)


@pytest.mark.parametrize("name", ["konsekvensanalyse-udkast.md", "databehandlerbilag-udkast.md"])
def test_a_draft_says_so(name):
    page = (FOLDER / name).read_text()
    assert "(UDKAST)" in page.splitlines()[0] and "> **UDKAST.**" in page


@pytest.mark.parametrize("page", sorted(FOLDER.glob("*.md")), ids=lambda page: page.name)
def test_a_link_between_the_papers_leads_somewhere(page):
    links = re.findall(r"\]\(([^)#:]+)\)", page.read_text())
    assert [link for link in links if not (page.parent / link).exists()] == []
