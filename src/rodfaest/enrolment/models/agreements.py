"""What is agreed locally for a cohort."""

from collections.abc import Iterable
from typing import Self

from django.db import models

from rodfaest.cohorts.models import Cohort
from rodfaest.enrolment.models.wishes import Seat
from rodfaest.enrolment.rules import agreements
from rodfaest.enrolment.rules.agreements import Company, Transport
from rodfaest.kernel.models import VisibleQuerySet
from rodfaest.organisations.models import Person, Unit


class LocalAgreementQuerySet(VisibleQuerySet["LocalAgreement"]):
    def of_unit(self, unit: Unit) -> Self:
        """A unit's agreements, each with its cohort, the newest first."""
        return self.filter(unit=unit).select_related("cohort").order_by("-on", "-pk")

    def for_seats(self, seats: Iterable[Seat]) -> dict[tuple[int, int], "LocalAgreement"]:
        """The agreement of each cohort and unit that has one of these seats. One query."""
        wanted = {(seat.cohort.pk, seat.unit.pk) for seat in seats}
        found = self.filter(cohort__in={cohort for cohort, _ in wanted}, unit__in={unit for _, unit in wanted})
        return {key: agreement for agreement in found.select_related("by") if (key := agreement.key) in wanted}


class LocalAgreement(models.Model):
    """What a unit and its leader have agreed for one cohort: hours, transport and company. Fixed choices, no note."""

    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="local_agreements", verbose_name="hold")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="local_agreements", verbose_name="enhed")
    hours = models.PositiveSmallIntegerField("timer", choices=agreements.hours_choices())
    transport = models.CharField("transport", max_length=10, choices=Transport.choices())
    company = models.CharField("følges med", max_length=12, choices=Company.choices())
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="aftalt med")
    on = models.DateField("aftalt")

    objects = LocalAgreementQuerySet.as_manager()

    class Meta:
        verbose_name = "lokalaftale"
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "unit"],
                name="enrolment_one_agreement_a_unit",
                violation_error_message="Der er allerede en aftale for huset på det hold.",
            ),
        ]

    def __str__(self) -> str:
        return f"Lokalaftale, {self.unit}: {self.cohort}"

    @property
    def key(self) -> tuple[int, int]:
        return self.cohort_id, self.unit_id

    @property
    def sentences(self) -> list[str]:
        """As it stands in the letter and in the first step, said to the participant."""
        return agreements.agreement_sentences(
            hours=self.hours, transport=Transport(self.transport), company=Company(self.company)
        )

    @property
    def agreed_with(self) -> str:
        return f"Aftalt med {self.by.first_name}."
