"""What is said of a wish that nobody has answered: in vain, too late, or since nobody leads its person."""

from collections.abc import Sequence
from datetime import date

from rodfaest.kernel.text import _, listed
from rodfaest.kernel.time import long_date


def own_unasked(*, ask: str) -> str:
    """
    How it stands where nobody is asked, since nobody leads the person. `ask` is the cohort's contact, who can help.

    >>> own_unasked(ask="Karen Dahl, tlf. 76 29 12 34")  # doctest: +NORMALIZE_WHITESPACE
    'Dit ønske står i køen og beholder sin tur, men ingen er spurgt: ingen er registreret som din leder.
    Ring til Karen Dahl, tlf. 76 29 12 34, så det kan blive rettet.'
    """
    return _(
        "Dit ønske står i køen og beholder sin tur, men ingen er spurgt: ingen er registreret som din leder. "
        "Ring til {ask}, så det kan blive rettet."
    ).format(ask=ask)


def own_unanswered(answer_by: date, *, ask: str = "") -> str:
    """
    The same where the last day to answer went by without an answer. `ask`: whom to ring where nobody was asked.

    >>> own_unanswered(date(2021, 6, 15))
    'Dit ønske blev ikke besvaret inden fristen, tirsdag den 15. juni. Vil du stadig med, så tal med din leder.'
    >>> own_unanswered(date(2021, 6, 15), ask="Karen Dahl")
    'Dit ønske blev ikke besvaret inden fristen, tirsdag den 15. juni. Vil du stadig med, så ring til Karen Dahl.'
    """
    talk = _("ring til {ask}").format(ask=ask) if ask else _("tal med din leder")
    return _("Dit ønske blev ikke besvaret inden fristen, {day}. Vil du stadig med, så {talk}.").format(
        day=long_date(answer_by), talk=talk
    )


def others_unanswered(answer_by: date, *, name: str) -> str:
    """
    >>> others_unanswered(date(2021, 6, 15), name="Mette")
    'Mette fik ikke svar inden fristen, tirsdag den 15. juni.'
    """
    return _("{name} fik ikke svar inden fristen, {day}.").format(name=name, day=long_date(answer_by))


def unasked_sentence(names: Sequence[str]) -> str:
    """
    For the konsulent, who alone can put it right: whose wish nobody is asked about, and what to do.

    >>> unasked_sentence(["Lene Lund"])  # doctest: +NORMALIZE_WHITESPACE
    'Ingen er spurgt om ønsket fra Lene Lund: der er ingen registreret leder.
    Skriv ind, hvem der leder, så bliver lederen spurgt i løbet af natten.'
    """
    return _(
        "Ingen er spurgt om ønsket fra {names}: der er ingen registreret leder. "
        "Skriv ind, hvem der leder, så bliver lederen spurgt i løbet af natten."
    ).format(names=listed(names))
