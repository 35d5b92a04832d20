"""
The process tree of `rodfaest serve`: web server, workers and scheduler, each a child that never outlives its parent.

Folder and secrets are there by now (rodfaest.config.ground). Database, static files and demo are made ready, then the
rest runs, codes with a worker of their own. A worker or scheduler that dies is started again; when the web server dies,
all of it ends with its code.
"""

import contextlib
import ctypes
import errno
import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core import checks
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from rodfaest.config.checks import SERVING
from rodfaest.config.database import why_another_version
from rodfaest.demo.models import Stage

SECONDS_TO_END_WELL = 10
SECONDS_BETWEEN_LOOKS = 0.2
SECONDS_BEFORE_A_NEW_TRY = 2


# Making ready


def prepare(host: str, port: int, demo: str) -> None:
    """Bring database, static files and demo to where this version wants them. Raises CommandError with a sentence."""
    _refuse_a_taken_port(host, port)
    problems = checks.run_checks(tags=[checks.Tags.security, SERVING], include_deployment_checks=True)
    if ours := [problem.msg for problem in problems if problem.is_serious()]:
        raise CommandError("\n".join(ours))
    for problem in problems:
        if str(problem.id).startswith("rodfaest."):
            print(f"Husk: {problem.msg}", flush=True)
    if why := why_another_version():
        raise CommandError(why)
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        print("Gør databasen klar …", flush=True)
        call_command("migrate", verbosity=0, interactive=False)
    refuse_the_demos_data()
    _collect_static_files()
    if demo != "none":
        call_command("demo", demo)
    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()  # type: ignore[attr-defined]  # PostgreSQL's own


def refuse_the_demos_data() -> None:
    """The demo's letters are to people who don't exist: a real house must not send them."""
    if not settings.DEMO and Stage.objects.exists():
        raise CommandError("I databasen ligger demoen: vælg en anden RODFAEST_DATA, eller start med --demo during.")


def _refuse_a_taken_port(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except OSError as error:
            said = {
                errno.EADDRINUSE: f"Port {port} er optaget: stop det, der bruger den, eller vælg en anden.",
                errno.EACCES: f"Port {port} må du ikke bruge: vælg en fra 1024 og op.",
            }
            other = f"Der kan ikke lyttes på {host}: vælg en adresse, maskinen har, fx 127.0.0.1."
            raise CommandError(said.get(error.errno or 0, other)) from None


def _collect_static_files() -> None:
    """Collect anew only when a file differs in name, size or time from what was collected last."""
    seen = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list(None):
            facts = Path(storage.path(name)).stat()
            seen.update(f"{name} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    stamp = Path(str(settings.STATIC_ROOT)) / ".collected"
    if not stamp.exists() or stamp.read_text() != seen.hexdigest():
        print("Samler billeder, skrifter og typografiark …", flush=True)
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        stamp.write_text(seen.hexdigest())


# Running


class Child:
    """One process of the tree, in a group of its own, so that Ctrl-C reaches it through us alone."""

    def __init__(self, name: str, *command: str) -> None:
        self.name = name
        self.command = [sys.executable, "-m", *command]
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen(self.command, process_group=0, preexec_fn=_die_with_the_parent)
        self.started = time.monotonic()

    def keep_alive(self) -> None:
        """Start it again if it died; one that dies at once is given a moment, so that it doesn't fill the log."""
        code = self.process.poll()
        if code is not None and time.monotonic() - self.started > SECONDS_BEFORE_A_NEW_TRY:
            _warn(f"{self.name} gik ned (kode {code}) og startes igen.")
            self.start()

    def signal(self, number: int) -> None:
        """To the whole group: granian's own workers too."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)


PR_SET_PDEATHSIG = 1
libc = ctypes.CDLL(None)


def _die_with_the_parent() -> None:
    """Between fork and exec: ask Linux to end this child when the parent is gone, even by kill -9."""
    if sys.platform == "linux":
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def run(host: str, port: int, demo: str) -> int:
    """Run them until told to stop, or until the web server dies. Returns the code to end with."""
    told_to_stop: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, _frame: told_to_stop.append(number))
    web = Child("Hjemmesiden", "granian", "--interface", "wsgi", "--host", host, "--port", str(port), "--workers", "2",
                "--blocking-threads", "4", "--log-level", "warning", "rodfaest.config.wsgi:application")  # fmt: skip
    others: list[Child] = []
    try:
        while not told_to_stop:
            if (code := web.process.poll()) is not None:
                _warn("Hjemmesiden gik ned, så alt stoppes.")
                return 128 - code if code < 0 else code or 1
            for child in others:
                child.keep_alive()
            if not others and _answers(host, port):
                # Only now: all of them at once would keep the first page waiting for jobs that can wait.
                others += [
                    Child("Baggrundsjobbene", "django", "worker", "--name", str(port)),
                    Child("Koderne", "django", "worker", "--codes", "--name", f"{port}-codes"),
                    Child("Uret", "django", "scheduler"),
                ]
                print(_greeting(demo), flush=True)
            time.sleep(SECONDS_BETWEEN_LOOKS)
        return 0
    finally:
        _end([web, *others])


def _warn(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


def _greeting(demo: str) -> str:
    shown = "" if demo == "none" else " med demoen"
    return f"Rodfæst er klar på {settings.BASE_URL}{shown}. Stop med Ctrl-C."


def _answers(host: str, port: int) -> bool:
    """Whether a page is answered, whatever it says: the port is open before the first worker has loaded the code."""
    caller = HTTPConnection(host, port, timeout=1)
    try:
        caller.request("HEAD", "/")
        caller.getresponse()
    except (OSError, HTTPException):
        return False
    finally:
        caller.close()
    return True


def _end(children: list[Child]) -> None:
    """Ask each to finish what it has in hand; after ten seconds, insist."""
    for child in children:
        child.signal(signal.SIGTERM)
    deadline = time.monotonic() + SECONDS_TO_END_WELL
    for child in children:
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.process.wait(max(0.0, deadline - time.monotonic()))
    for child in children:
        child.signal(signal.SIGKILL)
        child.process.wait()
