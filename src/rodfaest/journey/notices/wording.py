"""What the letters say, in the markup of `correspondence.rules.bodies`. Nobody's own words are in them."""

from collections.abc import Iterable
from datetime import date

from rodfaest.cohorts.models import Cohort, TeachingDay
from rodfaest.correspondence.rules import bodies
from rodfaest.correspondence.rules.plans import Written
from rodfaest.enrolment.models import Seat
from rodfaest.journey.models import Step
from rodfaest.journey.notices.facts import Facts
from rodfaest.kernel.actors import Errand
from rodfaest.kernel.text import _, first_of, listed
from rodfaest.kernel.time import clock, long_date
from rodfaest.organisations.models import Person
from rodfaest.programmes.rules.definition import Definition
from rodfaest.programmes.rules.vocabulary import AnswerKind, NotStated

QUESTIONS = (
    _("Hvad vil jeg gerne blive bedre til, og hvad kan det give børnene?"),
    _("Hvornår kan jeg læse og prøve af, og hvem passer børnene imens?"),
    _("Hvem spørger mig, hvordan det går, når jeg er hjemme igen?"),
)
"""What to talk about with one's leader before day 1. Our own words (transfer: need, time, follow-up)."""


FIRST_STEP = "first_step"


def fill(key: str, name: str) -> str:
    """
    The first step FØR that is still to be done: for the participant alone, since whoever keeps the outbox would else
    read off the letters who has done theirs.
    """
    letter, _colon, seat_id = key.partition(":")
    if name != FIRST_STEP or letter not in ("start", "reminder"):
        raise KeyError(f"{key} {name}")
    step = Step.objects.open().before_day_1(int(seat_id)).for_list().first()
    return _joined(_one_thing(step)) if step else ""


def _one_thing(step: Step) -> list[str]:
    said = _("Det første, du kan gøre, tager cirka {minutes}: {title}")
    return [
        said.format(minutes=_minutes(step.words.minutes), title=step.words.title),
        _link(step, button_word(step)),
    ]


# The start


def seat(facts: Facts, seat: Seat, letter_on: date) -> Written:
    """The place itself, where the start letter comes later: a row of calendar mails alone says it to nobody."""
    definition = facts.cohort.version.definition
    body = [
        _("Du har fået en plads på »{title}«.").format(title=definition.title),
        "# " + _("Dagene"),
        _lines(_day_line(day) for day in facts.days),
        _("Du skal ikke gøre noget nu. {day} får du et brev med det praktiske og det første, du kan gøre.").format(
            day=long_date(letter_on).capitalize()
        ),
        _("Har du en mailadresse, kommer hver dag også til din kalender i en mail for sig."),
        _("Kan du alligevel ikke, så log ind, og giv pladsen videre, eller spørg:"),
        _contact(facts.cohort.contact),
    ]
    return Written(_("Du har fået en plads: {title}").format(title=_main(definition.title)), _joined(body))


def start(facts: Facts, seat: Seat) -> Written:
    cohort, definition = facts.cohort, facts.cohort.version.definition
    # A place may be given under way: then the letter is about the days that are left.
    days = [day for day in facts.days if day.on >= seat.given_on] or facts.days
    subject = _("Du er med: {title}, dag {number} {day}").format(
        title=_main(definition.title), number=days[0].number, day=long_date(days[0].on)
    )
    body = [
        _("Du har fået plads på holdet."),
        bodies.own(FIRST_STEP, _("det første skridt")),
        "# " + _("Dagene"),
        _lines(_day_line(day) for day in days),
        "# " + _("Det praktiske"),
        _practical(facts, seat),
        *_reading(definition, days),
        "# " + _("Tid til at læse og prøve af"),
        _time(facts, seat),
        "# " + _("Tal med din leder om"),
        _lines(f"- {question}" for question in QUESTIONS),
        "# " + _("Spørg endelig"),
        _contact(cohort.contact),
    ]
    return Written(subject, _joined(body))


def reminder(facts: Facts, seat: Seat) -> Written:
    first = facts.days[0]
    definition = facts.cohort.version.definition
    subject = _("Om en uge: {title}, dag 1 {day} kl. {clock}").format(
        title=definition.short_title, day=long_date(first.on), clock=clock(first.starts)
    )
    body = [
        _("Velkommen tilbage fra ferie. {day} kl. {clock} begynder »{title}«.").format(
            day=long_date(first.on).capitalize(), clock=clock(first.starts), title=definition.short_title
        ),
        bodies.own(FIRST_STEP, _("det første skridt")),
        _practical(facts, seat),
        *_reading(definition, facts.days[:1]),
        _about(facts.cohort),
    ]
    return Written(subject, _joined(body))


def _day_line(day: TeachingDay) -> str:
    title = f" {day.definition_day.title}." if day.definition_day.title else ""
    return f"- Dag {day.number}: {long_date(day.on)} kl. {day.hours}.{title}"


def _practical(facts: Facts, seat: Seat) -> str:
    cohort = facts.cohort
    first = facts.days[0]
    lines = [
        f"{_('Sted')} :: {cohort.venue.name}, {cohort.venue.address}",
        f"{_('Tid')} :: {_('kl.')} {first.hours}",
    ]
    if cohort.catering:
        lines.append(f"{_('Mad')} :: {cohort.catering}")
    if cohort.venue.directions:
        lines.append(f"{_('Find vej')} :: {' '.join(cohort.venue.directions.split())}")
    lines.append(f"{_('Tag med')} :: {_('noget at skrive med')}")
    if companions := facts.companions(seat):
        names = listed(person.first_name for person in companions)
        lines.append(
            f"{_('Samkørsel')} :: " + _("{names} skal også af sted fra {unit}").format(names=names, unit=seat.unit)
        )
    return _lines(lines)


