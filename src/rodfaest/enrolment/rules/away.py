"""How many of a unit are away on the same day if one more goes: advice beside the leader's answer, never a refusal."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from rodfaest.kernel.text import _
from rodfaest.kernel.time import long_date
from rodfaest.organisations.rules.units import away_sentence


@dataclass(frozen=True)
class AwayDay:
    """One teaching day as the unit will feel it: how many are away if this one goes too, and how many can be spared."""

    on: date
    away: int
    can_spare: int

    @property
    def is_too_many(self) -> bool:
        return self.away > self.can_spare


def away_days(days: Iterable[date], *, others: Mapping[date, int], can_spare: Mapping[date, int]) -> list[AwayDay]:
    """
    Every teaching day with one more away than the `others` who have a seat or a yes for something that day.

    >>> monday = date(2021, 9, 20)
    >>> away_days([monday], others={monday: 1}, can_spare={monday: 2})
    [AwayDay(on=datetime.date(2021, 9, 20), away=2, can_spare=2)]
    """
    return [AwayDay(day, others.get(day, 0) + 1, can_spare[day]) for day in sorted(days)]


def worst_of(days: Iterable[AwayDay]) -> AwayDay | None:
    """
    The day that is hardest to cover: most over what the unit can spare; of several, the first. None without days.

    >>> worst_of([AwayDay(date(2021, 8, 16), 1, 2), AwayDay(date(2021, 9, 20), 2, 2)]).on
    datetime.date(2021, 9, 20)
    """
    return max(days, key=lambda day: (day.away - day.can_spare, -day.on.toordinal()), default=None)


def away_advice(name: str, days: Iterable[AwayDay]) -> str:
    """
    What the leader reads: the hardest day first, and that it is theirs to decide when it is one too many.

    >>> monday, later = AwayDay(date(2021, 8, 16), 2, 2), AwayDay(date(2021, 9, 20), 2, 2)
    >>> away_advice("Mette", [monday])
    'Hvis Mette kommer med, så er 2 af jer af sted den dag; I har skrevet, at I kan undvære 2.'
    >>> away_advice("Mette", [monday, later])  # doctest: +NORMALIZE_WHITESPACE
    'Hvis Mette kommer med, så er 2 af jer af sted mandag den 16. august; I har skrevet, at I kan undvære 2.
    Det gælder alle dagene.'
    >>> away_advice("Mette", [monday, AwayDay(date(2021, 9, 20), 3, 2)])  # doctest: +NORMALIZE_WHITESPACE
    'Hvis Mette kommer med, så er 3 af jer af sted mandag den 20. september; I har skrevet, at I kan undvære 2.
    De andre dage er lettere. Det er et råd. Du bestemmer.'
    """
    days = list(days)
    worst = worst_of(days)
    if worst is None:
        return ""
    day = long_date(worst.on) if len(days) > 1 else _("den dag")
    away = away_sentence(worst.away, worst.can_spare, day=day)
    advice = _("Hvis {name} kommer med, {away}.").format(name=name, away=away)
    if len(days) > 1:
        alike = all(day.away - day.can_spare == worst.away - worst.can_spare for day in days)
        advice += _(" Det gælder alle dagene.") if alike else _(" De andre dage er lettere.")
    if worst.is_too_many:
        advice += _(" Det er et råd. Du bestemmer.")
    return advice
