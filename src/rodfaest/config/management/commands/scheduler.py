"""`rodfaest scheduler`: puts jobs in the queue when they are due; kept alive by `rodfaest serve`, one to a database."""

import time

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from rodfaest.config.jobs import enqueue_due, take_up_forgotten
from rodfaest.kernel.time import now


class Command(BaseCommand):
    help = "Lægger minuttets og nattens job i køen, når det er tid."
    requires_system_checks = []

    def handle(self, **options: object) -> None:
        while True:
            close_old_connections()
            take_up_forgotten(now())
            enqueue_due(now())
            time.sleep(60 - now().second)
