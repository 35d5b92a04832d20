"""What the settings ask of SQLite, tried on a file."""

import subprocess
import sys

TRIED = """
import os, sys
import django
django.setup()
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("CREATE TABLE words (said BLOB)")
    cursor.execute("INSERT INTO words VALUES (%s)", [b"laast-og-slettet" * 40])
    cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    was = b"laast-og-slettet" in open(connection.settings_dict["NAME"], "rb").read()
    cursor.execute("DELETE FROM words")
    cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    print(was, b"laast-og-slettet" in open(connection.settings_dict["NAME"], "rb").read())
"""


def test_what_is_erased_is_gone_from_the_file(tmp_path):
    environment = {
        "PATH": "/usr/bin:/bin",
        "RODFAEST_DATA": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "rodfaest.config.settings",
        "RODFAEST_DEMO": "1",
    }
    done = subprocess.run([sys.executable, "-c", TRIED], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "False"]
