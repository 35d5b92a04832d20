"""How the answers are said in Danish: who can, in as few words as say it, and the sentences that matter most."""

from collections.abc import Callable
from typing import NamedTuple

from rodfaest.kernel.counts import Fewest
from rodfaest.kernel.text import listed
from tests.docs.answers import Answers
from tests.docs.questions import Row, may, reads, sees
from tests.docs.scene import PEOPLE

NEAREST = ("leader", "deputy", "souschef")
TOGETHER = {
    (*NEAREST, "both_hats"): "den nærmeste leder",
    NEAREST: "den nærmeste leder (dog ikke, hvis lederen også har tilsyn)",
    ("beacon", "support"): "den faglige støtte",
    ("teacher", "teacher_link"): "underviseren",
}
"""People who mostly can the same, and what they are called where they do; the first that fits."""

FEW = 6
"""So few who can't are said instead of all who can."""

TERMS = [
    (
        "Den nærmeste leder",
        "Den, der leder stedet, dagens stedfortræder og stedets souschef. De står med navn ved feltet, når du skriver.",
    ),
    ("Lederens leder", "Leder for eksempel området. Kan svare på et ønske, men læser ikke ordene i det."),
    ("Kolleger samme sted", "Dem, der arbejder i samme hus eller gruppe og ikke leder det."),
    ("Den faglige støtte", "Fyrtårnet, dagplejepædagogen og andre, der hjælper jer med at holde fast."),
    (
        "Den, deltageren har valgt til at spørge ind",
        "Har lederen også tilsyn, eller vil du hellere tale med en anden, så vælger du en, der spørger ind i stedet.",
    ),
    (
        "Den, der har tilsyn",
        "Fører tilsyn med huset eller dagplejen. Tilsyn lukker for det, I skriver, også hvis det er lederen.",
    ),
    ("Udbyderen", "Professionshøjskolen, der underviser. Dens planlægger står for dagene."),
]
"""Who is meant by the words the answers use."""


def who_can(row: Row, answers: Answers) -> str:
    """»Ja: … Alle andre: nej.«, or the other way round where nearly everybody can."""
    can = answers.may(row)
    others = [key for key in PEOPLE if key not in can]
    if not can:
        by_itself = any(answers.jobs.get(ask) for ask in row.asks)
        return "Ingen. Det sker på serveren." if by_itself else "Ingen."
    if not others:
        return "Alle, også dem, der ikke er logget ind."
    if len(others) < FEW:
        return f"Nej: {_named(others)}. Alle andre: ja."
    return f"Ja: {_named(can)}. Alle andre: nej."


def _named(keys: list[str]) -> str:
    said: list[str] = []
    left = list(keys)
    for key in keys:
        if key not in left:
            continue
        together = next((many for many in TOGETHER if key in many and set(many) <= set(left)), (key,))
        said.append(TOGETHER.get(together, PEOPLE[key].danish))
        left = [one for one in left if one not in together]
    return listed(said)


class Claim(NamedTuple):
    """A sentence of »Det vigtigste«, and what the rules must answer for it to be true."""

    sentence: str
    is_true: Callable[[Answers], bool]


TEXTS = ["text_me", "text_leader", "asked_text", "text_colleagues", "text_cohort", "text_house", "draft"]
OFFICES = {"consultant", "head", "finance", "administrator", "planner", "supervisor", "both_hats", "visitor"}

CLAIMS = [
    Claim(
        "»Kun dig« betyder kun dig: ingen leder, konsulent eller administrator kan læse teksten i Rodfæst. Det samme "
        "gælder alt, du ikke er færdig med at skrive.",
        lambda answers: answers.who(*(reads("journey.StepText", text) for text in ("text_me", "draft"))) == ["self"],
    ),
    Claim(
        "Konsulent, dagtilbudschef, økonomi, administrator, udbyderens planlægger og den, der har tilsyn, læser ikke, "
        "hvad du skriver i dine skridt. Har din leder også tilsyn, læser lederen det heller ikke.",
        lambda answers: not OFFICES & set(answers.who(*(reads("journey.StepText", text) for text in TEXTS))),
    ),
    Claim(
        "Ingen får en liste over, hvem der ikke har skrevet eller ikke har gjort noget. Det bliver kun talt for hold "
        "og huse, og slet ikke, hvor der er færre end fem.",
        lambda answers: Fewest.FACTS == 5 and answers.who(sees("journey.Step", "own_step")) == ["self"],
    ),
    Claim(
        "Navne står ved ønske, plads og fremmøde, ved lederens »Spørg ind til det« og ved det, man selv har delt.",
        lambda answers: "visitor" not in answers.who(sees("enrolment.Wish", "wish"), sees("enrolment.Seat", "seat")),
    ),
    Claim(
        "Når en anden læser noget, du har delt, kan du se det under »Mit«. Det kan kun du.",
        lambda answers: answers.who(sees("texts.ReadingLine", "reading")) == ["self"],
    ),
    Claim(
        "Det, du har skrevet, kan du selv slette. Det kan ingen andre.",
        lambda answers: answers.who(*ERASING) == ["self"],
    ),
]
ERASING = [may("texts.erase_text", "text_leader"), may("texts.erase_text", "intention_participant")]
