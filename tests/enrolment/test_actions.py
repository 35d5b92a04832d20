"""The verbs: who may, what stands afterwards, and the lines they leave."""

from datetime import date, timedelta

import pytest

from rodfaest.audit.models import AuditLine
from rodfaest.cohorts.actions import change_places
from rodfaest.enrolment import actions
from rodfaest.enrolment.actions import seats
from rodfaest.enrolment.models import LocalAgreement, Seat, TalkFirst, Wish, WishText
from rodfaest.enrolment.rules.agreements import Company, Transport
from rodfaest.enrolment.rules.wishes import Answer, Reason, Side, WishState
from rodfaest.kernel.actors import Errand, LinkHolder, System
from rodfaest.kernel.errors import Denied, RuleBroken
from tests.factories.cohorts import ANSWER_BY, DAYS, CohortFactory
from tests.factories.enrolment import (
    MAY_1,
    MAY_2,
    SeatFactory,
    WishFactory,
    colleague_of,
    consultant,
    planner_of,
    stranger,
    write_words,
)
from tests.factories.organisations import EmploymentFactory, UnitFactory, leader_of

pytestmark = pytest.mark.django_db

AFTER_THE_DEADLINE = date(2021, 6, 16)


def as_leader(wish: Wish):
    return leader_of(wish.employment.unit).as_actor()


def seated(cohort) -> list[Wish]:
    return [seat.wish for seat in Seat.objects.of_cohort(cohort).live().order_by("pk")]


def details() -> list[str]:
    return list(AuditLine.objects.order_by("pk").values_list("detail", flat=True))


# Wishing


def test_a_wish_stands_with_its_day_and_its_words():
    employment, cohort = EmploymentFactory(), CohortFactory()

    wish = actions.make_wish(employment, cohort, intention="Jeg vil lære mere.", actor=employment.person.as_actor())

    assert (wish.person, wish.on.isoformat(), wish.state) == (employment.person, "2021-05-03", WishState.ASKED)
    assert [text.open_for(employment.person.as_actor()) for text in wish.texts.all()] == ["Jeg vil lære mere."]
    assert AuditLine.objects.whats() == ["enrolment.wish_made"]


def test_one_wishes_for_oneself_alone():
    employment, cohort = EmploymentFactory(), CohortFactory()
    for other in (colleague_of(employment.unit), leader_of(employment.unit), stranger()):
        with pytest.raises(Denied, match="Du kan kun ønske for dig selv"):
            actions.make_wish(employment, cohort, actor=other.as_actor())
    assert not Wish.objects.exists()


def test_wishing_twice_leaves_one_wish():
    employment, cohort = EmploymentFactory(), CohortFactory()
    actions.make_wish(employment, cohort, actor=employment.person.as_actor())
    with pytest.raises(RuleBroken, match="Ønsket står her allerede"):
        actions.make_wish(employment, cohort, actor=employment.person.as_actor())
    assert AuditLine.objects.whats() == ["enrolment.wish_made"]


def test_a_wish_comes_no_later_than_the_last_day(on_date):
    employment, cohort = EmploymentFactory(), CohortFactory()
    on_date(AFTER_THE_DEADLINE)
    with pytest.raises(RuleBroken, match=r"Fristen for at ønske var tirsdag den 15\. juni"):
        actions.make_wish(employment, cohort, actor=employment.person.as_actor())
    on_date(ANSWER_BY)
    assert actions.make_wish(employment, cohort, actor=employment.person.as_actor()).on == ANSWER_BY


def test_a_wish_is_for_those_employed_in_the_kommune():
    elsewhere = EmploymentFactory(unit__organisation=CohortFactory().provider)
    ended = EmploymentFactory(to_on=MAY_2)
    for employment in (elsewhere, ended):
        with pytest.raises(RuleBroken, match="Holdet er for ansatte i kommunens huse og grupper"):
            actions.make_wish(employment, CohortFactory(), actor=employment.person.as_actor())


def test_a_cohort_not_yet_published_takes_no_wish():
    employment = EmploymentFactory()
    with pytest.raises(RuleBroken, match="ikke åbent for ønsker endnu"):
        actions.make_wish(employment, CohortFactory(published_on=None), actor=employment.person.as_actor())


def test_words_that_hold_a_cpr_number_stop_the_whole_wish():
    employment = EmploymentFactory()
    with pytest.raises(RuleBroken, match="CPR-nummer"):
        actions.make_wish(
            employment, CohortFactory(), intention="Barnet 010121-1234", actor=employment.person.as_actor()
        )
    assert (Wish.objects.count(), AuditLine.objects.whats()) == (0, [])


