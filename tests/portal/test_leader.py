"""The leader's home: who waits for an answer, what to ask about, who is away when."""

from datetime import date

import pytest
from django.urls import reverse

from rodfaest.enrolment import panels as enrolment
from rodfaest.enrolment.models import LeaderAnswer, LocalAgreement, Wish
from rodfaest.enrolment.rules.agreements import Company, Transport
from rodfaest.enrolment.rules.wishes import Answer
from rodfaest.journey.actions import choose_asker, do_step, put_off
from rodfaest.journey.models import Step
from rodfaest.journey.panels import asking, leader
from rodfaest.organisations.models import Deputyship, Spare, Unit
from rodfaest.organisations.rules import FunctionKind
from rodfaest.portal.homes import homes_of
from rodfaest.texts.models import ReadingLine
from rodfaest.texts.rules import Audience
from tests.factories.journey import (
    MAY_3,
    StepTextFactory,
    a_way,
    add_seat,
    employ,
    give_function,
    lead,
    person,
    teach,
    unit,
)
from tests.queries import asks

pytestmark = pytest.mark.django_db
FRONT = reverse("portal:front")
DURING = date(2021, 10, 6)
"""After the question about what is tried has fallen due; five days before day 3."""


def said(response) -> str:
    return response.content.decode()


def waiting(somebody) -> list:
    return enrolment.wishes_to_answer(somebody.as_actor()).rows


def questions(somebody) -> list:
    actor = somebody.as_actor()
    own = asking.own_questions(actor)
    return [*(own.questions if own else ()), *asking.leader_asks(actor).questions]


def houses(somebody) -> list:
    return leader.houses(somebody.as_actor()).houses


def wish_of(way, first_name: str, *, on=MAY_3) -> Wish:
    worker = person(first_name, "Friis")
    return Wish.objects.create(person=worker, employment=employ(worker, way.group), cohort=way.cohort, on=on)


def asked(somebody) -> list[tuple[str, list[str]]]:
    return [(question.words.key, [row.name for row in question.asked]) for question in questions(somebody)]


# Who has one


def test_whoever_leads_nothing_has_no_such_home():
    way = a_way()
    assert [home.hat.name for home in homes_of(way.mette.as_actor())] == ["participant"]


def test_a_deputy_meets_the_leaders_home(on_date):
    way = a_way()
    stands_in = person("Dorte")
    Deputyship.objects.create(leader=way.lene, deputy=stands_in, from_on=MAY_3, to_on=date(2021, 5, 31))
    assert [row.unit.name for row in houses(stands_in)] == ["Solsikken"]


# An answer


def test_a_wish_waits_with_what_it_does_to_the_rota(client):
    way = a_way()
    wish_of(way, "Anne")
    way.group.can_spare = 2
    way.group.save()
    client.force_login(way.lene)
    (row,) = waiting(way.lene)
    assert row.advice == (
        "Hvis Anne kommer med, så er 2 af jer af sted mandag den 16. august; I har skrevet, at I kan undvære 2."
        " Det gælder alle dagene."
    )
    page = said(client.get(FRONT))
    assert "Ja, Anne skal med" in page
    assert "Jeg taler med Anne først" in page
    assert "Ikke denne gang" in page


def test_the_yes_is_one_press_from_the_home_without_script(client):
    way = a_way()
    wish = wish_of(way, "Anne")
    client.force_login(way.lene)
    url = reverse("enrolment:wish_answer", args=[wish.pk])
    assert client.post(url, {"reply": "yes"}).status_code == 303
    assert client.post(url, {"reply": "yes"}).status_code == 303
    assert LeaderAnswer.objects.filter(wish=wish).count() == 1
    assert waiting(way.lene) == []


def test_ones_own_wish_and_one_past_its_last_day_are_not_answered_here(on_date):
    way = a_way()
    Wish.objects.create(person=way.lene, employment=employ(way.lene, way.group), cohort=way.cohort, on=MAY_3)
    wish_of(way, "Anne")
    assert [row.wish.person.first_name for row in waiting(way.lene)] == ["Anne"]
    on_date(date(2021, 6, 16))
    assert waiting(way.lene) == []


