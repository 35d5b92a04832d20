"""Whose a step is, and who reads what was written in it."""

from datetime import date

import pytest

from rodfaest.correspondence.models import Letter
from rodfaest.enrolment.models import Seat
from rodfaest.journey import actions, permissions
from rodfaest.journey.models import Asker, Step, StepText
from rodfaest.journey.queries.people import possible_askers, readers_of
from rodfaest.journey.queries.steps import next_of, tried_counts
from rodfaest.journey.rules.sharing import offered
from rodfaest.kernel.actors import Errand, LinkHolder, Visitor
from rodfaest.kernel.errors import Denied
from rodfaest.organisations.rules import FunctionKind, JobCategory, Role
from rodfaest.programmes.rules.vocabulary import StepRole
from rodfaest.texts.rules import Audience, readers_sentence
from tests.factories.journey import (
    StepTextFactory,
    a_way,
    add_seat,
    employ,
    give_function,
    give_role,
    lead,
    person,
    seat_for,
    teach,
    unit,
)
from tests.factories.organisations import DeputyshipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def way():
    return a_way(job=JobCategory.ASSISTANT)


@pytest.fixture
def people(way):
    """Everybody round Mette, by what they are to her."""
    elsewhere = unit(way.kommune, "Mælkevejen")
    colleague, beacon, supervisor, consultant = (person(name) for name in ("Kim", "Bente", "Tina", "Karen"))
    employ(colleague, way.group, JobCategory.ASSISTANT)
    employ(way.lene, way.group, JobCategory.LEADER)
    give_function(beacon, way.group, FunctionKind.BEACON)
    give_function(supervisor, way.group, FunctionKind.SUPERVISION)
    employ(supervisor, way.group)
    give_role(consultant, way.kommune, Role.CONSULTANT)
    return {
        "herself": way.mette,
        "leader": way.lene,
        "colleague": colleague,
        "beacon": beacon,
        "fellow": add_seat(way, "Fie", place=elsewhere).person,
        "teacher": teach(way),
        "supervisor": supervisor,
        "consultant": consultant,
        "stranger": person("Sofus"),
    }


READERS = {
    Audience.ME: {"herself"},
    Audience.LEADER: {"herself", "leader"},
    Audience.COLLEAGUES: {"herself", "colleague"},
    Audience.COHORT: {"herself", "fellow", "teacher"},
    Audience.HOUSE: {"herself", "leader", "colleague", "beacon"},
}
OTHERS = [audience for audience in READERS if audience is not Audience.ME]


def test_a_step_is_of_no_group_of_people():
    assert set(Audience) - set(READERS) == {Audience.MEMBERS}
    assert all(Audience.MEMBERS not in offered(role) for role in StepRole)


@pytest.mark.parametrize("audience", READERS)
def test_a_text_is_read_by_its_audience_and_nobody_else(audience, way, people):
    text = StepTextFactory(step=way.step("proev-1"), author=way.mette, audience=audience)
    seen, opened = set(), set()
    for name, one in people.items():
        actor = one.as_actor()
        if StepText.objects.visible_to(actor).filter(pk=text.pk).exists():
            seen.add(name)
        try:
            text.open_for(actor)
            opened.add(name)
        except Denied:
            pass
    assert (seen, opened) == (READERS[audience], READERS[audience])


@pytest.mark.parametrize("audience", READERS)
def test_a_draft_is_read_by_its_writer_alone(audience, way, people):
    text = StepTextFactory(step=way.step("proev-1"), author=way.mette, audience=audience, finished_on=None)
    seen = {name for name, one in people.items() if StepText.objects.visible_to(one.as_actor()).exists()}
    assert seen == {"herself"}
    for name, one in people.items():
        assert bool(text.may_read(one.as_actor())) is (name == "herself")


@pytest.mark.parametrize("audience", OTHERS)
def test_tilsyn_closes_every_text_whatever_else_one_is(audience, way, people):
    text = StepTextFactory(step=way.step("proev-1"), author=way.mette, audience=audience)
    for name in READERS[audience] - {"herself", "teacher"}:
        give_function(people[name], way.group, FunctionKind.SUPERVISION)
    seen = {name for name, one in people.items() if StepText.objects.visible_to(one.as_actor()).exists()}
    assert seen == {"herself"} | READERS[audience] & {"teacher"}
    for name in READERS[audience] - {"herself", "teacher"}:
        with pytest.raises(Denied):
            text.open_for(people[name].as_actor())


