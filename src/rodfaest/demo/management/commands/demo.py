"""`rodfaest demo STAGE`: carry an empty database up to a stage of the demo, day by day."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from rodfaest.demo.models import Stage
from rodfaest.demo.stage import STAGES, build
from rodfaest.kernel.errors import RuleBroken
from rodfaest.kernel.time import long_date


class Command(BaseCommand):
    help = "Bygger demoen op til et stade i en tom database: before, during eller after."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("stage", choices=list(STAGES), help="Hvor langt forløbet er.")

    def handle(self, *, stage: str, **options: object) -> None:
        if not settings.DEMO:
            raise CommandError("Demoen er slået fra: sæt RODFAEST_DEMO=1.")
        try:
            for day in build(stage):
                if day.day == 1:
                    self.stdout.write(f"Demoen lever sig frem: {long_date(day, year=True)}")
        except RuleBroken as error:
            raise CommandError(error.sentence) from None
        there = Stage.objects.get().name
        if there != stage:
            self.stdout.write(f"Her ligger allerede demoen ({there}). Vælg en anden RODFAEST_DATA for at se ({stage}).")
