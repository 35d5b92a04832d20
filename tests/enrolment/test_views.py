"""The pages: who reaches them, what they say, and what a press leaves behind."""

from datetime import timedelta

import pytest
from django.urls import reverse

from rodfaest.audit.models import AuditLine
from rodfaest.cohorts.models import Cohort
from rodfaest.enrolment.models import LeaderAnswer, LocalAgreement, Seat, TalkFirst, Wish, WishText
from rodfaest.enrolment.permissions import may_put_forward
from rodfaest.enrolment.rules.wishes import Reason, Side, WishState
from rodfaest.login.models import PersonalLink
from rodfaest.organisations.models import Deputyship, Function, Leadership, Person, SystemRole, Unit
from rodfaest.organisations.rules import FunctionKind, Role
from rodfaest.texts.models import ReadingLine
from tests.factories.cohorts import ANSWER_BY, DAYS, CohortFactory
from tests.factories.enrolment import (
    MAY_1,
    MAY_2,
    LocalAgreementFactory,
    SeatFactory,
    WishFactory,
    colleague_of,
    consultant,
    link_to,
    stranger,
    write_words,
)
from tests.factories.organisations import LONG_AGO, EmploymentFactory, PersonFactory, UnitFactory, kommune, leader_of

pytestmark = pytest.mark.django_db

AFTER_THE_LAST_DAY = ANSWER_BY + timedelta(days=1)


def outsider():
    """Somebody who works in no kommune of ours: even a published cohort is a stranger to them."""
    return PersonFactory(first_name="Ole")


def answer_url(wish: Wish) -> str:
    return reverse("enrolment:wish_answer", args=[wish.pk])


def says(response, *sentences: str) -> bool:
    text = response.content.decode()
    missing = [sentence for sentence in sentences if sentence not in text]
    assert not missing, f"{missing} not in page"
    return True


# Wishing


def test_the_wish_page_says_what_it_asks_before_it_asks(client):
    employment, cohort = EmploymentFactory(), CohortFactory()
    leader_of(employment.unit)
    client.force_login(employment.person)
    response = client.get(reverse("enrolment:wish_new", args=[cohort.pk]))
    assert response.status_code == 200
    assert says(response, "mandag den 16. august", "Dig og Lene", "Er du bekymret for et barn?", "minutter i alt")
    assert says(response, "Puljens kriterier", "Kommunens egne kriterier", "22 ledige pladser")


def test_a_wish_is_made_and_its_sentence_stands_on_the_next_page(client):
    employment, cohort = EmploymentFactory(), CohortFactory()
    leader_of(employment.unit)
    client.force_login(employment.person)
    response = client.post(
        reverse("enrolment:wish_new", args=[cohort.pk]),
        {"employment": employment.pk, "intention": "Jeg vil lære mere."},
        follow=True,
    )
    assert response.redirect_chain == [(reverse("enrolment:wish_mine"), 303)]
    assert says(response, "Dit ønske er sendt til Lene.", "Du får besked, så snart der er svar.")
    assert Wish.objects.get().state is WishState.ASKED


def test_a_leader_who_wishes_reads_who_is_asked(client):
    area = UnitFactory(name="Dagplejen")
    leader_of(area)
    Person.objects.update(first_name="Agnes")
    employment = EmploymentFactory(unit=UnitFactory(parent=area), person__first_name="Lene")
    Leadership.objects.create(person=employment.person, unit=employment.unit, from_on=LONG_AGO)
    client.force_login(employment.person)
    url = reverse("enrolment:wish_new", args=[CohortFactory().pk])
    assert says(client.post(url, {"employment": employment.pk}, follow=True), "Dit ønske er sendt til Agnes.")


def leads_with_nobody_above():
    lene = leader_of(UnitFactory())
    return EmploymentFactory(unit=lene.leaderships.get().unit, person=lene)


def test_a_leader_with_nobody_above_reads_before_and_after_that_nobody_is_asked_and_whom_to_ring(client):
    employment, cohort = leads_with_nobody_above(), CohortFactory()
    client.force_login(employment.person)
    url = reverse("enrolment:wish_new", args=[cohort.pk])
    ring = f"Ring {{}}til {cohort.whom_to_ask}"
    assert says(
        client.get(url), "Ingen er registreret som din leder, så ingen bliver spurgt endnu.", ring.format("så ")
    )
    after = client.post(url, {"employment": employment.pk}, follow=True)
    assert says(after, "Dit ønske står i køen.", "ingen er registreret som din leder.", ring.format(""))
    assert "sendt til" not in after.content.decode()


def test_the_sentence_changes_by_itself_when_somebody_leads(client):
    employment = leads_with_nobody_above()
    WishFactory(employment=employment, person=employment.person)
    client.force_login(employment.person)
    assert says(client.get(reverse("enrolment:wish_mine")), "ingen er spurgt")
    area = UnitFactory(name="Dagplejen")
    Unit.objects.filter(pk=employment.unit_id).update(parent=area)
    leader_of(area)
    assert says(client.get(reverse("enrolment:wish_mine")), "Dit ønske er sendt til din leder.")


