"""
Locks the secrets of second factors: the shared secret of an app, and what recovery codes are made from.

Its keys are made from those of the texts, so that there is one key to store apart and to turn; but they are not the
same, and nothing here opens a text (tests/login/test_second_factor.py).

Locks what was typed too (`login.typed`), with a key that is not stored here.
"""

import hmac
from base64 import urlsafe_b64encode
from functools import cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

PURPOSE = b"rodfaest.login.second_factor"


@cache
def _locks(keys: str) -> MultiFernet:
    """The keys as one lock: the newest locks, any of them opens."""
    given = [key.strip().encode() for key in keys.split(",") if key.strip()]
    return MultiFernet([Fernet(urlsafe_b64encode(hmac.digest(key, PURPOSE, "sha256"))) for key in given])


def locked(secret: str) -> str:
    return _locks(settings.TEXT_KEYS).encrypt(secret.encode()).decode()


def unlocked(locked: str) -> str:
    return _locks(settings.TEXT_KEYS).decrypt(locked).decode()


def turned(locked: str) -> str:
    """Locked again with the newest key."""
    return _locks(settings.TEXT_KEYS).rotate(locked).decode()


def locked_away(words: str) -> tuple[str, str]:
    """The words, locked with a key of their own, and that key. The two must not be stored together."""
    key = Fernet.generate_key().decode()
    return Fernet(key).encrypt(words.encode()).decode(), key


def unlocked_with(key: str, locked: str) -> str | None:
    """What `locked_away` locked; None where it was another key."""
    try:
        return Fernet(key).decrypt(locked).decode()
    except (InvalidToken, ValueError):
        return None
