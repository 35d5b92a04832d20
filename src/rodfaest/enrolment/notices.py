"""
The letters of enrolment: to the leaders when somebody wishes, to the person when there is an answer, they were put
forward, or their seat was given up for them. What is said when a seat is given belongs to `journey`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import NamedTuple

from rodfaest.cohorts.models import Cohort
from rodfaest.correspondence.owners import COHORT, Notices, register
from rodfaest.correspondence.rules import bodies
from rodfaest.correspondence.rules.plans import Planned, Written, digest_of
from rodfaest.enrolment.models import Seat, TalkFirst, Wish, WishText
from rodfaest.enrolment.queries.away import away_of
from rodfaest.enrolment.rules import unanswered, wishes
from rodfaest.enrolment.rules.away import away_advice
from rodfaest.enrolment.rules.wishes import Answer, Reason, Side, WishState
from rodfaest.kernel.actors import Errand
from rodfaest.kernel.reconcile import Scope
from rodfaest.kernel.text import _, counted, listed, owned
from rodfaest.kernel.time import long_date, short_date, today
from rodfaest.organisations.models import Person
from rodfaest.organisations.queries.leading import Leading
from rodfaest.texts.actions import note_reading

OWNER = "enrolment"
INTENTION = "intention"

NUMBERS = ("nul", "én", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti")


@dataclass(frozen=True)
class Key:
    """
    What a letter is: `ask:<wish>:<leader>`, `put_forward:<wish>`, `talk:<wish>`, `answered:<wish>:<number>`,
    `left:<wish>`.
    """

    kind: str
    wish_id: int
    rest: tuple[str, ...] = ()

    def __str__(self) -> str:
        return ":".join([self.kind, str(self.wish_id), *self.rest])

    @classmethod
    def read(cls, key: str) -> "Key":
        kind, wish_id, *rest = key.split(":")
        return cls(kind, int(wish_id), tuple(rest))


def of_cohort(cohort_id: int) -> Scope:
    return Scope(OWNER, COHORT, cohort_id)


def cohort_ids() -> Iterable[int]:
    """The cohorts somebody has wished for."""
    return Wish.objects.values_list("cohort", flat=True).distinct().order_by("cohort")


def desired(cohort_id: int) -> Mapping[str, Planned]:
    """The letters that a cohort's wishes and answers ask for today."""
    cohort = Cohort.objects.in_full().get(pk=cohort_id)
    facts = _facts_of(cohort)
    return {
        str(letter.key): Planned(
            person_id=letter.person_id,
            kommune_id=cohort.kommune_id,
            due_on=letter.due_on,
            why=letter.why,
            basis=digest_of(*facts, *letter.basis),
            write=letter.write,
            about=cohort.name,
        )
        for letter in _letters(cohort)
    }


class _Letter(NamedTuple):
    key: Key
    person_id: int
    due_on: date
    why: str
    basis: Sequence[object]
    write: Callable[[], Written]


def _letters(cohort: Cohort) -> Iterator[_Letter]:
    leading = Leading.today()
    standing = list(cohort.wishes.standing().for_list())
    yield from _questions(cohort, standing, leading)
    for wish in standing:
        if wish.put_forward_by:
            yield _of_being_put_forward(wish, wish.put_forward_by, cohort, leading)
        if wish.state is WishState.TALKING and (talk := wish.talk_or_none):
            yield _of_the_talk(wish, talk, cohort)
        if wish.state in (WishState.BACKED, WishState.NOT_NOW) and not _said_yes_with_it(wish):
            yield _of_the_answer(wish, cohort)
    for wish in cohort.wishes.given_up_for_them().for_list().select_related("seat__left_by"):
        yield _of_a_seat_given_up(wish, cohort)
    for wish in cohort.wishes.closed_with_yes().for_list():
        yield _of_a_place_that_never_came(wish, cohort)


def _questions(cohort: Cohort, standing: Iterable[Wish], leading: Leading) -> Iterator[_Letter]:
    """One to each leader of each wish, as long as there is time to answer."""
    if today() > cohort.answer_by:
        return
    asked = [wish for wish in standing if not wish.is_answered]
    away = away_of(asked, {cohort.pk: cohort.live_days()})
    for wish in asked:
        advice = away_advice(wish.person.first_name, away[wish.pk])
        why = _("{name} har ønsket en plads").format(name=wish.person.full_name)
        for leader in leading.leaders_of(wish.employment.unit_id, about=wish.person_id):
            key = Key("ask", wish.pk, (str(leader.pk),))
            yield _Letter(key, leader.pk, wish.on, why, (advice, wish.state), partial(_ask, wish, cohort, advice))


def _of_being_put_forward(wish: Wish, by: Person, cohort: Cohort, leading: Leading) -> _Letter:
    led = bool(leading.leaders_of(wish.employment.unit_id, about=wish.person_id))
    why = _("{name} er skrevet op af {by}").format(name=wish.person.full_name, by=by.full_name)
    basis = (_said_yes_with_it(wish), wish.is_answered, *([] if led else ["unled"]))
    write = partial(_put_forward, wish, cohort, led=led)
    return _Letter(Key("put_forward", wish.pk), wish.person_id, wish.on, why, basis, write)


