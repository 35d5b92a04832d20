"""Loading a cohort, its days, and the rest of it: who may, what is refused, what is left and told."""

from datetime import date
from importlib.resources import files

import pytest

from rodfaest.audit.models import AuditLine
from rodfaest.cohorts import actions
from rodfaest.cohorts.models import Cohort, DayMove, Venue
from rodfaest.cohorts.rules.days import DayState
from rodfaest.cohorts.rules.timetable import BadTimetable
from rodfaest.kernel.actors import System
from rodfaest.kernel.errors import Denied, RuleBroken
from rodfaest.organisations.models import Person
from rodfaest.organisations.rules import Role
from rodfaest.programmes.models import Programme
from tests.factories.cohorts import DAYS, WEEK_42, CohortFactory, TeacherFactory
from tests.factories.organisations import (
    HolidayWeekFactory,
    OrganisationFactory,
    PersonFactory,
    ProviderFactory,
    SystemRoleFactory,
    UnitFactory,
    administrator_of,
    colleague_in,
    consultant_of,
    leader_of,
    planner_of,
)
from tests.factories.programmes import ProgrammeVersionFactory

pytestmark = pytest.mark.django_db

COMMAND = System("rodfaest cohort")
SHIPPED = files("rodfaest.cohorts") / "shipped"


def shipped(name):
    return (SHIPPED / f"{name}.toml").read_text()


@pytest.fixture
def ground():
    """What the shipped timetables ask to be there."""
    for key in ("horsens-dagpleje", "horsens-vuggestue", "diplommodul-tidlig-indsats"):
        ProgrammeVersionFactory(programme__key=key)
    kommune = OrganisationFactory(name="Horsens Kommune")
    ProviderFactory(name="VIA University College")
    PersonFactory(email="karen.vestergaard@horsens.example")
    HolidayWeekFactory(organisation=kommune, **WEEK_42)
    return kommune


@pytest.fixture
def cohort():
    cohort = CohortFactory()
    HolidayWeekFactory(organisation=cohort.kommune, **WEEK_42)
    return cohort


@pytest.fixture
def karen(cohort):
    """A konsulent of the cohort's kommune."""
    return consultant_of(cohort.kommune).as_actor()


def day(cohort, number):
    return cohort.days.get(number=number)


@pytest.mark.parametrize(
    ("name", "dates", "places"),
    [
        ("horsens-dagpleje-2021", [*DAYS], 22),
        ("horsens-vuggestue-2021", [d.replace(day=d.day + 1) for d in DAYS], 22),
        (
            "diplommodul-2021",
            [date(2021, m, d) for m, d in ((9, 2), (9, 16), (9, 30), (10, 14), (11, 4), (11, 18))],
            20,
        ),
    ],
)
def test_the_shipped_timetables_load(ground, name, dates, places):
    cohort = actions.load_cohort(shipped(name), f"{name}.toml", actor=COMMAND)
    assert [day.on for day in cohort.days_in_order()] == dates
    assert (cohort.places, cohort.kommune, cohort.contact.email) == (
        places,
        ground,
        "karen.vestergaard@horsens.example",
    )
    assert AuditLine.objects.whats() == ["cohorts.cohort_loaded"]


def test_the_frames_days_count_7_4_hours_and_are_taught_from_9_to_1550(ground):
    cohort = actions.load_cohort(shipped("horsens-dagpleje-2021"), "a.toml", actor=COMMAND)
    assert {(str(day.counted_hours), day.hours) for day in cohort.days.all()} == {("7.40", "9.00-15.50")}


def test_the_same_file_twice_is_no_change(ground):
    text = shipped("horsens-dagpleje-2021")
    first = actions.load_cohort(text, "a.toml", actor=COMMAND)
    assert actions.load_cohort("# læst igennem\n" + text, "b.toml", actor=COMMAND) == first
    assert (Cohort.objects.count(), AuditLine.objects.whats()) == (1, ["cohorts.cohort_loaded"])


def test_a_file_that_says_something_else_of_a_cohort_that_is_there_is_refused(ground):
    text = shipped("horsens-dagpleje-2021")
    actions.load_cohort(text, "a.toml", actor=COMMAND)
    with pytest.raises(BadTimetable, match=r"a\.toml: key: Der er allerede et hold med nøglen »horsens-dagpleje-2021«"):
        actions.load_cohort(text.replace("places = 22", "places = 24"), "a.toml", actor=COMMAND)


