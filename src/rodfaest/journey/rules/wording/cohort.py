"""What several letters say of a cohort: where it is, and whom one asks."""

from dataclasses import dataclass

from rodfaest.correspondence.rules.bodies import Blocks, facts
from rodfaest.kernel.text import _


@dataclass(frozen=True)
class Contact:
    """Whom one asks."""

    name: str
    phone: str
    mail: str

    @property
    def rows(self) -> tuple[tuple[str, str], ...]:
        return (_("Kontakt"), self.name), (_("Telefon"), self.phone), (_("Mail"), self.mail)


@dataclass(frozen=True)
class About:
    """Which cohort it is, and whom one asks: at the end of what comes under way."""

    cohort: str
    contact: Contact

    def blocks(self) -> Blocks:
        return facts((_("Hold"), self.cohort), *self.contact.rows)


def minutes_of(number: int) -> str:
    return _("et minut") if number <= 1 else _("{number} minutter").format(number=number)
