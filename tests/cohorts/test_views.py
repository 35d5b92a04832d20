"""A cohort's days and practical facts on screen: who reaches them, what is said before, what a slip shows."""

from datetime import date

import pytest
from django.urls import reverse

from rodfaest.audit.models import AuditLine
from rodfaest.cohorts.models import Cohort
from rodfaest.cohorts.rules.days import DayState
from rodfaest.organisations.models import Person
from rodfaest.organisations.rules import Role
from tests.factories.cohorts import WEEK_42, CohortFactory, TeacherFactory
from tests.factories.login import Client
from tests.factories.organisations import (
    HolidayWeekFactory,
    OrganisationFactory,
    PersonFactory,
    ProviderFactory,
    SystemRoleFactory,
    UnitFactory,
    colleague_in,
    consultant_of,
    leader_of,
    planner_of,
)
from tests.queries import asks

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    cohort = CohortFactory(name="Dagplejen, efterår 2021")
    HolidayWeekFactory(organisation=cohort.kommune, **WEEK_42)
    return cohort


@pytest.fixture
def karen(cohort):
    """A konsulent of the cohort's kommune, signed in."""
    return signed_in(consultant_of(cohort.kommune))


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def text_of(response):
    return " ".join(response.content.decode().split())


def day(cohort, number):
    return cohort.days.get(number=number)


def address(verb, day):
    return reverse(f"cohorts:day_{verb}", args=[day.pk])


# Who sees a cohort


def test_a_published_cohort_is_for_everybody_in_the_kommune(cohort):
    unit = UnitFactory(organisation=cohort.kommune)
    page = reverse("cohorts:day_list", args=[cohort.pk])
    for person in (
        colleague_in(unit),
        leader_of(unit),
        planner_of(cohort.provider),
        TeacherFactory(cohort=cohort).person,
    ):
        assert signed_in(person).get(page).status_code == 200
    strangers = [
        colleague_in(UnitFactory(organisation=OrganisationFactory())),
        consultant_of(OrganisationFactory()),
        planner_of(ProviderFactory()),
    ]
    for person in (*strangers, PersonFactory()):
        assert signed_in(person).get(page).status_code == 404
    assert Client().get(page).status_code == 302


def test_before_that_it_is_for_those_who_prepare_and_teach_it(cohort):
    Cohort.objects.filter(pk=cohort.pk).update(published_on=date(2021, 5, 4))
    unit = UnitFactory(organisation=cohort.kommune)
    for person, sees in (
        (consultant_of(cohort.kommune), True),
        (planner_of(cohort.provider), True),
        (TeacherFactory(cohort=cohort).person, True),
        (colleague_in(unit), False),
        (leader_of(unit), False),
    ):
        assert Cohort.objects.visible_to(person.as_actor()).exists() is sees


def test_a_participant_reads_the_days_and_moves_none(cohort):
    client = signed_in(colleague_in(UnitFactory(organisation=cohort.kommune)))
    seen = text_of(client.get(reverse("cohorts:day_list", args=[cohort.pk])))
    assert "mandag den 16. august 2021" in seen
    assert "21 dage, heraf 9 arbejdsdage imellem." in seen
    assert (">Flyt<" in seen, ">Aflys<" in seen, "Ret det praktiske" in seen) == (False, False, False)
    for verb in ("move", "cancel", "restore"):
        page = client.get(address(verb, day(cohort, 2)))
        assert "Det er konsulenten eller udbyderens planlægger" in text_of(page)


def test_the_four_splits_of_the_frame_stand_on_the_page(cohort, karen):
    seen = text_of(karen.get(reverse("cohorts:day_list", args=[cohort.pk])))
    for calendar_days, working_days in ((35, 24), (21, 14), (21, 9), (23, 16)):
        assert f"{calendar_days} dage, heraf {working_days} arbejdsdage imellem." in seen
    assert "Efter dag 5" in seen


@pytest.mark.parametrize("rows", [1, 3])
def test_the_days_ask_as_many_queries_whatever_the_rows(rows, karen, cohort, django_assert_num_queries):
    cohort.days.filter(number__gt=rows).delete()
    TeacherFactory.create_batch(rows, cohort=cohort)
    with django_assert_num_queries(13):
        assert karen.get(reverse("cohorts:day_list", args=[cohort.pk])).status_code == 200


def test_the_page_of_a_teacher_asks_no_more_than_a_page_may(karen, cohort):
    teacher = TeacherFactory(cohort=cohort)
    with asks(20):
        assert karen.get(reverse("cohorts:teacher_change", args=[cohort.pk, teacher.pk])).status_code == 200


# Moving


