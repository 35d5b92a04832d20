"""The words of a calendar mail, or the SMS in its place: that a day is set, moved or gone."""

from dataclasses import dataclass
from datetime import datetime

from rodfaest.correspondence.rules.bodies import body, facts, text
from rodfaest.correspondence.rules.calendars import Appointment
from rodfaest.correspondence.rules.plans import Wording, Written
from rodfaest.kernel.text import _
from rodfaest.kernel.time import COPENHAGEN, clock_span, day_of, long_date


def when(starts_at: datetime, ends_at: datetime) -> str:
    """
    >>> from datetime import UTC
    >>> when(datetime(2021, 8, 16, 7, tzinfo=UTC), datetime(2021, 8, 16, 13, 50, tzinfo=UTC))
    'mandag den 16. august kl. 9.00-15.50'
    """
    starts, ends = (moment.astimezone(COPENHAGEN) for moment in (starts_at, ends_at))
    return f"{long_date(starts.date())} kl. {clock_span(starts.time(), ends.time())}"


@dataclass(frozen=True)
class Told:
    """What its person has heard of the appointment: when it is, or that it is off."""

    starts_at: datetime | None
    is_off: bool = False


@dataclass(frozen=True)
class Announcement(Wording):
    """
    The mail that carries a calendar file. What is off is off for its reader: cancelled, or no longer theirs. In an SMS
    nothing is said of a calendar to open.
    """

    first_name: str
    summary: str
    starts_at: datetime
    ends_at: datetime
    location: str
    cancelled: bool
    told: Told | None
    """None for the first."""

    def write(self) -> Written:
        greeting = text(_("Hej %s") % self.first_name)
        if self.cancelled:
            known = _day(self.told.starts_at) if self.told and self.told.starts_at else _day(self.starts_at)
            subject = _("Udgår af din kalender: %s, %s") % (self.summary, known)
            news = _("%s, %s, gælder ikke længere for dig.") % (self.summary, known)
            ending = _("Åbn mailen i din kalender, så forsvinder dagen. Du behøver ikke svare.")
            return Written(subject, body(greeting, text(news), text(ending)), short=text(news))
        subject, news = self._news()
        when_and_where = facts((_("Hvornår"), when(self.starts_at, self.ends_at)), (_("Hvor"), self.location))
        ending = _("Åbn mailen i din kalender, så står dagen der. Du behøver ikke svare.")
        whole = body(greeting, text(news), when_and_where, text(ending))
        return Written(subject, whole, short=body(text(self.summary if self.told is None else news), when_and_where))

    def _news(self) -> tuple[str, str]:
        summary, day, told = self.summary, _day(self.starts_at), self.told
        if told is None:
            return _("Til din kalender: %s, %s") % (summary, day), _("Her er dagen til din kalender: %s.") % summary
        if told.is_off:
            news = _("%s gælder alligevel for dig. Sådan er det nu.") % summary
            return _("Igen i din kalender: %s, %s") % (summary, day), news
        if told.starts_at and told.starts_at != self.starts_at:
            subject = _("Flyttet: %s er nu %s") % (summary, when(self.starts_at, self.ends_at))
            return subject, _("%s er flyttet fra %s til %s.") % (summary, _day(told.starts_at), day)
        return _("Ændret: %s, %s") % (summary, day), _("Der er nyt om %s. Sådan er det nu.") % summary


def reason(appointment: Appointment, *, told: Told | None, first: str) -> str:
    """Why the mail goes out, to follow »fordi«. `first` is what the owner says of a day nobody has heard of."""
    if appointment.cancelled:
        return _("dagen ikke længere gælder")
    if told is None:
        return first or _("dagen er sat")
    if told.is_off:
        return _("dagen gælder igen")
    is_moved = told.starts_at and told.starts_at != appointment.starts_at
    return _("dagen er flyttet") if is_moved else _("noget ved dagen er ændret")


def _day(moment: datetime) -> str:
    return long_date(day_of(moment))
