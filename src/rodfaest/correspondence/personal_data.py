"""What is sent to people, and their calendars."""

from rodfaest.correspondence.models import CalendarAddress, CalendarEntry, Letter
from rodfaest.kernel.personal_data import Erased, HandedOut, PersonalData, Table

PERSONAL_DATA = PersonalData(
    "Breve og kalender",
    (
        Table(
            model=Letter,
            whose=["person"],
            others=["edited_by"],
            columns=["about", "sort_key", "subject", "body", "why", "sent_at", "needless"],
            besides=[
                "owner",
                "scope_kind",
                "key",
                "discreet",
                "round",
                "sample",
                "basis",
                "facts",
                "entry_digest",
                "withheld_because",
                "message_id",
            ],
            what="til hvem, emne, tekst med pladsholdere, hvorfor, hvornår sendt, rettet af hvem; ved en påmindelse "
            "også, om det, den beder om, er gjort",
            purpose="sende breve og kunne se, hvad der er sendt",
            seen_by="konsulent; påmindelser og spørgsmål uden navn og antal",
            sealed="nej; personlige ord og links er ikke i teksten",
            handed_out=HandedOut.ROW,
            erased=Erased.ROW,
        ),
        Table(
            model=CalendarEntry,
            whose=["person"],
            columns=["about", "why", "summary", "description", "location", "starts_at", "ends_at", "cancelled"],
            besides=["owner", "scope_kind", "key", "uid", "announced_digest"],
            what="hvem skal være hvor hvornår",
            purpose="kalendermails og kalender",
            seen_by="en selv; den, man giver sin kalenderadresse",
            handed_out=HandedOut.ROW,
            erased=Erased.ROW,
        ),
        Table(
            model=CalendarAddress,
            whose=["person"],
            columns=["secret", "made_at"],
            what="den hemmelige adresse til ens kalender",
            purpose="lade telefonens kalender hente den",
            seen_by="en selv",
            how_long="til man laver en ny",
            handed_out=HandedOut.EXISTS,
            erased=Erased.ROW,
        ),
    ),
)
