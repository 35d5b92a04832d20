"""A timetable file: every complaint with file, key path and a sentence."""

from datetime import date

import pytest

from rodfaest.cohorts.rules import timetable as timetables
from rodfaest.cohorts.rules.timetable import BadTimetable, Known
from rodfaest.kernel.time import IsoWeek

GOOD = """
key = "dagpleje-2021"
name = "Dagplejen, efterår 2021"
programme = "horsens-dagpleje"
kommune = "Horsens Kommune"
provider = "VIA University College"
contact = "karen@horsens.example"
starts = "9.00"
ends = "15.50"
places = 22
published = 2021-04-06
answer_by = 2021-06-15
days = [2021-08-16, 2021-09-20, 2021-10-11, 2021-11-01, 2021-11-24]

[venue]
name = "Campus Horsens"
address = "Horsens"
"""
KNOWN = Known(
    programmes=["horsens-dagpleje", "horsens-vuggestue"],
    versions=[2, 1],
    day_count=5,
    kommuner=["Horsens Kommune"],
    providers=["VIA University College"],
    mails=["karen@horsens.example"],
    closed={IsoWeek(2021, 42): "efterårsferie"},
)


def complaints(text, known=KNOWN):
    with pytest.raises(BadTimetable) as bad:
        timetables.check(timetables.read(text, "hold.toml"), known, "hold.toml")
    return [(complaint.key_path, complaint.sentence) for complaint in bad.value.complaints]


def with_line(name, value):
    lines = [f"{name} = {value}" if line.startswith(f"{name} =") else line for line in GOOD.splitlines()]
    return "\n".join(lines)


def test_a_good_file_is_read():
    timetable = timetables.read(GOOD)
    timetables.check(timetable, KNOWN)
    assert (timetable.places, timetable.days[0], timetable.venue.name) == (22, date(2021, 8, 16), "Campus Horsens")


@pytest.mark.parametrize(
    ("text", "path", "sentence"),
    [
        ('holdnavn = "x"\n' + GOOD, "holdnavn", "Nøglen »holdnavn« findes ikke her."),
        (with_line("places", "0"), "places", "Tallet 0 er for lille. Det skal være mindst 1."),
        (with_line("places", '"22"'), "places", "Her skal stå et helt tal uden anførselstegn."),
        (with_line("starts", '"kvart i ni"'), "starts", "»kvart i ni« er ikke et klokkeslæt."),
        (with_line("days", "[]"), "days", "Listen er tom."),
        (with_line("days", '["i morgen"]'), "days[1]", "Her skal stå en dato uden anførselstegn"),
        (GOOD.replace('name = "Campus Horsens"', ""), "venue.name", "Nøglen mangler. Skriv den ind."),
        (GOOD.replace("Dagplejen", 121 * "a"), "name", "Teksten er for lang. Brug højst 120 tegn."),
        (with_line("address", f'"{201 * "a"}"'), "venue.address", "Teksten er for lang. Brug højst 200 tegn."),
        (GOOD + "key", "linje 18, kolonne 1", "Det er ikke gyldig TOML."),
        ("a = " + 9999 * "[" + 9999 * "]", "", "Lister eller tabeller ligger for dybt inde i hinanden."),
    ],
)
def test_a_wrong_shape_is_refused_at_its_key(text, path, sentence):
    ((found_path, found),) = complaints(text)
    assert (found_path, found[: len(sentence)]) == (path, sentence)


@pytest.mark.parametrize(
    ("text", "path", "sentence"),
    [
        (
            with_line("programme", '"horsens-dagplejen"'),
            "programme",
            "Forløbet »horsens-dagplejen« er ikke indlæst. Mente du »horsens-dagpleje«? "
            "Indlæs det: rodfaest programme load.",
        ),
        (
            with_line("contact", '"iben@horsens.example"'),
            "contact",
            "Der er ingen person med mailadressen »iben@horsens.example«. Tilføj personen først, eller ret adressen.",
        ),
        (
            with_line("days", "[2021-08-16, 2021-09-20, 2021-10-11, 2021-11-01]"),
            "days",
            "Forløbet har 5 dage, men her står 4. Skriv én dato for hver dag.",
        ),
        (
            with_line("days", "[2021-08-16, 2021-09-20, 2021-10-11, 2021-11-01, 2021-12-25]"),
            "days[5]",
            "Lørdag den 25. december 2021 er juledag. Vælg en anden dag.",
        ),
        (
            with_line("days", "[2021-08-16, 2021-09-20, 2021-10-11, 2021-10-20, 2021-11-24]"),
            "days[4]",
            "Onsdag den 20. oktober 2021 ligger i kommunens ferie, uge 42 (efterårsferie). Vælg en anden uge.",
        ),
        (
            with_line("days", "[2021-08-16, 2021-10-11, 2021-09-20, 2021-11-01, 2021-11-24]"),
            "days[3]",
            "Dag 3 skal ligge efter dag 2, mandag den 11. oktober. Skriv datoerne i rækkefølge.",
        ),
        (with_line("ends", '"8.30"'), "ends", "Dagen slutter, før den begynder. Ret starts eller ends."),
        (
            with_line("answer_by", "2021-08-16"),
            "answer_by",
            "Svarfristen skal ligge før den første dag, mandag den 16. august.",
        ),
        (
            with_line("published", "2021-07-01"),
            "published",
            "Holdet kan først ses efter svarfristen. Sæt published før answer_by.",
        ),
    ],
)
def test_what_cannot_be_is_refused_at_its_key(text, path, sentence):
    assert complaints(text) == [(path, sentence)]


@pytest.mark.parametrize("name", ["kommune", "provider"])
def test_an_unknown_organisation_is_refused(name):
    ((path, sentence),) = complaints(with_line(name, '"Vejle"'))
    assert (path, "»Vejle« er ikke indlæst" in sentence) == (name, True)


def test_a_version_that_is_not_loaded_is_refused():
    known = Known(**{**vars(KNOWN), "day_count": None})
    assert complaints("version = 3\n" + GOOD, known) == [
        ("version", "Version 3 af forløbet er ikke indlæst. Vælg en af: 2, 1.")
    ]


def test_every_complaint_comes_at_once():
    text = with_line("places", "0").replace("answer_by = 2021-06-15\n", "")
    assert [path for path, _ in complaints(text)] == ["places", "answer_by"]


def test_the_fingerprint_knows_what_is_said_and_not_how():
    commented = timetables.read("# en bemærkning\n" + GOOD.replace('"9.00"', '"09:00"'))
    assert timetables.digest_of(commented) == timetables.digest_of(timetables.read(GOOD))
    assert timetables.digest_of(timetables.read(with_line("places", "23"))) != timetables.digest_of(commented)


def test_the_fingerprint_does_not_know_whether_what_holds_anyway_is_said():
    said = GOOD.replace("places = 22", 'places = 22\nteachers = []\ncatering = "Tag selv mad med."')
    assert timetables.digest_of(timetables.read(said)) == timetables.digest_of(timetables.read(GOOD))
