"""The secret address of a person's calendar."""

from typing import Self

from django.conf import settings
from django.db import models

from rodfaest.correspondence import permissions
from rodfaest.kernel.actors import Actor
from rodfaest.kernel.time import now
from rodfaest.organisations.models import Person


class CalendarAddressQuerySet(models.QuerySet["CalendarAddress"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(permissions.calendar_addresses_visible_to(actor))


class CalendarAddress(models.Model):
    """
    The secret address of a person's calendar; a new secret makes the old address a 404.

    The secret is kept as it is, not as a digest, since its person must be able to see it again. It opens dates and
    places, never anybody's words.
    """

    person = models.OneToOneField(Person, models.CASCADE, related_name="calendar_address")
    secret = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=now)

    objects = CalendarAddressQuerySet.as_manager()

    class Meta:
        verbose_name = "kalenderadresse"

    def __str__(self) -> str:
        return f"kalender, {self.person}"

    @property
    def url(self) -> str:
        return f"{settings.BASE_URL}/kalender/{self.secret}.ics"
