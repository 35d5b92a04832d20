"""Who reads a text, said in Danish; what may not stand in one; and the sentences that stand beside every field."""

from collections.abc import Sequence

from rodfaest.kernel.text import Word, _, has_cpr, listed

WORRY = _("Er du bekymret for et barn? Skriv det ikke her. Tal med din leder, og følg kommunens vejledning.")
"""Stands under every field. The duty to notify is personal and goes before the duty of silence."""

RECOGNISABLE = _("Kan nogen i legestuen regne ud, hvem det handler om?")
"""Asked before a text that was one's own alone is shared."""

ERASING = {
    "title": _("Vil du slette teksten?"),
    "sentence": _("Den er væk med det samme, og ingen kan hente den frem igen."),
    "yes": _("Slet teksten"),
    "no": _("Behold den"),
}
"""What is asked before one's own words are removed."""

CLOSED = _("Det er fra før, din mail eller mobil blev skiftet. Vis, at det er dig, så åbner det igen.")
"""Said to somebody who has come in by a new address (docs/decisions/0012)."""

LONGEST = 8_000
"""Characters in one text: more than anybody writes on a phone, less than what hurts a page."""

SHOWN_ON_PAGE = 200
"""How many of the newest readings a person's own page shows."""


HERE = _("dit hus eller din gruppe")
"""A place, until its name is known."""


class Audience(Word):
    """Who may read a text, narrowest first, as it is said to the writer. Each app's permissions say which people."""

    ME = "me", _("Kun dig")
    LEADER = "leader", _("Dig og din leder")
    MEMBERS = "members", _("Dem, der er med i gruppen, når de læser")
    """Of a group of people (`organisations.Group`); COLLEAGUES are those who work in the writer's unit."""
    COLLEAGUES = "colleagues", _("Kollegerne i {place}").format(place=HERE)
    COHORT = "cohort", _("Hele holdet og underviseren")
    HOUSE = "house", _("Kollegerne i {place}, alle jeres ledere, fyrtårnet og anden faglig støtte").format(place=HERE)


def readers_sentence(audience: Audience, *, leaders: Sequence[str] | None = None, place: str = "") -> str:
    """
    Who reads it, as it stands beside the field: by name where names are known, leaders by their first.

    `leaders` is empty where it is known that nobody reads it: there is no leader, or the one who was chosen has left.
    `place` is the house, or the group.

    >>> readers_sentence(Audience.ME), readers_sentence(Audience.LEADER, leaders=["Lene", "Kim"])
    ('Kun dig', 'Dig, Lene og Kim')
    >>> readers_sentence(Audience.LEADER), readers_sentence(Audience.LEADER, leaders=[])
    ('Dig og din leder', 'Dig, og lige nu ingen andre')
    >>> readers_sentence(Audience.COLLEAGUES, place="Solsikken")
    'Kollegerne i Solsikken'
    >>> readers_sentence(Audience.MEMBERS, place="Læringsgruppe 3")
    'Dem, der er med i Læringsgruppe 3, når de læser'
    >>> readers_sentence(Audience.ME, leaders=["Lene"], place="Solsikken")
    'Kun dig'
    """
    if audience is Audience.LEADER and leaders is not None:
        return listed([_("Dig"), *leaders]) if leaders else _("Dig, og lige nu ingen andre")
    if audience in (Audience.COLLEAGUES, Audience.HOUSE) and place:
        return audience.label.replace(HERE, place)
    if audience is Audience.MEMBERS and place:
        return _("Dem, der er med i {group}, når de læser").format(group=place)
    return audience.label


NO_CPR = _("Der står et tal, der ligner et CPR-nummer. Slet det, og skriv, så ingen kan kendes.")


def why_not_text(text: str) -> str | None:
    """
    Refuse what looks like a CPR number, with what to do instead.

    >>> why_not_text("Barnet er 010121-1234")
    'Der står et tal, der ligner et CPR-nummer. Slet det, og skriv, så ingen kan kendes.'
    """
    return NO_CPR if has_cpr(text) else None


def reading_sentence(reader: str, page: str) -> str:
    """
    One line of "Hvem har læst mit?".

    >>> reading_sentence("Lene Holm", "Svar på ønsket")
    'Lene Holm har læst noget, du har skrevet, på siden »Svar på ønsket«'
    """
    return _("{reader} har læst noget, du har skrevet, på siden »{page}«").format(reader=reader, page=page)
