"""
One mail over SMTP, spoken step by step so that it is known what the server has taken.

Text and HTML say the same; a calendar part carries its METHOD twice, in the file and in the part's header (RFC 6047),
or calendars show an attachment instead of an appointment.
"""

import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from typing import Any

import environ
from django.conf import settings

from rodfaest.kernel.text import _
from rodfaest.kernel.time import COPENHAGEN, now
from rodfaest.kernel.transactions import write
from rodfaest.transport.errors import NotHandedOver
from rodfaest.transport.models import DevMail

PATIENCE = 20
"""Seconds to wait for a mail server before trying again later."""

SUBMISSION_PORT = 587
"""Where STARTTLS is spoken (RFC 6409)."""

# 7bit: every relay on the way can carry it, whatever it says of 8BITMIME.
_POLICY = SMTP.clone(cte_type="7bit")


@dataclass(frozen=True)
class CalendarPart:
    """An iCalendar file with one METHOD: REQUEST or CANCEL."""

    method: str
    ics: str


@dataclass(frozen=True)
class Mail:
    """One mail to one person. `message_id` is the caller's, so that a letter sent twice can be seen to be one."""

    to: str
    subject: str
    text: str
    html: str
    message_id: str
    reply_to: str | None = None
    calendar: CalendarPart | None = None


def mail_host() -> str:
    """The host in Message-IDs and UIDs: that of the mailbox our mail comes from."""
    return parseaddr(settings.MAIL_FROM)[1].rpartition("@")[2] or "localhost"


def hand_over(mail: Mail) -> None:
    """Give the mail to the server that settings.EMAIL_URL names. Returns when it has been taken; else NotHandedOver."""
    try:
        message = _written(mail)
    except (ValueError, MessageError) as error:
        raise NotHandedOver(_("Mailadressen eller emnet kan ikke bruges i en mail."), for_good=True) from error
    if settings.EMAIL_URL:
        _send(mail.to, message)
    elif settings.DEMO:
        _store(mail)
    else:
        raise NotHandedOver(_("Der er ingen mailserver: EMAIL_URL er ikke sat."), for_good=False)


def _written(mail: Mail) -> bytes:
    parseaddr(mail.to)[1].encode("ascii")  # an address with æ in it is a typing error: no server here takes one
    message = EmailMessage(policy=_POLICY)
    message["From"] = settings.MAIL_FROM
    message["To"] = mail.to
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(now().astimezone(COPENHAGEN))
    message["Message-ID"] = mail.message_id
    if mail.reply_to:
        message["Reply-To"] = mail.reply_to
    # Replies from machines ("jeg er på ferie") stay away from a mailbox that people read.
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.text)
    message.add_alternative(mail.html, subtype="html")
    if mail.calendar:
        message.add_alternative(mail.calendar.ics, subtype="calendar", params={"method": mail.calendar.method})
    return message.as_bytes()


def _send(to: str, message: bytes) -> None:
    server: dict[str, Any] = environ.Env.email_url_config(settings.EMAIL_URL)
    try:
        session = _connected(server)
    except (smtplib.SMTPException, OSError) as error:
        raise NotHandedOver(_("Mailserveren svarer ikke."), for_good=False) from error
    try:
        _speak(session, to, message)
    except (smtplib.SMTPException, UnicodeError) as error:
        raise NotHandedOver(_("Mailserveren afviste forbindelsen."), for_good=False) from error
    except OSError as error:
        raise NotHandedOver(_("Forbindelsen til mailserveren blev afbrudt."), for_good=False) from error
    finally:
        session.close()


def _connected(server: dict[str, Any]) -> smtplib.SMTP:
    host, port = server["EMAIL_HOST"], server["EMAIL_PORT"] or _usual_port(server)
    session: smtplib.SMTP
    if server.get("EMAIL_USE_SSL"):
        session = smtplib.SMTP_SSL(host, port, timeout=PATIENCE, context=ssl.create_default_context())
    else:
        session = smtplib.SMTP(host, port, timeout=PATIENCE)
    try:
        if server.get("EMAIL_USE_TLS"):
            session.starttls(context=ssl.create_default_context())
        if server.get("EMAIL_HOST_USER"):
            session.login(server["EMAIL_HOST_USER"], server["EMAIL_HOST_PASSWORD"])
    except (smtplib.SMTPException, OSError):
        session.close()
        raise
    return session


def _usual_port(server: dict[str, Any]) -> int:
    """
    Where a server listens whose address names no port.

    >>> [_usual_port(environ.Env.email_url_config(url)) for url in ("smtp://a", "smtp+tls://a", "smtp+ssl://a")]
    [25, 587, 465]
    """
    if server.get("EMAIL_USE_SSL"):
        return smtplib.SMTP_SSL_PORT
    return SUBMISSION_PORT if server.get("EMAIL_USE_TLS") else smtplib.SMTP_PORT


def _speak(session: smtplib.SMTP, to: str, message: bytes) -> None:
    session.ehlo_or_helo_if_needed()
    # A refused sender is our own mistake and not the letter's: it waits until somebody has mended it.
    _expect(
        session.mail(parseaddr(settings.MAIL_FROM)[1]), _("Mailserveren vil ikke sende fra vores adresse"), ours=True
    )
    _expect(session.rcpt(parseaddr(to)[1]), _("Mailserveren vil ikke levere til adressen"))
    try:
        _expect(session.data(message), _("Mailserveren tog ikke imod brevet"))
    except smtplib.SMTPDataError as error:
        _expect((error.smtp_code, error.smtp_error), _("Mailserveren tog ikke imod brevet"))
    except (smtplib.SMTPServerDisconnected, OSError) as error:
        raise NotHandedOver(
            _("Forbindelsen blev afbrudt, mens brevet blev afleveret. Det er måske kommet frem."),
            for_good=False,
            unsure=True,
        ) from error
    # The letter has been taken; how the server says goodbye changes nothing.
    with suppress(smtplib.SMTPException, OSError):
        session.quit()


def _expect(reply: tuple[int, bytes | str], refusal: str, *, ours: bool = False) -> None:
    code, said = reply
    if 200 <= code < 300:
        return
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    raise NotHandedOver(f"{refusal} ({code} {words[:120]}).", for_good=code >= 500 and not ours)


@write
def _store(mail: Mail) -> None:
    DevMail.objects.create(
        to=mail.to,
        subject=mail.subject,
        text=mail.text,
        html=mail.html,
        message_id=mail.message_id,
        calendar_method=mail.calendar.method if mail.calendar else "",
        calendar=mail.calendar.ics if mail.calendar else "",
        at=now(),
    )
