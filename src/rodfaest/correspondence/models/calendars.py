"""The secret address of a person's calendar."""

from django.conf import settings
from django.db import models

from rodfaest.kernel.models import VisibleQuerySet
from rodfaest.kernel.time import now
from rodfaest.organisations.models import Person


class CalendarAddress(models.Model):
    """
    The secret address of a person's calendar; a new secret makes the old address a 404.

    The secret is stored as it is, not as a digest, since its person must be able to see it again. It opens dates and
    places, never anybody's words.
    """

    person = models.OneToOneField(Person, models.CASCADE, related_name="calendar_address")
    secret = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=now)

    objects = VisibleQuerySet["CalendarAddress"].as_manager()

    class Meta:
        verbose_name = "kalenderadresse"

    def __str__(self) -> str:
        return f"kalender, {self.person}"

    @property
    def url(self) -> str:
        return f"{settings.BASE_URL}/kalender/{self.secret}.ics"
