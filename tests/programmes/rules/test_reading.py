"""Bad input: every complaint with its file, its place and its sentence."""

import pytest

from rodfaest.programmes.rules.reading import BadProgramme, Complaint, read, read_file
from rodfaest.programmes.rules.shipped import shipped

FILE = "horsens-dagpleje.toml"
GOOD = shipped()[FILE]
WORDS_OF_ROLES = "deltager, leder, souschef, fagligt_fyrtaarn, gruppe, hus, konsulent, chef, underviser"


def complaints(text: str) -> list[tuple[str, str]]:
    """What is said of a text, as key paths and sentences."""
    with pytest.raises(BadProgramme) as bad:
        read(text, FILE)
    assert {complaint.file for complaint in bad.value.complaints} == {FILE}
    return [(complaint.key_path, complaint.sentence) for complaint in bad.value.complaints]


def spoilt(good: str, bad: str) -> str:
    """The shipped file with the first of one thing turned into another."""
    assert good in GOOD
    return GOOD.replace(good, bad, 1)


SHAPES = {
    "a wrong key": ("\neveryday = ", "\neverydayy = ", [
        ("everyday", "Nøglen mangler. Skriv den ind."),
        ("everydayy", "Nøglen »everydayy« findes ikke her. Mente du »everyday«?"),
    ]),
    "a wrong key inside a table": ("at = \"mellem\", day = 1, days = 10", "at = \"mellem\", dag = 1, days = 10", [
        ("steps[4].anchor.dag", "Nøglen »dag« findes ikke her. Mente du »day«?"),
    ]),
    "a key like no other": ("[target_group]", "[target_group]\nxyz = 1", [
        ("target_group.xyz", "Nøglen »xyz« findes ikke her. Slet den, eller brug en af: source, ours, text, settings."),
    ]),
    "a missing key": ('role = "deltager"\n', "", [("steps[1].role", "Nøglen mangler. Skriv den ind.")]),
    "an unknown role": ('role = "leder"', 'role = "vikar"', [
        ("steps[22].role", f"»vikar« kan ikke bruges her. Vælg en af: {WORDS_OF_ROLES}."),
    ]),
    "a role nearly right": ('role = "leder"', 'role = "leeder"', [
        ("steps[22].role", f"»leeder« kan ikke bruges her. Mente du »leder«? Vælg en af: {WORDS_OF_ROLES}."),
    ]),
    "a limit for an unknown role": ("{ deltager = 60,", "{ vikar = 60,", [
        ("max_minutes.vikar", f"»vikar« kan ikke bruges her. Vælg en af: {WORDS_OF_ROLES}."),
    ]),
    "a tag that is not in the list": ('"maaltid"', '"frokost"', [
        ("tools[1].situations[2]", "»frokost« kan ikke bruges her. Vælg en af: "
         "aflevering, puslebord, maaltid, garderobe, sovetid, legestue, afhentning."),
    ]),
    "a number in quotes": ("foer = 20", 'foer = "20"', [
        ("split.foer", "Her skal stå et helt tal uden anførselstegn."),
    ]),
    "a yes in words": ("counts_as_load = false", 'counts_as_load = "nej"', [
        ("steps[3].counts_as_load", "Her skal stå true eller false uden anførselstegn."),
    ]),
    "hours in words": ("counted_hours = 7.4", 'counted_hours = "7,4"', [
        ("days[1].counted_hours", "Her skal stå et tal uden anførselstegn, med punktum: 7.4."),
    ]),
    "too many hours": ("counted_hours = 7.4", "counted_hours = 74", [
        ("days[1].counted_hours", "Tallet 74 er for stort. Det skal være højst 24.0."),
    ]),
    "no hours": ("counted_hours = 7.4", "counted_hours = 0", [
        ("days[1].counted_hours", "Tallet 0 er for lille. Det skal være større end 0.0."),
    ]),
    "a day called nought": ("after_day = 1", "after_day = 0", [
        ("practice[1].after_day", "Tallet 0 er for lille. Det skal være mindst 1."),
    ]),
    "a clock time nobody can read": ('starts = "9.00"', 'starts = "kl. 9"', [
        ("days[1].starts", "»kl. 9« er ikke et klokkeslæt. Skriv det i anførselstegn, for eksempel »9.00«."),
    ]),
    "a date in words": ("dated = 2021-01-20", 'dated = "20. januar 2021"', [
        ("sources[2].dated", "Her skal stå en dato uden anførselstegn: 2021-01-20."),
    ]),
    "a name with a space": ('key = "intention"', 'key = "Min intention"', [
        ("steps[1].key", "»Min intention« kan ikke være et navn. Brug små bogstaver a-z, tal og bindestreg."),
    ]),
    "minutes without end": ("minutes = 10\nanswer", "minutes = 99999999999999999999\nanswer", [
        ("steps[2].minutes", "Tallet 99999999999999999999 er for stort. Det skal være højst 600."),
    ]),
    "a step that takes no time": ("minutes = 10\nanswer", "minutes = 0\nanswer", [
        ("steps[2].minutes", "Tallet 0 er for lille. Det skal være mindst 1."),
    ]),
    "pages without end": ("pages = 200", "pages = 200000", [
        ("reading.pages", "Tallet 200000 er for stort. Det skal være højst 5000."),
    ]),
    "a title without end": ('title = "Tal med din leder"', f'title = "{"a" * 121}"', [
        ("steps[2].title", "Teksten er for lang. Brug højst 120 tegn."),
    ]),
    "a title of two lines": ('title = "Tal med din leder"', 'title = """Tal\nmed"""', [
        ("steps[2].title", "Skriv det på én linje."),
    ]),
    "a short title that is long": ('\nshort_title = "', f'\nshort_title = "{"a" * 60}', [
        ("short_title", "Teksten er for lang. Brug højst 60 tegn."),
    ]),
    "a name without end": ('key = "intention"', f'key = "{"a" * 61}"', [
        ("steps[1].key", "Teksten er for lang. Brug højst 60 tegn."),
    ]),
    "an empty text": ('title = "Tal med din leder"', 'title = " "', [
        ("steps[2].title", "Teksten er tom. Skriv noget, eller slet linjen."),
    ]),
    "a text that is a number": ('title = "Tal med din leder"', "title = 3", [
        ("steps[2].title", "Her skal stå en tekst i anførselstegn."),
    ]),
    "a sign that can't be seen": ('title = "Tal med din leder"', 'title = "Tal\\u0007"', [
        ("steps[2].title", "Teksten rummer et tegn, der ikke kan ses. Slet det, og skriv stedet igen."),
    ]),
    "a word where a list is asked for": ('settings = ["dagpleje"]', 'settings = "dagpleje"', [
        ("target_group.settings", "Her skal stå en liste. Sæt kantede parenteser om: [ … ], "
         "eller dobbelte om tabellens navn: [[ … ]]."),
    ]),
    "a number where a table is asked for": ("anchor = { at = \"start\", weeks = -6 }", "anchor = 6", [
        ("steps[1].anchor", "Her skal stå en tabel med nøgler, ikke en enkelt værdi."),
    ]),
    "an empty list": ('roles = ["deltager"]', "roles = []", [
        ("questionnaires[2].roles", "Listen er tom. Skriv mindst én ind."),
    ]),
    "a list whose one item is wrong": ('roles = ["deltager"]', 'roles = ["elev"]', [
        ("questionnaires[2].roles[1]", f"»elev« kan ikke bruges her. Vælg en af: {WORDS_OF_ROLES}."),
    ]),
}  # fmt: skip

