"""Codes and new links, handed straight to their gateway: nobody who reads the outbox ever sees one."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import make_msgid

from rodfaest.kernel.text import _
from rodfaest.login import rules
from rodfaest.organisations.models import Person
from rodfaest.organisations.rules.people import phone_digits
from rodfaest.transport import mail, sms
from rodfaest.transport.errors import NotHandedOver
from rodfaest.transport.mail import Mail
from rodfaest.ui.pages import Page, drawn

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Button:
    label: str
    url: str


@dataclass(frozen=True)
class Words:
    """What such a mail says between its greeting and its closing: sentences, and a code or a button."""

    greeting: str
    lines: Sequence[str]
    closing: str
    code: str = ""
    button: Button | None = None


@dataclass(frozen=True)
class AsText(Page):
    template = "login/mail.txt"

    words: Words


@dataclass(frozen=True)
class AsHtml(Page):
    template = "login/mail.html"

    subject: str
    words: Words


def send_code(person: Person, address: str, code: str) -> None:
    """Mail the code. What can't be handed over is logged and not shown: the page may not tell who is known here."""
    words = Words(
        greeting=_("Hej {name}").format(name=person.first_name),
        lines=[
            _("Her er din kode til Rodfæst. Skriv den på siden, hvor du er ved at logge ind."),
            _("Koden gælder i {minutes} minutter.").format(minutes=rules.CODE_MINUTES),
        ],
        code=code,
        closing=_("Har du ikke bedt om en kode? Så skal du ikke gøre noget. Giv den ikke til nogen."),
    )
    try:
        _mail(address, _("Din kode til Rodfæst: {code}").format(code=code), words)
    except NotHandedOver as error:
        logger.error("a login code was not handed over: %s", error.reason)


def text_code(phone: str, code: str) -> None:
    """The code by SMS; what fails is logged, as with mail."""
    try:
        sms.hand_over(rules.international(phone), rules.code_sms(code))
    except NotHandedOver as error:
        logger.error("a login code was not handed over: %s", error.reason)


def send_link(person: Person, url: str) -> None:
    """Send a new link to whom it belongs, by mail, or by SMS where there is no mail. Raises NotHandedOver."""
    if not person.email:
        text_link(person, _("Her er dit nye link til Rodfæst:"), url)
        return
    words = Words(
        greeting=_("Hej {name}").format(name=person.first_name),
        lines=[_("Dit gamle link var blevet for gammelt. Her er et nyt. Det er kun til dig.")],
        button=Button(_("Åbn siden"), url),
        closing=_("Har du ikke bedt om et nyt link? Så skal du ikke gøre noget."),
    )
    _mail(person.email, _("Dit nye link til Rodfæst"), words)


def text_link(person: Person, sentence: str, url: str) -> None:
    """One sentence and a link by SMS, where a number is given. Raises NotHandedOver."""
    digits = phone_digits(person.phone)
    if digits is None:
        raise NotHandedOver(_("Der er ikke noget mobilnummer."), for_good=True)
    sms.hand_over(rules.international(digits), f"{sentence} {url}")


def tell_of_new_mail(was: str) -> None:
    """To the address somebody had until now, which may be a stranger's: it names nobody. What fails is logged."""
    words = Words(
        greeting=_("Hej"),
        lines=[
            _("Denne mail var adressen til et login i Rodfæst. Nu er en anden mail skrevet ind i stedet."),
            _("Er det aftalt, skal du ikke gøre noget. De links, vi har sendt hertil, virker ikke mere."),
        ],
        closing=_("Ved du ikke af det? Så ring til kommunens konsulent."),
    )
    try:
        _mail(was, _("En anden mail til Rodfæst"), words)
    except NotHandedOver as error:
        logger.error("the word of a new mail address was not handed over: %s", error.reason)


def _mail(address: str, subject: str, words: Words) -> None:
    mail.hand_over(
        Mail(
            to=address,
            subject=subject,
            text=drawn(AsText(words)),
            html=drawn(AsHtml(subject, words)),
            message_id=make_msgid(domain=mail.mail_host()),
        )
    )