def test_a_konsulent_who_types_in_is_told_when_nobody_is_asked(client):
    employment, cohort = EmploymentFactory(), CohortFactory()
    client.force_login(consultant())
    url = reverse("enrolment:wish_put_forward", args=[cohort.pk])
    response = client.post(url, {"employment": employment.pk}, follow=True)
    assert says(response, f"Ingen er spurgt om ønsket fra {employment.person.full_name}", "ingen er spurgt</")
    assert "Lederen bliver spurgt." not in response.content.decode()


def test_a_wish_pressed_twice_is_one_wish_and_a_sentence(client):
    employment, cohort = EmploymentFactory(), CohortFactory()
    client.force_login(employment.person)
    url = reverse("enrolment:wish_new", args=[cohort.pk])
    client.post(url, {"employment": employment.pk, "intention": "Først."})
    response = client.post(url, {"employment": employment.pk, "intention": "Igen."})
    assert (response.status_code, Wish.objects.count()) == (422, 1)
    assert says(response, "Ønsket står her allerede.", "Igen.")
    assert says(client.get(url), "Du kan ikke ønske her lige nu", "Ønsket står her allerede.")


def test_words_with_a_cpr_number_come_back_with_all_that_was_typed(client):
    employment, cohort = EmploymentFactory(), CohortFactory()
    client.force_login(employment.person)
    response = client.post(
        reverse("enrolment:wish_new", args=[cohort.pk]),
        {"employment": employment.pk, "intention": "Det er 010121-1234."},
    )
    assert (response.status_code, Wish.objects.count()) == (422, 0)
    assert says(response, "CPR-nummer", "Det er 010121-1234.")


def test_nobody_wishes_from_anothers_employment(client):
    employment, other, cohort = EmploymentFactory(), EmploymentFactory(), CohortFactory()
    client.force_login(employment.person)
    response = client.post(reverse("enrolment:wish_new", args=[cohort.pk]), {"employment": other.pk})
    assert (response.status_code, Wish.objects.count()) == (422, 0)


def test_who_works_elsewhere_does_not_know_the_cohort(client):
    cohort = CohortFactory()
    client.force_login(outsider())
    for name in ("wish_new", "wish_put_forward", "queue_show"):
        assert client.get(reverse(f"enrolment:{name}", args=[cohort.pk])).status_code == 404


def test_visitors_are_sent_to_log_in(client):
    cohort, wish, seat = CohortFactory(), WishFactory(), SeatFactory()
    for name, given in [
        ("wish_new", [cohort.pk]),
        ("wish_put_forward", [cohort.pk]),
        ("queue_show", [cohort.pk]),
        ("agreement_change", [cohort.pk, wish.employment.unit.pk]),
        ("wish_mine", []),
        ("wish_list", []),
        ("wish_answer", [wish.pk]),
        ("intention_write", [wish.pk]),
        ("seat_show", [seat.pk]),
    ]:
        assert client.get(reverse(f"enrolment:{name}", args=given)).status_code == 302


@pytest.mark.parametrize("rows", [1, 3])
def test_my_wishes_ask_as_many_queries_whatever_the_rows(rows, client, django_assert_num_queries):
    person = EmploymentFactory().person
    for _ in range(rows):
        WishFactory(employment=person.employments.get())
    client.force_login(person)
    client.get(reverse("enrolment:wish_mine"))
    with django_assert_num_queries(10):
        assert client.get(reverse("enrolment:wish_mine")).status_code == 200


def test_the_list_of_wishes_is_called_the_same_in_its_title_as_in_its_heading(client):
    client.force_login(leader_of(WishFactory().employment.unit))
    page = client.get(reverse("enrolment:wish_list"))
    assert says(page, "<title>Ønsker fra dine medarbejdere", "<h1>Ønsker fra dine medarbejdere</h1>")


def test_my_wishes_say_how_they_stand_and_are_withdrawn(client):
    wish = WishFactory(yes=True, cohort__places=1)
    SeatFactory(wish__cohort=wish.cohort)
    client.force_login(wish.person)
    url = reverse("enrolment:wish_mine")
    assert says(client.get(url), "Lene har sagt ja. Nu venter du på svar om en plads.")
    withdraw = reverse("enrolment:wish_withdraw", args=[wish.pk])
    assert says(client.get(withdraw), "Vil du trække dit ønske tilbage?", "Turen i køen forsvinder", "så står du sidst")
    assert AuditLine.objects.whats() == []
    assert says(client.post(withdraw, follow=True), "Ønsket er trukket tilbage.", "Du har trukket dit ønske tilbage.")
    response = client.post(withdraw, follow=True, headers={"referer": f"http://testserver{url}"})
    assert response.redirect_chain == [(url, 303)]
    assert says(client.get(withdraw), "Ønsket er trukket tilbage.")
    assert AuditLine.objects.whats() == ["enrolment.wish_withdrawn"]


