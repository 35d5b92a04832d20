"""What is written to the log: what went wrong here, and never the token of a personal link or of a calendar."""

import logging
import re

LONGEST_LINE = 200
TOKENS = re.compile(r"(/l/|/kalender/)[\w-]+")


class WithoutTokens(logging.Filter):
    """Masks the secret part of an address, which would open somebody's page to whoever reads the log."""

    def filter(self, record: logging.LogRecord) -> bool:
        """
        >>> record = logging.LogRecord("", 0, "", 0, "Internal Server Error: %s", ("/l/abc-123/",), None)
        >>> WithoutTokens().filter(record), record.getMessage()
        (True, 'Internal Server Error: /l/…/')
        """
        record.msg, record.args = TOKENS.sub(r"\1…", record.getMessage()), ()
        return True


class OneLine(logging.Filter):
    """What a stranger sent that is refused at the door (a junk host, too many fields): a line, and no traceback."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.startswith("django.security"):
            record.msg, record.args = " ".join(record.getMessage().split())[:LONGEST_LINE], ()
            record.exc_info = record.exc_text = None
        return True
