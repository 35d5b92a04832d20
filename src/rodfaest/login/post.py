"""Codes, which wait locked for a worker, and new links: nobody who reads the outbox ever sees one."""

import json
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from email.utils import make_msgid
from functools import partial

from django_tasks import task

from rodfaest.kernel.text import _
from rodfaest.kernel.time import now
from rodfaest.login import locks, rules
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


def queue_code(to: str = "", code: str = "") -> None:
    """
    Leave a code, locked, for the worker: a page that waited for a mail server would tell who is known here.

    Where nobody is, nothing goes, and as much is written down.
    """
    hand_over_code.enqueue(locks.locked(json.dumps([to, code, now().timestamp()])))


@task(backend="codes")
def hand_over_code(locked: str) -> None:
    """Send a code to the address or number that was typed, unless it has run out meanwhile."""
    to, code, asked_at = json.loads(locks.unlocked(locked))
    if now().timestamp() - asked_at > rules.CODE_MINUTES * 60:
        return
    if "@" in to:
        if person := Person.objects.filter(email=to).first():
            send_code(person, to, code)
    elif to:
        text_code(to, code)


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


Told = tuple[frozenset[str], frozenset[str]]
"""Mail addresses, and numbers of eight digits."""


def tell_of_change(told: Told, url: str) -> None:
    """
    To every address and number somebody had and has, some of which may be a stranger's: it names nobody, nor what is
    new. What fails is logged.
    """
    words = Words(
        greeting=_("Hej"),
        lines=[
            _("Mail eller mobil til et login i Rodfæst er lige blevet skiftet. Denne er eller var en af dem."),
            _("Er det aftalt, skal du ikke gøre noget. De links, vi har sendt før, virker ikke mere."),
            _("Var det ikke dig? Så tryk her. Det gamle kommer tilbage, og den, der er logget ind, bliver logget ud."),
        ],
        button=Button(_("Det var ikke mig"), url),
        closing=_("Linket virker i 14 dage. Det åbner ikke noget, og du kan også ringe til kommunens administrator."),
    )
    _tell(told, _("Skiftet mail eller mobil til Rodfæst"), words, f"{rules.CHANGED_SMS} {url}")


def tell_of_undoing(told: Told) -> None:
    """To the same, that it is undone."""
    words = Words(
        greeting=_("Hej"),
        lines=[_("Skiftet af mail eller mobil til et login i Rodfæst er fortrudt. Det gamle gælder igen.")],
        closing=_("Ved du ikke af det? Så ring til kommunens administrator."),
    )
    _tell(told, _("Skiftet til Rodfæst er fortrudt"), words, rules.UNDONE_SMS)


def tell_of_meeting(told: Told, url: str) -> None:
    """To every old address and number, what an administrator has written, and how to stop it."""
    words = Words(
        greeting=_("Hej"),
        lines=[
            _("En administrator har skrevet, at I har mødtes, og at du har fået ny mail eller mobil til Rodfæst."),
            _("Passer det, skal du ikke gøre noget. Om en uge åbner det, der er skrevet før."),
            _("Passer det ikke? Så tryk her, og det bliver ved med at være lukket."),
        ],
        button=Button(_("Vi har ikke mødtes"), url),
        closing=_("Du kan også ringe til kommunens administrator."),
    )
    _tell(told, _("Har du mødt administratoren?"), words, f"{rules.MET_SMS} {url}")


def send_proof(address: str, code: str) -> None:
    """The code that shows that somebody still has an old address or number. What fails is logged."""
    if digits := phone_digits(address):
        text_code(digits, code)
        return
    words = Words(
        greeting=_("Hej"),
        lines=[_("Her er koden, der viser, at det er dig. Skriv den på siden, hvor du bad om den.")],
        code=code,
        closing=_("Har du ikke bedt om en kode? Så giv den ikke til nogen, og ring til kommunens administrator."),
    )
    _handed_over(partial(_mail, address, _("Vis, at det er dig: {code}").format(code=code), words))


def _tell(told: Told, subject: str, words: Words, sentence: str) -> None:
    mails, numbers = told
    for address in sorted(mails):
        _handed_over(partial(_mail, address, subject, words))
    for digits in sorted(numbers) if sms.available() else ():
        _handed_over(partial(sms.hand_over, rules.international(digits), sentence))


def _handed_over(hand_over: Callable[[], None]) -> None:
    try:
        hand_over()
    except NotHandedOver as error:
        logger.error("a word about somebody's login was not handed over: %s", error.reason)


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
