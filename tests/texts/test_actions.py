"""The reading log, removing one's own, and a new key."""

import pytest
from cryptography.fernet import Fernet
from django.core.management import call_command
from django.db import transaction

from conftest import A_DAY_IN_MAY
from rodfaest.audit.actions import record
from rodfaest.audit.models import AuditLine
from rodfaest.kernel.actors import Errand, LinkHolder, PersonActor, Standing, System
from rodfaest.kernel.errors import Denied
from rodfaest.texts import actions
from rodfaest.texts.models import ReadingLine
from rodfaest.texts.rules import Audience

pytestmark = pytest.mark.django_db
DAY = Errand("attendance.mark_day", "cohorts.TeachingDay", 7)


def person(number):
    return PersonActor(number, f"Person {number}", lambda _: Standing())


@pytest.fixture
def notes(note_model):
    made = []
    for owner in (1, 1, 2):
        note = note_model(owner=owner)
        note.seal("Vi prøvede det ved puslebordet.", Audience.COHORT)
        note.save()
        made.append(note)
    return made


def test_one_line_for_each_owner_however_many_texts(notes):
    actions.note_reading(notes, page="Det har I prøvet", actor=person(3))
    assert list(ReadingLine.objects.values_list("owner_number", "reader_number", "page", "on").order_by("pk")) == [
        (1, 3, "Det har I prøvet", A_DAY_IN_MAY),
        (2, 3, "Det har I prøvet", A_DAY_IN_MAY),
    ]


def test_the_same_page_again_the_same_day_is_the_same_line(notes, on_date):
    for _ in range(2):
        actions.note_reading(notes, page="Holdet", actor=person(3))
    assert ReadingLine.objects.count() == 2
    on_date(A_DAY_IN_MAY.replace(day=4))
    actions.note_reading(notes, page="Holdet", actor=person(3))
    assert ReadingLine.objects.count() == 4


def test_the_same_page_again_asks_and_writes_nothing(notes, django_assert_num_queries):
    actions.note_reading(notes, page="Holdet", actor=person(3))
    with django_assert_num_queries(1):  # no savepoint, no insert
        actions.note_reading(notes, page="Holdet", actor=person(3))


def test_who_is_new_on_a_page_is_noted_beside_those_who_stood_there(notes):
    for texts in (notes[:1], notes):
        actions.note_reading(texts, page="Holdet", actor=person(3))
    assert sorted(ReadingLine.objects.values_list("owner_number", flat=True)) == [1, 2]


def test_a_reader_we_know_no_person_behind_has_the_number_0_and_one_line(notes):
    for _ in range(2):
        actions.note_reading(notes[:1], page="Dagen", actor=LinkHolder(DAY, None, "Anne Holm"))
    line = ReadingLine.objects.get()
    assert (line.reader_number, line.reader_label) == (0, "Anne Holm")


def test_ones_own_needs_no_line_and_costs_no_query(notes, django_assert_num_queries):
    with django_assert_num_queries(0):
        actions.note_reading(notes[:2], page="Mit", actor=person(1))


def test_the_owner_removes_at_once_and_the_line_says_not_what(notes, note_model):
    actions.erase_text(notes[0], actor=person(1))
    assert note_model.objects.count() == 2
    assert AuditLine.objects.whats() == ["texts.text_erased"]


def test_only_who_removed_a_text_is_told_that_just_that_one_is_gone(notes, note_model):
    first, second, _third = [note.pk for note in notes]
    record("texts.key_turned", notes[1], actor=person(1))
    actions.erase_text(notes[0], actor=person(1))
    told = [(who, pk) for who in (1, 2) for pk in (first, second) if note_model.was_erased_by(person(who), pk)]
    assert told == [(1, first)]


def test_nobody_else_removes(notes, note_model):
    with pytest.raises(Denied):
        actions.erase_text(notes[0], actor=person(2))
    assert note_model.objects.count() == 3


def test_the_key_is_turned_and_the_old_one_may_go(notes, note_model, settings, capsys):
    new = Fernet.generate_key().decode()
    settings.TEXT_KEYS = f"{new},{settings.TEXT_KEYS}"
    call_command("turn_text_keys")
    assert capsys.readouterr().out == "3 tekster låst med den nyeste nøgle.\n"
    settings.TEXT_KEYS = new
    assert {note.open_for(person(1)) for note in note_model.objects.filter(owner=1)} == {
        "Vi prøvede det ved puslebordet."
    }


def test_only_the_command_turns_the_key():
    with pytest.raises(Denied):
        actions.turn_keys(actor=System("demo"))


def test_a_reading_is_never_changed_or_deleted(notes):
    actions.note_reading(notes[:1], page="Holdets side", actor=person(2))
    line = ReadingLine.objects.get()
    line.page = "en anden"
    for attempt in (
        line.save,
        line.delete,
        ReadingLine.objects.all().delete,
        lambda: ReadingLine.objects.update(page="en anden"),
    ):
        with pytest.raises(TypeError, match="never"), transaction.atomic():
            attempt()
    assert [line.page for line in ReadingLine.objects.all()] == ["Holdets side"]