def test_a_colleague_and_a_stranger_do_not_know_the_wish(client):
    wish, seat = WishFactory(), SeatFactory()
    for other in (colleague_of(wish.employment.unit), stranger()):
        client.force_login(other)
        for name in ("wish_answer", "intention_write"):
            assert client.get(reverse(f"enrolment:{name}", args=[wish.pk])).status_code == 404
        assert client.post(answer_url(wish), {"reply": "yes"}).status_code == 404
        assert client.post(reverse("enrolment:wish_withdraw", args=[wish.pk])).status_code == 404
        assert client.get(reverse("enrolment:seat_show", args=[seat.pk])).status_code == 404
        assert client.post(reverse("enrolment:seat_leave", args=[seat.pk])).status_code == 404
    assert AuditLine.objects.whats() == []


# Putting forward


def test_a_leader_is_offered_their_own_people_and_no_others(client):
    employment, cohort = EmploymentFactory(), CohortFactory()
    leader = leader_of(employment.unit)
    wished = WishFactory(cohort=cohort, employment__unit=employment.unit)
    other = EmploymentFactory()
    client.force_login(leader)
    url = reverse("enrolment:wish_put_forward", args=[cohort.pk])
    offered = client.get(url).content.decode()
    assert employment.person.full_name in offered
    assert not [who for who in (wished.person, other.person) if who.full_name in offered]

    assert client.post(url, {"employment": other.pk}).status_code == 422
    response = client.post(url, {"employment": employment.pk, "intention": "Vi vil dele det."}, follow=True)
    assert response.redirect_chain == [(reverse("enrolment:wish_list"), 303)]
    assert says(response, "Mette er skrevet op og får besked.")
    assert Seat.objects.get().person == employment.person


def test_a_consultant_types_in_for_one_who_rang(client):
    employment, cohort = EmploymentFactory(), CohortFactory()
    leader_of(employment.unit)
    client.force_login(consultant())
    url = reverse("enrolment:wish_put_forward", args=[cohort.pk])
    response = client.post(url, {"employment": employment.pk}, follow=True)
    assert response.redirect_chain == [(reverse("enrolment:queue_show", args=[cohort.pk]), 303)]
    assert says(response, "Lederen bliver spurgt.", "mangler svar")


def test_a_consultant_who_leads_some_says_yes_for_them_alone_and_types_no_words_for_others(client):
    own, other, cohort = EmploymentFactory(), EmploymentFactory(), CohortFactory()
    karen = consultant()
    Leadership.objects.create(person=karen, unit=own.unit, from_on=LONG_AGO)
    leader_of(other.unit)
    client.force_login(karen)
    url = reverse("enrolment:wish_put_forward", args=[cohort.pk])
    says(client.get(url), "Indstiller du en, du er leder for, har du sagt ja. Skriver du ind for en anden, bliver")
    refused = client.post(url, {"employment": other.pk, "intention": "Et ord om Mette."})
    assert refused.status_code == 422
    assert says(refused, "Du er ikke leder for Mette", "Et ord om Mette.")
    assert not Wish.objects.exists()
    response = client.post(url, {"employment": other.pk}, follow=True)
    assert says(response, "Lederen bliver spurgt.")
    assert response.redirect_chain == [(reverse("enrolment:queue_show", args=[cohort.pk]), 303)]
    response = client.post(url, {"employment": own.pk, "intention": "Vi vil dele det."}, follow=True)
    assert response.redirect_chain == [(reverse("enrolment:wish_list"), 303)]
    assert WishText.objects.get().wish.employment == own


def test_a_consultant_is_asked_for_no_words_when_their_own_people_are_all_on(client):
    cohort, karen = CohortFactory(), consultant()
    Leadership.objects.create(person=karen, unit=UnitFactory(), from_on=LONG_AGO)
    EmploymentFactory()
    client.force_login(karen)
    page = client.get(reverse("enrolment:wish_put_forward", args=[cohort.pk]))
    assert says(page, "Skriv ind for en, der ringer.")
    assert 'name="intention"' not in page.content.decode()


def test_somebody_with_two_employments_is_offered_once_and_the_leader_never(client):
    unit, cohort = UnitFactory(), CohortFactory()
    leader = leader_of(unit)
    jonas = EmploymentFactory(unit=unit, person__first_name="Jonas").person
    EmploymentFactory(unit=UnitFactory(parent=unit), person=jonas, from_on=MAY_1)
    EmploymentFactory(unit=unit, person=leader)
    client.force_login(leader)
    offered = client.get(reverse("enrolment:wish_put_forward", args=[cohort.pk])).content.decode()
    assert (offered.count(jonas.full_name), leader.full_name in offered.split("<form")[-1]) == (1, False)


