"""What may lie under what in an organisation's tree, and when a unit may close and open again."""

from collections.abc import Iterable, Mapping
from datetime import date

from rodfaest.kernel.text import _, listed
from rodfaest.kernel.time import short_date
from rodfaest.organisations.rules.words import UnitKind

MAY_LIE_UNDER: Mapping[UnitKind, tuple[UnitKind, ...]] = {
    UnitKind.AREA: (),
    UnitKind.INSTITUTION: (UnitKind.AREA,),
    UnitKind.HOUSE: (UnitKind.AREA, UnitKind.INSTITUTION),
    UnitKind.CHILDMINDER_GROUP: (UnitKind.AREA, UnitKind.INSTITUTION),
    UnitKind.PLAYGROUP: (UnitKind.AREA, UnitKind.INSTITUTION, UnitKind.CHILDMINDER_GROUP),
}
"""Kommune, perhaps område, institution, hus; dagplejegruppe with its legestue beside it. Any may lie at the top."""

MAY_CONTAIN_OTHERS = frozenset(kind for above in MAY_LIE_UNDER.values() for kind in above)
"""The kinds something may lie under: what a form offers."""


def why_not_under(kind: UnitKind, above: UnitKind | None) -> str | None:
    """
    Say why a unit of one kind can't lie under one of another, and where it can.

    >>> why_not_under(UnitKind.HOUSE, UnitKind.INSTITUTION), why_not_under(UnitKind.HOUSE, None)
    (None, None)
    >>> why_not_under(UnitKind.HOUSE, UnitKind.PLAYGROUP)
    'Et hus kan ikke ligge under en legestuegruppe, kun under et område eller en institution eller øverst.'
    >>> why_not_under(UnitKind.AREA, UnitKind.INSTITUTION)
    'Et område kan ikke ligge under en institution, kun øverst.'
    """
    if above is None or above in MAY_LIE_UNDER[kind]:
        return None
    if not (allowed := [_one(each) for each in MAY_LIE_UNDER[kind]]):
        said = _("{kind} kan ikke ligge under {above}, kun øverst.")
    else:
        said = _("{kind} kan ikke ligge under {above}, kun under {allowed} eller øverst.")
    this = _one(kind)
    return said.format(kind=this[0].upper() + this[1:], above=_one(above), allowed=listed(allowed, _("eller")))


def _one(kind: UnitKind) -> str:
    neuter = kind in (UnitKind.AREA, UnitKind.HOUSE)
    return f"{_('et') if neuter else _('en')} {kind.label}"


def why_not_contain(kind: UnitKind, below: Iterable[tuple[str, UnitKind]]) -> str | None:
    """
    Say why a unit can't be of `kind`: what lies under it could not lie there any more.

    >>> why_not_contain(UnitKind.INSTITUTION, [("Mælkebøtten", UnitKind.HOUSE)])
    >>> why_not_contain(UnitKind.HOUSE, [("Mælkebøtten", UnitKind.HOUSE), ("Spurven", UnitKind.PLAYGROUP)])
    'Mælkebøtten og Spurven kan ikke ligge under et hus. Flyt først det, der ligger under.'
    """
    misplaced = [name for name, each in below if why_not_under(each, kind)]
    if not misplaced:
        return None
    said = _("{names} kan ikke ligge under {kind}. Flyt først det, der ligger under.")
    return said.format(names=listed(misplaced), kind=_one(kind))


def closed_words(closed_from: date) -> str:
    """
    From when a unit is closed, as one says it.

    >>> closed_words(date(2021, 8, 1))
    'lukket fra 1. aug. 2021'
    """
    return _("lukket fra {date}").format(date=short_date(closed_from, year=True))


def why_not_open_under(above: str, above_from: date | None, closed_from: date | None) -> str | None:
    """
    Say why a unit can't lie under another that closes before it does: nothing open lies under what is closed.

    >>> why_not_open_under("Havnen", None, None), why_not_open_under("Havnen", date(2021, 8, 1), date(2021, 8, 1))
    (None, None)
    >>> why_not_open_under("Havnen", date(2021, 8, 1), None)
    'Havnen er lukket fra 1. aug. 2021. Vælg en anden enhed, eller træk dén lukning tilbage først.'
    """
    if above_from is None or (closed_from is not None and closed_from <= above_from):
        return None
    said = _("{unit} er {closed}. Vælg en anden enhed, eller træk dén lukning tilbage først.")
    return said.format(unit=above, closed=closed_words(above_from))


def why_not_reopen(above: str, above_from: date | None) -> str | None:
    """
    Say why a closing can't be taken back: the unit above is closed too.

    >>> why_not_reopen("Havnen", None)
    >>> why_not_reopen("Havnen", date(2021, 8, 1))
    'Havnen, som ligger over, er lukket fra 1. aug. 2021. Træk dén lukning tilbage først.'
    """
    if above_from is None:
        return None
    said = _("{unit}, som ligger over, er {closed}. Træk dén lukning tilbage først.")
    return said.format(unit=above, closed=closed_words(above_from))


def why_not_close(closed_from: date | None, from_on: date, *, staying: bool, open_below: bool) -> str | None:
    """
    Say why a unit can't close on `from_on`: it is closed, somebody is still there, or something open lies under it.

    >>> day = date(2021, 8, 1)
    >>> why_not_close(None, day, staying=False, open_below=False)
    >>> why_not_close(date(2021, 7, 1), day, staying=False, open_below=False)
    'Enheden er allerede lukket fra 1. juli 2021. Træk lukningen tilbage, hvis det skal være en anden dag.'
    >>> why_not_close(None, day, staying=True, open_below=True)
    'Nogen er her den 1. aug. 2021 eller senere. Flyt dem, eller giv dem en sidste dag inden.'
    >>> why_not_close(None, day, staying=False, open_below=True)
    'En enhed under den er åben den 1. aug. 2021. Luk eller flyt den først.'
    """
    if closed_from is not None:
        said = _("Enheden er allerede {closed}. Træk lukningen tilbage, hvis det skal være en anden dag.")
        return said.format(closed=closed_words(closed_from))
    day = short_date(from_on, year=True)
    if staying:
        said = _("Nogen er her den {date} eller senere. Flyt dem, eller giv dem en sidste dag inden.")
        return said.format(date=day)
    if open_below:
        return _("En enhed under den er åben den {date}. Luk eller flyt den først.").format(date=day)
    return None


def why_not_in_closed(unit: str, closed_from: date | None, *, to_on: date | None) -> str | None:
    """
    Say why nobody works, leads or has a function in a unit longer than it is open.

    >>> why_not_in_closed("Solsikken", None, to_on=None)
    >>> why_not_in_closed("Solsikken", date(2021, 8, 1), to_on=date(2021, 7, 31))
    >>> why_not_in_closed("Solsikken", date(2021, 8, 1), to_on=None)
    'Solsikken er lukket fra 1. aug. 2021. Vælg en anden enhed eller en sidste dag inden, eller træk lukningen tilbage.'
    """
    if closed_from is None or (to_on is not None and to_on < closed_from):
        return None
    said = _("{unit} er {closed}. Vælg en anden enhed eller en sidste dag inden, eller træk lukningen tilbage.")
    return said.format(unit=unit, closed=closed_words(closed_from))
