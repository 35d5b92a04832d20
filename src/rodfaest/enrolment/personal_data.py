"""Who wishes, what is answered, who has a place."""

from rodfaest.enrolment.models import LeaderAnswer, LocalAgreement, Seat, TalkFirst, Wish, WishText
from rodfaest.kernel.personal_data import Erased, HandedOut, PersonalData, Table

PERSONAL_DATA = PersonalData(
    "Ønsker og pladser",
    (
        Table(
            model=Wish,
            whose=["person"],
            others=["put_forward_by"],
            columns=["employment", "cohort", "on", "withdrawn_on", "closed_for"],
            what="hvem ønsker hvilket hold, hvornår, indstillet af hvem, trukket tilbage hvornår",
            purpose="køen",
            seen_by="en selv, lederen og dem over, konsulent",
            handed_out=HandedOut.ROW,
            erased=Erased.NAME,
        ),
        Table(
            model=WishText,
            whose=["by"],
            others=["wish__person"],
            columns=["cipher", "audience", "saved_at", "side"],
            what="hvad deltageren og lederen gerne vil opnå",
            purpose="svare på ønsket på et oplyst grundlag",
            seen_by="en selv og lederen. Deltagerens ord står også i mailen til lederen",
            how_long="ingen frist; den, der skrev, kan skrive om og slette med det samme",
            sealed="ja",
            handed_out=HandedOut.OWN_WORDS,
            erased=Erased.ROW,
        ),
        Table(
            model=LeaderAnswer,
            whose=["wish__person"],
            others=["by"],
            columns=["answer", "reason", "on", "number"],
            what="lederens svar og en af fire faste årsager",
            purpose="køen",
            seen_by="en selv, lederen, konsulent",
            handed_out=HandedOut.ROW,
            erased=Erased.NAME,
        ),
        Table(
            model=TalkFirst,
            whose=["wish__person"],
            others=["by"],
            columns=["on"],
            what="at lederen vil tale først",
            purpose="ønsket beholder sin tur",
            seen_by="en selv, lederen, konsulent",
            handed_out=HandedOut.ROW,
            erased=Erased.NAME,
        ),
        Table(
            model=Seat,
            whose=["wish__person"],
            others=["left_by"],
            columns=["given_on", "left_on"],
            what="hvem har en plads, givet og forladt hvornår",
            purpose="hvem er med",
            seen_by="en selv, eget hus, lederen, dem, der hjælper huset, konsulent, administrator på husets side, "
            "underviser, planlægger fra tre dage før",
            handed_out=HandedOut.ROW,
            erased=Erased.NAME,
        ),
        Table(
            model=LocalAgreement,
            whose=[],
            others=["by"],
            columns=["unit", "hours", "transport", "company", "on"],
            what="timer, transport og følge for et hus, aftalt med hvem",
            purpose="stå i brevet og det første skridt",
            seen_by="huset, lederen, konsulent",
            handed_out=HandedOut.ROW,
            erased=Erased.NAME,
        ),
    ),
)
