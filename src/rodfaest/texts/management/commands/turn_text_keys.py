"""
`rodfaest turn_text_keys`: after a new key is put first in TEXT_KEYS, seal every text with it; safe to run twice.

When it has run, the older keys may be removed from TEXT_KEYS. Backups from before still need them.
"""

from django.core.management.base import BaseCommand

from rodfaest.kernel.text import counted
from rodfaest.texts.actions import turn_keys
from rodfaest.texts.jobs import TURN_KEYS


class Command(BaseCommand):
    help = "Låser alle private tekster igen med den nyeste nøgle i TEXT_KEYS."

    def handle(self, **options: object) -> None:
        turned = turn_keys(actor=TURN_KEYS)
        self.stdout.write(self.style.SUCCESS(f"{counted(turned, 'tekst', 'tekster')} låst med den nyeste nøgle."))
