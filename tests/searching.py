"""How many examples a costly property is tried on: few each day, many with `--hypothesis-profile=search`."""

import hypothesis

USUAL = 100
"""What hypothesis tries when nobody says otherwise."""


def examples(number: int) -> int:
    """`number` each day; as many times more as the profile searches."""
    return number * hypothesis.settings.default.max_examples // USUAL