def test_what_another_is_nearer_to_says_so_and_stands_below_ones_own(client):
    way = a_way()
    jonas, above = person("Jonas"), unit(way.kommune, "Dagplejen")
    type(way.group).objects.filter(pk=way.group.pk).update(parent=above)
    lead(jonas, above)
    wish_of(way, "Anne")
    bo = person("Bo", "Friis")
    Wish.objects.create(person=bo, employment=employ(bo, above), cohort=way.cohort, on=date(2021, 5, 4))
    assert [row.wish.person.first_name for row in waiting(jonas)] == ["Bo", "Anne"]
    asked = "Den nærmeste leder er spurgt. Du kan også svare."
    for leads, times in [(jonas, 1), (way.lene, 0)]:
        client.force_login(leads)
        assert said(client.get(FRONT)).count(asked) == times
        assert said(client.get(reverse("enrolment:wish_list"))).count(asked) == times
    client.force_login(jonas)
    listed = said(client.get(reverse("enrolment:wish_list")))
    assert listed.index("Bo Friis") < listed.index("Anne") < listed.index(asked)
    home = said(client.get(FRONT))
    assert ("Læs, hvad Bo skriver" in home, "Læs, hvad Anne skriver" in home) == (True, False)
    assert "Læs, hvad forløbet kræver" in home


def test_whoever_comes_to_say_no_meets_the_reasons_open_without_script(client):
    way = a_way()
    wish = wish_of(way, "Anne")
    client.force_login(way.lene)
    address = reverse("enrolment:wish_answer", args=[wish.pk])
    link = f"{address}?ikke-nu#not-now"
    assert f'href="{link}"' in said(client.get(FRONT))
    assert 'id="not-now" open' in said(client.get(link))
    assert 'id="not-now" open' not in said(client.get(address))


def test_three_stand_here_and_the_rest_are_one_press_away(client):
    way = a_way()
    for name in ("Anne", "Bo", "Cecilie", "Dan"):
        wish_of(way, name)
    client.force_login(way.lene)
    page = said(client.get(FRONT))
    assert page.count("først</button>") == 3
    assert "Se alle 4, der venter" in page


# A question


def test_a_question_is_said_once_and_asked_of_each(on_date):
    way = a_way()
    add_seat(way, "Anne")
    on_date(DURING)
    assert asked(way.lene) == [("leder-spoerg-2", ["Anne", "Mette"])]


def test_what_is_no_question_stands_under_a_heading_of_its_own(client, on_date):
    way = a_way()
    client.force_login(way.lene)
    on_date(date(2021, 8, 10))
    assert [question.asks for question in questions(way.lene)] == [False] * len(questions(way.lene))
    page = said(client.get(FRONT))
    assert page.index("Dine skridt") < page.index("Spørg ind til det") < page.index("Der er ikke noget at spørge om")
    on_date(DURING)
    assert [question.asks for question in questions(way.lene)] == [True]
    assert "Dine skridt" not in said(client.get(FRONT))


def test_a_unit_above_the_groups_does_not_say_that_nobody_is_on_the_way():
    way = a_way()
    above = way.group.parent or unit(way.kommune, "Dagplejen")
    type(way.group).objects.filter(pk=way.group.pk).update(parent=above)
    employ(person("Anne"), above)
    lead(way.lene, above)
    assert [row.unit.name for row in houses(way.lene)] == [way.group.name]


def test_a_closed_house_stands_there_only_while_somebody_is_on_the_way():
    way = a_way()
    closed = unit(way.kommune, "Månen")
    employ(person("Anne"), closed)
    lead(way.lene, closed)
    assert len(houses(way.lene)) == 2
    Unit.objects.update(closed_from=date(2020, 1, 1))
    assert [row.unit.name for row in houses(way.lene)] == [way.group.name]


