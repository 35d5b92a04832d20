"""Doing steps, writing in them, and what follows from the facts."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from rodfaest.audit.models import AuditLine
from rodfaest.cohorts.happenings import DayMoved
from rodfaest.cohorts.models import Cohort
from rodfaest.correspondence.models import CalendarEntry, Letter
from rodfaest.enrolment.happenings import SeatLeft
from rodfaest.journey import actions
from rodfaest.journey.models import Asker, Step, StepText
from rodfaest.journey.notices import of_cohort
from rodfaest.journey.rules import upcoming
from rodfaest.kernel.actors import System
from rodfaest.kernel.errors import Denied, RuleBroken
from rodfaest.kernel.time import install_today, is_working_day, now
from rodfaest.organisations.models import Employment
from rodfaest.organisations.rules import FunctionKind, JobCategory
from rodfaest.programmes.models import ProgrammeVersion
from rodfaest.programmes.rules.vocabulary import Phase
from rodfaest.texts.rules import Audience
from tests.factories.cohorts import DAYS
from tests.factories.journey import NIGHT, a_way, add_seat, cohort_on, employ, give_function, person, seat_for, unit
from tests.searching import examples

pytestmark = pytest.mark.django_db
IN_SPLIT_2 = date(2021, 9, 29)
IN_SPLIT_3 = date(2021, 10, 12)
AFTERWARDS = date(2021, 12, 20)
WORDS = "Jeg ventede og fulgte barnets spor ved puslebordet."


def state_of_steps(way):
    return list(
        Step.objects.filter(cohort=way.cohort).order_by("pk").values_list("pk", "due_on", "withdrawn_on", "done_on")
    )


def unsent_letters(way):
    letters = Letter.objects.in_scope(of_cohort(way.cohort.pk)).filter(entry__isnull=True, sent_at__isnull=True)
    return sorted(letters.values_list("key", "due_on", "subject", "body", "withdrawn_at"))


def event_times(way):
    return sorted(CalendarEntry.objects.in_scope(of_cohort(way.cohort.pk)).values_list("key", "starts_at", "cancelled"))


# Following the facts


def test_a_second_run_finds_nothing_to_do():
    way = a_way()
    steps, letters, entries = state_of_steps(way), unsent_letters(way), event_times(way)
    assert not way.reconcile()
    assert (state_of_steps(way), unsent_letters(way), event_times(way)) == (steps, letters, entries)


def test_that_a_day_was_held_changes_nothing(on_date):
    """So the journey needn't hear of it."""
    way = a_way()
    on_date(DAYS[0])
    way.reconcile()
    steps, letters, entries = state_of_steps(way), unsent_letters(way), event_times(way)
    assert way.cohort.days.filter(number=1).update(held_on=DAYS[0])
    way.reconcile()
    assert (state_of_steps(way), unsent_letters(way), event_times(way)) == (steps, letters, entries)


def test_three_from_one_group_have_its_steps_once():
    way = a_way()
    add_seat(way, "Kim")
    add_seat(way, "Lone")
    assert Step.objects.filter(key="hus-under").count() == 1
    assert Step.objects.filter(key="leder-tal").count() == 3


def test_whoever_leaves_takes_the_open_steps_along_and_leaves_what_was_done(on_date):
    way = a_way()
    on_date(IN_SPLIT_2)
    actions.do_step(way.step("proev-2"), words=WORDS, actor=way.mette.as_actor())
    way.seat.left_on = IN_SPLIT_2
    way.seat.save()
    actions.reconcile_after(SeatLeft(way.seat.pk), actor=way.mette.as_actor())
    assert [step.key for step in Step.objects.filter(seat=way.seat).live()] == ["proev-2"]
    letters = Letter.objects.in_scope(of_cohort(way.cohort.pk))
    assert not letters.filter(sent_at__isnull=True, withdrawn_at__isnull=True, entry__isnull=True)


def test_a_moved_day_takes_its_steps_letters_and_event_along(on_date):
    way = a_way()
    day = way.day(2)
    day.on = date(2021, 9, 22)
    day.save()
    actions.reconcile_after(DayMoved(day.pk, DAYS[1], day.on), actor=NIGHT)
    assert way.step("proev-2").due_on == date(2021, 10, 4)
    entry = CalendarEntry.objects.get(key=f"day:{day.pk}:person:{way.mette.pk}")
    assert (entry.starts_at.date(), entry.sequence) == (day.on, 1)
    assert Letter.objects.get(key=f"step:{way.step('proev-2').pk}").due_on == date(2021, 10, 4)