def test_nothing_is_half_loaded(ground):
    text = shipped("horsens-dagpleje-2021").replace("2021-11-24", "2021-12-22").replace("2021-11-01", "2021-10-20")
    with pytest.raises(BadTimetable) as bad:
        actions.load_cohort(text, "a.toml", actor=COMMAND)
    assert [complaint.key_path for complaint in bad.value.complaints] == ["days[4]"]
    assert (Cohort.objects.count(), Venue.objects.count(), AuditLine.objects.count()) == (0, 0, 0)


def test_a_konsulent_loads_for_the_own_kommune_alone(ground):
    text = shipped("horsens-dagpleje-2021")
    with pytest.raises(Denied, match="kommunens konsulent"):
        actions.load_cohort(text, "a.toml", actor=consultant_of(OrganisationFactory()).as_actor())
    with pytest.raises(Denied):
        actions.load_cohort(text, "a.toml", actor=PersonFactory().as_actor())
    assert actions.load_cohort(text, "a.toml", actor=consultant_of(ground).as_actor()).pk


def test_a_cohort_keeps_the_version_it_began_with(ground):
    programme = Programme.objects.get(key="horsens-dagpleje")
    first = actions.load_cohort(shipped("horsens-dagpleje-2021"), "a.toml", actor=COMMAND)
    ProgrammeVersionFactory(programme=programme, number=2)
    text = shipped("horsens-dagpleje-2021").replace('key = "horsens-dagpleje-2021"', 'key = "naeste"')
    assert actions.load_cohort(text, "b.toml", actor=COMMAND).version.number == 2
    assert Cohort.objects.get(pk=first.pk).version.number == 1


def test_a_moved_day_remembers_where_it_lay_and_a_day_moved_back_is_planned(cohort, karen):
    moved = actions.move_day(day(cohort, 2), date(2021, 9, 22), actor=karen)
    assert (moved.state, moved.moved_from, moved.on) == (DayState.MOVED, date(2021, 9, 20), date(2021, 9, 22))
    back = actions.move_day(moved, date(2021, 9, 20), actor=karen)
    assert (back.state, back.moved_from) == (DayState.PLANNED, None)
    assert list(DayMove.objects.values_list("was", "became", "on")) == [
        (date(2021, 9, 20), date(2021, 9, 22), date(2021, 5, 3)),
        (date(2021, 9, 22), date(2021, 9, 20), date(2021, 5, 3)),
    ]
    assert AuditLine.objects.whats() == ["cohorts.day_moved", "cohorts.day_moved"]


def test_the_providers_planner_moves_days_too(cohort):
    planner = planner_of(cohort.provider).as_actor()
    assert actions.move_day(day(cohort, 2), date(2021, 9, 22), actor=planner).on == date(2021, 9, 22)


def test_nobody_else_moves_cancels_or_restores(cohort):
    unit = UnitFactory(organisation=cohort.kommune)
    teacher = TeacherFactory(cohort=cohort).person
    strangers = [consultant_of(OrganisationFactory()), planner_of(ProviderFactory())]
    for person in (leader_of(unit), colleague_in(unit), teacher, *strangers):
        actor = person.as_actor()
        with pytest.raises(Denied, match="der flytter dage"):
            actions.move_day(day(cohort, 2), date(2021, 9, 22), actor=actor)
        with pytest.raises(Denied, match="der aflyser dage"):
            actions.cancel_day(day(cohort, 2), actor=actor)
        with pytest.raises(Denied):
            actions.restore_day(day(cohort, 2), actor=actor)


def test_a_day_moved_to_where_it_lies_is_left_alone(cohort, karen):
    assert actions.move_day(day(cohort, 3), date(2021, 10, 11), actor=karen).on == date(2021, 10, 11)
    assert AuditLine.objects.whats() == []


