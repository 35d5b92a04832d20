"""The pages of a seat and of the queue: giving on before day 1, ending and giving from then on."""

from datetime import timedelta

import pytest
from django.urls import reverse

from rodfaest.audit.models import AuditLine
from rodfaest.enrolment.models import Seat, Wish
from rodfaest.enrolment.rules.wishes import Reason
from tests.enrolment.test_views import says
from tests.factories.cohorts import DAYS, CohortFactory
from tests.factories.enrolment import (
    MAY_2,
    LocalAgreementFactory,
    SeatFactory,
    WishFactory,
    colleague_of,
    consultant,
    stranger,
)
from tests.factories.organisations import leader_of

pytestmark = pytest.mark.django_db


def address(name: str, of: Seat | Wish) -> str:
    return reverse(f"enrolment:{name}", args=[of.pk])


# Before day 1


def test_giving_a_seat_on_is_asked_once_before(client):
    seat = SeatFactory(wish__cohort__places=1)
    following = WishFactory(cohort=seat.cohort, on=MAY_2, yes=True)
    LocalAgreementFactory(cohort=seat.cohort, unit=seat.unit)
    client.force_login(seat.person)
    leave = address("seat_leave", seat)
    assert says(
        client.get(address("seat_show", seat)), "Du har en plads.", "Giv pladsen videre", leave, "I kører sammen."
    )
    assert says(client.get(leave), "Vil du give din plads videre?", "Ja, giv pladsen videre", "Behold pladsen")
    assert Seat.objects.live().get() == seat

    assert says(client.post(leave, follow=True), "Pladsen er givet videre.", "Du har ikke længere en plads på holdet.")

    client.post(leave)
    assert says(client.get(leave), "Her er ikke længere en plads at give videre.")
    assert AuditLine.objects.whats() == ["enrolment.seat_left", "enrolment.seat_given"]
    assert Seat.objects.live().get().wish == following


@pytest.mark.parametrize("own", [True, False])
def test_whether_there_is_a_way_back_is_said_before(own, client, on_date):
    seat = SeatFactory()
    client.force_login(seat.person if own else leader_of(seat.unit))
    url = address("seat_leave", seat)
    can = "kan du ønske igen" if own else "kan Mette ønske igen"
    assert says(client.get(url), can, "til og med tirsdag den 15. juni")
    on_date(seat.cohort.answer_by + timedelta(days=1))
    answer = client.get(url)
    assert says(answer, "Det kan ikke fortrydes.", "Fristen for at ønske var tirsdag den 15. juni.")
    assert can not in answer.content.decode()


# From day 1 on


@pytest.mark.parametrize("who", ["person", "leader"])
def test_from_day_1_on_the_page_says_who_can_end_a_seat(who, client, on_date):
    seat = SeatFactory()
    on_date(DAYS[0])
    client.force_login(seat.person if who == "person" else leader_of(seat.unit))
    contact = f"Tal med {seat.cohort.contact.full_name}, tlf. 76291234, hvis det bliver nødvendigt at stoppe."
    for name in ("seat_show", "seat_leave"):
        answer = client.get(address(name, seat))
        assert says(answer, contact)
        assert "pladsen videre</" not in answer.content.decode()
    client.post(address("seat_leave", seat))
    assert client.get(address("seat_end", seat)).status_code == 403
    assert client.post(address("seat_end", seat)).status_code == 303
    assert (Seat.objects.live().count(), AuditLine.objects.whats()) == (1, [])


def test_after_the_last_day_it_is_said_as_gone(client, on_date):
    seat = SeatFactory()
    on_date(DAYS[-1] + timedelta(days=1))
    for who, said in ((seat.person, "Du var med på holdet."), (leader_of(seat.unit), "Mette var med på holdet.")):
        client.force_login(who)
        assert says(client.get(address("seat_show", seat)), said)
    client.force_login(seat.person)
    mine = client.get(reverse("enrolment:wish_mine"))
    assert says(mine, "Du var med på holdet.")
    assert "Du har en plads." not in mine.content.decode()
    assert "dage siden" not in mine.content.decode()


