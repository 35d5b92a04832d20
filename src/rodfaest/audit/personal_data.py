"""Who did what."""

from rodfaest.audit.models import AuditLine
from rodfaest.kernel.personal_data import Erased, HandedOut, PersonalData, Table

PERSONAL_DATA = PersonalData(
    "Hvem gjorde hvad",
    (
        Table(
            model=AuditLine,
            whose=["actor_number"],
            columns=[
                "what",
                "actor_kind",
                "actor_label",
                "object_kind",
                "object_number",
                "object_label",
                "detail",
                "on",
                "at",
            ],
            what="hvem gjorde hvad ved hvad og hvornår; mennesker som numre, hvis navne slås op, når en linje læses. "
            "Ved et svar den faste årsag; aldrig nogens egne ord. Om skridt, deres tekster og intentioner kun, at det "
            "skete på et hold",
            purpose="kunne vise, hvad der er sket",
            seen_by="ingen side viser dem; den, der har databasen",
            how_long="ingen frist; kan ikke rettes eller slettes i programmet. Navnet er væk, når personen er slettet",
            handed_out=HandedOut.ROW,
            erased=Erased.NAME,
        ),
    ),
)
