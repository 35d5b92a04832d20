"""What is said of a teaching day: to the one who teaches it, and in everybody's calendar."""

from dataclasses import dataclass
from datetime import date

from rodfaest.correspondence.rules.bodies import body, button, facts, text
from rodfaest.correspondence.rules.plans import Wording, Written
from rodfaest.journey.rules.wording.cohort import Contact
from rodfaest.kernel.actors import Errand
from rodfaest.kernel.text import _
from rodfaest.kernel.time import long_date


@dataclass(frozen=True)
class TeachersLink(Wording):
    """The link to a day's names, to those who teach it."""

    title: str
    number: int
    on: date
    hours: str
    venue: str
    people: int
    """How many have a seat."""
    is_first: bool
    """Before the first day nobody has tried anything yet."""
    errand: Errand
    contact: Contact

    def write(self) -> Written:
        day = long_date(self.on)
        tried = _("det, de gerne vil blive bedre til") if self.is_first else _("det, de har prøvet siden sidst")
        names = _("{people} har plads på holdet. Her er navnene, {shared}, og den næste praksisopgave.")
        page = _("På siden kan du skrive listen til døren ud og krydse af, hvem der er der. Du skal ikke logge ind.")
        return Written(
            _("Navne til dag {number}: {title}, {day}").format(number=self.number, title=self.title, day=day),
            body(
                text(names.format(people=self.people, shared=tried)),
                button(self.errand, _("Åbn dagen")),
                text(page),
                facts(
                    (_("Tid"), _("{day} kl. {hours}").format(day=day, hours=self.hours)),
                    (_("Sted"), self.venue),
                ),
                facts(*self.contact.rows),
            ),
        )


def entry_description(*, catering: str, directions: str, contact: Contact) -> str:
    """What stands in the calendar beside when and where."""
    reach = contact.phone or contact.mail
    parts = [
        _("Mad: {catering}.").format(catering=catering.rstrip(".")) if catering else "",
        directions,
        _("Spørg {name}{reach}.").format(name=contact.name, reach=f", {reach}" if reach else ""),
    ]
    return "\n".join(part for part in parts if part)
