"""
What runs by itself: one table for every minute, one for every night, in order. A job is an action and the name it acts
under, which its app's `jobs` gives it.

The scheduler (`rodfaest scheduler`) puts jobs in the queue, the worker (`rodfaest worker`) runs them; both are run by
`rodfaest serve`. The queue's own rows are the only memory: a nightly job is due when it has not been put in the queue
since the last three o'clock, so a night the machine slept through is caught up at the next start. Jobs go by the real
clock, also in a demo whose date is moved, and each may run twice without harm: a worker can be killed at any moment.
Letters and SMS go between seven and twenty, so that nobody's phone rings at midnight; in a demo at any hour.
"""

import logging
from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.db import transaction
from django.db.models import QuerySet
from django_tasks import TaskResultStatus, task, task_backends
from django_tasks_db import DatabaseBackend
from django_tasks_db.models import DBTaskResult

from rodfaest.correspondence import jobs as correspondence
from rodfaest.correspondence.actions import reconcile_all_letters, send_due_letters
from rodfaest.enrolment import jobs as enrolment
from rodfaest.enrolment.actions import close_wishes, follow_employments, give_all_free_places
from rodfaest.journey import jobs as journey
from rodfaest.journey.actions import reconcile_all
from rodfaest.kernel.actors import System
from rodfaest.kernel.time import COPENHAGEN, ONE_DAY, at, day_of, now
from rodfaest.login import jobs as login
from rodfaest.login.actions import remove_expired_links
from rodfaest.login.models import Tries

Row = DBTaskResult[Any, Any]
Rows = QuerySet[Row]

log = logging.getLogger(__name__)

NIGHT = time(3)
"""Danish time of day from which the nightly jobs are due."""
DAY_BEGINS, DAY_ENDS = time(7), time(20)
"""Danish time of day between which a daytime job is put in the queue."""
WAITS = (timedelta(seconds=30), timedelta(minutes=5), timedelta(hours=1))
"""How long a failed nightly job waits before each new try. A minute job simply comes again the next minute."""
TRIES = 3
"""How many workers a job may take down with it before it is given up."""
LONGEST = timedelta(hours=1)
"""No job runs longer; one that seems to was left by a worker of a machine that never came back."""
DAYS_DONE_STAYS, DAYS_FAILED_STAYS = 2, 14
"""How long the queue remembers; it must remember a nightly job for more than a day."""


class Job(NamedTuple):
    """An action that needs no more than who acts."""

    actor: System
    action: Callable[..., object]
    in_daytime: bool = False
    """It reaches people, so it runs when they are up. In the demo nobody is woken: there it runs at any hour."""

    @property
    def name(self) -> str:
        return self.actor.name

    def run(self) -> None:
        self.action(actor=self.actor)


# The tables


def clear_sessions(*, actor: System) -> None:
    """Remove sessions and counts of tries that have run out."""
    SessionStore.clear_expired()
    Tries.objects.filter(expires__lt=now()).delete()


def forget_done_jobs(*, actor: System) -> None:
    """Remove what the queue has finished with; a job every minute is half a million rows a year."""
    days = {"min_age_days": DAYS_DONE_STAYS, "failed_min_age_days": DAYS_FAILED_STAYS}
    for backend in (task_backends[name] for name in settings.TASKS):
        if isinstance(backend, DatabaseBackend):
            call_command("prune_db_task_results", verbosity=0, backend=backend, **days)


MINUTE = (Job(login.SEND_DUE_LETTERS, send_due_letters, in_daytime=True),)
NIGHTLY = (
    Job(enrolment.FOLLOW_EMPLOYMENTS, follow_employments),
    Job(enrolment.CLOSE_WISHES, close_wishes),
    Job(enrolment.GIVE_ALL_FREE_PLACES, give_all_free_places),
    Job(journey.RECONCILE_ALL, reconcile_all),
    Job(correspondence.RECONCILE_ALL_LETTERS, reconcile_all_letters),
    Job(login.REMOVE_EXPIRED_LINKS, remove_expired_links),
    Job(System("clear_sessions"), clear_sessions),
    Job(System("forget_done_jobs"), forget_done_jobs),
)


