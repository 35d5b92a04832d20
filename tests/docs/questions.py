"""
What is asked of every rule, and how it is said in Danish: a new rule gets its place here, with a phrase and a thing.

A row follows »Hvem kan …?«. It is answered with ja where any of its `asks` is: a name may be met on more than one page.
`also` are rules that say the same of the same thing another way; they stand in docs/permissions.md alone.
"""

from typing import NamedTuple

from rodfaest.kernel.access import PERMISSIONS, SETS
from rodfaest.kernel.actors import Actor
from rodfaest.texts.rules import RECOGNISABLE, Audience
from tests.docs.scene import Scene


class Ask(NamedTuple):
    """One question to the rules themselves: `may` and `sees` a registered rule, `reads` a text."""

    kind: str
    rule: str
    thing: str

    def answer(self, actor: Actor, scene: Scene) -> bool:
        thing = scene.things[self.thing]
        match self.kind:
            case "may":
                return bool(PERMISSIONS[self.rule](actor, thing))
            case "sees":
                return type(thing)._default_manager.filter(SETS[self.rule](actor), pk=thing.pk).exists()
        return bool(thing.may_read(actor))


def may(rule: str, thing: str) -> Ask:
    return Ask("may", rule, thing)


def sees(rule: str, thing: str) -> Ask:
    return Ask("sees", rule, thing)


def reads(rule: str, thing: str) -> Ask:
    return Ask("reads", rule, thing)


class Row(NamedTuple):
    what: str
    asks: list[Ask]
    also: list[Ask] = []


class Group(NamedTuple):
    title: str
    rows: list[Row]
    notes: list[str]
    """Sentences that explain; in front of the table."""


def _text(what: str, thing: str) -> Row:
    return Row(what, [reads("journey.StepText", thing)], [sees("journey.StepText", thing)])


def _chosen(audience: Audience) -> Row:
    return _text(f"Læse en tekst, hvor der er valgt »{audience.label}«", f"text_{audience}")