RULES = {
    "an answer twice": ('"Nogle gange", "Ikke lige nu"', '"Nogle gange", "Nogle gange"', [
        ("steps[18].choices[3]", "»Nogle gange« står to gange i listen. Behold den ene."),
    ]),
    "an address that runs in the browser": ('url = "https://www.uvm.dk', 'url = "javascript:alert(1)//www.uvm.dk', [
        ("sources[1].url", "Det er ikke en adresse på nettet. Skriv den med https:// foran, uden mellemrum."),
    ]),
    "a number like a person's": ('title = "Tal med din leder"', 'title = "Tal om 010121-1234"', [
        ("steps[2].title", "Der står et tal, der ligner et CPR-nummer. Slet det, og skriv, så ingen kan kendes."),
    ]),
    "a goal number twice": ("number = 7\ntext", "number = 6\ntext", [
        ("goals[7].number", "Læringsmål nummer 6 står to gange. Giv hver sit eget."),
        ("practice[5].goals[2]", "Læringsmål nummer 7 findes ikke under goals. Det her findes: 1, 2, 3, 4, 5, 6."),
        ("steps[16].goals[2]", "Læringsmål nummer 7 findes ikke under goals. Det her findes: 1, 2, 3, 4, 5, 6."),
        ("meets[1].goals[2]", "Læringsmål nummer 7 findes ikke under goals. Det her findes: 1, 2, 3, 4, 5, 6."),
    ]),
    "shares that don't add to 100": ("efter = 50 }", "efter = 60 }", [
        ("split", "Fordelingen giver 110 i alt. FØR, UNDER og EFTER skal give 100 tilsammen."),
    ]),
    "a phase without a share": (", efter = 50 }", " }", [
        ("split", "Fordelingen giver 50 i alt. FØR, UNDER og EFTER skal give 100 tilsammen."),
    ]),
    "a step twice": ('key = "tjek-3"', 'key = "tjek-1"', [
        ("steps[19].key", "Skridtet »tjek-1« står to gange. Giv hver sit eget."),
    ]),
    "an anchor to day 6 of 5": ('at = "dag", day = 5, weeks = -1', 'at = "dag", day = 6, weeks = -1', [
        ("steps[15].anchor.day", "Ankeret er knyttet til dag 6, men den sidste dag er dag 5. Vælg en dag fra 1 til 5."),
    ]),
    "a step between day 5 and 6": ('at = "mellem", day = 4, days = 10', 'at = "mellem", day = 5, days = 10', [
        ("steps[13].anchor.day", "Dag 5 er den sidste, så intet kan ligge mellem dag 5 og dag 6. "
         'Skriv at = "slut" til det, der kommer efter den sidste dag.'),
    ]),
    "an anchor to a day without its number": ('at = "mellem", day = 4, days = 10', 'at = "mellem", days = 10', [
        ("steps[13].anchor.day", 'Her mangler et dagnummer. Skriv day = 1, når at = "mellem".'),
    ]),
    "a day number at the start": ('at = "start", weeks = -6', 'at = "start", day = 1', [
        ("steps[1].anchor.day", 'Et dagnummer hører ikke til at = "start". Slet day, eller skriv at = "dag".'),
    ]),
    "a split counted backwards": ('at = "mellem", day = 4, days = 10', 'at = "mellem", day = 4, days = -1', [
        ("steps[13].anchor",
         "Mellem to dage tælles frem i dage eller uger. Skriv days eller weeks som et positivt tal."),
    ]),
    "FØR after the first day": ('at = "start", weeks = -6', 'at = "start", weeks = 6', [
        ("steps[1].anchor", "Det hører til FØR, men ligger efter den første dag. Ret phase eller anchor."),
    ]),
    "EFTER before the last day": ('at = "slut", months = 12', 'at = "slut", months = -12', [
        ("steps[21].anchor", "Det hører til EFTER, men ligger før den sidste dag. Ret phase eller anchor."),
    ]),
    "too much for a participant": ("minutes = 10\nanswer = \"dato\"", "minutes = 30\nanswer = \"dato\"", [
        ("max_minutes.deltager", "Rollen deltager bruger 72 minutter i alt. Grænsen er 60. "
         "Gør nogle skridt kortere, eller tag nogle ud."),
    ]),
    "a talk kept out of the load": ("minutes = 10\nanswer =", "minutes = 10\ncounts_as_load = false\nanswer =", [
        ("steps[2].counts_as_load",
         "Kun læsning, undervisningsdage og selve afprøvningen kan holdes ude af tiden. Slet linjen."),
    ]),
    "a split without its task": ("after_day = 3", "after_day = 2", [
        ("practice[3].after_day", "Praksisopgaven efter dag 2 står to gange. Giv hver sit eget."),
        ("practice", "Der mangler en praksisopgave efter dag 3. Skriv en med after_day = 3."),
    ]),
    "no task after the last day": ("after_day = 5", "after_day = 6", [
        ("practice", "Der mangler en praksisopgave efter dag 5. Skriv en med after_day = 5."),
        ("practice[5].after_day",
         "Praksisopgaven er knyttet til dag 6, men den sidste dag er dag 5. Vælg en dag fra 1 til 5."),
    ]),
    "days out of order": ("[[days]]\nnumber = 5", "[[days]]\nnumber = 6", [
        ("days[5].number", "Dagene skal hedde 1, 2, 3 i rækkefølge. Her skal der stå 5."),
        ("practice", "Der mangler en praksisopgave efter dag 6. Skriv en med after_day = 6."),
        ("practice[5].after_day",
         "Praksisopgaven er knyttet til dag 5, men den sidste dag er dag 6. Vælg en dag fra 1 til 6."),
    ]),
    "a day that ends before it begins": ('ends = "15.50"', 'ends = "8.50"', [
        ("days[1].ends", "Dagen slutter, før den begynder. Ret starts eller ends."),
    ]),
    "pages that don't add up": ("pages = 200", "pages = 210", [
        ("reading.items", "Siderne giver 200 i alt, men reading.pages er 210. De to tal skal være ens."),
    ]),
    "reading before day 6": ("before_day = 5", "before_day = 6", [
        ("reading.items[5].before_day",
         "Litteraturen er knyttet til dag 6, men den sidste dag er dag 5. Vælg en dag fra 1 til 5."),
    ]),
    "a marker met by an unknown goal": ("goals = [6, 7]", "goals = [6, 8]", [
        ("meets[1].goals[2]", "Læringsmål nummer 8 findes ikke under goals. Det her findes: 1, 2, 3, 4, 5, 6, 7."),
    ]),
    "a marker met by an unknown step": ('steps = ["proev-5"]', 'steps = ["fri-leg"]', [
        ("meets[1].steps[1]", "Skridtet »fri-leg« findes ikke under steps. Ret det, eller skriv det ind dér."),
    ]),
    "a marker met by a step nearly right": ('steps = ["proev-5"]', 'steps = ["prov-5"]', [
        ("meets[1].steps[1]", "Skridtet »prov-5« findes ikke under steps. Mente du »proev-5«?"),
    ]),
    "an empty slot said to be met": ('marker = "sammenhaeng"', 'marker = "pejlemaerker"', [
        ("meets[1].marker", "Mærket »pejlemaerker« har ingen tekst endnu. Skriv teksten ind, eller fjern linjen."),
    ]),
    "an unknown marker": ('marker = "sammenhaeng"', 'marker = "kvalitet"', [
        ("meets[1].marker", "Mærket »kvalitet« findes ikke under framework.markers eller framework.local. "
         "Det her findes: pejlemaerker, sammenhaeng, mestring, plf."),
    ]),
    "an unknown theme": ('themes = ["tidlig-udvikling", "samspil"]', 'themes = ["tidlig-udvikling", "leg"]', [
        ("practice[1].themes[2]",
         "Temaet »leg« findes ikke under themes. Det her findes: tidlig-udvikling, tidlig-indsats, "
         "udsatte-positioner, resiliens, samspil, vurdering, dilemmaer, foraeldre, paa-tvaers."),
    ]),
    "an unknown tool": ('tools = ["fem-minutter"]', 'tools = ["video"]', [
        ("practice[1].tools[1]",
         "Værktøjet »video« findes ikke under tools. Det her findes: fem-minutter, barnets-spor, "
         "praksisfortaelling, ringeliste."),
    ]),
    "an unknown source": ('source = "ramme-04"', 'source = "ramme-05"', [
        ("source", "Kilden »ramme-05« findes ikke under sources. Mente du »ramme-07«?"),
    ]),
    "a source like no other": ('source = "ramme-04"', 'source = "avisen"', [
        ("source", "Kilden »avisen« findes ikke under sources. "
         "Det her findes: pulje, ramme-02, ramme-03, ramme-04, ramme-06, ramme-07."),
    ]),
    "words that come from nowhere": ("ours = true\n", "", [
        ("tools[1].source", "Skriv, hvor det kommer fra: source med en kilde, eller ours = true, hvis det er jeres."),
    ]),
    "words that come from two places": ("ours = true\n", 'ours = true\nsource = "ramme-04"\n', [
        ("tools[1].source", "Her står både source og ours. Behold source, hvis kilden siger det, ellers ours."),
        ("not_stated", '"tools" står som ikke oplyst, men i tools står det med en kilde. Ret et af stederne.'),
    ]),
    "silence nobody mentions": ('not_stated = ["tools", "day_themes"]', 'not_stated = ["tools"]', [
        ("days", 'Her mangler temaer på dagene. Skriv det ind, eller sæt "day_themes" i not_stated, hvis kilden tier.'),
    ]),
    "a source said to be silent that speaks": ('not_stated = ["tools",', 'not_stated = ["goals", "tools",', [
        ("not_stated", '"goals" står som ikke oplyst, men i goals står det med en kilde. Ret et af stederne.'),
    ]),
    "a house's step for each seat": ('minutes = 5\nper = "hus"\n', "minutes = 5\n", [
        ("steps[33].per", 'Rollen fagligt fyrtårn kan ikke have per = "plads". Skriv hus eller gruppe.'),
    ]),
    "a text that nobody is said to read": ('audience = "kun_mig"\n', "", [
        ("steps[1].audience",
         'En tekst skal sige, hvem der læser den fra start. Skriv for eksempel audience = "kun_mig".'),
    ]),
    "a date with readers": ('answer = "dato"', 'answer = "dato"\naudience = "kun_mig"', [
        ("steps[2].audience", 'Kun en tekst har læsere. Slet audience, eller skriv answer = "tekst".'),
    ]),
    "a choice of one": ('choices = ["Ja, næsten hver dag", "Nogle gange", "Ikke lige nu", "Jeg gør noget andet nu"]',
                        'choices = ["Ja"]', [
        ("steps[18].choices", "Et valg skal have mindst to svar. Skriv dem i choices."),
    ]),
    "an answer that only puts off": ('later = "Ikke endnu"', 'later = "Vi har talt om det"', [
        ("steps[24].later", "»Vi har talt om det« udsætter skridtet og er ikke et svar. Slet det i choices."),
    ]),
    "an answer that is to do something else": ('later = "Ikke endnu"', 'alternative = "Vi har talt om det"', [
        ("steps[24].alternative",
         "»Vi har talt om det« er for den, der gør noget andet, og er ikke et svar. Slet det i choices."),
    ]),
    "a date with answers": ('answer = "dato"', 'answer = "dato"\nchoices = ["I dag", "I morgen"]', [
        ("steps[2].choices", 'Kun et valg har svar at vælge imellem. Slet choices, eller skriv answer = "valg".'),
    ]),
    "a question of choice without answers": (
        'choices = ["Passer godt", "Passer lidt", "Passer ikke endnu"]\n', "", [
        (f"questionnaires[2].questions[{place}].choices", "Et valg skal have mindst to svar. Skriv dem i choices.")
        for place in range(1, 8)
    ]),
}  # fmt: skip