def test_a_leader_who_puts_forward_has_said_yes_and_the_place_is_given():
    employment, cohort = EmploymentFactory(), CohortFactory()
    leader = leader_of(employment.unit)

    wish = actions.put_forward(employment, cohort, intention="Vi vil dele det.", actor=leader.as_actor())

    assert (wish.put_forward_by, wish.leader_answer.by, wish.on) == (leader, leader, wish.leader_answer.on)
    assert seated(cohort) == [wish]
    assert WishText.objects.get().open_for(employment.person.as_actor()) == "Vi vil dele det."
    assert AuditLine.objects.whats() == ["enrolment.put_forward", "enrolment.wish_answered", "enrolment.seat_given"]


def test_a_consultant_who_types_in_for_one_who_rang_says_no_yes():
    employment, cohort = EmploymentFactory(), CohortFactory()
    wish = actions.put_forward(employment, cohort, actor=consultant().as_actor())
    assert (wish.state, seated(cohort)) == (WishState.ASKED, [])
    assert AuditLine.objects.whats() == ["enrolment.put_forward"]


def test_others_put_nobody_forward():
    employment, cohort = EmploymentFactory(), CohortFactory()
    for other in (colleague_of(employment.unit), stranger(), leader_of(UnitFactory())):
        with pytest.raises(Denied, match="Det er lederen, der indstiller"):
            actions.put_forward(employment, cohort, actor=other.as_actor())


def test_nobody_puts_themselves_forward():
    leader = leader_of(UnitFactory())
    own = EmploymentFactory(unit=leader.leaderships.get().unit, person=leader)
    for employment in (own, EmploymentFactory()):
        with pytest.raises(Denied, match="ønsk en plads for dig selv"):
            actions.put_forward(employment, CohortFactory(), actor=employment.person.as_actor())


# Answering


def test_a_yes_gives_a_free_place_at_once():
    wish = WishFactory()
    wish = actions.answer_wish(wish, Answer.YES, actor=as_leader(wish))
    assert (wish.leader_answer.words, seated(wish.cohort)) == ("ja", [wish])
    assert AuditLine.objects.whats() == ["enrolment.wish_answered", "enrolment.seat_given"]
    assert details() == ["ja", ""]


def test_a_yes_gives_the_place_to_the_one_who_has_waited_longer():
    cohort = CohortFactory(places=1)
    SeatFactory(wish__cohort=cohort)
    first = WishFactory(cohort=cohort, on=MAY_1, yes=True)
    second = WishFactory(cohort=cohort, on=MAY_2)
    Seat.objects.update(left_on=MAY_2)

    actions.answer_wish(second, Answer.YES, actor=as_leader(second))

    assert seated(cohort) == [first]
    assert AuditLine.objects.whats() == ["enrolment.wish_answered", "enrolment.seat_given"]


def test_a_no_has_its_reason_and_gives_no_place():
    wish = WishFactory()
    wish = actions.answer_wish(wish, Answer.NOT_NOW, Reason.STAFFING, actor=as_leader(wish))
    assert (wish.state, seated(wish.cohort)) == (WishState.NOT_NOW, [])
    assert wish.own_sentence == (
        "Ikke denne gang. I kan ikke undvære en mere de dage. Spørg Lene, hvilket hold der passer bedre, og ønsk igen."
    )
    assert details() == ["ikke denne gang: bemanding"]


def test_only_the_leader_answers():
    wish = WishFactory()
    for other in (wish.person, colleague_of(wish.employment.unit), stranger(), consultant(), leader_of(UnitFactory())):
        with pytest.raises(Denied):
            actions.answer_wish(wish, Answer.YES, actor=other.as_actor())
    assert AuditLine.objects.whats() == []


def test_a_leader_does_not_answer_about_themselves():
    leader = leader_of(UnitFactory())
    unit = leader.leaderships.get().unit
    wish = WishFactory(employment=EmploymentFactory(unit=unit, person=leader))
    with pytest.raises(Denied, match="dit eget ønske"):
        actions.answer_wish(wish, Answer.YES, actor=leader.as_actor())


