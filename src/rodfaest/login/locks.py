"""
The lock on what a second factor rests on: the shared secret of an app, and what recovery codes are made from.

Its keys are made from those of the texts, so there is one thing to keep apart and to turn, but are not the same:
nothing here opens a text (tests/login/test_second_factor.py).
"""

import hmac
from base64 import urlsafe_b64encode
from functools import cache

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings

PURPOSE = b"rodfaest.login.second_factor"


@cache
def _locks(keys: str) -> MultiFernet:
    """The keys as one lock: the newest locks, any of them opens."""
    given = [key.strip().encode() for key in keys.split(",") if key.strip()]
    return MultiFernet([Fernet(urlsafe_b64encode(hmac.digest(key, PURPOSE, "sha256"))) for key in given])


def locked(secret: str) -> str:
    return _locks(settings.TEXT_KEYS).encrypt(secret.encode()).decode()


def unlocked(kept: str) -> str:
    return _locks(settings.TEXT_KEYS).decrypt(kept).decode()


def turned(kept: str) -> str:
    """Locked again with the newest key."""
    return _locks(settings.TEXT_KEYS).rotate(kept).decode()
