"""
What is in a calendar file (RFC 5545, RFC 5546): pure, through the icalendar library.

One file, one METHOD, one UID. The UID is stable per person and day, SEQUENCE rises at each change, DTSTAMP is UTC, the
organiser is a mailbox that is read. Times are Danish with a short zone of our own: the library's is 2 kB of dates and
an hour wrong after 2037; this one was tried in khal and libical.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr
from enum import StrEnum

from icalendar import Calendar, Timezone, vCalAddress, vText
from icalendar import Event as ICalEvent

from rodfaest.kernel.time import COPENHAGEN

PRODUCT = "-//Rodfaest//rodfaest//DA"
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://rodfaest.dk/kalender")
ZONE = """BEGIN:VTIMEZONE
TZID:Europe/Copenhagen
BEGIN:DAYLIGHT
DTSTART:19810329T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""


class Method(StrEnum):
    """What a calendar mail asks of its reader's calendar. Never PUBLISH: some calendars can't take that back."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


@dataclass(frozen=True)
class Appointment:
    """One entry of a person's calendar."""

    uid: str
    sequence: int
    summary: str
    starts_at: datetime
    ends_at: datetime
    location: str = ""
    description: str = ""
    cancelled: bool = False


def uid_of(owner: str, key: str, *, host: str) -> str:
    """
    The same owner and key give the same UID for ever, also when a place is left and taken again.

    >>> uid_of("journey", "day:3:person:7", host="rodfaest.dk")
    '768a02bf-172b-5a72-8b19-a01b1ea1109f@rodfaest.dk'
    """
    return f"{uuid.uuid5(NAMESPACE, f'{owner}/{key}')}@{host}"


def calendar_mail(
    appointment: Appointment, *, organiser: str, to: str, name: str, stamp: datetime
) -> tuple[Method, bytes]:
    """The file of one calendar mail, and its METHOD, which the mail part must say too. `stamp` is an instant."""
    method = Method.CANCEL if appointment.cancelled else Method.REQUEST
    calendar = _calendar()
    calendar.add("method", method.value)
    event = _event(appointment, stamp=stamp)
    if appointment.description:
        event.add("description", appointment.description)
    event["organizer"] = _address(*parseaddr(organiser))
    attendee = _address(name, to)
    attendee.params["ROLE"] = vText("REQ-PARTICIPANT")
    attendee.params["PARTSTAT"] = vText("NEEDS-ACTION")
    attendee.params["RSVP"] = vText("FALSE")
    event.add("attendee", attendee)
    calendar.add_component(event)
    return method, bytes(calendar.to_ical())


def calendar_feed(appointments: Iterable[tuple[Appointment, datetime]], *, name: str) -> bytes:
    """
    The file behind a person's secret address: when and where, and nothing anybody wrote. Each appointment goes with the
    instant it last changed, so an unchanged calendar is the same bytes each time.
    """
    calendar = _calendar()
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", timedelta(hours=4), parameters={"VALUE": "DURATION"})
    for appointment, changed_at in appointments:
        calendar.add_component(_event(appointment, stamp=changed_at))
    return bytes(calendar.to_ical())


def _calendar() -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add_component(Timezone.from_ical(ZONE))
    return calendar


def _event(appointment: Appointment, *, stamp: datetime) -> ICalEvent:
    event = ICalEvent()
    event.add("uid", appointment.uid)
    event.add("sequence", appointment.sequence)
    event.add("dtstamp", stamp.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", appointment.starts_at.astimezone(COPENHAGEN))
    event.add("dtend", appointment.ends_at.astimezone(COPENHAGEN))
    event.add("summary", appointment.summary)
    event.add("location", appointment.location)
    event.add("status", "CANCELLED" if appointment.cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if appointment.cancelled else "OPAQUE")
    return event


def _address(name: str, mail: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{mail}")
    address.params["CN"] = vText(name)
    return address
