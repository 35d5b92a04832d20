"""`rodfaest programme check|load|export`: programme files by hand. `check` needs no database."""

from pathlib import Path
from typing import Any, NamedTuple

from django.core.management.base import BaseCommand, CommandError, CommandParser

from rodfaest.kernel.transactions import write
from rodfaest.programmes.actions import load_programme
from rodfaest.programmes.jobs import PROGRAMME
from rodfaest.programmes.models import ProgrammeVersion
from rodfaest.programmes.rules.definition import Definition
from rodfaest.programmes.rules.load import load_table
from rodfaest.programmes.rules.reading import BadFile, Complaint, decoded, read


class ReadFile(NamedTuple):
    path: Path
    text: str
    definition: Definition


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
        files = self._read_all(options["files"])
        said = _load(files) if verb == "load" else [f"i orden\n{load_table(file.definition)}" for file in files]
        for file, line in zip(files, said, strict=True):
            self.stdout.write(f"{file.path}: {line}")

    def _read_all(self, paths: list[Path]) -> list[ReadFile]:
        """Every file read once, or every complaint about them printed and an end with 1."""
        files: list[ReadFile] = []
        complaints: list[Complaint] = []
        for path in paths:
            try:
                text = decoded(path.read_bytes(), str(path))
                definition = read(text, str(path))
                if definition.key in (other.definition.key for other in files):
                    twice = f"Forløbet »{definition.key}« står i to af filerne. Tag den ene fra."
                    complaints.append(Complaint(str(path), "key", twice))
                files.append(ReadFile(path, text, definition))
            except OSError:
                complaints.append(Complaint(str(path), "", "Filen kan ikke læses. Findes den, og må du åbne den?"))
            except BadFile as bad:
                complaints += bad.complaints
        for complaint in complaints:
            self.stdout.write(str(complaint))
        if complaints:
            raise SystemExit(1)
        return files

    def _export(self, key: str, number: int | None) -> None:
        versions = ProgrammeVersion.objects.filter(programme__key=key).newest_first()
        version = (versions.filter(number=number) if number else versions).first()
        if version is None:
            which = f"version {number} af noget forløb" if number else "noget forløb"
            raise CommandError(f"Der er ikke indlæst {which}, der hedder {key}.")
        self.stdout.write(version.text, ending="")


@write
def _load(files: list[ReadFile]) -> list[str]:
    """All of them in one transaction: where one can't be loaded, none is."""
    loaded = [load_programme(file.text, file.path.name, actor=PROGRAMME) for file in files]
    return [f"{version.programme.key}, version {version.number}" for version in loaded]