def test_a_day_is_moved_after_what_follows_has_been_seen(cohort, karen):
    page = address("move", day(cohort, 2))
    assert "Se, hvad der følger" in text_of(karen.get(page))
    asked = text_of(karen.get(page, {"to": "2021-09-27"}))
    assert "Dag 2 flyttes til mandag den 27. september 2021." in asked
    assert "Alle på holdet får en ny kalendertid" in asked
    assert day(cohort, 2).on == date(2021, 9, 20)

    moved = karen.post(page, {"to": "2021-09-27"})
    assert moved.url == reverse("cohorts:day_list", args=[cohort.pk])
    assert "Flyttet fra mandag den 20. september." in text_of(karen.get(moved.url))
    assert karen.post(page, {"to": "2021-09-27"}).url == moved.url
    assert "Dag 2 ligger nu mandag den 27. september." in text_of(karen.get(moved.url))
    assert AuditLine.objects.whats() == ["cohorts.day_moved"]


@pytest.mark.parametrize(
    ("to", "sentence"),
    [
        ("2021-10-20", "uge 42 (efterårsferie)"),
        ("2021-12-25", "er juledag"),
        ("25.12.2021", "er juledag"),
        ("i morgen", "Skriv datoen som dag.måned.år"),
        ("", "Udfyld feltet."),
    ],
)
def test_a_date_that_cannot_be_stands_in_the_form_with_the_reason(cohort, karen, to, sentence):
    page = address("move", day(cohort, 5))
    for asked in (karen.get(page, {"to": to}), karen.post(page, {"to": to})):
        assert (asked.status_code, sentence in text_of(asked)) == (422, True)
        assert not to or f'value="{to}"' in text_of(asked)
    assert day(cohort, 5).on == date(2021, 11, 24)


def test_day_1_does_not_move_onto_the_last_day_to_answer(cohort, karen):
    page = address("move", day(cohort, 1))
    for asked in (karen.get(page, {"to": "2021-06-15"}), karen.post(page, {"to": "2021-06-15"})):
        assert (asked.status_code, "Flyt svarfristen først" in text_of(asked)) == (422, True)


def test_a_day_nobody_can_move_or_put_back_shows_the_reason_and_no_form(cohort, karen):
    cohort.days.filter(number=1).update(held_on=date(2021, 8, 16))
    cohort.days.filter(number=3).update(cancelled_on=date(2021, 8, 20))
    for verb, number, sentence in [
        ("move", 1, "Dag 1 er afholdt og kan ikke flyttes."),
        ("move", 3, "Dag 3 er aflyst. Sæt den tilbage, hvis den skal holdes."),
        ("restore", 2, "Dag 2 er ikke aflyst."),
    ]:
        page = address(verb, day(cohort, number))
        for asked in (karen.get(page), karen.get(page, {"to": "2021-09-27"}), karen.post(page, {"to": "2021-09-27"})):
            assert (sentence in text_of(asked), 'name="to"' in text_of(asked)) == (True, False)
    assert AuditLine.objects.whats() == []


# Cancelling


def test_a_day_is_cancelled_after_what_follows_has_been_seen_and_can_come_back(cohort, karen):
    cancel, restore = (address(verb, day(cohort, 3)) for verb in ("cancel", "restore"))
    sentence = (
        "Dag 2 og dag 4 får én lang splitperiode imellem sig: 42 dage, heraf 24 arbejdsdage imellem. "
        "Praksisopgaverne efter dag 2 og 3 bliver stående i den."
    )
    assert sentence in text_of(karen.get(cancel))
    assert day(cohort, 3).state == DayState.PLANNED

    assert karen.post(cancel).status_code == 303
    days = text_of(karen.get(reverse("cohorts:day_list", args=[cohort.pk])))
    assert (sentence in days, "Aflyst. Skulle have ligget mandag den 11. oktober." in days) == (True, True)
    assert "Dag 3 er allerede aflyst." in text_of(karen.get(cancel))
    karen.post(cancel)
    assert AuditLine.objects.whats() == ["cohorts.day_cancelled"]

    assert 'value="2021-10-11"' in text_of(karen.get(restore))
    assert karen.post(restore, {"to": "2021-10-20"}).status_code == 422
    assert karen.post(restore, {"to": "2021-10-11"}).status_code == 303
    twice = karen.post(restore, {"to": "2021-10-11"})
    assert (twice.status_code, "Dag 3 er ikke aflyst." in text_of(twice)) == (422, True)


