"""
The set and the answer of one right are held against each other: for every row of a world and everybody in it.

A permission declares its set (`set_of`), a text is read by whom its set is shown to. For a link the wall of
`kernel.access` decides instead, so there it is held that a link lets nobody on to another thing than its own.
"""

from collections.abc import Iterable
from datetime import timedelta
from operator import attrgetter
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Model, QuerySet

from rodfaest.cohorts.models import Cohort, Teacher
from rodfaest.enrolment.models import Seat, Wish, WishText
from rodfaest.enrolment.rules.wishes import Side
from rodfaest.journey.actions import reconcile_journey
from rodfaest.journey.models import Asker, Step, StepText
from rodfaest.journey.notices import of_cohort
from rodfaest.journey.rules.sharing import offered
from rodfaest.kernel.access import PAIRS, PERMISSIONS, READERS, SETS, Pair, seen_by
from rodfaest.kernel.actors import Actor, Errand, LinkHolder, System, Visitor
from rodfaest.organisations.models import (
    Employment,
    Function,
    Leadership,
    Organisation,
    Person,
    SystemRole,
    Unit,
)
from rodfaest.organisations.queries.leading import led_by, nearest_leader_of
from rodfaest.organisations.rules import FunctionKind, OrganisationKind, Role, UnitKind
from rodfaest.programmes.rules.vocabulary import StepRole
from rodfaest.texts.models import as_readers
from rodfaest.texts.rules import Audience
from tests.docs.answers import JOBS, LINKS
from tests.docs.scene import ASKED_ON, BUILT_ON, a_scene
from tests.factories.correspondence import CalendarAddressFactory, LetterFactory
from tests.factories.enrolment import LocalAgreementFactory
from tests.factories.journey import (
    NIGHT,
    StepTextFactory,
    cohort_on,
    employ,
    give_function,
    give_role,
    lead,
    person,
    seat_for,
    unit,
)
from tests.factories.organisations import LONG_AGO, DeputyshipFactory, GroupFactory, GroupMemberFactory
from tests.once import built_once

YESTERDAY, TOMORROW = ASKED_ON - timedelta(days=1), ASKED_ON + timedelta(days=1)

WITHOUT_A_SET = {
    "attendance.read_list": "the names of one day, for the one who marks it or hangs them on the door",
    "enrolment.see_queue": "one page of a cohort: whoever sees it sees all of it",
    "organisations.see_employees": "names on the page of a unit, which more see",
    "journey.see_house_ways": "names on the page of a house, beside pictures everybody there sees",
}
"""Permissions to read or see that no list of rows answers to, each with why."""


# The world


@built_once
def a_world() -> dict[str, Any]:
    scene = a_scene()
    _another_kommune()
    _leaders_who_take_part(scene.things["unit"], scene.things["cohort"])
    _groups(scene.things["unit"])
    _what_was_and_will_be(scene.things["unit"], scene.things["cohort"])
    _words_everywhere()
    _newcomers(scene.things["unit"], scene.things["cohort"])
    return scene.things


@pytest.fixture
def things(db, on_date) -> dict[str, Any]:
    built = a_world()
    on_date(ASKED_ON)
    return built


@pytest.fixture
def everybody(things) -> list[Actor]:
    """All that have a login, and somebody without."""
    return [*(one.as_actor() for one in Person.objects.order_by("pk")), Visitor()]


def _another_kommune() -> None:
    kommune = Organisation.objects.create(name="Vejle Kommune", kind=OrganisationKind.KOMMUNE)
    house, cohort = unit(kommune, "Bøgen"), cohort_on(kommune, key="vejle-2021", name="Vejle, efterår 2021")
    lead(person("Vibeke"), house)
    seat_for(person("Viggo"), house, cohort)
    for role in Role:
        give_role(person("Vera", role.value), kommune, role)
    for discreet in ("", "Prøv det"):
        LetterFactory(kommune=kommune, person=person("Villy", f"Brev{discreet[:4]}"), discreet=discreet)
    LocalAgreementFactory(cohort=cohort, unit=house, by=person("Valdemar"))
    CalendarAddressFactory(person=person("Vita"), secret="another")
    reconcile_journey(of_cohort(cohort.pk), actor=NIGHT)


