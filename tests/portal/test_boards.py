"""The konsulent's board and their page of a cohort: names for seat and attendance, counts for what is written."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from rodfaest.attendance.models import Attendance
from rodfaest.attendance.rules import Mark
from rodfaest.cohorts.models import Cohort
from rodfaest.correspondence.models import Letter
from rodfaest.enrolment.models import LeaderAnswer, Wish
from rodfaest.enrolment.rules.wishes import Answer
from rodfaest.journey.actions import do_step
from rodfaest.organisations.models import Organisation
from rodfaest.organisations.rules import Role
from rodfaest.portal.board import Counts, Need, lines, needs, rank
from rodfaest.portal.panels import board as board_of
from rodfaest.texts.rules import Audience
from tests.factories.journey import a_way, add_seat, cohort_on, employ, give_role, person
from tests.queries import asks

pytestmark = pytest.mark.django_db
BOARD = reverse("portal:cohort_list")
DURING = date(2021, 9, 29)
MONDAY = date(2021, 6, 7)


@pytest.fixture
def way():
    return a_way()


@pytest.fixture
def karen(way):
    someone = person("Karen")
    give_role(someone, way.kommune)
    return someone


@pytest.fixture
def mikkel(way):
    someone = person("Mikkel")
    give_role(someone, way.cohort.provider, Role.PLANNER)
    return someone


def hold(way) -> str:
    return reverse("portal:cohort_show", args=[way.cohort.pk])


def said(client, somebody, path) -> str:
    client.force_login(somebody)
    return client.get(path).content.decode()


# The order


def test_held_letters_come_before_all_else():
    everything = Counts(22, 20, unanswered=1, unasked=1, withheld=1, own_steps=1, unmarked=[1], answer_by=MONDAY)
    everything = replace(everything, out_of_reach=1, first_on=MONDAY)
    under_way = replace(everything, waiting=1, given_by_hand=True)
    assert list(needs(everything, today=MONDAY)) == [need for need in Need if need is not Need.FREE_PLACES]
    assert list(needs(under_way, today=MONDAY)) == [need for need in Need if need is not Need.EMPTY_PLACES]


@pytest.mark.parametrize(
    "counts",
    [
        Counts(22, 22, unanswered=3, answer_by=date(2021, 6, 15)),
        Counts(22, 22, unanswered=3, unasked=3, answer_by=date(2021, 6, 6)),
        Counts(22, 20, waiting=2, first_on=date(2021, 7, 1)),
        Counts(22, 20, first_on=date(2021, 8, 16)),
        Counts(22, 20, first_on=date(2021, 6, 6)),
        Counts(22, 20, first_on=date(2021, 6, 6), given_by_hand=True),
        Counts(22, 22, waiting=2, first_on=date(2021, 6, 6), given_by_hand=True),
    ],
    ids=[
        "in good time",
        "too late to answer",
        "the queue fills them",
        "long till day 1",
        "begun",
        "nobody waits",
        "full",
    ],
)
def test_what_minds_itself_needs_nobody(counts):
    assert needs(counts, today=MONDAY) == {}


def test_of_two_that_need_the_same_the_nearer_day_comes_first():
    near, far = rank([Need.ANSWERS], next_on=date(2021, 8, 16)), rank([Need.ANSWERS], next_on=date(2021, 8, 17))
    assert near < far < rank([], next_on=date(2021, 6, 8))


def test_the_board_counts_a_cohort(way, karen, on_date):
    waiting = person("Anne", "Friis")
    Wish.objects.create(person=waiting, employment=employ(waiting, way.group), cohort=way.cohort, on=MONDAY)
    on_date(date(2021, 6, 10))
    (line,) = lines(karen.as_actor(), [way.cohort], {})
    assert (line.counts.seats, line.counts.places, line.counts.unanswered) == (1, 22, 1)
    assert list(line.needs.values()) == ["1 svar mangler · fristen er om 5 dage"]


def test_a_wish_that_nobody_is_asked_about_needs_the_konsulent_and_the_cohort_says_whose(way, karen, client, on_date):
    wishes = {"Lene": way.lene, "Anne": person("Anne", "Friis")}
    for somebody in wishes.values():
        Wish.objects.create(person=somebody, employment=employ(somebody, way.group), cohort=way.cohort, on=MONDAY)
    on_date(MONDAY)
    (line,) = lines(karen.as_actor(), [way.cohort], {})
    assert line.needs[Need.UNASKED] == "1 ønske venter, og ingen er spurgt"
    assert "Ingen er spurgt om ønsket fra Lene Lund: der er ingen registreret leder." in said(client, karen, hold(way))


def test_a_past_day_without_marks_and_letters_ahead_are_counted(way, karen, on_date):
    on_date(date(2021, 8, 17))
    way.reconcile()
    (line,) = lines(karen.as_actor(), [way.cohort], {})
    assert line.needs[Need.MARKS] == "Dag 1 er ikke krydset af"
    due = Letter.objects.waiting().filter(due_on__lte=date(2021, 8, 24)).count()
    assert line.counts.letters == due > 0


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2021, 8, 15), []),
        (date(2021, 8, 16), ["1 plads er ledig, og 2 venter"]),
        (date(2021, 11, 24), ["1 plads er ledig, og 2 venter"]),
        (date(2021, 11, 25), []),
    ],
)
def test_from_day_1_a_free_place_somebody_waits_for_is_the_konsulents_to_give(way, karen, on_date, on, said):
    Cohort.objects.filter(pk=way.cohort.pk).update(places=2)
    for name in ("Anne", "Bo"):
        waits = person(name)
        wish = Wish.objects.create(person=waits, employment=employ(waits, way.group), cohort=way.cohort, on=MONDAY)
        LeaderAnswer.objects.create(wish=wish, answer=Answer.YES, by=way.lene, on=MONDAY)
    on_date(on)
    board = board_of(karen.as_actor())
    assert [line.needs[Need.FREE_PLACES] for line in board.lines if Need.FREE_PLACES in line.needs] == said
    way.cohort.days.filter(on=date(2021, 11, 24)).update(held_on=date(2021, 11, 24))
    if on >= date(2021, 11, 24):
        board = board_of(karen.as_actor())
        assert [line for line in board.lines if Need.FREE_PLACES in line.needs] == []


# The board


def test_only_konsulenter_have_a_board(way, karen, mikkel, client):
    for somebody in (way.mette, way.lene, mikkel):
        client.force_login(somebody)
        assert client.get(BOARD).status_code == 404
    assert "Dagpleje, efterår 2021" in said(client, karen, BOARD)


def test_the_board_leads_to_queue_days_and_letters(way, karen, client):
    page = said(client, karen, BOARD)
    assert reverse("enrolment:queue_show", args=[way.cohort.pk]) in page
    assert reverse("cohorts:day_list", args=[way.cohort.pk]) in page
    assert f"{reverse('correspondence:letter_list')}?hold={way.cohort.pk}" in page


def test_no_cohort_yet_says_what_comes(client, way):
    someone = person("Kim")
    give_role(someone, Organisation.objects.create(name="Vejle Kommune", kind="kommune"))
    assert "Her kommer kommunens hold til at stå" in said(client, someone, BOARD)


@pytest.mark.parametrize("rows", [1, 3])
def test_board_asks_as_many_queries_whatever_the_cohorts(rows, way, karen, client, on_date):
    for number in range(rows - 1):
        cohort_on(way.kommune, key=f"hold-{number}", name=f"Hold {number}")
    on_date(DURING)
    client.force_login(karen)
    with asks(17):
        assert client.get(BOARD).status_code == 200


# A cohort


def test_names_for_seat_wish_and_attendance(way, karen, client, on_date):
    asked = person("Anne", "Friis")
    Wish.objects.create(person=asked, employment=employ(asked, way.group), cohort=way.cohort, on=MONDAY)
    Attendance.objects.create(seat=way.seat, day=way.day(1), mark=Mark.PARTLY, on=date(2021, 8, 16))
    on_date(DURING)
    page = said(client, karen, hold(way))
    assert "Mette Holm" in page
    assert "Anne Friis" in page
    assert "1 delvist." in page


def test_the_names_may_be_had_as_csv_by_whoever_sees_them(way, karen, mikkel, client, on_date):
    Attendance.objects.create(seat=way.seat, day=way.day(1), mark=Mark.PARTLY, on=date(2021, 8, 16))
    on_date(DURING)
    sheet = hold(way) + "?som=csv"
    lines = said(client, karen, sheet).splitlines()
    assert lines[0].startswith("\ufeffNavn;Hus eller gruppe;Dag 1;Dag 2;")
    assert lines[1].startswith(f"Mette Holm;{way.group.name};delvist;;")
    assert said(client, mikkel, sheet).startswith("<!DOCTYPE html>")  # the planner has no names


def test_the_houses_that_lack_an_agreement_are_named_while_there_are_days(way, karen, client, on_date):
    client.force_login(karen)
    address = reverse("portal:cohort_show", args=[way.cohort.pk])
    on_date(date(2021, 8, 1))
    assert "Mangler en aftale om tid: Solsikken." in client.get(address).content.decode()
    on_date(date(2021, 12, 1))
    assert "Mangler en aftale om tid" not in client.get(address).content.decode()


def test_what_is_tried_is_counted_and_never_named(way, karen, client, on_date):
    for name in ("Anne", "Bo", "Cecilie", "Dan"):
        add_seat(way, name)
    on_date(DURING)
    do_step(way.step("proev-1"), words="Jeg ventede.", audience=Audience.ME, actor=way.mette.as_actor())
    page = said(client, karen, hold(way))
    assert "få eller ingen af 5 har prøvet noget af" in page
    assert "Jeg ventede." not in page


def test_a_cohort_of_few_has_no_count(way, karen, client, on_date):
    on_date(DURING)
    assert "af 1 har prøvet" not in said(client, karen, hold(way))


def test_the_planner_sees_days_and_numbers_and_no_names(way, mikkel, client, on_date):
    on_date(DURING)
    page = said(client, mikkel, hold(way))
    assert "1/22" in page
    assert reverse("cohorts:day_move", args=[way.day(3).pk]) in page
    assert "Mette" not in page
    assert reverse("enrolment:queue_show", args=[way.cohort.pk]) not in page


def test_markers_without_a_text_say_so(way, karen, client):
    page = said(client, karen, hold(way))
    assert "teksten er ikke fundet" in page


def test_a_stranger_meets_404(way, client):
    client.force_login(person("Søren"))
    assert client.get(hold(way)).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_a_cohort_asks_as_many_queries_whatever_the_seats(rows, way, karen, client, on_date):
    for number in range(rows - 1):
        add_seat(way, f"Anne{number}")
    on_date(DURING)
    client.force_login(karen)
    with asks(19):
        assert client.get(hold(way)).status_code == 200
