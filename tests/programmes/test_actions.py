"""Loading: a version for each new thing said, nothing at all from a bad file."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from rodfaest.audit.models import AuditLine
from rodfaest.kernel.actors import System, Visitor
from rodfaest.kernel.errors import Denied
from rodfaest.programmes.actions import load_programme
from rodfaest.programmes.models import Programme, ProgrammeVersion
from rodfaest.programmes.rules.reading import BadProgramme, read
from rodfaest.programmes.rules.shipped import shipped
from rodfaest.programmes.rules.writing import write
from tests.searching import examples

pytestmark = pytest.mark.django_db

FILE = "horsens-dagpleje.toml"
TEXT = shipped()[FILE]
NEWER = TEXT.replace("Fem dage", "5 dage", 1)
COMMAND = System("rodfaest programme")


def load(text: str = TEXT) -> ProgrammeVersion:
    return load_programme(text, FILE, actor=COMMAND)


def numbers() -> list[int]:
    return list(ProgrammeVersion.objects.order_by("number").values_list("number", flat=True))


def test_the_first_text_becomes_version_one(on_date):
    on_date(date(2021, 1, 20))
    version = load()
    assert (str(version), version.number, version.file_name) == ("horsens-dagpleje 1", 1, FILE)
    assert version.loaded_on == date(2021, 1, 20)
    assert version.text == write(read(TEXT))
    assert AuditLine.objects.whats() == ["programmes.version_loaded"]


def test_the_same_text_twice_is_one_version_and_one_line():
    assert load() == load()
    assert (numbers(), AuditLine.objects.whats()) == ([1], ["programmes.version_loaded"])


def test_a_comment_is_no_new_version():
    load()
    load("# rettet i dag\n" + TEXT)
    assert numbers() == [1]


def test_a_new_word_is_the_next_version_and_the_old_one_stays():
    first, second = load(), load(NEWER)
    assert (first.number, second.number, second.programme) == (1, 2, first.programme)
    assert ProgrammeVersion.objects.get(number=1).definition.everyday.startswith("Fem dage")
    assert first.programme.newest() == second


def test_going_back_is_a_version_too():
    load(), load(NEWER), load()
    assert numbers() == [1, 2, 3]


def test_what_was_exported_loads_as_nothing_new():
    version = load()
    assert load(version.text) == version


def test_a_bad_file_loads_nothing():
    with pytest.raises(BadProgramme) as bad:
        load(TEXT.replace("efter = 50 }", "efter = 60 }"))
    assert [complaint.file for complaint in bad.value.complaints] == [FILE]
    assert (Programme.objects.count(), ProgrammeVersion.objects.count(), AuditLine.objects.count()) == (0, 0, 0)


def test_a_stranger_loads_nothing():
    with pytest.raises(Denied, match="konsulenten eller administratoren"):
        load_programme(TEXT, FILE, actor=Visitor())
    assert Programme.objects.count() == 0


def test_the_newest_of_each_programme_is_what_a_catalogue_shows(django_assert_num_queries):
    load(), load(NEWER)
    load_programme(shipped()["horsens-vuggestue.toml"], "horsens-vuggestue.toml", actor=COMMAND)
    with django_assert_num_queries(1):
        newest = [str(version) for version in ProgrammeVersion.objects.newest_of_each().select_related("programme")]
    assert newest == ["horsens-dagpleje 2", "horsens-vuggestue 1"]


class Sequence(TestCase):
    """Whatever is loaded in whatever order, the numbers run 1, 2, 3 and the newest says what was loaded last."""

    @settings(max_examples=examples(15))
    @given(st.lists(st.sampled_from([TEXT, NEWER]), min_size=1, max_size=6))
    def test_the_newest_says_what_was_loaded_last(self, texts):
        for text in texts:
            load(text)
        changes = 1 + sum(was != became for was, became in pairwise(texts))
        assert numbers() == list(range(1, changes + 1))
        assert Programme.objects.get().newest().definition == read(texts[-1])
