"""The underviser's day, by personal link or signed in."""

from datetime import date

import pytest
from django.urls import reverse

from rodfaest.attendance.models import Attendance
from rodfaest.cohorts.actions import cancel_day
from rodfaest.texts.models import ReadingLine
from rodfaest.texts.rules import Audience
from tests.factories.enrolment import link_to
from tests.factories.journey import StepTextFactory, a_way, add_seat, give_role, person, teach
from tests.queries import asks

pytestmark = pytest.mark.django_db
DAY_2 = date(2021, 9, 20)


@pytest.fixture
def way():
    return a_way()


@pytest.fixture
def ulla(way):
    return teach(way)


@pytest.fixture
def link(way, ulla) -> str:
    return link_to(ulla, "attendance.mark_day", "cohorts.TeachingDay", way.day(2).pk)


def said(response) -> str:
    return response.content.decode()


def shown(way, number: int = 2) -> str:
    return reverse("portal:day_show", args=[way.day(number).pk])


def test_the_link_opens_the_day_without_an_account(way, link, client, on_date):
    on_date(DAY_2)
    page = said(client.get(link))
    assert "Mette Holm" in page
    assert "0 af 1" in page
    assert "Alle er her" in page
    assert page.count('name="mark"') == 3


def test_the_day_says_what_the_underviser_does_for_it(way, link, client, on_date):
    on_date(DAY_2)
    page = said(client.get(link))
    assert "Se, hvad holdet har prøvet siden dag 1" in page
    assert "siden dag 2" not in page


def test_one_tap_without_script_comes_back_to_the_link_and_twice_is_one_mark(way, link, client, on_date):
    on_date(DAY_2)
    url = reverse("attendance:day_mark_by_link", args=["the-token", way.day(2).pk])
    for _twice in range(2):
        response = client.post(
            url, {"seat": way.seat.pk, "mark": "present"}, headers={"referer": f"http://testserver{link}"}
        )
        assert (response.status_code, response["location"]) == (303, link)
    assert Attendance.objects.count() == 1
    page = said(client.get(link))
    assert "1 af 1" in page
    assert "Resten er her" not in page


def test_a_look_at_the_link_changes_nothing(way, link, client, on_date):
    on_date(DAY_2)
    client.get(link)
    assert (Attendance.objects.count(), ReadingLine.objects.count()) == (0, 0)


def test_what_the_cohort_shared_since_the_last_day_stands_there(way, link, client, on_date):
    anne = add_seat(way, "Anne")
    for seat, key, words, audience, finished_on in [
        (way.seat, "proev-1", "Jeg fulgte barnets spor.", Audience.COHORT, date(2021, 9, 1)),
        (way.seat, "intention", "Før dag 1.", Audience.COHORT, date(2021, 8, 10)),
        (anne, "proev-1", "Kun mit eget.", Audience.ME, date(2021, 9, 1)),
        (anne, "del-1", "Til min leder.", Audience.LEADER, date(2021, 9, 1)),
    ]:
        step = seat.steps.filter(key=key).first() or seat.steps.filter(phase="foer").exclude(key="laes-1").first()
        StepTextFactory(step=step, author=seat.wish.person, words=words, audience=audience, finished_on=finished_on)
    on_date(DAY_2)
    for look in (client.get(link), client.get(f"{link}delt/"), client.head(f"{link}delt/")):
        assert "Jeg fulgte barnets spor." not in said(look)
    assert not ReadingLine.objects.exists(), "a machine that looks through a mail reads nothing in somebody's name"
    assert "Vis, hvad de har delt" in said(client.get(link))
    page = said(client.post(f"{link}delt/"))
    assert "Jeg fulgte barnets spor." in page
    assert [words in page for words in ("Før dag 1.", "Kun mit eget.", "Til min leder.")] == [False] * 3
    assert [line.owner_number for line in ReadingLine.objects.all()] == [way.mette.pk]


