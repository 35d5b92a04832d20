"""Calendar entries: what stands in people's calendars, and what they have been told of it."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Self

from django.db import models
from django.db.models import F, Q

from rodfaest.correspondence.models.rows import Derived
from rodfaest.correspondence.rules import announcements
from rodfaest.correspondence.rules.calendars import Appointment
from rodfaest.correspondence.rules.plans import LONGEST, digest_of
from rodfaest.kernel.models import ScopedQuerySet
from rodfaest.kernel.time import COPENHAGEN, at, day_of, today
from rodfaest.organisations.models import Organisation, Person

OFF = digest_of("cancelled")


class CalendarEntryQuerySet(ScopedQuerySet["CalendarEntry"]):
    def of(self, person_ids: Iterable[int]) -> Self:
        """What stands in people's calendars now, in order; a cancelled day has left it."""
        return self.filter(person__in=person_ids, cancelled=False).order_by("starts_at", "pk")

    def ahead(self) -> Self:
        """Today's and those to come."""
        return self.filter(cancelled=False, starts_at__gte=at(today(), time.min))


class CalendarEntry(Derived):
    """One day in one person's calendar: the same UID however often it moves, cancelled when it is off."""

    key = models.CharField(max_length=120)
    kommune = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="calendar_entries")
    about = models.CharField(max_length=LONGEST["about"], blank=True)
    why = models.CharField(max_length=LONGEST["why"], blank=True)
    uid = models.CharField(max_length=255, unique=True)
    sequence = models.PositiveIntegerField(default=0, help_text="rises at each change, sent or not")
    summary = models.CharField(max_length=LONGEST["summary"])
    description = models.TextField(blank=True)
    location = models.CharField(max_length=LONGEST["location"], blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    cancelled = models.BooleanField(default=False)
    changed_at = models.DateTimeField()
    announced_sequence = models.PositiveIntegerField(null=True, blank=True)
    announced_digest = models.CharField(
        max_length=32, blank=True, help_text="what is in the person's calendar; empty while that is not known"
    )
    announced_starts_at = models.DateTimeField(null=True, blank=True)

    objects = CalendarEntryQuerySet.as_manager()

    class Meta(Derived.Meta):
        verbose_name = "kalenderaftale"
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "key"],
                name="correspondence_calendar_entry_once",
                violation_error_message="Aftalen står der allerede.",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="correspondence_calendar_entry_not_ended_before_begun",
                violation_error_message="Aftalen slutter, før den begynder.",
            ),
            models.CheckConstraint(
                condition=Q(announced_sequence__isnull=True) | Q(announced_sequence__lte=F("sequence")),
                name="correspondence_calendar_entry_not_announced_ahead",
                violation_error_message="En ændring kan ikke være meldt ud, før den er sket.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.summary}, {self.starts_at:%Y-%m-%d}"

    @property
    def day(self) -> date:
        """The Danish date it begins on."""
        return day_of(self.starts_at)

    @property
    def is_past(self) -> bool:
        """Its day is over: what was held stays in the calendar as it was."""
        return self.day < today()

    @property
    def digest(self) -> str:
        """What a calendar would show of it."""
        if self.cancelled:
            return OFF
        times = (moment.astimezone(COPENHAGEN).isoformat() for moment in (self.starts_at, self.ends_at))
        return digest_of(self.summary, self.description, self.location, *times)

    @property
    def is_announced(self) -> bool:
        """The person knows what this row says, or needs nothing since they never heard of a cancelled day."""
        if self.cancelled and not self.is_heard_of:
            return True
        return self.announced_digest == self.digest

    @property
    def is_heard_of(self) -> bool:
        """By an announcement, or by a letter of its owner's, after which no sequence is announced yet."""
        return self.announced_sequence is not None or bool(self.announced_digest)

    @property
    def told(self) -> announcements.Told | None:
        """What the person has been told of it so far. A calendar that comes later has heard nothing of what stands."""
        if not self.is_heard_of or (self.announced_sequence is None and self.is_announced):
            return None
        return announcements.Told(self.announced_starts_at, is_off=self.announced_digest == OFF)

    def being_announced(self) -> None:
        """From here on it is not known what its person has heard, until there is a receipt."""
        self._remember(self.sequence, "", self.starts_at)

    def told_by_letter(self) -> None:
        """A letter of its owner's says it. One that is gone is then as if it had never been heard of."""
        if self.cancelled:
            self._remember(None, "", None)
        else:
            self._remember(self.announced_sequence, self.digest, self.starts_at)

    def _remember(self, sequence: int | None, digest: str, starts_at: datetime | None) -> None:
        self.announced_sequence, self.announced_digest, self.announced_starts_at = sequence, digest, starts_at
        self.save(update_fields=["announced_sequence", "announced_digest", "announced_starts_at"])

    def announcement(self) -> announcements.Announcement:
        """The words of the mail that tells its person what the row says now."""
        return announcements.Announcement(
            first_name=self.person.first_name,
            summary=self.summary,
            starts_at=self.starts_at,
            ends_at=self.ends_at,
            location=self.location,
            cancelled=self.cancelled,
            told=self.told,
        )

    def as_appointment(self) -> Appointment:
        return Appointment(
            uid=self.uid,
            sequence=self.sequence,
            summary=self.summary,
            starts_at=self.starts_at,
            ends_at=self.ends_at,
            location=self.location,
            description=self.description,
            cancelled=self.cancelled,
        )