def _leaders_who_take_part(group: Unit, cohort: Cohort) -> None:
    """Who leads, stands in, helps or has tilsyn, and has a seat in the same group; and a house nobody leads."""
    lene, area = Person.objects.get(first_name="Lene"), Person.objects.get(first_name="Agnes")
    for leads in (lene, area, *Person.objects.filter(first_name__in=("Dorte", "Susanne", "Tilde", "Bodil"))):
        seat_for(leads, group, cohort)
    DeputyshipFactory(leader=area, deputy=person("Astrid"), from_on=BUILT_ON, to_on=None)
    DeputyshipFactory(
        leader=Person.objects.get(first_name="Dorte"), deputy=person("Dagny"), from_on=BUILT_ON, to_on=None
    )
    unled = unit(group.organisation, "Alene", kind=UnitKind.HOUSE)
    seat_for(person("Ebbe"), unled, cohort)
    seat_for(person("Else"), unit(group.organisation, "Under Solsikken", group), cohort)
    two = person("Toke")  # works in two places, and leads the one
    seat_for(two, unled, cohort)
    lead(two, group)
    alone = person("Enid")  # the one leader of her house, led herself from above
    seat_for(alone, unit(group.organisation, "Enebærret", group.parent), cohort)
    lead(alone, Unit.objects.get(name="Enebærret"))
    for first_name, asks in (("Else", "Eva"), ("Enid", "Tove")):  # who does not lead there, and who has tilsyn too
        seat = Seat.objects.get(wish__person__first_name=first_name)
        Asker.objects.create(seat=seat, person=Person.objects.get(first_name=asks), chosen_on=BUILT_ON)
    abroad = person("Tora")  # works where texts were left behind, with tilsyn over those who left
    employ(abroad, Unit.objects.get(name="Mælkebøtten"))
    give_function(abroad, group, FunctionKind.SUPERVISION)


def _groups(group: Unit) -> None:
    """One of a unit, one across houses with somebody who has left, and another kommune's."""
    GroupFactory(organisation=Organisation.objects.get(name="Vejle Kommune"))
    across = GroupFactory(organisation=group.organisation)
    for first_name in ("Mette", "Kim", "Frida", "Vibeke", "Tora"):
        GroupMemberFactory(group=across, person=Person.objects.get(first_name=first_name))
    GroupMemberFactory(group=across, person=Person.objects.get(first_name="Eva"), to_on=YESTERDAY)
    GroupMemberFactory(
        group=GroupFactory(organisation=group.organisation, unit=group), person=Person.objects.get(first_name="Kim")
    )


def _what_was_and_will_be(group: Unit, cohort: Cohort) -> None:
    """Employments, leaderships, functions, roles and deputyships of yesterday and of tomorrow; and a left seat."""
    for day, ends, name in ((LONG_AGO, YESTERDAY, "Før"), (TOMORROW, None, "Snart")):
        dated = {"from_on": day, "to_on": ends}
        Employment.objects.filter(pk=employ(person("Egon", name), group).pk).update(**dated)
        Leadership.objects.create(person=person("Leif", name), unit=group, **dated)
        DeputyshipFactory(leader=Person.objects.get(first_name="Lene"), deputy=person("Dagmar", name), **dated)
        for kind in FunctionKind:
            Function.objects.create(person=person("Fie", f"{name} {kind}"), unit=group, kind=kind, **dated)
        for role in Role:
            held = person("Rolf", f"{name} {role}")
            SystemRole.objects.create(person=held, organisation=group.organisation, role=role, **dated)
    left = seat_for(person("Malthe", "Forladt"), group, cohort)
    Seat.objects.filter(pk=left.pk).update(left_on=ASKED_ON)
    reconcile_journey(of_cohort(cohort.pk), actor=NIGHT)


def _words_everywhere() -> None:
    """A text for each audience that is offered, finished and not, of several writers; one whose writer has moved."""
    for role in StepRole:
        steps = Step.objects.filter(role=role, texts__isnull=True).order_by("pk").for_list()
        audiences = [(audience, on) for audience in offered(role) for on in (None, YESTERDAY)]
        for (audience, finished_on), step in zip(audiences * 6, steps, strict=False):
            author = step.seat.person if step.seat else Person.objects.get(first_name="Kim")
            StepTextFactory(step=step, author=author, audience=audience, finished_on=finished_on)
    elsewhere = Unit.objects.get(name="Mælkebøtten")
    for seat in Seat.objects.exclude(wish__employment__unit=elsewhere):
        steps = Step.objects.of_seat(seat).filter(texts__isnull=True).for_list()
        for step, audience in zip(steps, (Audience.LEADER, Audience.HOUSE, Audience.COLLEAGUES), strict=False):
            StepTextFactory(step=step, author=seat.person, audience=audience, unit=elsewhere)
        for step in steps[3:5]:
            StepTextFactory(step=step, author=seat.person, audience=Audience.LEADER)
    for wish in Wish.objects.filter(texts__isnull=True):
        for side, by in ((Side.PARTICIPANT, wish.person), (Side.LEADER, Person.objects.get(first_name="Lene"))):
            words = WishText(wish=wish, side=side, by=by)
            words.seal("Jeg vil gerne lære mere.", Audience.LEADER)
            words.save()


