"""A mail server and an SMS gateway of our own, on this machine."""

import json
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from aiosmtpd.controller import Controller


def free_port() -> int:
    """A port nobody listens at."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    return port


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
    port = free_port()
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_URL = f"smtp://127.0.0.1:{port}"
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
