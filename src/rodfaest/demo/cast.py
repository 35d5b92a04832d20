"""
Who there is in the demo. Every person, house and group is made up; the kommune, the campus and the dates are those of
the frame document. Mail addresses end in .example, which nobody can own (RFC 2606).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from rodfaest.organisations.rules import Education, FunctionKind, JobCategory, Ownership, Role, UnitKind

KOMMUNE = "Horsens Kommune"
PROVIDER = "VIA University College"
MINISTRY = "Børne- og Undervisningsministeriet"


@dataclass(frozen=True)
class Place:
    """A unit of the kommune: `above` is the unit it hangs under, `leader` who leads it (else the one above does)."""

    name: str
    kind: UnitKind
    above: str | None = None
    leader: str | None = None
    can_spare: int = 1
    ownership: Ownership = Ownership.MUNICIPAL


@dataclass(frozen=True)
class Member:
    """Somebody employed in a unit; `cohort` is the cohort they come to wish for, if any."""

    name: str
    place: str
    job: JobCategory
    education: Education
    cohort: str | None = None

    @property
    def email(self) -> str:
        return mail_of(self.name)


ASCII = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "é": "e", " ": "."})


def mail_of(name: str) -> str:
    """
    >>> mail_of("Mette Søgård")
    'mette.soegaard@horsens.example'
    """
    return f"{name.lower().translate(ASCII)}@horsens.example"


AREA, INSTITUTION, HOUSE = UnitKind.AREA, UnitKind.INSTITUTION, UnitKind.HOUSE
GROUP, PLAYGROUP = UnitKind.CHILDMINDER_GROUP, UnitKind.PLAYGROUP

PLACES = (
    Place("Dagplejen", AREA, leader="Lene Brandt", can_spare=12),
    Place("Dagplejegruppe Fuglevang", GROUP, "Dagplejen", can_spare=4),
    Place("Legestuen Spurven", PLAYGROUP, "Dagplejegruppe Fuglevang"),
    Place("Dagplejegruppe Strandkanten", GROUP, "Dagplejen", can_spare=4),
    Place("Legestuen Muslingen", PLAYGROUP, "Dagplejegruppe Strandkanten"),
    Place("Dagplejegruppe Bakkerne", GROUP, "Dagplejen", leader="Jonas Kvist", can_spare=4),
    Place("Dagplejegruppe Åparken", GROUP, "Dagplejen", leader="Jonas Kvist", can_spare=4),
    Place("Dagplejegruppe Skovbrynet", GROUP, "Dagplejen", can_spare=3),
    Place("Dagplejegruppe Møllehaven", GROUP, "Dagplejen", leader="Jonas Kvist", can_spare=4),
    Place("Område Nord", AREA, leader="Birgitte Ravn", can_spare=6),
    Place("Dagtilbud Kløvermarken", INSTITUTION, "Område Nord", leader="Tina Overby", can_spare=3),
    Place("Mælkebøtten", HOUSE, "Dagtilbud Kløvermarken", can_spare=2),
    Place("Tusindfryd", HOUSE, "Dagtilbud Kløvermarken"),
    Place("Kornblomsten", HOUSE, "Dagtilbud Kløvermarken", can_spare=2),
    Place("Dagtilbud Havnen", INSTITUTION, "Område Nord", leader="Rasmus Hauge", can_spare=3),
    Place("Fyrtårnet", HOUSE, "Dagtilbud Havnen", can_spare=2),
    Place("Søstjernen", HOUSE, "Dagtilbud Havnen"),
    Place("Område Syd", AREA, leader="Gitte Falk", can_spare=6),
    Place("Dagtilbud Bakkehuset", INSTITUTION, "Område Syd", leader="Mona Thorup", can_spare=3),
    Place("Pilehuset", HOUSE, "Dagtilbud Bakkehuset", can_spare=2),
    Place("Birkehuset", HOUSE, "Dagtilbud Bakkehuset"),
    Place("Ellehuset", HOUSE, "Dagtilbud Bakkehuset"),
    Place("Dagtilbud Engen", INSTITUTION, "Område Syd", leader="Ivan Rosendal", can_spare=3),
    Place("Guldsmeden", HOUSE, "Dagtilbud Engen", can_spare=2),
    Place("Græshoppen", HOUSE, "Dagtilbud Engen"),
    Place("Mariehønen", HOUSE, "Dagtilbud Engen"),
    Place("Regnbuen", HOUSE, "Område Syd", leader="Pernille Aagaard", ownership=Ownership.SELF_GOVERNING),
    Place("Troldehøj", HOUSE, "Område Nord", leader="Søren Bech", ownership=Ownership.SELF_GOVERNING),
    Place("Naturhuset Bøgely", HOUSE, "Område Nord", leader="Anja Winther", ownership=Ownership.PRIVATE),
)

CONSULTANT, HEAD, TEACHER = "Karen Vestergaard", "Henrik Solberg", "Dorte Ibsen"
OFFICERS = (
    (CONSULTANT, KOMMUNE, Role.CONSULTANT),
    (HEAD, KOMMUNE, Role.HEAD),
    ("Palle Nyborg", KOMMUNE, Role.FINANCE),
    ("Sanne Krogager", KOMMUNE, Role.ADMINISTRATOR),
    ("Mikkel Dam", PROVIDER, Role.PLANNER),
)
TEACHERS = (TEACHER, "Torben Lykke")
PHONES = {CONSULTANT: "12 34 56 78"}
"""No Danish number begins with 12: nobody is rung up by the demo."""
FUNCTIONS = (
    ("Susanne Agerbo", "Dagplejen", FunctionKind.SUPPORT),
    ("Jonas Kvist", "Dagplejegruppe Bakkerne", FunctionKind.SUPERVISION),
    ("Lotte Engelbrecht", "Dagtilbud Kløvermarken", FunctionKind.BEACON),
    ("Maria Skovgaard", "Dagtilbud Havnen", FunctionKind.BEACON),
    ("Ulla Damgaard", "Dagtilbud Bakkehuset", FunctionKind.BEACON),
    ("Peter Lindegaard", "Dagtilbud Engen", FunctionKind.BEACON),
    ("Hanne Bisgaard", "Dagtilbud Kløvermarken", FunctionKind.SOUSCHEF),
    ("Kirsten Højlund", "Dagplejen", FunctionKind.UNION_REP),
)

_FIRST = """
Mette Anne Hanne Kirsten Lone Pia Bente Inge Charlotte Dorthe Gitte Heidi Jette Karina Lisbeth Marianne Nina Rikke Sonja
Trine Vibeke Winnie Amina Fatma Line Camilla Julie Ida Emma Freja Louise Stine Maja Sofie Katrine Signe Bodil Else
Grethe Helle Jane Kim Lars Martin Nadia Olga Per Ruth Samira Thomas Ulrik Vivi Yasmin Zenia Åse Astrid Berit Carina
Ditte Eva Fie Gry Hella Inga Jytte Klara Laura Mille Nanna Oda Petra Rosa Sara Tove
"""
_LAST = """
Holm Bruun Dalsgaard Egholm Friis Gade Hjorth Iversen Juhl Kjeldsen Lund Munk Nygaard Overgaard Poulsen Quist Ravnholt
Storm Toft Ulstrup Vinther Yde Øster Ågesen Bang Clausen Degn Elkjær Fog Glud Hald Kofoed Ladegaard Mikkelsen
"""
FIRST_NAMES, LAST_NAMES = _FIRST.split(), _LAST.split()


def made_up_names() -> Iterator[str]:
    """First and last names, side by side: more than a thousand pairs before one comes again."""
    for number in count():
        yield f"{FIRST_NAMES[number % len(FIRST_NAMES)]} {LAST_NAMES[number % len(LAST_NAMES)]}"


DAGPLEJE, VUGGESTUE, DIPLOM = "dagpleje", "vuggestue", "diplom"


def members() -> list[Member]:
    """Those who wish for a place, house by house; a few more wish than there are places. The first is Mette Holm."""
    names = made_up_names()
    groups = [place.name for place in PLACES if place.kind == GROUP]
    houses = [place.name for place in PLACES if place.kind == HOUSE]
    assistant, pedagogue = Education.ASSISTANT, Education.PEDAGOGUE
    return [
        *(
            Member(next(names), groups[turn % len(groups)], JobCategory.CHILDMINDER, assistant, DAGPLEJE)
            for turn in range(25)
        ),
        *(
            Member(next(names), houses[turn % len(houses)], JobCategory.ASSISTANT, assistant, VUGGESTUE)
            for turn in range(24)
        ),
        *(
            Member(next(names), houses[(turn * 5) % len(houses)], JobCategory.PEDAGOGUE, pedagogue, DIPLOM)
            for turn in range(20)
        ),
    ]


@dataclass(frozen=True)
class Part:
    """Somebody a visitor of the demo may step in as, and what there is to see."""

    name: str
    what: str
    sentence: str


PARTS = (
    Part("Mette Holm", "Deltager, dagplejer", "Har plads på dagplejens hold. Prøv det på en telefon."),
    Part("Camilla Clausen", "Deltager, pædagogisk assistent", "Har plads på vuggestuens hold."),
    Part("Lene Brandt", "Leder i dagplejen", "Svarer på ønsker og spørger ind til det, der bliver prøvet."),
    Part("Tina Overby", "Leder af tre huse", "Har folk af sted på to hold og det meste af en vagtplan."),
    Part(
        "Jonas Kvist",
        "Leder, der også har tilsyn",
        "Læser ikke sine medarbejderes tekster i den gruppe, han har tilsyn med.",
    ),
    Part("Hanne Bisgaard", "Souschef", "Står for lederen, når det skal være."),
    Part("Lotte Engelbrecht", "Fagligt fyrtårn", "Hjælper det nye med at blive hængende i husene."),
    Part("Susanne Agerbo", "Dagplejepædagog, faglig støtte", "Har skridt af sin egen før, under og efter."),
    Part(CONSULTANT, "Konsulent", "Ser alle hold, køen og de breve, der er på vej."),
    Part(HEAD, "Dagtilbudschef", "Ser tal for holdene. Ingen kan kendes."),
    Part("Kirsten Højlund", "Tillidsrepræsentant", "Kan læse, hvem der ser hvad, og hvad der er aftalt om tid."),
    Part("Mikkel Dam", "Udbyderens planlægger", "Kan flytte og aflyse dage."),
    Part("Sanne Krogager", "Administrator", "Holder styr på mennesker, enheder og ferieuger."),
)
