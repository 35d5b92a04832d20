"""
`rodfaest cohort check|load`: timetable files by hand.

A check is a load that is taken back, so it refuses what a load would refuse; like a load it needs the database.
"""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from rodfaest.cohorts.actions import load_cohort
from rodfaest.cohorts.jobs import COHORT
from rodfaest.cohorts.models import Cohort
from rodfaest.kernel.text import counted
from rodfaest.programmes.rules.reading import BadFile, Complaint, decoded


class Command(BaseCommand):
    help = "Tjekker og indlæser tidsplaner for hold. Formatet står i docs/timetables.md."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="check|load")
        check = verbs.add_parser("check", help="Tjek filer. Svarer 0, hvis alt er i orden, ellers 1.")
        check.add_argument("files", nargs="+", type=Path, metavar="FIL")
        load = verbs.add_parser("load", help="Indlæs filer. Er der fejl i én, indlæses ingen.")
        load.add_argument("files", nargs="+", type=Path, metavar="FIL")

    def handle(self, *, verb: str, files: list[Path], **options: Any) -> None:
        complaints: list[Complaint] = []
        said: list[str] = []
        # One transaction for all of them: where one file is bad, none is loaded.
        with transaction.atomic():
            for path in files:
                try:
                    loaded = _load(path)
                    said.append(f"{path}: {loaded if verb == 'load' else 'i orden'}")
                except OSError:
                    complaints.append(Complaint(str(path), "", "Filen kan ikke læses. Findes den, og må du åbne den?"))
                except BadFile as bad:
                    complaints += bad.complaints
            transaction.set_rollback(verb == "check" or bool(complaints))
        for line in complaints or said:
            self.stdout.write(str(line))
        if complaints:
            raise SystemExit(1)


def _load(path: Path) -> str:
    before = Cohort.objects.count()
    cohort = load_cohort(decoded(path.read_bytes(), str(path)), str(path), actor=COHORT)
    if Cohort.objects.count() == before:
        return f"{cohort.name} er indlæst før og er uændret"
    return f"{cohort.name}, {counted(len(cohort.days_in_order()), 'dag', 'dage')}, {cohort.places} pladser"
