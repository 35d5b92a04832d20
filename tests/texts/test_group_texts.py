"""What is written in a group: each part its writer's own, read by those who are in the group when they read."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from cryptography.fernet import InvalidToken
from django.apps import apps
from django.db import connection, models

from rodfaest.kernel.access import READERS, SETS
from rodfaest.kernel.actors import Errand, LinkHolder, System, Visitor
from rodfaest.kernel.errors import Denied, RuleBroken
from rodfaest.organisations import actions as organisations
from rodfaest.organisations.models import Group, Person
from rodfaest.organisations.rules import FunctionKind
from rodfaest.texts import permissions
from rodfaest.texts.actions import erase_text, note_reading
from rodfaest.texts.models import AudienceTextQuerySet, Facts, GroupText, ReadingLine
from rodfaest.texts.rules import Audience
from tests.factories.organisations import (
    EmploymentFactory,
    FunctionFactory,
    GroupFactory,
    GroupMemberFactory,
    UnitFactory,
    colleague_in,
    consultant_of,
    leader_of,
    member_of,
)
from tests.texts.test_models import behind_its_back

TODAY = date(2021, 5, 10)
TOMORROW = TODAY + timedelta(days=1)
WORDS = "Jeg satte mig ned ved siden af."
SHARED, OWN = Audience.MEMBERS, Audience.ME


@pytest.fixture(autouse=True)
def _today(on_date):
    on_date(TODAY)


@pytest.fixture
def part_model(db) -> Iterator[type[GroupText]]:
    """What an app would write: a part of a phase of the group's cycle."""

    class Part(GroupText):
        # Without constraints: a table is made here inside a transaction.
        group = models.ForeignKey(Group, models.PROTECT, related_name="+", db_constraint=False)
        author = models.ForeignKey(Person, models.PROTECT, related_name="+", db_constraint=False)
        phase = models.PositiveSmallIntegerField(default=1)

        objects = AudienceTextQuerySet.as_manager()

        class Meta:
            app_label = "texts"

        def __str__(self) -> str:
            return "en del"

        @property
        def decided_by(self) -> Facts:
            return {**super().decided_by, "phase": self.phase}

    permissions.group_texts(permissions.__name__, "Part")
    with connection.cursor() as cursor:
        sql, params = connection.schema_editor().table_sql(Part)
        cursor.execute(sql, params)
    yield Part
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE texts_part")
    del SETS["texts.Part"], READERS["texts.Part"]
    del apps.all_models["texts"]["part"]
    apps.clear_cache()


@pytest.fixture
def house(db):
    return UnitFactory()


@pytest.fixture
def group(house):
    return GroupFactory(organisation=house.organisation, unit=house)


@pytest.fixture
def mette(group, house):
    return member_of(group, house)


@pytest.fixture
def kim(group, house):
    return member_of(group, house)


@pytest.fixture
def write(part_model, group, mette):
    def written(audience=SHARED, *, author=mette, finished_on=TODAY, **given):
        part = part_model(author=author, group=group, finished_on=finished_on, **given)
        part.seal(WORDS, audience)
        part.full_clean()
        part.save()
        return part_model.objects.get(pk=part.pk)

    return written


def reads(part, one) -> bool:
    """Whether the set, the answer and the door say that they read it; the three agree."""
    actor = one.as_actor() if isinstance(one, Person) else one
    found = type(part).objects.visible_to(actor).filter(pk=part.pk).exists()
    answered = bool(part.may_read(actor))
    try:
        opened = part.open_for(actor) == WORDS
    except Denied:
        opened = False
    assert opened == answered
    assert found == answered or part.audience == OWN
    return opened


def test_a_part_is_its_writers_and_read_by_those_who_are_in_the_group(write, house, mette, kim):
    part = write()
    around = leader_of(house), consultant_of(house.organisation), colleague_in(house)
    assert [reads(part, one) for one in (mette, kim, *around, System("night"), Visitor())] == [True, True] + [False] * 5


def test_a_draft_and_what_is_only_mine_is_read_by_its_writer_alone(write, mette, kim):
    for part in (write(finished_on=None), write(OWN)):
        assert (reads(part, mette), reads(part, kim)) == (True, False)


