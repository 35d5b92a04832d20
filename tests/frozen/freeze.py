"""
What `script/freeze-migrations` writes: a line for each migration that has none yet, and a database if there is none.

The database is the demo's, as the migrations of that day made it: SQL for SQLite and for PostgreSQL, and the key of its
sealed texts. tests/test_frozen.py asks every later version to move it up. A line that is there is never written anew.
"""

import gzip
import hashlib
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
HOUSE = CHECKOUT / "src/rodfaest"
FROZEN = Path(__file__).parent
LINES, KEYS = FROZEN / "migrations.txt", FROZEN / "text_keys.txt"
RODFAEST = str(Path(sys.executable).with_name("rodfaest"))
KEY = "b25seS1mb3ItdGhlLWZyb3plbi1kYXRhYmFzZS14eHg="
SHORTENED = "DELETE FROM transport_devmail WHERE id > 10"
"""The demo's own mailbox is half of the database, and each letter in it is like the other."""

ON_POSTGRESQL = """
$1 migrate --verbosity 0
$1 loaddata --verbosity 0 $2
at=${DATABASE_URL#*@/}
pg_dump --no-owner --username=rodfaest --host="${at%/*}" "${at##*/}" >$3
"""


def sql_for(vendor: str) -> str:
    """The database that was frozen, for `sqlite` or `postgresql`."""
    return gzip.decompress(_packed(vendor).read_bytes()).decode()


def _packed(vendor: str) -> Path:
    return FROZEN / f"{vendor}.sql.gz"


def _pack(vendor: str, sql: str) -> None:
    _packed(vendor).write_bytes(gzip.compress(sql.encode(), mtime=0))


def digests() -> dict[str, str]:
    """Each migration of ours, and what it is."""
    files = (path for path in HOUSE.glob("*/migrations/*.py") if path.stem != "__init__")
    return {str(path.relative_to(HOUSE)): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(files)}


def written() -> dict[str, str]:
    """What is frozen: the same, as it stood when it was written down."""
    return dict(line.split(" ", 1) for line in LINES.read_text().splitlines()) if LINES.exists() else {}


def main() -> None:
    if not LINES.exists():
        dump_the_demo()
    lines = digests() | written()
    LINES.write_text("".join(f"{name} {digest}\n" for name, digest in sorted(lines.items())))


def dump_the_demo() -> None:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        here = {"RODFAEST_DATA": folder, "RODFAEST_DEMO": "1", "SECRET_KEY": "x" * 50, "TEXT_KEYS": KEY}
        _run(RODFAEST, "migrate", "--verbosity", "0", **here)
        _run(RODFAEST, "demo", "during", **here)
        database = sqlite3.connect(data / "db.sqlite3")
        with database:
            database.execute(SHORTENED)
        _pack("sqlite", "\n".join(database.iterdump()) + "\n")
        rows = data / "rows.json"
        _run(RODFAEST, "dumpdata", "--all", "-e", "contenttypes", "-e", "auth.permission", "-o", str(rows), **here)
        (data / "there.sh").write_text(ON_POSTGRESQL)
        _run("script/with-postgresql", "sh", "-eu", f"{data}/there.sh", RODFAEST, str(rows), f"{data}/dump", **here)
        text = (data / "dump").read_text()
        _pack("postgresql", re.sub(r"^\\(un)?restrict .*\n", "", text, flags=re.M))
    KEYS.write_text(KEY + "\n")


def _run(*words: str, **environment: str) -> None:
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    subprocess.run(
        words,
        env=kept | {"DJANGO_SETTINGS_MODULE": "rodfaest.config.settings"} | environment,
        cwd=CHECKOUT,
        check=True,
    )


if __name__ == "__main__":
    main()
