"""
The closed lists of words a programme file may choose from.

The values are what authors write in TOML, Danish in plain letters. `label` is the word as a screen shows it.
"""

from collections.abc import Mapping
from enum import StrEnum

NOT_STATED = "ikke oplyst i kilden"
"""Stands where a source is silent. Shown as it is, never filled in by guessing."""

TEXT_NOT_FOUND = "teksten er ikke fundet"
"""Stands in a marker whose wording nobody has found yet."""

SOMETHING_ELSE = "Jeg prøver noget andet"
"""The choice beside every step unless the step words its own."""


class Word(StrEnum):
    """A word of a closed list. The label is the word itself, unless the list spells it another way."""

    @property
    def label(self) -> str:
        return _LABELS.get(self.value, self.value)


class Role(Word):
    """Who does a step."""

    PARTICIPANT = "deltager"
    LEADER = "leder"
    DEPUTY = "souschef"
    BEACON = "fagligt_fyrtaarn"
    GROUP = "gruppe"
    HOUSE = "hus"
    CONSULTANT = "konsulent"
    HEAD = "chef"
    TEACHER = "underviser"


class Phase(Word):
    """Before, during and after the teaching; the split gives each its share."""

    BEFORE = "foer"
    DURING = "under"
    AFTER = "efter"


class AnchorKind(Word):
    """What a step's date is counted from."""

    START = "start"
    DAY = "dag"
    BETWEEN = "mellem"
    END = "slut"


class StepKind(Word):
    """What one does in a step; a page per kind serves it."""

    READ = "laes"
    TALK = "tal"
    ANSWER = "svar"
    ATTEND = "moed"
    TRY = "proev"
    OBSERVE = "iagttag"
    SHARE = "del"
    FOLLOW_UP = "foelg_op"


OUTSIDE_LOAD = frozenset({StepKind.READ, StepKind.ATTEND, StepKind.TRY})
"""The only kinds that may be kept out of the load: reading, teaching days and the practice itself."""


class AnswerKind(Word):
    """What keeps a step, or answers a question."""

    TEXT = "tekst"
    DATE = "dato"
    TICK = "kryds"
    CHOICE = "valg"


class Audience(Word):
    """Who reads a text at first; its author may change it. Named as `texts` names them."""

    ME = "kun_mig"
    LEADER = "mig_og_leder"
    GROUP = "gruppen"
    COHORT = "holdet"
    HOUSE = "huset"


class Per(Word):
    """How often a step exists: once for each seat, each house, each group or each cohort."""

    SEAT = "plads"
    HOUSE = "hus"
    GROUP = "gruppe"
    COHORT = "hold"


PER_OF_ROLE: Mapping[Role, tuple[Per, ...]] = {
    Role.PARTICIPANT: (Per.SEAT,),
    Role.LEADER: (Per.SEAT, Per.HOUSE),
    Role.DEPUTY: (Per.SEAT, Per.HOUSE),
    Role.BEACON: (Per.HOUSE, Per.GROUP),
    Role.GROUP: (Per.GROUP,),
    Role.HOUSE: (Per.HOUSE,),
    Role.CONSULTANT: (Per.COHORT,),
    Role.HEAD: (Per.COHORT,),
    Role.TEACHER: (Per.COHORT,),
}
"""How often each role can do a thing."""


class CurriculumTheme(Word):
    """The six themes of den styrkede pædagogiske læreplan."""

    PERSONAL = "alsidig_personlig_udvikling"
    SOCIAL = "social_udvikling"
    LANGUAGE = "kommunikation_og_sprog"
    BODY = "krop_sanser_og_bevaegelse"
    NATURE = "natur_udeliv_og_science"
    CULTURE = "kultur_aestetik_og_faellesskab"


class Situation(Word):
    """Everyday situations a participant may start from."""

    DROP_OFF = "aflevering"
    CHANGING = "puslebord"
    MEAL = "maaltid"
    CLOAKROOM = "garderobe"
    SLEEP = "sovetid"
    PLAYROOM = "legestue"
    PICK_UP = "afhentning"


class NotStated(Word):
    """Parts of a programme that its sources may be silent about."""

    GRANT_CRITERIA = "grant_criteria"
    LOCAL_CRITERIA = "local_criteria"
    THEMES = "themes"
    GOALS = "goals"
    TOOLS = "tools"
    DAYS = "days"
    DAY_THEMES = "day_themes"
    TEACHING_TIME = "teaching_time"
    READING = "reading"


_LABELS = {
    "fagligt_fyrtaarn": "fagligt fyrtårn",
    "foer": "FØR",
    "under": "UNDER",
    "efter": "EFTER",
    "laes": "læs",
    "moed": "mød op",
    "proev": "prøv",
    "iagttag": "læg mærke til",
    "foelg_op": "følg op",
    "kun_mig": "Kun dig",
    "mig_og_leder": "Dig og din leder",
    "gruppen": "Din gruppe",
    "holdet": "Hele holdet og underviseren",
    "huset": "Dit hus",
    "alsidig_personlig_udvikling": "alsidig personlig udvikling",
    "social_udvikling": "social udvikling",
    "kommunikation_og_sprog": "kommunikation og sprog",
    "krop_sanser_og_bevaegelse": "krop, sanser og bevægelse",
    "natur_udeliv_og_science": "natur, udeliv og science",
    "kultur_aestetik_og_faellesskab": "kultur, æstetik og fællesskab",
    "maaltid": "måltid",
    "grant_criteria": "puljens kriterier",
    "local_criteria": "lokale kriterier",
    "themes": "temaer",
    "goals": "læringsmål",
    "tools": "værktøjer",
    "days": "undervisningsdage",
    "day_themes": "temaer på dagene",
    "teaching_time": "klokkeslæt på dagene",
    "reading": "litteratur",
}
