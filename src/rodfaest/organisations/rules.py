"""The words of the organisation, and the pure rules about them."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple
from unicodedata import category

from rodfaest.kernel.text import Word, _, counted, holds_cpr
from rodfaest.kernel.time import short_date

FEWEST_TO_COUNT = 5
"""Of fewer people than this nothing is counted where others read: the number would tell of one of them."""


class OrganisationKind(Word):
    KOMMUNE = "kommune", _("kommune")
    PROVIDER = "provider", _("udbyder")
    MINISTRY = "ministry", _("ministerium")
    OWNER = "owner", _("ejer")
    """The board or company behind a self-governing or private house: own payroll, own responsibility for data."""


class Ownership(Word):
    MUNICIPAL = "municipal", _("kommunal")
    SELF_GOVERNING = "self_governing", _("selvejende")
    PRIVATE = "private", _("privat")


class UnitKind(Word):
    AREA = "area", _("område")
    INSTITUTION = "institution", _("institution")
    HOUSE = "house", _("hus")
    CHILDMINDER_GROUP = "childminder_group", _("dagplejegruppe")
    PLAYGROUP = "playgroup", _("legestuegruppe")


class JobCategory(Word):
    CHILDMINDER = "childminder", _("dagplejer")
    ASSISTANT = "assistant", _("pædagogisk assistent")
    PEDAGOGUE = "pedagogue", _("pædagog")
    HELPER = "helper", _("pædagogmedhjælper")
    LEADER = "leader", _("leder")
    OTHER = "other", _("andet")


class Education(Word):
    NONE = "none", _("ingen pædagogisk uddannelse")
    ASSISTANT = "assistant", _("pædagogisk assistent (PAU)")
    PEDAGOGUE = "pedagogue", _("pædagog")
    OTHER = "other", _("anden uddannelse")


class FunctionKind(Word):
    BEACON = "beacon", _("fagligt fyrtårn")
    """Fagligt fyrtårn: a trained colleague who helps new practice stick."""
    SOUSCHEF = "souschef", _("souschef")
    """The leader's standing deputy in the unit."""
    SUPPORT = "support", _("faglig støtte")
    """Faglig støtte, dagplejepædagog: asks, visits, helps."""
    SUPERVISION = "supervision", _("tilsyn")
    """Tilsyn: closes reflections, ratings and sparring notes of the unit to whoever holds it."""
    UNION_REP = "union_rep", _("tillidsrepræsentant")


class Role(Word):
    CONSULTANT = "consultant", _("konsulent")
    PLANNER = "planner", _("udbyderens planlægger")
    HEAD = "head", _("dagtilbudschef")
    FINANCE = "finance", _("økonomi")
    ADMINISTRATOR = "administrator", _("administrator")


SECOND_FACTOR_ROLES = frozenset({Role.CONSULTANT, Role.PLANNER, Role.ADMINISTRATOR})
"""Who must log in with a second factor: those who see many people. Not a leader's five minutes."""


class Rung(NamedTuple):
    """Those who lead in one unit, each followed by whoever stands in for them today."""

    leaders: Sequence[int]
    souschefs: Sequence[int]


def rungs(
    line: Sequence[int],
    *,
    leaders: Mapping[int, Collection[int]],
    deputies: Mapping[int, Collection[int]],
    souschefs: Mapping[int, Collection[int]],
    about: int | None = None,
) -> list[Rung]:
    """
    Who leads a unit, one step of its `line` (itself, then those above) at a time.

    `about`: whoever it is about leads neither themselves nor through others. Their deputies stand in for them, and the
    souschefs up to where they lead are their own; both drop out, unless they lead in another way too.

    >>> solsikken = {"line": [3, 2], "leaders": {3: [30], 2: [20]}, "souschefs": {3: [32]}}
    >>> rungs(deputies={30: [31]}, **solsikken)
    [Rung(leaders=[30, 31], souschefs=[32]), Rung(leaders=[20], souschefs=[])]
    >>> rungs(deputies={30: [31]}, about=30, **solsikken)
    [Rung(leaders=[], souschefs=[]), Rung(leaders=[20], souschefs=[])]
    >>> rungs(deputies={30: [31], 20: [31]}, about=30, **solsikken)
    [Rung(leaders=[], souschefs=[]), Rung(leaders=[20, 31], souschefs=[])]
    """

    def with_deputies(people: Collection[int]) -> list[int]:
        others = [person for person in people if person != about]
        found = [*others, *(deputy for person in others for deputy in deputies.get(person, ()))]
        return [person for person in found if person != about]

    own = max((step for step, unit in enumerate(line) if about in leaders.get(unit, ())), default=-1)
    return [
        Rung(with_deputies(leaders.get(unit, ())), with_deputies(souschefs.get(unit, ()) if step > own else ()))
        for step, unit in enumerate(line)
    ]


