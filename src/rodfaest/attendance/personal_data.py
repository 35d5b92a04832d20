"""Who was there."""

from rodfaest.attendance.models import Attendance
from rodfaest.kernel.personal_data import Erased, HandedOut, PersonalData, Table

PERSONAL_DATA = PersonalData(
    "Fremmøde",
    (
        Table(
            model=Attendance,
            whose=["seat__wish__person"],
            columns=["day", "mark", "on"],
            what="til stede, delvist eller ikke, for hver dag; aldrig hvorfor",
            purpose="hvem var med; grundlag for det videre",
            seen_by="en selv, lederen, konsulent, underviser",
            handed_out=HandedOut.ROW,
            erased=Erased.NAME,
        ),
    ),
)
