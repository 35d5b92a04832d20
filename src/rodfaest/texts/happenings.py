"""What this app tells the floors above."""

from dataclasses import dataclass


@dataclass(frozen=True)
class KeysTurned:
    """Every text is sealed with the newest key: whatever else rests on the keys must be locked again too."""
