"""The seal: who opens a text, and that there is no other way to it."""

import pytest
from cryptography.fernet import Fernet, InvalidToken
from django.core.exceptions import ImproperlyConfigured

from rodfaest.kernel.actors import Errand, LinkHolder, PersonActor, Standing, System, Visitor
from rodfaest.kernel.errors import Denied, RuleBroken
from rodfaest.texts.rules import Audience

WORDS = "Jeg var i tvivl om, hvad jeg skulle sige."


def person(number):
    return PersonActor(number, f"Person {number}", lambda _: Standing())


OWNER, COLLEAGUE, STRANGER = person(1), person(2), person(9)
OTHERS = [COLLEAGUE, STRANGER, System("demo"), Visitor()]


@pytest.fixture
def write(note_model):
    def written(audience, words=WORDS):
        note = note_model(owner=1)
        note.seal(words, audience)
        note.full_clean()
        note.save()
        return note_model.objects.get(pk=note.pk)

    return written


@pytest.mark.parametrize("audience", Audience)
def test_the_owner_opens_their_own(write, audience):
    assert write(audience).open_for(OWNER) == WORDS


@pytest.mark.parametrize("actor", OTHERS, ids=lambda actor: actor.label)
def test_only_me_is_opened_by_nobody_else(write, actor):
    note = write(Audience.ME)
    assert not note.may_read(actor)
    with pytest.raises(Denied, match="kun for den, der har skrevet den"):
        note.open_for(actor)


@pytest.mark.parametrize("audience", [audience for audience in Audience if audience != Audience.ME])
def test_the_rest_is_opened_by_whom_the_app_says(write, audience):
    note = write(audience)
    assert note.open_for(COLLEAGUE) == WORDS
    assert note.may_read(COLLEAGUE)
    with pytest.raises(Denied, match="Du er ikke på holdet"):
        note.open_for(STRANGER)


def test_a_column_changed_behind_its_back_opens_nothing(write, note_model):
    note = write(Audience.ME)
    note_model.objects.update(audience=Audience.HOUSE)
    note.refresh_from_db()
    with pytest.raises(Denied):
        note.open_for(COLLEAGUE)
    assert note.open_for(OWNER) == WORDS


def test_one_sealed_for_some_opens_for_its_owner_alone_when_the_column_names_others(write, note_model):
    note = write(Audience.LEADER)
    note_model.objects.update(audience=Audience.HOUSE)
    note.refresh_from_db()
    with pytest.raises(Denied):
        note.open_for(COLLEAGUE)
    assert note.open_for(OWNER) == WORDS


def test_a_text_moved_to_another_owner_opens_for_nobody(write, note_model):
    note = write(Audience.ME)
    note_model.objects.update(owner=2)
    note.refresh_from_db()
    with pytest.raises(InvalidToken):
        note.open_for(COLLEAGUE)


def test_a_personal_link_opens_the_owners_own_text_of_its_one_thing_only(write):
    note = write(Audience.ME)
    here = LinkHolder(Errand("texts.do", "texts.note", note.pk), 1, "Mette")
    elsewhere = LinkHolder(Errand("texts.do", "texts.note", note.pk + 1), 1, "Mette")
    another = LinkHolder(Errand("texts.do", "texts.note", note.pk), 2, "Kim")
    assert note.open_for(here) == WORDS
    for holder in (elsewhere, another):
        with pytest.raises(Denied):
            note.open_for(holder)


def test_the_database_holds_no_word_of_it(write):
    assert "tvivl" not in write(Audience.HOUSE).cipher


def test_a_cpr_number_is_never_sealed(write):
    with pytest.raises(RuleBroken, match="CPR"):
        write(Audience.ME, "010121-1234")


def test_a_new_key_seals_and_the_old_still_opens(write, settings):
    note = write(Audience.ME)
    settings.TEXT_KEYS = f"{Fernet.generate_key().decode()}, {settings.TEXT_KEYS}"
    assert note.open_for(OWNER) == WORDS


@pytest.mark.parametrize(
    ("keys", "says"), [("", "TEXT_KEYS is empty"), (" , ", "TEXT_KEYS is empty"), ("abc", "Fernet")]
)
def test_without_a_key_it_says_what_to_do(note_model, settings, keys, says):
    settings.TEXT_KEYS = keys
    with pytest.raises(ImproperlyConfigured, match=says):
        note_model(owner=1).seal(WORDS, Audience.ME)