def test_what_somebody_has_kept_stays_when_the_day_moves(on_date):
    way = a_way()
    on_date(IN_SPLIT_2)
    actions.do_step(way.step("proev-2"), words=WORDS, actor=way.mette.as_actor())
    way.cohort.days.filter(number=2).update(on=date(2021, 9, 27))
    way.reconcile()
    step = way.step("proev-2")
    assert (step.due_on, step.done_on) == (date(2021, 9, 30), IN_SPLIT_2)


class ThereAndBack(TestCase):
    """Moving a day back and forth gives the same steps, unsent letters and event times; SEQUENCE has risen."""

    @settings(max_examples=examples(6))
    @given(st.integers(1, 5), st.integers(-12, 12).filter(bool), st.booleans())
    def test_moving_or_cancelling_a_day_and_undoing_it_changes_nothing(self, number, by, cancel):
        install_today(lambda: date(2021, 5, 3))
        way = a_way()
        day = way.day(number)
        before = (state_of_steps(way), unsent_letters(way), event_times(way))
        was, moved = day.on, day.on + timedelta(days=by)
        if cancel:
            day.cancelled_on = date(2021, 5, 3)
        elif is_working_day(moved):
            day.on = moved
        day.save()
        way.reconcile()
        assert not way.reconcile()
        day.on, day.cancelled_on = was, None
        day.save()
        way.reconcile()
        assert (state_of_steps(way), unsent_letters(way), event_times(way)) == before
        assert not way.reconcile()


def test_the_night_mends_what_was_missed_and_says_so_once():
    way = a_way()
    Step.objects.filter(key="proev-1").delete()
    assert actions.reconcile_all(actor=NIGHT) == 1
    assert actions.reconcile_all(actor=NIGHT) == 0
    assert way.step("proev-1").due_on == date(2021, 8, 26)
    assert AuditLine.objects.filter(what="journey.steps_mended").count() == 1


def test_one_cohorts_trouble_in_the_night_is_its_own_and_is_logged(caplog):
    way = a_way()
    Step.objects.filter(key="proev-1").delete()
    other = cohort_on(way.kommune, key="aaa", name="Et andet hold")
    unreadable = ProgrammeVersion.objects.create(
        programme=other.version.programme, number=99, text="[", digest="x", loaded_on=date(2021, 5, 3)
    )
    Cohort.objects.filter(pk=other.pk).update(version=unreadable)
    seat_for(way.mette, way.group, Cohort.objects.get(pk=other.pk))
    assert actions.reconcile_all(actor=NIGHT) == 1
    assert [record.getMessage() for record in caplog.records] == [
        f"the steps of journey's cohort {other.pk} could not be brought in line"
    ]


def test_nobody_else_runs_the_night(on_date):
    way = a_way()
    with pytest.raises(Denied):
        actions.reconcile_all(actor=way.lene.as_actor())
    with pytest.raises(Denied):
        actions.reconcile_all(actor=System("send_due_letters"))


# Keeping


def test_a_step_is_kept_by_writing_and_its_letter_is_taken_back(on_date):
    way = a_way()
    on_date(IN_SPLIT_2)
    step = actions.do_step(way.step("proev-2"), words=WORDS, situation="puslebord", actor=way.mette.as_actor())
    text = StepText.objects.get(step=step)
    assert (step.done_on, step.done_by, step.situation) == (IN_SPLIT_2, way.mette, "puslebord")
    assert (text.audience, text.open_for(way.mette.as_actor())) == (Audience.ME, WORDS)
    assert Letter.objects.get(key=f"step:{step.pk}").needless
    assert AuditLine.objects.whats()[-1] == "journey.step_done"


def test_pressed_twice_is_done_once(on_date):
    way = a_way()
    on_date(IN_SPLIT_2)
    for _time in range(2):
        actions.do_step(way.step("proev-2"), words=WORDS, actor=way.mette.as_actor())
    assert StepText.objects.get().open_for(way.mette.as_actor()) == WORDS
    assert AuditLine.objects.whats().count("journey.step_done") == 1


