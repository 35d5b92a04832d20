"""How a form is drawn, and how an action's refusal lands in it."""

import re
from datetime import date

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from rodfaest.kernel.errors import Denied, RuleBroken
from rodfaest.ui.forms import ActionForm, DateField, TextArea, typed_before
from rodfaest.ui.pages import jinja

WORRY = "Er du bekymret for et barn? Skriv det ikke her."


class TalkForm(ActionForm):
    on = DateField(label="Hvornår passer det dig?")
    text = forms.CharField(label="Hvad vil du opnå?", max_length=40, widget=TextArea, help_text="To sætninger er nok.")
    place = forms.ChoiceField(
        label="Hvor", choices=[("a", "Garderoben"), ("b", "Puslebordet")], widget=forms.RadioSelect
    )
    house = forms.ChoiceField(label="Hus", choices=[("s", "Solsikken")])
    themes = forms.MultipleChoiceField(
        label="Emner", choices=[("leg", "Leg")], widget=forms.CheckboxSelectMultiple, required=False
    )
    talked = forms.BooleanField(label="Jeg har talt med min leder", required=False)
    hours = forms.IntegerField(label="Timer", required=False, min_value=0, max_value=8)
    mail = forms.EmailField(label="Mail", required=False)
    plan = forms.FileField(label="Plan", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].reader = "Dig og Lene"
        self.fields["text"].worry = WORRY


FILLED = {"on": "2021-09-20", "text": "Følge barnets spor", "place": "a", "house": "s"}


def drawn(form: forms.Form, name: str) -> str:
    return str(form[name].as_field_group())


@pytest.mark.parametrize("name", ["on", "text", "house", "hours", "plan", "talked"])
def test_every_field_has_a_label_that_points_at_it(name):
    html = drawn(TalkForm(), name)
    assert re.findall(r'<label[^>]* for="([^"]*)"', html) == [f"id_{name}"]
    assert f'id="id_{name}"' in html


def test_a_group_of_choices_is_a_fieldset_with_a_legend_and_a_label_for_each():
    html = drawn(TalkForm(), "place")
    assert "<fieldset>" in html
    assert '<legend class="form-label">Hvor</legend>' in html
    assert re.findall(r'for="([^"]*)"', html) == ["id_place_0", "id_place_1"]


@pytest.mark.parametrize(
    ("name", "look"),
    [
        ("on", "form-input"),
        ("text", "form-input"),
        ("place", "form-radio"),
        ("house", "form-select"),
        ("themes", "form-checkbox"),
        ("talked", "form-checkbox"),
    ],
)
def test_each_kind_of_field_wears_its_class_of_the_design_system(name, look):
    assert f'class="{look}"' in drawn(TalkForm(), name)


def test_hint_error_and_reader_are_tied_to_the_field():
    form = TalkForm({})
    assert not form.is_valid()
    html = drawn(form, "text")
    assert 'aria-describedby="id_text_reader id_text_helptext id_text_error"' in html
    assert 'aria-invalid="true"' in html
    for tied in ("id_text_reader", "id_text_helptext", "id_text_error"):
        assert f'id="{tied}"' in html


def test_a_text_field_says_who_reads_it_and_what_not_to_write():
    html = drawn(TalkForm(), "text")
    assert "Det læser: <strong>Dig og Lene</strong>" in html
    assert WORRY in html


def test_what_may_be_left_out_says_so_in_words():
    assert "(frivilligt)" in drawn(TalkForm(), "hours")
    assert "(frivilligt)" not in drawn(TalkForm(), "on")


@pytest.mark.parametrize("typed", ["2021-09-20", "20.9.2021", "20-09-2021", "20/9/2021"])
def test_a_date_is_understood_from_the_picker_and_as_danes_type_it(typed):
    form = TalkForm(FILLED | {"on": typed})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["on"] == date(2021, 9, 20)


def test_the_date_picker_is_handed_its_own_format():
    assert 'value="2021-09-20"' in drawn(TalkForm(initial={"on": date(2021, 9, 20)}), "on")


