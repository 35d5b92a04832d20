"""Who reads a text, said in Danish; what may not stand in one; and the sentences that stand beside every field."""

import re
from collections.abc import Sequence
from datetime import date

from rodfaest.kernel.text import Word, _, listed

WORRY = _("Er du bekymret for et barn? Skriv det ikke her. Tal med din leder, og følg kommunens vejledning.")
"""Stands under every field. The duty to notify is personal and goes before the duty of silence."""

RECOGNISABLE = _("Kan nogen i legestuen regne ud, hvem det handler om?")
"""Asked before a text that was one's own alone is shared."""

LONGEST = 8_000
"""Characters in one text: more than anybody writes on a phone, less than what hurts a page."""

KEPT_ON_PAGE = 200
"""How many of the newest readings a person's own page shows."""


class Audience(Word):
    """Who may read a text, narrowest first. Each app's permissions say which people that is."""

    ME = "me", _("kun mig")
    LEADER = "leader", _("mig og min leder")
    GROUP = "group", _("min gruppe")
    COHORT = "cohort", _("mit hold og underviseren")
    HOUSE = "house", _("mit hus")


def readers_sentence(audience: Audience, names: Sequence[str] = ()) -> str:
    """
    Who reads it, as it stands beside the field, said to the one who writes. `names` are the readers where they are few
    (leaders by first name), or the name of the group or house.

    >>> readers_sentence(Audience.ME), readers_sentence(Audience.LEADER, ["Lene"])
    ('Kun dig', 'Dig og Lene')
    >>> readers_sentence(Audience.LEADER, ["Lene", "Kim"]), readers_sentence(Audience.LEADER)
    ('Dig, Lene og Kim', 'Dig og din leder')
    >>> readers_sentence(Audience.COHORT), readers_sentence(Audience.HOUSE, ["Mælkevejen"])
    ('Hele holdet og underviseren', 'Alle i Mælkevejen')
    """
    match audience:
        case Audience.ME:
            return _("Kun dig")
        case Audience.LEADER:
            return listed([_("Dig"), *(names or [_("din leder")])])
        case Audience.GROUP:
            return _("Alle i {group}").format(group=listed(names) if names else _("din gruppe"))
        case Audience.COHORT:
            return _("Hele holdet og underviseren")
        case Audience.HOUSE:
            return _("Alle i {house}").format(house=listed(names) if names else _("dit hus"))


# Six digits that are a date, perhaps with dots, perhaps a dash or a space, four digits; no digit on either side. The
# modulus is not asked: numbers given since 2007 need not pass it (cpr.dk, "Personnumre uden kontrolciffer (modulus 11
# kontrol)").
_SPACE = r"[ \u00a0\u202f]?"
CPR_LIKE = re.compile(rf"(?<!\d)(\d\d)[./]?(\d\d)[./]?(\d\d){_SPACE}[-\u2010-\u2015\u2212]?{_SPACE}\d{{4}}(?!\d)")


def why_not_text(text: str) -> str | None:
    """
    Refuse what looks like a CPR number, with what to do instead. No guard catches everything.

    A phone number, a date with its year and an amount pass; ten digits whose first six are a date don't.

    >>> why_not_text("Vi prøvede det 010121, og på tlf. 12 34 56 78 svarede Mette.")
    >>> why_not_text("Barnet er 010121-1234")
    'Der står et tal, der ligner et CPR-nummer. Slet det, og skriv, så ingen kan kendes.'
    """
    if any(_is_date(*found.groups()) for found in CPR_LIKE.finditer(text)):
        return _("Der står et tal, der ligner et CPR-nummer. Slet det, og skriv, så ingen kan kendes.")
    return None


def _is_date(day: str, month: str, year: str) -> bool:
    """Whether ddmmyy is a day of some century. A replacement number has 60 added to its day."""
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
