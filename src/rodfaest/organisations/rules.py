"""The words of the organisation, and the pure rules about them."""

from enum import StrEnum

from rodfaest.kernel.text import _, counted


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


DANISH: dict[StrEnum, str] = {
    OrganisationKind.KOMMUNE: _("kommune"),
    OrganisationKind.PROVIDER: _("udbyder"),
    OrganisationKind.MINISTRY: _("ministerium"),
    OrganisationKind.OWNER: _("ejer"),
    Ownership.MUNICIPAL: _("kommunal"),
    Ownership.SELF_GOVERNING: _("selvejende"),
    Ownership.PRIVATE: _("privat"),
    UnitKind.AREA: _("område"),
    UnitKind.INSTITUTION: _("institution"),
    UnitKind.HOUSE: _("hus"),
    UnitKind.CHILDMINDER_GROUP: _("dagplejegruppe"),
    UnitKind.PLAYGROUP: _("legestuegruppe"),
    JobCategory.CHILDMINDER: _("dagplejer"),
    JobCategory.ASSISTANT: _("pædagogisk assistent"),
    JobCategory.PEDAGOGUE: _("pædagog"),
    JobCategory.HELPER: _("pædagogmedhjælper"),
    JobCategory.LEADER: _("leder"),
    JobCategory.OTHER: _("andet"),
    Education.NONE: _("ingen pædagogisk uddannelse"),
    Education.ASSISTANT: _("pædagogisk assistent (PAU)"),
    Education.PEDAGOGUE: _("pædagog"),
    Education.OTHER: _("anden uddannelse"),
    FunctionKind.BEACON: _("fagligt fyrtårn"),
    FunctionKind.SOUSCHEF: _("souschef"),
    FunctionKind.SUPPORT: _("faglig støtte"),
    FunctionKind.SUPERVISION: _("tilsyn"),
    FunctionKind.UNION_REP: _("tillidsrepræsentant"),
    Role.CONSULTANT: _("konsulent"),
    Role.PLANNER: _("udbyderens planlægger"),
    Role.HEAD: _("dagtilbudschef"),
    Role.FINANCE: _("økonomi"),
    Role.ADMINISTRATOR: _("administrator"),
}


def choices(words: type[StrEnum]) -> list[tuple[str, str]]:
    """An enum as Django's choices, in Danish and in the enum's own order."""
    return [(word.value, DANISH[word]) for word in words]


SECOND_FACTOR_ROLES = frozenset({Role.CONSULTANT, Role.PLANNER, Role.ADMINISTRATOR})
"""Who must log in with a second factor: those who see many people. Not a leader's five minutes."""


def away_sentence(away: int, can_spare: int) -> str:
    """
    What a leader reads beside an answer. Advice, never a verdict: staffing law is a yearly average of the whole kommune.

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