@pytest.mark.parametrize("seats", [1, 3])
def test_keeping_a_step_costs_as_many_queries_whatever_the_seats(seats, on_date, django_assert_num_queries):
    way = a_way()
    for number in range(1, seats):
        add_seat(way, f"Kim{number}")
    on_date(IN_SPLIT_2)
    way.reconcile()
    step, mette = way.step("proev-2"), way.mette.as_actor()
    with django_assert_num_queries(34):
        actions.do_step(step, words=WORDS, actor=mette)


@pytest.mark.parametrize("press", [actions.do_step, actions.try_something_else])
def test_other_words_for_a_step_already_done_are_refused_not_dropped(press, on_date):
    way = a_way()
    on_date(IN_SPLIT_2)
    actions.do_step(way.step("proev-2"), words=WORDS, actor=way.mette.as_actor())
    with pytest.raises(RuleBroken, match="i mellemtiden") as refused:
        press(way.step("proev-2"), words="Noget helt andet", actor=way.mette.as_actor())
    assert refused.value.field == "words"
    assert StepText.objects.get().open_for(way.mette.as_actor()) == WORDS


@pytest.mark.parametrize(
    ("key", "given", "field"),
    [("proev-1", {"words": "  "}, "words"), ("tjek-1", {"answer": "Måske"}, "answer"), ("tal-med-leder", {}, "on")],
)
def test_a_step_wants_what_it_asks_for(key, given, field, on_date):
    way = a_way()
    on_date(AFTERWARDS)
    with pytest.raises(RuleBroken) as refused:
        actions.do_step(way.step(key), **given, actor=way.mette.as_actor())
    assert refused.value.field == field


def test_a_choice_and_a_date_are_kept(on_date):
    way = a_way()
    on_date(AFTERWARDS)
    mette = way.mette.as_actor()
    assert actions.do_step(way.step("tjek-1"), answer="Nogle gange", actor=mette).answer == "Nogle gange"
    talk = actions.do_step(way.step("tal-med-leder"), on=date(2021, 8, 10), actor=mette)
    assert talk.answer_date == date(2021, 8, 10)


def test_something_else_counts_and_needs_no_words(on_date):
    way = a_way()
    on_date(IN_SPLIT_2)
    mette = way.mette.as_actor()
    bare = actions.try_something_else(way.step("proev-1"), actor=mette)
    told = actions.try_something_else(way.step("proev-2"), words="Vi sang i stedet.", actor=mette)
    assert (bare.is_done, bare.tried_else, bare.texts.count()) == (True, True, 0)
    assert told.texts.get().open_for(mette) == "Vi sang i stedet."
    assert told.texts.get().audience == Audience.ME


@pytest.mark.parametrize("day", [date(2021, 9, 19), IN_SPLIT_2])
def test_a_step_is_done_from_the_day_it_follows_and_not_before(day, on_date):
    way = a_way(job=JobCategory.ASSISTANT)
    mette, step, check_in = way.mette.as_actor(), way.step("proev-2"), way.step("tjek-1")
    on_date(day)
    presses = [
        lambda step: actions.write_draft(step, "Jeg ven", actor=mette),
        lambda step: actions.put_off(step, actor=mette),
        lambda step: actions.choose_when(step, date(2021, 10, 4), actor=mette),
        lambda step: actions.try_something_else(step, actor=mette),
    ]
    for too_early in [check_in] if day == IN_SPLIT_2 else [step, check_in]:
        for press in presses:
            with pytest.raises(RuleBroken, match="Det her skridt kommer"):
                press(too_early)
    if day == IN_SPLIT_2:
        for press in presses:
            press(step)
        assert way.step("proev-2").is_done
    assert not way.step("tjek-1").is_done


@settings(max_examples=examples(60))
@given(
    phase=st.sampled_from(Phase),
    due_on=st.dates(date(2021, 6, 1), date(2023, 1, 1)),
    days=st.lists(st.dates(date(2021, 8, 1), date(2021, 12, 1)), max_size=5),
    later=st.integers(0, 400),
)
def test_once_its_day_has_come_a_step_can_be_done_and_it_stays_so(phase, due_on, days, later):
    today = due_on + timedelta(days=later)
    assert upcoming.why_not_yet(phase, due_on, days=days, today=today) is None


def test_not_today_waits_and_leaves_no_line(on_date):
    way = a_way()
    on_date(date(2021, 9, 17))
    lines = AuditLine.objects.count()
    step = actions.put_off(way.step("proev-1"), actor=way.mette.as_actor())
    assert step.waits_until == date(2021, 9, 20)
    assert AuditLine.objects.count() == lines


