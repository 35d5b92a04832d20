"""Every model says who sees its rows, and no rule is about a model there is not."""

import pytest
from django.apps import apps

from rodfaest.config.checks import models_and_their_rules
from rodfaest.kernel import access
from rodfaest.kernel.models import VisibleQuerySet


def found() -> dict[str, str]:
    return {name: sentence.split(":")[0] for name, sentence in models_and_their_rules()}


def test_every_model_has_its_rule_as_things_stand():
    assert found() == {}


@pytest.mark.parametrize("name", sorted(access.SETS))
def test_what_has_a_set_is_asked_for_it(name):
    model = apps.get_model(*name.split(".")[:2])
    assert isinstance(model._default_manager.all(), VisibleQuerySet), f"{name}: its queryset is no VisibleQuerySet"


def test_a_model_without_a_rule_is_found(monkeypatch):
    monkeypatch.delitem(access.SETS, "journey.Asker")
    assert found() == {"model_without_rule": "journey.Asker"}


def test_a_further_set_is_no_rule_for_the_model(monkeypatch):
    monkeypatch.delitem(access.SETS, "organisations.Group")
    assert found() == {"model_without_rule": "organisations.Group"}


def test_a_text_nobody_is_said_to_read_is_found(monkeypatch):
    monkeypatch.delitem(access.READERS, "journey.StepText")
    assert found() == {"text_without_reader": "journey.StepText"}


def test_an_answer_whose_set_there_is_not_is_found(monkeypatch):
    monkeypatch.setitem(access.PAIRS, "enrolment.answer_wish", access.Pair("enrolment.Wish.gone"))
    assert found() == {"pair_without_set": "enrolment.answer_wish"}


def test_a_rule_without_a_model_is_found(monkeypatch):
    monkeypatch.setitem(access.UNLISTED, "enrolment.Gone", "its wish")
    assert found() == {"rule_without_model": "enrolment.Gone"}
