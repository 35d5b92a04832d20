"""Hvem ser hvad: the rules' own answers, said in Danish for MED and TR, as a document and as what the page shows."""

import json
import re

import pytest

from tests.docs.answers import LINKS, Answers
from tests.docs.danish import CLAIMS, TERMS, Claim, who_can
from tests.docs.questions import GROUPS, Row
from tests.docs.scene import PEOPLE
from tests.docs.written import assert_written, table


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.sentence[:30])
def test_what_matters_most_is_what_the_rules_answer(claim: Claim, answers):
    assert claim.is_true(answers), f"no longer true, say it anew in tests/docs/danish.py: {claim.sentence}"


def test_nothing_is_said_twice():
    said = [claim.sentence for claim in CLAIMS] + [words for _term, words in TERMS]
    said += [note for group in GROUPS for note in group.notes] + [row.what for group in GROUPS for row in group.rows]
    sentences = [sentence.strip() for text in said for sentence in re.split(r"(?<=[.?!])\s", text)]
    assert len(sentences) == len(set(sentences))


def test_one_sees_at_once_who_can(answers):
    rows = {row.what: who_can(row, answers) for group in GROUPS for row in group.rows}
    assert rows["Svare på ønsket"] == "Ja: den nærmeste leder og lederens leder. Alle andre: nej."
    assert rows["Se hele vejen med skridt og ord"] == "Ja: deltageren selv. Alle andre: nej."
    assert rows["Regne alle skridt efter om natten"] == "Ingen. Det sker på serveren."


# What is written


def test_what_the_page_shows(answers):
    made = {
        "sentences": [claim.sentence for claim in CLAIMS],
        "terms": TERMS,
        "roles": [one.i_am for one in PEOPLE.values()],
        "groups": [
            {
                "anchor": _anchor(group.title),
                "title": group.title,
                "notes": group.notes,
                "rows": [_shown(row, answers) for row in group.rows],
            }
            for group in GROUPS
        ],
    }
    assert_written("src/rodfaest/portal/who_sees_what.json", json.dumps(made, ensure_ascii=False, indent=1) + "\n")


def _shown(row: Row, answers: Answers) -> dict[str, object]:
    return {
        "what": row.what,
        "said": who_can(row, answers),
        "roles": [PEOPLE[key].i_am for key in answers.may(row)],
    }


def _anchor(title: str) -> str:
    plain = title.lower().translate(str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"}))
    return re.sub(r"[^a-z]+", "-", plain).strip("-")


def test_the_danish_page(answers):
    parts = [
        "# Hvem ser hvad",
        "Siden er lavet til dig, der bruger Rodfæst, og til TR og MED. Svarene er regnet ud af de regler, programmet "
        "selv spørger (`script/docs`): hver regel er stillet for et opdigtet hold, hvor Mette er dagplejer i "
        "Solsikken og har en plads. Ændrer en regel sig, ændrer siden sig. Den skal ikke rettes i hånden.",
        "Alle er spurgt om alt: " + "; ".join(one.i_am for one in PEOPLE.values()) + ". En, der har flere kasketter, "
        "kan det, hver af dem kan, undtagen hvor tilsyn lukker.",
        "## Det vigtigste",
        "\n".join(f"- {claim.sentence}" for claim in CLAIMS),
        "## Hvem er hvem",
        "\n".join(f"- **{term}**: {words}" for term, words in TERMS),
    ]
    for group in GROUPS:
        rows = [[row.what, who_can(row, answers)] for row in group.rows]
        parts += [f"## {group.title}", *group.notes, table(["Hvem kan …", "Svar"], rows)]
    parts += ["## Hvad et personligt link åbner", *_links_in_danish(), *ACCESS]
    assert_written("docs/da/hvem-ser-hvad.md", "\n\n".join(parts) + "\n")


def _links_in_danish() -> list[str]:
    words = ", ".join(f"»{words}«" for _noun, _thing, _whose, words in LINKS.values())
    return [
        f"Nogle breve har et link, der virker uden login: {words}. Et link kan én ting for én person og åbner ikke "
        f"andet. "
        "Prøverne spørger alle reglerne som den, der har linket. Den, der har brevet, har linket: send det ikke "
        "videre.",
        "Intet link viser, hvad man selv har skrevet, heller ikke en kladde. Det tager imod nye ord, siger, at der er "
        "gemt ord i forvejen, og deler ingen af dem. Lederens link viser ikke deltagerens ord: de står i mailen.",
        "Underviserens link til en dag viser holdets navne og, efter et tryk, det, deltagerne har delt med "
        "holdet og underviseren. Først ved trykket bliver der skrevet, at det er læst: når et program kigger mailen "
        "igennem, står der ingen læsning i nogens navn.",
    ]


ACCESS = [
    "## Hvad indsigt og en domstol kan nå",
    "Beder nogen om indsigt i oplysninger om sig selv, er det kommunen, der svarer. Den kan hente det, der står i "
    "tabellerne ovenfor: ønsker, svar, pladser, fremmøde, skridt, breve og de linjer, der fortæller, hvem der har "
    "gjort hvad. Retten til indsigt kan også nå logfiler (Datatilsynet, juni 2024: "
    "<https://www.datatilsynet.dk/afgoerelser/afgoerelser/2024/jun/hvad-gaelder-for-indsigt-i-logfiler>).",
    "En tekst, der er »Kun dig«, kan ikke åbnes for andre gennem Rodfæst. At den findes, hvornår den sidst er gemt, og "
    "hvilket skridt den hører til, står ukrypteret i databasen og kan ses af den, der har adgang til den.",
    "Teksterne er låst med en nøgle, der ikke ligger i databasen. Uden anden opsætning ligger nøglen i samme mappe på "
    "serveren; kommunen skal lægge den et andet sted og holde den ude af sikkerhedskopien. Den, der har både database "
    "og nøgle, kan teknisk set åbne alle tekster. Det kan en domstol også kræve. Vi lover ikke, at ingen i verden kan "
    "læse dem; vi lover, at ingen kan det ved at bruge Rodfæst.",
    "En tekst, man har slettet, er væk fra databasen med det samme. På disken kan PostgreSQL have den liggende, låst, "
    "til databasen har ryddet op efter sig; SQLite skriver hen over den. I en sikkerhedskopi fra før kan den stadig "
    "ligge, låst, så længe kommunen gemmer kopien.",
    "## Hvad der bliver skrevet ned om, hvem der gør hvad",
    "Hver gang nogen ændrer noget (ønsker, svarer, krydser af, flytter en dag), skriver programmet én linje: hvem, "
    "hvad og hvornår. Linjerne kan hverken rettes eller slettes i programmet, og ingen side viser dem. De rummer "
    "aldrig, hvad nogen har skrevet; ved et nej den faste årsag. Navne står der ikke: et menneske er et nummer, som "
    "får sit navn, når linjen læses, og intet, når personen er slettet.",
    "Om skridt, det, der skrives i dem, og intentioner står der kun, at det skete på et hold, ikke hvem. Sletter du en "
    "tekst, står dit nummer, men ikke hvilken tekst. Vælger du, hvem der spørger ind, står både dit og deres.",
]