def test_another_day_moves_the_letter(on_date):
    way = a_way()
    on_date(IN_SPLIT_2)
    step = actions.choose_when(way.step("proev-2"), date(2021, 10, 1), actor=way.mette.as_actor())
    assert (step.on, step.due_on) == (date(2021, 10, 1), date(2021, 9, 30))
    assert Letter.objects.get(key=f"step:{step.pk}:2021-10-01").due_on == date(2021, 10, 1)
    assert Letter.objects.get(key=f"step:{step.pk}").needless


def test_on_the_day_one_chose_a_letter_goes_though_the_steps_own_has_gone(on_date):
    """It was the first one that brought them there; a step that has none by itself has one then too."""
    way = a_way()
    on_date(date(2021, 9, 30))
    gone = {"sent_at": now(), "sent_on": date(2021, 9, 30), "handing_over_at": now()}
    assert Letter.objects.filter(key=f"step:{way.step('proev-2').pk}").update(**gone) == 1
    for key in ("proev-2", "del-2"):
        step = actions.choose_when(way.step(key), date(2021, 10, 4), actor=way.mette.as_actor())
        assert Letter.objects.open().get(key=f"step:{step.pk}:2021-10-04").due_on == date(2021, 10, 4)
        actions.do_step(step, words=WORDS, nobody_recognisable=True, actor=way.mette.as_actor())
        assert not Letter.objects.open().filter(key__startswith=f"step:{step.pk}").exists()


def test_a_day_that_is_gone_is_not_chosen(on_date):
    way = a_way()
    on_date(IN_SPLIT_2)
    with pytest.raises(RuleBroken, match="Dagen er gået"):
        actions.choose_when(way.step("proev-2"), date(2021, 9, 1), actor=way.mette.as_actor())


def test_nothing_is_drafted_in_a_step_that_fell_away(on_date):
    way = a_way()
    step = way.step("proev-2")
    Step.objects.filter(pk=step.pk).update(withdrawn_on=date(2021, 5, 4))
    with pytest.raises(RuleBroken, match="faldet væk"):
        actions.write_draft(step, WORDS, actor=way.mette.as_actor())
    assert not StepText.objects.exists()


def test_a_step_taken_up_again_takes_its_words_back_from_the_others(on_date):
    way = a_way(job=JobCategory.ASSISTANT)
    on_date(IN_SPLIT_2)
    mette = way.mette.as_actor()
    step = actions.do_step(way.step("proev-2"), words=WORDS, audience=Audience.HOUSE, actor=mette)
    assert StepText.objects.visible_to(way.lene.as_actor()).count() == 1
    step = actions.reopen_step(step, actor=mette)
    assert not step.is_done
    assert StepText.objects.visible_to(way.lene.as_actor()).count() == 0
    assert not Letter.objects.get(key=f"step:{step.pk}").needless


def test_a_colleague_takes_the_groups_step_up_again_and_the_writers_words_stay_shared(on_date):
    way = a_way()
    on_date(IN_SPLIT_2)
    mette, kim = way.mette.as_actor(), add_seat(way, "Kim").person.as_actor()
    step = way.step("gruppe-under")
    written = {"audience": Audience.COLLEAGUES, "nobody_recognisable": True}
    actions.do_step(step, words=WORDS, **written, actor=mette)
    actions.reopen_step(step, actor=kim)
    assert [text.open_for(kim) for text in StepText.objects.visible_to(kim)] == [WORDS]
    actions.write_draft(step, "Kims ord.", actor=kim)
    actions.write_draft(step, "Andre ord.", actor=mette)
    assert [text.open_for(kim) for text in StepText.objects.visible_to(kim)] == ["Kims ord."]
    actions.do_step(step, words="Andre ord.", **written, actor=mette)
    with pytest.raises(RuleBroken, match="Tag det op igen"):
        actions.write_draft(step, "Fra en anden fane.", actor=mette)


def test_a_step_that_has_fallen_away_can_not_be_kept():
    way = a_way()
    step = way.step("proev-1")
    Step.objects.filter(pk=step.pk).update(withdrawn_on=date(2021, 5, 3))
    with pytest.raises(RuleBroken, match="faldet væk"):
        actions.do_step(step, words=WORDS, actor=way.mette.as_actor())


@pytest.mark.parametrize("verb", [actions.put_off, actions.reopen_step, actions.do_step, actions.try_something_else])
def test_nobody_does_anothers_step(verb):
    way = a_way()
    kim = add_seat(way, "Kim").person
    for other in (kim, way.lene, person("Fremmed")):
        with pytest.raises(Denied):
            verb(way.step("proev-1"), actor=other.as_actor())


