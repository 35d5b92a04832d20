"""The words of a calendar mail: that a day is set, moved or gone."""

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


def announcement(appointment: Appointment, *, first_name: str, is_known: bool, was: datetime | None) -> tuple[str, str]:
    """
    Subject and body of the mail that carries the calendar file.

    `is_known`: an earlier one has gone out; `was` is when that one said.
    """
    said = when(appointment.starts_at, appointment.ends_at)
    day = _day(appointment.starts_at)
    greeting = _("Hej %s") % first_name
    if appointment.cancelled:
        subject = _("Aflyst: %s, %s") % (appointment.summary, day)
        news = _("%s %s gælder ikke længere for dig.") % (appointment.summary, said)
        ending = _("Åbn mailen i din kalender, så forsvinder dagen. Du behøver ikke svare.")
        return subject, "\n\n".join([greeting, news, ending])
    place = [f"{_('Hvor')} :: {' '.join(appointment.location.split())}"] if appointment.location else []
    facts = "\n".join([f"{_('Hvornår')} :: {said}", *place])
    ending = _("Åbn mailen i din kalender, så står dagen der. Du behøver ikke svare.")
    if not is_known:
        subject = _("Til din kalender: %s, %s") % (appointment.summary, day)
        news = _("Her er dagen til din kalender: %s.") % appointment.summary
    elif _is_moved(appointment, was):
        assert was is not None
        subject = _("Flyttet: %s er nu %s") % (appointment.summary, said)
        news = _("%s er flyttet fra %s til %s.") % (appointment.summary, _day(was), day)
    else:
        subject = _("Ændret: %s, %s") % (appointment.summary, day)
        news = _("Der er nyt om %s. Sådan er det nu.") % appointment.summary
    return subject, "\n\n".join([greeting, news, facts, ending])


def reason(appointment: Appointment, *, is_known: bool, was: datetime | None, first: str) -> str:
    """Why the mail goes out, to follow »fordi«. `first` is what the owner says of a day nobody has heard of."""
    if appointment.cancelled:
        return _("dagen ikke længere gælder")
    if not is_known:
        return first or _("dagen er sat")
    return _("dagen er flyttet") if _is_moved(appointment, was) else _("noget ved dagen er ændret")


def _is_moved(appointment: Appointment, was: datetime | None) -> bool:
    return was is not None and was != appointment.starts_at


def _day(moment: datetime) -> str:
    return long_date(moment.astimezone(COPENHAGEN).date())