def test_an_answer_is_given_once():
    wish = WishFactory()
    actions.answer_wish(wish, Answer.NOT_NOW, Reason.MONEY, actor=as_leader(wish))
    with pytest.raises(RuleBroken, match="Der er svaret på ønsket"):
        actions.answer_wish(wish, Answer.YES, actor=as_leader(wish))
    assert AuditLine.objects.whats() == ["enrolment.wish_answered"]


def test_an_answer_comes_in_time(on_date):
    wish = WishFactory()
    on_date(AFTER_THE_DEADLINE)
    with pytest.raises(RuleBroken, match=r"Fristen for svar var tirsdag den 15\. juni"):
        actions.answer_wish(wish, Answer.YES, actor=as_leader(wish))


def test_the_link_answers_for_its_leader_and_for_its_wish_alone():
    wish, other = WishFactory(), WishFactory()
    leader = leader_of(wish.employment.unit)
    by_link = LinkHolder(Errand("enrolment.answer_wish", "enrolment.Wish", wish.pk), leader.pk, leader.full_name)
    with pytest.raises(Denied, match="Linket kan kun bruges"):
        actions.answer_wish(other, Answer.YES, actor=by_link)
    assert actions.answer_wish(wish, Answer.YES, actor=by_link).leader_answer.by == leader


def test_the_link_of_one_who_leads_no_longer_answers_nothing():
    wish = WishFactory()
    leader = leader_of(wish.employment.unit)
    leader.leaderships.update(to_on=MAY_2)
    by_link = LinkHolder(Errand("enrolment.answer_wish", "enrolment.Wish", wish.pk), leader.pk, leader.full_name)
    with pytest.raises(Denied, match="Det er lederen, der svarer"):
        actions.answer_wish(wish, Answer.YES, actor=by_link)


def test_to_talk_first_is_no_answer_and_is_said_once():
    wish = WishFactory(cohort__places=1)
    later = WishFactory(cohort=wish.cohort, on=MAY_2)
    actions.talk_first(wish, actor=as_leader(wish))
    with pytest.raises(RuleBroken, match="at I taler sammen først"):
        actions.talk_first(wish, actor=as_leader(wish))
    actions.answer_wish(later, Answer.YES, actor=as_leader(later))
    assert (TalkFirst.objects.count(), seated(wish.cohort)) == (1, [later])

    wish = actions.answer_wish(wish, Answer.YES, actor=as_leader(wish))

    assert wish.state is WishState.BACKED
    assert AuditLine.objects.whats() == [
        "enrolment.talk_first",
        "enrolment.wish_answered",
        "enrolment.seat_given",
        "enrolment.wish_answered",
    ]


def test_an_answer_may_be_changed_until_there_is_a_seat():
    wish = WishFactory(no=Reason.STAFFING)
    wish = actions.change_answer(wish, Answer.YES, actor=as_leader(wish))
    assert seated(wish.cohort) == [wish]
    assert details() == ["ikke denne gang: bemanding → ja", ""]
    with pytest.raises(RuleBroken, match="Pladsen er givet"):
        actions.change_answer(wish, Answer.NOT_NOW, Reason.MONEY, actor=as_leader(wish))


def test_the_same_answer_again_is_no_change():
    wish = WishFactory(no=Reason.STAFFING)
    with pytest.raises(RuleBroken, match="Det er det svar, der står"):
        actions.change_answer(wish, Answer.NOT_NOW, Reason.STAFFING, actor=as_leader(wish))
    assert AuditLine.objects.whats() == []


# Withdrawing and leaving


@pytest.mark.parametrize("who", ["person", "leader", "consultant"])
def test_a_wish_is_withdrawn_by_the_person_or_for_them(who):
    wish = WishFactory(yes=True, cohort__places=1)
    actor = {"person": wish.person, "leader": leader_of(wish.employment.unit), "consultant": consultant()}[who]
    wish = actions.withdraw_wish(wish, actor=actor.as_actor())
    assert (wish.state, AuditLine.objects.whats()) == (WishState.WITHDRAWN, ["enrolment.wish_withdrawn"])
    with pytest.raises(RuleBroken, match="Ønsket er trukket tilbage"):
        actions.withdraw_wish(wish, actor=actor.as_actor())


def test_others_withdraw_nothing():
    wish, seat = WishFactory(), SeatFactory()
    for other in (colleague_of(wish.employment.unit), colleague_of(seat.unit), stranger()):
        with pytest.raises(Denied):
            actions.withdraw_wish(wish, actor=other.as_actor())
        with pytest.raises(Denied):
            actions.leave_seat(seat, actor=other.as_actor())


