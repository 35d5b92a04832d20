"""A cohort with every kind of letter in it, whose every word somebody typed is given by the test."""

import tomllib
from collections.abc import Callable
from datetime import date
from html import escape

import tomli_w

from rodfaest.correspondence.actions import reconcile_scope
from rodfaest.correspondence.owners import notices_of
from rodfaest.correspondence.rules.plans import Planned
from rodfaest.enrolment import notices as enrolment
from rodfaest.enrolment.models import LeaderAnswer, LocalAgreement, Seat, TalkFirst, Wish, WishText
from rodfaest.enrolment.rules.wishes import Answer, Closing, Reason, Side
from rodfaest.journey import notices as journey
from rodfaest.kernel.time import today
from rodfaest.organisations.models import Organisation, Person
from rodfaest.programmes.models import ProgrammeVersion
from rodfaest.texts.rules import Audience
from tests.factories.journey import MAY_3, Way, a_way, employ, lead, person, seat_for, teach, unit

Typed = Callable[[str], str]
"""By the name of a field, what stands in it."""
LATE = date(2021, 5, 5)


def build(typed: Typed) -> Way:
    """Every field that ends up in a letter is filled by `typed`, and all letters and entries are brought in line."""
    way = a_way()
    _type_programme(typed)
    _type_people_and_places(way, typed)
    _everybody_else(way, typed)
    for scope in scopes(way):
        reconcile_scope(scope)
    return way


def scopes(way: Way):
    return enrolment.of_cohort(way.cohort.pk), journey.of_cohort(way.cohort.pk)


def planned(way: Way) -> dict[str, Planned]:
    return {key: plan for scope in scopes(way) for key, plan in notices_of(scope).desired(scope.id).items()}


def _type_programme(typed: Typed) -> None:
    version = ProgrammeVersion.objects.get()
    text = tomllib.loads(version.text)
    text["title"] = f"Forløb: {typed('title')}"
    text["short_title"] = typed("short title")
    text["days"][0]["title"] = typed("day's title")
    text["reading"]["items"][0]["title"] = typed("reading's title")
    for step in text["steps"]:
        if step["key"] in ("proev-1", "leder-spoerg-1"):
            whose = f"{step['role']}'s step's"
            step |= {"title": typed(f"{whose} title"), "text": typed(f"{whose} text")}
            step |= {"alternative": typed("alternative")} if step["role"] == "deltager" else {"later": typed("later")}
    version.text = tomli_w.dumps(text)
    version.save()


def _type_people_and_places(way: Way, typed: Typed) -> None:
    cohort = way.cohort
    named(way.mette, typed, "participant", in_full=False)
    named(way.lene, typed, "leader", in_full=False)
    named(cohort.contact, typed, "contact")
    Person.objects.filter(pk=cohort.contact_id).update(phone=typed("contact's phone"))
    cohort.name, cohort.catering = typed("hold"), typed("catering")
    cohort.save()
    venue = cohort.venue
    venue.name, venue.address = typed("venue"), typed("address")
    venue.directions = f"{typed('directions')}\n\n{typed('more directions')}"
    venue.save()
    way.group.name = typed("unit")
    way.group.save()
    Organisation.objects.filter(pk=way.kommune.pk).update(name=typed("kommune"))


def named(one: Person, typed: Typed, whose: str, *, in_full: bool = True) -> Person:
    """No letter has the last name of some."""
    one.first_name = typed(f"{whose}'s first name")
    one.last_name = typed(f"{whose}'s last name") if in_full else one.last_name
    one.save(update_fields=["first_name", "last_name"])
    return one


def _everybody_else(way: Way, typed: Typed) -> None:
    elsewhere = unit(way.kommune, "Himmelblå")
    jonas = named(person("Jonas"), typed, "other leader")
    lead(jonas, elsewhere)
    agreed = {"hours": 8, "transport": "together", "company": "same_house", "by": jonas, "on": MAY_3}
    LocalAgreement.objects.create(cohort=way.cohort, unit=elsewhere, **agreed)
    seat_for(named(person("Kim"), typed, "companion", in_full=False), way.group, way.cohort)
    seat_for(person("Sidse", email=None, phone="20304050"), elsewhere, way.cohort)
    left = seat_for(person("Vera"), elsewhere, way.cohort)
    Seat.objects.filter(pk=left.pk).update(left_on=LATE, left_by=jonas)
    teach(way)

    def wish(name: str, **more: object) -> Wish:
        one = person(name)
        return Wish.objects.create(person=one, employment=employ(one, elsewhere), cohort=way.cohort, on=MAY_3, **more)

    asked = wish("Asta", put_forward_by=named(person("Palle"), typed, "put forward by"))
    named(asked.person, typed, "wisher")
    text = WishText(wish=asked, side=Side.PARTICIPANT, by=asked.person)
    text.seal(f"{typed('wish')}\n\n{typed('more of the wish')}", Audience.LEADER)
    text.save()
    TalkFirst.objects.create(wish=wish("Tora"), by=jonas, on=MAY_3)
    LeaderAnswer.objects.create(wish=wish("Yrsa"), answer=Answer.YES, by=jonas, on=MAY_3)
    LeaderAnswer.objects.create(wish=wish("Nora"), answer=Answer.NOT_NOW, reason=Reason.TIMING, by=jonas, on=MAY_3)
    over = wish("Olga", withdrawn_on=today(), closed_for=Closing.COHORT)
    LeaderAnswer.objects.create(wish=over, answer=Answer.YES, by=jonas, on=MAY_3)


def escaped(said: str) -> str:
    """As Jinja escapes it."""
    return escape(said).replace("&#x27;", "&#39;").replace("&quot;", "&#34;")