def test_what_was_not_asked_before_is_not_asked_for_twice(on_date):
    way = a_way()
    on_date(date(2021, 9, 3))
    assert asked(way.lene) == [("leder-spoerg-1", ["Mette"])]
    on_date(DURING)
    assert asked(way.lene) == [("leder-spoerg-2", ["Mette"])]


def test_an_older_question_does_not_come_back_when_the_newer_is_answered(on_date):
    way = a_way()
    on_date(date(2021, 10, 27))
    assert asked(way.lene) == [("leder-spoerg-3", ["Mette"])]
    do_step(way.step("leder-spoerg-3"), answer="Vi har talt om det", actor=way.lene.as_actor())
    assert asked(way.lene) == []


def test_only_what_was_shared_with_the_leader_stands_there_and_the_reading_is_noted(client, on_date):
    way = a_way()
    on_date(DURING)
    recent = date(2021, 9, 28)
    StepTextFactory(
        step=way.step("proev-2"), author=way.mette, words="Jeg ventede.", audience=Audience.LEADER, finished_on=recent
    )
    StepTextFactory(
        step=way.step("proev-1"), author=way.mette, words="Kun mit.", audience=Audience.ME, finished_on=recent
    )
    StepTextFactory(
        step=way.step("del-1"), author=way.mette, words="En kladde.", audience=Audience.LEADER, finished_on=None
    )
    client.force_login(way.lene)
    page = said(client.get(FRONT))
    assert "Jeg ventede." in page
    assert "Kun mit." not in page
    assert "En kladde." not in page
    assert [(line.owner_number, line.page) for line in ReadingLine.objects.all()] == [
        (way.mette.pk, "Spørg ind til det")
    ]


def test_the_three_buttons_work_without_script_and_twice(client, on_date):
    way = a_way()
    on_date(DURING)
    client.force_login(way.lene)
    step = way.step("leder-spoerg-2")
    page = said(client.get(FRONT))
    assert [word in page for word in ("Vi har talt om det", "Jeg har set det", "Ikke endnu")] == [True] * 3
    url = reverse("journey:step_do", args=[step.pk])
    for _twice in range(2):
        response = client.post(url, {"answer": "Vi har talt om det"}, headers={"referer": "http://testserver/"})
        assert (response.status_code, response["location"]) == (303, "/")
    step.refresh_from_db()
    assert (step.done_on, step.answer) == (DURING, "Vi har talt om det")
    assert questions(way.lene) == []


def test_the_leaders_own_steps_have_a_heading_of_their_own(client, on_date):
    way = a_way()
    on_date(date(2021, 8, 11))
    client.force_login(way.lene)
    page = client.get(FRONT).content.decode()
    own, asking = page.index("Dine skridt"), page.index("Spørg ind til det")
    assert own < page.index("Aftal tid til at læse og prøve af") < asking


def test_who_sees_the_answer_is_said_where_it_is_given(client, on_date):
    way = a_way()
    on_date(date(2021, 10, 4))
    client.force_login(way.lene)
    step = way.step("leder-spoerg-2")
    for address in (FRONT, reverse("journey:step_show", args=[step.pk])):
        assert "Svaret ses kun af dem, der kan spørge ind her." in client.get(address).content.decode()


def test_not_yet_waits_and_older_questions_do_not_come_in_its_place(on_date):
    way = a_way()
    on_date(DURING)
    put_off(way.step("leder-spoerg-2"), actor=way.lene.as_actor())
    assert questions(way.lene) == []
    on_date(date(2021, 10, 7))
    assert asked(way.lene) == [("leder-spoerg-2", ["Mette"])]


def test_tilsyn_closes_asking_and_says_why(client, on_date):
    way = a_way()
    give_function(way.lene, way.group, FunctionKind.SUPERVISION)
    on_date(DURING)
    StepTextFactory(
        step=way.step("proev-2"), author=way.mette, words="Jeg ventede.", audience=Audience.LEADER, finished_on=DURING
    )
    assert questions(way.lene) == []
    assert asking.leader_asks(way.lene.as_actor()).closed == ["Solsikken"]
    client.force_login(way.lene)
    page = said(client.get(FRONT))
    assert "Du har også tilsyn i Solsikken." in page
    assert "Jeg ventede." not in page


