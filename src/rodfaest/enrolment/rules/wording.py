"""What the letters of enrolment say: to the leader who is asked, and to the one who wished or was put forward."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rodfaest.correspondence.rules.bodies import Blocks, body, button, facts, text, words
from rodfaest.correspondence.rules.plans import Wording, Written
from rodfaest.enrolment.rules import unanswered, wishes
from rodfaest.enrolment.rules.wishes import Reason
from rodfaest.kernel.actors import Errand
from rodfaest.kernel.text import _, counted, listed, owned
from rodfaest.kernel.time import long_date, short_date

INTENTION = "intention"
"""The name of the participant's own words, which the leader who is asked reads."""
NUMBERS = ("nul", "én", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti")


@dataclass(frozen=True)
class AboutCohort:
    """What every one of these letters says of the cohort it is about."""

    short: str
    """The programme's name, for a subject."""
    title: str
    """And in full, for the letter."""
    days: tuple[date, ...]
    venue: str
    ask: str
    """Whom to ring, as a page names them."""

    @property
    def first_day(self) -> str:
        return long_date(self.days[0]) if self.days else ""

    @property
    def in_short(self) -> str:
        """»Fem dage, første gang mandag den 16. august«."""
        number = len(self.days)
        word = NUMBERS[number].capitalize() if number < len(NUMBERS) else str(number)
        days = counted(number, _("dag"), _("dage")).replace(str(number), word, 1)
        return _("{days}, første gang {first}").format(days=days, first=self.first_day)

    def practical(self, *more: tuple[str, str]) -> Blocks:
        """What, where, and whom to ring, as a short list."""
        days = listed(short_date(day) for day in self.days)
        return facts((_("Dage"), days), (_("Sted"), self.venue), *more, (_("Kontakt"), self.ask))


@dataclass(frozen=True)
class LeaderAsked(Wording):
    """The question itself, to each who leads the one who wished."""

    about: AboutCohort
    first_name: str
    full_name: str
    put_forward_by: str
    """Who else put it in, in full; empty where they wished themselves."""
    advice: str
    """Who is away at the same time."""
    answer_by: date
    answer: Errand

    def write(self) -> Written:
        name, about = self.first_name, self.about
        wished = _("{name} vil gerne på »{title}«. {days}.").format(
            name=self.full_name, title=about.title, days=about.in_short
        )
        if self.put_forward_by:
            wished += _(" {by} har skrevet det ind.").format(by=self.put_forward_by)
        subject = _("Svar på {whose} ønske: {title}, {first}").format(
            whose=owned(name), title=about.short, first=about.first_day
        )
        three = _("Der er tre svar: Ja, {name} skal med. Jeg taler med {name} først. Ikke denne gang.").format(
            name=name
        )
        return Written(
            subject,
            body(
                text(wished),
                words(INTENTION, name),
                text(self.advice),
                button(self.answer, _("Svar på ønsket")),
                text(three),
                about.practical((_("Svarfrist"), long_date(self.answer_by))),
            ),
        )


class Stands(StrEnum):
    """How the wish stands of somebody who was put forward."""

    YES_WITH_IT = "the leader who put them forward has said yes by it"
    ANSWERED = "the answer is a letter of its own"
    ASKED = "the leader is asked"
    UNASKED = "nobody leads them, so nobody is asked"


@dataclass(frozen=True)
class PutForward(Wording):
    """To the one whom somebody else wished for, and who may write a few words."""

    about: AboutCohort
    by: str
    stands: Stands
    intention: Errand

    def write(self) -> Written:
        about = self.about
        first = _("{by} har skrevet dig op til »{title}«. {days}.")
        if self.stands is Stands.YES_WITH_IT:
            first = _("{by} vil gerne have dig med på »{title}« og har sagt ja på forhånd. {days}.")
        why = _(
            "Skriv et par ord om, hvad du gerne vil have ud af det. Det tager to minutter. "
            "Ved feltet står, hvem der læser det."
        )
        return Written(
            _("Du er skrevet op: {title}, {first}").format(title=about.short, first=about.first_day),
            body(
                text(first.format(by=self.by, title=about.title, days=about.in_short)),
                text(why),
                button(self.intention, _("Skriv et par ord")),
                text(self._then()),
                about.practical(),
            ),
        )

    def _then(self) -> str:
        match self.stands:
            case Stands.YES_WITH_IT:
                then = _("Du får besked, så snart du har en plads. Vil du ikke med, så sig det til {by}.")
            case Stands.ANSWERED:
                then = _("Svaret får du i en mail for sig. Er det en fejl, så sig det til {by}.")
            case Stands.ASKED:
                then = _("Din leder bliver spurgt nu, og du får besked om svaret. Er det en fejl, så sig det til {by}.")
            case Stands.UNASKED:
                return unanswered.own_unasked(ask=self.about.ask)
        return then.format(by=self.by)


@dataclass(frozen=True)
class TalkFirst(Wording):
    """The leader wants to talk before answering."""

    about: AboutCohort
    leader: str

    def write(self) -> Written:
        leader = self.leader
        ask = _("Aftal med {leader}, hvornår I har ti minutter til at tale om dit ønske om »{title}«.")
        turn = _("Dit ønske beholder sin tur i køen imens. {leader} svarer, når I har talt sammen.")
        return Written(
            _("{leader} vil tale med dig om dit ønske: {title}").format(leader=leader, title=self.about.short),
            body(
                text(ask.format(leader=leader, title=self.about.title)),
                text(turn.format(leader=leader)),
                self.about.practical(),
            ),
        )


@dataclass(frozen=True)
class YesFromLeader(Wording):
    """The leader has said yes, and a place is still to come."""

    about: AboutCohort
    leader: str

    def write(self) -> Written:
        waits = _("{leader} har sagt ja. Nu venter du på svar om en plads.").format(leader=self.leader)
        does = _("Du skal ikke gøre noget. Pladserne gives efter tur, og du får besked, så snart der er en til dig.")
        return Written(
            _("{leader} har sagt ja: {title}").format(leader=self.leader, title=self.about.short),
            body(text(waits), text(does), self.about.practical()),
        )


@dataclass(frozen=True)
class NotNow(Wording):
    """Not this time, why, and what to do instead."""

    about: AboutCohort
    leader: str
    reason: Reason
    was_put_forward: bool

    def write(self) -> Written:
        about = self.about
        why = wishes.why_not_now(self.reason, leader=self.leader)
        wished = _("Dit ønske var: »{title}«, {days}.")
        if self.was_put_forward:
            wished = _("Du var skrevet op til »{title}«, {days}.")
        return Written(
            _("Svar på dit ønske: ikke denne gang, {title}").format(title=about.short),
            body(
                text(_("Det bliver ikke denne gang. {why}").format(why=why)),
                text(wished.format(title=about.title, days=_lower(about.in_short))),
                about.practical(),
            ),
        )


@dataclass(frozen=True)
class SeatLeft(Wording):
    """A seat was given up for somebody."""

    short: str
    title: str
    left_on: date
    left_by: str
    """Who noted it, in full; empty where it went with the employment."""
    ask: str

    def write(self) -> Written:
        why = _("Det følger med, når en ansættelse slutter.")
        if self.left_by:
            why = _("{by} har noteret, at du ikke skal med mere.").format(by=self.left_by)
        left = _("Du har ikke længere en plads på »{title}«. Den er givet fri fra {day}. {why}")
        ask = _("Er det en fejl, så ring til {ask}, så finder I ud af det.")
        thanks = _(
            "Dagene forsvinder fra din kalender, og det, du har skrevet, er stadig dit. Tak, fordi du ville være med."
        )
        return Written(
            _("Du har ikke længere en plads: {title}").format(title=self.short),
            body(
                text(left.format(title=self.title, day=long_date(self.left_on), why=why)),
                text(ask.format(ask=self.ask)),
                text(thanks),
            ),
        )


@dataclass(frozen=True)
class NoPlaceCame(Wording):
    """The cohort is over, and somebody with a yes never got a place."""

    about: AboutCohort
    leader: str

    def write(self) -> Written:
        over = _("Holdet »{title}« er slut, og der blev ikke en plads til dig.").format(title=self.about.title)
        stood = _("{leader} havde sagt ja, og du stod i køen hele vejen. Du skal ikke gøre noget.")
        again = _("Vil du med en anden gang? Under Forløb kan du se de hold, man kan ønske nu.")
        return Written(
            _("Der blev ikke en plads denne gang: {title}").format(title=self.about.short),
            body(text(over), text(stood.format(leader=self.leader)), text(again), self.about.practical()),
        )


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