@pytest.mark.parametrize(
    ("to", "sentence"),
    [
        (date(2021, 10, 20), r"uge 42 \(efterårsferie\)"),
        (date(2021, 9, 20), "skal ligge efter dag 2"),
        (date(2021, 10, 31), "ligger i en weekend"),
        (date(9999, 12, 31), "Vælg en dato mellem 2000 og 2100."),
    ],
)
def test_a_move_that_cannot_be_leaves_the_day_where_it_is(cohort, karen, to, sentence):
    with pytest.raises(RuleBroken, match=sentence) as refused:
        actions.move_day(day(cohort, 3), to, actor=karen)
    assert (refused.value.field, day(cohort, 3).on, DayMove.objects.count()) == ("to", date(2021, 10, 11), 0)


def test_day_1_is_not_moved_onto_the_last_day_to_answer_until_that_is_moved(cohort, karen):
    with pytest.raises(RuleBroken, match=r"Dag 1 skal ligge efter svarfristen, tirsdag den 15\. juni") as refused:
        actions.move_day(day(cohort, 1), date(2021, 6, 15), actor=karen)
    assert (refused.value.field, day(cohort, 1).on) == ("to", date(2021, 8, 16))
    Cohort.objects.filter(pk=cohort.pk).update(answer_by=date(2021, 6, 14))
    assert actions.move_day(day(cohort, 1), date(2021, 6, 15), actor=karen).on == date(2021, 6, 15)


def test_a_cancelled_first_day_does_not_come_back_before_the_last_day_to_answer(cohort, karen):
    actions.cancel_day(day(cohort, 1), actor=karen)
    Cohort.objects.filter(pk=cohort.pk).update(answer_by=date(2021, 8, 20))
    with pytest.raises(RuleBroken, match=r"Dag 1 skal ligge efter svarfristen, fredag den 20\. august"):
        actions.restore_day(day(cohort, 1), actor=karen)
    assert actions.restore_day(day(cohort, 1), date(2021, 8, 23), actor=karen).is_live


def test_a_cancelled_day_is_cancelled_once(cohort, karen):
    cancelled = actions.cancel_day(day(cohort, 3), actor=karen)
    assert (cancelled.state, cancelled.cancelled_on) == (DayState.CANCELLED, date(2021, 5, 3))
    with pytest.raises(RuleBroken, match="Dag 3 er allerede aflyst"):
        actions.cancel_day(cancelled, actor=karen)
    assert AuditLine.objects.whats() == ["cohorts.day_cancelled"]


def test_a_cancelled_day_comes_back_on_its_date_or_another(cohort, karen):
    actions.cancel_day(day(cohort, 3), actor=karen)
    assert actions.restore_day(day(cohort, 3), actor=karen).state == DayState.PLANNED
    actions.cancel_day(day(cohort, 3), actor=karen)
    restored = actions.restore_day(day(cohort, 3), date(2021, 10, 13), actor=karen)
    assert (restored.state, restored.on, restored.moved_from) == (
        DayState.MOVED,
        date(2021, 10, 13),
        date(2021, 10, 11),
    )
    with pytest.raises(RuleBroken, match="er ikke aflyst"):
        actions.restore_day(restored, actor=karen)


def test_one_day_at_least_is_left(cohort, karen):
    for number in range(1, 5):
        actions.cancel_day(day(cohort, number), actor=karen)
    with pytest.raises(RuleBroken, match="den sidste dag, holdet har"):
        actions.cancel_day(day(cohort, 5), actor=karen)


def test_a_day_is_marked_as_held_by_those_who_were_there(cohort, karen, on_date):
    on_date(date(2021, 9, 20))
    teacher = TeacherFactory(cohort=cohort).person.as_actor()
    assert actions.hold_day(day(cohort, 1), actor=System("attendance")).state == DayState.HELD
    assert actions.hold_day(day(cohort, 2), actor=teacher).held_on == date(2021, 9, 20)
    with pytest.raises(RuleBroken, match="allerede markeret"):
        actions.hold_day(day(cohort, 2), actor=karen)
    with pytest.raises(RuleBroken, match="Dag 3 er først mandag den 11"):
        actions.hold_day(day(cohort, 3), actor=karen)
    with pytest.raises(Denied):
        actions.hold_day(day(cohort, 3), actor=PersonFactory().as_actor())
    with pytest.raises(RuleBroken, match="afholdt og kan ikke flyttes"):
        actions.move_day(day(cohort, 1), date(2021, 9, 27), actor=karen)
    assert AuditLine.objects.whats() == ["cohorts.day_held", "cohorts.day_held"]


