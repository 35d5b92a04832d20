"""When others may read a count of people, and how it is said. A count of a few tells about one. Pure: for rules too."""

from enum import IntEnum

from rodfaest.kernel.text import _

TOO_FEW = _("for få til at tælle")
"""Said in place of a count of too few."""

END = 3
"""A count this near to none, or to all, is said in words: it would tell about single people."""


class Fewest(IntEnum):
    """How many people there must be before something is counted."""

    FACTS = 5
    """What was done: who came, who tried."""
    OPINIONS = 8
    """What people think: what they answer about themselves, a leader or a programme."""

    @property
    def word(self) -> str:
        return {Fewest.FACTS: _("fem"), Fewest.OPINIONS: _("otte")}[self]


def enough(people: int, fewest: Fewest = Fewest.FACTS) -> bool:
    """Whether there are enough people for a count of them to be read."""
    return people >= fewest


def carefully(count: int, of: int, *, people: int | None = None, fewest: Fewest = Fewest.FACTS) -> str | None:
    """
    Say a count, near none or near all in words; None where they are too few. `of` are people, or what `people` did.

    >>> carefully(4, 9), carefully(1, 9), carefully(9, 9)
    ('4 af 9', 'få eller ingen af 9', 'alle eller næsten alle 9')
    >>> carefully(6, 9), carefully(7, 9), carefully(8, 9)
    ('6 af 9', 'alle eller næsten alle 9', 'alle eller næsten alle 9')
    >>> carefully(3, 4), carefully(9, 20, people=4), carefully(4, 7, fewest=Fewest.OPINIONS)
    (None, None, None)
    """
    if not enough(of if people is None else people, fewest):
        return None
    if count < END:
        return _("få eller ingen af {of}").format(of=of)
    if of - count < END:
        return _("alle eller næsten alle {of}").format(of=of)
    return _("{count} af {of}").format(count=count, of=of)