SYNTAX = {
    "an equals sign forgotten": (
        'kind = "læringsforløb"', 'kind "læringsforløb"', "linje 8, kolonne 6",
        "Det er ikke gyldig TOML. Se efter et lighedstegn, et komma eller et anførselstegn, der mangler.",
    ),
    "a quote forgotten": (
        'kind = "læringsforløb"', 'kind = "læringsforløb', "linje 8, kolonne 22",
        "Der mangler et anførselstegn eller en parentes. Luk teksten eller listen på linjen.",
    ),
    "a key twice": (
        'kind = "læringsforløb"', 'kind = "læringsforløb"\nkind = "kursus"', "linje 9, kolonne 16",
        "Den samme nøgle eller tabel står to gange. Behold den ene.",
    ),
    "a date that is none": (
        "dated = 2021-01-20", "dated = 2022-02-30", "linje 28, kolonne 9",
        "Datoen eller klokkeslættet findes ikke. Se efter i en kalender: 2022-02-28.",
    ),
    "a decimal comma": (
        "counted_hours = 7.4", "counted_hours = 7,4", "linje 242, kolonne 18",
        "Det er ikke gyldig TOML. Se efter et lighedstegn, et komma eller et anførselstegn, der mangler.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("good", "bad", "said"), SHAPES.values(), ids=SHAPES)
def test_a_wrong_shape_is_refused_with_its_place_and_a_sentence(good, bad, said):
    assert complaints(spoilt(good, bad)) == said


@pytest.mark.parametrize(("good", "bad", "said"), RULES.values(), ids=RULES)
def test_a_broken_rule_is_refused_with_its_place_and_a_sentence(good, bad, said):
    assert complaints(spoilt(good, bad)) == said


@pytest.mark.parametrize(("good", "bad", "place", "sentence"), SYNTAX.values(), ids=SYNTAX)
def test_bad_toml_is_refused_with_line_and_column(good, bad, place, sentence):
    assert complaints(spoilt(good, bad)) == [(place, sentence)]


def test_all_complaints_come_at_once():
    text = spoilt("efter = 50 }", "efter = 60 }").replace("pages = 200", "pages = 210")
    assert [path for path, _ in complaints(text)] == ["split", "reading.items"]


def test_an_empty_file_lacks_what_every_programme_has():
    assert [path for path, _ in complaints("")] == [
        "key", "title", "short_title", "everyday", "kind", "target_group", "purposes", "days",
    ]  # fmt: skip


def test_a_file_in_another_encoding_is_refused():
    with pytest.raises(BadProgramme) as bad:
        read_file('key = "læring"'.encode("latin-1"), FILE)
    assert bad.value.complaints == [
        Complaint(FILE, "", "Filen er ikke gemt som UTF-8. Gem den igen med tegnsættet UTF-8.")
    ]


def test_the_mark_that_windows_puts_first_is_taken_off():
    assert read_file(b"\xef\xbb\xbf" + GOOD.encode(), FILE) == read(GOOD)


def test_a_complaint_reads_as_file_place_and_sentence():
    assert str(Complaint("a.toml", "steps[3].role", "Nøglen mangler.")) == "a.toml: steps[3].role: Nøglen mangler."
    assert str(Complaint("a.toml", "", "Filen er tom.")) == "a.toml: Filen er tom."