def test_places_are_set_by_the_kommunes_konsulent(cohort, karen):
    assert actions.change_places(cohort, 24, actor=karen).places == 24
    with pytest.raises(RuleBroken, match="allerede det antal"):
        actions.change_places(cohort, 24, actor=karen)
    with pytest.raises(RuleBroken, match="mellem 1 og 200"):
        actions.change_places(cohort, 0, actor=karen)
    with pytest.raises(Denied, match="antallet af pladser"):
        actions.change_places(cohort, 2, actor=planner_of(cohort.provider).as_actor())


def test_another_cohort_at_the_same_place_keeps_its_facts(cohort, karen):
    other = CohortFactory(venue=cohort.venue)
    changed = actions.change_practical(
        cohort,
        name="Campus Horsens",
        address="Horsens",
        directions="Parkering bag huset.",
        catering="Fuld forplejning.",
        contact=cohort.contact,
        answer_by=cohort.answer_by,
        actor=karen,
    )
    other.refresh_from_db()
    assert (changed.venue.directions, other.venue.directions) == ("Parkering bag huset.", "")


def practical(cohort, **changes):
    venue = cohort.venue
    return {
        "name": venue.name,
        "address": venue.address,
        "directions": venue.directions,
        "catering": cohort.catering,
        "contact": cohort.contact,
        "answer_by": cohort.answer_by,
        **changes,
    }


def test_the_last_day_to_answer_is_moved_also_after_it_has_gone_and_both_are_kept(karen, cohort, on_date):
    on_date(date(2021, 6, 16))
    changed = actions.change_practical(cohort, **practical(cohort, answer_by=date(2021, 6, 30)), actor=karen)
    assert changed.is_open_for_wishes
    moved = AuditLine.objects.get(what="cohorts.answer_by_moved")
    assert moved.detail == "2021-06-15 → 2021-06-30"


@pytest.mark.parametrize(
    ("today", "to", "why"),
    [
        (date(2021, 6, 16), date(2021, 6, 14), "Vælg en dag fra i dag"),
        (date(2021, 6, 16), DAYS[0], "skal ligge før den første dag, mandag den 16. august"),
        (DAYS[0], date(2021, 9, 1), "Holdet er begyndt"),
    ],
)
def test_it_is_moved_to_no_day_that_is_gone_nor_past_the_first(karen, cohort, on_date, today, to, why):
    on_date(today)
    with pytest.raises(RuleBroken, match=why):
        actions.change_practical(cohort, **practical(cohort, answer_by=to), actor=karen)
    assert AuditLine.objects.whats() == []
    changed = actions.change_practical(cohort, **practical(cohort, catering="Kaffe."), actor=karen)
    assert changed.catering == "Kaffe."


def test_a_cohort_is_published_once(karen, cohort):
    Cohort.objects.filter(pk=cohort.pk).update(published_on=None)
    assert actions.publish(cohort, date(2021, 5, 3), actor=karen).is_published
    with pytest.raises(RuleBroken, match="kan allerede ses"):
        actions.publish(cohort, date(2021, 5, 3), actor=karen)


def test_a_teacher_who_is_known_is_not_made_twice(cohort, karen):
    dorte = PersonFactory(first_name="Dorte", last_name="Ibsen", email="dorte@via.example")
    teacher = actions.add_teacher(
        cohort, first_name="dorte ", last_name="Ibsen", email="Dorte@via.example", actor=karen
    )
    assert teacher.person == dorte
    planner = planner_of(cohort.provider).as_actor()
    torben = actions.add_teacher(cohort, first_name="Torben", last_name="Lykke", actor=planner)
    assert (torben.person.full_name, torben.person.email) == ("Torben Lykke", None)
    actions.remove_teacher(torben, actor=planner)
    assert [teacher.person for teacher in cohort.teachers.all()] == [dorte]


def test_a_mail_that_is_somebody_elses_names_nobody_and_does_not_tell_whose_it_is(cohort, karen):
    PersonFactory(first_name="Mette", last_name="Holm", email="mette@horsens.example")
    with pytest.raises(RuleBroken, match="Mailen hører til en anden") as refused:
        actions.add_teacher(cohort, first_name="Ole", last_name="Test", email="Mette@horsens.example", actor=karen)
    assert (refused.value.field, "Mette" in refused.value.sentence) == ("email", False)
    assert not cohort.teachers.exists()