@pytest.mark.parametrize("over", ["where it was shared", "where the writer works now"])
def test_tilsyn_over_either_house_closes_a_text_when_the_writer_has_moved(over, way, people):
    """The step follows the writer to the new house; the text stays where it was shared."""
    both, egely = person("Tove"), unit(way.kommune, "Egely")
    employ(both, egely)
    text = StepTextFactory(step=way.step("proev-1"), author=way.mette, audience=Audience.HOUSE, unit=egely)
    assert text.open_for(both.as_actor())
    assert list(StepText.objects.visible_to(both.as_actor())) == [text]
    supervised = text.unit if over == "where it was shared" else way.group
    give_function(both, supervised, FunctionKind.SUPERVISION)
    assert not StepText.objects.visible_to(both.as_actor()).exists()
    with pytest.raises(Denied):
        text.open_for(both.as_actor())


def test_an_audience_changed_behind_its_back_opens_nothing(way, people):
    text = StepTextFactory(step=way.step("proev-1"), author=way.mette, audience=Audience.ME)
    StepText._base_manager.filter(pk=text.pk).update(audience=Audience.HOUSE)
    with pytest.raises(Denied):
        StepText.objects.get().open_for(people["leader"].as_actor())


def test_me_and_my_leader_is_the_one_chosen_to_ask(way, people):
    bodil = person("Bodil")
    give_function(bodil, way.group, FunctionKind.SUPPORT)
    actions.choose_asker(way.seat, bodil, actor=way.mette.as_actor())
    text = StepTextFactory(step=way.step("proev-1"), author=way.mette, audience=Audience.LEADER)
    assert text.open_for(bodil.as_actor())
    assert not StepText.objects.visible_to(way.lene.as_actor()).exists()


@pytest.fixture
def bodil(way):
    """Bodil, dagplejepædagog, whom Mette has chosen to ask."""
    bodil = person("Bodil")
    give_function(bodil, way.group, FunctionKind.SUPPORT)
    actions.choose_asker(way.seat, bodil, actor=way.mette.as_actor())
    return bodil


def test_whoever_was_chosen_asks_and_reads_only_while_they_lead_or_help_here(way, bodil):
    """What was not for the leader doesn't become so by itself: nobody reads, and nobody asks, till Mette chooses."""
    text = StepTextFactory(step=way.step("proev-1"), author=way.mette, audience=Audience.LEADER)
    step = way.step("leder-spoerg-1")
    assert readers_of([step]) == {step.pk: ["Bodil"]}
    bodil.functions.update(to_on=date(2021, 5, 2))
    way.reconcile()
    errand = Errand("journey.do_step", "journey.Step", step.pk)
    for actor in (bodil.as_actor(), way.lene.as_actor(), LinkHolder(errand, bodil.pk, "Bodil Holm")):
        assert not text.may_read(actor)
        assert not StepText.objects.visible_to(actor).exists()
        assert not permissions.may_do_step(actor, step)
    for actor in (bodil.as_actor(), way.lene.as_actor()):
        assert not Step.objects.visible_to(actor).filter(role="leder", kind__in=permissions.ASKING).exists()
    assert readers_of([step]) == {step.pk: []}
    assert not Letter.objects.open().filter(key__startswith="ask:").exists()
    actions.choose_asker(way.seat, None, actor=way.mette.as_actor())
    assert not StepText.objects.get().may_read(way.lene.as_actor())
    actions.let_in(way.lene.pk, actor=way.mette.as_actor())
    assert StepText.objects.get().may_read(way.lene.as_actor())
    assert Letter.objects.open().filter(key__startswith="ask:", person=way.lene).exists()


def test_who_may_be_chosen_is_the_same_people_as_the_choice_holds_for(way, bodil):
    """A stand-in and a leader above may be chosen; whoever stands in for the participant may not."""
    area = unit(way.kommune, "Område Øst")
    way.group.parent = area
    way.group.save()
    agnes, dorte = person("Agnes"), person("Dorte")
    lead(agnes, area)
    DeputyshipFactory(leader=way.lene, deputy=dorte)
    for seat, names in (
        (way.seat, ["Agnes", "Bodil", "Dorte", "Lene"]),
        (seat_for(way.lene, way.group, way.cohort), ["Agnes", "Bodil"]),
    ):
        seat = Seat.objects.for_list().get(pk=seat.pk)
        assert [one.first_name for one in possible_askers(seat)] == names
        way.reconcile()
        for one in (agnes, dorte, bodil, way.lene):
            Asker.objects.update_or_create(seat=seat, defaults={"person": one, "chosen_on": date(2021, 5, 3)})
            step = way.step("leder-spoerg-1", seat)
            holds = one.first_name in names
            assert bool(permissions.may_do_step(one.as_actor(), step)) is holds
            assert Step.objects.visible_to(one.as_actor()).filter(pk=step.pk).exists() is holds


