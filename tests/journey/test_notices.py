"""What the letters say, and the calendar entries."""

from datetime import date

import pytest

from rodfaest.cohorts import actions as cohorts
from rodfaest.cohorts.models import Cohort
from rodfaest.correspondence.actions import send_due_letters
from rodfaest.correspondence.models import CalendarEntry, Letter
from rodfaest.correspondence.rules.channels import Channel
from rodfaest.correspondence.rules.markup import written
from rodfaest.enrolment import actions as enrolment
from rodfaest.enrolment.models import LocalAgreement
from rodfaest.journey import actions, notices
from rodfaest.journey.models import Step
from rodfaest.journey.notices import desired
from rodfaest.journey.notices.start import first_step_for
from rodfaest.kernel.actors import System
from rodfaest.kernel.time import now, today
from rodfaest.organisations.models import Person
from rodfaest.programmes.rules.values import Choice
from rodfaest.texts.rules import Audience
from tests.factories.journey import MAY_3, a_way, add_seat, lead, person, seat_for, teach
from tests.factories.organisations import DeputyshipFactory, consultant_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def way():
    return a_way()


def letter(way, key):
    return Letter.objects.in_scope(notices.of_cohort(way.cohort.pk)).get(key=key)


def test_the_start_letter_of_horsens(way):
    start = letter(way, f"start:{way.seat.pk}")
    assert start.subject == "Du er med: Barnets første 1000 dage, dag 1 mandag den 16. august"
    assert start.due_on == date(2021, 7, 2)
    assert start.body.split("\n\n")[:2] == ["Du har fået plads på holdet.", "[[own first_step | det første skridt]]"]
    assert start.body.count("\n- Dag ") == 10, "five lines of days, five of reading"
    for said in (
        "- Dag 5: onsdag den 24. november kl. 9.00-15.50.",
        "Sted :: Campus Horsens, Chr. M. Østergaards Vej 4, 8700 Horsens",
        "Mad :: fuld forplejning hele dagen",
        "- Dag 1: 40 sider",
        "Vi kender ikke titlerne endnu.",
        "Der er ikke aftalt noget om tid endnu. Tag det op med Lene.",
        "- Hvem spørger mig, hvordan det går, når jeg er hjemme igen?",
        "Kontakt :: Iben Kyhl",
        "Telefon :: 76291234",
    ):
        assert said in start.body


def test_a_place_is_told_of_the_day_it_is_given_where_the_start_letter_comes_later(way):
    told = letter(way, f"seat:{way.seat.pk}")
    assert (told.due_on, told.subject) == (way.seat.given_on, "Du har fået en plads: Barnets første 1000 dage")
    assert "Fredag den 2. juli får du et brev med det praktiske" in told.body
    late = seat_for(person("Line"), way.group, way.cohort, given_on=date(2021, 7, 5))
    way.reconcile()
    assert not Letter.objects.filter(key=f"seat:{late.pk}").exists(), "the start letter itself goes that day"


def test_whoever_gets_a_place_under_way_is_written_to_about_the_days_that_are_left(way, on_date):
    on_date(date(2021, 9, 29))
    late = seat_for(person("Line"), way.group, way.cohort, given_on=date(2021, 9, 29))
    way.reconcile()
    start = letter(way, f"start:{late.pk}")
    assert (start.subject.split(", ")[1], start.due_on) == ("dag 3 mandag den 11. oktober", date(2021, 9, 29))
    assert start.body.count("\n- Dag ") == 6, "three lines of days, three of reading"


def test_the_reminder_goes_the_monday_after_the_holiday(way):
    reminder = letter(way, f"reminder:{way.seat.pk}")
    assert reminder.due_on == date(2021, 8, 9)
    assert reminder.subject == "Om en uge: 1000 dage · dagpleje, dag 1 mandag den 16. august kl. 9.00"


def test_what_was_agreed_and_who_else_goes_come_into_the_letter(way):
    add_seat(way, "Kim")
    LocalAgreement.objects.create(
        cohort=way.cohort, unit=way.group, hours=8, transport="together", company="same_house", by=way.lene, on=MAY_3
    )
    way.reconcile()
    body = letter(way, f"start:{way.seat.pk}").body
    assert "Du har 8 timer til at læse og prøve af." in body
    assert "Samkørsel :: Kim skal også af sted fra Solsikken" in body


def first_step(way, letter="start"):
    return written(first_step_for(f"{letter}:{way.seat.pk}", "first_step"))


def test_the_button_is_the_first_thing_not_yet_done(way):
    assert first_step(way) == (
        "Det første, du kan gøre, tager cirka 3 minutter: Hvad vil du gerne blive bedre til?\n\n"
        f"[[link journey.do_step journey.Step {way.step('intention').pk} | Skriv nu]]"
    )
    actions.do_step(way.step("intention"), words="At vente.", actor=way.mette.as_actor())
    assert f"journey.Step {way.step('tal-med-leder').pk} | Vælg en dag]]" in first_step(way, "reminder")
    Step.objects.before_day_1(way.seat.pk).update(done_on=MAY_3)
    assert first_step(way) == ""


