"""What the demo's people write. Made up, short, and such that no child or family can be recognised."""

INTENTIONS = (
    "Jeg vil blive bedre til at se de stille børn, også på de travle morgener.",
    "Jeg vil gerne turde tage de svære samtaler med forældre lidt før.",
    "Jeg vil have flere ideer til puslebordet, så det bliver en god stund.",
    "Jeg vil vide mere om, hvad der gør små børn modstandsdygtige.",
    "Jeg vil kunne forklare mine kolleger, hvorfor vi gør, som vi gør.",
    "Jeg vil vide, hvem jeg kan ringe til, når jeg er i tvivl.",
)
BACKINGS = (
    "Vi har talt om, at hun skal dele en ting på personalemødet efter hver dag.",
    "Jeg håber, at vi alle sammen får mere ro ved aflevering.",
    "Vi vil gerne have en, der kan holde fast i det, når hverdagen trykker.",
)
TRIED = (
    "Jeg ventede et øjeblik ved puslebordet og fulgte barnets blik. Det gav ro til os begge.",
    "Ved aflevering satte jeg mig på gulvet i stedet for at stå. Det gjorde farvellet kortere.",
    "Jeg spurgte to kolleger, hvad de havde set, før jeg sagde, hvad jeg selv troede.",
    "I garderoben lod vi de yngste gå først ud. Der blev mere stille, og alle fik hjælp.",
    "Jeg sagde højt, hvad jeg gjorde, mens vi spiste. Flere begyndte at pege og sige ord.",
    "I legestuen prøvede jeg at følge to børns leg uden at blande mig. Den varede længe.",
)
KEPT = (
    "Vi bruger stadig de fem minutters blik, hver tirsdag.",
    "Det er blevet en vane at sætte sig ned ved aflevering.",
    "Jeg ringer tidligere, når jeg er i tvivl. Det har jeg gjort to gange.",
)
SOMETHING_ELSE = "Jeg prøvede det i sovetiden i stedet, fordi der var mest ro."
