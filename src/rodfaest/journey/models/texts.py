"""What somebody wrote in a step, and whom they chose to ask them about it."""

from typing import Self

from django.db import models

from rodfaest.cohorts.models import Cohort
from rodfaest.enrolment.models import Seat
from rodfaest.journey.models.steps import Step
from rodfaest.kernel.actors import Actor
from rodfaest.kernel.models import VisibleQuerySet
from rodfaest.organisations.models import Person, Unit
from rodfaest.texts.models import AudienceTextQuerySet, Facts, RoleText, sealed_day
from rodfaest.texts.rules import Audience


class StepTextQuerySet(AudienceTextQuerySet["StepText"]):
    def own(self, actor: Actor) -> Self:
        return self.filter(author__in=actor.person_ids)

    def finished(self) -> Self:
        """Not drafts."""
        return self.filter(finished_on__isnull=False)

    def shared_with_cohort(self, cohort: Cohort) -> Self:
        """What its writers share with the whole cohort and the underviser."""
        return self.finished().filter(audience=Audience.COHORT, step__cohort=cohort)

    def shared_in_house(self, unit: Unit) -> Self:
        """
        What its writers have shared with a house or group, from whichever cohort; also those who have moved since.
        """
        return self.finished().filter(unit=unit, audience__in=(Audience.COLLEAGUES, Audience.HOUSE))

    def for_list(self) -> Self:
        """Everything a text's card shows, in three queries whatever the number; newest first."""
        return (
            self.select_related(
                "author", "unit", "step__seat__wish__employment__unit", "step__seat__asker__person", "step__unit"
            )
            .prefetch_related("step__cohort__version", "step__background")
            .order_by("-finished_on", "-pk")
        )


class StepText(RoleText):
    """
    One person's words in one step: a draft until it is finished, read by others only after that.

    `unit` is the house or group it was shared in. When its writer moves, it stays there (docs/decisions/0008).
    """

    step = models.ForeignKey(Step, models.CASCADE, related_name="texts")
    author = models.ForeignKey(Person, models.CASCADE, related_name="step_texts")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    finished_on = models.DateField("færdig", null=True, blank=True)

    objects = StepTextQuerySet.as_manager()

    class Meta:
        verbose_name = "tekst"
        constraints = [
            models.UniqueConstraint(
                fields=["step", "author"],
                name="journey_one_text_a_writer",
                violation_error_message="Der står allerede en tekst af dig.",
            ),
        ]

    def __str__(self) -> str:
        # Not the step: the line about an erased text says who erased it, which would tell who wrote there.
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def whose(self) -> int:
        return self.author_id

    @property
    def decided_by(self) -> Facts:
        return {
            "step": self.step_id,
            "cohort": self.step.cohort_id,
            "unit": self.unit_id,
            "finished": sealed_day(self.finished_on),
            "readers": self.readers,
        }

    @property
    def is_left_behind(self) -> bool:
        """Whether its writer has moved since: then it is read by the house it was shared in, and by no leader."""
        return self.unit_id != self.step.at_unit_id


class Asker(models.Model):
    """Whom a participant has chosen to ask into what they try, in place of the leader."""

    seat = models.OneToOneField(Seat, models.CASCADE, related_name="asker")
    person = models.ForeignKey(Person, models.CASCADE, related_name="asks", verbose_name="hvem spørger ind")
    chosen_on = models.DateField("valgt")

    objects = VisibleQuerySet["Asker"].as_manager()

    class Meta:
        verbose_name = "den, der spørger ind"

    def __str__(self) -> str:
        return f"{self.person} spørger ind"