GROUPS = [
    Group(
        "Det, man skriver",
        [
            _chosen(Audience.ME),
            _chosen(Audience.LEADER),
            _text(
                f"Læse en tekst, hvor der er valgt »{Audience.LEADER.label}«, når deltageren har valgt en anden til at "
                "spørge ind",
                "asked_text",
            ),
            _chosen(Audience.COLLEAGUES),
            _chosen(Audience.COHORT),
            _chosen(Audience.HOUSE),
            _text("Læse en tekst, der ikke er skrevet færdig, uanset hvem den er til", "draft"),
            Row("Ændre, hvem der læser teksten", [may("journey.share_text", "text_leader")]),
            Row("Slette teksten", [may("texts.erase_text", "text_leader")]),
            Row("Se, hvem der har læst deltagerens tekster (læseloggen)", [sees("texts.ReadingLine", "reading")]),
        ],
        [
            "Du vælger selv, hvem der læser. Valget står ved feltet, før du skriver, og du kan ændre det bagefter.",
            "Den, der kommer til senere, en ny leder, kollega, deltager eller underviser, læser det, der bliver delt "
            "fra da af. Det, du delte før, er lukket, til du selv siger ja på siden »Det har jeg skrevet«.",
            "Ingen kan give sig selv en ansættelse, en ledelse, en funktion, en rolle eller et hold at undervise. Det "
            "gør en anden.",
            f"En dagplejers tekster begynder altid som »{Audience.ME.label}«. Før en tekst bliver delt, spørger siden: "
            f"»{RECOGNISABLE}« Det fanger ikke alt.",
            "Hver gang en anden åbner en side med noget, man har delt, bliver det til én linje i læseloggen: hvem, "
            "hvilken side og hvilken dag, aldrig hvad der stod.",
        ],
    ),
    Group(
        "Ønsket og svaret",
        [
            Row("Se, at en deltager har ønsket et hold, og hvad lederen svarede", [sees("enrolment.Wish", "wish")]),
            Row(
                "Læse, hvad deltageren og lederen gerne vil opnå (intentionen)",
                [
                    reads("enrolment.WishText", "intention_participant"),
                    reads("enrolment.WishText", "intention_leader"),
                ],
                [
                    sees("enrolment.WishText", "intention_participant"),
                    sees("enrolment.WishText", "intention_leader"),
                ],
            ),
            Row("Slette deltagerens intention", [may("texts.erase_text", "intention_participant")]),
            Row("Skrive deltagerens intention", [may("enrolment.write_intention", "wish")]),
            Row("Ønske en plads for sig selv", [may("enrolment.make_wish", "employment")]),
            Row("Indstille deltageren til et hold", [may("enrolment.put_forward", "employment")]),
            Row("Svare på ønsket", [may("enrolment.answer_wish", "wish")], [sees("enrolment.Wish.led", "wish")]),
            Row("Trække ønsket tilbage", [may("enrolment.withdraw_wish", "wish")]),
            Row("Se hele køen til et hold, med navne", [may("enrolment.see_queue", "cohort")]),
        ],
        [
            "Et nej har en af fire faste årsager (bemanding, økonomi, tidspunkt, »andet, vi taler om«). Ingen skriver "
            "personlige forhold, hvor andre læser.",
            "Intentionen står også i den mail, lederen får om ønsket. En mail ligger, hvor modtageren har sin mail.",
            "Den, der har tilsyn, mister ikke adgangen til intentionen, hvis det er den samme, der skal svare på "
            "ønsket.",
        ],
    ),
    Group(
        "Pladsen",
        [
            Row(
                "Se, at deltageren har en plads, med navn",
                [
                    sees("enrolment.Seat", "seat"),
                    may("attendance.read_list", "day"),
                    may("journey.see_house_ways", "unit"),
                    may("attendance.mark_day", "day"),
                ],
            ),
            Row("Give pladsen videre, indtil holdet begynder", [may("enrolment.leave_seat", "seat")]),
            Row("Notere, at deltageren er stoppet, når holdet er begyndt", [may("enrolment.end_seat", "seat")]),
            Row("Give en ledig plads til den næste, når holdet er begyndt", [may("enrolment.give_place", "cohort")]),
            Row(
                "Se lokalaftalen om tid og transport",
                [sees("enrolment.LocalAgreement", "agreement")],
                [may("enrolment.read_agreement", "unit")],
            ),
            Row("Skrive lokalaftalen", [may("enrolment.agree_locally", "unit")]),
        ],
        [
            "Pladser gives af køen selv, indtil holdet begynder: den første med et ja får den næste ledige plads. Fra "
            "dag 1 er det konsulenten, der giver en ledig plads, og kun til den, der er den næste.",
            "Deltagere fra andre huse ser på holdets side kun, hvor mange der er med, og fra hvor mange steder. Har "
            "man delt noget med holdet, står ens fornavn ved det.",
        ],
    ),
    Group(
        "Fremmøde",
        [
            Row(
                "Se, om deltageren var med på en undervisningsdag",
                [sees("attendance.Attendance", "attendance"), may("attendance.mark_day", "day")],
            ),
            Row("Krydse fremmøde af", [may("attendance.mark_day", "day")]),
            Row(
                "Læse navnelisten til døren",
                [may("attendance.read_list", "day"), may("attendance.mark_day", "day")],
            ),
        ],
        [
            "Der står kun til stede, delvist eller ikke, aldrig hvorfor. Det er ikke tidsregistrering.",
            "Udbyderens planlægger får navnelisten tre dage før dagen, så den kan hænge på døren, ikke før.",
        ],
    ),
    Group(
        "Skridt",
        [
            Row("Se deltagerens egne skridt, og om de er gjort", [sees("journey.Step", "own_step")]),
            Row("Gøre et af deltagerens skridt eller vælge »Ikke i dag«", [may("journey.do_step", "own_step")]),
            Row("Se hele vejen med skridt og ord", [sees("enrolment.Seat.own", "seat")]),
            Row(
                "Se lederens skridt om deltageren (»Spørg ind til det«), og hvad lederen svarede",
                [sees("journey.Step", "leader_step")],
            ),
            Row("Spørge ind (lederens skridt »Spørg ind til det«)", [may("journey.do_step", "leader_step")]),
            Row("Gøre lederens andre skridt, som at aftale tid", [may("journey.do_step", "leader_own_step")]),
            Row("Se det, når deltageren har valgt en anden til at spørge ind", [sees("journey.Step", "asked_step")]),
            Row("Spørge ind, når deltageren har valgt en anden til det", [may("journey.do_step", "asked_step")]),
            Row("Vælge, hvem der spørger ind", [may("journey.choose_asker", "seat")]),
            Row("Se, hvem deltageren har valgt", [sees("journey.Asker", "asker")]),
            Row(
                "Se og gøre fyrtårnets skridt i huset",
                [may("journey.do_step", "beacon_step")],
                [sees("journey.Step", "beacon_step")],
            ),
            Row(
                "Se og gøre souschefens skridt i huset",
                [may("journey.do_step", "souschef_step")],
                [sees("journey.Step", "souschef_step")],
            ),
            Row(
                "Se og gøre de skridt, huset tager sammen",
                [may("journey.do_step", "house_step")],
                [sees("journey.Step", "house_step")],
            ),
            Row(
                "Se og gøre de skridt, gruppen tager sammen",
                [may("journey.do_step", "group_step")],
                [sees("journey.Step", "group_step")],
            ),
            Row(
                "Se og gøre konsulentens skridt for holdet",
                [may("journey.do_step", "consultant_step")],
                [sees("journey.Step", "consultant_step")],
            ),
            Row(
                "Se og gøre chefens skridt for holdet",
                [may("journey.do_step", "head_step")],
                [sees("journey.Step", "head_step")],
            ),
            Row(
                "Se og gøre et skridt, der er for deltageren ved navn",
                [may("journey.do_step", "named_step")],
                [sees("journey.Step", "named_step")],
            ),
        ],
        [
            "Har deltageren valgt en anden til at spørge ind, ser lederen ikke, hvad den anden svarer.",
            "Et personligt link til et skridt virker kun, så længe skridtet er ens: er man ikke længere leder, "
            "stedfortræder eller fyrtårn, lukker det.",
        ],
    ),
    Group(
        "Breve, kalender og personlige links",
        [
            Row("Se et brev til deltageren i udbakken", [sees("correspondence.Letter", "letter")]),
            Row("Rette, stoppe eller frigive et brev", [may("correspondence.maintain_outbox", "letter")]),
            Row(
                "Se, hvem der får en påmindelse om et skridt, eller et spørgsmål at stille",
                [sees("correspondence.Letter", "discreet")],
                [may("correspondence.maintain_outbox", "discreet")],
            ),
            Row(
                "Læse påmindelsen og stoppe den for hele holdet før dens dag, uden navne og antal",
                [sees("correspondence.Letter.discreet", "discreet")],
                [may("correspondence.maintain_round", "discreet")],
            ),
            Row("Se deltagerens kalenderadresse", [sees("correspondence.CalendarAddress", "calendar")]),
            Row(
                "Lave en ny kalenderadresse til deltageren", [may("correspondence.renew_calendar_address", "calendar")]
            ),
            Row("Få Rodfæst til at sende et nyt link til den, linket tilhører", [may("login.renew_link", "link")]),
        ],
        [
            "I udbakken står personlige links og det, folk har skrevet til hinanden, kun som pladsholdere. De bliver "
            "fyldt ud, når brevet sendes, og ses ikke af den, der passer udbakken.",
            "Påmindelser om skridt, hilsnerne bagefter og lederens spørgsmål går kun til dem, der ikke har gjort det "
            "endnu. Derfor står de i udbakken som én linje for holdet, uden navne og antal, før og efter de er sendt. "
            "Kan et brev ikke afleveres, står der, hvis adresse der er noget galt med, ikke hvilket brev det var.",
            "Et nyt link bliver altid sendt til den, det tilhører, uanset hvem der beder om det.",
            "Kalenderen har en hemmelig adresse. Den, man giver adressen til, kan se datoer og steder, aldrig ord.",
        ],
    ),
    Group(
        "Holdet og dagene",
        [
            Row(
                "Se holdet og dets dage (uden navne fra andre huse)",
                [sees("cohorts.Cohort", "cohort")],
                [sees("cohorts.TeachingDay", "day")],
            ),
            Row("Oprette et hold", [may("cohorts.load_cohort", "kommune")]),
            Row("Rette sted, mad, kontakt og undervisere", [may("cohorts.change_cohort", "cohort")]),
            Row(
                "Rette navnet på en underviser, der kun underviser",
                [may("cohorts.change_teacher", "teaches")],
            ),
            Row(
                "Skifte mail eller mobil for en underviser, der kun underviser",
                [may("cohorts.change_teacher_login", "teaches")],
            ),
            Row("Ændre antallet af pladser", [may("cohorts.change_places", "cohort")]),
            Row("Flytte en dag", [may("cohorts.move_day", "day")]),
            Row("Aflyse en dag", [may("cohorts.cancel_day", "day")]),
            Row("Sige, at en dag er afholdt", [may("cohorts.hold_day", "day")]),
            Row("Lægge et forløb ind", [may("programmes.load_programme", "nothing")]),
        ],
        ["Et hold kan ses af alle ansatte i kommunen fra den dag, det er offentliggjort. Kataloget er åbent for alle."],
    ),
    Group(
        "Huset, mennesker og roller",
        [
            Row("Åbne husets eller gruppens side", [sees("organisations.Unit", "unit")]),
            Row("Se, hvem der arbejder i huset eller gruppen", [may("organisations.see_employees", "unit")]),
            Row("Se navne på dem, der er på vej, på husets side", [may("journey.see_house_ways", "unit")]),
            Row("Åbne deltagerens side med ansættelser og historik", [sees("organisations.Person", "person")]),
            Row("Åbne kommunens side med alle enheder og ansatte", [sees("organisations.Organisation", "kommune")]),
            Row(
                "Rette ansættelser, enheder, ledere og funktioner",
                [may("organisations.change_organisation", "kommune")],
            ),
            Row("Tilføje en person i kommunen", [may("organisations.add_person", "kommune")]),
            Row("Rette deltagerens navn, og lukke login", [may("organisations.change_person", "person")]),
            Row(
                "Skifte den mail eller mobil, deltageren logger ind med",
                [may("organisations.change_login", "person")],
            ),
            Row("Give en rolle i systemet", [may("organisations.give_role", "kommune")]),
            Row("Oprette en udbyder eller ejer", [may("organisations.add_organisation", "nothing")]),
            Row("Sige, hvor mange huset kan undvære", [may("organisations.change_spare", "unit")]),
            Row(
                "Se en gruppe, som deltageren er med i (som et læringsfællesskab), og hvem der er med",
                [sees("organisations.Group", "people_group")],
                [sees("organisations.GroupMember", "membership")],
            ),
            Row(
                "Lave husets gruppe og lukke den",
                [may("organisations.arrange_group", "people_group")],
                [sees("organisations.Group.arranged", "people_group")],
            ),
            Row("Sætte deltageren ind i gruppen", [may("organisations.add_to_group", "membership")]),
            Row("Gå ud af gruppen eller tage deltageren ud", [may("organisations.end_membership", "membership")]),
            Row("Udpege lederens stedfortræder", [may("organisations.name_deputy", "leader")]),
            Row("Se, hvem der er lederens stedfortræder", [sees("organisations.Deputyship", "deputyship")]),
        ],
        [
            "Konsulent, administrator og udbyderens planlægger ser mange menneskers oplysninger. De skal logge ind med "
            "to trin. Alle, der har en rolle, bliver logget ud, når siden har ligget stille i 30 minutter, og senest "
            "efter 12 timer. Andre er logget ind i 30 dage.",
            "Ingen kan sætte sig selv ind i en gruppe, heller ikke den, der har lavet den. Der er endnu ingen side med "
            "grupper, og intet kan skrives i dem.",
            "De andre, der kan åbne husets side, møder kun tal, og først når mindst fem herfra har været af sted: selv "
            "en linje uden navn peger på én i et lille hus. Det gælder administrator, chef, tilsyn og "
            "tillidsrepræsentant.",
        ],
    ),
    Group(
        "Login og det, Rodfæst gør selv",
        [
            Row("Logge ind som deltageren", [may("login.log_in", "person")]),
            Row("Logge deltageren ud alle steder", [may("login.log_out_everywhere", "person")]),
            Row("Træde ind i en anden rolle (kun i demoen)", [may("login.step_in", "person")]),
            Row("Skrive, at man har mødt deltageren, der har fået ny mail", [may("login.meet", "person")]),
            Row(
                "Stoppe det, en administrator skrev om et møde, når man har linket",
                [may("login.stop_meeting", "meeting")],
            ),
            Row(
                "Fortryde et skift af mail eller mobil, med linket »Det var ikke mig«",
                [may("login.undo_change", "login_change")],
            ),
            Row("Lave et personligt link", [may("login.make_link", "person")]),
            Row("Fjerne gamle links", [may("login.remove_links", "nothing")]),
            Row("Oprette den første administrator", [may("login.invite", "nothing")]),
            Row("Give ledige pladser", [may("enrolment.give_free_places", "nothing")]),
            Row("Lade ønsker og pladser følge dem, der flytter", [may("enrolment.follow_employments", "nothing")]),
            Row("Lukke ønsker, når holdet er slut", [may("enrolment.close_wishes", "nothing")]),
            Row("Sende breve", [may("correspondence.send_letters", "nothing")]),
            Row("Regne alle breve efter om natten", [may("correspondence.reconcile_all_letters", "nothing")]),
            Row("Regne alle skridt efter om natten", [may("journey.reconcile_all", "nothing")]),
            Row("Låse alle tekster igen med en ny nøgle", [may("texts.turn_keys", "nothing")]),
        ],
        [
            "Skifter nogen din mail eller mobil, får alt, du havde, det at vide med det samme, og du kan fortryde det "
            "i 14 dage. Den, der logger ind med den nye, kan ikke læse det, du har skrevet før, eller det, andre har "
            "delt med dig, før det er vist med en kode til det gamle, en adgangsnøgle eller en app, at det er dig. "
            "Har du ikke noget af det mere, skriver administratoren, at I har mødtes; det gælder efter en uge, og den, "
            "der har det gamle, kan stoppe det.",
            "Noget af det sker af sig selv om natten, noget gør den, der passer serveren. At låse teksterne igen er "
            "ikke at læse dem.",
        ],
    ),
]

