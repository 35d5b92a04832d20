"""Letters: each with its person, its words and how far it has come."""

import uuid
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from rodfaest.correspondence.models.entries import CalendarEntry
from rodfaest.correspondence.models.rows import Derived
from rodfaest.correspondence.owners import notices_of
from rodfaest.correspondence.rules import letters as rules
from rodfaest.correspondence.rules import markup
from rodfaest.correspondence.rules.bodies import Blocks, carries_words, in_short, placeholders
from rodfaest.correspondence.rules.channels import Channel, reach
from rodfaest.correspondence.rules.letters import LetterState
from rodfaest.correspondence.rules.plans import LONGEST, Wording, Written, digest_of
from rodfaest.kernel.actors import Actor
from rodfaest.kernel.models import ScopedQuerySet, SortKeyField
from rodfaest.kernel.reconcile import Scope
from rodfaest.kernel.time import now, today
from rodfaest.login.models import letters_read_since
from rodfaest.organisations.models import Organisation, Person
from rodfaest.transport.mail import mail_host

CHANGED = Q(edited_at__isnull=False) & ~Q(basis=F("facts"))
"""Edited by hand, and since then the facts have changed."""
OPEN = Q(sent_at__isnull=True, withdrawn_at__isnull=True, stopped_at__isnull=True, needless=False)
"""Still on its way, or withheld."""
WITHHELD = OPEN & (CHANGED | ~Q(withheld_because=""))
"""Waits for somebody to look."""
WAITING = OPEN & ~CHANGED & Q(withheld_because="", handing_over_at__isnull=True)
"""Goes out by itself when its day comes."""


class LetterQuerySet(ScopedQuerySet["Letter"]):
    def discreet_to(self, actor: Actor) -> Self:
        """Of the same outbox, those that are shown without a name, a round at a time (`queries.rounds`)."""
        return self.visible_to(actor, as_="discreet")

    def alike(self, letter: "Letter") -> Self:
        """The discreet letters of one round, whatever became of each."""
        return self.in_scope(letter.scope).in_rounds().filter(round=letter.round, due_on=letter.due_on)

    def in_rounds(self) -> Self:
        """Those that stand in a row of the outbox, without a name."""
        return self.exclude(round="")

    def listed(self) -> Self:
        """
        All but those for a day somebody chose for themselves: such a letter is there only till they have written, so
        the outbox says nothing of it.
        """
        return self.filter(Q(discreet="") | ~Q(round=""))

    def open(self) -> Self:
        """Still on its way, or withheld."""
        return self.filter(OPEN)

    def withheld(self) -> Self:
        """Waits for somebody to look."""
        return self.filter(WITHHELD)

    def waiting(self) -> Self:
        """Goes out by itself when its day comes."""
        return self.filter(WAITING)

    def due(self, *, moment: datetime) -> Self:
        """Waiting letters whose day has come, which nobody else has claimed and which were not tried a moment ago."""
        free = Q(claimed_at__isnull=True) | Q(claimed_at__lt=moment - rules.CLAIM_LASTS)
        tried = Q(next_try_at__isnull=True) | Q(next_try_at__lte=moment)
        return self.waiting().filter(free, tried, due_on__lte=today()).order_by("due_on", "pk")

    def cut_off(self, *, moment: datetime) -> Self:
        """Begun to be handed over, so long ago that whoever did it is dead."""
        limit = moment - rules.HANDING_OVER_LASTS
        return self.filter(sent_at__isnull=True, withheld_because="", handing_over_at__lt=limit)

    def failed(self) -> Self:
        """Could not be handed over; also those no longer needed, or the list would tell who has done what they ask."""
        return self.filter(sent_at__isnull=True, stopped_at__isnull=True).exclude(withheld_because="")

    def unsent(self) -> Self:
        """All that the outbox shows before it is sent: on its way, withheld or stopped."""
        return self.filter(sent_at__isnull=True, withdrawn_at__isnull=True)

    def sent(self) -> Self:
        """Newest first."""
        return self.filter(sent_at__isnull=False).order_by("-sent_on", "-sent_at", "-pk")

    def for_list(self) -> Self:
        """Everything the outbox shows of a letter, in one query whatever the number of rows."""
        return self.select_related("person", "entry", "edited_by").order_by(
            "due_on", "sort_key", "subject", "person__sort_key", "pk"
        )

    def locked(self, letter_id: int) -> "Letter":
        """
        As it is this moment: the sweep, or a colleague, may have taken it since it was read.

        The entry it announces is locked before it: that is the order (`correspondence.actions`).
        """
        CalendarEntry.objects.select_for_update(of=("self",)).filter(letters=letter_id).first()
        return self.select_for_update(of=("self",)).select_related("person", "kommune", "entry").get(pk=letter_id)

    def within_reach(self) -> Self:
        """Neither sent nor perhaps sent: those that still follow the facts."""
        return self.filter(sent_at__isnull=True, handing_over_at__isnull=True)

    def soon(self) -> Self:
        """Goes out by itself within a few days: what the outbox shows first, and a board counts."""
        return self.waiting().filter(due_on__lte=today() + rules.SOON)


