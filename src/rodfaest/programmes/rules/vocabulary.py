"""
The closed lists of words a programme file may choose from.

The values are what authors write in TOML, Danish in plain letters. `label` is the word as a screen shows it.
"""

from collections.abc import Mapping

from rodfaest.kernel.text import Word, _

NOT_STATED = _("ikke oplyst i kilden")
"""Stands where a source is silent. Shown as it is, never filled in by guessing."""

TEXT_NOT_FOUND = _("teksten er ikke fundet")
"""Stands in a marker whose wording nobody has found yet."""

SOMETHING_ELSE = _("Jeg prøver noget andet")
"""The choice beside every step unless the step words its own."""

NOT_TODAY = _("Ikke i dag")
"""The button that puts a step off, unless the step words its own."""


class StepRole(Word):
    """Who does a step."""

    PARTICIPANT = "deltager"
    LEADER = "leder"
    SOUSCHEF = "souschef"
    BEACON = "fagligt_fyrtaarn", _("fagligt fyrtårn")
    GROUP = "gruppe"
    HOUSE = "hus"
    CONSULTANT = "konsulent"
    HEAD = "chef"
    TEACHER = "underviser"


class Phase(Word):
    """Before, during and after the teaching; the split gives each its share."""

    BEFORE = "foer", _("FØR")
    DURING = "under", _("UNDER")
    AFTER = "efter", _("EFTER")


class AnchorKind(Word):
    """What a step's date is counted from."""

    START = "start"
    DAY = "dag"
    BETWEEN = "mellem"
    END = "slut"


class StepKind(Word):
    """What one does in a step."""

    READ = "laes", _("læs")
    TALK = "tal"
    ANSWER = "svar"
    ATTEND = "moed", _("mød op")
    TRY = "proev", _("prøv")
    OBSERVE = "iagttag", _("læg mærke til")
    SHARE = "del"
    FOLLOW_UP = "foelg_op", _("følg op")


OUTSIDE_LOAD = frozenset({StepKind.READ, StepKind.ATTEND, StepKind.TRY})
"""The only kinds that may be left out of the load: reading, teaching days and the practice itself."""


class AnswerKind(Word):
    """What does a step, or answers a question."""

    TEXT = "tekst"
    DATE = "dato"
    TICK = "kryds"
    CHOICE = "valg"


class FirstAudience(Word):
    """Who reads a text at first; its author may change it. Named as `texts` names them."""

    ME = "kun_mig", _("Kun dig")
    LEADER = "mig_og_leder", _("Dig og din leder")
    COLLEAGUES = "gruppen", _("Din gruppe")
    COHORT = "holdet", _("Hele holdet og underviseren")
    HOUSE = "huset", _("Dit hus")


class Per(Word):
    """How often a step exists: once for each seat, each house, each group or each cohort."""

    SEAT = "plads"
    HOUSE = "hus"
    GROUP = "gruppe"
    COHORT = "hold"


PER_OF_ROLE: Mapping[StepRole, tuple[Per, ...]] = {
    StepRole.PARTICIPANT: (Per.SEAT,),
    StepRole.LEADER: (Per.SEAT, Per.HOUSE),
    StepRole.SOUSCHEF: (Per.SEAT, Per.HOUSE),
    StepRole.BEACON: (Per.HOUSE, Per.GROUP),
    StepRole.GROUP: (Per.GROUP,),
    StepRole.HOUSE: (Per.HOUSE,),
    StepRole.CONSULTANT: (Per.COHORT,),
    StepRole.HEAD: (Per.COHORT,),
    StepRole.TEACHER: (Per.COHORT,),
}
"""How often each role can do a thing."""


class CurriculumTheme(Word):
    """The six themes of den styrkede pædagogiske læreplan."""

    PERSONAL = "alsidig_personlig_udvikling", _("alsidig personlig udvikling")
    SOCIAL = "social_udvikling", _("social udvikling")
    LANGUAGE = "kommunikation_og_sprog", _("kommunikation og sprog")
    BODY = "krop_sanser_og_bevaegelse", _("krop, sanser og bevægelse")
    NATURE = "natur_udeliv_og_science", _("natur, udeliv og science")
    CULTURE = "kultur_aestetik_og_faellesskab", _("kultur, æstetik og fællesskab")


class Situation(Word):
    """Everyday situations a participant may start from."""

    DROP_OFF = "aflevering"
    CHANGING = "puslebord"
    MEAL = "maaltid", _("måltid")
    CLOAKROOM = "garderobe"
    SLEEP = "sovetid"
    PLAYROOM = "legestue"
    PICK_UP = "afhentning"


class NotStated(Word):
    """Parts of a programme that its sources may be silent about."""

    GRANT_CRITERIA = "grant_criteria", _("puljens kriterier")
    LOCAL_CRITERIA = "local_criteria", _("lokale kriterier")
    THEMES = "themes", _("temaer")
    GOALS = "goals", _("læringsmål")
    TOOLS = "tools", _("værktøjer")
    DAYS = "days", _("undervisningsdage")
    DAY_THEMES = "day_themes", _("temaer på dagene")
    TEACHING_TIME = "teaching_time", _("klokkeslæt på dagene")
    READING = "reading", _("litteratur")
