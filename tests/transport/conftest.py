"""A mail server and an SMS gateway of our own, on this machine."""

import asyncio
import json
import socket
from collections.abc import Awaitable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from aiosmtpd.controller import Controller


class Listening(Controller):
    """aiosmtpd's server at a port that is its own from the moment it is known: nobody can take it in between."""

    def __init__(self, handler: object) -> None:
        self.listener = socket.create_server(("127.0.0.1", 0))
        super().__init__(handler, hostname="127.0.0.1", port=self.listener.getsockname()[1])

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def _create_server(self) -> Awaitable[asyncio.AbstractServer]:
        return self.loop.create_server(self._factory_invoker, sock=self.listener)


@pytest.fixture
def silent_port() -> Iterator[int]:
    """A port nobody listens at, nor can meanwhile: it is held."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]


@dataclass
class MailServer:
    """Takes mail, or answers as it is told to; an answer of `hang up` breaks the line there."""

    taken: list[EmailMessage] = field(default_factory=list)
    envelopes: list[tuple[str, list[str]]] = field(default_factory=list)
    on_sender: str = "250 OK"
    on_recipient: str = "250 OK"
    on_data: str = "250 OK"
    hang_up: bool = False

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        envelope.mail_from = address
        return self.on_sender

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if self.on_recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.on_recipient

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.on_data.startswith("250"):
            self.envelopes.append((envelope.mail_from, envelope.rcpt_tos))
            self.taken.append(message_from_bytes(envelope.content, policy=policy.default))
        if self.hang_up:
            server.transport.abort()
        return self.on_data


@pytest.fixture
def mail_server(settings) -> Iterator[MailServer]:
    handler = MailServer()
    controller = Listening(handler)
    controller.start()
    settings.EMAIL_URL = controller.url
    yield handler
    controller.stop()


@dataclass
class Gateway:
    taken: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    answers: int = 202
    location: str = ""


@pytest.fixture
def gateway(settings) -> Iterator[Gateway]:
    box = Gateway()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            box.taken.append((self.headers["Authorization"], self.headers["Content-Type"], body))
            self.send_response(box.answers)
            if box.location:
                self.send_header("Location", box.location)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings.SMS_URL = f"http://127.0.0.1:{server.server_port}/messages"
    settings.SMS_TOKEN = "hemmelig"
    yield box
    server.shutdown()
    server.server_close()
    thread.join()
