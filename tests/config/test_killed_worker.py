"""A worker killed in the middle of a job, for real: the next one takes the job up."""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.db import connection

from tests.architecture.house import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def part(tmp_path):
    """Starts a part of the slow house on a database that processes can share."""
    if connection.vendor == "sqlite":
        database = f"sqlite:///{tmp_path / 'db.sqlite3'}"
    else:
        database = f"{os.environ['DATABASE_URL'].rsplit('/', 1)[0]}/{connection.settings_dict['NAME']}"
    environment = {
        **os.environ,
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "rodfaest.config.settings",
        "RODFAEST_DATA": str(tmp_path),
    }

    def start(name):
        return subprocess.Popen(
            [sys.executable, "-m", "tests.config.slow_house", name, str(tmp_path)],
            cwd=ROOT,
            env=environment,
            stdout=told,
        )

    with (tmp_path / "told").open("w") as told:
        yield start


def test_a_job_whose_worker_is_killed_is_run_by_the_next(part, tmp_path):
    assert part("prepare").wait(60) == 0

    first = part("work")
    for _ in range(600):
        if (tmp_path / "begun").exists():
            break
        time.sleep(0.05)
    first.send_signal(signal.SIGKILL)
    assert first.wait(10) == -signal.SIGKILL
    assert part("tell").wait(30) == 0

    (tmp_path / "leave").touch()
    assert part("work").wait(30) == 0
    assert part("tell").wait(30) == 0
    assert (tmp_path / "told").read_text() == "RUNNING 1\nSUCCESSFUL 2\n"
