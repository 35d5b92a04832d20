"""Who leads whom: the rungs above somebody, and who of them is nearest."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import partial
from typing import NamedTuple


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
    >>> rungs([3], leaders={3: [30, 31]}, deputies={31: [30]}, souschefs={}, about=30)
    [Rung(leaders=[31], souschefs=[])]
    >>> rungs([3, 2], leaders={3: [30], 2: [30]}, deputies={}, souschefs={2: [22]}, about=30)
    [Rung(leaders=[], souschefs=[]), Rung(leaders=[], souschefs=[])]
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