def test_the_words_beside_the_choice_name_everybody_who_reads(way):
    """»Alle jeres ledere«: the leader's leader too. »Anden støtte«: the dagplejepædagog. A leader is no colleague."""
    area = unit(way.kommune, "Område Øst")
    way.group.parent = area
    way.group.save()
    agnes, bente, bodil, kim = (person(name) for name in ("Agnes", "Bente", "Bodil", "Kim"))
    lead(agnes, area)
    employ(way.lene, way.group, JobCategory.LEADER)
    employ(kim, way.group, JobCategory.ASSISTANT)
    give_function(bente, way.group, FunctionKind.BEACON)
    give_function(bodil, area, FunctionKind.SUPPORT)
    around = (agnes, way.lene, bente, bodil, kim)
    for audience, said, readers in (
        (Audience.COLLEAGUES, "Kollegerne i Solsikken", {kim}),
        (Audience.HOUSE, "Kollegerne i Solsikken, alle jeres ledere, fyrtårnet og anden faglig støtte", {*around}),
    ):
        text = StepTextFactory(step=way.step("proev-1"), author=way.mette, audience=audience)
        assert readers_sentence(audience, place="Solsikken") == said
        assert {one for one in around if text.may_read(one.as_actor())} == readers
        assert {one for one in around if StepText.objects.visible_to(one.as_actor()).exists()} == readers
        text.delete()


def test_dig_og_lene_is_lene_and_not_her_own_leader(way):
    """The area's leader leads everything below, and reads nothing of it: neither words nor the questions about them."""
    area = unit(way.kommune, "Område Øst")
    way.group.parent = area
    way.group.save()
    agnes, hanne = person("Agnes"), person("Hanne")
    lead(agnes, area)
    give_function(hanne, way.group, FunctionKind.SOUSCHEF)
    text = StepTextFactory(step=way.step("proev-1"), author=way.mette, audience=Audience.LEADER)
    step = way.step("leder-spoerg-1")
    for one, may in ((agnes, False), (way.lene, True), (hanne, True)):
        actor = one.as_actor()
        assert bool(text.may_read(actor)) is may
        assert StepText.objects.visible_to(actor).exists() is may
        assert Step.objects.visible_to(actor).filter(pk=step.pk).exists() is may
        assert bool(permissions.may_do_step(actor, step)) is may
    assert readers_of([step]) == {step.pk: ["Lene", "Hanne"]}


def test_a_leader_on_the_cohort_is_asked_by_the_leader_above_and_never_by_herself(way):
    area = unit(way.kommune, "Område Øst")
    way.group.parent = area
    way.group.save()
    agnes = person("Agnes")
    lead(agnes, area)
    seat = seat_for(way.lene, way.group, way.cohort)
    way.reconcile()
    text = StepTextFactory(step=way.step("proev-1", seat), author=way.lene, audience=Audience.LEADER)
    step = way.step("leder-spoerg-1", seat)
    assert text.open_for(agnes.as_actor())
    assert Step.objects.visible_to(agnes.as_actor()).filter(pk=step.pk).exists()
    assert not Step.objects.visible_to(way.lene.as_actor()).filter(pk=step.pk).exists()
    assert not permissions.may_do_step(way.lene.as_actor(), step)
    assert readers_of([step]) == {step.pk: ["Agnes"]}
    assert not Letter.objects.filter(key__startswith="ask:", person=way.lene, body__contains="Lene").exists()
    assert Letter.objects.filter(key__startswith="ask:", person=agnes).exists()


def test_the_undervisers_link_to_a_day_opens_what_the_cohort_shares_and_no_more(way, people):
    teacher = people["teacher"].pk
    link = LinkHolder(Errand("attendance.mark_day", "cohorts.TeachingDay", way.day(2).pk), teacher, "Underviser")
    shared = StepTextFactory(step=way.step("proev-1"), author=way.mette, audience=Audience.COHORT)
    private = StepTextFactory(step=way.step("proev-2"), author=way.mette, audience=Audience.ME)
    assert list(StepText.objects.shared_with_cohort(way.cohort)) == [shared]
    assert shared.open_for(link)
    assert not private.may_read(link)
    elsewhere = LinkHolder(Errand("attendance.mark_day", "cohorts.TeachingDay", 9999), teacher, "Underviser")
    assert not shared.may_read(elsewhere)
    assert not shared.may_read(Visitor())


