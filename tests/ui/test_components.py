"""Each macro, drawn once."""

import re
from datetime import date, time
from types import SimpleNamespace

import pytest
from django import forms
from jinja2 import UndefinedError

from rodfaest.ui.forms import ActionForm, TextArea
from rodfaest.ui.pages import jinja


class NoteForm(ActionForm):
    text = forms.CharField(label="Hvad skete der?", widget=TextArea)
    step = forms.CharField(widget=forms.HiddenInput, initial="7")


def draw(source: str, **context: object) -> str:
    """A line of a template, drawn as a page would."""
    return re.sub(r"\s+", " ", jinja().from_string(source).render(**context)).strip()


def test_a_button_that_does_one_thing_is_a_real_form_with_its_token(a_request):
    html = draw(
        '{{ ui.post_button(request, "Ja", "/svar/4/", target="closest li", about="til Mette", answer="yes") }}',
        request=a_request(),
    )
    assert '<form class="press" method="post" action="/svar/4/" hx-post="/svar/4/" hx-target="closest li"' in html
    assert 'name="csrfmiddlewaretoken"' in html
    assert '<input type="hidden" name="answer" value="yes">' in html
    assert 'Ja<span class="sr-only"> til Mette</span></button>' in html


def test_without_a_target_it_is_plain(a_request):
    assert "hx-" not in draw('{{ ui.post_button(request, "Ja", "/svar/4/") }}', request=a_request())


def test_a_form_is_drawn_whole_with_its_hidden_fields(a_request):
    html = draw('{{ ui.form(request, form, "Send", cancel="/") }}', request=a_request(), form=NoteForm())
    assert "novalidate" in html
    assert '<input type="hidden" name="step" value="7" id="id_step">' in html
    assert html.count("<textarea") == 1
    assert 'href="/">Fortryd</a>' in html


def test_a_form_may_draw_its_own_body(a_request):
    html = draw(
        '{% call ui.form(request, form, "Send") %}<p>Selv</p>{% endcall %}', request=a_request(), form=NoteForm()
    )
    assert "<p>Selv</p>" in html
    assert "<textarea" not in html


def test_a_text_that_saves_itself_says_where_to_and_who_reads():
    html = draw(
        '{{ ui.autosave(form["text"], "/gem/7/", reader="Kun dig", worry="Skriv det ikke her.") }}', form=NoteForm()
    )
    assert 'hx-post="/gem/7/"' in html
    assert 'hx-trigger="input changed delay:1s, save-now"' in html
    assert 'id="id_text_saved" role="status"' in html
    assert "Det læser: <strong>Kun dig</strong>" in html
    assert "Skriv det ikke her." in html


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('{{ ui.tag("Næste", "next") }}', '<span class="tag-next mark">Næste</span>'),
        ('{{ ui.link_button("Skriv nu", "/x/") }}', '<a class="button button-primary" href="/x/">Skriv nu</a>'),
        ('{{ ui.button("Gem") }}', '<button type="submit" class="button button-primary">Gem</button>'),
        ('{{ ui.empty("Ikke noget endnu.") }}', '<p class="empty">Ikke noget endnu.</p>'),
        ('{{ ui.worry_note("Skriv det ikke.") }}', '<p class="worry-note">Skriv det ikke.</p>'),
        ('{{ ui.facts([("Sted", "Horsens")]) }}', '<dl class="facts"> <div><dt>Sted</dt><dd>Horsens</dd></div> </dl>'),
        (
            '{{ ui.words("Hun kom selv.", "Mette") }}',
            '<figure class="words"><blockquote>Hun kom selv.</blockquote><figcaption>Mette</figcaption></figure>',
        ),
        ('{{ ui.breadcrumb([("Hold", "/hold/")]) }}', '<li><a href="/hold/">Hold</a></li>'),
        (
            '{{ ui.stage_header("Prøv", phase="Før", minutes=4) }}',
            '<p class="kicker">Før · cirka 4 min.</p> <h1>Prøv</h1>',
        ),
        ('{{ ui.read_aloud("tekst") }}', 'data-read-aloud="tekst" aria-pressed="false" hidden'),
        ("{{ ui.print_button() }}", "data-print hidden"),
        ('{{ ui.icon("check", "Færdig") }}', 'role="img" aria-label="Færdig"'),
        ('{% call ui.card("Mit hold", id="hold") %}x{% endcall %}', 'aria-labelledby="hold-heading"'),
        ('{% call ui.next_step("Prøv") %}x{% endcall %}', '<p class="kicker">Næste skridt</p>'),
        ('{% call ui.details("Mere") %}x{% endcall %}', "<summary>Mere</summary>"),
        ('{{ ui.messages([("success", "Gemt.")]) }}', 'id="messages" role="status" aria-live="polite"'),
        ('{{ ui.audience_note("Kun dig") }}', "Det læser: <strong>Kun dig</strong>"),
    ],
)
def test_it_is_drawn(source, expected):
    assert expected in draw(source)


def test_a_date_is_said_as_people_say_it_with_how_far_away_it_is(on_date):
    on_date(date(2021, 9, 8))
    html = draw("{{ ui.date_line(day, starts, ends) }}", day=date(2021, 9, 20), starts=time(9), ends=time(15, 50))
    assert re.sub(r"<[^>]+>", "", html) == "mandag den 20. september kl. 9.00-15.50&#160;· om 12 dage"


def test_a_table_has_a_caption_headers_that_say_what_they_head_and_numbers_set_right():
    html = draw('{{ ui.table(["Hus", "Timer"], [["Solsikken", "22,2"]], "Af sted", numbers=[1]) }}')
    assert "<caption>Af sted</caption>" in html
    assert '<th scope="col">Hus</th><th scope="col" class="number">Timer</th>' in html
    assert '<th scope="row">Solsikken</th> <td data-header="Timer" class="number">22,2</td>' in html


def test_what_somebody_typed_is_never_markup():
    assert "<script>" not in draw("{{ ui.words(text) }}", text="<script>alert(1)</script>")


def test_a_misspelt_name_is_an_error():
    with pytest.raises(UndefinedError):
        draw("{{ ui.crad }}")
    with pytest.raises(UndefinedError):
        draw("{{ wihs.person }}", wish=SimpleNamespace(person="Mette"))
