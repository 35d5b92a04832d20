"""`rodfaest check_queue`: reads every cohort's queue and says where a promise of it is broken. Changes nothing."""

from django.core.management.base import BaseCommand, CommandError

from rodfaest.cohorts.models import Cohort
from rodfaest.enrolment.queries.queue import broken_promises
from rodfaest.kernel.text import counted


class Command(BaseCommand):
    help = "Ser efter, at ingen har en plads uden et ja, at ingen er overhalet, og at ingen ledig plads venter."

    def handle(self, **options: object) -> None:
        cohorts = list(Cohort.objects.prefetch_related("days").order_by("pk"))
        broken = [f"{cohort}: {sentence}" for cohort in cohorts for sentence in broken_promises(cohort)]
        if broken:
            raise CommandError("\n".join(broken))
        number = counted(len(cohorts), "hold", "hold")
        self.stdout.write(self.style.SUCCESS(f"Køen er i orden på {number}."))