def test_the_konsulent_ends_a_seat_when_the_page_has_said_what_follows(client, on_date):
    seat = SeatFactory()
    on_date(DAYS[1])
    client.force_login(consultant())
    end = address("seat_end", seat)
    assert says(client.get(address("seat_show", seat)), "Mette er stoppet på forløbet", end)
    assert says(client.get(end), "Er Mette stoppet på forløbet?", "Dagene fra mandag den 20. september", "Fortryd")
    assert Seat.objects.live().exists()

    assert says(client.post(end, follow=True), "Mette er stoppet på forløbet. Pladsen er ledig.")

    again = client.post(end, follow=True, headers={"referer": f"http://testserver{end}"})
    assert says(again, "Mette har ikke længere en plads på holdet.")
    assert AuditLine.objects.whats() == ["enrolment.seat_ended"]


def test_no_place_is_given_on_the_last_day_once_it_is_held(client, on_date):
    cohort = CohortFactory(places=2)
    SeatFactory(wish__cohort=cohort)
    line = WishFactory(cohort=cohort, first_name="Line", yes=True)
    on_date(DAYS[-1])
    client.force_login(consultant())
    assert says(client.get(address("place_give", line)), "Line begynder på dag 5")
    cohort.days.filter(on=DAYS[-1]).update(held_on=DAYS[-1])
    assert says(client.get(address("place_give", line)), "Holdets sidste dag er gået, så der er ikke en plads at give.")
    assert address("place_give", line) not in client.get(reverse("enrolment:queue_show", args=[cohort.pk])).text
    client.post(address("place_give", line))
    assert Seat.objects.count() == 1


def test_the_konsulent_gives_the_free_place_to_the_next_when_the_page_has_said_which_days_have_gone(client, on_date):
    cohort = CohortFactory(places=2)
    SeatFactory(wish__cohort=cohort)
    WishFactory(cohort=cohort, first_name="Anne")
    line = WishFactory(cohort=cohort, first_name="Line", on=MAY_2, yes=True)
    SeatFactory(wish__employment=line.employment, wish__cohort__name="Dagplejen, forår 2022")
    late = WishFactory(cohort=cohort, first_name="Dorte", on=MAY_2, yes=True)
    client.force_login(consultant())
    queue = reverse("enrolment:queue_show", args=[cohort.pk])
    assert address("place_give", line) not in client.get(queue).content.decode()
    assert says(client.get(address("place_give", line)), "Indtil da giver køen selv pladserne.")
    on_date(DAYS[1] + timedelta(days=9))
    shown = client.get(queue)
    assert says(shown, f"Giv {line.person.full_name} pladsen", address("place_give", line))
    assert address("place_give", late) not in shown.content.decode()
    page = client.get(address("place_give", line))
    assert says(page, "Dag 1 (16. aug.) og dag 2 (20. sep.) er gået uden Line.")
    assert says(page, "Line har allerede en plads på samme forløb: Dagplejen, forår 2022.")
    assert says(page, "Line begynder på dag 3, mandag den 11. oktober, om 12 dage.", "Fortryd")
    assert says(client.get(address("place_give", late)), "Dorte er ikke den næste i køen.")
    assert cohort.wishes.filter(seat__isnull=False).count() == 1

    for _twice in range(2):
        client.post(address("place_give", line))

    assert [seat.wish for seat in Seat.objects.order_by("pk")[2:]] == [line]
    assert says(client.get(address("place_give", line)), "Line har allerede en plads.")
    assert AuditLine.objects.whats() == ["enrolment.seat_given"]


def test_nobody_else_gives_a_place(client, on_date):
    wish = WishFactory(yes=True)
    on_date(DAYS[1])
    url = address("place_give", wish)
    for other, status in [(leader_of(wish.employment.unit), 403), (wish.person, 403), (stranger(), 404)]:
        client.force_login(other)
        assert client.get(url).status_code == status
        client.post(url)
    assert not Seat.objects.exists()