@pytest.mark.parametrize("types_in", [False, True])
def test_after_the_last_day_nobody_is_put_forward_and_the_reason_stands_in_place_of_the_form(types_in, client, on_date):
    employment, cohort = EmploymentFactory(), CohortFactory()
    client.force_login(consultant() if types_in else leader_of(employment.unit))
    url = reverse("enrolment:wish_put_forward", args=[cohort.pk])
    on_date(cohort.answer_by + timedelta(days=1))
    page = client.get(url)
    assert says(page, "Fristen for at ønske var tirsdag den 15. juni.")
    assert 'name="employment"' not in page.content.decode()
    assert client.post(url, {"employment": employment.pk}).status_code == 422
    assert not Wish.objects.exists()
    if types_in:
        assert url not in client.get(reverse("enrolment:queue_show", args=[cohort.pk])).content.decode()


def test_a_colleague_can_put_nobody_forward(client):
    employment, cohort = EmploymentFactory(), CohortFactory()
    client.force_login(colleague_of(employment.unit))
    url = reverse("enrolment:wish_put_forward", args=[cohort.pk])
    refused = client.get(url)
    assert refused.status_code == 403
    assert says(refused, "Det er lederen, der indstiller sine medarbejdere.")
    assert says(client.post(url, {"employment": employment.pk}, follow=True), "Det er lederen, der indstiller")
    assert not Wish.objects.exists()


# The leader's answer


def by_link(client, wish: Wish) -> str:
    return link_to(leader_of(wish.employment.unit), "enrolment.answer_wish", "enrolment.Wish", wish.pk)


def signed_in(client, wish: Wish) -> str:
    client.force_login(leader_of(wish.employment.unit))
    return answer_url(wish)


WAYS_IN = pytest.mark.parametrize("way_in", [signed_in, by_link], ids=["signed in", "by link"])


@pytest.mark.parametrize("by", ["a scanner", "a colleague", "the leader"])
def test_the_leaders_link_shows_no_more_than_the_mail_and_writes_no_reading_line(by, client):
    seat = SeatFactory(wish__cohort__name="Dagplejen, efterår 2021")
    wish = WishFactory(employment=seat.wish.employment, person=seat.person)
    write_words(wish, "Jeg vil blive bedre.")
    if by != "a scanner":
        unit = wish.employment.unit
        client.force_login(leader_of(unit) if by == "the leader" else colleague_of(unit))
    page = client.get(by_link(client, wish))
    assert says(page, "Ja, Mette skal med", "De står i mailen, og du læser dem her, når du logger ind.")
    assert not [told for told in ("Jeg vil blive bedre.", "efterår 2021") if told in page.content.decode()]
    assert not ReadingLine.objects.exists()


@WAYS_IN
def test_the_answer_page_shows_her_words_the_days_and_who_else_is_away(way_in, client):
    wish = WishFactory()
    write_words(wish, "Jeg vil blive bedre til at følge barnets spor.")
    WishFactory(employment__unit=wish.employment.unit, cohort=wish.cohort, yes=True)
    response = client.get(way_in(client, wish))
    assert says(
        response,
        "Jeg vil blive bedre til at følge barnets spor." if way_in is signed_in else "De står i mailen",
        "så er 2 af jer af sted mandag den 16. august; I har skrevet, at I kan undvære 2.",
        "Ja, Mette skal med",
        "Jeg taler med Mette først",
        "Ikke denne gang",
        "onsdag den 24. november",
    )
    assert (LeaderAnswer.objects.count(), AuditLine.objects.count()) == (1, 0)
    read = [(leader_of(wish.employment.unit).pk, wish.person.pk)] if way_in is signed_in else []
    assert [(line.reader_number, line.owner_number) for line in ReadingLine.objects.all()] == read


def stands_in(leader):
    """The leader's deputy this week, one of their own people."""
    bo = colleague_of(leader.leaderships.get().unit)
    Deputyship.objects.create(leader=leader, deputy=bo, from_on=MAY_2, to_on=MAY_2 + timedelta(days=7))
    return bo


def is_souschef(leader):
    souschef = colleague_of(leader.leaderships.get().unit)
    Function.objects.create(
        person=souschef, unit=leader.leaderships.get().unit, kind=FunctionKind.SOUSCHEF, from_on=LONG_AGO
    )
    return souschef


@pytest.mark.parametrize("under", [stands_in, is_souschef])
def test_a_leaders_own_people_meet_neither_wish_nor_words_of_that_leader(under, client):
    unit = UnitFactory(parent=UnitFactory(name="Dagplejen"))
    lene, agnes = leader_of(unit), leader_of(unit.parent)
    wish = WishFactory(employment__unit=unit, employment__person=lene)
    mettes = WishFactory(employment__unit=unit, cohort=wish.cohort)
    write_words(wish, "Til den, der leder mig.")
    person = under(lene)
    client.force_login(person)
    assert client.post(answer_url(wish), {"reply": "yes"}).status_code == 404
    assert client.post(reverse("enrolment:wish_withdraw", args=[wish.pk])).status_code == 404
    assert "Lene" not in client.get(reverse("enrolment:wish_list")).content.decode().split("</header>")[-1]
    assert says(client.get(answer_url(mettes)), "Ja, Mette skal med")
    assert not may_put_forward(person.as_actor(), wish.employment)
    assert not WishText.objects.visible_to(person.as_actor()).exists()
    client.force_login(agnes)
    assert says(client.get(answer_url(wish)), "Ja, Lene skal med", "Til den, der leder mig.")


