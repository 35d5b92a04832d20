"""The words that go with a wish."""

from typing import Self

from django.db import models

from rodfaest.enrolment.models.wishes import Wish
from rodfaest.enrolment.rules.wishes import Side
from rodfaest.kernel.actors import Actor, Errand
from rodfaest.organisations.models import Person
from rodfaest.texts.models import AudienceText, AudienceTextQuerySet, Facts


class WishTextQuerySet(AudienceTextQuerySet["WishText"]):
    def own(self, actor: Actor) -> Self:
        """Those the actor has written, for whichever side."""
        return self.filter(by__in=actor.person_ids)

    def for_list(self) -> Self:
        """What a card with one's own words shows, newest first."""
        return self.select_related("by", "wish__person", "wish__employment__unit", "wish__cohort").order_by("-saved_at")


class WishText(AudienceText):
    """What somebody hopes for: the participant's intention, or the leader's for the house. Both read both."""

    wish = models.ForeignKey(Wish, models.CASCADE, related_name="texts")
    side = models.CharField("skrevet af", max_length=12, choices=Side.choices())
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    objects = WishTextQuerySet.as_manager()

    class Meta:
        verbose_name = "intention"
        constraints = [
            models.UniqueConstraint(
                fields=["wish", "side"],
                name="enrolment_one_intention_a_side",
                violation_error_message="Der står allerede en tekst.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def whose(self) -> int:
        return self.by_id

    @property
    def decided_by(self) -> Facts:
        return {"wish": self.wish_id, "side": self.side}

    def is_on_errand(self, errand: Errand) -> bool:
        return errand.noun == "enrolment.Wish" and errand.object_id == self.wish_id
