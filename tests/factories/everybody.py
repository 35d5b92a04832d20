"""
A cohort with everybody around it: one of each kind of person, and rows in each state a page may meet.

`a_scene()` builds on `a_way`: Mette is alone from Solsikken, which Lene leads; Anne and Bo come from Månen together.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from rodfaest.attendance.models import Attendance
from rodfaest.attendance.rules import Mark
from rodfaest.correspondence.models import Letter
from rodfaest.enrolment.models import LeaderAnswer, TalkFirst, Wish
from rodfaest.enrolment.rules.wishes import Answer, Reason
from rodfaest.journey.models import Asker
from rodfaest.login.models import LoginChange, Meeting, digest_of
from rodfaest.organisations.models import Deputyship, Person, Spare, Unit
from rodfaest.organisations.rules import FunctionKind, Role, UnitKind
from rodfaest.texts.rules import Audience
from tests.factories.cohorts import DAYS
from tests.factories.correspondence import CalendarAddressFactory
from tests.factories.enrolment import LocalAgreementFactory, link_to, write_words
from tests.factories.journey import (
    MAY_3,
    StepTextFactory,
    Way,
    a_way,
    add_seat,
    cohort_on,
    employ,
    give_function,
    give_role,
    lead,
    person,
    teach,
    unit,
)
from tests.once import built_once

NOON = datetime(2021, 5, 3, 10, tzinfo=UTC)


@dataclass
class Scene:
    """`people` by what each is; `links` are the tokens of personal links by what they may do."""

    way: Way
    people: Mapping[str, Person]
    links: Mapping[str, str]


@built_once
def a_scene() -> Scene:
    way = a_way()
    area, moon = unit(way.kommune, "Dagplejen", kind=UnitKind.AREA), unit(way.kommune, "Månen")
    Unit.objects.filter(pk__in=(way.group.pk, moon.pk)).update(parent=area)
    people = {"alone from their house": way.mette, "their leader": way.lene}
    people |= _on_the_cohort(way, moon) | _around(way, area, moon) | _with_roles(way)
    _what_was_written_and_sent(way)
    _another_login(way.mette)
    return Scene(way, people, _links(way, people))


def _on_the_cohort(way: Way, moon: Unit) -> dict[str, Person]:
    """Anne and Bo, who come together; Ida, who stopped; and a wish in each state."""
    tove = person("Tove", "Lund")
    lead(tove, moon)
    give_function(tove, moon, FunctionKind.SUPERVISION)
    anne, bo, ida = (add_seat(way, name, place=moon) for name in ("Anne", "Bo", "Ida"))
    type(ida).objects.filter(pk=ida.pk).update(left_on=date(2021, 9, 1))
    LocalAgreementFactory(cohort=way.cohort, unit=moon, by=tove)
    Asker.objects.create(seat=bo, person=person("Gone"), chosen_on=MAY_3)
    Asker.objects.create(seat=anne, person=tove, chosen_on=MAY_3)
    Attendance.objects.create(seat=anne, day=way.day(1), mark=Mark.PARTLY, on=DAYS[0])
    asked, talking, backed, not_now, withdrawn = (
        Wish.objects.create(
            person=(wisher := person(name, "Friis")), employment=employ(wisher, place), cohort=way.cohort, on=MAY_3
        )
        for name, place in (("Vera", way.group), ("Per", way.group), ("Rie", moon), ("Kim", moon), ("Liv", moon))
    )
    TalkFirst.objects.create(wish=talking, by=way.lene, on=MAY_3)
    LeaderAnswer.objects.create(wish=backed, answer=Answer.YES, by=tove, on=MAY_3)
    LeaderAnswer.objects.create(wish=not_now, answer=Answer.NOT_NOW, reason=next(iter(Reason)), by=tove, on=MAY_3)
    Wish.objects.filter(pk=withdrawn.pk).update(withdrawn_on=MAY_3)
    write_words(asked, "Jeg vil gerne.")
    return {
        "with a colleague": anne.person,
        "whose asker is gone": bo.person,
        "stopped": ida.person,
        "waits for an answer": asked.person,
        "waits for a place": backed.person,
        "was told not now": not_now.person,
        "leads and has tilsyn": tove,
    }


def _around(way: Way, area: Unit, moon: Unit) -> dict[str, Person]:
    jonas, dorte = person("Jonas"), person("Dorte")
    lead(jonas, area)
    Deputyship.objects.create(leader=way.lene, deputy=dorte, from_on=MAY_3, to_on=date(2022, 12, 31))
    Spare.objects.create(unit=way.group, on=DAYS[2], can_spare=0)
    people = {"leads above": jonas, "stands in": dorte, "colleague": person("Sanne"), "stranger": person("Nils")}
    employ(people["colleague"], way.group)
    for what, kind in (
        ("fagligt fyrtårn", FunctionKind.BEACON),
        ("faglig støtte", FunctionKind.SUPPORT),
        ("souschef", FunctionKind.SOUSCHEF),
        ("tillidsrepræsentant", FunctionKind.UNION_REP),
    ):
        people[what] = person(what.title().replace(" ", ""))
        give_function(people[what], way.group, kind)
        give_function(people[what], moon, kind)
    gone = people["has left the kommune"] = person("Eva")
    employ(gone, way.group)
    gone.employments.update(to_on=date(2021, 1, 1))
    return people


def _with_roles(way: Way) -> dict[str, Person]:
    people = {"underviser": teach(way)}
    for role in Role:
        people[role.label] = person(f"Rolle{role.value.title()}")
        give_role(people[role.label], way.cohort.provider if role is Role.PLANNER else way.kommune, role)
    cohort_on(way.kommune, key="senere", name="Senere", dates=[day.replace(year=2023) for day in DAYS])
    cohort_on(way.kommune, key="uden-dage", name="Uden dage", dates=())
    return people


def _what_was_written_and_sent(way: Way) -> None:
    """A text for each audience, a draft, and a letter in each state."""
    for key, audience in (("proev-1", Audience.COHORT), ("proev-2", Audience.LEADER), ("del-1", Audience.HOUSE)):
        StepTextFactory(step=way.step(key), author=way.mette, audience=audience)
    StepTextFactory(step=way.step("intention"), author=way.mette, finished_on=None)
    CalendarAddressFactory(person=way.mette, secret="a-secret")
    states = (
        {},
        {"withheld_because": "Der er ingen mail."},
        {"stopped_at": NOON},
        {"sent_at": NOON, "sent_on": MAY_3, "handing_over_at": NOON},
        {"withdrawn_at": NOON},
    )
    for letter, state in zip(Letter.objects.order_by("pk"), states, strict=False):
        Letter.objects.filter(pk=letter.pk).update(**state)


def _another_login(mette: Person) -> None:
    """She has got another mail, and has met the administrator."""
    LoginChange.objects.create(
        person=mette, was_email="gammel@horsens.example", closes=True, digest=digest_of("changed")
    )
    Meeting.objects.create(person=mette, how="pas", digest=digest_of("met"))


def _links(way: Way, people: Mapping[str, Person]) -> dict[str, str]:
    asked = Wish.objects.get(person=people["waits for an answer"])
    errands = {
        "answer": (way.lene, "enrolment.answer_wish", "enrolment.Wish", asked.pk),
        "intend": (asked.person, "enrolment.write_intention", "enrolment.Wish", asked.pk),
        "step": (way.mette, "journey.do_step", "journey.Step", way.step("proev-1").pk),
        "mark": (people["underviser"], "attendance.mark_day", "cohorts.TeachingDay", way.day(1).pk),
    }
    for token, (holder, verb, noun, number) in errands.items():
        link_to(holder, verb, noun, number, token=token)
    return {token: holder.first_name for token, (holder, *_rest) in errands.items()}