def _newcomers(group: Unit, cohort: Cohort) -> None:
    """Who has come since it was written: they read nothing of it, but for who was let in."""
    leader = person("Nora")
    lead(leader, group)
    employ(person("Nis"), group)
    employ(person("Nete"), group)
    seat_for(person("Nanna"), group, cohort)
    Teacher.objects.create(cohort=cohort, person=person("Niels"))
    give_function(person("Nynne"), group, FunctionKind.BEACON)
    for text in StepText.objects.finished().filter(author__first_name="Mette"):
        for newcomer in (leader, Person.objects.get(first_name="Nete")):
            text.reseal(readers=as_readers({*text.reader_ids, newcomer.pk}))


# What is held


def answered(name: str, rows: Iterable[Model], actor: Actor) -> set[int]:
    through = PAIRS[name].through
    return {row.pk for row in rows if PERMISSIONS[name](actor, attrgetter(through)(row) if through else row)}


@pytest.mark.parametrize("name", sorted(PAIRS))
def test_a_permission_and_its_set_agree(name, everybody):
    of = PAIRS[name].set_of
    rows = _of(of).filter(PAIRS[name].among)
    for actor in everybody:
        listed = set(rows.filter(SETS[of](actor)).values_list("pk", flat=True))
        assert answered(name, rows, actor) == listed, actor.label


@pytest.mark.parametrize("label", sorted(READERS))
def test_a_text_is_listed_for_those_who_read_it(label, everybody):
    texts = _of(label)
    for actor in everybody:
        listed = set(texts.filter(SETS[label](actor)).values_list("pk", flat=True))
        assert {text.pk for text in texts if text.may_read(actor)} == listed, actor.label


@pytest.mark.parametrize("name", sorted({*PAIRS, *READERS}))
def test_the_world_has_a_yes_and_a_no_of_it(name, everybody):
    """Else the two could agree by saying nothing."""
    pair = PAIRS.get(name, Pair(name))
    sizes = {_of(pair.set_of).filter(SETS[pair.set_of](actor)).count() for actor in everybody}
    rows = _of(pair.set_of).count()
    made = f"{pair.set_of} has {rows} rows in this file's world, and of them people see {sorted(sizes)}"
    assert 0 in sizes, f"{made}: make somebody here who sees none"
    assert max(sizes) > 0, f"{made}: make one here that somebody sees, as in tests/docs/scene.py"
    assert max(sizes) < rows, f"{made}: make one in `_another_kommune`, or another's draft, that nobody sees all with"


@pytest.mark.parametrize("verb", LINKS)
def test_a_link_lets_its_holder_on_to_its_own_thing_alone(verb, things):
    noun, thing, whose, _words = LINKS[verb]
    people = {"self": "Mette", "leader": "Lene", "teacher": "Ulla"}
    holder = Person.objects.get(first_name=people[whose])
    link = LinkHolder(Errand(verb, noun, things[thing].pk), holder.pk, "Link")
    for name, pair in PAIRS.items():
        assert answered(name, _of(pair.set_of), link) <= ({things[thing].pk} if name == verb else set())
    for model in apps.get_models():
        if model._meta.label in SETS:
            found = set(model._default_manager.filter(seen_by(link, model._meta.label)).values_list("pk", flat=True))
            assert found == ({things[thing].pk} if model._meta.label == noun else set())


@pytest.mark.parametrize("name", sorted(SETS))
def test_neither_a_job_nor_somebody_unknown_is_listed_anything(name, things):
    for actor in (Visitor(), *(System(job) for job in JOBS)):
        assert not _of(name).filter(SETS[name](actor)).exists(), actor.label


def test_who_leads_is_the_same_asked_of_one_or_of_a_set(everybody):
    work = Employment.objects.all()
    for actor in everybody:
        for of_set, of_one in ((led_by, actor.leads), (nearest_leader_of, actor.is_nearest_leader)):
            found = set(work.filter(of_set(actor, unit="unit", person="person")).values_list("pk", flat=True))
            assert {one.pk for one in work if of_one(one.unit_id, one.person_id)} == found, actor.label


def test_who_may_read_or_see_says_which_set_agrees_with_it():
    reading = {name for name in PERMISSIONS if name.split(".")[1].startswith(("read_", "see_"))}
    assert reading - set(PAIRS) == set(WITHOUT_A_SET), "declare its set (`set_of`), or say here why there is none"
    assert set(READERS) <= set(SETS), "a text that is read by others is listed for them"


def _of(name: str) -> QuerySet[Any]:
    """All rows of the model a set is of, with what a decision asks of them."""
    model = apps.get_model(*name.split(".")[:2])
    rows: QuerySet[Any] = model._default_manager.all()
    return rows.for_list() if hasattr(rows, "for_list") else rows
