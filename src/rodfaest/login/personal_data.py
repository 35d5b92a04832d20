"""How people come in: what login and its libraries store."""

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session

from rodfaest.kernel.personal_data import Erased, HandedOut, PersonalData, Table
from rodfaest.login.models import LoginChange, Meeting, PersonalLink, Tries

PERSONAL_DATA = PersonalData(
    "Login",
    (
        Table(
            model=PersonalLink,
            whose=["person"],
            columns=["verb", "noun", "object_id", "digest", "made_at", "valid_until", "reads_since", "letters_until"],
            what="hvem linket tilhører, hvad det må, til hvornår",
            purpose="ét skridt uden login",
            seen_by="ingen side viser dem",
            how_long="fjernes om natten, når de har været udløbet i 366 dage",
            sealed="fingeraftryk",
            handed_out=HandedOut.EXISTS,
            erased=Erased.ROW,
        ),
        Table(
            model=LoginChange,
            whose=["person"],
            others=["by_number"],
            columns=[
                "was_email",
                "was_phone",
                "email",
                "phone",
                "at",
                "closes",
                "digest",
                "undone_at",
                "proof",
                "proven_at",
                "proven_since",
            ],
            what="at mail eller mobil blev skiftet: fra hvad, til hvad, hvornår, af hvem, om det blev fortrudt, og "
            "hvordan det er vist, at det nye er ens eget",
            purpose="fortryde i 14 dage, og holde det gamle lukket for den, der kommer ind med det nye",
            seen_by="en selv: hvornår, af hvem, og hvad der skete siden",
            sealed="fingeraftryk af linket »Det var ikke mig«",
            handed_out=HandedOut.ROW,
            erased=Erased.ROW,
        ),
        Table(
            model=Tries,
            whose=[],
            columns=["cache_key", "value", "expires"],
            what="hvor tit der er bedt om en kode til en mail eller et nummer, eller fra et netværk",
            purpose="ingen gætter sig frem, og ingen lukker en anden ude",
            seen_by="ingen",
            how_long="et døgn; udløbne fjernes om natten",
            sealed="fingeraftryk, som kun Rodfæst kan regne ud",
            handed_out=HandedOut.EXISTS,
            erased=Erased.BY_ITSELF,
        ),
        Table(
            model=Meeting,
            whose=["person"],
            others=["by"],
            columns=["how", "at", "digest", "stopped_at"],
            what="at en administrator mødte en med ny mail eller mobil, hvordan man viste, hvem man er, og om det blev "
            "stoppet",
            purpose="åbne det, der er skrevet før, for den, der ikke har det gamle mere",
            seen_by="en selv",
            sealed="fingeraftryk af linket, der stopper det",
            handed_out=HandedOut.ROW,
            erased=Erased.ROW,
        ),
        Table(
            model=EmailAddress,
            whose=["user"],
            columns=["email", "verified", "primary"],
            what="mail til login",
            purpose="kode på mail",
            seen_by="en selv",
            handed_out=HandedOut.ROW,
            erased=Erased.ROW,
        ),
        Table(
            model=EmailConfirmation,
            whose=["email_address__user"],
            columns=["created", "sent", "key"],
            what="bruges ikke; kommer med et bibliotek",
            purpose="–",
            seen_by="ingen",
            how_long="–",
            sealed="–",
            handed_out=HandedOut.EXISTS,
            erased=Erased.ROW,
        ),
        Table(
            model=Authenticator,
            whose=["user"],
            columns=["type", "data", "created_at", "last_used_at"],
            what="nøgle til kodeapp, adgangsnøgle, engangskoder",
            purpose="to trin",
            seen_by="ingen side viser nøglen igen; en selv ser, at den er der",
            how_long="til man fjerner den",
            sealed="ja, nøgle og engangskoder",
            handed_out=HandedOut.EXISTS,
            erased=Erased.ROW,
        ),
        Table(
            model=Session,
            whose=[],
            columns=["session_key", "session_data", "expire_date"],
            what="at nogen er logget ind, siden hvornår, og hvornår det sidst er brugt; i højst en time det, man "
            "skrev, lige da man var blevet logget ud",
            purpose="blive ved med at være logget ind",
            seen_by="ingen",
            how_long="30 dage; for den, der har en rolle, 30 minutter uden brug og højst 12 timer. "
            "Udløbne fjernes om natten",
            sealed="nej; underskrevet. Det skrevne: ja, med en nøgle, kun ens egen browser har",
            handed_out=HandedOut.EXISTS,
            erased=Erased.BY_ITSELF,
        ),
    ),
    {Permission: "", Group: "bruges ikke", ContentType: ""},
)
