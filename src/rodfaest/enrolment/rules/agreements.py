"""What is agreed locally about time, transport and company: fixed choices, since no personal matter is typed here."""

from rodfaest.kernel.text import Word, _, counted

HOURS = (0, 4, 8, 12, 16, 20, 24, 30, 37)
"""Hours to read and try things out in, over the whole programme. The grant does not pay them (frame document, 2021)."""


class Transport(Word):
    """How one gets there, and who sees to it."""

    TOGETHER = "together", _("I kører sammen.")
    OWN_CAR = "own_car", _("Du kører i egen bil og får kørepenge.")
    PUBLIC = "public", _("Du tager bus eller tog, og huset betaler billetten.")
    WORKPLACE = "workplace", _("Huset sørger for transport.")
    OWN_CARE = "own_care", _("Du sørger selv for transport.")


class Company(Word):
    """Who goes along. Not by name: it is agreed for the house, and houses change."""

    SAME_HOUSE = "same_house", _("Du følges med en kollega herfra.")
    OTHER_HOUSE = "other_house", _("Du følges med en fra et andet hus.")
    ALONE = "alone", _("Du tager af sted alene.")


def hours_choices() -> list[tuple[int, str]]:
    return [(hours, hours_word(hours)) for hours in HOURS]


def hours_word(hours: int) -> str:
    """
    >>> hours_word(8), hours_word(0)
    ('8 timer', 'Ingen timer')
    """
    return counted(hours, _("time"), _("timer")) if hours else _("Ingen timer")


def agreement_sentences(*, hours: int, transport: Transport, company: Company) -> list[str]:
    """
    The agreement as it stands in the letter and in the first step, said to the participant.

    >>> agreement_sentences(hours=8, transport=Transport.TOGETHER, company=Company.SAME_HOUSE)
    ['Du har 8 timer til at læse og prøve af.', 'I kører sammen.', 'Du følges med en kollega herfra.']
    """
    if hours:
        time = _("Du har {hours} til at læse og prøve af.").format(hours=hours_word(hours))
    else:
        time = _("Der er ikke sat timer af til at læse og prøve af.")
    return [time, transport.label, company.label]


def why_not_agree(*, concerned: bool, unit: str) -> str | None:
    """
    An agreement is for a house from which somebody goes, or would like to.

    >>> why_not_agree(concerned=False, unit="Solsikken")
    'Ingen fra Solsikken er på holdet eller har ønsket det. Aftal tiden her, når nogen vil med.'
    """
    if concerned:
        return None
    return _("Ingen fra {unit} er på holdet eller har ønsket det. Aftal tiden her, når nogen vil med.").format(
        unit=unit
    )


def why_not_both(transport: Transport, company: Company) -> str | None:
    """
    An agreement doesn't contradict itself.

    >>> why_not_both(Transport.TOGETHER, Company.ALONE)
    'I har valgt, at I kører sammen. Vælg, hvem I følges med, eller en anden transport.'
    """
    if transport is Transport.TOGETHER and company is Company.ALONE:
        return _("I har valgt, at I kører sammen. Vælg, hvem I følges med, eller en anden transport.")
    return None
