"""Who read whose words. The words themselves stand in the tables of the apps they belong to."""

from rodfaest.kernel.personal_data import Erased, HandedOut, PersonalData, Table
from rodfaest.texts.models import ReadingLine

PERSONAL_DATA = PersonalData(
    "Læselog",
    (
        Table(
            model=ReadingLine,
            whose=["owner_number"],
            others=["reader_number"],
            columns=["reader_kind", "reader_label", "page", "on", "at"],
            what="hvem læste noget, hvem havde skrevet (som numre), hvilken side, hvilken dag",
            purpose="vise den, der skrev, hvem der læste",
            seen_by="den, der skrev",
            handed_out=HandedOut.ROW,
            erased=Erased.NAME,
        ),
    ),
)
