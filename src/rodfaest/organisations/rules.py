"""The words of the organisation, and the pure rules about them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum

from rodfaest.kernel.text import _, counted
from rodfaest.kernel.time import short_date


class OrganisationKind(StrEnum):
    KOMMUNE = "kommune"
    PROVIDER = "provider"
    MINISTRY = "ministry"
    OWNER = "owner"
    """The board or company behind a self-governing or private house: own payroll, own responsibility for data."""


class Ownership(StrEnum):
    MUNICIPAL = "municipal"
    SELF_GOVERNING = "self_governing"
    PRIVATE = "private"


class UnitKind(StrEnum):
    AREA = "area"
    INSTITUTION = "institution"
    HOUSE = "house"
    CHILDMINDER_GROUP = "childminder_group"
    PLAYGROUP = "playgroup"


class JobCategory(StrEnum):
    CHILDMINDER = "childminder"
    ASSISTANT = "assistant"
    PEDAGOGUE = "pedagogue"
    HELPER = "helper"
    LEADER = "leader"
    OTHER = "other"


class Education(StrEnum):
    NONE = "none"
    ASSISTANT = "assistant"
    PEDAGOGUE = "pedagogue"
    OTHER = "other"


class FunctionKind(StrEnum):
    BEACON = "beacon"
    """Fagligt fyrtårn: a trained colleague who helps new practice stick."""
    SOUSCHEF = "souschef"
    """The leader's standing deputy in the unit."""
    SUPPORT = "support"
    """Faglig støtte, dagplejepædagog: asks, visits, helps."""
    SUPERVISION = "supervision"
    """Tilsyn: closes reflections, ratings and sparring notes of the unit to whoever holds it."""
    UNION_REP = "union_rep"


class Role(StrEnum):
    CONSULTANT = "consultant"
    PLANNER = "planner"
    HEAD = "head"
    FINANCE = "finance"
    ADMINISTRATOR = "administrator"


_WORDS: dict[type[StrEnum], dict[StrEnum, str]] = {
    OrganisationKind: {
        OrganisationKind.KOMMUNE: _("kommune"),
        OrganisationKind.PROVIDER: _("udbyder"),
        OrganisationKind.MINISTRY: _("ministerium"),
        OrganisationKind.OWNER: _("ejer"),
    },
    Ownership: {
        Ownership.MUNICIPAL: _("kommunal"),
        Ownership.SELF_GOVERNING: _("selvejende"),
        Ownership.PRIVATE: _("privat"),
    },
    UnitKind: {
        UnitKind.AREA: _("område"),
        UnitKind.INSTITUTION: _("institution"),
        UnitKind.HOUSE: _("hus"),
        UnitKind.CHILDMINDER_GROUP: _("dagplejegruppe"),
        UnitKind.PLAYGROUP: _("legestuegruppe"),
    },
    JobCategory: {
        JobCategory.CHILDMINDER: _("dagplejer"),
        JobCategory.ASSISTANT: _("pædagogisk assistent"),
        JobCategory.PEDAGOGUE: _("pædagog"),
        JobCategory.HELPER: _("pædagogmedhjælper"),
        JobCategory.LEADER: _("leder"),
        JobCategory.OTHER: _("andet"),
    },
    Education: {
        Education.NONE: _("ingen pædagogisk uddannelse"),
        Education.ASSISTANT: _("pædagogisk assistent (PAU)"),
        Education.PEDAGOGUE: _("pædagog"),
        Education.OTHER: _("anden uddannelse"),
    },
    FunctionKind: {
        FunctionKind.BEACON: _("fagligt fyrtårn"),
        FunctionKind.SOUSCHEF: _("souschef"),
        FunctionKind.SUPPORT: _("faglig støtte"),
        FunctionKind.SUPERVISION: _("tilsyn"),
        FunctionKind.UNION_REP: _("tillidsrepræsentant"),
    },
    Role: {
        Role.CONSULTANT: _("konsulent"),
        Role.PLANNER: _("udbyderens planlægger"),
        Role.HEAD: _("dagtilbudschef"),
        Role.FINANCE: _("økonomi"),
        Role.ADMINISTRATOR: _("administrator"),
    },
}
"""By enum, since two enums may share a value, and members of equal value are one key of a dictionary."""


def danish(word: StrEnum) -> str:
    """
    A word of the organisation as a screen says it.

    >>> danish(JobCategory.ASSISTANT), danish(Education.ASSISTANT)
    ('pædagogisk assistent', 'pædagogisk assistent (PAU)')
    """
    return _WORDS[type(word)][word]


