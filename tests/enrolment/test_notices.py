"""The letters: who gets which, what it says, and that its reason decides whether it goes."""

from datetime import date

import pytest

from rodfaest.audit.models import AuditLine
from rodfaest.cohorts.actions import move_day
from rodfaest.correspondence.actions import reconcile_letters
from rodfaest.correspondence.models import Letter
from rodfaest.enrolment import actions, notices
from rodfaest.enrolment.rules.wishes import Answer, Reason, Side
from rodfaest.kernel.actors import System
from rodfaest.kernel.errors import Denied, RuleBroken
from rodfaest.kernel.time import ONE_DAY, now, today
from rodfaest.organisations.actions import end_employment
from rodfaest.organisations.models import Deputyship, Leadership
from rodfaest.texts.models import ReadingLine
from tests.factories.cohorts import DAYS, CohortFactory
from tests.factories.enrolment import MAY_2, MAY_3, SeatFactory, WishFactory, colleague_of, consultant
from tests.factories.organisations import LONG_AGO, EmploymentFactory, PersonFactory, UnitFactory, leader_of

pytestmark = pytest.mark.django_db

FULL = "Barnets første 1000 dage: læringsforløb for pædagogiske assistenter i dagplejen"


def open_letters() -> list[tuple[str, str]]:
    """To whom, and the subject, of every letter on its way that enrolment owns."""
    letters = (
        Letter.objects.filter(owner="enrolment", withdrawn_at__isnull=True).order_by("pk").select_related("person")
    )
    return [(letter.person.first_name, letter.subject) for letter in letters]


def the_letter() -> Letter:
    return Letter.objects.get(owner="enrolment", withdrawn_at__isnull=True)


def wished(**given):
    """A wish made by its person, as a page would."""
    employment = EmploymentFactory(unit=given.pop("unit", None) or UnitFactory())
    leader_of(employment.unit)
    cohort = given.pop("cohort", None) or CohortFactory()
    return actions.make_wish(employment, cohort, actor=employment.person.as_actor(), **given)


def test_the_leader_is_asked_with_the_days_her_words_and_who_else_is_away():
    wish = wished(intention="Jeg vil blive bedre til at følge barnets spor.")
    letter = the_letter()
    assert (letter.person, letter.due_on, letter.why) == (
        leader_of(wish.employment.unit),
        MAY_3,
        f"{wish.person.full_name} har ønsket en plads",
    )
    assert letter.subject == "Svar på Mettes ønske: 1000 dage · dagpleje, mandag den 16. august"
    assert letter.body == (
        f"{wish.person.full_name} vil gerne på »{FULL}«. "
        "Fem dage, første gang mandag den 16. august.\n"
        "\n"
        "[[words intention | Mette]]\n"
        "\n"
        "Hvis Mette kommer med, så er 1 af jer af sted mandag den 16. august; I har skrevet, at I kan undvære 2. "
        "Det gælder alle dagene.\n"
        "\n"
        f"[[link enrolment.answer_wish enrolment.Wish {wish.pk} | Svar på ønsket]]\n"
        "\n"
        "Der er tre svar: Ja, Mette skal med. Jeg taler med Mette først. Ikke denne gang.\n"
        "\n"
        "Dage :: 16. aug., 20. sep., 11. okt., 1. nov. og 24. nov.\n"
        "Sted :: Campus Horsens\n"
        "Svarfrist :: tirsdag den 15. juni\n"
        f"Kontakt :: {wish.cohort.contact.full_name}, tlf. 76291234"
    )


def test_her_words_are_opened_for_the_leader_alone_and_the_reading_is_noted():
    wish = wished(intention="Jeg vil se mere.")
    key = the_letter().key
    assert notices.intention_for(key, "intention") == "Jeg vil se mere."
    leader = leader_of(wish.employment.unit)
    assert [(line.reader_number, line.owner_number) for line in ReadingLine.objects.all()] == [
        (leader.pk, wish.person.pk)
    ]
    leader.leaderships.update(to_on=MAY_2)
    with pytest.raises(Denied):
        notices.intention_for(key, "intention")


def test_a_wish_without_words_fills_nothing():
    wished()
    assert notices.intention_for(the_letter().key, "intention") == ""
    assert not ReadingLine.objects.exists()


def test_every_leader_and_todays_deputy_is_asked():
    unit = UnitFactory()
    lene = leader_of(unit)
    second = PersonFactory(first_name="Jonas")
    Leadership.objects.create(person=second, unit=unit, from_on=LONG_AGO)
    deputy = PersonFactory(first_name="Dorte")
    Deputyship.objects.create(leader=lene, deputy=deputy, from_on=MAY_2, to_on=date(2021, 5, 9))
    wished(unit=unit)
    assert sorted(to for to, _ in open_letters()) == ["Dorte", "Jonas", "Lene"]