def test_a_colleague_and_a_stranger_do_not_know_the_seat(client):
    seat = SeatFactory()
    for other in (colleague_of(seat.unit), stranger()):
        client.force_login(other)
        for name in ("seat_show", "seat_leave", "seat_end"):
            assert client.get(address(name, seat)).status_code == 404
        for name in ("seat_leave", "seat_end"):
            assert client.post(address(name, seat)).status_code == 404
    assert AuditLine.objects.whats() == []


def test_on_a_cohort_under_way_the_next_day_says_how_far_it_is(client, on_date):
    seat = SeatFactory()
    client.force_login(seat.person)
    for today, far, days in [(MAY_2, "om 106 dage", 1), (DAYS[1] + timedelta(days=9), "om 12 dage", 3)]:
        on_date(today)
        page = " ".join(client.get(address("seat_show", seat)).content.decode().split())
        assert (page.count("· om "), "dage siden" in page) == (1, False)
        assert far in page.split(f"Dag {days}</dt>")[1].split("</dd>")[0]


# The queue


def test_the_queue_says_who_is_next_and_why(client):
    cohort = CohortFactory(places=1)
    SeatFactory(wish__cohort=cohort)
    WishFactory(cohort=cohort, employment__person__first_name="Anne")
    WishFactory(cohort=cohort, on=MAY_2, employment__person__first_name="Bodil", yes=True)
    WishFactory(cohort=cohort, on=MAY_2, employment__person__first_name="Dorte", no=Reason.MONEY)
    client.force_login(consultant())
    response = client.get(reverse("enrolment:queue_show", args=[cohort.pk]))
    assert says(response, "Alle pladser er givet: 1.", "Bodil", "Ikke denne gang")
    assert says(response, "har ventet længst af dem, der har fået ja. 1 før i køen mangler et ja og beholder sin tur.")
    page = response.content.decode()
    assert page.index("wish-") < page.index("Har en plads")


def test_the_queue_may_be_had_as_csv(client):
    cohort = CohortFactory()
    anne = WishFactory(cohort=cohort, on=MAY_2, employment__person__first_name="Anne", yes=True)
    bodil = WishFactory(cohort=cohort, on=MAY_2, employment__person__first_name="Bodil")
    url = reverse("enrolment:queue_show", args=[cohort.pk]) + "?som=csv"
    client.force_login(consultant())
    assert client.get(url).content.decode("utf-8-sig").splitlines() == [
        "Tur;Navn;Hus eller gruppe;Ønsket;Svar",
        f"1;{anne.person.full_name};{anne.employment.unit.name};{MAY_2:%d-%m-%Y};ja",
        f"2;{bodil.person.full_name};{bodil.employment.unit.name};{MAY_2:%d-%m-%Y};ingen er spurgt",
    ]
    client.force_login(anne.person)
    assert client.get(url).status_code == 404


def test_the_queue_is_for_the_kommunes_konsulenter_and_not_found_by_anybody_else(client):
    wish = WishFactory()
    for other in (wish.person, leader_of(wish.employment.unit), colleague_of(wish.employment.unit)):
        client.force_login(other)
        assert client.get(reverse("enrolment:queue_show", args=[wish.cohort.pk])).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_queue_asks_as_many_queries_whatever_the_rows(rows, client, django_assert_num_queries):
    cohort = CohortFactory()
    for _ in range(rows):
        SeatFactory(wish__cohort=cohort)
        WishFactory(cohort=cohort)
        WishFactory(cohort=cohort, no=Reason.MONEY)
    client.force_login(consultant())
    client.get(reverse("enrolment:queue_show", args=[cohort.pk]))
    with django_assert_num_queries(14):
        assert client.get(reverse("enrolment:queue_show", args=[cohort.pk])).status_code == 200
