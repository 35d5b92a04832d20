"""Rows of letters and calendar entries. All are derived; what a konsulent did and what was sent is kept as it was."""

from collections.abc import Iterable
from datetime import date, datetime
from email.utils import parseaddr
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from rodfaest.correspondence import permissions
from rodfaest.correspondence.owners import owner
from rodfaest.correspondence.rules import announcements
from rodfaest.correspondence.rules import letters as rules
from rodfaest.correspondence.rules.bodies import Block, parse, placeholders
from rodfaest.correspondence.rules.calendars import Appointment
from rodfaest.correspondence.rules.letters import LetterState
from rodfaest.correspondence.rules.plans import Channel, Written, digest_of
from rodfaest.kernel.actors import Actor
from rodfaest.kernel.text import owned
from rodfaest.kernel.time import COPENHAGEN, now, today
from rodfaest.organisations.models import Organisation, Person

CHANGED = Q(edited_at__isnull=False) & ~Q(basis=F("facts"))
"""Edited by hand, and since then the facts have changed."""
OPEN = Q(sent_at__isnull=True, withdrawn_at__isnull=True, stopped_at__isnull=True)
"""Still on its way, or held."""


class CalendarEntryQuerySet(models.QuerySet["CalendarEntry"]):
    def of(self, person_ids: Iterable[int]) -> Self:
        """What stands in people's calendars now, in order; a cancelled day has left it."""
        return self.filter(person__in=person_ids, cancelled=False).order_by("starts_at", "pk")


