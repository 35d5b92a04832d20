"""
The made-up scene every rule is asked about: Mette, dagplejer in Solsikken, with a seat, and everybody who might know.

`PEOPLE` says who they are, `a_scene` makes them and the things: rows as the factories make them, no action called.
Whatever is about somebody is about Mette.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from rodfaest.attendance.rules import Mark
from rodfaest.cohorts.models import Teacher
from rodfaest.enrolment.models import WishText
from rodfaest.enrolment.rules.wishes import Side
from rodfaest.journey.models import Asker, Step
from rodfaest.journey.notices import of_cohort
from rodfaest.journey.permissions import ASKING
from rodfaest.journey.rules.sharing import offered
from rodfaest.kernel.actors import Actor, Errand, LinkHolder, Visitor
from rodfaest.kernel.time import install_today
from rodfaest.login.models import LoginChange, Meeting, PersonalLink
from rodfaest.organisations.models import Organisation, Person, Unit
from rodfaest.organisations.rules import FunctionKind, JobCategory, Role, UnitKind
from rodfaest.programmes.rules.vocabulary import Phase, StepKind, StepRole
from rodfaest.texts.actions import note_reading
from rodfaest.texts.models import AudienceText, ReadingLine
from rodfaest.texts.rules import Audience
from tests.factories import organisations as people
from tests.factories.attendance import AttendanceFactory
from tests.factories.correspondence import CalendarAddressFactory, LetterFactory
from tests.factories.enrolment import LocalAgreementFactory
from tests.factories.journey import (
    StepTextFactory,
    Way,
    a_way,
    cohort_on,
    employ,
    give_function,
    give_role,
    lead,
    person,
    seat_for,
    unit,
)

BUILT_ON, ASKED_ON = date(2021, 5, 3), date(2021, 9, 1)


class Somebody(NamedTuple):
    """One who might know: a column of the tables, one of those who can, and what they call themselves."""

    code: str
    english: str
    danish: str
    i_am: str


PEOPLE = {
    "self": Somebody("P", "participant", "deltageren selv", "deltager"),
    "colleague": Somebody(
        "C", "colleague in the same house or group", "kolleger samme sted", "kollega til en deltager, samme sted"
    ),
    "fellow": Somebody(
        "F",
        "participant of the same cohort, another house",
        "deltagere på samme hold",
        "deltager på samme hold, et andet sted",
    ),
    "leader": Somebody("L", "leader", "lederen", "leder"),
    "deputy": Somebody("D", "deputy of the leader, today", "lederens stedfortræder", "stedfortræder for en leder"),
    "souschef": Somebody("S", "souschef", "souschefen", "souschef"),
    "area": Somebody("LL", "leader of the unit above (the leader's leader)", "lederens leder", "leder over en leder"),
    "both_hats": Somebody(
        "LT", "leader who also has tilsyn", "en leder, der også har tilsyn", "leder, der også har tilsyn"
    ),
    "supervisor": Somebody("T", "has tilsyn, leads nobody", "den, der har tilsyn", "tilsynsførende"),
    "beacon": Somebody("B", "fagligt fyrtårn", "fyrtårnet", "fagligt fyrtårn"),
    "support": Somebody(
        "H", "faglig støtte (dagplejepædagog)", "dagplejepædagogen", "dagplejepædagog eller anden faglig støtte"
    ),
    "asker": Somebody(
        "Q",
        "whom the participant chose to ask",
        "den, deltageren har valgt til at spørge ind",
        "valgt af en deltager til at spørge ind",
    ),
    "consultant": Somebody("K", "konsulent", "konsulenten", "konsulent"),
    "head": Somebody("HD", "dagtilbudschef", "dagtilbudschefen", "dagtilbudschef"),
    "finance": Somebody("FI", "økonomi", "økonomi", "medarbejder i økonomi"),
    "administrator": Somebody("AD", "administrator", "administratoren", "administrator"),
    "planner": Somebody("PL", "the provider's planner", "udbyderens planlægger", "udbyderens planlægger"),
    "teacher": Somebody("U", "underviser, logged in", "underviseren med login", "underviser med login"),
    "teacher_link": Somebody(
        "UL", "underviser with the day's link", "underviseren med link til dagen", "underviser med link til dagen"
    ),
    "union_rep": Somebody("TR", "tillidsrepræsentant, works elsewhere", "tillidsrepræsentanten", "tillidsrepræsentant"),
    "employee": Somebody("E", "employee of another house", "ansatte andre steder i kommunen", "ansat et andet sted"),
    "visitor": Somebody("V", "visitor, not logged in", "dem, der ikke er logget ind", "ikke logget ind"),
}
"""By key, in the order of the tables."""


@dataclass
class Scene:
    """`actors` by the keys of PEOPLE, `things` by the names the questions use."""

    actors: dict[str, Actor] = field(default_factory=dict)
    things: dict[str, Any] = field(default_factory=dict)


def a_scene() -> Scene:
    """The whole of it, looked at two weeks after day 1."""
    install_today(lambda: BUILT_ON)
    way = a_way()
    area = unit(way.kommune, "Område Øst", kind=UnitKind.AREA)
    Unit.objects.filter(pk=way.group.pk).update(parent=area)
    way.group.refresh_from_db()
    scene = Scene()
    _fill_with_people(scene, way, area)
    _fill_with_facts(scene, way)
    _fill_with_steps(scene, way)
    _fill_with_texts(scene, way)
    install_today(lambda: ASKED_ON)
    return scene


def _fill_with_people(scene: Scene, way: Way, area: Unit) -> None:
    elsewhere = unit(way.kommune, "Mælkebøtten")
    found = {
        "self": way.mette,
        "leader": way.lene,
        **{key: person(first) for key, first in FIRST_NAMES.items()},
    }
    for leads in ("leader", "both_hats"):
        employ(found[leads], way.group, JobCategory.LEADER)
    employ(found["colleague"], way.group)
    seat_for(found["fellow"], elsewhere, way.cohort)
    for key in ("union_rep", "employee", "asker"):
        employ(found[key], elsewhere)
    employ(found["souschef"], way.group, JobCategory.PEDAGOGUE)
    people.DeputyshipFactory(leader=way.lene, deputy=found["deputy"], from_on=BUILT_ON, to_on=date(2021, 12, 31))
    lead(found["area"], area)
    lead(found["both_hats"], way.group)
    give_function(found["both_hats"], way.group, FunctionKind.SUPERVISION)
    give_function(found["souschef"], way.group, FunctionKind.SOUSCHEF)
    give_function(found["supervisor"], way.group, FunctionKind.SUPERVISION)
    give_function(found["beacon"], way.group, FunctionKind.BEACON)
    give_function(found["support"], way.group, FunctionKind.SUPPORT)
    give_function(found["union_rep"], area, FunctionKind.UNION_REP)
    for role in (Role.CONSULTANT, Role.HEAD, Role.FINANCE, Role.ADMINISTRATOR):
        give_role(found[role.value], way.kommune, role)
    give_role(found["planner"], way.cohort.provider, Role.PLANNER)
    Teacher.objects.create(cohort=way.cohort, person=found["teacher"])
    scene.actors = {key: one.as_actor() for key, one in found.items()}
    day_one = Errand("attendance.mark_day", "cohorts.TeachingDay", way.day(1).pk)
    scene.actors["teacher_link"] = LinkHolder(day_one, found["teacher"].pk, "Ulla Holm")
    scene.actors["visitor"] = Visitor()
    scene.things |= {"person": way.mette, "leader": way.lene, "asked": found["asker"]}


FIRST_NAMES = {
    "colleague": "Kim",
    "fellow": "Frida",
    "deputy": "Dorte",
    "souschef": "Susanne",
    "area": "Agnes",
    "both_hats": "Tove",
    "supervisor": "Tilde",
    "beacon": "Bodil",
    "support": "Hanne",
    "asker": "Anna",
    "consultant": "Karen",
    "head": "Henrik",
    "finance": "Finn",
    "administrator": "Adam",
    "planner": "Pernille",
    "teacher": "Ulla",
    "union_rep": "Rikke",
    "employee": "Eva",
}


def _fill_with_facts(scene: Scene, way: Way) -> None:
    wish, day = way.seat.wish, way.day(1)
    community = people.GroupFactory(organisation=way.kommune, unit=way.group, name="PLF i Solsikken")
    people.GroupMemberFactory(group=community, person=Person.objects.get(pk=scene.actors["colleague"].person_id))
    scene.things |= {
        "kommune": way.kommune,
        "unit": way.group,
        "deputyship": way.lene.deputies.get(),
        "people_group": community,
        "membership": people.GroupMemberFactory(group=community, person=way.mette),
        "employment": wish.employment,
        "cohort": way.cohort,
        "day": day,
        "teaches": way.cohort.teachers.select_related("person", "cohort").get(person__first_name="Ulla"),
        "wish": wish,
        "seat": way.seat,
        "agreement": LocalAgreementFactory(cohort=way.cohort, unit=way.group, by=way.lene),
        "attendance": AttendanceFactory(seat=way.seat, day=day, mark=Mark.PRESENT),
        "letter": LetterFactory(kommune=way.kommune, person=way.mette),
        "discreet": LetterFactory(kommune=way.kommune, person=way.mette, discreet="Prøv det"),
        "calendar": CalendarAddressFactory(person=way.mette),
        "login_change": LoginChange.objects.create(
            person=way.mette, was_email="gammel@horsens.example", closes=True, digest="skift"
        ),
        "meeting": Meeting.objects.create(person=way.mette, how="pas", digest="møde"),
        "link": PersonalLink.objects.create(
            person=way.mette, verb="x", noun="x", object_id=1, digest="x", valid_until=ASKED_ON
        ),
        "nothing": None,
    }


def _fill_with_steps(scene: Scene, way: Way) -> None:
    """One step of each role; the shipped programme has none for a souschef, so that one is made."""
    Step.objects.create(
        scope=of_cohort(way.cohort.pk), cohort=way.cohort, unit=way.group, key="souschef",
        role=StepRole.SOUSCHEF, phase=Phase.AFTER, kind=StepKind.TALK, due_on=ASKED_ON,
    )  # fmt: skip
    by_name = Step.objects.create(
        scope=of_cohort(way.cohort.pk), cohort=way.cohort, person=way.mette, key="ved-navn",
        role=StepRole.CONSULTANT, phase=Phase.AFTER, kind=StepKind.TALK, due_on=ASKED_ON,
    )  # fmt: skip
    scene.things["named_step"] = Step.objects.for_list().get(pk=by_name.pk)
    for name, role, kinds in (
        ("own_step", StepRole.PARTICIPANT, [StepKind.TRY]),
        ("leader_step", StepRole.LEADER, [StepKind.FOLLOW_UP]),
        ("leader_own_step", StepRole.LEADER, [kind for kind in StepKind if kind not in ASKING]),
        ("souschef_step", StepRole.SOUSCHEF, [StepKind.TALK]),
        ("beacon_step", StepRole.BEACON, list(StepKind)),
        ("house_step", StepRole.HOUSE, list(StepKind)),
        ("group_step", StepRole.GROUP, list(StepKind)),
        ("consultant_step", StepRole.CONSULTANT, list(StepKind)),
        ("head_step", StepRole.HEAD, list(StepKind)),
    ):
        rows = Step.objects.filter(cohort=way.cohort, person=None, role=role, kind__in=kinds).order_by("seat", "key")
        if role in (StepRole.PARTICIPANT, StepRole.LEADER):
            rows = rows.filter(seat=way.seat)
        made = rows.first()
        if made is None and role is StepRole.HOUSE:  # a dagplejegruppe has group steps; a house has house steps
            made = Step.objects.create(
                scope=of_cohort(way.cohort.pk), cohort=way.cohort, unit=way.group, key="hus-foer", role=role,
                phase=Phase.BEFORE, kind=StepKind.TALK, due_on=ASKED_ON,
            )  # fmt: skip
        assert made is not None, f"the shipped programme has no step for {role}"
        scene.things[name] = Step.objects.for_list().get(pk=made.pk)


def _fill_with_texts(scene: Scene, way: Way) -> None:
    """
    Mette's words to each audience, each in a step of its own; a draft; and, on another cohort, to whom she chose.

    That one helps in the playroom under the group alone, so that what they see is theirs by the choice.
    """
    steps = iter(Step.objects.of_seat(way.seat).for_list())
    for audience in offered(StepRole.PARTICIPANT):
        scene.things[f"text_{audience}"] = StepTextFactory(step=next(steps), author=way.mette, audience=audience)
    scene.things["draft"] = StepTextFactory(
        step=next(steps), author=way.mette, audience=Audience.HOUSE, finished_on=None
    )
    for side, by in ((Side.PARTICIPANT, way.mette), (Side.LEADER, way.lene)):
        intention = WishText(wish=way.seat.wish, side=side, by=by)
        intention.seal("Jeg vil gerne lære mere om samspil.", Audience.LEADER)
        intention.save()
        scene.things[f"intention_{side}"] = intention

    another = Way(way.kommune, way.group, _another_cohort(way.kommune), way.mette, way.lene, way.seat)
    playroom = unit(way.kommune, "Anemonen", way.group)
    another.seat = seat_for(way.mette, playroom, another.cohort)
    give_function(scene.things["asked"], playroom, FunctionKind.SUPPORT)
    Asker.objects.create(seat=another.seat, person=scene.things["asked"], chosen_on=BUILT_ON)
    another.reconcile()
    asked = Step.objects.filter(seat=another.seat).for_list()
    scene.things |= {
        "asker": another.seat.asker,
        "asked_step": asked.filter(role=StepRole.LEADER, kind=StepKind.FOLLOW_UP)[0],
        "asked_text": StepTextFactory(step=Step.objects.of_seat(another.seat).for_list()[0], author=way.mette,
                                      audience=Audience.LEADER),
    }  # fmt: skip
    scene.things["reading"] = _a_reading(scene.things["text_leader"], way)


def _another_cohort(kommune: Organisation) -> Any:
    return cohort_on(kommune, key="dagpleje-2022", name="Dagpleje, efterår 2021 (2)")


def _a_reading(text: AudienceText, way: Way) -> Any:
    note_reading([text], page="Spørg ind til det", actor=way.lene.as_actor())
    return ReadingLine.objects.get(owner_number=way.mette.pk)