@WAYS_IN
def test_the_leaders_leader_may_answer_and_meets_no_words(way_in, client):
    """Who reads them stands by name beside the field, and the one above is not there."""
    wish = WishFactory()
    leader = leader_of(wish.employment.unit)
    wish.employment.unit.parent = UnitFactory(name="Område Øst")
    wish.employment.unit.save()
    write_words(wish, "Kun til Lene.")
    agnes = leader_of(wish.employment.unit.parent)
    client.force_login(agnes)
    url = way_in(client, wish) if way_in is by_link else answer_url(wish)
    if way_in is by_link:
        PersonalLink.objects.update(person=agnes)
    page = client.get(url)
    assert says(page, "Ja, Mette skal med")
    assert "Kun til Lene." not in page.content.decode()
    assert not ReadingLine.objects.exists()
    client.force_login(leader)
    assert says(client.get(answer_url(wish)), "Kun til Lene.")


@pytest.mark.parametrize("own", [False, True])
def test_everybody_who_reads_the_intention_is_named_beside_it(own, client):
    employment, cohort = EmploymentFactory(), CohortFactory()
    unit = employment.unit
    leader_of(unit)
    unit.parent = UnitFactory(name="Område Øst")
    unit.save()
    Leadership.objects.create(person=PersonFactory(first_name="Agnes"), unit=unit.parent, from_on=LONG_AGO)
    hanne = PersonFactory(first_name="Hanne")
    Function.objects.create(person=hanne, unit=unit, kind=FunctionKind.SOUSCHEF, from_on=LONG_AGO)
    if own:
        employment = EmploymentFactory(person=leader_of(unit), unit=unit)
    client.force_login(employment.person)
    page = client.get(reverse("enrolment:wish_new", args=[cohort.pk]))
    assert says(page, "Dig og Agnes" if own else "Dig, Lene og Hanne")


def test_a_seat_on_the_same_programme_is_said_to_who_wishes_and_to_who_answers(client):
    seat = SeatFactory(wish__cohort__name="Dagplejen, efterår 2021")
    wish = WishFactory(employment=seat.wish.employment, person=seat.person)
    client.force_login(wish.person)
    said = "har allerede en plads på samme forløb: Dagplejen, efterår 2021."
    assert says(client.get(reverse("enrolment:wish_new", args=[CohortFactory().pk])), f"Du {said}")
    assert says(client.get(signed_in(client, wish)), f"Mette {said}")
    client.force_login(WishFactory().person)
    assert said not in client.get(reverse("enrolment:wish_new", args=[wish.cohort.pk])).content.decode()


@WAYS_IN
def test_two_taps_from_the_mail_to_done_and_what_was_done_stands_there(way_in, client):
    wish = WishFactory()
    url = way_in(client, wish)
    response = client.post(url, {"reply": "yes"}, follow=True)
    assert response.redirect_chain == [(url, 303)]
    assert says(response, "Tak. Mette får besked om dit ja.", "Mette har en plads.")
    assert says(client.get(url), "Mette har en plads.")
    again = client.post(url, {"reply": "yes"}, follow=True, headers={"referer": f"http://testserver{url}"})
    assert says(again, "Der er svaret på ønsket. Svaret står her.", "Mette har en plads.")
    assert AuditLine.objects.whats() == ["enrolment.wish_answered", "enrolment.seat_given"]


@WAYS_IN
def test_a_yes_is_said_to_whoever_gave_it_as_their_own_and_by_name_to_everybody_else(way_in, client):
    wish = WishFactory(cohort__places=1)
    SeatFactory(wish__cohort=wish.cohort)
    url = way_in(client, wish)
    assert says(client.post(url, {"reply": "yes"}, follow=True), "Du har sagt ja. Mette venter på en plads.")
    hanne = PersonFactory(first_name="Hanne")
    Leadership.objects.create(person=hanne, unit=wish.employment.unit, from_on=LONG_AGO)
    client.force_login(hanne)
    assert says(client.get(reverse("enrolment:wish_list")), "Lene har sagt ja. Mette venter på en plads.")


@WAYS_IN
def test_a_no_is_one_press_on_its_reason(way_in, client):
    wish = WishFactory()
    url = way_in(client, wish)
    response = client.post(url, {"reply": "not_now", "reason": "timing"}, follow=True)
    assert says(response, "Du har svaret »ikke denne gang«: tidspunkt.", "Besvaret ")
    response = client.post(url, {"reply": "yes", "instead": "yes"}, follow=True)
    assert says(response, "Mette har en plads.")
    assert AuditLine.objects.whats() == ["enrolment.wish_answered", "enrolment.answer_changed", "enrolment.seat_given"]


