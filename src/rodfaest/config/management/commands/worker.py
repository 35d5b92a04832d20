"""`rodfaest worker`: runs what is in the queue, one job at a time; kept alive by `rodfaest serve`."""

import logging
import socket

from django.core.management.base import BaseCommand, CommandParser
from django_tasks_db.management.commands.db_worker import Worker

from rodfaest.config.jobs import take_up_after

SECONDS_BETWEEN_LOOKS = 0.5


class Command(BaseCommand):
    help = "Kører baggrundsjobbene. SQLite: én ad gangen; PostgreSQL: så mange, du vil, hver med sit --name."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--name", default="worker", help="Navnet skal være dets eget på denne maskine.")
        parser.add_argument("--codes", action="store_true", help="Kør koderne til dem, der logger ind, i stedet.")
        parser.add_argument("--until-empty", action="store_true", help="Stop, når køen er tom.")

    def handle(self, *, name: str, codes: bool, until_empty: bool, **options: object) -> None:
        logging.getLogger("django_tasks_db").setLevel(logging.ERROR)
        worker_id = f"{socket.gethostname()[:40]}-{name}"
        take_up_after(worker_id)
        worker = Worker(
            queue_names=["default"],
            excluded_queue_names=[],
            backend_name="codes" if codes else "default",
            interval=SECONDS_BETWEEN_LOOKS,
            startup_delay=False,
            batch=until_empty,
            max_tasks=None,
            worker_id=worker_id,
        )
        worker.configure_signals()
        worker.run()