def _reading(definition: Definition, days: Iterable[TeachingDay]) -> list[str]:
    pages = [(day, definition.pages_before(day.number)) for day in days]
    if not definition.is_stated(NotStated.READING) or not definition.reading:
        return ["# " + _("Læs inden"), _("Vi kender ikke litteraturen endnu. Underviseren siger, hvad I skal læse.")]
    if not any(number for _day, number in pages):
        return []
    untitled = not any(item.has_title for item in definition.reading.items)
    lines = []
    for day, number in pages:
        titles = listed(item.title for item in definition.reading_before(day.number) if item.has_title)
        if number:
            lines.append(
                _("- Dag {day}: {pages} sider").format(day=day.number, pages=number)
                + (f" ({titles})" if titles else "")
            )
    said = [
        "# " + _("Læs inden"),
        _lines(lines),
    ]
    if untitled:
        said.append(_("Vi kender ikke titlerne endnu. Du får dem af underviseren. Læs så langt, du når."))
    return said


def _time(facts: Facts, seat: Seat) -> str:
    agreement = facts.agreements.get((facts.cohort.pk, seat.wish.employment.unit_id))
    if agreement:
        return " ".join([*agreement.sentences, agreement.agreed_with])
    leaders = facts.around[seat.wish.employment.unit_id].leaders
    return _("Der er ikke aftalt noget om tid endnu. Tag det op med {leader}.").format(
        leader=leaders[0].first_name if leaders else _("din leder")
    )


# A step


def _about(cohort: Cohort) -> str:
    """Which hold it is, and whom one asks: at the end of what comes under way."""
    return _lines([f"{_('Hold')} :: {cohort.name}", _contact(cohort.contact)])


def step(step: Step) -> Written:
    words = step.words
    assert step.seat is not None
    body = [
        words.text,
        _link(step, button_word(step)),
        _("Det tager cirka {minutes}. Passer det ikke i dag, så lad det ligge: skridtet venter på dig.").format(
            minutes=_minutes(words.minutes)
        ),
        _("På siden er der også en knap: »{alternative}«.").format(alternative=words.alternative),
        _about(step.cohort),
    ]
    return Written(words.title, _joined(body))


def button_word(step: Step) -> str:
    """What stands on the button that opens a step."""
    match step.answer_kind:
        case AnswerKind.TEXT:
            return _("Skriv nu")
        case AnswerKind.DATE:
            return _("Vælg en dag")
        case AnswerKind.CHOICE:
            return _("Svar nu")
    return _("Se skridtet")


def ask(steps: list[Step], *, named: bool = True) -> Written:
    """The leader's question about each of theirs; or about nobody by name, for whoever keeps the outbox."""
    words = steps[0].words
    people = [(step, step.seat.person.first_name) for step in steps if step.seat]
    if not named:
        people = [(steps[0], _("Deltageren"))]
    names = listed(name for _step, name in people)
    if len(people) == 1:
        links = _link(people[0][0], _("Svar med ét tryk"))
    else:
        links = _lines("- " + _link(step, _("Svar om {name}").format(name=name)) for step, name in people)
    body = [
        _("{names} er i gang med »{title}«.").format(names=names, title=steps[0].cohort.version.definition.short_title),
        words.text,
        links,
        _("Du skal ikke skrive noget. Et tryk er nok, og »{later}« er også i orden.").format(later=words.later),
        _about(steps[0].cohort),
    ]
    subject = _("{title}: {names}").format(title=words.title, names=first_of([name for _step, name in people]))
    return Written(subject, _joined(body))


def teacher(facts: Facts, day: TeachingDay) -> Written:
    title = facts.cohort.version.definition.short_title
    number = len(facts.seats)
    # Before the first day nobody has tried anything yet.
    is_first = day == facts.days[0]
    shared = _("det, de gerne vil blive bedre til") if is_first else _("det, de har prøvet siden sidst")
    subject = _("Navne til dag {number}: {title}, {day}").format(number=day.number, title=title, day=long_date(day.on))
    body = [
        _("{people} har plads på holdet. Her er navnene, {shared}, og den næste praksisopgave.").format(
            people=number, shared=shared
        ),
        bodies.link(Errand("attendance.mark_day", "cohorts.TeachingDay", day.pk), _("Åbn dagen")),
        _("På siden kan du skrive listen til døren ud og krydse af, hvem der er der. Du skal ikke logge ind."),
        _lines(
            [
                f"{_('Tid')} :: {long_date(day.on)} {_('kl.')} {day.hours}",
                f"{_('Sted')} :: {facts.cohort.venue.name}, {facts.cohort.venue.address}",
            ]
        ),
        _contact(facts.cohort.contact),
    ]
    return Written(subject, _joined(body))


def _main(title: str) -> str:
    """
    A title without what stands after its colon: a subject is read on a phone.

    >>> _main("Barnets første 1000 dage: læringsforløb for pædagogiske assistenter i dagplejen")
    'Barnets første 1000 dage'
    """
    return title.split(":")[0]


# Pieces


def _link(step: Step, label: str) -> str:
    """The personal link that opens a step."""
    return bodies.link(Errand("journey.keep_step", "journey.Step", step.pk), label)


def _contact(person: Person) -> str:
    lines = [f"{_('Kontakt')} :: {person.full_name}"]
    if person.phone:
        lines.append(f"{_('Telefon')} :: {person.phone}")
    if person.email:
        lines.append(f"{_('Mail')} :: {person.email}")
    return _lines(lines)


def _minutes(number: int) -> str:
    return _("et minut") if number <= 1 else _("{number} minutter").format(number=number)


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(lines)


def _joined(parts: Iterable[str]) -> str:
    return "\n\n".join(part for part in parts if part)
