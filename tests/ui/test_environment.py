"""The globals and filters every page may use."""

from datetime import UTC, date, datetime

import pytest

from rodfaest.config import menu
from rodfaest.kernel.access import ALLOWED, PERMISSIONS, denied
from rodfaest.ui.pages import jinja


def draw(source: str, **context: object) -> str:
    return jinja().from_string(source).render(**context)


def test_may_asks_as_whoever_acts(a_request, monkeypatch):
    monkeypatch.setitem(
        PERMISSIONS, "ui.may_test", lambda actor, obj: ALLOWED if actor.person_id == obj else denied("Kun Mette.")
    )
    source = '{% set answer = may("ui.may_test", whose) %}{{ "ja" if answer else answer.reason }}'
    assert draw(source, request=a_request(), whose=1) == "ja"
    assert draw(source, request=a_request(), whose=2) == "Kun Mette."


def test_the_menu_shows_what_is_for_the_one_who_looks_and_marks_where_one_is(a_request, monkeypatch):
    addresses = {"home": "/", "board": "/tavle/"}
    monkeypatch.setattr("rodfaest.config.jinja.url_if_there", lambda name: addresses.get(name, ""))
    monkeypatch.setattr(
        menu,
        "MENU",
        (
            menu.Entry("Forside", "home"),
            menu.Entry("Tavlen", "board", lambda actor: actor.person_id == 2),
            menu.Entry("Findes ikke", "gone"),
        ),
    )
    shown = jinja().globals["menu"](jinja().from_string("").new_context({"request": a_request("get", "/")}))
    assert [(entry.label, entry.href, entry.current) for entry in shown] == [("Forside", "/", True)]


def test_a_link_is_left_out_where_the_page_is_not_there():
    assert draw('{{ url_if_there("nowhere:at_all") }}') == ""


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("{{ day | long_date }}", "mandag den 20. september"),
        ("{{ day | long_date(year=true) }}", "mandag den 20. september 2021"),
        ("{{ day | short_date }}", "20. sep."),
        ("{{ day | week_of }}", "uge 38"),
        ("{{ day | how_far }}", "om 12 dage"),
        ("{{ moment | clock }}", "13.42"),
        ("{{ 7.4 | decimal_comma }}", "7,4"),
        ('{{ ["Ann", "Bo"] | listed }}', "Ann og Bo"),
        ('{{ 1 | counted("dag", "dage") }}', "1 dag"),
        ('{{ "Jens" | owned }}', "Jens&#39;"),
        ('{{ _("%(name)s skal med", name="<b>") }}', "&lt;b&gt; skal med"),
        ('{{ _("30 %% ligger før") }}', "30 % ligger før"),
    ],
)
def test_things_are_said_as_danes_say_them(source, said, on_date):
    on_date(date(2021, 9, 8))
    assert draw(source, day=date(2021, 9, 20), moment=datetime(2021, 9, 20, 11, 42, tzinfo=UTC)) == said
