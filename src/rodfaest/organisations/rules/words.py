"""The words of the organisation: its kinds, jobs, functions and roles."""

from rodfaest.kernel.text import Word, _


class OrganisationKind(Word):
    KOMMUNE = "kommune", _("kommune")
    PROVIDER = "provider", _("udbyder")
    MINISTRY = "ministry", _("ministerium")
    OWNER = "owner", _("ejer")
    """The board or company behind a self-governing or private house: own payroll, own responsibility for data."""


class Ownership(Word):
    MUNICIPAL = "municipal", _("kommunal")
    SELF_GOVERNING = "self_governing", _("selvejende")
    PRIVATE = "private", _("privat")


class UnitKind(Word):
    AREA = "area", _("område")
    INSTITUTION = "institution", _("institution")
    HOUSE = "house", _("hus")
    CHILDMINDER_GROUP = "childminder_group", _("dagplejegruppe")
    PLAYGROUP = "playgroup", _("legestuegruppe")


class GroupKind(Word):
    LEARNING_GROUP = "learning_group", _("læringsgruppe")
    """People of one cohort who learn together."""
    COMMUNITY = "community", _("læringsfællesskab (PLF)")
    """A house's professional learning community."""
    PLAYROOM = "playroom", _("legestue")
    """Those who meet in one legestue, whichever units they work in."""
    NETWORK = "network", _("netværk")
    """People who work alone, put together across houses."""


class JobCategory(Word):
    CHILDMINDER = "childminder", _("dagplejer")
    ASSISTANT = "assistant", _("pædagogisk assistent")
    PEDAGOGUE = "pedagogue", _("pædagog")
    HELPER = "helper", _("pædagogmedhjælper")
    LEADER = "leader", _("leder")
    OTHER = "other", _("andet")


class Education(Word):
    NONE = "none", _("ingen pædagogisk uddannelse")
    ASSISTANT = "assistant", _("pædagogisk assistent (PAU)")
    PEDAGOGUE = "pedagogue", _("pædagog")
    OTHER = "other", _("anden uddannelse")


class FunctionKind(Word):
    BEACON = "beacon", _("fagligt fyrtårn")
    """Fagligt fyrtårn: a trained colleague who helps new practice stick."""
    SOUSCHEF = "souschef", _("souschef")
    """The leader's standing deputy in the unit."""
    SUPPORT = "support", _("faglig støtte")
    """Faglig støtte, dagplejepædagog: asks, visits, helps."""
    SUPERVISION = "supervision", _("tilsyn")
    """Tilsyn: closes reflections, ratings and sparring notes of the unit to whoever has it."""
    UNION_REP = "union_rep", _("tillidsrepræsentant")


class Role(Word):
    CONSULTANT = "consultant", _("konsulent")
    PLANNER = "planner", _("udbyderens planlægger")
    HEAD = "head", _("dagtilbudschef")
    FINANCE = "finance", _("økonomi")
    ADMINISTRATOR = "administrator", _("administrator")


SECOND_FACTOR_ROLES = frozenset({Role.CONSULTANT, Role.PLANNER, Role.ADMINISTRATOR})
"""Who must log in with a second factor: those who see many people. Not a leader's five minutes."""