def test_on_day_1_nothing_is_tried_yet_so_the_hopes_stand_there(way, ulla, client, on_date):
    StepTextFactory(
        step=way.step("intention"),
        author=way.mette,
        words="Jeg vil gerne.",
        audience=Audience.COHORT,
        finished_on=date(2021, 8, 10),
    )
    on_date(date(2021, 8, 16))
    client.force_login(ulla)
    page = said(client.get(shown(way, 1)))
    assert "Jeg vil gerne." in page
    assert "Det vil I gerne blive bedre til" in page
    assert "Det har I prøvet siden sidst" not in page


def test_the_next_task_stands_big(way, link, client, on_date):
    on_date(DAY_2)
    task = way.cohort.version.definition.practice_after(2)
    page = said(client.get(link))
    assert task.title in page
    assert "Prøv til næste gang, mandag den 11. oktober" in page


def test_ahead_the_names_are_there_and_no_buttons(way, link, client, on_date):
    on_date(date(2021, 9, 18))
    page = said(client.get(link))
    assert "Mette Holm" in page
    assert "Krydserne kommer på dagen." in page
    assert 'name="mark"' not in page


def test_past_a_mark_can_still_be_mended(way, link, client, on_date):
    on_date(date(2021, 9, 22))
    page = said(client.get(link))
    assert "Dagen er gået. Du kan stadig rette et kryds." in page
    assert 'name="mark"' in page


def test_cancelled_says_so_and_shows_no_names(way, link, client, on_date):
    karen = person("Karen")
    give_role(karen, way.kommune)
    on_date(date(2021, 9, 6))
    cancel_day(way.day(2), actor=karen.as_actor())
    page = said(client.get(link))
    assert "Dagen er aflyst, så der er ingen at krydse af." in page
    assert "Mette" not in page


def test_signed_in_the_underviser_meets_the_same(way, ulla, client, on_date):
    on_date(DAY_2)
    client.force_login(ulla)
    page = said(client.get(shown(way)))
    assert "Mette Holm" in page
    assert "Det har I prøvet siden sidst" in page


def test_on_the_first_day_nobody_has_tried_anything_yet(way, ulla, client, on_date):
    on_date(date(2021, 8, 16))
    client.force_login(ulla)
    page = said(client.get(shown(way, 1)))
    assert ("Det vil I gerne blive bedre til" in page, "prøvet siden sidst" in page) == (True, False)


def test_a_konsulent_types_in_the_paper_list_and_reads_nothing(way, client, on_date):
    karen = person("Karen")
    give_role(karen, way.kommune)
    StepTextFactory(
        step=way.step("proev-1"), author=way.mette, words="Til holdet.", audience=Audience.COHORT, finished_on=DAY_2
    )
    on_date(date(2021, 9, 22))
    client.force_login(karen)
    page = said(client.get(shown(way)))
    assert 'name="mark"' in page
    assert "Til holdet." not in page
    assert "Det har I prøvet siden sidst" not in page


def test_a_participant_a_leader_and_a_stranger_meet_404(way, client, on_date):
    on_date(DAY_2)
    for somebody in (way.mette, way.lene, person("Søren")):
        client.force_login(somebody)
        assert client.get(shown(way)).status_code == 404


def test_the_link_of_one_who_no_longer_teaches_opens_nothing(way, link, client, on_date):
    on_date(DAY_2)
    way.cohort.teachers.all().delete()
    dead = client.get(link)
    assert dead.status_code == 404
    assert "Linket gælder ikke mere" in said(dead)
    assert "prøv at åbne det igen" not in said(dead)


@pytest.mark.parametrize("rows", [1, 3])
def test_as_many_queries_whatever_the_names_and_texts(rows, way, link, client, on_date):
    seats = [way.seat, *(add_seat(way, f"Anne{number}") for number in range(rows - 1))]
    for seat in seats:
        step = seat.steps.get(key="proev-1")
        StepTextFactory(step=step, author=seat.wish.person, audience=Audience.COHORT, finished_on=date(2021, 9, 1))
    on_date(DAY_2)
    with asks(12):
        assert client.post(f"{link}delt/").status_code == 200
