"""The command that seals every text again with the newest key."""

from rodfaest.kernel.actors import System

TURN_KEYS = System("turn_text_keys")
