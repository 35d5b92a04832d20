"""
Who may and who sees, asked of the rules themselves over one made-up scene, and written down three times: as a table for
whoever builds (docs/permissions.md), in Danish for MED and TR (docs/da/hvem-ser-hvad.md), and as what the page shows.
"""

import inspect
import json
import re
from collections.abc import Callable, Iterator
from functools import cache

import pytest

from rodfaest.config.wiring import LINK_PAGES
from rodfaest.kernel.access import PERMISSIONS, VISIBILITIES
from rodfaest.kernel.actors import Errand, LinkHolder, System
from tests.architecture.house import sources
from tests.docs.questions import GROUPS, THINGS, Ask, Row, all_asks, reads, sees
from tests.docs.scene import PEOPLE, a_scene
from tests.docs.written import assert_written, table

REGISTERED = {name: ("may", rule) for name, rule in PERMISSIONS.items() if name.split(".")[0] != "tests"} | {
    name: ("sees", rule) for name, rule in VISIBILITIES.items() if name.split(".")[0] != "tests"
}
JOBS = sorted(
    {
        name
        for source in sources()
        if source.room == "permissions"
        for name in re.findall(r'System\("(.+?)"\)', source.text)
    }
)
LINKS = {
    "enrolment.answer_wish": ("enrolment.wish", "wish", "leader", "Svar på ønsket"),
    "enrolment.write_intention": ("enrolment.wish", "wish", "self", "Skriv din intention"),
    "journey.keep_step": ("journey.step", "own_step", "self", "Gør et skridt"),
    "attendance.mark_day": ("cohorts.teaching_day", "day", "teacher", "Dagens navneliste"),
}
"""Of each kind of personal link: its noun, its thing, whose it is, and what it is for."""


class Answers(dict[tuple[Ask, str], bool]):
    """Each question's answer for each of PEOPLE; beside it the jobs that may, and what each kind of link opens."""

    jobs: dict[Ask, list[str]]
    links: dict[str, list[Ask]]

    def who(self, *asks: Ask) -> list[str]:
        """The keys of those for whom any of the questions is answered with yes."""
        return [key for key in PEOPLE if any(self[ask, key] for ask in asks)]

    def may(self, row: Row) -> list[str]:
        return self.who(*row.asks)


@pytest.fixture
def answers(db: None) -> Answers:
    """Asked once for all of these tests: the rows are gone with the first of them, the answers stay."""
    return _asked()


@cache
def _asked() -> Answers:
    scene = a_scene()
    found = Answers()
    for ask in all_asks():
        for key, actor in scene.actors.items():
            found[ask, key] = ask.answer(actor, scene)
    found.jobs = {
        ask: [name for name in JOBS if ask.answer(System(name), scene)] for ask in all_asks() if ask.kind == "may"
    }
    found.links = {}
    for verb, (noun, thing, whose, _words) in LINKS.items():
        person_id = scene.actors[whose].person_id
        holder = LinkHolder(Errand(verb, noun, scene.things[thing].pk), person_id, "Link")
        found.links[verb] = [ask for ask in all_asks() if ask.answer(holder, scene)]
    return found


# What must hold ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(REGISTERED))
def test_every_rule_has_a_danish_phrase_and_a_thing_to_be_asked_about(name):
    kind, _rule = REGISTERED[name]
    placed = [ask for ask in all_asks() if (ask.kind, ask.rule) == (kind, name)]
    assert placed, f"{name} is new: give it a row in tests/docs/questions.py, then script/docs"
    assert all(ask.thing in THINGS for ask in placed)


def test_no_question_is_about_a_rule_that_is_gone():
    asked = {ask.rule for ask in all_asks() if ask.kind in ("may", "sees")}
    assert asked - set(REGISTERED) == set()


@pytest.mark.parametrize("name", sorted(REGISTERED))
def test_every_rule_says_what_it_is_about(name):
    _kind, rule = REGISTERED[name]
    assert rule.__doc__, f"{name} has no docstring: its first sentence stands in docs/permissions.md"


TEXTS = ["text_me", "text_leader", "asked_text", "text_group", "text_cohort", "text_house", "draft"]


@pytest.mark.parametrize("thing", TEXTS)
def test_the_set_of_texts_and_the_rule_for_one_text_agree(thing, answers):
    signed_in = [key for key in PEOPLE if key != "teacher_link"]
    listed = [key for key in signed_in if answers[sees("journey.step_text", thing), key]]
    assert listed == [key for key in signed_in if answers[reads(thing), key]]


@pytest.mark.parametrize("thing", ["text_me", "draft"])
def test_what_is_ones_own_is_read_by_nobody_else(thing, answers):
    assert answers.who(reads(thing)) == ["self"]


@pytest.mark.parametrize("thing", TEXTS)
def test_no_office_and_no_tilsyn_reads_what_is_written_in_a_step(thing, answers):
    offices = {"consultant", "head", "finance", "administrator", "planner", "supervisor", "both_hats", "visitor"}
    assert offices & set(answers.who(reads(thing))) == set()