@WAYS_IN
def test_to_talk_first_leaves_the_answer_open(way_in, client):
    wish = WishFactory()
    url = way_in(client, wish)
    response = client.post(url, {"reply": "talk_first"}, follow=True)
    assert says(response, "Mette får at vide, at I taler sammen først.", "Ja, Mette skal med")
    again = client.post(url, {"reply": "talk_first"}, follow=True, headers={"referer": f"http://testserver{url}"})
    assert says(again, "Det står her allerede, at I taler sammen først.")
    assert TalkFirst.objects.count() == 1


def test_a_page_that_was_open_too_long_changes_nobodys_answer(client):
    wish = WishFactory(no=Reason.MONEY)
    url = signed_in(client, wish)
    client.post(url, {"reply": "yes"})
    assert LeaderAnswer.objects.get().reason == Reason.MONEY


def test_a_choice_that_was_not_on_the_page_is_a_bad_request(client):
    wish = WishFactory()
    url = signed_in(client, wish)
    for typed in ({}, {"reply": "maybe"}, {"reply": "not_now"}, {"reply": "not_now", "reason": "illness"}):
        assert client.post(url, typed).status_code == 400
    assert client.put(url).status_code == 405
    assert not LeaderAnswer.objects.exists()


@pytest.mark.parametrize(
    ("day", "sentence"),
    [(AFTER_THE_LAST_DAY, "Fristen for svar er gået."), (DAYS[0], "Holdet er begyndt, så der kan ikke svares mere.")],
)
def test_after_the_last_day_there_are_no_buttons(day, sentence, client, on_date):
    wish = WishFactory()
    url = signed_in(client, wish)
    on_date(day)
    response = client.get(url)
    assert says(response, sentence, "Mette fik ikke svar inden fristen, tirsdag den 15. juni.")
    assert "skal med" not in response.content.decode()


@pytest.mark.parametrize("talking", [False, True])
def test_a_wish_nobody_answered_in_time_says_so_until_the_day_is_moved(talking, client, on_date):
    wish = WishFactory(talking=talking)
    leader, karen = leader_of(wish.employment.unit), consultant()
    on_date(AFTER_THE_LAST_DAY)
    client.force_login(wish.person)
    mine = reverse("enrolment:wish_mine")
    assert says(client.get(mine), "Dit ønske blev ikke besvaret inden fristen, tirsdag den 15. juni.")
    client.force_login(leader)
    listed = client.get(reverse("enrolment:wish_list"))
    assert says(listed, "Ikke besvaret inden fristen", "Der er ingen lige nu.")
    client.force_login(karen)
    queue = client.get(reverse("enrolment:queue_show", args=[wish.cohort_id]))
    practical = reverse("cohorts:practical_change", args=[wish.cohort_id])
    assert says(queue, "1 fik ikke svar inden fristen", f'href="{practical}#id_answer_by"')
    assert 'id="id_answer_by"' in client.get(practical).content.decode()

    Cohort.objects.update(answer_by=AFTER_THE_LAST_DAY)
    client.force_login(wish.person)
    assert "ikke besvaret" not in client.get(mine).content.decode()
    client.force_login(leader)
    assert says(client.get(answer_url(wish)), "Ja, Mette skal med")


def test_a_konsulent_sees_how_it_stands_but_not_the_words(client):
    wish = WishFactory()
    write_words(wish, "Kun til Lene.")
    client.force_login(consultant())
    response = client.get(answer_url(wish))
    assert says(response, "Mette venter på svar.", "Det er lederen, der svarer på ønsket.")
    assert "Kun til Lene." not in response.content.decode()
    assert not ReadingLine.objects.exists()


@WAYS_IN
def test_the_leader_writes_what_the_house_hopes_for(way_in, client):
    wish = WishFactory(yes=True)
    url = way_in(client, wish)
    assert says(client.get(url), "Hvad håber I, det giver hos jer?", "Dig og Mette")
    assert says(client.post(url, {"intention": "Vi vil dele det."}, follow=True), "Det er gemt.")
    assert WishText.objects.get().open_for(leader_of(wish.employment.unit).as_actor()) == "Vi vil dele det."


def test_no_words_are_no_words_to_keep(client):
    wish = WishFactory(yes=True)
    assert client.post(signed_in(client, wish), {"intention": " "}).status_code == 422
    assert not WishText.objects.exists()


def test_another_leader_reads_the_words_there_are_and_does_not_write_over_them(client):
    wish = WishFactory(yes=True)
    lene = leader_of(wish.employment.unit)
    write_words(wish, "Vi vil dele det.", Side.LEADER)
    kim = PersonFactory(first_name="Kim")
    Leadership.objects.create(person=kim, unit=wish.employment.unit, from_on=LONG_AGO)
    url = answer_url(wish)
    client.force_login(kim)
    page = client.get(url)
    assert says(page, "Vi vil dele det.", "Lene håber")
    assert "Et par ord til Mette" not in page.content.decode()
    refused = client.post(url, {"intention": "Noget andet."})
    assert refused.status_code == 422
    text = WishText.objects.get()
    assert (text.by, text.open_for(lene.as_actor())) == (lene, "Vi vil dele det.")


