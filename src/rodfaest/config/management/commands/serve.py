"""`rodfaest serve`: the whole house in one process tree (rodfaest.config.serve)."""

import sys

from django.core.management.base import BaseCommand, CommandParser

from rodfaest.config import ground, serve


class Command(BaseCommand):
    help = "Gør alt klar og kører hjemmeside, baggrundsjob og ur, til du trykker Ctrl-C."
    # serve.prepare asks them, and more, once the secrets have been laid.
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        ground.add_arguments(parser)

    def handle(self, *, host: str, port: int, demo: str, **options: object) -> None:
        try:
            serve.prepare(host, port, demo)
        except KeyboardInterrupt:
            # Migrations, static files and demo all go on from where they were stopped.
            self.stderr.write("Afbrudt, før alt var klar. Start igen, når du vil.")
            sys.exit(130)
        sys.exit(serve.run(host, port, demo))
