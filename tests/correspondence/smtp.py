"""A real mail server on loopback that can be told to refuse, or to stop in the middle."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.smtp import SMTP

from tests.transport.conftest import Listening


class Server:
    """What came in, and how the next is met. `blocks_at`: "RCPT" (before the letter) or "DATA" (it has everything)."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.answers: list[str] = []
        self.blocks_at = ""
        self.reached = threading.Event()
        self.url = ""

    async def handle_RCPT(self, server: SMTP, session: Any, envelope: Any, address: str, options: Any) -> str:
        await self._block("RCPT")
        if self.answers:
            answer = self.answers.pop(0)
            if not answer.startswith("2"):
                return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:
        message = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.letters.append(message)
        await self._block("DATA")
        return "250 OK"

    async def _block(self, where: str) -> None:
        if self.blocks_at == where:
            self.reached.set()
            # Until the client is gone: aiosmtpd cancels the handler when the line breaks.
            await asyncio.sleep(60)


@contextmanager
def smtp_server() -> Iterator[Server]:
    server = Server()
    controller = Listening(server)
    controller.start()
    server.url = controller.url
    try:
        yield server
    finally:
        controller.stop(no_assert=True)
