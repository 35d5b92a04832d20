"""The seal: who opens a text, and that there is no other way to it."""

import pytest
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

from rodfaest.kernel.actors import Errand, LinkHolder, PersonActor, Standing, System, Visitor
from rodfaest.kernel.errors import Denied, RuleBroken
from rodfaest.texts.rules import Audience

WORDS = "Jeg var i tvivl om, hvad jeg skulle sige."


def person(number):
    return PersonActor(number, f"Person {number}", lambda _: Standing())


OWNER, COLLEAGUE, STRANGER = person(1), person(2), person(9)
OTHERS = [COLLEAGUE, STRANGER, System("demo"), Visitor()]


def behind_its_back(row, **columns):
    """The row after somebody has changed its columns in the database by hand."""
    type(row)._base_manager.filter(pk=row.pk).update(**columns)
    return type(row)._base_manager.get(pk=row.pk)


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


def test_a_column_changed_behind_its_back_opens_nothing(write):
    note = behind_its_back(write(Audience.ME), audience=Audience.HOUSE)
    assert not note.may_read(COLLEAGUE)
    with pytest.raises(Denied):
        note.open_for(COLLEAGUE)
    assert note.open_for(OWNER) == WORDS


@pytest.mark.parametrize("columns", [{"audience": Audience.HOUSE}, {"thing": 8}])
def test_one_sealed_for_some_opens_for_its_owner_alone_when_a_column_says_otherwise(write, columns):
    note = behind_its_back(write(Audience.LEADER), **columns)
    assert not note.may_read(COLLEAGUE)
    with pytest.raises(Denied):
        note.open_for(COLLEAGUE)
    assert note.open_for(OWNER) == WORDS


@pytest.mark.parametrize("audience", Audience)
def test_a_text_moved_to_another_owner_opens_for_nobody(write, audience):
    note = behind_its_back(write(audience), owner=2)
    for actor in (OWNER, COLLEAGUE):
        with pytest.raises(InvalidToken):
            note.open_for(actor)


# Columns that do change


def test_what_is_resealed_is_read_by_whom_it_is_for_now(write):
    note = write(Audience.ME)
    saved_at = note.saved_at
    note.reseal(audience=Audience.HOUSE, thing=8)
    note.refresh_from_db()
    assert (note.open_for(COLLEAGUE), note.thing, note.saved_at) == (WORDS, 8, saved_at)


def test_resealing_writes_over_no_words_saved_meanwhile(write, note_model):
    note = write(Audience.ME)
    meanwhile = note_model.objects.get(pk=note.pk)
    meanwhile.seal("Nu ved jeg det.", Audience.LEADER)
    meanwhile.save()
    note.reseal(thing=8)
    note = note_model.objects.get(pk=note.pk)
    assert (note.open_for(COLLEAGUE), note.audience, note.thing) == ("Nu ved jeg det.", Audience.LEADER, 8)


def test_texts_of_two_who_are_one_become_the_ones_who_stays(write):
    note = write(Audience.ME)
    note.reseal(owner=2)
    note.refresh_from_db()
    assert note.open_for(COLLEAGUE) == WORDS
    with pytest.raises(Denied):
        note.open_for(OWNER)


def test_a_text_moved_to_another_owner_behind_its_back_is_not_resealed(write):
    note = behind_its_back(write(Audience.ME), owner=9)
    with pytest.raises(InvalidToken):
        note.reseal(owner=2)


def test_resealing_one_column_does_not_sanction_another(write):
    note = behind_its_back(write(Audience.LEADER), audience=Audience.HOUSE)
    note.reseal(thing=8)
    note.reseal()
    note.refresh_from_db()
    assert note.open_for(OWNER) == WORDS
    with pytest.raises(Denied):
        note.open_for(COLLEAGUE)


def test_there_is_no_way_past_the_seal(write, note_model):
    note = write(Audience.ME)
    note.audience = Audience.HOUSE
    note.thing = 8
    for attempt in (
        note.save,
        lambda: note.save(update_fields=["audience"]),
        lambda: note_model.objects.update(thing=8),
        lambda: note_model.objects.filter(pk=note.pk).update(audience=Audience.HOUSE),
        lambda: note_model.objects.bulk_update([note], ["thing"]),
    ):
        with pytest.raises(TypeError, match="reseal"):
            attempt()
    note.refresh_from_db()
    assert (note.audience, note.thing) == (Audience.ME, 7)


# Older seals


def older(note, head):
    """The note as a Rodfæst before this one sealed it."""
    sealed = Fernet(settings.TEXT_KEYS).encrypt(f"{head}\n{WORDS}".encode()).decode()
    return behind_its_back(note, cipher=sealed)


def test_an_older_seal_opens_and_says_who_and_for_whom(write):
    note = older(write(Audience.LEADER), "1:leader")
    assert (note.open_for(OWNER), note.open_for(COLLEAGUE)) == (WORDS, WORDS)
    for columns, error in (({"audience": Audience.HOUSE}, Denied), ({"owner": 2}, InvalidToken)):
        note = behind_its_back(older(write(Audience.LEADER), "1:leader"), **columns)
        with pytest.raises(error):
            note.open_for(COLLEAGUE)


def test_an_older_seal_is_renewed_and_holds_the_rest_from_then_on(write):
    note = older(write(Audience.LEADER), "1:leader")
    call_command("turn_text_keys")
    note = behind_its_back(note, thing=8)
    with pytest.raises(Denied):
        note.open_for(COLLEAGUE)
    assert note.open_for(OWNER) == WORDS


def test_renewing_an_older_seal_sanctions_nothing(write):
    note = behind_its_back(older(write(Audience.LEADER), "1:leader"), audience=Audience.HOUSE)
    call_command("turn_text_keys")
    note.refresh_from_db()
    with pytest.raises(Denied):
        note.open_for(COLLEAGUE)
    assert note.open_for(OWNER) == WORDS


def test_a_newer_seal_is_not_read_by_an_older_rodfaest(write):
    note = older(write(Audience.LEADER), '{"seal": 2, "owner": 1, "audience": "leader", "thing": 7}')
    with pytest.raises(InvalidToken):
        note.open_for(OWNER)


@pytest.mark.parametrize("audience", [Audience.ME, Audience.HOUSE])
def test_a_personal_link_never_opens_its_holders_own_words(audience, write):
    note = write(audience)
    here = LinkHolder(Errand("texts.do", "texts.Note", note.pk), 1, "Mette")
    elsewhere = LinkHolder(Errand("texts.do", "texts.Note", note.pk + 1), 1, "Mette")
    for holder in (here, elsewhere):
        assert not note.may_read(holder)
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
