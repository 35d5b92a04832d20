"""The participant's home, and the cohort's page for those who take part."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from rodfaest.attendance.models import Attendance
from rodfaest.cohorts.actions import move_day
from rodfaest.enrolment.models import LocalAgreement, Wish
from rodfaest.enrolment.rules.agreements import Company, Transport
from rodfaest.journey.actions import do_step, put_off
from rodfaest.journey.models import Step
from rodfaest.journey.panels import participant
from rodfaest.organisations.rules import Role
from rodfaest.portal.homes import homes_of
from rodfaest.texts.models import ReadingLine
from rodfaest.texts.rules import Audience
from tests.factories.cohorts import DAYS
from tests.factories.journey import (
    MAY_3,
    StepTextFactory,
    a_way,
    add_seat,
    cohort_on,
    employ,
    give_role,
    person,
    seat_for,
    teach,
    unit,
)
from tests.queries import asks

pytestmark = pytest.mark.django_db
FRONT = reverse("portal:front")
DURING = date(2021, 9, 29)


def said(response) -> str:
    return response.content.decode()


def next_step(somebody):
    return participant.next_step(somebody.as_actor())


# The home


def test_the_next_step_stands_first_and_big(client, on_date):
    way = a_way()
    on_date(DURING)
    client.force_login(way.mette)
    page = said(client.get(FRONT))
    step = next_step(way.mette).step
    assert step.key == "proev-2"
    assert page.index("Næste skridt") < page.index("Dig på vejen") < page.index("Næste dag")
    assert "Skriv nu" in page
    assert "Ikke i dag" in page
    assert "Jeg prøver noget andet" in page


def test_a_step_put_off_gives_way_to_another(on_date):
    way = a_way()
    on_date(DURING)
    put_off(way.step("proev-2"), actor=way.mette.as_actor())
    assert next_step(way.mette).step.key != "proev-2"


def test_what_is_begun_is_gone_on_with(on_date):
    way = a_way()
    on_date(DURING)
    StepTextFactory(step=way.step("proev-2"), author=way.mette, finished_on=None)
    assert next_step(way.mette).verb == "Skriv videre"


def test_a_step_far_ahead_is_a_calm_sentence_and_no_card(client, on_date):
    way = a_way()
    on_date(MAY_3)
    assert next_step(way.mette).step is None
    assert next_step(way.mette).ahead is not None
    client.force_login(way.mette)
    assert "Lige nu er der ikke noget, du skal." in said(client.get(FRONT))


def agree(way):
    return LocalAgreement.objects.create(
        cohort=way.cohort,
        unit=way.group,
        hours=8,
        transport=Transport.TOGETHER,
        company=Company.SAME_HOUSE,
        by=way.lene,
        on=MAY_3,
    )


def test_the_next_day_says_how_far_what_to_read_and_what_was_agreed(client, on_date):
    way = a_way()
    agree(way)
    on_date(DURING)
    client.force_login(way.mette)
    page = said(client.get(FRONT))
    assert "mandag den 11. oktober" in page
    assert "om 12 dage" in page
    assert "Læs inden: 40 sider." in page
    assert "Du har 8 timer til at læse og prøve af." in page
    assert "Aftalt med Lene." in page


def test_a_moved_day_says_where_it_lay(client, on_date):
    way = a_way()
    consultant = person("Karen")
    give_role(consultant, way.kommune)
    on_date(DURING)
    move_day(way.day(3), date(2021, 10, 12), actor=consultant.as_actor())
    client.force_login(way.mette)
    assert "Flyttet fra mandag den 11. oktober." in said(client.get(FRONT))


def test_after_the_last_day_it_is_about_keeping_on(client, on_date):
    way = a_way()
    on_date(date(2021, 12, 20))
    client.force_login(way.mette)
    page = said(client.get(FRONT))
    assert "Efter dagene" in page
    assert next_step(way.mette).step.phase == "efter"


def test_time_to_read_and_a_calendar_to_fetch_are_spoken_of_while_a_day_lies_ahead(client, on_date):
    way = a_way()
    agree(way)
    client.force_login(way.mette)
    seat, reading = (
        reverse("enrolment:seat_show", args=[way.seat.pk]),
        reverse("journey:step_show", args=[way.step("laes-5").pk]),
    )
    on_date(DAYS[-1])
    said_then = [said(client.get(page)) for page in (FRONT, reading, seat)]
    assert all("Du har 8 timer til at læse og prøve af." in page for page in said_then)
    assert "Få dagene i din kalender" in said_then[0]
    on_date(DAYS[-1] + timedelta(days=1))
    front, step, place = [said(client.get(page)) for page in (FRONT, reading, seat)]
    assert not any(word in front + step for word in ("timer til at læse", "Aftalt med", "Få dagene"))
    assert "Sådan stod det i brevet:" in place


def test_nothing_done_is_never_called_late_or_counted(client, on_date):
    way = a_way()
    on_date(date(2022, 2, 28))
    client.force_login(way.mette)
    page = said(client.get(FRONT)).lower()
    for word in ("mangler", "forsinket", "overskredet", "for sent", "progress"):
        assert word not in page


def test_a_wish_without_a_seat_says_how_it_stands_and_what_comes(client):
    way = a_way()
    vera = person("Vera")
    Wish.objects.create(person=vera, employment=employ(vera, way.group), cohort=way.cohort, on=MAY_3)
    client.force_login(vera)
    page = said(client.get(FRONT))
    assert "Dit ønske er sendt" in page
    assert "mandag den 16. august" in page
    assert "Dig på vejen" not in page


def test_a_withdrawn_wish_leaves_no_home():
    way = a_way()
    vera = person("Vera")
    wish = Wish.objects.create(
        person=vera, employment=employ(vera, way.group), cohort=way.cohort, on=MAY_3, withdrawn_on=MAY_3
    )
    assert homes_of(wish.person.as_actor()) == []


def test_own_words_are_there_and_nobody_elses(client, on_date):
    way = a_way()
    on_date(DURING)
    anne = add_seat(way, "Anne")
    StepTextFactory(step=way.step("proev-1"), author=way.mette, words="Mine egne ord.")
    StepTextFactory(step=way.step("proev-1", anne), author=anne.person, words="Annes ord.", audience=Audience.COHORT)
    client.force_login(way.mette)
    page = said(client.get(FRONT))
    assert "Mine egne ord." in page
    assert "Annes ord." not in page
    assert not ReadingLine.objects.exists()


def test_the_way_whose_day_is_nearest_is_shown_and_the_other_led_to(on_date):
    way = a_way()
    later = cohort_on(way.kommune, [day + timedelta(days=364) for day in DAYS], key="senere", name="Senere")
    seat_for(way.mette, way.group, later)
    on_date(DURING)
    assert participant.my_way(way.mette.as_actor()).cohort == way.cohort
    assert [seat.cohort for seat in participant.other_ways(way.mette.as_actor()).seats] == [later]


def test_a_kept_step_is_followed_by_the_next(on_date):
    way = a_way()
    on_date(DURING)
    first = next_step(way.mette).step
    do_step(first, words="Det gav ro.", audience=Audience.ME, actor=way.mette.as_actor())
    assert next_step(way.mette).step != first


@pytest.mark.parametrize("rows", [1, 3])
def test_the_home_asks_as_many_queries_whatever_was_written(rows, client, on_date):
    way = a_way()
    on_date(DURING)
    for step in Step.objects.filter(seat=way.seat, key__in=["proev-1", "del-1", "proev-2"][:rows]):
        StepTextFactory(step=step, author=way.mette)
    client.force_login(way.mette)
    with asks(19):
        assert client.get(FRONT).status_code == 200


@pytest.mark.parametrize(("day", "first"), [(date(2021, 8, 12), False), (date(2021, 8, 13), True), (DAYS[0], True)])
def test_a_day_that_is_near_comes_before_a_step_after_it(day, first, on_date):
    way = a_way()
    Step.objects.filter(seat=way.seat, phase="foer").update(done_on=MAY_3)
    on_date(day)
    assert (participant.near_day(way.mette.as_actor()) is not None) is first


def test_a_step_that_is_due_comes_before_the_day(client, on_date):
    way = a_way()
    on_date(DAYS[0] - timedelta(days=3))
    Step.objects.filter(seat=way.seat, key="intention").update(due_on=DAYS[0] - timedelta(days=3))
    assert participant.near_day(way.mette.as_actor()) is None
    client.force_login(way.mette)
    page = said(client.get(FRONT))
    assert page.index("next-step") < page.index("day-heading")


# The cohort


def hold(way):
    return reverse("portal:cohort_show", args=[way.cohort.pk])


def test_a_stranger_meets_no_cohort(client):
    way = a_way()
    assert client.get(hold(way)).status_code == 302
    client.force_login(person("Nils"))
    assert client.get(hold(way)).status_code == 404


def test_ones_own_house_is_named_and_the_rest_counted(client):
    way = a_way()
    add_seat(way, "Anne")
    add_seat(way, "Gry", place=unit(way.kommune, "Mælkebøtten"))
    client.force_login(way.mette)
    page = said(client.get(hold(way)))
    assert "Fra din gruppe: <strong>Anne Friis</strong>" in " ".join(page.split())
    assert "Og 1 kollega fra 1 andet sted." in page
    assert "Gry" not in page


def test_whoever_is_alone_from_their_group_is_told(client, on_date):
    way = a_way()
    add_seat(way, "Gry", place=unit(way.kommune, "Mælkebøtten"))
    client.force_login(way.mette)
    assert "Du er den eneste fra din gruppe på holdet." in said(client.get(hold(way)))
    on_date(date(2022, 3, 1))
    assert "Du var den eneste fra din gruppe på holdet." in said(client.get(hold(way)))


def test_after_the_last_day_nobody_is_told_to_travel_together(client, on_date):
    way = a_way()
    add_seat(way, "Anne")
    client.force_login(way.mette)
    page = said(client.get(hold(way)))
    assert ("Måske kan I følges." in page, "Hvem er ellers med" in page) == (True, True)
    on_date(date(2022, 3, 1))
    page = said(client.get(hold(way)))
    assert ("Måske kan I følges." in page, "Hvem var ellers med" in page) == (False, True)


def test_to_whoever_is_not_on_the_cohort_they_are_participants_and_no_colleagues(client):
    way = a_way()
    add_seat(way, "Gry", place=unit(way.kommune, "Mælkebøtten"))
    chef = person("Chris")
    give_role(chef, way.kommune, Role.HEAD)
    client.force_login(chef)
    page = said(client.get(hold(way)))
    assert "2 deltagere fra 2 steder." in page
    assert ("kolleger" in page, "ellers" in page) == (False, False)


def test_ones_own_attendance_is_told_and_nobody_elses(client, on_date):
    way = a_way()
    anne = add_seat(way, "Anne")
    on_date(DURING)
    Attendance.objects.create(seat=anne, day=way.day(1), mark="present", on=DAYS[0])
    client.force_login(way.mette)
    assert "Du var med." not in said(client.get(hold(way)))
    client.force_login(anne.person)
    assert "Du var med." in said(client.get(hold(way)))


def test_what_the_cohort_shares_is_read_by_those_on_it_and_the_reading_is_noted(client, on_date):
    way = a_way()
    anne = add_seat(way, "Anne")
    on_date(DURING)
    StepTextFactory(step=way.step("proev-1"), author=way.mette, words="Til holdet.", audience=Audience.COHORT)
    StepTextFactory(step=way.step("del-1"), author=way.mette, words="Kun mit.")
    client.force_login(anne.person)
    page = said(client.get(hold(way)))
    assert "Til holdet." in page
    assert "Kun mit." not in page
    assert [line.owner_number for line in ReadingLine.objects.all()] == [way.mette.pk]


def test_what_is_shared_before_day_1_is_what_the_cohort_wants_and_nothing_it_tried(client, on_date):
    way = a_way()
    anne = add_seat(way, "Anne")
    on_date(date(2021, 8, 10))
    client.force_login(anne.person)
    wants, tried = "Det vil holdet gerne blive bedre til", "Det har holdet prøvet"
    page = said(client.get(hold(way)))
    assert (wants in page, tried in page) == (True, False)
    StepTextFactory(step=way.step("intention"), author=way.mette, words="Jeg vil.", audience=Audience.COHORT)
    on_date(DURING)
    page = said(client.get(hold(way)))
    assert (wants in page, tried in page) == (True, False)
    StepTextFactory(step=way.step("proev-1"), author=way.mette, words="Jeg prøvede.", audience=Audience.COHORT)
    page = said(client.get(hold(way)))
    assert (wants in page, tried in page) == (False, True)


def test_a_leader_sees_the_cohort_without_what_it_shares(client, on_date):
    way = a_way()
    on_date(DURING)
    StepTextFactory(step=way.step("proev-1"), author=way.mette, words="Til holdet.", audience=Audience.COHORT)
    client.force_login(way.lene)
    page = said(client.get(hold(way)))
    assert "Mette Holm" in page
    assert "Til holdet." not in page


def test_an_underviser_meets_the_cohort_they_teach(client):
    way = a_way()
    client.force_login(teach(way))
    assert client.get(hold(way)).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_the_cohort_asks_as_many_queries_whatever_the_rows(rows, client, on_date):
    way = a_way()
    on_date(DURING)
    for number in range(rows):
        seat = add_seat(way, f"Anne{number}")
        StepTextFactory(step=way.step("proev-1", seat), author=seat.person, audience=Audience.COHORT)
    client.force_login(way.mette)
    with asks(18):
        assert client.get(hold(way)).status_code == 200


def test_when_the_days_are_gone_nobody_is_told_to_travel_together(client, on_date):
    way = a_way()
    add_seat(way, "Anne")
    client.force_login(way.mette)
    assert "Måske kan I følges." in said(client.get(hold(way)))
    on_date(DAYS[-1] + timedelta(days=1))
    page = said(client.get(hold(way)))
    assert "Hvem var ellers med" in page
    assert "Måske kan I følges." not in page


def test_whoever_is_not_on_the_cohort_is_not_counted_among_those_who_are(client):
    way = a_way()
    chef = person("Henrik")
    give_role(chef, way.kommune, Role.HEAD)
    client.force_login(chef)
    page = said(client.get(hold(way)))
    assert "1 deltager fra 1 sted." in page
    assert "Hvem er med" in page
    assert "kollega" not in page
