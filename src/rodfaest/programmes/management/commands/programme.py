"""`rodfaest programme check|load|export`: programme files by hand. `check` needs no database."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from rodfaest.kernel.actors import System
from rodfaest.programmes.actions import load_programme
from rodfaest.programmes.models import ProgrammeVersion
from rodfaest.programmes.rules.definition import Definition
from rodfaest.programmes.rules.load import load_table
from rodfaest.programmes.rules.reading import BadProgramme, Complaint, read_file


class Command(BaseCommand):
    help = "Tjekker, indlæser og udskriver forløb. Formatet står i docs/programmes.md."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="check|load|export")
        check = verbs.add_parser("check", help="Tjek filer. Svarer 0, hvis alt er i orden, ellers 1.")
        check.add_argument("files", nargs="+", type=Path, metavar="FIL")
        load = verbs.add_parser("load", help="Indlæs filer. Er der fejl i én, indlæses ingen.")
        load.add_argument("files", nargs="+", type=Path, metavar="FIL")
        export = verbs.add_parser("export", help="Udskriv et indlæst forløb som TOML.")
        export.add_argument("key", metavar="NØGLE")
        export.add_argument("--version", dest="number", type=int, metavar="N", help="Den nyeste, hvis intet siges.")

    def handle(self, *, verb: str, **options: Any) -> None:
        if verb == "export":
            self._export(options["key"], options["number"])
            return
        definitions = self._read_all(options["files"])
        for path, definition in definitions.items():
            if verb == "load":
                version = load_programme(path.read_text("utf-8-sig"), path.name, actor=System("rodfaest programme"))
                self.stdout.write(f"{path}: {version.programme.key}, version {version.number}")
            else:
                self.stdout.write(f"{path}: i orden\n{load_table(definition)}")

    def _read_all(self, files: list[Path]) -> dict[Path, Definition]:
        """Every file read, or every complaint about them printed and an end with 1."""
        definitions: dict[Path, Definition] = {}
        complaints: list[Complaint] = []
        for path in files:
            try:
                definition = read_file(path.read_bytes(), str(path))
                if definition.key in (other.key for other in definitions.values()):
                    twice = f"Forløbet »{definition.key}« står i to af filerne. Tag den ene fra."
                    complaints.append(Complaint(str(path), "key", twice))
                definitions[path] = definition
            except OSError:
                complaints.append(Complaint(str(path), "", "Filen kan ikke læses. Findes den, og må du åbne den?"))
            except BadProgramme as bad:
                complaints += bad.complaints
        for complaint in complaints:
            self.stdout.write(str(complaint))
        if complaints:
            raise SystemExit(1)
        return definitions

    def _export(self, key: str, number: int | None) -> None:
        versions = ProgrammeVersion.objects.filter(programme__key=key).newest_first()
        version = (versions.filter(number=number) if number else versions).first()
        if version is None:
            which = f"version {number} af noget forløb" if number else "noget forløb"
            raise CommandError(f"Der er ikke indlæst {which}, der hedder {key}.")
        self.stdout.write(version.text, ending="")
