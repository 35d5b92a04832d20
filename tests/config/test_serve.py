"""The process tree for real: starts, answers, restarts what died, and leaves nothing behind."""

import contextlib
import os
import random
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from django.core.management.base import CommandError
from django.db import connection

from rodfaest.config import serve
from tests.architecture.house import ROOT

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="lays a database of its own, on SQLite"),
]
RODFAEST = Path(sys.executable).with_name("rodfaest")


def until(true, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := true():
            return found
        time.sleep(0.05)
    raise AssertionError(f"not within {seconds} s")


def free_port():
    """From below those the kernel hands out, so that nobody is given it before the house listens there."""
    while True:
        port = random.randrange(20_000, 30_000)
        with socket.socket() as listener, contextlib.suppress(OSError):
            listener.bind(("127.0.0.1", port))
            return port


def answers(port):
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5)
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def children_of(pid):
    """Everything below a process, by pid and command."""
    parents = {int(path.name): state_and_parent(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()}
    below, ahead = {}, [pid]
    while ahead:
        parent = ahead.pop()
        for child in [child for child, (state, of) in parents.items() if of == parent and state != "Z"]:
            with contextlib.suppress(OSError):
                below[child] = Path(f"/proc/{child}/cmdline").read_text().replace("\0", " ")
            ahead.append(child)
    return below


def state_and_parent(pid):
    try:
        state, parent = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[:2]
    except OSError:
        return "Z", 0
    return state, int(parent)


def none_alive(pids):
    return all(state_and_parent(pid)[0] == "Z" for pid in pids)


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """Starts houses that share one data folder, and ends what a failed test left."""
    data = tmp_path_factory.mktemp("house")
    started = []

    def start(port, *options, **environment):
        kept = {name: value for name, value in os.environ.items() if name not in ("SECRET_KEY", "TEXT_KEYS")}
        log = (data / "log").open("w")
        process = subprocess.Popen(
            [RODFAEST, "serve", "--port", str(port), *options],
            env=kept | {"RODFAEST_DATA": str(data), "DJANGO_SETTINGS_MODULE": "rodfaest.config.settings"} | environment,
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=ROOT,
        )
        log.close()
        process.said = (data / "log").read_text
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            process.terminate()
            process.wait(20)


MAIL = {"EMAIL_URL": "smtp://127.0.0.1:2525"}


def test_without_mail_or_demo_it_refuses_and_says_what_to_set(house):
    process = house(free_port())
    assert process.wait(30) == 1
    assert "EMAIL_URL mangler" in process.said()


def test_it_makes_all_ready_serves_and_ends_without_a_trace(house):
    port = free_port()
    process = house(port, **MAIL)
    until(lambda: answers(port))
    until(lambda: f"Rodfæst er klar på http://localhost:{port}. Stop med Ctrl-C." in process.said())
    below = children_of(process.pid)
    assert all(any(part in args for args in below.values()) for part in ("granian", "worker", "scheduler"))

    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 0
    assert none_alive(below)


def come_and_go(house, port):
    """What a house says that is started and, once it is ready, ended."""
    process = house(port, **MAIL)
    until(lambda: "er klar" in process.said())
    process.terminate()
    assert process.wait(20) == 0
    return process.said()


def test_the_second_start_makes_nothing_ready_again(house):
    come_and_go(house, free_port())
    port = free_port()
    first_line = come_and_go(house, port).splitlines()[0]
    assert first_line == f"Rodfæst er klar på http://localhost:{port}. Stop med Ctrl-C."


def test_a_worker_that_dies_is_started_again(house):
    port = free_port()
    process = house(port, **MAIL)

    def workers():
        return [pid for pid, args in children_of(process.pid).items() if "django worker --name" in args]

    killed = until(workers)
    os.kill(killed[0], signal.SIGKILL)
    until(lambda: set(workers()) - set(killed))
    assert "Baggrundsjobbene gik ned (kode -9) og startes igen." in process.said()
    process.terminate()
    assert process.wait(20) == 0


def test_when_the_web_server_dies_all_of_it_ends_with_its_code(house):
    port = free_port()
    process = house(port, **MAIL)
    until(lambda: answers(port))
    below = children_of(process.pid)
    web = next(pid for pid, args in below.items() if "granian" in args)  # its own workers come after it
    os.kill(web, signal.SIGKILL)
    assert process.wait(20) == 128 + signal.SIGKILL
    until(lambda: none_alive(below), seconds=20)  # what is killed and nobody's child dies in its own time


def test_killed_itself_it_leaves_no_orphans(house):
    port = free_port()
    process = house(port, **MAIL)
    until(lambda: answers(port))
    below = children_of(process.pid)
    process.kill()
    process.wait(5)
    until(lambda: none_alive(below), seconds=20)


def test_an_address_the_machine_has_not_is_a_sentence():
    with pytest.raises(CommandError, match=r"Der kan ikke lyttes på 203\.0\.113\.1"):
        serve.prepare("203.0.113.1", free_port(), "none")


def test_a_taken_port_is_a_sentence(house):
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        process = house(port, **MAIL)
        assert process.wait(30) == 1
    assert f"Port {port} er optaget" in process.said()