def test_a_leader_who_wishes_is_asked_about_by_the_one_above():
    area = UnitFactory(name="Dagplejen")
    above = leader_of(area)
    group = UnitFactory(parent=area)
    leader = leader_of(group)
    employment = EmploymentFactory(unit=group, person=leader)
    actions.make_wish(employment, CohortFactory(), actor=leader.as_actor())
    assert [letter.person for letter in Letter.objects.all()] == [above]


def test_who_stands_in_for_the_leader_who_wishes_is_not_asked():
    area = UnitFactory(name="Dagplejen")
    above = leader_of(area)
    group = UnitFactory(parent=area)
    leader = leader_of(group)
    Deputyship.objects.create(leader=leader, deputy=colleague_of(group), from_on=MAY_2, to_on=date(2021, 5, 9))
    employment = EmploymentFactory(unit=group, person=leader)
    actions.make_wish(employment, CohortFactory(), actor=leader.as_actor())
    assert [letter.person for letter in Letter.objects.all()] == [above]


def test_a_yes_before_the_mail_went_out_takes_the_question_back_and_tells_who_waits():
    cohort = CohortFactory(places=1)
    SeatFactory(wish__cohort=cohort)
    wish = wished(cohort=cohort)
    actions.answer_wish(wish, Answer.YES, actor=leader_of(wish.employment.unit).as_actor())
    assert open_letters() == [("Mette", "Lene har sagt ja: 1000 dage · dagpleje")]
    assert the_letter().body.startswith(
        "Lene har sagt ja. Nu venter du på svar om en plads.\n\nDu skal ikke gøre noget."
    )


def test_who_has_a_seat_is_told_by_the_journey_not_by_us():
    wish = wished()
    actions.answer_wish(wish, Answer.YES, actor=leader_of(wish.employment.unit).as_actor())
    assert open_letters() == []


def test_a_no_says_why_and_what_to_do_instead():
    wish = wished()
    actions.answer_wish(wish, Answer.NOT_NOW, Reason.TIMING, actor=leader_of(wish.employment.unit).as_actor())
    assert open_letters() == [("Mette", "Svar på dit ønske: ikke denne gang, 1000 dage · dagpleje")]
    assert the_letter().body.startswith(
        "Det bliver ikke denne gang. Tidspunktet passer ikke. Find sammen med Lene et hold med andre datoer.\n\n"
        f"Dit ønske var: »{FULL}«, fem dage, første gang mandag den 16. august."
    )


def test_a_changed_answer_is_a_letter_of_its_own(on_date):
    cohort = CohortFactory(places=1)
    SeatFactory(wish__cohort=cohort)
    wish = wished(cohort=cohort)
    leader = leader_of(wish.employment.unit).as_actor()
    actions.answer_wish(wish, Answer.NOT_NOW, Reason.TIMING, actor=leader)
    actions.change_answer(wish, Answer.YES, actor=leader)
    assert open_letters() == [("Mette", "Lene har sagt ja: 1000 dage · dagpleje")]


def sent() -> None:
    """What is on its way has gone."""
    gone = {"claimed_at": now(), "handing_over_at": now(), "sent_at": now(), "sent_on": today()}
    Letter.objects.filter(sent_at__isnull=True, withdrawn_at__isnull=True).update(**gone)


def test_each_answer_of_one_day_is_told_so_the_last_one_stands():
    cohort = CohortFactory(places=1)
    SeatFactory(wish__cohort=cohort)
    wish = wished(cohort=cohort)
    leader = leader_of(wish.employment.unit).as_actor()
    actions.answer_wish(wish, Answer.YES, actor=leader)
    for answer, reason in (
        (Answer.NOT_NOW, Reason.TIMING),
        (Answer.NOT_NOW, Reason.MONEY),
        (Answer.YES, None),
    ):
        sent()
        actions.change_answer(wish, answer, reason, actor=leader)
    told = Letter.objects.filter(person=wish.person).order_by("pk")
    no, yes = "Det bliver ikke denne gang.", "Lene har sagt ja."
    assert [letter.body[: len(no)] == no for letter in told] == [False, True, True, False]
    assert told[3].body.startswith(yes)


def put_forward_to_a_full_cohort():
    cohort, employment = CohortFactory(places=1), EmploymentFactory()
    SeatFactory(wish__cohort=cohort)
    leader = leader_of(employment.unit).as_actor()
    return actions.put_forward(employment, cohort, actor=leader), leader


