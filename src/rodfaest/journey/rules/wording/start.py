"""The letters before day 1: the place itself, the start letter, and the short reminder after a holiday."""

from dataclasses import dataclass
from datetime import date, time

from rodfaest.correspondence.rules.bodies import Blocks, body, bullets, button, facts, heading, own, text
from rodfaest.correspondence.rules.plans import Wording, Written
from rodfaest.journey.rules.wording.cohort import About, Contact, minutes_of
from rodfaest.kernel.actors import Errand
from rodfaest.kernel.text import _, listed
from rodfaest.kernel.time import clock, long_date

QUESTIONS = (
    _("Hvad vil jeg gerne blive bedre til, og hvad kan det give børnene?"),
    _("Hvornår kan jeg læse og prøve af, og hvem passer børnene imens?"),
    _("Hvem spørger mig, hvordan det går, når jeg er hjemme igen?"),
)
"""What to talk about with one's leader before day 1. Our own words (transfer: need, time, follow-up)."""
FIRST_STEP = "first_step"


@dataclass(frozen=True)
class Day:
    number: int
    on: date
    hours: str
    title: str

    @property
    def line(self) -> str:
        title = f" {self.title}." if self.title else ""
        return (
            _("Dag {number}: {day} kl. {hours}.").format(number=self.number, day=long_date(self.on), hours=self.hours)
            + title
        )


@dataclass(frozen=True)
class Pages:
    """What to read before a day."""

    day: int
    number: int
    titles: tuple[str, ...]

    @property
    def line(self) -> str:
        titles = f" ({listed(self.titles)})" if self.titles else ""
        return _("Dag {day}: {pages} sider").format(day=self.day, pages=self.number) + titles


@dataclass(frozen=True)
class Reading:
    """What to read before some of the days; `pages` is None where nobody knows yet."""

    pages: tuple[Pages, ...] | None
    has_titles: bool

    def blocks(self) -> Blocks:
        if self.pages is None:
            unknown = _("Vi kender ikke litteraturen endnu. Underviseren siger, hvad I skal læse.")
            return body(heading(_("Læs inden")), text(unknown))
        if not self.pages:
            return ()
        untitled = _("Vi kender ikke titlerne endnu. Du får dem af underviseren. Læs så langt, du når.")
        return body(
            heading(_("Læs inden")),
            bullets(pages.line for pages in self.pages),
            () if self.has_titles else text(untitled),
        )


@dataclass(frozen=True)
class Practical:
    """Where one goes the first day, with what and with whom."""

    venue: str
    hours: str
    catering: str
    directions: str
    companions: tuple[str, ...]
    """Who else goes from the same house, by first name: somebody to drive with."""
    unit: str
    """That house; empty where nobody else goes."""

    def blocks(self) -> Blocks:
        together = _("{names} skal også af sted fra {unit}").format(names=listed(self.companions), unit=self.unit)
        return facts(
            (_("Sted"), self.venue),
            (_("Tid"), _("kl. {hours}").format(hours=self.hours)),
            (_("Mad"), self.catering),
            (_("Find vej"), self.directions),
            (_("Tag med"), _("noget at skrive med")),
            (_("Samkørsel"), together if self.companions else ""),
        )


@dataclass(frozen=True)
class SeatGiven(Wording):
    """Says that a place is given, where the start letter comes later and only calendar mails would come now."""

    title: str
    days: tuple[Day, ...]
    letter_on: date
    contact: Contact

    def write(self) -> Written:
        later = _("Du skal ikke gøre noget nu. {day} får du et brev med det praktiske og det første, du kan gøre.")
        return Written(
            _("Du har fået en plads: {title}").format(title=main_title(self.title)),
            body(
                text(_("Du har fået en plads på »{title}«.").format(title=self.title)),
                heading(_("Dagene")),
                bullets(day.line for day in self.days),
                text(later.format(day=long_date(self.letter_on).capitalize())),
                text(_("Har du en mailadresse, kommer hver dag også til din kalender i en mail for sig.")),
                text(_("Kan du alligevel ikke, så log ind, og giv pladsen videre, eller spørg:")),
                facts(*self.contact.rows),
            ),
        )


@dataclass(frozen=True)
class Start(Wording):
    """A month before day 1. A place may be given under way: then it is about the days that are left."""

    title: str
    """In short: a subject is read on a phone."""
    days: tuple[Day, ...]
    practical: Practical
    reading: Reading
    agreement: str
    """What the house has agreed about time; empty where it has not."""
    leader: str
    """Whom to ask about time where nothing is agreed; empty where nobody leads the house, or it is not asked."""
    contact: Contact

    def write(self) -> Written:
        subject = _("Du er med: {title}, dag {number} {day}").format(
            title=self.title, number=self.days[0].number, day=long_date(self.days[0].on)
        )
        not_yet = _("Der er ikke aftalt noget om tid endnu. Tag det op med {leader}.")
        return Written(
            subject,
            body(
                text(_("Du har fået plads på holdet.")),
                own(FIRST_STEP, _("det første skridt")),
                heading(_("Dagene")),
                bullets(day.line for day in self.days),
                heading(_("Det praktiske")),
                self.practical.blocks(),
                self.reading.blocks(),
                heading(_("Tid til at læse og prøve af")),
                text(self.agreement or not_yet.format(leader=self.leader or _("din leder"))),
                heading(_("Tal med din leder om")),
                bullets(QUESTIONS),
                heading(_("Spørg endelig")),
                facts(*self.contact.rows),
            ),
        )


@dataclass(frozen=True)
class Reminder(Wording):
    """A week before day 1, where a holiday lies between that and the start letter."""

    title: str
    first_on: date
    starts: time
    practical: Practical
    reading: Reading
    about: About

    def write(self) -> Written:
        day, at = long_date(self.first_on), clock(self.starts)
        begins = _("Velkommen tilbage fra ferie. {day} kl. {clock} begynder »{title}«.")
        return Written(
            _("Om en uge: {title}, dag 1 {day} kl. {clock}").format(title=self.title, day=day, clock=at),
            body(
                text(begins.format(day=day.capitalize(), clock=at, title=self.title)),
                own(FIRST_STEP, _("det første skridt")),
                self.practical.blocks(),
                self.reading.blocks(),
                self.about.blocks(),
            ),
        )


def first_step(title: str, minutes: int, errand: Errand, label: str) -> Blocks:
    """What stands for FIRST_STEP in the letter of somebody who still has one to do."""
    said = _("Det første, du kan gøre, tager cirka {minutes}: {title}")
    return body(text(said.format(minutes=minutes_of(minutes), title=title)), button(errand, label))


def main_title(title: str) -> str:
    """
    A title without what stands after its colon.

    >>> main_title("Barnets første 1000 dage: læringsforløb for pædagogiske assistenter i dagplejen")
    'Barnets første 1000 dage'
    """
    return title.split(":")[0]
