"""The page that tells who has read one's own."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from rodfaest.texts.models import ReadingLine
from tests.factories.organisations import PersonFactory

pytestmark = pytest.mark.django_db


def read(owner, page="Holdets side", day=3, reader=None):
    reader = reader or PersonFactory(first_name="Lene", last_name="Holm")
    ReadingLine.objects.create(
        reader_kind="person",
        reader_number=reader.pk,
        reader_label=reader.as_actor().unnamed,
        owner_number=owner.pk,
        page=page,
        on=date(2021, 5, day),
        at=datetime(2021, 5, day, tzinfo=UTC),
    )


def test_one_sees_ones_own_readings_and_no_others(client):
    mette, bo = PersonFactory(), PersonFactory()
    read(mette)
    read(bo, page="Bos side")
    client.force_login(mette)
    shown = client.get(reverse("texts:reading_list")).content.decode()
    assert "Lene Holm har læst noget, du har skrevet, på siden »Holdets side«" in shown
    assert "mandag den 3. maj 2021" in shown
    assert "Bos side" not in shown


def test_a_reader_is_called_what_they_are_called_today_and_one_who_is_erased_has_no_name(client):
    mette, lene = PersonFactory(), PersonFactory(first_name="Lene", last_name="Holm")
    read(mette, reader=lene)
    client.force_login(mette)
    for change, said in [(lene.save, "Lene Nyholm har læst"), (lene.delete, "Slettet person har læst")]:
        lene.last_name = "Nyholm"
        change()
        assert said in client.get(reverse("texts:reading_list")).content.decode()


def test_where_nobody_has_read_it_says_so(client):
    client.force_login(PersonFactory())
    assert "Ingen andre har læst noget" in client.get(reverse("texts:reading_list")).content.decode()


def test_a_stranger_is_sent_to_log_in(client):
    answer = client.get(reverse("texts:reading_list"))
    assert (answer.status_code, answer["Location"]) == (302, "/log-ind/?next=/mit/laest/")


def test_it_can_only_be_read(client):
    client.force_login(PersonFactory())
    assert client.post(reverse("texts:reading_list")).status_code == 405


@pytest.mark.parametrize("rows", [1, 3])
def test_it_asks_as_many_queries_whatever_the_rows(rows, client, django_assert_num_queries):
    mette = PersonFactory()
    for day in range(1, rows + 1):
        read(mette, day=day)
    client.force_login(mette)
    with django_assert_num_queries(9):  # session, person, what they are today (5), readings, names
        assert client.get(reverse("texts:reading_list")).status_code == 200