@pytest.mark.parametrize("letter", ["start", "reminder"])
def test_the_outbox_says_the_same_whether_or_not_the_first_step_is_done(letter, way):
    asked = {"key": f"{letter}:{way.seat.pk}"}
    before = Letter.objects.filter(**asked).values().get()
    for step in ("intention", "tal-med-leder"):
        actions.do_step(way.step(step), words="At vente.", on=date(2021, 8, 10), actor=way.mette.as_actor())
    way.reconcile()
    assert Letter.objects.filter(**asked).values().get() == before
    assert "journey.Step" not in before["body"]


def test_no_letter_holds_anybodys_words(way):
    actions.do_step(
        way.step("intention"),
        words="Hemmelige ord",
        audience=Audience.LEADER,
        nobody_recognisable=True,
        actor=way.mette.as_actor(),
    )
    way.reconcile()
    assert not Letter.objects.filter(body__contains="Hemmelige").exists()
    assert not CalendarEntry.objects.filter(description__contains="Hemmelige").exists()


def test_the_check_ins_are_four_letters(way):
    due = Letter.objects.filter(person=way.mette, subject__contains="efter: ").order_by("due_on")
    assert list(due.values_list("due_on", flat=True)) == [
        date(2022, 1, 3),
        date(2022, 2, 24),
        date(2022, 5, 24),
        date(2022, 11, 24),
    ]


def test_the_teacher_has_a_link_to_each_day_on_a_working_day_three_days_before(way):
    ulla = teach(way)
    way.reconcile()
    letters = Letter.objects.filter(person=ulla).order_by("due_on")
    assert list(letters.values_list("due_on", flat=True)) == [
        date(2021, 8, 13),
        date(2021, 9, 17),
        date(2021, 10, 8),
        date(2021, 10, 29),
        date(2021, 11, 19),
    ]
    assert f"[[link attendance.mark_day cohorts.TeachingDay {way.day(1).pk} | Åbn dagen]]" in letters[0].body


def due_now(one):
    """What would go to somebody today."""
    return [letter.subject for letter in Letter.objects.due(moment=now()).filter(person=one)]


def test_an_underviser_who_comes_late_hears_nothing_of_the_days_that_have_been(way, on_date):
    on_date(date(2021, 10, 20))
    ulla = teach(way)
    way.reconcile()
    due = Letter.objects.filter(person=ulla).order_by("due_on").values_list("due_on", flat=True)
    assert list(due) == [date(2021, 10, 29), date(2021, 11, 19)]


def test_a_new_leader_or_a_weeks_stand_in_is_asked_the_question_of_now_and_none_before_it(way, on_date):
    on_date(date(2022, 1, 10))
    dorte = person("Dorte")
    DeputyshipFactory(leader=way.lene, deputy=dorte, from_on=date(2022, 1, 10), to_on=date(2022, 1, 14))
    way.reconcile()
    assert due_now(dorte) == ["En måned efter: Spørg ind til det: Mette"]
    on_date(date(2022, 2, 10))
    nina = person("Nina")
    lead(nina, way.group)
    way.reconcile()
    assert due_now(nina) == []
    ahead = Letter.objects.open().filter(person=nina).order_by("due_on").values_list("due_on", flat=True)
    assert list(ahead) == [date(2022, 2, 24), date(2022, 5, 24), date(2022, 11, 24)]


def test_whoever_is_seated_after_the_periods_mail_went_is_in_the_next_one(way, on_date):
    """Meanwhile the question stands on the leader's home."""
    on_date(date(2021, 8, 30))
    way.reconcile()
    first = letter(way, f"ask:{way.cohort.pk}:leder-spoerg-1:{way.lene.pk}")
    Letter.objects.filter(pk=first.pk).update(sent_at=now(), sent_on=date(2021, 8, 30), handing_over_at=now())
    on_date(date(2021, 9, 1))
    seat_for(person("Kim", "Friis"), way.group, way.cohort, given_on=date(2021, 9, 1))
    way.reconcile()
    assert due_now(way.lene) == []
    assert letter(way, f"ask:{way.cohort.pk}:leder-spoerg-2:{way.lene.pk}").subject.endswith("Kim og Mette")


def test_a_new_leader_is_not_asked_an_older_question_when_the_newer_is_answered(way, on_date):
    on_date(date(2021, 10, 26))
    actions.do_step(way.step("leder-spoerg-3"), answer="Vi har talt om det", actor=way.lene.as_actor())
    lis = person("Lis")
    lead(lis, way.group)
    way.reconcile()
    asked = Letter.objects.open().filter(person=lis, key__contains="leder-spoerg").order_by("due_on")
    assert [letter.key.split(":")[2] for letter in asked if letter.due_on <= today() and not letter.needless] == []


