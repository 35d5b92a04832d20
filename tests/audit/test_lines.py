"""Audit lines are added, never changed."""

from datetime import date

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from rodfaest.audit.actions import record
from rodfaest.audit.models import AuditLine
from rodfaest.audit.queries import with_names
from rodfaest.kernel.actors import SOMEBODY, PersonActor, Standing, System
from rodfaest.kernel.transactions import write
from tests.factories.organisations import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def thing(db):
    return ContentType.objects.create(app_label="shop", model="door")


@write
def open_door(thing, *, actor, detail=""):
    record("shop.door_opened", thing, actor=actor, detail=detail)


def test_a_line_says_what_who_on_what_and_when(thing, on_date):
    on_date(date(2021, 8, 16))
    open_door(thing, actor=PersonActor(5, "Ann Holm", lambda _: Standing()), detail="lukket → åben")

    line = AuditLine.objects.get()
    assert (line.what, line.actor_kind, line.actor_number, line.actor_label) == (
        "shop.door_opened",
        "person",
        5,
        "person 5",
    )
    assert (line.object_kind, line.object_number) == ("contenttypes.contenttype", thing.pk)
    assert line.detail == "lukket → åben"
    assert line.on == date(2021, 8, 16)
    assert line.at.year > 2021


def test_a_job_is_recorded_by_its_name(thing):
    open_door(thing, actor=System("night"))
    line = AuditLine.objects.get()
    assert (line.actor_kind, line.actor_number, line.actor_label) == ("system", None, "night")


def test_a_line_of_what_is_nobodys_business_says_neither_who_nor_of_whom(thing):
    with transaction.atomic():
        record("shop.door_opened", thing, actor=SOMEBODY)
    line = AuditLine.objects.get()
    assert (line.actor_kind, line.actor_number, line.actor_label) == ("somebody", None, "Nogen")
    assert (line.object_kind, line.object_number) == ("contenttypes.contenttype", None)
    assert line.object_label == str(thing)


def test_people_are_looked_up_when_a_line_is_read_and_whoever_is_erased_is_forgotten(django_assert_num_queries):
    ann, bo = PersonFactory(first_name="Ann", last_name="Holm"), PersonFactory(first_name="Bo", last_name="Ny")
    lines = [f"{ann} for {bo}", str(ann), "night", f"{bo}, Solsikken"]
    with django_assert_num_queries(1):
        assert with_names(lines) == ["Ann Holm for Bo Ny", "Ann Holm", "night", "Bo Ny, Solsikken"]
    ann.last_name = "Nyholm"
    ann.save()
    bo.delete()
    assert with_names(lines) == [
        "Ann Nyholm for Slettet person",
        "Ann Nyholm",
        "night",
        "Slettet person, Solsikken",
    ]


def test_what_is_too_long_is_cut_not_refused(thing):
    open_door(thing, actor=System("n" * 500), detail="d" * 500)
    line = AuditLine.objects.get()
    assert (len(line.actor_label), len(line.detail)) == (160, 200)


@pytest.mark.django_db(transaction=True)
def test_a_line_outside_an_action_is_an_error():
    thing = ContentType.objects.create(app_label="shop", model="door")
    with pytest.raises(RuntimeError, match="outside an action"):
        record("shop.door_opened", thing, actor=System("night"))


def test_lines_are_read_oldest_first(thing):
    open_door(thing, actor=System("first"))
    open_door(thing, actor=System("second"))
    assert [line.actor_label for line in AuditLine.objects.on(thing)] == ["first", "second"]
    assert AuditLine.objects.whats() == ["shop.door_opened", "shop.door_opened"]


def test_a_line_is_never_changed_or_deleted(thing):
    open_door(thing, actor=System("night"))
    line = AuditLine.objects.get()
    line.what = "shop.door_closed"
    for attempt in (
        line.save,
        line.delete,
        AuditLine.objects.all().delete,
        lambda: AuditLine.objects.update(what="x"),
        lambda: AuditLine.objects.bulk_update([line], ["what"]),
    ):
        with pytest.raises(TypeError, match="never"), transaction.atomic():
            attempt()
    assert AuditLine.objects.whats() == ["shop.door_opened"]


def test_a_line_outlives_what_it_tells_of(thing):
    open_door(thing, actor=System("night"))
    thing.delete()
    assert str(AuditLine.objects.get()) == "2021-05-03 night: shop.door_opened door"
