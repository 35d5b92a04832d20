"""The `rodfaest` command: Django's commands and ours under one name."""

import os
import sys

from django.core.management import execute_from_command_line

from rodfaest.config.ground import lay_the_ground


def main() -> None:
    """Run `rodfaest COMMAND ...`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rodfaest.config.settings")
    if sys.argv[1:2] == ["serve"]:
        lay_the_ground(sys.argv[2:])
    execute_from_command_line(sys.argv)