# Running


@task()
def run_job(name: str, attempt: int = 0) -> None:
    """
    Run one job of the tables. A nightly job that fails is put in the queue again, later and later, at most three times.

    The try that failed stands as done in the queue, so what went wrong is logged here.
    """
    job = next(job for job in (*MINUTE, *NIGHTLY) if job.name == name)
    try:
        job.run()
    except Exception:
        if job in MINUTE or attempt >= len(WAITS):
            raise
        log.exception("Jobbet %s fejlede; det prøves igen om %s.", job.name, WAITS[attempt])
        run_job.using(run_after=now() + WAITS[attempt]).enqueue(name, attempt=attempt + 1)


# Scheduling


def enqueue_due(moment: datetime) -> list[str]:
    """Put in the queue what is due at `moment` and is not there already. Returns the names; asked again, none."""
    enqueued = []
    with transaction.atomic():
        for job in MINUTE:
            if job.in_daytime and not (settings.DEMO or is_daytime(moment)):
                continue
            if not _rows_of(job).filter(status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING]).exists():
                enqueued.append(job.name)
        for job in NIGHTLY:
            if not _rows_of(job).filter(enqueued_at__gte=last_night(moment)).exists():
                enqueued.append(job.name)
        for name in enqueued:
            run_job.enqueue(name)
    return enqueued


def is_daytime(moment: datetime) -> bool:
    """
    >>> from datetime import UTC
    >>> [is_daytime(datetime(2021, 5, 3, hour, minute, tzinfo=UTC)) for hour, minute in ((4, 59), (5, 0), (18, 0))]
    [False, True, False]
    """
    return DAY_BEGINS <= moment.astimezone(COPENHAGEN).time() < DAY_ENDS


def last_night(moment: datetime) -> datetime:
    """
    The last three o'clock in Denmark up to `moment`.

    >>> from datetime import UTC
    >>> last_night(datetime(2021, 5, 3, 0, 59, tzinfo=UTC)).isoformat()
    '2021-05-02T03:00:00+02:00'
    >>> last_night(datetime(2021, 5, 3, 1, 0, tzinfo=UTC)).isoformat()
    '2021-05-03T03:00:00+02:00'
    """
    day = day_of(moment)
    return at(day, NIGHT) if at(day, NIGHT) <= moment else at(day - ONE_DAY, NIGHT)


def _rows_of(job: Job) -> Rows:
    return DBTaskResult.objects.filter(task_path=run_job.module_path, args_kwargs__args__0=job.name)


# What a killed worker left


def take_up_after(worker_id: str) -> int:
    """Give back what a worker of this name was running when it was killed: it is starting now, so nobody runs it."""
    return _give_back([row for row in _running() if row.worker_ids[-1:] == [worker_id]])


def take_up_forgotten(moment: datetime) -> int:
    """Give back what has been running longer than any job runs: its worker's machine never came back."""
    return _give_back(list(_running().filter(started_at__lt=moment - LONGEST)))


def _running() -> Rows:
    return DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)


def _give_back(rows: list[Row]) -> int:
    """Put each row back in the queue, or give it up after the third worker it took down. Returns how many."""
    for row in rows:
        given_up = len(row.worker_ids) >= TRIES
        # Compare and set: if another has taken it up meanwhile, nothing is changed.
        _running().filter(pk=row.pk, started_at=row.started_at).update(
            status=TaskResultStatus.FAILED if given_up else TaskResultStatus.READY,
            finished_at=now() if given_up else None,
        )
        log.warning("Et job blev afbrudt (%s); %s.", row.task_path, "det opgives" if given_up else "det tages op igen")
    return len(rows)
