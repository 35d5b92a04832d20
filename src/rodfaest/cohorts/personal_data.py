"""Who teaches on a cohort, and whom one asks about it."""

from rodfaest.cohorts.models import Cohort, DayMove, Teacher, TeachingDay, Venue
from rodfaest.kernel.personal_data import Erased, HandedOut, PersonalData, Table

PERSONAL_DATA = PersonalData(
    "Hold",
    (
        Table(
            model=Teacher,
            whose=["person"],
            columns=["cohort"],
            what="at en person underviser på et hold",
            purpose="lade underviseren krydse af",
            seen_by="dem, der forbereder holdet",
            handed_out=HandedOut.ROW,
            erased=Erased.NAME,
        ),
        Table(
            model=Cohort,
            whose=[],
            others=["contact"],
            columns=[],
            besides=["key", "name", "sort_key", "catering", "timetable_digest"],
            what="hvem der er kontakt",
            purpose="hvem man ringer til",
            seen_by="alle, der ser holdet",
            handed_out=HandedOut.ROW,
            erased=Erased.NAME,
        ),
    ),
    {Venue: "", TeachingDay: "", DayMove: ""},
)