# Writing and sharing


def test_a_draft_is_kept_without_a_line_and_an_emptied_one_is_gone(on_date):
    way = a_way()
    on_date(IN_SPLIT_2)
    mette, step, lines = way.mette.as_actor(), way.step("proev-1"), AuditLine.objects.count()
    draft = actions.write_draft(step, "Jeg ven", audience=Audience.COHORT, situation="maaltid", actor=mette)
    assert (draft.finished_on, draft.open_for(mette), way.step("proev-1").situation) == (None, "Jeg ven", "maaltid")
    assert actions.write_draft(step, " ", actor=mette) is None
    assert (StepText.objects.count(), AuditLine.objects.count()) == (0, lines)


def test_a_finished_text_is_not_written_over_by_a_late_draft(on_date):
    way = a_way()
    on_date(IN_SPLIT_2)
    mette, step = way.mette.as_actor(), way.step("proev-1")
    actions.do_step(step, words=WORDS, actor=mette)
    with pytest.raises(RuleBroken, match="Teksten er færdig"):
        actions.write_draft(step, "Jeg", actor=mette)
    assert StepText.objects.get().open_for(mette) == WORDS


def test_a_number_like_a_cpr_number_is_refused_everywhere(on_date):
    way = a_way()
    on_date(IN_SPLIT_2)
    mette = way.mette.as_actor()
    for verb in (actions.do_step, actions.try_something_else):
        with pytest.raises(RuleBroken, match="CPR"):
            verb(way.step("proev-1"), words="Barnet 010121-1234", actor=mette)
    with pytest.raises(RuleBroken, match="CPR"):
        actions.write_draft(way.step("proev-1"), "Barnet 010121-1234", actor=mette)


def test_a_dagplejer_is_asked_before_sharing(on_date):
    way = a_way()
    on_date(IN_SPLIT_2)
    mette, step = way.mette.as_actor(), way.step("proev-1")
    with pytest.raises(RuleBroken, match="Sæt kryds, hvis det er rigtigt") as refused:
        actions.do_step(step, words=WORDS, audience=Audience.COHORT, actor=mette)
    assert refused.value.field == "nobody_recognisable"
    assert not way.step("proev-1").is_done
    actions.do_step(step, words=WORDS, audience=Audience.COHORT, nobody_recognisable=True, actor=mette)
    assert StepText.objects.get().audience == Audience.COHORT


@pytest.mark.parametrize("on", [date(2019, 1, 1), date(2031, 8, 10)])
def test_a_talk_is_on_a_day_it_can_have_been(on):
    way = a_way()
    with pytest.raises(RuleBroken, match=r"Vælg en dag fra mandag den 3\. maj 2021 til") as refused:
        actions.do_step(way.step("tal-med-leder"), on=on, actor=way.mette.as_actor())
    assert refused.value.field == "on"
    assert not way.step("tal-med-leder").is_done


def test_taking_a_text_back_needs_no_answer_and_sharing_it_again_does(on_date):
    way = a_way()
    on_date(IN_SPLIT_2)
    mette = way.mette.as_actor()
    actions.do_step(way.step("proev-1"), words=WORDS, audience=Audience.HOUSE, nobody_recognisable=True, actor=mette)
    text = StepText.objects.get()
    actions.share_text(text, Audience.ME, actor=mette)
    assert StepText.objects.visible_to(way.lene.as_actor()).count() == 0
    with pytest.raises(RuleBroken, match="Sæt kryds, hvis det er rigtigt"):
        actions.share_text(text, Audience.COLLEAGUES, actor=mette)
    assert AuditLine.objects.whats()[-1] == "journey.text_unshared"


def test_the_lines_of_steps_and_their_texts_are_no_list_of_who_has_written(on_date):
    way = a_way()
    on_date(IN_SPLIT_2)
    before, mette = AuditLine.objects.count(), way.mette.as_actor()
    step = way.step("proev-1")
    actions.choose_when(step, IN_SPLIT_2 + timedelta(days=1), actor=mette)
    actions.do_step(step, words=WORDS, audience=Audience.HOUSE, nobody_recognisable=True, actor=mette)
    actions.share_text(StepText.objects.get(), Audience.ME, actor=mette)
    actions.reopen_step(step, actor=mette)
    actions.try_something_else(step, actor=mette)
    lines = AuditLine.objects.order_by("pk")[before:]
    assert [line.what for line in lines] == [
        "journey.day_chosen",
        "journey.step_done",
        "journey.text_unshared",
        "journey.step_reopened",
        "journey.step_done_otherwise",
    ]
    said = {(line.actor_kind, line.actor_number, line.object_number, line.object_label, line.detail) for line in lines}
    assert said == {("somebody", None, None, f"proev-1, {way.cohort}", "")}


