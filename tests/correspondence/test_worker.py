"""The worker killed with -9 at every point, against a real mail server: nothing is lost, nothing is sent twice."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from tests.correspondence.smtp import smtp_server

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="lays a database of its own, on SQLite"),
]
CHECKOUT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def laid(tmp_path_factory):
    """A database with one letter that is due."""
    path = tmp_path_factory.mktemp("worker") / "laid.sqlite3"
    environment = _environment(path, "smtp://127.0.0.1:1")
    subprocess.run([sys.executable, "-m", "django", "migrate", "-v0", "--run-syncdb"], env=environment, check=True)
    subprocess.run(
        [sys.executable, "-m", "tests.correspondence.worker", "lay"], env=environment, cwd=CHECKOUT, check=True
    )
    return path


def _environment(path, mail_server):
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": os.environ.get("WORKER_SETTINGS", "rodfaest.config.settings"),
        "DATABASE_URL": f"sqlite:///{path}",
        "EMAIL_URL": mail_server,
        "SECRET_KEY": "only-for-tests-" + "x" * 50,
        "RODFAEST_DATA": str(path.parent),
        "PYTHONWARNINGS": "default",
    }


class Workers:
    """One database, one mail server, and as many workers one after the other as a test wants."""

    def __init__(self, path, server):
        self.server, self.environment = server, _environment(path, server.url)

    def start(self, *command):
        command = [sys.executable, "-m", "tests.correspondence.worker", *command]
        return subprocess.Popen(command, env=self.environment, cwd=CHECKOUT, stdout=subprocess.PIPE, text=True)

    def run(self, *command):
        worker = self.start(*command)
        out, _ = worker.communicate(timeout=60)
        assert worker.returncode == 0
        return out.strip()

    def tell(self):
        return json.loads(self.run("tell"))

    def kill(self, worker):
        worker.send_signal(signal.SIGKILL)
        assert worker.wait(timeout=10) == -signal.SIGKILL
        worker.stdout.close()


@pytest.fixture
def workers(laid, tmp_path):
    path = Path(shutil.copy(laid, tmp_path / "db.sqlite3"))
    with smtp_server() as server:
        yield Workers(path, server)


@pytest.mark.parametrize(("stop", "claimed"), [("desired", False), ("words", True)])
def test_killed_before_it_is_marked_the_letter_is_taken_up_again(workers, stop, claimed):
    worker = workers.start("work", stop)
    assert worker.stdout.readline() == "reached\n"
    workers.kill(worker)
    assert workers.tell() == {"state": "waiting", "claimed": claimed, "withheld": ""}

    assert workers.run("work") == "1"
    assert workers.run("work") == "0"
    assert (len(workers.server.letters), workers.tell()["state"]) == (1, "sent")


@pytest.mark.parametrize(("where", "arrived"), [("RCPT", 0), ("DATA", 1)])
def test_killed_while_it_is_handed_over_the_letter_is_held_and_never_sent_again_by_itself(workers, where, arrived):
    workers.server.blocks_at = where
    worker = workers.start("work")
    assert workers.server.reached.wait(timeout=60)
    workers.kill(worker)
    assert workers.tell()["state"] == "handing_over"
    workers.server.blocks_at = ""

    assert (workers.run("work"), workers.run("work")) == ("0", "0")
    assert len(workers.server.letters) == arrived
    known = workers.tell()
    assert known["state"] == "withheld"
    assert known["withheld"].startswith(
        "Forbindelsen røg, mens brevet blev afleveret. Vi ved ikke, om Mette har fået det."
    )


def test_a_worker_that_lives_sends_it_once(workers):
    assert (workers.run("work"), workers.run("work"), len(workers.server.letters)) == ("1", "0", 1)