def test_a_wish_with_a_seat_is_left_not_withdrawn():
    seat = SeatFactory()
    with pytest.raises(RuleBroken, match="Giv pladsen videre i stedet"):
        actions.withdraw_wish(seat.wish, actor=seat.person.as_actor())


def test_a_seat_left_is_the_next_ones_in_the_same_breath():
    cohort = CohortFactory(places=1)
    seat = SeatFactory(wish__cohort=cohort)
    WishFactory(cohort=cohort, on=MAY_1)
    following = WishFactory(cohort=cohort, on=MAY_2, yes=True)

    seat = actions.leave_seat(seat, actor=seat.person.as_actor())

    assert (seated(cohort), seat.wish.state) == ([following], WishState.LEFT)
    assert AuditLine.objects.whats() == ["enrolment.seat_left", "enrolment.seat_given"]
    with pytest.raises(RuleBroken, match="Her er ikke længere en plads"):
        actions.leave_seat(seat, actor=seat.person.as_actor())


def test_who_left_may_wish_again_and_stands_last(on_date):
    cohort = CohortFactory(places=1)
    seat = SeatFactory(wish__cohort=cohort)
    other = WishFactory(cohort=cohort, on=MAY_2, yes=True)
    actions.leave_seat(seat, actor=seat.person.as_actor())
    again = actions.make_wish(seat.wish.employment, cohort, actor=seat.person.as_actor())
    actions.answer_wish(again, Answer.YES, actor=as_leader(again))
    assert (seated(cohort), Wish.objects.get(pk=again.pk).state) == ([other], WishState.BACKED)


# Under way


def test_from_the_first_day_on_nobody_gives_a_seat_on(on_date):
    seat = SeatFactory()
    on_date(DAYS[0])
    for who in (seat.person, leader_of(seat.unit), consultant()):
        with pytest.raises(RuleBroken, match=r"Holdet er begyndt.* Tal med Karen Holm \d+, tlf\. 76291234"):
            actions.leave_seat(seat, actor=who.as_actor())
    assert (seated(seat.cohort), AuditLine.objects.whats()) == ([seat.wish], [])


def test_a_konsulent_notes_that_somebody_has_stopped_and_the_place_goes_to_nobody_by_itself(on_date):
    cohort = CohortFactory(places=1)
    seat = SeatFactory(wish__cohort=cohort)
    WishFactory(cohort=cohort, on=MAY_2, yes=True)
    on_date(DAYS[0])

    seat = actions.end_seat(seat, actor=consultant().as_actor())
    actions.give_all_free_places(actor=System("give_all_free_places"))

    assert (seated(cohort), seat.left_on, seat.wish.state) == ([], DAYS[0], WishState.LEFT)
    assert AuditLine.objects.whats() == ["enrolment.seat_ended"]
    with pytest.raises(RuleBroken, match="Mette har ikke længere en plads"):
        actions.end_seat(seat, actor=consultant().as_actor())


def test_nobody_else_notes_it_and_nobody_before_the_first_day(on_date):
    seat = SeatFactory()
    with pytest.raises(RuleBroken, match="Holdet er ikke begyndt"):
        actions.end_seat(seat, actor=consultant().as_actor())
    on_date(DAYS[1])
    for other in (seat.person, leader_of(seat.unit), colleague_of(seat.unit), stranger()):
        with pytest.raises(Denied, match="kommunens konsulent"):
            actions.end_seat(seat, actor=other.as_actor())
    assert seated(seat.cohort) == [seat.wish]


def test_a_cancelled_first_day_does_not_begin_the_cohort(on_date):
    seat = SeatFactory()
    seat.cohort.days.filter(number=1).update(cancelled_on=MAY_2)
    on_date(DAYS[0])
    assert actions.leave_seat(seat, actor=seat.person.as_actor()).left_on == DAYS[0]


def test_a_free_place_of_a_cohort_under_way_is_given_to_the_next_in_line_alone(on_date):
    cohort = CohortFactory(places=1)
    first = WishFactory(cohort=cohort, on=MAY_1, yes=True)
    second = WishFactory(cohort=cohort, on=MAY_2, yes=True)
    without_yes = WishFactory(cohort=cohort, on=MAY_1)
    konsulent = consultant().as_actor()
    with pytest.raises(RuleBroken, match="Indtil da giver køen selv pladserne"):
        actions.give_place(first, actor=konsulent)
    on_date(DAYS[1])
    for wish in (second, without_yes):
        with pytest.raises(RuleBroken, match="Mette er ikke den næste i køen"):
            actions.give_place(wish, actor=konsulent)

    seat = actions.give_place(first, actor=konsulent)

    assert (seated(cohort), seat.given_on) == ([first], DAYS[1])
    with pytest.raises(RuleBroken, match="Mette har allerede en plads"):
        actions.give_place(first, actor=konsulent)
    with pytest.raises(RuleBroken, match="ikke en ledig plads"):
        actions.give_place(second, actor=konsulent)
    assert AuditLine.objects.whats() == ["enrolment.seat_given"]