def _of_the_talk(wish: Wish, talk: TalkFirst, cohort: Cohort) -> _Letter:
    leader = talk.by.first_name
    why = _("{name} vil tale med {who} først").format(name=leader, who=wish.person.first_name)
    return _Letter(Key("talk", wish.pk), wish.person_id, talk.on, why, (leader,), partial(_talk, wish, cohort))


def _of_the_answer(wish: Wish, cohort: Cohort) -> _Letter:
    backing = wish.backing
    leader = backing.by.first_name
    key = Key("answered", wish.pk, (str(backing.number),))
    why = _("{name} har svaret på ønsket").format(name=leader)
    basis = (leader, backing.reason)
    return _Letter(key, wish.person_id, backing.on, why, basis, partial(_answered, wish, cohort))


def _of_a_seat_given_up(wish: Wish, cohort: Cohort) -> _Letter:
    seat = wish.seat
    why = _("{name} har ikke længere en plads").format(name=wish.person.full_name)
    basis = (seat.left_on, seat.left_by and seat.left_by.full_name)
    due_on = seat.left_on or today()
    return _Letter(Key("left", wish.pk), wish.person_id, due_on, why, basis, partial(_left, seat, cohort))


def _of_a_place_that_never_came(wish: Wish, cohort: Cohort) -> _Letter:
    why = _("holdet er slut, og {name} kom ikke med").format(name=wish.person.full_name)
    due_on = wish.withdrawn_on or today()
    return _Letter(Key("over", wish.pk), wish.person_id, due_on, why, (), partial(_over, wish, cohort))


def fill(key: str, name: str) -> str:
    """The participant's own words, opened as the leader the letter is to; that leader's reading is noted."""
    read = Key.read(key)
    if read.kind != "ask" or name != INTENTION:
        raise KeyError(f"{key} {name}")
    leader = Person.objects.get(pk=int(read.rest[0])).as_actor()
    texts = WishText.objects.filter(wish=read.wish_id, side=Side.PARTICIPANT)
    text = texts.select_related("wish__employment").first()
    if text is None:
        return ""
    words = text.open_for(leader)
    note_reading([text], page=_("Mailen om dit ønske"), actor=leader)
    return words


# The words


def _ask(wish: Wish, cohort: Cohort, advice: str) -> Written:
    name = wish.person.first_name
    short, title = _titles(cohort)
    asked_by = ""
    if wish.put_forward_by:
        asked_by = _(" {by} har skrevet det ind.").format(by=wish.put_forward_by.full_name)
    body = [
        _("{name} vil gerne på »{title}«. {days}.").format(
            name=wish.person.full_name, title=title, days=_days_in_short(cohort)
        )
        + asked_by,
        bodies.words(INTENTION, name),
        advice,
        bodies.link(Errand("enrolment.answer_wish", "enrolment.Wish", wish.pk), _("Svar på ønsket")),
        _("Der er tre svar: Ja, {name} skal med. Jeg taler med {name} først. Ikke denne gang.").format(name=name),
        _practical(cohort, answer_by=True),
    ]
    subject = _("Svar på {whose} ønske: {title}, {first}").format(
        whose=owned(name), title=short, first=_first_day(cohort)
    )
    return Written(subject, _letter(body))


def _put_forward(wish: Wish, cohort: Cohort, *, led: bool) -> Written:
    by = wish.put_forward_by.first_name if wish.put_forward_by else ""
    short, title = _titles(cohort)
    first = _("{by} har skrevet dig op til »{title}«. {days}.")
    then = _("Din leder bliver spurgt nu, og du får besked om svaret. Er det en fejl, så sig det til {by}.")
    if _said_yes_with_it(wish):
        first = _("{by} vil gerne have dig med på »{title}« og har sagt ja på forhånd. {days}.")
        then = _("Du får besked, så snart du har en plads. Vil du ikke med, så sig det til {by}.")
    elif wish.is_answered:
        then = _("Svaret får du i en mail for sig. Er det en fejl, så sig det til {by}.")
    elif not led:
        then = unanswered.own_unasked(ask=cohort.whom_to_ask)
    body = [
        first.format(by=by, title=title, days=_days_in_short(cohort)),
        _(
            "Skriv et par ord om, hvad du gerne vil have ud af det. Det tager to minutter. "
            "Ved feltet står, hvem der læser det."
        ),
        bodies.link(Errand("enrolment.write_intention", "enrolment.Wish", wish.pk), _("Skriv et par ord")),
        then.format(by=by),
        _practical(cohort),
    ]
    return Written(_("Du er skrevet op: {title}, {first}").format(title=short, first=_first_day(cohort)), _letter(body))


