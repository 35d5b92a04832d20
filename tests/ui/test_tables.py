"""One list of columns: drawn on a page, and opened by a spreadsheet."""

import csv
from datetime import date

from rodfaest.ui.errors import NotFound
from rodfaest.ui.pages import jinja
from rodfaest.ui.tables import Column, Table, page_or_csv

PEOPLE = Table(
    "Hvem/hvad er på Ærø?",
    [
        Column[list]("Navn", lambda row: row[0], leads_to=lambda _row: "/person/1/"),
        Column[list]("Fra", lambda row: row[1]),
        Column[list]("Dage", lambda row: row[2], is_number=True),
    ],
    [["Åse; fra »Engen«", date(2021, 8, 16), 5], ['=HYPERLINK("x")', None, -1], ["+45 12 34 56 78", None, 0]],
)


def rows_of(answer):
    """The rows of a file as a spreadsheet reads them."""
    return list(csv.reader(answer.content.decode("utf-8-sig").splitlines(), delimiter=";"))


def test_a_file_is_read_by_a_danish_spreadsheet(a_request):
    answer = page_or_csv(a_request("get", "/?som=csv"), NotFound(), PEOPLE)
    assert answer.content.startswith(b"\xef\xbb\xbf")  # Excel takes it for UTF-8 by these three
    assert rows_of(answer) == [
        ["Navn", "Fra", "Dage"],
        ["Åse; fra »Engen«", "16-08-2021", "5"],
        ['\'=HYPERLINK("x")', "", "-1"],
        ["'+45 12 34 56 78", "", "0"],
    ]


def test_a_file_has_a_danish_name(a_request):
    answer = page_or_csv(a_request("get", "/?som=csv"), NotFound(), PEOPLE)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert (
        answer["Content-Disposition"]
        == "attachment; filename*=utf-8''Hvem%20hvad%20er%20p%C3%A5%20%C3%86r%C3%B8%20.csv"
    )


def test_without_the_question_and_without_a_table_it_is_the_page(a_request):
    for request, table in ((a_request(), PEOPLE), (a_request("get", "/?som=csv"), None)):
        assert page_or_csv(request, NotFound(), table)["Content-Type"] == "text/html; charset=utf-8"


def test_a_page_draws_the_same_columns(on_date):
    on_date(date(2021, 5, 1))
    drawn = jinja().from_string("{{ ui.listing(table) }}").render(table=PEOPLE)
    assert '<a href="/person/1/">=HYPERLINK(&#34;x&#34;)</a>' in drawn
    assert '<td data-header="Fra">16. aug.</td>' in drawn
    assert '<td data-header="Dage" class="number">-1</td>' in drawn
    assert '<a class="button button-tertiary" href="?som=csv" download>Hent som regneark</a>' in drawn