class Letter(Derived):
    """One letter to one person, from the day its reason arose. Its words have placeholders, not what they stand for."""

    key = models.CharField(max_length=160)
    kommune = models.ForeignKey(Organisation, models.PROTECT, related_name="letters")
    person = models.ForeignKey(Person, models.PROTECT, related_name="letters")
    channel = models.CharField(max_length=4, choices=Channel.choices())
    entry = models.ForeignKey(CalendarEntry, models.PROTECT, null=True, blank=True, related_name="letters")
    entry_sequence = models.PositiveIntegerField(null=True, blank=True)
    entry_digest = models.CharField(max_length=32, blank=True, help_text="what its calendar file says")
    about = models.CharField(max_length=LONGEST["about"], blank=True)
    sort_key = SortKeyField(of=["about"])
    subject = models.CharField("emne", max_length=LONGEST["subject"])
    body = models.TextField("tekst")
    discreet = models.CharField(
        max_length=LONGEST["discreet"], blank=True, help_text="what it is called where nobody sees to whom"
    )
    round = models.CharField(max_length=LONGEST["round"], blank=True, help_text="the row of a discreet letter, if any")
    needless = models.BooleanField(default=False, help_text="what it asks for is done: it stands, and does not go")
    sample = models.TextField(blank=True, help_text="the words of a discreet letter without anybody's name")
    why = models.CharField(max_length=LONGEST["why"])
    due_on = models.DateField()
    basis = models.CharField(max_length=32, help_text="digest of the facts the words were written on")
    facts = models.CharField(max_length=32, help_text="digest of the facts as they are now")
    edited_at = models.DateTimeField(null=True, blank=True)
    edited_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    withheld_because = models.CharField(max_length=250, blank=True, help_text="what went wrong when it was sent")
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

    class Meta(Derived.Meta):
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
                condition=Q(edited_at__isnull=True, edited_by__isnull=True)
                | Q(edited_at__isnull=False, edited_by__isnull=False),
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
            *Derived.Meta.indexes,
            models.Index(fields=["due_on"], condition=OPEN, name="correspondence_letter_due"),
        ]

    def __str__(self) -> str:
        return f"»{self.discreet}«, {self.about}" if self.discreet else f"{self.owner}:{self.key} til {self.person}"

    @property
    def state(self) -> LetterState:
        """Read off the facts, the one that binds first."""
        if self.sent_at:
            return LetterState.SENT
        if self.withdrawn_at or self.needless:
            return LetterState.WITHDRAWN
        if self.stopped_at:
            return LetterState.STOPPED
        if self.withheld_because:
            return LetterState.WITHHELD
        if self.handing_over_at:
            return LetterState.HANDING_OVER
        return LetterState.WITHHELD if self.is_changed else LetterState.WAITING

    @property
    def state_word(self) -> str:
        return self.state.label

    @property
    def edition(self) -> str:
        """Which words by hand these are; empty where none are."""
        return self.edited_at.isoformat() if self.edited_at else ""

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
        return bool(self.withheld_because)

    @property
    def withheld_sentence(self) -> str:
        """Why it is withheld, for whoever looks; empty when it is not."""
        return self.withheld_because or (rules.CHANGED if self.is_changed else "")

    @property
    def is_beyond_reach(self) -> bool:
        """Sent, or perhaps sent: it no longer follows the facts."""
        return self.sent_at is not None or self.handing_over_at is not None

    @property
    def has_placeholders(self) -> bool:
        """Something is filled in when it is sent, for its reader alone."""
        return bool(placeholders(self.blocks))

    @property
    def blocks(self) -> Blocks:
        """The letter taken apart, placeholders and all: what the outbox shows."""
        return markup.parse(self.body)

    def as_the_facts_are(self) -> Written | None:
        """
        The words as they would be now if nobody had edited them; None when the reason is gone, which one that may have
        been sent outlives. Asks the owner: several queries.
        """
        if self.entry is not None:
            return self.entry.announcement().write()
        planned = notices_of(self.scope).desired(self.scope.id).get(self.key)
        return self._written(planned.wording) if planned else None

    def follow(self, basis: str) -> None:
        """Remember what its words rest on now. An SMS says the same in other words."""
        self.facts = basis if self.channel == Channel.MAIL else digest_of(basis, self.channel)

    def write(self, wording: Wording) -> None:
        """Take these words, in full in a mail and in short in an SMS, and let go of any edited by hand."""
        self.say(self._written(wording))

    def say(self, written: Written) -> None:
        self.subject, self.body, self.basis = written.subject, markup.written(written.body), self.facts
        self.edited_at, self.edited_by = None, None

    def _written(self, wording: Wording) -> Written:
        whole = wording.write()
        if self.channel == Channel.MAIL:
            return whole
        return Written(whole.subject, whole.short or in_short(whole.subject, whole.body, home=settings.BASE_URL))

    def withdraw(self) -> bool:
        """Take it back, its reason being gone, unless it is sent or may have been. Says whether it was."""
        if self.withdrawn_at or self.is_beyond_reach:
            return False
        self.withdrawn_at = now()
        self.save(update_fields=["withdrawn_at"])
        return True

    @property
    def address(self) -> str:
        """Where it goes: the person's mail address or mobile number as it is now; empty where it can't go."""
        to = reach(self.person.email, self.person.phone)
        return to.address if to.channel == self.channel else ""

    @property
    def why_not_hand_over(self) -> str | None:
        """What stops it from going when its day has come, as a sentence with {name}."""
        return rules.why_not_hand_over(
            address=self.address,
            by_sms=self.channel == Channel.SMS,
            personal=self.has_placeholders,
            login_closed=not self.person.is_active,
            unproven=carries_words(self.blocks) and letters_read_since(self.person) is not None,
        )


def lock_scope(scope: Scope) -> None:
    """Lock all that may be brought in line in a scope, in the one order, before a single letter of it is changed."""
    letters = Letter.objects.in_scope(scope).select_for_update().order_by("pk")
    entries = CalendarEntry.objects.in_scope(scope).select_for_update().order_by("pk")
    for rows in (letters.filter(entry=None), entries, letters.exclude(entry=None)):
        list(rows.values_list("pk"))


def new_message_id() -> str:
    """One for the letter's whole life, so that one sent twice is seen to be one."""
    return f"<{uuid.uuid4()}@{mail_host()}>"