def choices(words: type[StrEnum]) -> list[tuple[str, str]]:
    """An enum as Django's choices, in Danish and in the enum's own order."""
    return [(word.value, danish(word)) for word in words]


SECOND_FACTOR_ROLES = frozenset({Role.CONSULTANT, Role.PLANNER, Role.ADMINISTRATOR})
"""Who must log in with a second factor: those who see many people. Not a leader's five minutes."""


def nearest_leaders(
    line: Sequence[int],
    *,
    leaders: Mapping[int, Collection[int]],
    deputies: Mapping[int, Collection[int]],
    souschefs: Mapping[int, Collection[int]],
    about: int | None = None,
) -> list[int]:
    """
    Who is the leader of a unit to those who work in it: the leaders of the first unit of its `line` (itself, then
    those above) that has any, whoever stands in for them, and the souschefs on the way there with their stand-ins.

    `about`: whoever it is about is not their own leader. Where nobody else leads there, the next unit up is asked.

    >>> line, leaders = [3, 2, 1], {2: [20], 1: [10]}
    >>> nearest_leaders(line, leaders=leaders, deputies={20: [21]}, souschefs={3: [30], 1: [11]})
    [20, 21, 30]
    >>> nearest_leaders(line, leaders=leaders, deputies={}, souschefs={}, about=20)
    [10]
    """

    def with_deputies(people: Iterable[int]) -> list[int]:
        people = list(people)
        found = [*people, *(deputy for person in people for deputy in deputies.get(person, ()))]
        return [person for person in found if person != about]

    standing_in: list[int] = []
    for unit in line:
        standing_in += souschefs.get(unit, ())
        if leading := with_deputies(leaders.get(unit, ())):
            return list(dict.fromkeys([*leading, *with_deputies(standing_in)]))
    return list(dict.fromkeys(with_deputies(standing_in)))


def away_sentence(away: int, can_spare: int) -> str:
    """
    What a leader reads beside an answer. Advice, no verdict: staffing law is a yearly average of the whole kommune.

    >>> away_sentence(2, 2)
    'så er 2 af jer af sted den dag; I har skrevet, at I kan undvære 2'
    >>> away_sentence(1, 0)
    'så er 1 af jer af sted den dag; I har skrevet, at I ikke kan undvære nogen'
    """
    spare = _("ikke kan undvære nogen") if can_spare == 0 else _("kan undvære {number}").format(number=can_spare)
    return _("så er {away} af jer af sted den dag; I har skrevet, at I {spare}").format(away=away, spare=spare)


def spare_word(can_spare: int) -> str:
    """How many a unit can spare the same day, as one says it."""
    return _("ingen") if can_spare == 0 else counted(can_spare, _("medarbejder"), _("medarbejdere"))


def period_words(from_on: date, to_on: date | None) -> str:
    """
    From when to when, as one says it.

    >>> period_words(date(2021, 5, 3), None), period_words(date(2021, 5, 3), date(2022, 1, 31))
    ('fra 3. maj 2021', '3. maj 2021 – 31. jan. 2022')
    """
    begun = f"{short_date(from_on)} {from_on.year}"
    return f"{begun} – {short_date(to_on)} {to_on.year}" if to_on else _("fra {date}").format(date=begun)


def why_not_end(from_on: date, to_on: date | None, *, last_day: date) -> str | None:
    """
    Say why something dated can't end on `last_day`: it has ended already, or had not begun.

    An end that was set ahead may be moved to an earlier day, never to a later one: that would be a new beginning.
    """
    if to_on is not None and to_on <= last_day:
        return _("Det er allerede afsluttet den {date}.").format(date=f"{short_date(to_on)} {to_on.year}")
    if last_day < from_on:
        return _("Det begyndte først den {date}. Vælg en senere dato.").format(
            date=f"{short_date(from_on)} {from_on.year}"
        )
    return None


def weeks_in(year: int) -> int:
    """
    How many weeks a year has by ISO 8601.

    >>> weeks_in(2020), weeks_in(2021)
    (53, 52)
    """
    return date(year, 12, 28).isocalendar().week


def why_not_holiday_week(year: int, week: int) -> str | None:
    """Say why a week can't stand in the table: the year has no such week."""
    if not 1 <= week <= weeks_in(year):
        return _("I {year} er der kun uge 1 til {last}.").format(year=year, last=weeks_in(year))
    return None
