"""The words of a calendar mail: that a day is set, moved or gone."""

from datetime import datetime

from rodfaest.correspondence.rules.calendars import Appointment
from rodfaest.kernel.text import _
from rodfaest.kernel.time import COPENHAGEN, clock, long_date


def when(starts_at: datetime, ends_at: datetime) -> str:
    """
    >>> from datetime import UTC
    >>> when(datetime(2021, 8, 16, 7, tzinfo=UTC), datetime(2021, 8, 16, 13, 50, tzinfo=UTC))
    'mandag den 16. august kl. 9.00-15.50'
    """
    starts, ends = (moment.astimezone(COPENHAGEN) for moment in (starts_at, ends_at))
    return f"{long_date(starts.date())} kl. {clock(starts.time())}-{clock(ends.time())}"


def announcement(
    appointment: Appointment, *, first_name: str, is_known: bool, was: datetime | None, why: str
) -> tuple[str, str, str]:
    """
    Subject, body and reason of the mail that carries the calendar file; the reason follows »fordi«.

    `is_known`: an earlier one has gone out; `was` is when that one said.
    """
    said = when(appointment.starts_at, appointment.ends_at)
    day = long_date(appointment.starts_at.astimezone(COPENHAGEN).date())
    greeting = _("Hej %s") % first_name
    if appointment.cancelled:
        subject = _("Aflyst: %s, %s") % (appointment.summary, day)
        news = _("%s er ikke længere i din kalender. Det gjaldt %s.") % (appointment.summary, said)
        ending = _("Din kalender fjerner dagen, når du åbner mailen. Den skal ikke bruge noget svar.")
        return subject, "\n\n".join([greeting, news, ending]), _("dagen ikke længere står i kalenderen")
    place = [f"{_('Hvor')} :: {' '.join(appointment.location.split())}"] if appointment.location else []
    facts = "\n".join([f"{_('Hvornår')} :: {said}", *place])
    ending = _("Dagen lægger sig i din kalender, når du åbner mailen. Du behøver ikke svare.")
    if not is_known:
        subject = f"{appointment.summary}: {said}"
        news = _("Her er dagen til din kalender: %s.") % appointment.summary
        reason = why or _("dagen er sat")
    elif was is not None and was != appointment.starts_at:
        subject = _("Flyttet: %s er nu %s") % (appointment.summary, said)
        news = _("%s er flyttet fra %s til %s.") % (
            appointment.summary,
            long_date(was.astimezone(COPENHAGEN).date()),
            day,
        )
        reason = _("dagen er flyttet")
    else:
        subject = _("Ændret: %s, %s") % (appointment.summary, day)
        news = _("Der er nyt om %s. Her er det, som det er nu.") % appointment.summary
        reason = _("noget ved dagen er ændret")
    return subject, "\n\n".join([greeting, news, facts, ending]), reason
