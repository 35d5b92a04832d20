"""Danish words and sentences, built the same way everywhere, and what may stand in none. Pure: rules use it too."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Self


def _(message: str) -> str:
    """Mark a sentence that somebody reads, where Django can't be imported. Nothing translates it yet."""
    return message


class Word(StrEnum):
    """
    A word of a closed list: the value that is stored and posted, and beside it what a screen says.

    >>> class Mark(Word):
    ...     PRESENT = "present", "til stede"
    >>> Mark("present").label, Mark.choices()
    ('til stede', [('present', 'til stede')])
    """

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        word = str.__new__(cls, value)
        word._value_, word.label = value, label or value
        return word

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """The list as Django's choices, in its own order."""
        return [(word.value, word.label) for word in cls]


def listed(parts: Iterable[str], word: str = "og") -> str:
    """
    Join as Danish does: no comma before the last, but where a clause of the one before it ends.

    >>> listed(["Ann", "Bo", "Kim"]), listed(["Ann", "den, du valgte", "Kim"])
    ('Ann, Bo og Kim', 'Ann, den, du valgte, og Kim')
    """
    *first, last = [*parts] or [""]
    if not first:
        return last
    return f"{', '.join(first)}{',' if ', ' in first[-1] else ''} {word} {last}"


def shortened(text: str, longest: int) -> str:
    """
    One line that is no longer than `longest`, cut after a whole word where it has to be.

    >>> shortened("Prøv at synge\\n hver dag", 40), shortened("Prøv at synge hver dag", 14)
    ('Prøv at synge hver dag', 'Prøv at synge…')
    """
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    whole_words = line[:longest].rpartition(" ")[0]
    return (whole_words or line[: longest - 1]) + "…"


def first_of(names: Sequence[str], *, most: int = 3) -> str:
    """
    Some names where there is no room for them all.

    >>> first_of(["Ann", "Bo", "Kim"]), first_of(["Ann", "Bo", "Kim", "Lis"])
    ('Ann, Bo og Kim', 'Ann, Bo og 2 andre')
    """
    if len(names) <= most:
        return listed(names)
    named = names[: most - 1]
    return listed([*named, _("{number} andre").format(number=len(names) - len(named))])


def counted(number: int, one: str, many: str) -> str:
    """
    A number and its noun; small numbers in digits, since they are quicker to read.

    >>> counted(1, "dag", "dage"), counted(3, "dag", "dage")
    ('1 dag', '3 dage')
    """
    return f"{number} {one if number == 1 else many}"


def decimal_comma(value: Decimal | float | int) -> str:
    """
    A number with a decimal comma and no idle zeros.

    >>> decimal_comma(Decimal("7.40")), decimal_comma(37.0)
    ('7,4', '37')
    """
    return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")


def owned(name: str) -> str:
    """
    A name in the genitive.

    >>> owned("Mette"), owned("Jens")
    ('Mettes', "Jens'")
    """
    return f"{name}'" if name.lower().endswith(("s", "x", "z")) else f"{name}s"


# Æ, ø and å as three signs after z, as the Danish ASCII had them (DS 2089), since Unicode has them in another order;
# with them the neighbours' letters that are sorted there too, as in Unicode's order for Danish (CLDR, da).
_DANISH = str.maketrans(
    {"{": " ", "|": " ", "}": " ", "ü": "y", "ű": "y", "ð": "d", "đ": "d", "þ": "th", "ł": "l"}
    | dict.fromkeys("æä", "{")
    | dict.fromkeys("øöőœ", "|")
    | {"å": "}"}
)


def sort_key(*names: str) -> str:
    """
    Where a name stands in Danish order, as text that is compared sign by sign; several names one after the other.

    After z come æ, ø and å. Capitals, accents and signs between words count for nothing. Aa is å, and ae is æ; but not
    before an l inside a word, where a and e are two sounds: Michael, Rafael.

    >>> sorted(["Åse", "Zenia", "øjvind", "Ærø", "Aage", "Adam", "Aebelø"], key=sort_key)
    ['Adam', 'Zenia', 'Aebelø', 'Ærø', 'øjvind', 'Aage', 'Åse']
    >>> sort_key("KJAER") == sort_key("Kjær"), sort_key("Michael") == sort_key("Michæl")
    (True, False)
    >>> sort_key("Ann", "Zole") < sort_key("Ann Bo", "Alm")
    True
    """
    return "\t".join(map(_in_danish_order, names))


def _in_danish_order(name: str) -> str:
    letters = unicodedata.normalize("NFKC", name).casefold().replace("aa", "å")
    letters = re.sub(r"\bae|ae(?!l)", "æ", letters).translate(_DANISH)
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", letters) if not unicodedata.combining(sign))
    return re.sub(r"(?:[^\w{|}]|_)+", " ", bare).strip()


# A date in digits, perhaps with signs between; perhaps a dash or a space; four digits; no digit on either side. After a
# year in full there must be a dash: »16.08.2021 1530« is a time. The modulus is not asked: numbers given since 2007
# need not pass it (cpr.dk, "Personnumre uden kontrolciffer (modulus 11 kontrol)").
_SPACE = r"[ \u00a0\u202f]?"
_DASH = r"[-\u2010-\u2015\u2212]"
CPR_LIKE = re.compile(
    rf"(?<!\d)(?P<day>\d\d)[./-]?(?P<month>\d\d)[./-]?"
    rf"(?:(?P<year>\d\d){_SPACE}{_DASH}?|(?:19|20)(?P<full>\d\d){_SPACE}{_DASH}){_SPACE}\d{{4}}(?!\d)"
)


def has_cpr(text: str) -> bool:
    """
    Whether something in it looks like a CPR number. No guard catches everything.

    A phone number, a date with its year and an amount pass; ten digits whose first six are a date don't.

    >>> has_cpr("Vi prøvede det 010121, og på tlf. 12 34 56 78 svarede Mette."), has_cpr("Barnet er 010121-1234")
    (False, True)
    """
    return any(
        _is_date(found["day"], found["month"], found["year"] or found["full"]) for found in CPR_LIKE.finditer(text)
    )


def _is_date(day: str, month: str, year: str) -> bool:
    """Whether they are a day of some century. A replacement number has 60 added to its day."""
    number = int(day) - 60 if int(day) > 60 else int(day)
    try:
        date(2000 + int(year), int(month), number)  # 2000 is the century with a 29 February in its year 00
    except ValueError:
        return False
    return True