def test_no_place_is_given_when_the_last_day_is_over(on_date):
    wish = WishFactory(yes=True)
    on_date(DAYS[-1] + timedelta(days=1))
    with pytest.raises(RuleBroken, match="Holdets sidste dag er gået"):
        actions.give_place(wish, actor=consultant().as_actor())


def test_only_the_kommunes_konsulent_gives_a_place_by_hand(on_date):
    wish = WishFactory(yes=True)
    on_date(DAYS[1])
    for other in (wish.person, leader_of(wish.employment.unit), stranger(), planner_of(wish.cohort)):
        with pytest.raises(Denied, match="kommunens konsulent"):
            actions.give_place(wish, actor=other.as_actor())
    assert seated(wish.cohort) == []


# Places


def test_more_places_go_to_the_next_in_the_queue():
    cohort = CohortFactory(places=1)
    SeatFactory(wish__cohort=cohort)
    third = WishFactory(cohort=cohort, on=MAY_2, yes=True)
    second = WishFactory(cohort=cohort, on=MAY_1, yes=True)
    WishFactory(cohort=cohort, on=MAY_1)

    change_places(cohort, 2, actor=consultant().as_actor())
    assert seated(cohort)[1:] == [second]
    change_places(cohort, 9, actor=consultant().as_actor())
    assert seated(cohort)[1:] == [second, third]


def test_fewer_places_than_people_in_them_are_refused_as_a_whole():
    cohort = CohortFactory(places=2)
    SeatFactory.create_batch(2, wish__cohort=cohort)
    with pytest.raises(RuleBroken, match="Der er givet 2 pladser på holdet"):
        change_places(cohort, 1, actor=consultant().as_actor())
    cohort.refresh_from_db()
    assert (cohort.places, AuditLine.objects.whats()) == (2, [])


def test_the_nights_round_gives_what_was_missed_and_then_finds_nothing():
    missed, full = CohortFactory(places=1), CohortFactory(places=1)
    wish = WishFactory(cohort=missed, yes=True)
    WishFactory(cohort=full, yes=True)
    SeatFactory(wish__cohort=full)
    job = System("give_all_free_places")

    assert [seat.wish for seat in actions.give_all_free_places(actor=job)] == [wish]
    assert actions.give_all_free_places(actor=job) == []
    assert AuditLine.objects.whats() == ["enrolment.seat_given"]


def test_what_stands_in_the_way_of_one_cohort_stops_no_other(monkeypatch, caplog):
    first, second = CohortFactory(places=1), CohortFactory(places=1)
    broken, wish = WishFactory(cohort=first, yes=True), WishFactory(cohort=second, yes=True)
    seat = seats._seat

    def half(given, *, actor):
        made = seat(given, actor=actor)
        if given == broken:
            raise ValueError("something is wrong with this one")
        return made

    monkeypatch.setattr(seats, "_seat", half)
    assert [made.wish for made in actions.give_all_free_places(actor=System("give_all_free_places"))] == [wish]
    assert [made.wish for made in Seat.objects.all()] == [wish]
    assert f"the free places of {first} could not be given" in caplog.text


def test_nobody_gives_places_but_the_night():
    for actor in (consultant().as_actor(), System("send_due_letters")):
        with pytest.raises(Denied, match="Pladser gives af køen selv"):
            actions.give_all_free_places(actor=actor)


# Words and agreements