def _talk(wish: Wish, cohort: Cohort) -> Written:
    talk = wish.talk_or_none
    leader = talk.by.first_name if talk else _("din leder")
    short, title = _titles(cohort)
    body = [
        _("Aftal med {leader}, hvornår I har ti minutter til at tale om dit ønske om »{title}«.").format(
            leader=leader, title=title
        ),
        _("Dit ønske beholder sin tur i køen imens. {leader} svarer, når I har talt sammen.").format(leader=leader),
        _practical(cohort),
    ]
    return Written(
        _("{leader} vil tale med dig om dit ønske: {title}").format(leader=leader, title=short), _letter(body)
    )


def _answered(wish: Wish, cohort: Cohort) -> Written:
    leader, (short, title) = wish.backing.by.first_name, _titles(cohort)
    if wish.state is WishState.NOT_NOW:
        why = wishes.why_not_now(Reason(wish.backing.reason), leader=leader)
        wished = _("Dit ønske var: »{title}«, {days}.")
        if wish.put_forward_by_id:
            wished = _("Du var skrevet op til »{title}«, {days}.")
        body = [
            _("Det bliver ikke denne gang. {why}").format(why=why),
            wished.format(title=title, days=_lower(_days_in_short(cohort))),
            _practical(cohort),
        ]
        return Written(_("Svar på dit ønske: ikke denne gang, {title}").format(title=short), _letter(body))
    body = [
        _("{leader} har sagt ja. Nu venter du på svar om en plads.").format(leader=leader),
        _("Du skal ikke gøre noget. Pladserne gives efter tur, og du får besked, så snart der er en til dig."),
        _practical(cohort),
    ]
    return Written(_("{leader} har sagt ja: {title}").format(leader=leader, title=short), _letter(body))


def _left(seat: Seat, cohort: Cohort) -> Written:
    short, title = _titles(cohort)
    why = _("Det følger med, når en ansættelse slutter.")
    if seat.left_by:
        why = _("{by} har noteret, at du ikke skal med mere.").format(by=seat.left_by.full_name)
    body = [
        _("Du har ikke længere en plads på »{title}«. Den er givet fri fra {day}. {why}").format(
            title=title, day=long_date(seat.left_on or today()), why=why
        ),
        _("Er det en fejl, så ring til {ask}, så finder I ud af det.").format(ask=cohort.whom_to_ask),
        _("Dagene forsvinder fra din kalender, og det, du har skrevet, er stadig dit. Tak, fordi du ville være med."),
    ]
    return Written(_("Du har ikke længere en plads: {title}").format(title=short), _letter(body))


def _over(wish: Wish, cohort: Cohort) -> Written:
    short, title = _titles(cohort)
    body = [
        _("Holdet »{title}« er slut, og der blev ikke en plads til dig.").format(title=title),
        _("{leader} havde sagt ja, og du stod i køen hele vejen. Du skal ikke gøre noget.").format(
            leader=wish.backing.by.first_name
        ),
        _("Vil du med en anden gang? Under Forløb kan du se de hold, man kan ønske nu."),
        _practical(cohort),
    ]
    return Written(_("Der blev ikke en plads denne gang: {title}").format(title=short), _letter(body))


def _titles(cohort: Cohort) -> tuple[str, str]:
    """The programme's name for a subject, and in full for the letter."""
    definition = cohort.version.definition
    return definition.short_title, definition.title


def _letter(parts: Iterable[str]) -> str:
    return "\n\n".join(part for part in parts if part)


def _practical(cohort: Cohort, *, answer_by: bool = False) -> str:
    """What, where, and whom to ring, as a short list."""
    days = listed(short_date(day.on) for day in cohort.live_days())
    facts = [(_("Dage"), days), (_("Sted"), cohort.venue.name)]
    if answer_by:
        facts.append((_("Svarfrist"), long_date(cohort.answer_by)))
    facts.append((_("Kontakt"), cohort.whom_to_ask))
    return "\n".join(f"{term} :: {said}" for term, said in facts)


def _days_in_short(cohort: Cohort) -> str:
    """»Fem dage, første gang mandag den 16. august«."""
    number = len(cohort.live_days())
    word = NUMBERS[number].capitalize() if number < len(NUMBERS) else str(number)
    days = counted(number, _("dag"), _("dage")).replace(str(number), word, 1)
    return _("{days}, første gang {first}").format(days=days, first=_first_day(cohort))


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _first_day(cohort: Cohort) -> str:
    first = cohort.first_day()
    return long_date(first.on) if first else ""


# The facts


def _facts_of(cohort: Cohort) -> list[object]:
    """What every letter of the cohort says of it."""
    days = [day.on for day in cohort.live_days()]
    contact = cohort.contact
    return [days, cohort.answer_by, cohort.version_id, cohort.venue.name, contact.full_name, contact.phone]


def _said_yes_with_it(wish: Wish) -> bool:
    """A leader who puts somebody forward has said yes by it; any later answer is a letter of its own."""
    backing = wish.backing_or_none
    return (
        backing is not None
        and backing.number == 1
        and backing.answer == Answer.YES
        and backing.by_id == wish.put_forward_by_id
    )


register(OWNER, Notices(COHORT, ids=cohort_ids, desired=desired, fill=fill))