THINGS = {
    "agreement": "the local agreement",
    "asked_step": "a leader's step, another was chosen to ask",
    "asked_text": "a text to the leader, another was chosen to ask",
    "asker": "whom the participant chose",
    "attendance": "a mark of attendance",
    "beacon_step": "a fyrtårn's step",
    "calendar": "the calendar address",
    "cohort": "the cohort",
    "teaches": "a teacher of the cohort",
    "consultant_step": "a konsulent's step",
    "day": "a teaching day",
    "deputyship": "the leader's deputyship",
    "draft": "a text to the house, not finished",
    "employment": "the participant's employment",
    "group_step": "the group's step",
    "head_step": "the chef's step",
    "house_step": "the house's step",
    "intention_leader": "the leader's intention",
    "intention_participant": "the participant's intention",
    "kommune": "the kommune",
    "leader": "the leader",
    "meeting": "that an administrator met the participant",
    "membership": "that the participant is in a group",
    "leader_step": "the leader's step about the participant",
    "leader_own_step": "a leader's step that asks into nothing",
    "discreet": "a reminder to the participant",
    "letter": "a letter to the participant",
    "link": "a link of the participant",
    "login_change": "a change of the participant's mail, with the link to undo it",
    "named_step": "a step for the participant by name",
    "nothing": "",
    "own_step": "the participant's own step",
    "people_group": "the house's group of people",
    "person": "the participant",
    "reading": "a line in the reading log",
    "seat": "the seat",
    "souschef_step": "a souschef's step",
    "text_cohort": "a text to the cohort",
    "text_colleagues": "a text to the group",
    "text_house": "a text to the house",
    "text_leader": "a text to the leader",
    "text_me": "a text to oneself",
    "unit": "the house or group",
    "wish": "the wish",
}
"""What a rule is asked about, as docs/permissions.md says it."""


def all_asks() -> list[Ask]:
    """Every question once, in order."""
    found = (ask for group in GROUPS for row in group.rows for ask in (*row.asks, *row.also))
    return list(dict.fromkeys(found))
