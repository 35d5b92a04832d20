"""The `rodfaest` command: Django's commands and ours under one name."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run `rodfaest COMMAND ...`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rodfaest.config.settings")
    execute_from_command_line(sys.argv)
