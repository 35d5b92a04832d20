"""
The closed lists of words a programme file may choose from.

The values are what authors write in TOML, Danish in plain letters. `label` is the word as a screen shows it.
"""

from collections.abc import Mapping

from rodfaest.kernel.text import Word

NOT_STATED = "ikke oplyst i kilden"
"""Stands where a source is silent. Shown as it is, never filled in by guessing."""

TEXT_NOT_FOUND = "teksten er ikke fundet"
"""Stands in a marker whose wording nobody has found yet."""

SOMETHING_ELSE = "Jeg prøver noget andet"
"""The choice beside every step unless the step words its own."""

NOT_TODAY = "Ikke i dag"
"""The button that puts a step off, unless the step words its own."""


class StepRole(Word):
    """Who does a step."""

    PARTICIPANT = "deltager"
    LEADER = "leder"
    DEPUTY = "souschef"
    BEACON = "fagligt_fyrtaarn", "fagligt fyrtårn"
    GROUP = "gruppe"
    HOUSE = "hus"
    CONSULTANT = "konsulent"
    HEAD = "chef"
    TEACHER = "underviser"


class Phase(Word):
    """Before, during and after the teaching; the split gives each its share."""

    BEFORE = "foer", "FØR"
    DURING = "under", "UNDER"
    AFTER = "efter", "EFTER"


class AnchorKind(Word):
    """What a step's date is counted from."""

    START = "start"
    DAY = "dag"
    BETWEEN = "mellem"
    END = "slut"


class StepKind(Word):
    """What one does in a step."""

    READ = "laes", "læs"
    TALK = "tal"
    ANSWER = "svar"
    ATTEND = "moed", "mød op"
    TRY = "proev", "prøv"
    OBSERVE = "iagttag", "læg mærke til"
    SHARE = "del"
    FOLLOW_UP = "foelg_op", "følg op"


OUTSIDE_LOAD = frozenset({StepKind.READ, StepKind.ATTEND, StepKind.TRY})
"""The only kinds that may be kept out of the load: reading, teaching days and the practice itself."""


class AnswerKind(Word):
    """What keeps a step, or answers a question."""

    TEXT = "tekst"
    DATE = "dato"
    TICK = "kryds"
    CHOICE = "valg"


class FirstAudience(Word):
    """Who reads a text at first; its author may change it. Named as `texts` names them."""

    ME = "kun_mig", "Kun dig"
    LEADER = "mig_og_leder", "Dig og din leder"
    GROUP = "gruppen", "Din gruppe"
    COHORT = "holdet", "Hele holdet og underviseren"
    HOUSE = "huset", "Dit hus"


class Per(Word):
    """How often a step exists: once for each seat, each house, each group or each cohort."""

    SEAT = "plads"
    HOUSE = "hus"
    GROUP = "gruppe"
    COHORT = "hold"


PER_OF_ROLE: Mapping[StepRole, tuple[Per, ...]] = {
    StepRole.PARTICIPANT: (Per.SEAT,),
    StepRole.LEADER: (Per.SEAT, Per.HOUSE),
    StepRole.DEPUTY: (Per.SEAT, Per.HOUSE),
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

    PERSONAL = "alsidig_personlig_udvikling", "alsidig personlig udvikling"
    SOCIAL = "social_udvikling", "social udvikling"
    LANGUAGE = "kommunikation_og_sprog", "kommunikation og sprog"
    BODY = "krop_sanser_og_bevaegelse", "krop, sanser og bevægelse"
    NATURE = "natur_udeliv_og_science", "natur, udeliv og science"
    CULTURE = "kultur_aestetik_og_faellesskab", "kultur, æstetik og fællesskab"


class Situation(Word):
    """Everyday situations a participant may start from."""

    DROP_OFF = "aflevering"
    CHANGING = "puslebord"
    MEAL = "maaltid", "måltid"
    CLOAKROOM = "garderobe"
    SLEEP = "sovetid"
    PLAYROOM = "legestue"
    PICK_UP = "afhentning"


class NotStated(Word):
    """Parts of a programme that its sources may be silent about."""

    GRANT_CRITERIA = "grant_criteria", "puljens kriterier"
    LOCAL_CRITERIA = "local_criteria", "lokale kriterier"
    THEMES = "themes", "temaer"
    GOALS = "goals", "læringsmål"
    TOOLS = "tools", "værktøjer"
    DAYS = "days", "undervisningsdage"
    DAY_THEMES = "day_themes", "temaer på dagene"
    TEACHING_TIME = "teaching_time", "klokkeslæt på dagene"
    READING = "reading", "litteratur"
