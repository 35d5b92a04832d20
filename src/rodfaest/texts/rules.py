"""Who reads a text, said in Danish; what may not stand in one; and the sentences that stand beside every field."""

import re
from collections.abc import Sequence
from datetime import date

from rodfaest.kernel.text import Word, _, listed

WORRY = _("Er du bekymret for et barn? Skriv det ikke her. Tal med din leder, og følg kommunens vejledning.")
"""Stands under every field. The duty to notify is personal and goes before the duty of silence."""

RECOGNISABLE = _("Kan nogen i legestuen regne ud, hvem det handler om?")
"""Asked before a text that was one's own alone is shared."""

ERASING = {
    "title": _("Vil du slette teksten?"),
    "sentence": _("Den er væk med det samme, og ingen kan hente den frem igen."),
    "label": _("Slet teksten"),
    "keep": _("Behold den"),
}
"""What is asked before one's own words are removed."""

LONGEST = 8_000
"""Characters in one text: more than anybody writes on a phone, less than what hurts a page."""

KEPT_ON_PAGE = 200
"""How many of the newest readings a person's own page shows."""


HERE = _("dit hus eller din gruppe")
"""A place, until its name is known."""


class Audience(Word):
    """Who may read a text, narrowest first, as it is said to the writer. Each app's permissions say which people."""

    ME = "me", _("Kun dig")
    LEADER = "leader", _("Dig og din leder")
    GROUP = "group", _("Kollegerne i {place}").format(place=HERE)
    COHORT = "cohort", _("Hele holdet og underviseren")
    HOUSE = "house", _("Kollegerne i {place}, alle jeres ledere, fyrtårnet og anden faglig støtte").format(place=HERE)


def readers_sentence(audience: Audience, *, leaders: Sequence[str] | None = None, place: str = "") -> str:
    """
    Who reads it, as it stands beside the field: by name where names are known, leaders by their first.

    `leaders` is empty where it is known that nobody reads it: there is no leader, or the one who was chosen has left.

    >>> readers_sentence(Audience.ME), readers_sentence(Audience.LEADER, leaders=["Lene", "Kim"])
    ('Kun dig', 'Dig, Lene og Kim')
    >>> readers_sentence(Audience.LEADER), readers_sentence(Audience.LEADER, leaders=[])
    ('Dig og din leder', 'Dig, og lige nu ingen andre')
    >>> readers_sentence(Audience.GROUP, place="Solsikken")
    'Kollegerne i Solsikken'
    """
    if audience is Audience.LEADER and leaders is not None:
        return listed([_("Dig"), *leaders]) if leaders else _("Dig, og lige nu ingen andre")
    if audience in (Audience.GROUP, Audience.HOUSE) and place:
        return audience.label.replace(HERE, place)
    return audience.label


# A date in digits, its parts perhaps parted; perhaps a dash or a space; four digits; no digit on either side. After a
# year in full there must be a dash: »16.08.2021 1530« is a time. The modulus is not asked: numbers given since 2007
# need not pass it (cpr.dk, "Personnumre uden kontrolciffer (modulus 11 kontrol)").
_SPACE = r"[ \u00a0\u202f]?"
_DASH = r"[-\u2010-\u2015\u2212]"
CPR_LIKE = re.compile(
    rf"(?<!\d)(?P<day>\d\d)[./-]?(?P<month>\d\d)[./-]?"
    rf"(?:(?P<year>\d\d){_SPACE}{_DASH}?|(?:19|20)(?P<full>\d\d){_SPACE}{_DASH}){_SPACE}\d{{4}}(?!\d)"
)


def why_not_text(text: str) -> str | None:
    """
    Refuse what looks like a CPR number, with what to do instead. No guard catches everything.

    A phone number, a date with its year and an amount pass; ten digits whose first six are a date don't.

    >>> why_not_text("Vi prøvede det 010121, og på tlf. 12 34 56 78 svarede Mette.")
    >>> why_not_text("Barnet er 010121-1234")
    'Der står et tal, der ligner et CPR-nummer. Slet det, og skriv, så ingen kan kendes.'
    """
    if any(_is_date(found["day"], found["month"], found["year"] or found["full"]) for found in CPR_LIKE.finditer(text)):
        return _("Der står et tal, der ligner et CPR-nummer. Slet det, og skriv, så ingen kan kendes.")
    return None


def _is_date(day: str, month: str, year: str) -> bool:
    """Whether they are a day of some century. A replacement number has 60 added to its day."""
    number = int(day) - 60 if int(day) > 60 else int(day)
    try:
        date(2000 + int(year), int(month), number)  # 2000 is the century with a 29 February in its year 00
    except ValueError:
        return False
    return True


def reading_sentence(reader: str, page: str) -> str:
    """
    One line of "Hvem har læst mit?".

    >>> reading_sentence("Lene Holm", "Svar på ønsket")
    'Lene Holm har læst noget, du har skrevet, på siden »Svar på ønsket«'
    """
    return _("{reader} har læst noget, du har skrevet, på siden »{page}«").format(reader=reader, page=page)
