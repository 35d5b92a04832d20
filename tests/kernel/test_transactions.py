"""One transaction per action, and one writer at a time on SQLite."""

import threading
import time

import pytest
from django.db import connection, transaction

from rodfaest.audit.models import AuditLine
from rodfaest.kernel.transactions import nothing_saved, write


def a_line(what: str) -> AuditLine:
    return AuditLine.objects.create(what=what, on="2021-05-03", at="2021-05-03T10:00:00Z")


@pytest.mark.django_db(transaction=True)
def test_an_action_that_fails_leaves_nothing():
    @write
    def fail():
        a_line("half")
        raise ValueError

    with pytest.raises(ValueError):
        fail()
    assert not AuditLine.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_action_inside_another_shares_its_fate():
    @write
    def inner():
        a_line("inner")

    @write
    def outer():
        inner()
        raise ValueError

    with pytest.raises(ValueError):
        outer()
    assert not AuditLine.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_action_runs_in_a_transaction_and_gives_back_its_answer():
    @write
    def answer(number, *, twice):
        assert transaction.get_connection().in_atomic_block
        return number * twice

    assert answer(21, twice=2) == 42
    assert answer.is_write and answer.__name__ == "answer"


@pytest.mark.django_db(transaction=True)
def test_what_is_not_to_be_kept_is_taken_back_and_only_that():
    @write
    def note(what):
        return a_line(what).what

    with nothing_saved():
        assert note("seen by nobody") == "seen by nobody"
    note("seen")
    assert list(AuditLine.objects.values_list("what", flat=True)) == ["seen"]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL needs no queue of ours")
def test_on_sqlite_one_action_waits_for_the_other(monkeypatch):
    # Two connections to one database in memory can't both write; here only the queue before them is looked at.
    monkeypatch.setattr("rodfaest.kernel.transactions.transaction.atomic", lambda: threading.Lock())
    inside, most = [0], [0]

    @write
    def slow():
        inside[0] += 1
        most[0] = max(most[0], inside[0])
        time.sleep(0.02)
        inside[0] -= 1

    threads = [threading.Thread(target=slow) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1]
