"""People, where they work, and what they do there."""

from rodfaest.kernel.personal_data import Erased, HandedOut, PersonalData, Table
from rodfaest.organisations.models import (
    Deputyship,
    Employment,
    Function,
    HolidayWeek,
    Leadership,
    Organisation,
    Person,
    Spare,
    SystemRole,
    Unit,
)

SELF_AND_KEEPERS = "en selv, konsulent, administrator"

PERSONAL_DATA = PersonalData(
    "Mennesker og roller",
    (
        Table(
            model=Person,
            whose=["pk"],
            columns=["first_name", "last_name", "email", "phone", "is_active", "last_login"],
            besides=["password"],
            what="navn, mail, mobil, om man kan logge ind, sidste login",
            purpose="vide, hvem det er, og sende breve",
            seen_by=f"{SELF_AND_KEEPERS}; navnet også dér, hvor en anden tabel viser det",
            how_long="ingen frist; den, der alligevel ikke begynder, går ud med sin ansættelse",
            handed_out=HandedOut.ROW,
            erased=Erased.NAME,
        ),
        Table(
            model=Employment,
            whose=["person"],
            columns=["unit", "job_category", "education", "from_on", "to_on", "moved_from"],
            what="hvor man arbejder, som hvad, med hvilken uddannelse, fra og til",
            purpose="hvem er leder, hvem kan ønske hvad",
            seen_by=f"{SELF_AND_KEEPERS}; lederen for sine egne",
            how_long="ingen frist; historikken gemmes, når man flytter",
            handed_out=HandedOut.ROW,
            erased=Erased.NAME,
        ),
        Table(
            model=Function,
            whose=["person"],
            columns=["unit", "kind", "from_on", "to_on"],
            what="fagligt fyrtårn, souschef, faglig støtte, tilsyn, tillidsrepræsentant, fra og til",
            purpose="hvem hjælper hvor, og hvem tilsyn lukker for. At nogen er tillidsrepræsentant, kan sige noget om "
            "fagforening: se udkastet til konsekvensanalyse",
            seen_by=SELF_AND_KEEPERS,
            handed_out=HandedOut.ROW,
            erased=Erased.NAME,
        ),
        Table(
            model=Leadership,
            whose=["person"],
            columns=["unit", "from_on", "to_on"],
            what="hvem leder hvad, fra og til",
            purpose="hvem svarer på ønsker",
            seen_by=f"{SELF_AND_KEEPERS}; navnet for dem, der ledes",
            handed_out=HandedOut.ROW,
            erased=Erased.NAME,
        ),
        Table(
            model=Deputyship,
            whose=["leader", "deputy"],
            columns=["from_on", "to_on"],
            what="hvem er stedfortræder for hvem, fra og til",
            purpose="svare, når lederen er væk. Hvorfor lederen er væk, står ikke",
            seen_by="de to, konsulent, administrator",
            handed_out=HandedOut.ROW,
            erased=Erased.NAME,
        ),
        Table(
            model=SystemRole,
            whose=["person"],
            columns=["organisation", "role", "from_on", "to_on"],
            what="konsulent, planlægger, chef, økonomi, administrator, fra og til",
            purpose="hvad man må i Rodfæst",
            seen_by=SELF_AND_KEEPERS,
            handed_out=HandedOut.ROW,
            erased=Erased.NAME,
        ),
    ),
    {Organisation: "", HolidayWeek: "", Unit: "", Spare: ""},
)
