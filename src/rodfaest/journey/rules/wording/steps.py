"""The letters about a step: to the one whose it is, and to the leader who asks about it."""

from dataclasses import dataclass

from rodfaest.correspondence.rules.bodies import body, bullets, button, link, text
from rodfaest.correspondence.rules.plans import Wording, Written
from rodfaest.journey.rules.wording.cohort import About, minutes_of
from rodfaest.kernel.actors import Errand
from rodfaest.kernel.text import _, first_of, listed
from rodfaest.programmes.rules.vocabulary import AnswerKind


@dataclass(frozen=True)
class StepDue(Wording):
    """The few steps that come by mail, and any on the day its participant chose."""

    title: str
    text: str
    minutes: int
    alternative: str
    answer: AnswerKind
    errand: Errand
    about: About

    def write(self) -> Written:
        waits = _("Det tager cirka {minutes}. Passer det ikke i dag, så lad det ligge: skridtet venter på dig.")
        button_too = _("På siden er der også en knap: »{alternative}«.")
        return Written(
            self.title,
            body(
                text(self.text),
                button(self.errand, button_word(self.answer)),
                text(waits.format(minutes=minutes_of(self.minutes))),
                text(button_too.format(alternative=self.alternative)),
                self.about.blocks(),
            ),
        )


@dataclass(frozen=True)
class Asked:
    """One whom a leader is asked about, by first name, and the link to answer by."""

    name: str
    errand: Errand


@dataclass(frozen=True)
class Asking(Wording):
    """The leader's question about each of theirs; or about nobody by name, for whoever maintains the outbox."""

    title: str
    text: str
    later: str
    programme: str
    people: tuple[Asked, ...]
    about: About

    def write(self) -> Written:
        names = [one.name for one in self.people]
        way = _("{names} er i gang med »{title}«.").format(names=listed(names), title=self.programme)
        presses = _("Du skal ikke skrive noget. Et tryk er nok, og »{later}« er også i orden.")
        if len(self.people) == 1:
            links = button(self.people[0].errand, _("Svar med ét tryk"))
        else:
            links = bullets(link(one.errand, _("Svar om {name}").format(name=one.name)) for one in self.people)
        return Written(
            _("{title}: {names}").format(title=self.title, names=first_of(names)),
            body(text(way), text(self.text), links, text(presses.format(later=self.later)), self.about.blocks()),
        )


def button_word(answer: AnswerKind) -> str:
    """What stands on the button that opens a step."""
    match answer:
        case AnswerKind.TEXT:
            return _("Skriv nu")
        case AnswerKind.DATE:
            return _("Vælg en dag")
        case AnswerKind.CHOICE:
            return _("Svar nu")
    return _("Se skridtet")
