"""What somebody is called and where they are reached: names, mails and mobile numbers."""

import re
from collections.abc import Collection, Iterable
from typing import Protocol
from unicodedata import category

from rodfaest.kernel.text import _, has_cpr


class Named(Protocol):
    @property
    def full_name(self) -> str: ...


def why_not_namesake(here: Iterable[Named], other_than: Collection[Named]) -> str | None:
    """
    Ask before somebody is made known beside one of the same name: it may be the same, or the button pressed twice.

    >>> from types import SimpleNamespace
    >>> mette = SimpleNamespace(full_name="Mette Holm")
    >>> why_not_namesake([mette], other_than=[])
    'Mette Holm står her allerede. Sæt kryds, hvis det er en anden.'
    >>> why_not_namesake([mette], other_than=[mette])
    """
    if namesake := next((one for one in here if one not in other_than), None):
        return _("{name} står her allerede. Sæt kryds, hvis det er en anden.").format(name=namesake.full_name)
    return None


def why_not_known(known_as: str, *, called: str) -> str | None:
    """
    Refuse a mail that belongs to somebody of another name, and don't tell whose it is.

    >>> why_not_known("Mette Holm", called="mette  HOLM ")
    >>> why_not_known("Mette Holm", called="Ole Test")
    'Mailen hører til en anden i Rodfæst. Se navnet efter.'
    """
    if known_as.casefold().split() == called.casefold().split():
        return None
    return _("Mailen hører til en anden i Rodfæst. Se navnet efter.")


BETWEEN_DIGITS = r"[\s\-().]"


def phone_digits(typed: str) -> str | None:
    """
    A Danish mobile number as its eight digits, however it was typed; None for what is no phone number.

    >>> phone_digits("+45 20 30 40 50"), phone_digits("0045 20304050"), phone_digits("20-30-40-50")
    ('20304050', '20304050', '20304050')
    >>> phone_digits("mette@horsens.example"), phone_digits("2030")
    (None, None)
    """
    digits = re.sub(BETWEEN_DIGITS, "", typed)
    found = re.fullmatch(r"(?:\+45|0045|45)?(\d{8})", digits)
    return found[1] if found else None


def phone_pattern(digits: str) -> str:
    """
    What finds eight digits among numbers kept as they were typed; `phone_digits` has the last word.

    >>> bool(re.search(phone_pattern("20304050"), "+45 20-30 (40) 50")), re.search(phone_pattern("20304050"), "2030")
    (True, None)
    """
    return f"{BETWEEN_DIGITS}*".join([*digits, "$"])


def why_not_phone(typed: str) -> str | None:
    """
    Refuse what no SMS can be sent to. Nothing typed is no number, and fine.

    >>> why_not_phone(""), why_not_phone("+45 20 30 40 50")
    (None, None)
    >>> why_not_phone("abc")
    'Det ligner ikke et dansk nummer. Skriv otte cifre, eller lad feltet stå tomt.'
    """
    if not typed or phone_digits(typed):
        return None
    return _("Det ligner ikke et dansk nummer. Skriv otte cifre, eller lad feltet stå tomt.")


def why_not_name(name: str) -> str | None:
    """
    Refuse what is no part of anybody's name: a CPR number, and signs such as < and 🎈. An accent typed alone passes.

    >>> why_not_name("Søren-Émil d´Ávila O'Neill"), why_not_name("Jensen 2")
    (None, None)
    >>> why_not_name("<b>Bo</b>"), why_not_name("010118-1234")
    ('Skriv navnet med bogstaver.', 'Skriv navnet med bogstaver.')
    """
    signs = {category(sign) for sign in name} & {"Sm", "So", "Sc", "Cc", "Co"}
    return _("Skriv navnet med bogstaver.") if signs or has_cpr(name) else None