def test_all_that_was_typed_is_still_there_beside_the_error():
    form = TalkForm(FILLED | {"on": ""})
    assert not form.is_valid()
    html = str(form)
    assert "Følge barnets spor" in html
    assert 'value="a" id="id_place_0" class="form-radio" checked' in html


def test_what_was_typed_once_is_drawn_again_without_being_taken_as_sent():
    with typed_before(QueryDict("text=Vi+venter&place=b&themes=leg&other=x")):
        form = TalkForm(initial={"text": "En kladde", "house": "s"})
        html = str(form)
    assert "Vi venter</textarea>" in html
    assert "En kladde" not in html
    assert 'value="b" id="id_place_1" class="form-radio" checked' in html
    assert 'value="s" selected' in html
    assert (form.is_bound, "form-error" in html) == (False, False)
    assert "Vi venter" not in str(TalkForm())


def test_the_summary_stands_first_takes_focus_and_points_at_the_fields():
    form = TalkForm({})
    assert not form.is_valid()
    summary = str(jinja().globals["ui"].error_summary(form))
    assert "data-takes-focus" in summary
    assert re.findall(r'href="#([^"]*)">([^<]*)<', summary) == [
        ("id_on", "Hvornår passer det dig? Udfyld feltet."),
        ("id_text", "Hvad vil du opnå? Udfyld feltet."),
        ("id_place_0", "Hvor: Vælg en af mulighederne."),
        ("id_house", "Hus: Vælg en af mulighederne."),
    ]


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("place", "c", "Vælg en af mulighederne."),
        ("themes", ["leg", "søvn"], "Vælg en af mulighederne."),
        ("hours", "mange", "Skriv et helt tal."),
        ("hours", "9", "Skriv højst 8."),
        ("hours", "-1", "Skriv mindst 0."),
        ("text", "x" * 41, "Skriv højst 40 tegn. Lige nu er der 41."),
        ("text", "x\0", "Der er et tegn, der ikke kan gemmes. Slet teksten, og skriv den igen."),
        ("mail", "mette", "Det ligner ikke en mail. Skriv den som navn@kommune.dk."),
    ],
)
def test_what_cannot_be_taken_is_said_in_our_own_words(name, typed, sentence):
    form = TalkForm(FILLED | {name: typed})
    assert form.errors == {name: [sentence]}


def test_a_field_added_when_the_form_was_made_speaks_too():
    form = TalkForm(FILLED)
    form.fields["audience"] = forms.ChoiceField(choices=[("me", "Kun dig")])
    assert form.errors == {"audience": ["Vælg en af mulighederne."]}


def test_a_sentence_of_the_fields_own_stands():
    form = TalkForm(FILLED | {"on": "i morgen"})
    assert form.errors == {"on": ["Skriv datoen som dag.måned.år, for eksempel 20.9.2021."]}


def test_a_refusal_that_names_a_field_stands_beside_it():
    form = TalkForm(FILLED)
    assert form.is_valid()
    with form.refusals():
        raise RuleBroken("Den dag er en helligdag.", field="on")
    assert form.errors == {"on": ["Den dag er en helligdag."]}


@pytest.mark.parametrize(
    "refusal",
    [
        RuleBroken("Holdet er fuldt."),
        RuleBroken("Holdet er fuldt.", field="not_on_the_form"),
        Denied("Holdet er fuldt."),
        ValidationError("Holdet er fuldt."),
        ValidationError({"not_on_the_form": ["Holdet er fuldt."]}),
    ],
)
def test_any_other_refusal_stands_at_the_top(refusal):
    form = TalkForm(FILLED)
    assert form.is_valid()
    with form.refusals():
        raise refusal
    assert form.non_field_errors() == ["Holdet er fuldt."]


def test_an_actions_full_clean_stands_beside_the_field_it_names():
    form = TalkForm(FILLED)
    assert form.is_valid()
    with form.refusals():
        raise ValidationError({"text": ["Skriv lidt kortere."]})
    assert form.errors == {"text": ["Skriv lidt kortere."]}


def test_an_error_of_ours_is_never_swallowed():
    form = TalkForm(FILLED)
    assert form.is_valid()
    with pytest.raises(ZeroDivisionError), form.refusals():
        _ = 1 / 0