def test_a_step_says_which_cohort_it_is_and_whom_to_ask(way):
    body = letter(way, f"step:{way.step('tjek-1').pk}").body
    assert "Hold :: Dagpleje, efterår 2021" in body
    assert "Kontakt :: " in body
    assert "På siden er der også en knap: »Jeg prøver noget andet«." in body


def test_the_teachers_letter_counts_the_seats_as_they_are(way):
    ulla = teach(way)
    way.reconcile()
    unsent = Letter.objects.filter(person=ulla)
    assert unsent.first().body.startswith("1 har plads på holdet.")
    add_seat(way, "Kim")
    way.reconcile()
    assert unsent.first().body.startswith("2 har plads på holdet.")


def test_whoever_has_a_phone_and_no_mail_gets_it_by_sms(way):
    Person.objects.filter(pk=way.mette.pk).update(email=None, phone="20304050")
    way.reconcile()
    assert letter(way, f"start:{way.seat.pk}").channel == Channel.SMS


def test_a_leader_of_many_is_asked_about_them_all_in_a_letter_whose_subject_stays_short(way):
    for number in range(16):
        add_seat(way, f"Anne-Christine {number:02}")
    way.reconcile()
    asked = Letter.objects.filter(key__startswith=f"ask:{way.cohort.pk}:").first()
    assert asked.subject.endswith(": Anne-Christine 00, Anne-Christine 01 og 15 andre")
    assert asked.body.count("[[link journey.do_step") == 17


def test_an_answer_of_a_programme_fits_where_it_is_kept():
    (longest,) = (rule.max_length for rule in Choice.__metadata__ if hasattr(rule, "max_length"))
    assert longest <= Step._meta.get_field("answer").max_length


def test_each_day_is_an_entry_in_the_calendar_with_nothing_personal(way):
    entries = CalendarEntry.objects.filter(person=way.mette).order_by("starts_at")
    assert [entry.starts_at.date() for entry in entries] == [day.on for day in way.cohort.days_in_order()]
    first = entries[0]
    assert first.summary == "1000 dage · dagpleje: Dag 1"
    assert first.location == "Campus Horsens, Chr. M. Østergaards Vej 4, 8700 Horsens"
    assert "Mette" not in first.summary + first.description + first.location


def test_a_cancelled_day_leaves_the_calendar(way):
    day = way.day(3)
    day.cancelled_on = MAY_3
    day.save()
    way.reconcile()
    assert CalendarEntry.objects.get(key=f"day:{day.pk}:person:{way.mette.pk}").cancelled


@pytest.mark.parametrize("rows", [1, 3])
def test_planning_costs_as_many_queries_whatever_the_seats(rows, way, django_assert_num_queries):
    for number in range(rows - 1):
        add_seat(way, f"Kim{number}")
    with django_assert_num_queries(13):
        planned = desired(Cohort.objects.get().pk)
    assert len([key for key in planned if key.startswith("start:")]) == rows


def told_by_sms(seat):
    """What goes out to them now, but for the letters of the journey."""
    sent_before = {*Letter.objects.filter(sent_at__isnull=False).values_list("pk", flat=True)}
    send_due_letters(actor=System("send_due_letters"))
    sent = Letter.objects.filter(person=seat.person, entry__isnull=False, sent_at__isnull=False).order_by("pk")
    return [one.body.split("\n\n")[0] for one in sent if one.pk not in sent_before]


def test_who_has_only_a_phone_hears_that_a_day_moved_or_is_cancelled_and_once_that_the_seat_is_gone(way, settings):
    settings.EMAIL_URL, settings.DEMO = "", True
    karen = consultant_of(way.kommune).as_actor()
    seat = add_seat(way, "Kim")
    Person.objects.filter(pk=seat.person.pk).update(email=None, phone="20304050")
    way.reconcile()
    assert told_by_sms(seat) == [], "the letter of the seat says which days"
    day_2 = way.cohort.days.get(number=2)
    cohorts.move_day(day_2, date(2021, 9, 21), actor=karen)
    assert told_by_sms(seat) == [
        "1000 dage · dagpleje: Dag 2 er flyttet fra mandag den 20. september til tirsdag den 21. september."
    ]
    cohorts.cancel_day(way.cohort.days.get(number=2), actor=karen)
    assert told_by_sms(seat) == ["1000 dage · dagpleje: Dag 2, tirsdag den 21. september, gælder ikke længere for dig."]
    enrolment.leave_seat(seat, actor=karen)
    assert told_by_sms(seat) == [], "a letter says so"