# A teacher's name, mail and mobile

RIGHT = {"first_name": "Torben", "last_name": "Lykke", "email": "torben@via.example", "phone": "20304050"}
NAMED_RIGHT = RIGHT | {"email": "tobren@via.example", "phone": ""}


@pytest.fixture
def torben(cohort):
    """Made known by the provider's planner, and employed nowhere."""
    planner = planner_of(cohort.provider).as_actor()
    return actions.add_teacher(cohort, first_name="Torbn", last_name="Lykke", email="tobren@via.example", actor=planner)


def test_those_who_prepare_the_cohort_put_a_teacher_right_and_the_lines_say_what_and_who(cohort, karen, torben):
    before = len(AuditLine.objects.whats())
    for actor in (planner_of(cohort.provider).as_actor(), karen):
        actions.change_teacher(torben, **NAMED_RIGHT, actor=actor)
    assert Person.objects.get(pk=torben.person_id).full_name == "Torben Lykke"
    assert AuditLine.objects.whats()[before:] == ["organisations.person_renamed", "cohorts.teacher_changed"]


def test_what_a_teacher_logs_in_by_is_changed_by_the_providers_administrator_alone(cohort, karen, torben):
    planner = planner_of(cohort.provider)
    for actor in (planner.as_actor(), karen, administrator_of(cohort.kommune).as_actor()):
        with pytest.raises(Denied):
            actions.change_teacher(torben, **RIGHT, actor=actor)
    SystemRoleFactory(person=planner, organisation=cohort.provider, role=Role.ADMINISTRATOR)
    before = len(AuditLine.objects.whats())
    actions.change_teacher(torben, **RIGHT, actor=planner.as_actor())
    person = Person.objects.get(pk=torben.person_id)
    assert {name: getattr(person, name) for name in RIGHT} == RIGHT
    changed = ["organisations.person_renamed", "organisations.mail_changed", "organisations.phone_changed"]
    assert AuditLine.objects.whats()[before:] == [*changed, "cohorts.teacher_changed"]


def test_nobody_else_puts_a_teacher_right(cohort, torben):
    unit = UnitFactory(organisation=cohort.kommune)
    strangers = [consultant_of(OrganisationFactory()), planner_of(ProviderFactory()), PersonFactory()]
    for other in (torben.person, TeacherFactory(cohort=cohort).person, leader_of(unit), colleague_in(unit), *strangers):
        with pytest.raises(Denied, match="der retter holdet"):
            actions.change_teacher(torben, **RIGHT, actor=other.as_actor())


def test_a_login_is_not_taken_over_by_putting_a_teacher_right(cohort, karen, torben):
    employed = TeacherFactory(cohort=cohort, person=colleague_in(UnitFactory()))
    keeps = TeacherFactory(cohort=cohort, person=consultant_of(OrganisationFactory()))
    for teacher in (employed, keeps):
        with pytest.raises(Denied, match="er ansat eller har en rolle"):
            actions.change_teacher(teacher, **RIGHT, actor=karen)
    planner = planner_of(cohort.provider)
    oneself = TeacherFactory(cohort=cohort, person=planner)
    with pytest.raises(Denied, match="Dit eget navn retter en anden"):
        actions.change_teacher(oneself, **RIGHT, actor=planner.as_actor())
    elsewhere = CohortFactory(kommune=OrganisationFactory(), provider=cohort.provider)
    TeacherFactory(cohort=elsewhere, person=torben.person)
    with pytest.raises(Denied, match="også på et hold, du ikke forbereder"):
        actions.change_teacher(torben, **RIGHT, actor=karen)
    assert actions.change_teacher(torben, **NAMED_RIGHT, actor=planner.as_actor())


def test_nobody_makes_themselves_teacher(cohort):
    """The underviser reads what a cohort shares, so another says who it is."""
    planner = planner_of(cohort.provider)
    given = {"first_name": planner.first_name, "last_name": planner.last_name, "email": planner.email}
    with pytest.raises(Denied, match="kan du ikke give dig selv"):
        actions.add_teacher(cohort, **given, actor=planner.as_actor())
    assert not cohort.teachers.exists()
