"""The demo's words fit their moment."""

import pytest

from rodfaest.demo import words
from rodfaest.programmes.rules.reading import read
from rodfaest.programmes.rules.shipped import shipped
from rodfaest.programmes.rules.vocabulary import AnswerKind


@pytest.mark.parametrize("file_name", shipped())
def test_every_question_that_is_answered_in_words_has_words_of_its_own(file_name):
    steps = read(shipped()[file_name], file_name).steps
    titles = {step.title.rpartition(": ")[2] for step in steps if step.answer is AnswerKind.TEXT}
    assert titles - set(words.IN_STEPS) == set()