def test_whom_a_participant_chose_to_ask_instead_is_not_the_leaders_to_ask(on_date):
    way = a_way()
    beacon = person("Ulla")
    give_function(beacon, way.group, FunctionKind.BEACON)
    choose_asker(way.seat, beacon, actor=way.mette.as_actor())
    on_date(DURING)
    assert questions(way.lene) == []


# Who is away, what is missing


def test_six_weeks_ahead_with_a_number_typed_for_the_day(on_date):
    way = a_way()
    Spare.objects.create(unit=way.group, on=date(2021, 10, 11), can_spare=0)
    hopeful = wish_of(way, "Anne")
    LeaderAnswer.objects.create(wish=hopeful, answer=Answer.YES, by=way.lene, on=MAY_3)
    on_date(DURING)
    rows = enrolment.who_is_away(way.lene.as_actor()).rows
    assert [(row.on, row.can_spare, row.is_too_many) for row in rows] == [
        (date(2021, 10, 11), 0, True),
        (date(2021, 11, 1), 1, False),
    ]
    assert [one.first_name for one in rows[0].people] == ["Mette"]
    assert [one.first_name for one in rows[0].hoped] == ["Anne"]


def test_a_missing_agreement_about_time_is_one_press_away(client):
    way = a_way()
    client.force_login(way.lene)
    address = reverse("enrolment:agreement_change", args=[way.cohort.pk, way.group.pk])
    assert [wish.person for wish in enrolment.time_to_agree(way.lene.as_actor()).wishes] == [way.mette]
    assert address in said(client.get(FRONT))
    LocalAgreement.objects.create(
        cohort=way.cohort,
        unit=way.group,
        hours=8,
        transport=Transport.TOGETHER,
        company=Company.SAME_HOUSE,
        by=way.lene,
        on=MAY_3,
    )
    assert enrolment.time_to_agree(way.lene.as_actor()) is None


def test_another_house_is_not_there(client, on_date):
    way = a_way()
    other, elsewhere = person("Søren"), unit(way.kommune, "Månen")
    lead(other, elsewhere)
    employ(person("Kim"), elsewhere)
    on_date(DURING)
    assert (waiting(other), questions(other), enrolment.who_is_away(other.as_actor()).rows) == ([], [], [])
    assert enrolment.time_to_agree(other.as_actor()) is None
    assert [row.unit.name for row in houses(other)] == ["Månen"]
    client.force_login(other)
    page = said(client.get(FRONT))
    assert "Mette" not in page
    assert "Ingen venter på dit svar." in page
    assert "Ingen af dine er af sted de næste seks uger." in page


@pytest.mark.parametrize("rows", [1, 3])
def test_as_many_queries_whatever_the_people_and_houses(rows, client, on_date):
    way = a_way()
    teach(way)
    for number in range(rows - 1):
        place = unit(way.kommune, f"Hus {number}")
        lead(way.lene, place)
        add_seat(way, f"Anne{number}", place=place)
    for step in Step.objects.filter(key="proev-2").select_related("seat__wish__person"):
        StepTextFactory(step=step, author=step.seat.wish.person, audience=Audience.LEADER, finished_on=DURING)
    on_date(DURING)
    client.force_login(way.lene)
    with asks(18):
        assert client.get(FRONT).status_code == 200


def test_putting_forward_is_offered_while_a_cohort_takes_wishes(client, on_date):
    way = a_way()
    client.force_login(way.lene)
    assert "Indstil en medarbejder" in said(client.get(FRONT))
    on_date(date(2021, 6, 16))
    assert "Indstil en medarbejder" not in said(client.get(FRONT))


def test_nobody_is_on_the_way_when_the_last_step_has_gone_by(on_date):
    way = a_way()
    for on, people in ((date(2022, 11, 24), 1), (date(2022, 11, 25), 0)):
        on_date(on)
        assert [row.people for row in houses(way.lene)] == [people]