class CalendarEntry(models.Model):
    """One day in one person's calendar: the same UID however often it moves, cancelled when it no longer holds."""

    owner = models.CharField(max_length=40)
    scope = models.BigIntegerField()
    key = models.CharField(max_length=120)
    kommune = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="calendar_entries")
    about = models.CharField(max_length=160, blank=True)
    why = models.CharField(max_length=200, blank=True)
    uid = models.CharField(max_length=255, unique=True)
    sequence = models.PositiveIntegerField(default=0, help_text="rises at each change, sent or not")
    summary = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    location = models.CharField(max_length=250, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    cancelled = models.BooleanField(default=False)
    changed_at = models.DateTimeField()
    announced_sequence = models.PositiveIntegerField(null=True, blank=True)
    announced_digest = models.CharField(
        max_length=32, blank=True, help_text="what the person's calendar holds; empty while that is not known"
    )
    announced_starts_at = models.DateTimeField(null=True, blank=True)

    objects = CalendarEntryQuerySet.as_manager()

    class Meta:
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
        indexes = [models.Index(fields=["owner", "scope"], name="correspondence_entry_scope")]

    def __str__(self) -> str:
        return f"{self.summary}, {self.starts_at:%Y-%m-%d}"

    @property
    def day(self) -> date:
        """The Danish date it begins on."""
        return self.starts_at.astimezone(COPENHAGEN).date()

    @property
    def is_past(self) -> bool:
        """Its day is over: what was held stays in the calendar as it was."""
        return self.day < today()

    @property
    def digest(self) -> str:
        """What a calendar would show of it."""
        if self.cancelled:
            return digest_of("cancelled")
        times = (moment.astimezone(COPENHAGEN).isoformat() for moment in (self.starts_at, self.ends_at))
        return digest_of(self.summary, self.description, self.location, *times)

    @property
    def is_announced(self) -> bool:
        """The person's calendar holds what this row says, or needs nothing since it never heard of a cancelled day."""
        if self.cancelled and self.announced_sequence is None:
            return True
        return self.announced_digest == self.digest

    def announcement(self) -> Written:
        """The words of the mail that tells its person what the row says now."""
        subject, body = announcements.announcement(
            self.as_appointment(),
            first_name=self.person.first_name,
            is_known=self.announced_sequence is not None,
            was=self.announced_starts_at,
        )
        return Written(subject, body)

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


class LetterQuerySet(models.QuerySet["Letter"]):
    def visible_to(self, actor: Actor) -> Self:
        """The outbox `actor` keeps. A stranger gets none, so the page is a 404."""
        return self.filter(permissions.letters_visible_to(actor))

    def of(self, owner: str) -> Self:
        return self.filter(owner=owner)

    def open(self) -> Self:
        """Still on its way, or held."""
        return self.filter(OPEN)

    def held(self) -> Self:
        """Waits for somebody to look."""
        return self.filter(OPEN & (CHANGED | ~Q(held_because="")))

    def waiting(self) -> Self:
        """Goes out by itself when its day comes."""
        return self.filter(OPEN & ~CHANGED, held_because="", handing_over_at__isnull=True)

    def due(self, *, moment: datetime) -> Self:
        """Waiting letters whose day has come, which nobody else has claimed and which were not tried a moment ago."""
        free = Q(claimed_at__isnull=True) | Q(claimed_at__lt=moment - rules.CLAIM_LASTS)
        tried = Q(next_try_at__isnull=True) | Q(next_try_at__lte=moment)
        return self.waiting().filter(free, tried, due_on__lte=today()).order_by("due_on", "pk")

    def cut_off(self, *, moment: datetime) -> Self:
        """Begun to be handed over, so long ago that whoever did it is dead."""
        limit = moment - rules.HANDING_OVER_LASTS
        return self.filter(sent_at__isnull=True, held_because="", handing_over_at__lt=limit)

    def unsent(self) -> Self:
        """All that the outbox shows before it is sent: on its way, held or stopped."""
        return self.filter(sent_at__isnull=True, withdrawn_at__isnull=True)

    def stopped(self) -> Self:
        return self.filter(sent_at__isnull=True, withdrawn_at__isnull=True, stopped_at__isnull=False)

    def sent(self) -> Self:
        """Newest first."""
        return self.filter(sent_at__isnull=False).order_by("-sent_on", "-sent_at", "-pk")

    def for_list(self) -> Self:
        """Everything the outbox shows of a letter, in one query whatever the number of rows."""
        return self.select_related("person", "entry").order_by("due_on", "about", "subject", "person__first_name", "pk")

    def within_reach(self) -> Self:
        """Neither sent nor perhaps sent: those that still follow the facts."""
        return self.filter(sent_at__isnull=True, handing_over_at__isnull=True)

    def soon(self) -> Self:
        """Goes out by itself within a few days: what the outbox shows first, and a board counts."""
        return self.waiting().filter(due_on__lte=today() + rules.SOON)


class Letter(models.Model):
    """One letter to one person, from the day its reason arose. Its words hold placeholders, not what they stand for."""

    owner = models.CharField(max_length=40)
    scope = models.BigIntegerField()
    key = models.CharField(max_length=160)
    kommune = models.ForeignKey(Organisation, models.PROTECT, related_name="letters")
    person = models.ForeignKey(Person, models.PROTECT, related_name="letters")
    channel = models.CharField(max_length=4, choices=Channel.choices())
    entry = models.ForeignKey(CalendarEntry, models.PROTECT, null=True, blank=True, related_name="letters")
    entry_sequence = models.PositiveIntegerField(null=True, blank=True)
    about = models.CharField(max_length=160, blank=True)
    subject = models.CharField("emne", max_length=200)
    body = models.TextField("tekst")
    why = models.CharField(max_length=200)
    due_on = models.DateField()
    basis = models.CharField(max_length=32, help_text="digest of the facts the words were written on")
    facts = models.CharField(max_length=32, help_text="digest of the facts as they are now")
    edited_at = models.DateTimeField(null=True, blank=True)
    edited_by = models.CharField(max_length=160, blank=True)
    held_because = models.CharField(max_length=250, blank=True, help_text="what went wrong when it was sent")
    stopped_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    handing_over_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_on = models.DateField(null=True, blank=True, help_text="the Danish date, which a demo may have moved")
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True, blank=True)
    message_id = models.CharField(max_length=255, unique=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = "brev"
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "key"],
                name="correspondence_letter_once",
                violation_error_message="Brevet findes allerede.",
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(handing_over_at__isnull=False, sent_on__isnull=False),
                name="correspondence_letter_not_sent_unless_handed_over",
                violation_error_message="Et brev kan ikke være sendt, før det er afleveret.",
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(withdrawn_at__isnull=True, stopped_at__isnull=True),
                name="correspondence_letter_sent_stays_sent",
                violation_error_message="Et sendt brev kan ikke stoppes eller trækkes tilbage.",
            ),
            models.CheckConstraint(
                condition=Q(edited_at__isnull=True, edited_by="") | (Q(edited_at__isnull=False) & ~Q(edited_by="")),
                name="correspondence_letter_edited_by_somebody",
                violation_error_message="Det skal stå, hvem der har rettet brevet.",
            ),
            models.CheckConstraint(
                condition=Q(entry__isnull=True, entry_sequence__isnull=True)
                | Q(entry__isnull=False, entry_sequence__isnull=False),
                name="correspondence_letter_announces_one_sequence",
                violation_error_message="Et kalenderbrev hører til én ændring af én aftale.",
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "scope"], name="correspondence_letter_scope"),
            models.Index(fields=["due_on"], condition=OPEN, name="correspondence_letter_due"),
        ]

    def __str__(self) -> str:
        return f"»{self.subject}« til {self.person.full_name}"

    @property
    def state(self) -> LetterState:
        """Read off the facts, the one that binds first."""
        if self.sent_at:
            return LetterState.SENT
        if self.withdrawn_at:
            return LetterState.WITHDRAWN
        if self.stopped_at:
            return LetterState.STOPPED
        if self.held_because:
            return LetterState.HELD
        if self.handing_over_at:
            return LetterState.HANDING_OVER
        return LetterState.HELD if self.is_changed else LetterState.WAITING

    @property
    def state_word(self) -> str:
        return self.state.label

    @property
    def is_edited(self) -> bool:
        return self.edited_at is not None

    @property
    def is_changed(self) -> bool:
        """Edited by hand, and since then the facts have changed."""
        return self.is_edited and self.basis != self.facts

    @property
    def has_failed(self) -> bool:
        """The last hand-over failed or was cut off."""
        return bool(self.held_because)

    @property
    def held_sentence(self) -> str:
        """Why it is held, for whoever looks; empty when it is not."""
        return self.held_because or (rules.CHANGED if self.is_changed else "")

    @property
    def is_beyond_reach(self) -> bool:
        """Sent, or perhaps sent: it no longer follows the facts."""
        return self.sent_at is not None or self.handing_over_at is not None

    @property
    def has_placeholders(self) -> bool:
        """Something is filled in when it is sent, for its reader alone."""
        return bool(placeholders(self.body))

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The letter taken apart, placeholders and all: what the outbox shows."""
        return parse(self.body)

    def as_the_facts_are(self) -> Written | None:
        """
        The words as they would be now if nobody had edited them; None when the reason is gone, which one that may have
        been sent outlives. Asks the owner: several queries.
        """
        if self.entry is not None:
            return self.entry.announcement()
        planned = owner(self.owner).desired(self.scope).get(self.key)
        return planned.write() if planned else None

    @property
    def address(self) -> str:
        """Where it goes: the person's mail address or mobile number as it is now."""
        return self.person.phone if self.channel == Channel.SMS else self.person.email or ""


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
        return f"{owned(self.person.full_name)} kalender"

    @property
    def url(self) -> str:
        return f"{settings.BASE_URL}/kalender/{self.secret}.ics"


def mail_host() -> str:
    """The host in Message-IDs and UIDs: that of the mailbox the letters come from."""
    return parseaddr(settings.MAIL_FROM)[1].rpartition("@")[2] or "localhost"