def test_only_the_participant_sees_their_own_steps(answers):
    assert answers.who(sees("journey.step", "own_step")) == ["self"]


def test_the_reading_log_is_its_owners(answers):
    assert answers.who(sees("texts.reading_line", "reading")) == ["self"]


def test_every_kind_of_link_is_asked_about():
    assert set(LINKS) == set(LINK_PAGES)


@pytest.mark.parametrize("verb", LINKS)
def test_a_link_opens_its_own_errand_and_what_its_page_shows(verb, answers):
    noun, _thing, _whose, _words = LINKS[verb]
    opened = {ask.rule for ask in answers.links[verb] if ask.kind in ("may", "sees")}
    assert opened - {verb, noun} == set()


# What is written -----------------------------------------------------------------------------------------------------


def test_permissions_page(answers):
    parts = [
        "# Permissions",
        "Made by `script/docs` from the rules themselves: each is really asked, over one made-up scene "
        "(tests/docs/scene.py). Do not edit. In Danish, for those it is about: "
        "[da/hvem-ser-hvad.md](da/hvem-ser-hvad.md).",
        "The scene: Mette, dagplejer in Solsikken, has a seat; everything asked about is hers or about her. ● may or "
        "sees, · not. Jobs are those a rule lets through by name; a person never acts as one.",
        table(["", "who"], [[one.code, one.english] for one in PEOPLE.values()]),
    ]
    for app in sorted({name.split(".")[0] for name in REGISTERED}):
        parts += [f"## {app}", *_app_part(app, answers)]
    parts += [
        "## Personal links",
        "What the holder of each kind of link may and sees over the same scene, and nothing else.",
    ]
    rows = [[f"`{verb}`", ", ".join(_named(ask) for ask in answers.links[verb])] for verb in LINKS]
    parts.append(table(["link", "opens"], rows))
    assert_written("docs/permissions.md", "\n\n".join(parts) + "\n")


def _app_part(app: str, answers: Answers) -> Iterator[str]:
    rules = {name: rule for name, (_kind, rule) in sorted(REGISTERED.items()) if name.split(".")[0] == app}
    yield "\n".join(f"- `{name}` ({REGISTERED[name][0]}): {_first_sentence(rule)}" for name, rule in rules.items())
    rows = []
    for name in rules:
        for ask in (ask for ask in all_asks() if ask.rule == name):
            cells = ["●" if answers[ask, key] else "·" for key in PEOPLE]
            about = f"`{name}`" + (f" {THINGS[ask.thing]}" if THINGS[ask.thing] else "")
            jobs = answers.jobs.get(ask, [])
            rows.append([about, *cells, "any" if jobs == JOBS else ", ".join(f"`{job}`" for job in jobs)])
    yield table(["rule, asked about", *(one.code for one in PEOPLE.values()), "jobs"], rows)


def _first_sentence(rule: Callable[..., object]) -> str:
    words = " ".join((inspect.getdoc(rule) or "").split("\n\n")[0].split())
    return words.split(". ")[0].rstrip(".") + "."


def _named(ask: Ask) -> str:
    words = "reads" if ask.kind == "reads" else f"`{ask.rule}`"
    return f"{words} {THINGS.get(ask.thing, ask.thing.replace('_', ' of the '))}".strip()


def test_the_danish_page(answers):
    parts = [
        "# Hvem ser hvad",
        "Siden er lavet til dig, der bruger Rodfæst, og til TR og MED. Den er skrevet af `script/docs` ud fra de "
        "regler, programmet selv spørger: hver regel er stillet for et opdigtet hold, hvor Mette er dagplejer i "
        "Solsikken og har en plads. Ændrer en regel sig, ændrer siden sig, ellers fejler vores prøver. Den skal ikke "
        "rettes i hånden.",
        "»Ja« nævner alle, der kan. Alle andre kan ikke. De, der er spurgt om, er: "
        + ", ".join(one.danish for one in PEOPLE.values())
        + ". En, der har flere kasketter, kan det, hver af dem kan, undtagen hvor tilsyn lukker.",
        "## Det vigtigste",
        "\n".join(f"- {sentence}" for sentence in _sentences(answers)),
    ]
    for group in GROUPS:
        rows = [[row.what, _danish_list(answers.may(row))] for row in group.rows]
        parts += [f"## {group.title}", *(f"{note}" for note in group.notes), table(["Hvem kan …", "Ja"], rows)]
    parts += ["## Hvad et personligt link åbner", *_links_in_danish(), *ACCESS]
    assert_written("docs/da/hvem-ser-hvad.md", "\n\n".join(parts) + "\n")


def _danish_list(keys: list[str]) -> str:
    if not keys:
        return "Ingen"
    if len(keys) == len(PEOPLE):
        return "Alle"
    words = ", ".join(PEOPLE[key].danish for key in keys)
    return words[0].upper() + words[1:]