def test_a_day_is_marked_as_held_by_hand(cohort, karen, on_date):
    on_date(date(2021, 8, 16))
    hold = address("hold", day(cohort, 1))
    assert "Dagen er afholdt" in text_of(karen.get(reverse("cohorts:day_list", args=[cohort.pk])))
    assert karen.get(hold).status_code == 405
    assert karen.post(hold).status_code == 303
    karen.post(hold)
    assert AuditLine.objects.whats() == ["cohorts.day_held"]
    assert "I dag." in text_of(karen.get(reverse("cohorts:day_list", args=[cohort.pk])))


def test_strangers_and_colleagues_change_nothing(cohort):
    unit = UnitFactory(organisation=cohort.kommune)
    second = day(cohort, 2)
    for person, status in (
        (consultant_of(OrganisationFactory()), 404),
        (PersonFactory(), 404),
        (colleague_in(unit), 303),
        (leader_of(unit), 303),
    ):
        client = signed_in(person)
        assert client.post(address("cancel", second)).status_code == status
        assert client.post(address("hold", second)).status_code == status
        assert client.post(address("move", second), {"to": "2021-09-27"}).status_code == (404 if status == 404 else 422)
    assert (day(cohort, 2).state, AuditLine.objects.count()) == (DayState.PLANNED, 0)


def test_wrong_methods_are_turned_away(cohort, karen):
    for verb in ("move", "cancel", "restore"):
        assert karen.put(address(verb, day(cohort, 2))).status_code == 405
    assert karen.post(reverse("cohorts:day_list", args=[cohort.pk])).status_code == 405


# The rest of a cohort


def test_the_practical_facts_are_changed(cohort, karen):
    page = reverse("cohorts:practical_change", args=[cohort.pk])
    assert 'value="Campus Horsens"' in text_of(karen.get(page))
    typed = {
        "name": "Rådhuset",
        "address": "Rådhustorvet 4, 8700 Horsens",
        "directions": "Gå op ad trappen.",
        "catering": "Kaffe og frokost.",
        "contact": cohort.contact_id,
        "answer_by": cohort.answer_by,
    }
    assert karen.post(page, typed).status_code == 303
    days = text_of(karen.get(reverse("cohorts:day_list", args=[cohort.pk])))
    assert "Rådhuset, Rådhustorvet 4, 8700 Horsens. Gå op ad trappen." in days
    wrong = karen.post(page, {**typed, "address": ""})
    assert (wrong.status_code, "Udfyld feltet." in text_of(wrong), "Gå op ad trappen." in text_of(wrong)) == (
        422,
        True,
        True,
    )


def test_teachers_come_and_go(cohort, karen):
    add = reverse("cohorts:teacher_add", args=[cohort.pk])
    assert karen.post(add, {"first_name": "Dorte", "last_name": ""}).status_code == 422
    assert karen.post(add, {"first_name": "Dorte", "last_name": "Ibsen", "email": "d@via.example"}).status_code == 303
    again = karen.post(add, {"first_name": "Dorte", "last_name": "Ibsen", "email": "d@via.example"})
    assert (again.status_code, "underviser allerede på holdet" in text_of(again)) == (422, True)
    remove = reverse("cohorts:teacher_remove", args=[cohort.pk, cohort.teachers.get().pk])
    assert [karen.post(remove).status_code for _ in range(2)] == [303, 303]
    assert not cohort.teachers.exists()


def test_a_teacher_by_somebody_elses_mail_is_refused_beside_the_field(cohort, karen):
    PersonFactory(first_name="Asta", last_name="Bech", email="asta@horsens.example")
    typed = {"first_name": "Ole", "last_name": "Test", "email": "asta@horsens.example"}
    refused = karen.post(reverse("cohorts:teacher_add", args=[cohort.pk]), typed)
    assert (refused.status_code, "Asta Bech" in text_of(refused)) == (422, False)
    assert "Mailen hører til en anden i Rodfæst. Se navnet efter." in text_of(refused)


def test_a_teacher_without_a_mail_pressed_twice_is_one_and_another_of_the_name_is_said_to_be(cohort, karen):
    add, typed = reverse("cohorts:teacher_add", args=[cohort.pk]), {"first_name": "Dorte", "last_name": "Ibsen"}
    assert karen.post(add, typed).status_code == 303
    asked = karen.post(add, typed)
    assert (asked.status_code, cohort.teachers.count()) == (422, 1)
    assert "Dorte Ibsen står her allerede. Sæt kryds, hvis det er en anden." in text_of(asked)
    told = typed | {"other_than": cohort.teachers.get().person_id}
    assert [karen.post(add, told).status_code for _press in range(2)] == [303, 422]
    assert cohort.teachers.count() == 2


