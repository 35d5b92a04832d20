"""What is written to the log: what went wrong, and never the token of a personal link or of a calendar."""

import logging
import re

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
