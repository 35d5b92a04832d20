"""`rodfaest give_all_free_places`: what config/jobs.py runs every night; safe to run twice."""

from django.core.management.base import BaseCommand

from rodfaest.enrolment.actions import give_all_free_places
from rodfaest.enrolment.jobs import GIVE_ALL_FREE_PLACES
from rodfaest.kernel.text import counted


class Command(BaseCommand):
    help = "Giver ledige pladser til de næste i køen, som har fået ja."

    def handle(self, **options: object) -> None:
        given = give_all_free_places(actor=GIVE_ALL_FREE_PLACES)
        for seat in given:
            self.stdout.write(f"{seat.cohort}: {seat.person.full_name}")
        self.stdout.write(self.style.SUCCESS(f"{counted(len(given), 'plads', 'pladser')} givet."))
