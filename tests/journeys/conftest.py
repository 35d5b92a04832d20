"""A whole kommune before anybody has wished, a mail server, and a browser for each person."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from email.message import EmailMessage

import icalendar
import pytest

from rodfaest.correspondence.actions import send_due_letters
from rodfaest.demo import cast
from rodfaest.demo.kommune import lay_out
from rodfaest.kernel.actors import System
from rodfaest.organisations.models import Person
from tests.browser import SIZES, listen_for_faults
from tests.correspondence.smtp import Server, smtp_server
from tests.factories.login import Client


class Post:
    """The mail server, and what was sent since one last looked."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.read = 0

    def send(self) -> list[EmailMessage]:
        """Let the minute's job run, and give what it sent."""
        send_due_letters(actor=System("send_due_letters"))
        return self.new()

    def new(self) -> list[EmailMessage]:
        letters, self.read = self.server.letters[self.read :], len(self.server.letters)
        return letters


def to(letters: list[EmailMessage], name: str) -> list[EmailMessage]:
    """Those of the letters that went to the person of this name."""
    return [letter for letter in letters if letter["To"] == cast.mail_of(name)]


def text_of(letter: EmailMessage) -> str:
    part = letter.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def link_in(letter: EmailMessage) -> str:
    """The path of the first personal link in a letter's plain text."""
    found = re.search(r"(/l/[\w-]+/)", text_of(letter))
    assert found, text_of(letter)
    return found[1]


def events_in(letters: list[EmailMessage]) -> list[icalendar.Event]:
    """The calendar events that letters carry, one in each."""
    parts = [part for letter in letters for part in letter.walk() if part.get_content_type() == "text/calendar"]
    return [icalendar.Calendar.from_ical(part.get_content()).walk("VEVENT")[0] for part in parts]


@pytest.fixture
def post(settings) -> Iterator[Post]:
    with smtp_server() as server:
        settings.EMAIL_URL = server.url
        yield Post(server)


@pytest.fixture
def kommune(transactional_db, on_date) -> None:
    """The demo's kommune, as it stands before the first wish."""
    on_date(date(2021, 4, 6))
    lay_out()


@pytest.fixture(params=list(SIZES))
def browser_for(request, browser, live_server) -> Iterator[Callable[..., object]]:
    """`browser_for("Mette Holm")` is a browser of her own, signed in; `browser_for()` knows nobody."""
    home = live_server.url.replace("127.0.0.1", "localhost")
    opened, faults = [], []

    def open_for(name: str | None = None):
        context = browser.new_context(viewport=SIZES[request.param], base_url=home, locale="da-DK")
        if name:
            client = Client()
            client.force_login(Person.objects.get(email=cast.mail_of(name)))
            session = client.cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": session, "url": home}])
        page = context.new_page()
        page.set_default_timeout(20_000)
        faults.append(listen_for_faults(page))
        opened.append(context)
        return page

    yield open_for
    for context in opened:
        context.close()
    assert [fault for found in faults for fault in found] == []