@pytest.mark.parametrize("withdrawn_on", [None, MAY_2], ids=["standing", "withdrawn"])
def test_who_wrote_is_asked_once_and_deletes_the_words_at_once(withdrawn_on, client):
    wish = WishFactory(withdrawn_on=withdrawn_on)
    text = write_words(wish, "Jeg vil se mere.")
    url = reverse("enrolment:intention_erase", args=[text.pk])
    words = reverse("enrolment:intention_write", args=[wish.pk])
    for other in (leader_of(wish.employment.unit), stranger()):
        client.force_login(other)
        assert client.post(url).status_code == 404
    client.force_login(wish.person)
    assert says(client.get(reverse("enrolment:wish_mine")), words)
    assert says(client.get(words), "Jeg vil se mere.", "Slet mine ord", url)
    asked = client.get(url, headers={"referer": f"http://testserver{words}"})
    assert says(asked, "Vil du slette teksten?", "Jeg vil se mere.", f'name="back" value="{words}"')
    response = client.post(url, {"back": words}, follow=True)
    assert response.redirect_chain == [(words, 303)]
    assert says(response, "Teksten er slettet.")
    assert "Jeg vil se mere." not in response.content.decode()
    assert not WishText.objects.exists()
    assert AuditLine.objects.whats() == ["texts.text_erased"]
    assert says(client.post(url, {"back": words}, follow=True), "Teksten er allerede slettet.")
    client.force_login(leader_of(wish.employment.unit))
    assert client.post(url).status_code == 404


def test_a_leader_who_leads_no_more_still_deletes_their_own_words(client):
    wish = WishFactory(yes=True)
    text = write_words(wish, "Vi vil dele det.", Side.LEADER)
    lene = leader_of(wish.employment.unit)
    lene.leaderships.update(to_on=MAY_2)
    client.force_login(lene)
    assert says(client.get(reverse("journey:text_list")), "Vi vil dele det.", "Dig og Mette")
    client.post(reverse("enrolment:intention_erase", args=[text.pk]))
    assert not WishText.objects.exists()


def test_the_link_of_one_who_leads_no_more_tells_nothing_and_does_nothing(client):
    wish = WishFactory(first_name="Mette")
    url = by_link(client, wish)
    leader_of(wish.employment.unit).leaderships.update(to_on=MAY_2)
    page = client.get(url)
    assert page.status_code == 403
    assert says(page, "Du er ikke leder her mere")
    assert not [told for told in ("Mette", wish.employment.unit.name, "Kriterier") if told in page.content.decode()]
    assert client.post(url, {"reply": "yes"}).status_code == 403
    assert not LeaderAnswer.objects.exists()


def test_the_link_opens_its_own_wish_and_no_page_beside_it(client):
    wish, other = WishFactory(), WishFactory()
    url = by_link(client, wish)
    assert client.get(url).status_code == 200
    assert client.get(answer_url(other)).status_code == 302
    assert client.get(answer_url(wish)).status_code == 302
    client.post(url.replace("the-token", "no-such-token"), {"reply": "yes"})
    assert not LeaderAnswer.objects.exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_leaders_list_asks_as_many_queries_whatever_the_rows(rows, client, django_assert_num_queries):
    unit = UnitFactory()
    leader = leader_of(unit)
    for _ in range(rows):
        WishFactory(employment__unit=unit)
        WishFactory(employment__unit=unit, yes=True)
    client.force_login(leader)
    client.get(reverse("enrolment:wish_list"))
    with django_assert_num_queries(13):
        assert client.get(reverse("enrolment:wish_list")).status_code == 200


def test_the_leaders_list_has_those_who_wait_first(client):
    unit = UnitFactory()
    leader = leader_of(unit)
    WishFactory(employment__unit=unit, employment__person__first_name="Anne", yes=True)
    WishFactory(employment__unit=unit, employment__person__first_name="Bodil")
    WishFactory(employment__person__first_name="Charlotte")
    client.force_login(leader)
    page = client.get(reverse("enrolment:wish_list")).content.decode()
    assert page.index("Bodil") < page.index("Anne")
    assert "Charlotte" not in page


# The words of the one who was put forward


def test_the_one_put_forward_writes_by_link_without_logging_in(client):
    wish = WishFactory(yes=True)
    write_words(wish, "Vi vil dele det.", side="leader")
    url = link_to(wish.person, "enrolment.write_intention", "enrolment.Wish", wish.pk)
    page = client.get(url)
    assert says(page, "Hvad vil du gerne have ud af det?", "Dig og Lene")
    assert "Vi vil dele det." not in page.content.decode()
    response = client.post(url, {"intention": "Jeg vil se mere."}, follow=True)
    assert says(response, "Det er gemt.", "Log ind, hvis du vil læse det eller rette det")