def test_each_side_writes_its_own_words_and_both_read_both():
    wish = WishFactory(yes=True, cohort__places=1)
    person, leader = wish.person.as_actor(), as_leader(wish)
    mine = actions.write_intention(wish, Side.PARTICIPANT, "Jeg vil se mere.", actor=person)
    theirs = actions.write_intention(wish, Side.LEADER, "Vi vil dele det.", actor=leader)
    assert [text.open_for(actor) for text in (mine, theirs) for actor in (person, leader)] == [
        "Jeg vil se mere.",
        "Jeg vil se mere.",
        "Vi vil dele det.",
        "Vi vil dele det.",
    ]
    for other in (colleague_of(wish.employment.unit), consultant(), stranger()):
        for text in (mine, theirs):
            with pytest.raises(Denied):
                text.open_for(other.as_actor())
    with pytest.raises(Denied):
        actions.write_intention(wish, Side.PARTICIPANT, "Jeg?", actor=leader)
    with pytest.raises(Denied):
        actions.write_intention(wish, Side.LEADER, "Vi?", actor=person)
    assert AuditLine.objects.whats() == ["enrolment.intention_written"] * 2


def test_the_links_of_both_sides_open_no_words():
    """The leader has them in the mail; whoever wrote them reads them signed in."""
    wish = WishFactory()
    words = write_words(wish, "Mit.")
    leader = leader_of(wish.employment.unit)
    by_leader = LinkHolder(Errand("enrolment.answer_wish", "enrolment.Wish", wish.pk), leader.pk, leader.full_name)
    by_person = LinkHolder(
        Errand("enrolment.write_intention", "enrolment.Wish", wish.pk), wish.person.pk, wish.person.full_name
    )
    for actor in (by_leader, by_person):
        with pytest.raises(Denied):
            words.open_for(actor)


def test_words_are_rewritten_in_place():
    wish = WishFactory()
    for words in ("Først.", "Så."):
        actions.write_intention(wish, Side.PARTICIPANT, words, actor=wish.person.as_actor())
    assert [text.open_for(wish.person.as_actor()) for text in WishText.objects.all()] == ["Så."]


def test_nothing_is_written_to_a_withdrawn_wish():
    wish = WishFactory(withdrawn_on=MAY_2)
    with pytest.raises(RuleBroken, match="Ønsket er trukket tilbage"):
        actions.write_intention(wish, Side.PARTICIPANT, "Ord.", actor=wish.person.as_actor())


def test_the_leader_writes_the_agreement_and_changes_it():
    wish = WishFactory()
    cohort, unit = wish.cohort, wish.employment.unit
    leader = leader_of(unit).as_actor()
    said = {"transport": Transport.TOGETHER, "company": Company.SAME_HOUSE, "actor": leader}
    first = actions.agree_locally(cohort, unit, hours=8, **said)
    assert first.sentences == [
        "Du har 8 timer til at læse og prøve af.",
        "I kører sammen.",
        "Du følges med en kollega herfra.",
    ]
    actions.agree_locally(cohort, unit, hours=8, **said)
    actions.agree_locally(cohort, unit, hours=12, **said)
    assert list(LocalAgreement.objects.values_list("hours", flat=True)) == [12]
    assert AuditLine.objects.whats() == ["enrolment.agreed_locally"] * 2


def test_time_is_given_by_the_leader_alone():
    cohort, unit = CohortFactory(), UnitFactory()
    for other in (colleague_of(unit), consultant(), stranger()):
        with pytest.raises(Denied, match="Det er lederen"):
            actions.agree_locally(
                cohort, unit, hours=8, transport=Transport.PUBLIC, company=Company.ALONE, actor=other.as_actor()
            )


def test_an_agreement_is_for_a_house_that_sends_somebody_or_would_like_to():
    wish = WishFactory()
    leader = leader_of(wish.employment.unit).as_actor()
    said = {"hours": 8, "transport": Transport.PUBLIC, "company": Company.ALONE, "actor": leader}
    with pytest.raises(RuleBroken, match=f"Ingen fra {wish.employment.unit} er på holdet eller har ønsket det"):
        actions.agree_locally(CohortFactory(), wish.employment.unit, **said)
    assert actions.agree_locally(wish.cohort, wish.employment.unit, **said).hours == 8
    actions.withdraw_wish(wish, actor=leader)
    with pytest.raises(RuleBroken, match="Ingen fra"):
        actions.agree_locally(wish.cohort, wish.employment.unit, **(said | {"hours": 12}))


def test_an_agreement_does_not_contradict_itself():
    wish = WishFactory()
    with pytest.raises(RuleBroken, match="I har valgt, at I kører sammen") as refused:
        actions.agree_locally(
            wish.cohort,
            wish.employment.unit,
            hours=8,
            transport=Transport.TOGETHER,
            company=Company.ALONE,
            actor=as_leader(wish),
        )
    assert (refused.value.field, LocalAgreement.objects.count()) == ("company", 0)
