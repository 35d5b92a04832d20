"""What people are to do on their way, and what they write."""

from rodfaest.journey.models import Asker, Step, StepText
from rodfaest.kernel.personal_data import Erased, HandedOut, PersonalData, Table

PERSONAL_DATA = PersonalData(
    "Vejen og det, man skriver",
    (
        Table(
            model=Step,
            whose=["seat__wish__person", "person"],
            others=["done_by"],
            columns=["due_on", "done_on", "tried_else", "answer", "situation", "chosen_on", "waits_until"],
            besides=["key", "owner", "scope_kind"],
            what="hvad der skal gøres hvornår, om det er gjort, af hvem, et svar valgt mellem faste svar eller en "
            "dato, hvilken hverdagssituation, »ikke i dag«",
            purpose="vise det næste skridt",
            seen_by="den, hvis skridt det er. Lederens skridt om en deltager ses af dem, der leder. Ellers kun som tal "
            "for hold og hus, fra fem og op",
            how_long="ingen frist. At lederens svar skal slettes efter 12 måneder, er et løfte, der ikke er bygget",
            handed_out=HandedOut.ROW,
            erased=Erased.NAME,
        ),
        Table(
            model=StepText,
            whose=["author"],
            columns=["cipher", "audience", "saved_at", "step", "unit", "finished_on", "readers"],
            what="det, man skriver, og hvem det blev delt med (som numre)",
            purpose="huske og dele",
            seen_by="den, der skrev, og dem, man vælger. »Kun dig«: kun en selv",
            how_long="til den, der skrev, sletter; ellers ingen frist",
            sealed="ja",
            handed_out=HandedOut.OWN_WORDS,
            erased=Erased.ROW,
        ),
        Table(
            model=Asker,
            whose=["seat__wish__person"],
            others=["person"],
            columns=["chosen_on"],
            what="hvem en deltager har valgt til at spørge ind",
            purpose="en anden end den, der har tilsyn",
            seen_by="de to",
            handed_out=HandedOut.ROW,
            erased=Erased.ROW,
        ),
    ),
)