def test_a_used_link_opens_no_words_of_a_wish_and_writes_over_none(client):
    wish = WishFactory(yes=True)
    write_words(wish, "Vi vil dele det.", side="leader")
    write_words(wish, "Jeg vil se mere.")
    to_both = [
        by_link(client, wish),
        link_to(wish.person, "enrolment.write_intention", "enrolment.Wish", wish.pk, token="another-token"),
    ]
    for url in to_both:
        page = client.get(url)
        assert says(page, "Log ind, hvis du vil læse det eller rette det")
        assert not [words for words in ("Vi vil dele det.", "Jeg vil se mere.") if words in page.content.decode()]
        said = client.post(url, {"intention": "Noget andet."}, follow=True)
        assert says(said, "Her stod ord i forvejen, og de er ikke ændret.", "Det skrev du nu:", "Noget andet.")
    assert not ReadingLine.objects.exists()
    client.force_login(wish.person)
    assert says(
        client.get(reverse("enrolment:intention_write", args=[wish.pk])), "Vi vil dele det.", "Jeg vil se mere."
    )


def test_nobody_writes_the_words_of_another(client):
    wish = WishFactory()
    client.force_login(leader_of(wish.employment.unit))
    assert client.get(reverse("enrolment:intention_write", args=[wish.pk])).status_code == 403


# The agreement


def test_the_leader_agrees_and_those_who_work_there_read_it(client):
    seat = SeatFactory()
    url = reverse("enrolment:agreement_change", args=[seat.cohort.pk, seat.unit.pk])
    client.force_login(leader_of(seat.unit))
    response = client.post(url, {"hours": "8", "transport": "together", "company": "same_house"}, follow=True)
    assert says(
        response, "Aftalen er gemt.", "Du har 8 timer til at læse og prøve af.", "Aftalt med Lene mandag den 3. maj."
    )
    client.force_login(seat.person)
    response = client.get(url)
    assert says(response, "I kører sammen.")
    assert "Gem aftalen" not in response.content.decode()
    assert client.post(url, {"hours": "37", "transport": "together", "company": "alone"}).status_code == 422
    assert LocalAgreement.objects.get().hours == 8
    client.force_login(stranger())
    assert client.get(url).status_code == 404


def test_an_agreement_half_typed_comes_back(client):
    seat = SeatFactory()
    client.force_login(leader_of(seat.unit))
    url = reverse("enrolment:agreement_change", args=[seat.cohort.pk, seat.unit.pk])
    response = client.post(url, {"hours": "8", "transport": "by_rocket"})
    assert (response.status_code, LocalAgreement.objects.count()) == (422, 0)


def test_an_agreement_that_contradicts_itself_comes_back_with_the_reason_beside_the_field(client):
    seat = SeatFactory()
    client.force_login(leader_of(seat.unit))
    url = reverse("enrolment:agreement_change", args=[seat.cohort.pk, seat.unit.pk])
    response = client.post(url, {"hours": "8", "transport": "together", "company": "alone"})
    assert (response.status_code, LocalAgreement.objects.count()) == (422, 0)
    assert says(response, 'id="id_company_error"', "Vælg, hvem I følges med, eller en anden transport.")


def test_a_house_that_sends_nobody_meets_the_reason_in_place_of_the_form(client):
    unit, cohort = UnitFactory(), CohortFactory()
    client.force_login(leader_of(unit))
    url = reverse("enrolment:agreement_change", args=[cohort.pk, unit.pk])
    response = client.get(url)
    assert says(response, f"Ingen fra {unit} er på holdet eller har ønsket det.")
    assert "Gem aftalen" not in response.content.decode()
    client.post(url, {"hours": "8", "transport": "public", "company": "alone"})
    assert not LocalAgreement.objects.exists()


def test_an_agreement_is_read_by_the_houses_own_and_their_representative_and_by_no_chef(client):
    seat = SeatFactory()
    LocalAgreementFactory(cohort=seat.cohort, unit=seat.unit)
    url = reverse("enrolment:agreement_change", args=[seat.cohort.pk, seat.unit.pk])
    kirsten, henrik = PersonFactory(first_name="Kirsten"), PersonFactory(first_name="Henrik")
    Function.objects.create(person=kirsten, unit=seat.unit, kind=FunctionKind.UNION_REP, from_on=LONG_AGO)
    SystemRole.objects.create(person=henrik, organisation=kommune(), role=Role.HEAD, from_on=LONG_AGO)
    for reader in (seat.person, kirsten, consultant()):
        client.force_login(reader)
        assert says(client.get(url), "Sådan står det i brevet til dem, der skal af sted:", "I kører sammen.")
    client.force_login(henrik)
    assert client.get(url).status_code == 403


def test_whoever_reads_anothers_agreement_is_told_that_it_is_the_letters_words(client):
    seat = SeatFactory()
    LocalAgreementFactory(cohort=seat.cohort, unit=seat.unit)
    url = reverse("enrolment:seat_show", args=[seat.pk])
    for reader, introduced in [(leader_of(seat.unit), True), (consultant(), True), (seat.person, False)]:
        client.force_login(reader)
        assert ("Sådan står det i brevet til Mette:" in client.get(url).content.decode()) is introduced
