"""
`rodfaest invite MAIL --first NAME --last NAME --organisation NAME`: the first person of an empty house.

Safe to run again: who and what is known already stays, and gets the role if it is missing.
"""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from rodfaest.kernel.errors import Refused
from rodfaest.login.actions import invite
from rodfaest.organisations.jobs import INVITE
from rodfaest.organisations.rules import Role


class Command(BaseCommand):
    help = "Opretter den første administrator (og organisationen), så nogen kan logge ind."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="Personens mail: den, koden bliver sendt til.")
        parser.add_argument("--first", required=True, help="Fornavn.")
        parser.add_argument("--last", required=True, help="Efternavn.")
        parser.add_argument(
            "--organisation", required=True, help="Kommunens navn, eller udbyderens, når rollen er planner."
        )
        parser.add_argument("--role", default=Role.ADMINISTRATOR.value, choices=[role.value for role in Role])

    def handle(self, *, email: str, first: str, last: str, organisation: str, role: str, **options: object) -> None:
        try:
            person = invite(email, first, last, Role(role), organisation, actor=INVITE)
        except Refused as refused:
            raise CommandError(refused.sentence) from refused
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(self.style.SUCCESS(f"{person.full_name} kan nu logge ind med {person.email}."))