def _sentences(answers: Answers) -> list[str]:
    """The few sentences that matter most. One that depends on a rule is said as the rule is."""
    sentences = [
        "»Kun mig« læses kun af den, der har skrevet. Det gælder også alt, der ikke er skrevet færdigt.",
        "Ingen får en liste over, hvem der ikke har skrevet. Navne står ved ønske, plads, fremmøde og lederens »Spørg "
        "ind til det« og ved det, man selv har delt.",
        "Konsulent, dagtilbudschef, økonomi, administrator, udbyderens planlægger og den, der har tilsyn, læser ikke, "
        "hvad der bliver skrevet i skridtene.",
        "Læseloggen viser den, der har skrevet, hvem der har læst, og ingen andre ser den.",
    ]
    readers = set(answers.who(reads("text_leader")))
    beside = [PEOPLE[key].danish for key in ("deputy", "souschef", "area") if key in readers]
    if beside:
        sentences.append(
            f"»Mig og min leder« læses af mere end ét menneske: ud over lederen også af {', '.join(beside)}."
        )
    if "beacon" in answers.who(reads("text_house")):
        sentences.append(
            "»Mit hus« er dem, der arbejder i huset, leder det eller hjælper det som fyrtårn eller faglig støtte. »Min "
            "gruppe« er kun dem, der arbejder i den."
        )
    return [
        *sentences,
        "Slettefrister er ikke bygget endnu: oplysninger bliver liggende. Det, man har skrevet i et skridt, kan man "
        "altid selv slette. Intentionen på et ønske kan man skrive om, men der er ikke bygget en knap til at slette "
        "den.",
        "Er du bekymret for et barn? Skriv det ikke her. Tal med din leder, og følg kommunens vejledning.",
    ]


def _links_in_danish() -> list[str]:
    words = ", ".join(f"»{words}«" for _noun, _thing, _whose, words in LINKS.values())
    return [
        f"Nogle breve har et link, der virker uden login: {words}. Et link kan én ting for én person og åbner ikke "
        f"andet. "
        "Prøverne spørger alle reglerne som den, der har linket. Den, der har brevet, har linket: send det ikke "
        "videre.",
        "Underviserens link til en dag viser holdets navne og det, deltagerne har delt med holdet og underviseren.",
    ]


ACCESS = [
    "## Hvad indsigt og en domstol kan nå",
    "Beder nogen om indsigt i oplysninger om sig selv, er det kommunen, der svarer. Den kan hente det, der står i "
    "tabellerne ovenfor: ønsker, svar, pladser, fremmøde, skridt, breve og de linjer, der fortæller, hvem der har "
    "gjort hvad. Retten til indsigt kan også nå logfiler (Datatilsynet, juni 2024: "
    "<https://www.datatilsynet.dk/afgoerelser/afgoerelser/2024/jun/hvad-gaelder-for-indsigt-i-logfiler>).",
    "En tekst, der er »kun mig«, kan ikke åbnes for andre gennem Rodfæst. At den findes, hvornår den sidst er gemt, og "
    "hvilket skridt den hører til, står ukrypteret i databasen og kan ses af den, der har adgang til den.",
    "Teksterne er låst med en nøgle, der ikke ligger i databasen. Uden anden opsætning ligger nøglen i samme mappe på "
    "serveren; kommunen skal lægge den et andet sted og holde den ude af sikkerhedskopien. Den, der har både database "
    "og nøgle, kan teknisk set åbne alle tekster. Det kan en domstol også kræve. Vi lover ikke, at ingen i verden kan "
    "læse dem; vi lover, at ingen kan det ved at bruge Rodfæst.",
    "En tekst, man har slettet, er væk fra databasen med det samme. I en sikkerhedskopi fra før kan den stadig ligge, "
    "låst, så længe kommunen gemmer kopien.",
    "## Hvad der bliver skrevet ned om, hvem der gør hvad",
    "Hver gang nogen ændrer noget (ønsker, svarer, krydser af, flytter en dag), skriver programmet én linje: hvem, "
    "hvad og hvornår. Linjerne kan hverken rettes eller slettes i programmet, og ingen side viser dem. De rummer "
    "aldrig, hvad nogen har skrevet. De rummer navne, og ved et nej også den faste årsag.",
]


def test_what_the_page_shows(answers):
    made = {
        "roles": [one.danish for one in PEOPLE.values()],
        "sentences": _sentences(answers),
        "groups": [{"title": group.title, "rows": [_shown(row, answers) for row in group.rows]} for group in GROUPS],
    }
    assert_written("src/rodfaest/portal/who_sees_what.json", json.dumps(made, ensure_ascii=False, indent=1) + "\n")


def _shown(row: Row, answers: Answers) -> dict[str, object]:
    may = answers.may(row)
    return {"what": row.what, "who": {one.danish: "ja" if key in may else "nej" for key, one in PEOPLE.items()}}