def test_each_part_is_its_own_and_nobody_removes_anothers(write, mette, kim):
    mine, hers = write(author=kim), write()
    with pytest.raises(Denied):
        erase_text(hers, actor=kim.as_actor())
    erase_text(mine, actor=kim.as_actor())
    assert type(hers).objects.get() == hers


def test_who_has_left_reads_their_own_and_no_others_and_is_still_read(write, mette, kim, on_date):
    mine, hers = write(author=kim), write()
    organisations.end_membership(kim.group_memberships.get(), TODAY, actor=kim.as_actor())
    assert reads(hers, kim)
    on_date(TOMORROW)
    assert (reads(mine, kim), reads(hers, kim), reads(mine, mette)) == (True, False, True)


def test_who_comes_in_reads_what_was_written_before(write, house, group):
    part, new = write(), colleague_in(house)
    assert not reads(part, new)
    organisations.add_to_group(group, new, from_on=TODAY, actor=leader_of(house).as_actor())
    assert reads(part, new)


def test_nobody_opens_a_groups_texts_by_leading_it_or_by_letting_themselves_in(write, house, group):
    part = write()
    for one in (leader_of(house), consultant_of(house.organisation)):
        EmploymentFactory(person=one, unit=house)
        with pytest.raises(Denied, match="sætte dig selv ind"):
            organisations.add_to_group(group, one, from_on=TODAY, actor=one.as_actor())
        assert not reads(part, one)


def test_tilsyn_closes_it_whoever_else_one_is_and_the_reason_is_true(write, house, group, kim):
    part = write()
    FunctionFactory(person=kim, unit=house, kind=FunctionKind.SUPERVISION)
    assert not reads(part, kim)
    assert "ikke har tilsyn" in permissions.takes_part(kim.as_actor(), group.pk).reason


def test_a_personal_link_opens_no_part_of_a_group(write, group, mette, kim):
    part = write()
    for one in (mette, kim):
        assert not part.may_read(LinkHolder(Errand("texts.read", "organisations.Group", group.pk), one.pk, "Link"))


def test_of_a_closed_group_each_keeps_their_own(write, house, group, mette, kim, on_date):
    part = write()
    organisations.close_group(group, TODAY, actor=leader_of(house).as_actor())
    on_date(TOMORROW)
    assert (reads(part, mette), reads(part, kim)) == (True, False)


@pytest.mark.parametrize("column", ["group", "author", "phase", "finished_on", "audience"])
def test_each_column_is_sealed_in(column, write, house, mette, kim):
    another = GroupFactory(organisation=house.organisation)
    GroupMemberFactory(group=another, person=kim)
    others = {"group": another, "author": kim, "phase": 2, "finished_on": TOMORROW, "audience": Audience.HOUSE}
    part = behind_its_back(write(), **{column: others[column]})
    if column == "author":
        with pytest.raises(InvalidToken):
            part.open_for(kim.as_actor())
    else:
        assert part.open_for(mette.as_actor()) == WORDS
        with pytest.raises(Denied):
            part.open_for(kim.as_actor())


def test_who_reads_is_noted(write, mette, kim):
    note_reading([write(), write(author=kim)], page="Gruppens cyklus", actor=kim.as_actor())
    (line,) = ReadingLine.objects.visible_to(mette.as_actor())
    assert str(line) == f"{kim} har læst noget, du har skrevet, på siden »Gruppens cyklus«"


def test_a_group_in_which_something_stands_is_not_called_off(part_model, house):
    lene = leader_of(house).as_actor()
    group = organisations.make_group(house.organisation, "Ny", GroupFactory.kind, unit=house, from_on=TODAY, actor=lene)
    part = part_model(author=colleague_in(house), group=group)
    part.seal(WORDS, OWN)
    part.save()
    with pytest.raises(RuleBroken, match="Der er skrevet i gruppen"):
        organisations.call_off(group, actor=lene)


def test_an_app_takes_the_rules_over_for_its_own_models_alone():
    with pytest.raises(ValueError, match="has no say over"):
        permissions.visible("sparring.Part", by="rodfaest.knowledge.permissions")(permissions.group_texts_visible_to)
