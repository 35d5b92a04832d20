"""A house with one slow job: `python -m tests.config.slow_house PART FOLDER`, run by test_killed_worker."""

import sys
import time
from pathlib import Path

import django
from django.core.management import call_command

django.setup()

from django_tasks_db.models import DBTaskResult  # noqa: E402

from rodfaest.config import jobs  # noqa: E402
from rodfaest.kernel.actors import System  # noqa: E402


def wait_for_leave(*, actor):
    """Say that the job has begun, then work until the test lets it end."""
    here = Path(sys.argv[2])
    (here / "begun").touch()
    while not (here / "leave").exists():
        time.sleep(0.05)


if __name__ == "__main__":
    jobs.MINUTE = (jobs.Job(System("slow"), wait_for_leave),)
    match sys.argv[1]:
        case "prepare":
            call_command("migrate", verbosity=0)
            jobs.run_job.enqueue("slow")
        case "work":
            call_command("worker", until_empty=True)
        case "tell":
            [row] = DBTaskResult.objects.filter(task_path=jobs.run_job.module_path)
            print(row.status, len(row.worker_ids))  # noqa: T201