def everybody_on(line: Iterable[Rung]) -> set[int]:
    """All who lead on any of the rungs: who may decide, and not the nearest alone."""
    return {person for rung in line for person in [*rung.leaders, *rung.souschefs]}


def nearest_of(line: Iterable[Rung]) -> list[int]:
    """
    Whom those who work in a unit call their leader: the leaders of its first rung that has any, and the souschefs on
    the way there. Where nobody leads, the souschefs.

    >>> nearest_of([Rung([], [30]), Rung([20, 21], []), Rung([10], [11])])
    [20, 21, 30]
    """
    souschefs: list[int] = []
    for rung in line:
        souschefs += rung.souschefs
        if rung.leaders:
            return list(dict.fromkeys([*rung.leaders, *souschefs]))
    return list(dict.fromkeys(souschefs))


class Nearness(NamedTuple):
    """Of the units a person leads: where they are the nearest leader, and about whom that is otherwise."""

    nearest_unit_ids: frozenset[int]
    nearest_to: frozenset[tuple[int, int]]
    not_over: frozenset[tuple[int, int]]


def nearness(
    person_id: int,
    lines: Mapping[int, Sequence[int]],
    *,
    leaders: Mapping[int, Collection[int]],
    deputies: Mapping[int, Collection[int]],
    souschefs: Mapping[int, Collection[int]],
) -> Nearness:
    """
    How near a person is to those who work in each unit they lead, by its line; `Standing` says what the sets mean.

    >>> solsikken = {"leaders": {3: [30], 2: [20]}, "deputies": {}, "souschefs": {3: [32]}}
    >>> nearness(20, {3: [3, 2], 2: [2]}, **solsikken)
    Nearness(nearest_unit_ids=frozenset({2}), nearest_to=frozenset({(3, 30)}), not_over=frozenset())
    >>> souschef = nearness(32, {3: [3, 2]}, **solsikken)
    >>> souschef.nearest_unit_ids, sorted(souschef.not_over)
    (frozenset({3}), [(3, 20), (3, 30)])
    """
    nearest, nearest_to, not_over = set[int](), set[tuple[int, int]](), set[tuple[int, int]]()
    for unit, line in lines.items():
        over = partial(rungs, line, leaders=leaders, deputies=deputies, souschefs=souschefs)
        usual = over()
        if person_id in nearest_of(usual):
            nearest.add(unit)
        for leader in everybody_on(usual) - {person_id}:
            without = over(about=leader)
            if person_id in nearest_of(without):
                nearest_to |= {(unit, leader)} if unit not in nearest else set()
            elif unit in nearest or person_id not in everybody_on(without):
                not_over.add((unit, leader))
    return Nearness(frozenset(nearest), frozenset(nearest_to), frozenset(not_over))


def away_sentence(away: int, can_spare: int, *, day: str) -> str:
    """
    What a leader reads beside an answer. Advice, no verdict: staffing law is a yearly average of the whole kommune.

    >>> away_sentence(2, 2, day="mandag den 20. september")
    'så er 2 af jer af sted mandag den 20. september; I har skrevet, at I kan undvære 2'
    >>> away_sentence(1, 0, day="den dag")
    'så er 1 af jer af sted den dag; I har skrevet, at I ikke kan undvære nogen'
    """
    spare = _("ikke kan undvære nogen") if can_spare == 0 else _("kan undvære {number}").format(number=can_spare)
    return _("så er {away} af jer af sted {day}; I har skrevet, at I {spare}").format(away=away, day=day, spare=spare)


def spare_word(can_spare: int) -> str:
    """How many a unit can spare the same day, as one says it."""
    return _("ingen") if can_spare == 0 else counted(can_spare, _("medarbejder"), _("medarbejdere"))


def period_words(from_on: date, to_on: date | None) -> str:
    """
    From when to when, as one says it.

    >>> period_words(date(2021, 5, 3), None), period_words(date(2021, 5, 3), date(2022, 1, 31))
    ('fra 3. maj 2021', '3. maj 2021 – 31. jan. 2022')
    """
    begun = short_date(from_on, year=True)
    return f"{begun} – {short_date(to_on, year=True)}" if to_on else _("fra {date}").format(date=begun)


EARLIEST = date(1950, 1, 1)
YEARS_AHEAD = 10


