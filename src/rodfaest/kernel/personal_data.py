"""
What the house knows about people. Each app says it of its own tables in its `personal_data`, in Danish: the data map is
made from that (docs/da/datakort.md), and whoever hands out, keeps in time or erases walks it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.db.models import Model

from rodfaest.kernel.text import Word


class HandedOut(Word):
    """What somebody gets who asks what is known about them."""

    ROW = "row", "det hele"
    OWN_WORDS = "own_words", "ordene åbnet, til den, der skrev dem"
    EXISTS = "exists", "kun at den findes"


class Erased(Word):
    """What happens to a row when its person is erased."""

    ROW = "row", "rækken fjernes"
    NAME = "name", "rækken bliver, uden navn"
    BY_ITSELF = "by_itself", "rækken fjerner sig selv"


@dataclass(frozen=True, kw_only=True)
class Table:
    """What one table says about people."""

    model: type[Model]
    whose: Sequence[str]
    """The paths to the people a row is about: to a person's key, or to the column with their number."""
    others: Sequence[str] = ()
    """The paths to people who only stand in it: who answered, who put forward."""
    columns: Sequence[str]
    """What else in a row tells about its people."""
    besides: Sequence[str] = ()
    """Columns of text that tell about nobody."""

    what: str
    purpose: str
    seen_by: str
    how_long: str = "ingen frist"
    sealed: str = "nej"
    handed_out: HandedOut
    erased: Erased

    @property
    def answered_for(self) -> set[str]:
        """The columns that are accounted for here."""
        paths = {path.split("__")[0] for path in (*self.whose, *self.others)}
        return {*paths, *self.columns, *self.besides}


@dataclass(frozen=True)
class PersonalData:
    """What one app knows about people, under a heading of the data map."""

    heading: str
    tables: Sequence[Table] = ()
    about_nobody: Mapping[type[Model], str] = field(default_factory=dict)
    """The app's other tables, each with a remark or none."""


def declared() -> Iterator[PersonalData]:
    """What every app says, from the ground up."""
    for app in apps.get_app_configs():
        name = f"{app.name}.personal_data"
        if app.name.startswith("rodfaest.") and find_spec(name):
            yield import_module(name).PERSONAL_DATA