def test_not_now_after_putting_forward_is_told():
    wish, leader = put_forward_to_a_full_cohort()
    sent()
    actions.change_answer(wish, Answer.NOT_NOW, Reason.TIMING, actor=leader)
    told = Letter.objects.get(person=wish.person, sent_at__isnull=True)
    assert told.body.startswith("Det bliver ikke denne gang. Tidspunktet passer ikke.")
    assert f"Du var skrevet op til »{FULL}«, fem dage" in told.body


def test_a_letter_that_still_waits_says_no_yes_that_was_taken_back():
    wish, leader = put_forward_to_a_full_cohort()
    first = Letter.objects.get(person=wish.person)
    assert "har sagt ja på forhånd" in first.body
    actions.change_answer(wish, Answer.NOT_NOW, Reason.TIMING, actor=leader)
    first.refresh_from_db()
    assert first.body.startswith(f"Lene har skrevet dig op til »{FULL}«.")
    assert "ja" not in first.body.split()
    assert "Svaret får du i en mail for sig." in first.body
    assert [letter.key for letter in Letter.objects.filter(person=wish.person).order_by("pk")] == [
        f"put_forward:{wish.pk}",
        f"answered:{wish.pk}:2",
    ]


def test_to_talk_first_is_told_and_the_leader_may_still_be_asked():
    wish = wished()
    actions.talk_first(wish, actor=leader_of(wish.employment.unit).as_actor())
    assert open_letters() == [
        ("Lene", "Svar på Mettes ønske: 1000 dage · dagpleje, mandag den 16. august"),
        ("Mette", "Lene vil tale med dig om dit ønske: 1000 dage · dagpleje"),
    ]


def test_the_one_put_forward_is_told_when_nobody_is_asked():
    employment, cohort = EmploymentFactory(), CohortFactory()
    actions.put_forward(employment, cohort, actor=consultant().as_actor())
    assert f"ingen er registreret som din leder. Ring til {cohort.whom_to_ask}" in the_letter().body
    leader_of(employment.unit)
    reconcile_letters(notices.of_cohort(cohort.pk))
    told = Letter.objects.get(key__startswith="put_forward")
    assert "Din leder bliver spurgt nu" in told.body


def test_the_one_put_forward_is_told_by_whom_and_may_write():
    employment, cohort = EmploymentFactory(), CohortFactory()
    wish = actions.put_forward(employment, cohort, actor=leader_of(employment.unit).as_actor())
    assert open_letters() == [("Mette", "Du er skrevet op: 1000 dage · dagpleje, mandag den 16. august")]
    body = the_letter().body
    assert body.startswith(f"Lene vil gerne have dig med på »{FULL}« og har sagt ja på forhånd.")
    assert f"[[link enrolment.write_intention enrolment.Wish {wish.pk} | Skriv et par ord]]" in body


def test_typed_in_by_a_konsulent_both_are_told():
    employment, cohort = EmploymentFactory(), CohortFactory()
    leader_of(employment.unit)
    actions.put_forward(employment, cohort, actor=consultant().as_actor())
    assert [to for to, _ in open_letters()] == ["Lene", "Mette"]
    assert "Karen har skrevet dig op" in Letter.objects.get(owner="enrolment", person=employment.person).body


def test_a_withdrawn_wish_takes_its_letters_back():
    wish = wished()
    actions.withdraw_wish(wish, actor=wish.person.as_actor())
    assert open_letters() == []


def test_a_moved_day_is_written_into_the_letters_that_wait():
    wish = wished()
    move_day(wish.cohort.first_day(), date(2021, 8, 17), actor=consultant().as_actor())
    assert the_letter().subject == "Svar på Mettes ønske: 1000 dage · dagpleje, tirsdag den 17. august"


def test_anothers_yes_is_written_into_the_advice():
    unit, cohort = UnitFactory(can_spare=1), CohortFactory()
    first, second = wished(unit=unit, cohort=cohort), wished(unit=unit, cohort=cohort)
    actions.answer_wish(first, Answer.YES, actor=leader_of(unit).as_actor())
    letter = Letter.objects.get(owner="enrolment", key=f"ask:{second.pk}:{leader_of(unit).pk}")
    assert "så er 2 af jer af sted" in letter.body
    assert "Det er et råd. Du bestemmer." in letter.body


def test_after_the_last_day_nobody_is_asked(on_date):
    wish = wished()
    on_date(date(2021, 6, 16))
    assert reconcile_letters(notices.of_cohort(wish.cohort.pk)).withdrawn == (the_letter_key(wish),)
    assert open_letters() == []


def the_letter_key(wish) -> str:
    return f"ask:{wish.pk}:{leader_of(wish.employment.unit).pk}"


