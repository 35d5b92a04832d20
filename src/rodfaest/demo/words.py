"""What the demo's people write. Made up, short, and such that no child or family can be recognised."""

from collections.abc import Mapping

INTENTIONS = (
    "Jeg vil blive bedre til at se de stille børn, også på de travle morgener.",
    "Jeg vil gerne turde tage de svære samtaler med forældre lidt før.",
    "Jeg vil have flere ideer til puslebordet, så det bliver en god stund.",
    "Jeg vil vide mere om, hvad der gør små børn modstandsdygtige.",
    "Jeg vil kunne forklare mine kolleger, hvorfor vi gør, som vi gør.",
    "Jeg vil vide, hvem jeg kan ringe til, når jeg er i tvivl.",
)
WISHING_AGAIN = "Jeg kom ikke med i efteråret og vil stadig gerne blive bedre til at følge barnets spor."
ANSWERS_YES = (
    "Vi har talt om, at hun skal dele en ting på personalemødet efter hver dag.",
    "Jeg håber, at vi alle sammen får mere ro ved aflevering.",
    "Vi vil gerne have en, der kan holde fast i det, når hverdagen trykker.",
)
SOMETHING_ELSE = "Jeg prøvede det i sovetiden i stedet, fordi der var mest ro."

IN_STEPS: Mapping[str, tuple[str, ...]] = {
    "Hvad vil du gerne blive bedre til?": INTENTIONS,
    "Se på din egen praksis": (
        "Afleveringen. Jeg siger hurtigt farvel, fordi der er mange i døren på én gang.",
        "Måltidet. Jeg hjælper tit, før nogen beder om det, fordi det går hurtigere.",
    ),
    "Læg mærke til et samspil": (
        "Jeg satte mig ned og ventede. Efter lidt kom barnet selv hen til mig.",
        "Jeg sagde højt, hvad jeg gjorde ved puslebordet. Barnet rakte selv benet frem.",
        "Jeg holdt en pause ved bordet, før jeg hjalp. Så prøvede barnet selv.",
    ),
    "Find din undren": (
        "Jeg lagde mærke til, at der bliver mest uro, når vi voksne rejser os fra bordet.",
        "Jeg så, at de yngste oftest venter længst i garderoben. Det undrer mig.",
    ),
    "Følg barnets spor": (
        "Jeg ventede et øjeblik ved puslebordet og fulgte barnets blik. Det gav ro til os begge.",
        "Jeg lod legen gå sin gang uden at blande mig. Den varede længe.",
        "Jeg gentog barnets lyd i stedet for at foreslå noget. Så blev det til en lille samtale.",
    ),
    "Spørg en kollega": (
        "Hun så, at jeg taler mest med dem, der selv kommer. Det havde jeg ikke set.",
        "Han havde set, at der bliver ro, så snart en af os sætter sig på gulvet.",
    ),
    "Prøv et værktøj": (
        "Jeg prøvede fem minutters blik. Jeg opdagede, hvor tit de stille kigger efter mig.",
        "Jeg skrev tre gode øjeblikke ned hver dag. Det blev lettere at få øje på dem.",
    ),
    "Prøv én ting af": (
        "Jeg satte mig på gulvet ved aflevering. Farvellet blev kortere og roligere.",
        "Jeg dækkede bord sammen med to børn ad gangen. De andre legede videre imens.",
    ),
    "Få sparring": (
        "De spurgte, hvad jeg selv gør, når det lykkes. Det skriver jeg ned i næste uge.",
        "Jeg fik mod på at begynde i det små og holde fast i det.",
    ),
    "Tag forældrene med": (
        "Jeg fortalte om én god ting fra dagen, før jeg spurgte om noget. Det blev en længere snak.",
        "Jeg spurgte, hvad der virker hjemme. Det kunne vi bruge næste morgen.",
    ),
    "Justér og prøv igen": (
        "Jeg gjorde det kortere og på samme tid hver dag. Børnene vidste, hvad der skulle ske.",
        "Vi var to om det i stedet for én. Så kunne den ene blive siddende.",
    ),
    "Én sætning til kollegerne": (
        "Sæt dig ned, før du siger noget: så kommer børnene til dig.",
        "Vent ti sekunder ved puslebordet, og se, hvad der sker.",
        "Spørg forældrene, hvad der virker hjemme, før du fortæller, hvad vi gør.",
        "Ring tidligere, når du er i tvivl. Det hjalp mig.",
    ),
    "Vælg én ting, du bliver ved med": (
        "Fem minutters blik hver tirsdag efter frokost. Jeg ringer til Susanne, hvis jeg går i stå.",
        "Jeg sætter mig ned ved aflevering, hver morgen. En kollega minder mig om det.",
    ),
    "Hvad er blevet lettere?": (
        "Vi bruger stadig de fem minutters blik, hver tirsdag.",
        "Det er blevet en vane at sætte sig ned ved aflevering.",
        "Jeg ringer tidligere, når jeg er i tvivl. Det har jeg gjort to gange.",
    ),
    "Hvad er blevet en vane?": ("At vente lidt, før jeg hjælper. Det gør jeg uden at tænke over det nu.",),
    "Hvad er taget med hjem?": (
        "At sætte sig ned ved aflevering. Vi prøver det alle i næste uge.",
        "At følge barnets blik ved puslebordet. Vi siger til hinanden, når vi får øje på det.",
    ),
    "Hvad beholder vi?": ("Fem minutters blik om tirsdagen. Den, der åbner, minder os om det.",),
    "Gør vi det stadig?": ("Ja, de fleste dage. Der er mere ro om morgenen, og vi rykker det et kvarter frem.",),
    "Find en undren sammen": (
        "Hvorfor bliver der uro, lige før vi skal spise?",
        "Hvem er det, vi taler mindst med i løbet af en dag?",
    ),
    "Se på jeres undren igen": ("Der bliver mere ro, når én af os bliver siddende. Det aftaler vi om morgenen nu.",),
}
"""What is written in a step, by its question: the title, without how long it takes."""


def written_in(title: str, number: int) -> str:
    """
    >>> written_in("Tyve minutter: Hvad beholder vi?", 3)
    'Fem minutters blik om tirsdagen. Den, der åbner, minder os om det.'
    """
    said = IN_STEPS[title.rpartition(": ")[2]]
    return said[number % len(said)]
