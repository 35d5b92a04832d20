"""
A table said once, as columns and rows: a page draws it, and a spreadsheet opens it as CSV.

The file lies at the page's own address, `?som=csv`, so whoever may see the page may have it, and nobody else.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from rodfaest.ui.pages import Page, page

Row = TypeVar("Row")
Value = str | int | date | None


@dataclass(frozen=True)
class Column(Generic[Row]):
    """What a table says of each row, under a heading; on a page it may lead somewhere."""

    label: str
    value: Callable[[Row], Value]
    leads_to: Callable[[Row], str] | None = None
    is_number: bool = False


@dataclass(frozen=True)
class Cell:
    value: Value
    leads_to: str


@dataclass(frozen=True)
class Table(Generic[Row]):
    """The first column names its row. The caption is also what the file is called."""

    caption: str
    columns: Sequence[Column[Row]]
    rows: Sequence[Row]

    @property
    def headers(self) -> list[str]:
        return [column.label for column in self.columns]

    @property
    def numbers(self) -> list[int]:
        return [place for place, column in enumerate(self.columns) if column.is_number]

    @property
    def cells(self) -> Iterator[list[Cell]]:
        for row in self.rows:
            yield [Cell(one.value(row), one.leads_to(row) if one.leads_to else "") for one in self.columns]


def page_or_csv(request: HttpRequest, shown: Page, table: Table[Any] | None) -> HttpResponse:
    """The page, or its table where that is asked for; None where the page has no table for this reader."""
    return as_csv(table) if table and request.GET.get("som") == "csv" else page(request, shown)


def as_csv(table: Table[Any]) -> HttpResponse:
    """CSV as a Danish Excel reads it: UTF-8 that says so, and semicolons, since the comma is in the numbers."""
    lines = io.StringIO()
    writer = csv.writer(lines, delimiter=";")
    writer.writerow(map(_in_csv, table.headers))
    writer.writerows([_in_csv(cell.value) for cell in row] for row in table.cells)
    # What no file may be called on Windows is left out.
    name = re.sub(r'[\\/:*?"<>|\x00-\x1f]+', " ", table.caption)
    return HttpResponse(
        lines.getvalue().encode("utf-8-sig"),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": content_disposition_header(as_attachment=True, filename=f"{name}.csv")},
    )


def _in_csv(value: Value) -> str | int:
    """
    A value as a spreadsheet reads it; text it would run as a formula is marked as text (OWASP, CSV injection).

    >>> _in_csv("=1+1"), _in_csv(" @SUM(A1)"), _in_csv("Anne-Marie"), _in_csv(date(2021, 8, 16))
    ("'=1+1", "' @SUM(A1)", 'Anne-Marie', '16-08-2021')
    """
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    return f"'{value}" if isinstance(value, str) and re.match(r"\s*[=+\-@＝＋－＠]|[\t\r\n]", value) else value
