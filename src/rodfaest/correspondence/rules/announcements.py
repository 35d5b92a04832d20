"""The words of a calendar mail: that a day is set, moved or gone."""

from dataclasses import dataclass
from datetime import datetime

from rodfaest.correspondence.rules.calendars import Appointment
from rodfaest.kernel.text import _
from rodfaest.kernel.time import COPENHAGEN, clock_span, long_date


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
    """What an earlier mail said of the appointment: when it is, or that it is off."""

    starts_at: datetime | None
    is_off: bool = False


def announcement(appointment: Appointment, *, first_name: str, told: Told | None) -> tuple[str, str]:
    """
    Subject and body of the mail that carries the calendar file; `told` is None for the first.

    What is off is off for its reader: the day is cancelled, or is no longer theirs.
    """
    said = when(appointment.starts_at, appointment.ends_at)
    day = _day(appointment.starts_at)
    greeting = _("Hej %s") % first_name
    if appointment.cancelled:
        known = _day(told.starts_at) if told and told.starts_at else day
        subject = _("Udgår af din kalender: %s, %s") % (appointment.summary, known)
        news = _("%s, %s, gælder ikke længere for dig.") % (appointment.summary, known)
        ending = _("Åbn mailen i din kalender, så forsvinder dagen. Du behøver ikke svare.")
        return subject, "\n\n".join([greeting, news, ending])
    place = [f"{_('Hvor')} :: {' '.join(appointment.location.split())}"] if appointment.location else []
    facts = "\n".join([f"{_('Hvornår')} :: {said}", *place])
    ending = _("Åbn mailen i din kalender, så står dagen der. Du behøver ikke svare.")
    if told is None:
        subject = _("Til din kalender: %s, %s") % (appointment.summary, day)
        news = _("Her er dagen til din kalender: %s.") % appointment.summary
    elif told.is_off:
        subject = _("Igen i din kalender: %s, %s") % (appointment.summary, day)
        news = _("%s gælder alligevel for dig. Sådan er det nu.") % appointment.summary
    elif told.starts_at and told.starts_at != appointment.starts_at:
        subject = _("Flyttet: %s er nu %s") % (appointment.summary, said)
        news = _("%s er flyttet fra %s til %s.") % (appointment.summary, _day(told.starts_at), day)
    else:
        subject = _("Ændret: %s, %s") % (appointment.summary, day)
        news = _("Der er nyt om %s. Sådan er det nu.") % appointment.summary
    return subject, "\n\n".join([greeting, news, facts, ending])


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
    return long_date(moment.astimezone(COPENHAGEN).date())