def test_a_link_opens_its_step_and_no_words_of_its_holder(way):
    one = StepTextFactory(step=way.step("proev-1"), author=way.mette)
    two = StepTextFactory(step=way.step("proev-2"), author=way.mette)
    link = LinkHolder(Errand("journey.do_step", "journey.Step", one.step_id), way.mette.pk, "Mette")
    assert not one.may_read(link)
    assert not two.may_read(link)
    assert [step.pk for step in Step.objects.visible_to(link)] == [one.step_id]
    assert permissions.may_do_step(link, one.step)
    assert not permissions.may_do_step(link, two.step)


# Steps

ROLES = {
    "herself": {"deltager", "hus", "gruppe"},
    "leader": {"leder", "hus", "gruppe"},
    "colleague": {"hus", "gruppe"},
    "beacon": {"fagligt_fyrtaarn", "hus", "gruppe"},
    "fellow": {"deltager", "hus", "gruppe"},
    "teacher": set(),
    "supervisor": {"hus", "gruppe"},
    "consultant": {"konsulent"},
    "stranger": set(),
}


def test_a_step_is_seen_by_whoever_does_it_and_nobody_else(way, people):
    for name, one in people.items():
        steps = Step.objects.visible_to(one.as_actor())
        assert set(steps.values_list("role", flat=True)) == ROLES[name], name
        assert all(permissions.may_do_step(one.as_actor(), step) for step in steps.for_list())
    mine = Step.objects.visible_to(way.mette.as_actor()).filter(role="deltager")
    assert set(mine.values_list("seat", flat=True)) == {way.seat.pk}


def test_a_leaders_step_for_a_house_is_seen_by_the_leader_of_that_house_alone(way):
    bodil = person("Bodil")
    lead(bodil, unit(way.kommune, "Egely"))
    step = Step.objects.filter(unit=way.group).exclude(kind__in=permissions.ASKING).first()
    Step.objects.filter(pk=step.pk).update(role="leder")
    seen = [one for one in (way.lene, bodil) if Step.objects.visible_to(one.as_actor()).filter(pk=step.pk).exists()]
    assert seen == [way.lene]


def test_what_the_one_asked_answers_is_not_seen_by_the_leader(way):
    """Neither by link nor signed in: the participant has chosen somebody else to ask."""
    bodil = person("Bodil")
    give_function(bodil, way.group, FunctionKind.SUPPORT)
    actions.choose_asker(way.seat, bodil, actor=way.mette.as_actor())
    step = way.step("leder-spoerg-1")
    assert set(Step.objects.visible_to(bodil.as_actor()).filter(role="leder").values_list("kind", flat=True)) <= set(
        permissions.ASKING
    )
    assert Step.objects.visible_to(bodil.as_actor()).filter(pk=step.pk).exists()
    assert not Step.objects.visible_to(way.lene.as_actor()).filter(pk=step.pk).exists()
    reason = permissions.may_do_step(way.lene.as_actor(), step).reason
    assert reason == "Deltageren har valgt en anden til at spørge ind."


@pytest.mark.parametrize("chosen", [False, True])
def test_tilsyn_closes_the_questions_too_also_to_the_one_who_was_chosen(chosen, way):
    asks = way.lene
    if chosen:
        asks = person("Bodil")
        give_function(asks, way.group, FunctionKind.SUPPORT)
        actions.choose_asker(way.seat, asks, actor=way.mette.as_actor())
    give_function(asks, way.group, FunctionKind.SUPERVISION)
    step = way.step("leder-spoerg-1")
    assert not Step.objects.visible_to(asks.as_actor()).filter(role="leder", kind__in=permissions.ASKING).exists()
    assert "tilsyn" in permissions.may_do_step(asks.as_actor(), step).reason


def _leaves(way, holder, role):
    """The holder is no longer what their step was for."""
    {
        "leder": lambda: holder.leaderships.update(to_on=date(2021, 5, 2)),
        "fagligt_fyrtaarn": lambda: holder.functions.update(to_on=date(2021, 5, 2)),
        "gruppe": lambda: holder.employments.update(to_on=date(2021, 5, 2)),
        "konsulent": lambda: holder.system_roles.update(to_on=date(2021, 5, 2)),
    }[role]()


