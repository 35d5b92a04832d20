"""The tables of jobs: put in the queue when due, tried again, taken up after a killed worker."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from rodfaest.config import jobs
from rodfaest.config.jobs import Job, enqueue_due, run_job, take_up_after, take_up_forgotten
from rodfaest.kernel.actors import System
from rodfaest.kernel.time import now

pytestmark = pytest.mark.django_db

ran: list[System] = []
THE_HOUSES = jobs.MINUTE
A_NIGHT = datetime(2021, 8, 16, 4, tzinfo=UTC)


def works(*, actor):
    ran.append(actor)


def fails(*, actor):
    ran.append(actor)
    raise RuntimeError("no")


@pytest.fixture(autouse=True)
def tables(monkeypatch):
    ran.clear()
    monkeypatch.setattr(jobs, "MINUTE", (Job(System("letters"), works),))
    monkeypatch.setattr(jobs, "NIGHTLY", (Job(System("night"), works), Job(System("bad_night"), fails)))


def rows(**facts):
    return DBTaskResult.objects.filter(**facts)


@pytest.fixture
def work(monkeypatch):
    """Runs a worker until the queue is empty, here in the test's own transaction and without its grip on Ctrl-C."""
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)
    monkeypatch.setattr(db_worker.Worker, "configure_signals", lambda worker: None)
    return lambda: call_command("worker", until_empty=True)


def test_a_job_runs_as_the_system_under_its_own_name(work):
    run_job.enqueue("letters")
    work()
    assert ran == [System("letters")]
    assert [row.status for row in rows()] == [TaskResultStatus.SUCCESSFUL]


def test_what_is_due_is_put_in_the_queue_once():
    assert enqueue_due(A_NIGHT) == ["letters", "night", "bad_night"]
    assert enqueue_due(A_NIGHT) == []


def test_a_minute_job_comes_again_when_the_last_is_done():
    enqueue_due(A_NIGHT)
    rows(args_kwargs__args__0="letters").update(status=TaskResultStatus.SUCCESSFUL)
    assert enqueue_due(A_NIGHT + timedelta(minutes=1)) == ["letters"]


@pytest.mark.parametrize(
    ("hour_utc", "demo", "goes"), [(4, False, False), (5, False, True), (18, False, False), (4, True, True)]
)
def test_letters_go_in_the_daytime_and_in_a_demo_at_any_hour(hour_utc, demo, goes, monkeypatch, settings):
    settings.DEMO = demo
    monkeypatch.setattr(jobs, "MINUTE", THE_HOUSES)
    enqueued = enqueue_due(datetime(2021, 8, 16, hour_utc, tzinfo=UTC))
    assert ("send_due_letters" in enqueued) is goes


def test_a_minute_job_waits_for_the_one_that_is_running():
    enqueue_due(A_NIGHT)
    rows(args_kwargs__args__0="letters").update(status=TaskResultStatus.RUNNING)
    assert enqueue_due(A_NIGHT + timedelta(minutes=1)) == []


def test_a_night_the_machine_slept_through_is_caught_up():
    enqueue_due(A_NIGHT)
    rows().update(status=TaskResultStatus.SUCCESSFUL, enqueued_at=A_NIGHT)
    assert enqueue_due(A_NIGHT + timedelta(hours=20)) == ["letters"]
    rows().update(status=TaskResultStatus.SUCCESSFUL, enqueued_at=A_NIGHT)
    assert enqueue_due(A_NIGHT + timedelta(hours=30)) == ["letters", "night", "bad_night"]


def test_a_nightly_job_that_fails_is_tried_again_later_and_later(caplog, work):
    run_job.enqueue("bad_night")
    for _ in range(6):
        work()
        rows(status=TaskResultStatus.READY).update(run_after=now())
    attempts = [row.args_kwargs["kwargs"].get("attempt", 0) for row in rows().order_by("enqueued_at")]
    assert attempts == [0, 1, 2, 3]
    assert len(ran) == 4
    assert [row.status for row in rows().order_by("enqueued_at")][-1] == TaskResultStatus.FAILED
    assert "Jobbet bad_night fejlede" in caplog.text


def test_the_new_try_waits(work):
    run_job.enqueue("bad_night")
    begun = now()
    work()
    waiting = rows(status=TaskResultStatus.READY).get()
    assert begun + jobs.WAITS[0] <= waiting.run_after <= now() + jobs.WAITS[0]
    work()
    assert len(ran) == 1


def test_a_minute_job_that_fails_is_not_tried_again_by_itself(monkeypatch, work):
    monkeypatch.setattr(jobs, "MINUTE", (Job(System("letters"), fails),))
    run_job.enqueue("letters")
    work()
    assert [row.status for row in rows()] == [TaskResultStatus.FAILED]


def running(*, worker_ids=("here-worker",), since=timedelta(minutes=5)):
    result = run_job.enqueue("letters")
    rows(pk=result.id).update(status=TaskResultStatus.RUNNING, started_at=now() - since, worker_ids=list(worker_ids))
    return rows(pk=result.id).get


def test_a_worker_takes_up_what_it_left_when_it_was_killed():
    left = running()
    assert take_up_after("here-worker") == 1
    assert left().status == TaskResultStatus.READY


def test_a_worker_leaves_to_others_what_is_theirs():
    theirs = running(worker_ids=["here-worker", "there-worker"])
    assert take_up_after("here-worker") == 0
    assert theirs().status == TaskResultStatus.RUNNING


def test_a_job_that_has_taken_three_workers_down_is_given_up():
    left = running(worker_ids=["here-worker"] * 3)
    take_up_after("here-worker")
    assert left().status == TaskResultStatus.FAILED
    assert left().finished_at


def test_a_job_longer_than_any_is_taken_up_whoever_left_it():
    old, new = running(since=timedelta(hours=2)), running(since=timedelta(minutes=30))
    assert take_up_forgotten(now()) == 1
    assert (old().status, new().status) == (TaskResultStatus.READY, TaskResultStatus.RUNNING)


def test_the_queue_forgets_what_is_done_but_not_last_night():
    for days in (0, 1, 3):
        row = rows(pk=run_job.enqueue("night").id)
        row.update(status=TaskResultStatus.SUCCESSFUL, finished_at=now() - timedelta(days=days))
    jobs.forget_done_jobs(actor=System("forget_done_jobs"))
    assert rows().count() == 2


def test_sessions_that_have_run_out_are_removed(client):
    session = client.session
    session.set_expiry(-1)
    session["a"] = 1
    session.save()
    jobs.clear_sessions(actor=System("clear_sessions"))
    assert not session.exists(session.session_key)
