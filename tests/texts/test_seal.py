"""Every column of every text is in its seal: changed behind its back, it opens for its owner alone."""

from datetime import date

import pytest
from cryptography.fernet import InvalidToken
from django.apps import apps

from rodfaest.enrolment.models import WishText
from rodfaest.enrolment.rules.wishes import Side
from rodfaest.journey.models import Step, StepText
from rodfaest.kernel.errors import Denied
from rodfaest.organisations.models import Person, Unit
from rodfaest.organisations.rules import JobCategory
from rodfaest.texts.models import AudienceText, AudienceTextQuerySet
from rodfaest.texts.rules import Audience
from tests.factories.enrolment import WishFactory, write_words
from tests.factories.journey import StepTextFactory, a_way, add_seat, cohort_on, teach, unit
from tests.factories.organisations import leader_of

TEXTS = [model for model in apps.get_models() if issubclass(model, AudienceText)]
SAY_NOTHING_OF_READERS = {"id", "cipher", "saved_at"}
STEP_TEXT = ["step", "author", "unit", "finished_on", "audience", "readers"]
WISH_TEXT = ["wish", "side", "by", "audience"]
pytestmark = pytest.mark.django_db


def test_each_column_is_tried_below():
    tried = {StepText: STEP_TEXT, WishText: WISH_TEXT}
    for model in TEXTS:
        columns = {field.name for field in model._meta.concrete_fields} - SAY_NOTHING_OF_READERS
        untold = columns ^ {*tried.get(model, ())}
        assert not untold, (
            f"{model._meta.label}: {', '.join(sorted(untold))}. List its columns in this file as STEP_TEXT does, put "
            "the list into `tried`, and write a test like those below that changes each behind the text's back"
        )


@pytest.mark.parametrize("model", TEXTS, ids=lambda model: model.__name__)
def test_texts_are_asked_for_by_a_queryset_that_changes_none(model):
    assert isinstance(model._default_manager.all(), AudienceTextQuerySet)


def changed(text, column, value):
    type(text)._base_manager.filter(pk=text.pk).update(**{column: value})
    return type(text)._base_manager.get(pk=text.pk)


def readers(text):
    """Who opens the text, of everybody there is."""
    opened = set()
    for one in Person.objects.all():
        actor = one.as_actor()
        if text.may_read(actor):
            assert text.open_for(actor)
            opened.add(one)
        else:
            with pytest.raises(Denied):
                text.open_for(actor)
    return opened


@pytest.fixture
def way():
    way = a_way(job=JobCategory.ASSISTANT)
    teach(way)
    add_seat(way, "Kim", job=JobCategory.ASSISTANT)
    add_seat(way, "Fie", place=unit(way.kommune, "Mælkevejen"), job=JobCategory.ASSISTANT)
    return way


@pytest.mark.parametrize("column", STEP_TEXT)
def test_a_text_in_a_step(column, way):
    text = StepTextFactory(step=way.step("proev-1"), author=way.mette, audience=Audience.COHORT)
    assert len(readers(text)) == 4  # herself, the two beside her, and the underviser
    others = {
        "step": way.step("proev-2"),
        "author": Person.objects.get(first_name="Kim"),
        "unit": Unit.objects.get(name="Mælkevejen"),
        "finished_on": date(2021, 9, 2),
        "readers": ",1,",
        "audience": Audience.HOUSE,
    }
    text = changed(text, column, others[column])
    if column == "author":
        with pytest.raises(InvalidToken):
            text.open_for(others["author"].as_actor())
    else:
        assert readers(text) == {way.mette}


def test_a_text_whose_step_is_another_cohorts_now(way):
    text = StepTextFactory(step=way.step("proev-1"), author=way.mette, audience=Audience.COHORT)
    other = cohort_on(way.kommune, key="andet", name="Et andet hold")
    Step.objects.filter(pk=text.step_id).update(cohort=other, scope_id=other.pk)
    assert readers(StepText.objects.get()) == {way.mette}
    StepText.objects.get().reseal()
    assert readers(StepText.objects.get()) == {way.mette}


def test_a_draft_that_is_said_to_be_finished(way):
    text = StepTextFactory(step=way.step("proev-1"), author=way.mette, audience=Audience.HOUSE, finished_on=None)
    assert readers(changed(text, "finished_on", date(2021, 9, 1))) == {way.mette}


@pytest.mark.parametrize("column", WISH_TEXT)
def test_an_intention(column):
    wish, another = WishFactory(), WishFactory()
    leader = leader_of(wish.employment.unit)
    text = write_words(wish, "Jeg vil gerne lære mere om samspil.")
    assert readers(text) == {wish.person, leader}
    others = {"wish": another, "side": Side.LEADER, "by": leader, "audience": Audience.HOUSE}
    text = changed(text, column, others[column])
    if column == "by":
        with pytest.raises(InvalidToken):
            text.open_for(leader.as_actor())
    else:
        assert readers(text) == {wish.person}