@pytest.mark.parametrize("role", ["leder", "fagligt_fyrtaarn", "gruppe", "konsulent"])
def test_a_link_to_a_step_ends_with_what_made_the_step_theirs(role, way, people):
    holder = {"leder": "leader", "fagligt_fyrtaarn": "beacon", "gruppe": "colleague", "konsulent": "consultant"}[role]
    holder = people[holder]
    step = Step.objects.filter(cohort=way.cohort, role=role).for_list().first()
    errand = Errand("journey.do_step", "journey.Step", step.pk)
    assert permissions.may_do_step(LinkHolder(errand, holder.pk, holder.full_name), step)
    _leaves(way, holder, role)
    assert not permissions.may_do_step(LinkHolder(errand, holder.pk, holder.full_name), step)


def test_a_link_to_a_question_closes_with_tilsyn_and_when_another_is_chosen(way):
    step = way.step("leder-spoerg-1")
    errand = Errand("journey.do_step", "journey.Step", step.pk)
    bodil = person("Bodil")
    give_function(bodil, way.group, FunctionKind.SUPPORT)
    actions.choose_asker(way.seat, bodil, actor=way.mette.as_actor())
    step = way.step("leder-spoerg-1")
    assert not permissions.may_do_step(LinkHolder(errand, way.lene.pk, "Lene Lund"), step)
    assert permissions.may_do_step(LinkHolder(errand, bodil.pk, "Bodil Holm"), step)
    give_function(bodil, way.group, FunctionKind.SUPERVISION)
    assert not permissions.may_do_step(LinkHolder(errand, bodil.pk, "Bodil Holm"), step)


def test_a_deputys_link_ends_with_the_deputyship(way, on_date):
    dorte = person("Dorte")
    DeputyshipFactory(leader=way.lene, deputy=dorte)  # to 31 May
    step = way.step("leder-spoerg-1")
    link = Errand("journey.do_step", "journey.Step", step.pk)
    assert permissions.may_do_step(LinkHolder(link, dorte.pk, "Dorte Holm"), step)
    on_date(date(2021, 6, 1))
    assert not permissions.may_do_step(LinkHolder(link, dorte.pk, "Dorte Holm"), step)


def test_nobody_can_tell_who_has_not_written(way, people):
    """Neither leader, konsulent nor underviser reaches a participant's step, kept or open."""
    for name in ("leader", "consultant", "teacher", "beacon", "supervisor"):
        assert not Step.objects.visible_to(people[name].as_actor()).filter(role="deltager").exists()


def test_a_deputy_of_today_has_the_leaders_steps(way):
    deputy = person("Dorte")
    give_function(deputy, way.group, FunctionKind.SOUSCHEF)
    assert Step.objects.visible_to(deputy.as_actor()).filter(role="leder").count() == 11


def test_whoever_may_be_asked_never_has_tilsyn(way, people):
    assert [one.first_name for one in possible_askers(Seat.objects.for_list().get(pk=way.seat.pk))] == ["Bente", "Lene"]


# What is read of them


def next_step(way):
    return next_of(Step.objects.open().of_seat(way.seat).for_list())


def test_the_next_step_is_the_first_since_the_latest_day(way, on_date):
    for day, key in [
        (date(2021, 5, 3), "intention"),
        (date(2021, 8, 30), "proev-1"),
        (date(2021, 9, 21), "proev-2"),
        (date(2022, 2, 20), "tjek-3"),
    ]:
        on_date(day)
        assert next_step(way).key == key


def test_a_step_put_off_leaves_its_place_to_the_next_one_and_comes_back(way, on_date):
    on_date(date(2021, 9, 21))
    actions.put_off(way.step("proev-2"), actor=way.mette.as_actor())
    assert next_step(way).key == "laes-3"
    on_date(date(2021, 9, 22))
    assert next_step(way).key == "proev-2"


def test_a_count_is_of_the_cohort_and_none_where_it_would_tell_of_one(way, on_date):
    on_date(date(2021, 10, 4))
    actions.do_step(way.step("proev-2"), words="Prøvet.", actor=way.mette.as_actor())
    assert tried_counts([way.cohort])[way.cohort.pk].sentence == ""
    for number in range(4):
        add_seat(way, f"Kim{number}")
    assert tried_counts([way.cohort])[way.cohort.pk].sentence == "få eller ingen af 5 har prøvet noget af"
    for seat in Seat.objects.all():
        step = way.step("proev-2", seat)
        actions.do_step(step, words="Prøvet.", audience=Audience.ME, actor=seat.wish.person.as_actor())
    on_date(date(2021, 10, 5))  # counted in the night
    assert tried_counts([way.cohort])[way.cohort.pk].sentence == "alle eller næsten alle 5 har prøvet noget af"
    on_date(date(2021, 10, 18))  # the next task is due, and what was tried is still tried
    assert tried_counts([way.cohort])[way.cohort.pk].sentence == "alle eller næsten alle 5 har prøvet noget af"