def why_not_date(day: date, *, today: date) -> str | None:
    """
    Refuse a date that can only be a slip of the finger: before anybody here was employed, or far ahead.

    >>> why_not_date(date(1800, 1, 1), today=date(2021, 5, 3))
    'Vælg en dato mellem 1950 og 2031.'
    """
    if day >= EARLIEST and day.year <= today.year + YEARS_AHEAD:
        return None
    return _("Vælg en dato mellem {first} og {last}.").format(first=EARLIEST.year, last=today.year + YEARS_AHEAD)


def why_not_end(from_on: date, to_on: date | None, *, last_day: date) -> str | None:
    """
    Say why something dated can't end on `last_day`: it has ended already, or had not begun.

    An end that was set ahead may be moved to an earlier day, never to a later one: that would be a new beginning.
    """
    if to_on is not None and to_on <= last_day:
        return _("Det er allerede afsluttet den {date}.").format(date=short_date(to_on, year=True))
    if last_day < from_on:
        return _("Det begyndte først den {date}. Vælg en senere dato.").format(date=short_date(from_on, year=True))
    return None


def why_not_call_off(from_on: date, *, today: date) -> str | None:
    """
    Say why something dated can't be called off: it held on a day that is over, so it is history and can only end.

    >>> why_not_call_off(date(2021, 5, 3), today=date(2021, 5, 3))
    >>> why_not_call_off(date(2021, 5, 2), today=date(2021, 5, 3))
    'Det begyndte før i dag og kan ikke trækkes tilbage. Vælg en sidste dag i stedet.'
    """
    if from_on >= today:
        return None
    return _("Det begyndte før i dag og kan ikke trækkes tilbage. Vælg en sidste dag i stedet.")


def why_not_move(to_on: date | None, from_on: date) -> str | None:
    """
    Say why an employment can't go on in another unit from `from_on`: it is over by then.

    >>> why_not_move(date(2021, 8, 31), date(2021, 8, 31)), why_not_move(None, date(2021, 9, 1))
    (None, None)
    >>> why_not_move(date(2021, 8, 31), date(2021, 9, 1))
    'Ansættelsens sidste dag er den 31. aug. 2021. Vælg en dag senest da, eller ret den sidste dag først.'
    """
    if to_on is None or from_on <= to_on:
        return None
    said = _("Ansættelsens sidste dag er den {date}. Vælg en dag senest da, eller ret den sidste dag først.")
    return said.format(date=short_date(to_on, year=True))


def why_not_change_last_day(from_on: date, to_on: date | None, *, last_day: date | None) -> str | None:
    """
    A last day that was typed in error is put right: another day, or none at all.

    >>> why_not_change_last_day(date(2021, 5, 3), date(2021, 8, 31), last_day=None)
    >>> why_not_change_last_day(date(2021, 5, 3), None, last_day=None)
    'Der står ikke en sidste dag at rette.'
    >>> why_not_change_last_day(date(2021, 5, 3), date(2021, 8, 31), last_day=date(2021, 8, 31))
    'Det er den sidste dag, der står.'
    """
    if to_on is None:
        return _("Der står ikke en sidste dag at rette.")
    if last_day == to_on:
        return _("Det er den sidste dag, der står.")
    if last_day and last_day < from_on:
        return _("Det begyndte først den {date}. Vælg en senere dato.").format(date=short_date(from_on, year=True))
    return None


def why_not_namesake(here: Iterable[object], other_than: Collection[object]) -> str | None:
    """
    Ask before somebody is made known beside one of the same name: it may be the same, or the button pressed twice.

    >>> why_not_namesake(["Mette Holm"], other_than=[])
    'Mette Holm står her allerede. Sæt kryds, hvis det er en anden.'
    >>> why_not_namesake(["Mette Holm"], other_than=["Mette Holm"])
    """
    if namesake := next((one for one in here if one not in other_than), None):
        return _("{name} står her allerede. Sæt kryds, hvis det er en anden.").format(name=namesake)
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
    return _("Skriv navnet med bogstaver.") if signs or holds_cpr(name) else None


def weeks_in(year: int) -> int:
    """
    How many weeks a year has by ISO 8601.

    >>> weeks_in(2020), weeks_in(2021)
    (53, 52)
    """
    return date(year, 12, 28).isocalendar().week


def why_not_holiday_week(year: int, week: int) -> str | None:
    """Say why a week can't stand in the table: the year has no such week."""
    if not 1 <= week <= weeks_in(year):
        return _("I {year} er der kun uge 1 til {last}.").format(year=year, last=weeks_in(year))
    return None