def test_a_cohort_is_shown_to_the_kommune(cohort, karen):
    Cohort.objects.filter(pk=cohort.pk).update(published_on=None)
    page = reverse("cohorts:practical_change", args=[cohort.pk])
    assert "Kun I, der forbereder holdet, kan se det endnu." in text_of(karen.get(page))
    show = reverse("cohorts:cohort_publish", args=[cohort.pk])
    assert karen.post(show, {"on": "2021-07-01"}).status_code == 422
    assert karen.post(show, {"on": "2021-05-03"}).status_code == 303
    assert karen.post(show, {"on": "2021-05-03"}).status_code == 422


def test_places_are_changed_by_the_kommune(cohort, karen):
    page = reverse("cohorts:places_change", args=[cohort.pk])
    assert 'value="22"' in text_of(karen.get(page))
    assert "Indtil holdet begynder, går flere pladser straks til de næste" in text_of(karen.get(page))
    assert karen.post(page, {"places": "24"}).status_code == 303
    twice = karen.post(page, {"places": "24"})
    assert (twice.status_code, "allerede det antal" in text_of(twice)) == (422, True)
    assert karen.post(page, {"places": "0"}).status_code == 422
    planner = signed_in(planner_of(cohort.provider))
    assert "kommunens konsulent, der bestemmer" in text_of(planner.get(page))
    assert planner.post(page, {"places": "2"}).status_code == 422
    assert Cohort.objects.get().places == 24


def test_a_teacher_is_put_right_where_teachers_stand(cohort, karen):
    teacher = TeacherFactory(cohort=cohort)
    practical = reverse("cohorts:practical_change", args=[cohort.pk])
    address = reverse("cohorts:teacher_change", args=[cohort.pk, teacher.pk])
    typed = {"first_name": "Dorthe", "last_name": "Ibsen", "email": "dorthe@via.example", "phone": ""}
    administers = planner_of(cohort.provider)
    SystemRoleFactory(person=administers, organisation=cohort.provider, role=Role.ADMINISTRATOR)
    planner = signed_in(administers)
    for client, offered in ((karen, False), (signed_in(planner_of(cohort.provider)), False), (planner, True)):
        assert address in text_of(client.get(practical))
        assert ('name="phone"' in text_of(client.get(address))) is offered
        assert [client.post(address, typed).url for _ in range(2)] == [practical, practical]
        assert (Person.objects.get(pk=teacher.person_id).email == "dorthe@via.example") is offered
    assert "Dorthe Ibsen" in text_of(karen.get(practical))
    wrong = planner.post(address, typed | {"email": "dorthe"})
    assert (wrong.status_code, 'value="dorthe"' in text_of(wrong)) == (422, True)
    assert karen.put(address).status_code == 405


def test_a_teacher_who_is_kept_elsewhere_has_the_reason_and_no_form(cohort, karen):
    teacher = TeacherFactory(cohort=cohort, person=colleague_in(UnitFactory(organisation=cohort.kommune)))
    seen = text_of(karen.get(reverse("cohorts:teacher_change", args=[cohort.pk, teacher.pk])))
    assert ("er ansat eller har en rolle" in seen, 'name="phone"' in seen) == (True, False)


def test_others_do_not_reach_a_teachers_mail(cohort):
    teacher, elsewhere = TeacherFactory(cohort=cohort), TeacherFactory()
    address = reverse("cohorts:teacher_change", args=[cohort.pk, teacher.pk])
    colleague = colleague_in(UnitFactory(organisation=cohort.kommune))
    for other, status in ((colleague, 403), (teacher.person, 403), (PersonFactory(), 404)):
        assert signed_in(other).get(address).status_code == status
    theirs = reverse("cohorts:teacher_change", args=[cohort.pk, elsewhere.pk])
    assert signed_in(consultant_of(cohort.kommune)).get(theirs).status_code == 404


def test_colleagues_and_strangers_change_no_practical_fact(cohort):
    colleague = signed_in(colleague_in(UnitFactory(organisation=cohort.kommune)))
    stranger = signed_in(PersonFactory())
    teacher = TeacherFactory(cohort=cohort)
    for name, args, typed in (
        ("practical_change", [cohort.pk], {"name": "Rådhuset"}),
        ("places_change", [cohort.pk], {"places": "3"}),
        ("cohort_publish", [cohort.pk], {"on": "2021-05-03"}),
        ("teacher_add", [cohort.pk], {"first_name": "A", "last_name": "B"}),
        ("teacher_remove", [cohort.pk, teacher.pk], {}),
    ):
        page = reverse(f"cohorts:{name}", args=args)
        assert stranger.post(page, typed).status_code == 404
        assert colleague.post(page, typed).status_code in (303, 422)
    assert "retter holdet" in text_of(colleague.get(reverse("cohorts:practical_change", args=[cohort.pk])))
    assert (AuditLine.objects.count(), cohort.teachers.count()) == (0, 1)