def test_a_second_run_does_nothing():
    cohort = CohortFactory(places=2)
    SeatFactory.create_batch(2, wish__cohort=cohort)
    WishFactory(cohort=cohort, yes=True)
    WishFactory(cohort=cohort, no=Reason.MONEY)
    wished(cohort=cohort)
    reconcile_letters(notices.of_cohort(cohort.pk))
    assert not reconcile_letters(notices.of_cohort(cohort.pk))


# A seat that was given up for somebody


def test_whoever_is_noted_as_stopped_is_told_from_which_day_by_whom_and_whom_to_ring(on_date):
    seat, karen = SeatFactory(), consultant()
    on_date(DAYS[1])
    actions.end_seat(seat, actor=karen.as_actor())
    letter = the_letter()
    assert (letter.key, letter.person, letter.due_on) == (f"left:{seat.wish_id}", seat.person, DAYS[1])
    assert letter.subject.startswith("Du har ikke længere en plads: ")
    said = f"Den er givet fri fra mandag den 20. september. {karen.full_name} har noteret, at du ikke skal med mere."
    assert said in letter.body
    assert f"Er det en fejl, så ring til {seat.cohort.whom_to_ask}" in letter.body
    assert not reconcile_letters(notices.of_cohort(seat.cohort.pk))


def test_whoever_lost_the_seat_with_the_employment_is_told_so(on_date):
    seat = SeatFactory()
    end_employment(seat.wish.employment, MAY_2, actor=consultant().as_actor())
    letter = the_letter()
    assert (letter.person, "Det følger med, når en ansættelse slutter." in letter.body) == (seat.person, True)
    assert not letter.has_placeholders


def test_whoever_gave_the_seat_on_has_seen_it_and_whoever_it_was_given_on_for_is_told():
    own, others = SeatFactory(), SeatFactory()
    actions.leave_seat(own, actor=own.person.as_actor())
    lene = leader_of(others.unit)
    actions.leave_seat(others, actor=lene.as_actor())
    letter = the_letter()
    assert (letter.person, lene.full_name in letter.body) == (others.person, True)


def test_no_letter_holds_anybodys_words():
    wish = wished(intention="Helt mine egne ord.")
    actions.write_intention(wish, Side.LEADER, "Husets egne ord.", actor=leader_of(wish.employment.unit).as_actor())
    assert not [letter for letter in Letter.objects.all() if "egne ord" in letter.body + letter.subject]


@pytest.mark.parametrize("rows", [1, 3])
def test_whoever_waited_with_a_yes_is_told_when_the_cohort_is_over(rows, on_date):
    """Whoever had no yes has an answer already, or none came: nothing more is said."""
    cohort = SeatFactory(wish__cohort=CohortFactory(places=1)).wish.cohort
    backed = WishFactory.create_batch(rows, cohort=cohort, yes=True)
    refused = WishFactory(cohort=cohort, no=Reason.MONEY)
    on_date(DAYS[-1])
    assert actions.close_wishes(actor=System("close_wishes")) == 0
    over = DAYS[-1] + ONE_DAY
    on_date(over)
    assert actions.close_wishes(actor=System("close_wishes")) == rows + 1
    assert actions.close_wishes(actor=System("close_wishes")) == 0
    told = Letter.objects.filter(owner="enrolment", key__startswith="over:")
    assert {(letter.person_id, letter.due_on) for letter in told} == {(wish.person_id, over) for wish in backed}
    assert told[0].subject.startswith("Der blev ikke en plads denne gang: ")
    refused.refresh_from_db()
    assert refused.own_sentence.startswith("Holdet er slut, og du kom ikke med denne gang.")


def test_a_closed_wish_is_neither_withdrawn_again_nor_written_to(on_date):
    wish = WishFactory()
    on_date(DAYS[-1] + ONE_DAY)
    actions.close_wishes(actor=System("close_wishes"))
    lines = AuditLine.objects.whats()
    with pytest.raises(RuleBroken, match="Ønsket er lukket"):
        actions.withdraw_wish(wish, actor=wish.person.as_actor())
    with pytest.raises(RuleBroken, match="så der er ikke noget at skrive til"):
        actions.write_intention(wish, Side.PARTICIPANT, "Mere.", actor=wish.person.as_actor())
    assert AuditLine.objects.whats() == lines == ["enrolment.wish_closed"]


@pytest.mark.parametrize("houses", [1, 3, 10])
def test_planning_costs_as_many_queries_whatever_the_houses(houses, django_assert_num_queries):
    cohort = CohortFactory()
    for _ in range(houses):
        wished(cohort=cohort)
    with django_assert_num_queries(12):
        planned = notices.desired(cohort.pk)
    assert len(planned) == houses
