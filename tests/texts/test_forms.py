"""The field says who reads, and refuses what may not be kept."""

from django.template import engines

from rodfaest.texts.forms import AudienceField, AudienceTextField
from rodfaest.texts.rules import WORRY, Audience
from rodfaest.ui.forms import ActionForm


class IntentionForm(ActionForm):
    intention = AudienceTextField(label="Hvad vil du gerne opnå?", audience=Audience.LEADER)
    readers = AudienceField(offered=[Audience.ME, Audience.COHORT])


def drawn(form):
    return engines["jinja2"].from_string("{{ form }}").render({"form": form})


def test_who_reads_and_the_sentence_about_worry_stand_beside_it():
    form = IntentionForm()
    form.fields["intention"].read_by(Audience.LEADER, ["Lene"])
    assert "Dig og Lene" in drawn(form)
    assert WORRY in drawn(form)


def test_a_part_of_a_groups_text_says_that_who_comes_in_later_reads_it_too():
    form = IntentionForm()
    form.fields["intention"].read_by(Audience.MEMBERS, place="Læringsgruppe 3")
    assert "Dem, der er med i Læringsgruppe 3, når de læser" in drawn(form)


def test_the_readers_of_one_form_are_not_those_of_the_next():
    IntentionForm().fields["intention"].read_by(Audience.LEADER, ["Lene"])
    assert "Lene" not in drawn(IntentionForm())


def test_a_text_too_long_is_refused_in_plain_words():
    form = IntentionForm({"intention": "a" * 8_001})
    assert form.errors["intention"] == ["Skriv højst 8000 tegn. Lige nu er der 8001."]


def test_a_cpr_number_is_refused_beside_the_field_and_kept_as_typed():
    form = IntentionForm({"intention": "Barnet 010121-1234", "readers": "me"})
    assert form.errors == {
        "intention": ["Der står et tal, der ligner et CPR-nummer. Slet det, og skriv, så ingen kan kendes."]
    }
    assert "Barnet 010121-1234" in drawn(form)


def test_only_the_offered_readers_can_be_chosen():
    form = IntentionForm({"intention": "Jeg vil øve mig.", "readers": "house"})
    assert list(form.errors) == ["readers"]
    form = IntentionForm({"intention": "Jeg vil øve mig.", "readers": "cohort"})
    assert form.is_valid()
    assert form.cleaned_data["readers"] is Audience.COHORT