def test_only_the_writer_says_who_reads(on_date):
    way = a_way(job=JobCategory.ASSISTANT)
    on_date(IN_SPLIT_2)
    actions.do_step(way.step("proev-1"), words=WORDS, audience=Audience.HOUSE, actor=way.mette.as_actor())
    with pytest.raises(Denied):
        actions.share_text(StepText.objects.get(), Audience.ME, actor=way.lene.as_actor())


def test_the_house_writes_for_the_house_and_no_wider(on_date):
    way = a_way(job=JobCategory.ASSISTANT)
    on_date(IN_SPLIT_3)
    kim = person("Kim")
    employ(kim, way.group, JobCategory.ASSISTANT)
    step = way.step("hus-under")
    with pytest.raises(RuleBroken, match="så bredt"):
        actions.do_step(step, words=WORDS, audience=Audience.COHORT, actor=kim.as_actor())
    actions.do_step(step, words=WORDS, actor=kim.as_actor())
    assert StepText.objects.visible_to(way.mette.as_actor()).get().audience == Audience.HOUSE


# Who asks


def test_whoever_has_tilsyn_does_not_ask_and_has_no_letter():
    way = a_way()
    assert Letter.objects.filter(key__startswith="ask:", person=way.lene, withdrawn_at__isnull=True).count() == 9
    give_function(way.lene, way.group, FunctionKind.SUPERVISION)
    way.reconcile()
    assert Letter.objects.filter(key__startswith="ask:", withdrawn_at__isnull=True).count() == 0
    with pytest.raises(Denied, match="tilsyn"):
        actions.do_step(way.step("leder-1"), answer="Jeg har set det", actor=way.lene.as_actor())


def test_the_one_chosen_asks_in_the_leaders_place(on_date):
    way = a_way()
    bodil = person("Bodil")
    give_function(bodil, way.group, FunctionKind.SUPPORT)
    give_function(way.lene, way.group, FunctionKind.SUPERVISION)
    actions.choose_asker(way.seat, bodil, actor=way.mette.as_actor())
    assert Letter.objects.filter(key__startswith="ask:", person=bodil, withdrawn_at__isnull=True).count() == 9
    on_date(AFTERWARDS)
    step = actions.do_step(way.step("leder-1"), answer="Jeg har set det", actor=bodil.as_actor())
    assert step.done_by == bodil
    assert actions.choose_asker(way.seat, None, actor=way.mette.as_actor()) is None
    assert Asker.objects.count() == 0


def test_nobody_with_tilsyn_and_no_stranger_can_be_chosen():
    way = a_way()
    supervisor = person("Tina")
    give_function(supervisor, way.group, FunctionKind.SUPPORT)
    give_function(supervisor, way.group, FunctionKind.SUPERVISION)
    for other in (supervisor, person("Fremmed"), way.mette):
        with pytest.raises(RuleBroken):
            actions.choose_asker(way.seat, other, actor=way.mette.as_actor())
    with pytest.raises(Denied):
        actions.choose_asker(way.seat, way.lene, actor=way.lene.as_actor())


def test_a_leaders_mail_is_one_for_all_of_theirs():
    way = a_way()
    add_seat(way, "Kim")
    letter = Letter.objects.get(key=f"ask:{way.cohort.pk}:leder-spoerg-1:{way.lene.pk}")
    assert letter.subject == "Spørg ind til samspillet: Kim og Mette"
    assert letter.body.count("[[link journey.do_step journey.Step") == 2


def test_the_same_key_in_two_houses_goes_to_each_ones_leader():
    way = a_way()
    other = unit(way.kommune, "Mælkevejen")
    kim = add_seat(way, "Kim", place=other)
    letters = Letter.objects.filter(key__startswith=f"ask:{way.cohort.pk}:leder-spoerg-1:")
    assert [letter.person for letter in letters] == [way.lene]
    assert Employment.objects.get(person=kim.person).unit == other
