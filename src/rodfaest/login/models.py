"""Personal links: what a letter's button opens without a login; and how often a code was tried."""

from datetime import date, datetime
from hashlib import sha256
from typing import Self

from django.db import models
from django.utils.crypto import salted_hmac

from rodfaest.kernel.actors import Errand, LinkHolder
from rodfaest.kernel.text import Word, _
from rodfaest.kernel.time import day_of, long_date, now, today
from rodfaest.login import rules
from rodfaest.organisations.models import Person
from rodfaest.organisations.rules.people import phone_digits


def digest_of(token: str) -> str:
    """What is stored of a token. It has 128 random bits, so a fast hash is enough."""
    return sha256(token.encode()).hexdigest()


def digest_of_tries(key: str, key_prefix: str, version: int) -> str:
    """What is stored of an address, a number or a network somebody asked for a code from (settings.CACHES)."""
    return salted_hmac("login.tries", f"{key_prefix}:{version}:{key}", algorithm="sha256").hexdigest()


class Tries(models.Model):
    """
    How often a code was asked for or typed, by a digest of whose or from where. The table of Django's cache, which
    allauth counts in; this is only its shape.
    """

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "forsøg på at logge ind"

    def __str__(self) -> str:
        return str(self._meta.verbose_name)


class PersonalLinkQuerySet(models.QuerySet["PersonalLink"]):
    def by_token(self, token: str) -> Self:
        """The link somebody came by, with its person."""
        return self.filter(digest=digest_of(token)).select_related("person")

    def working(self) -> Self:
        """Those that still open something today: not too old, and not of somebody whose login is closed."""
        return self.filter(models.Q(person__isnull=True) | models.Q(person__is_active=True), valid_until__gte=today())

    def like(self, link: "PersonalLink") -> Self:
        """The same person's links for the same errand."""
        return self.filter(person=link.person_id, verb=link.verb, noun=link.noun, object_id=link.object_id)

    def made_since(self, moment: datetime) -> Self:
        return self.filter(made_at__gte=moment)

    def forgotten(self) -> Self:
        """Those so old that nobody comes back to them."""
        return self.filter(valid_until__lt=today() - rules.REMEMBERED_FOR)


class PersonalLink(models.Model):
    """
    A link that may do one thing to one object in one person's name until a day. Only the token's digest is stored.

    Opening it changes nothing, and it may be used again: what a second use does, the action says.
    """

    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="personal_links")
    verb = models.CharField(max_length=80, help_text="the permission it carries, as app.verb")
    noun = models.CharField(max_length=80, help_text="the model its object is of, as app.Model")
    object_id = models.BigIntegerField()
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(default=now)
    valid_until = models.DateField()
    reads_since = models.DateTimeField(null=True, blank=True)
    """It was sent to an address nobody has shown to be theirs: words from before that came stay closed."""
    letters_until = models.DateField(null=True, blank=True)
    """When the letter's own link ended, where this one was sent in its place."""

    objects = PersonalLinkQuerySet.as_manager()

    class Meta:
        verbose_name = "personligt link"
        indexes = [models.Index(fields=["person", "verb", "object_id"], name="login_link_errand")]

    def __str__(self) -> str:
        # Nobody's name: that somebody got a link to a step tells that they had not done it.
        return f"{self._meta.verbose_name}: {self.verb}"

    @property
    def errand(self) -> Errand:
        return Errand(self.verb, self.noun, self.object_id)

    @property
    def letter_ends(self) -> date:
        """The last day of the link that stood in the letter: this one's, or that of the one it was sent in place of."""
        return self.letters_until or self.valid_until

    def as_actor(self) -> LinkHolder:
        """Whoever comes by the link, as who acts."""
        label = self.person.full_name if self.person else "Personligt link"
        return LinkHolder(self.errand, self.person_id, label, reads_since=self.reads_since)


class Proof(Word):
    """How somebody has shown that a new address is theirs."""

    OLD_ADDRESS = "old_address", _("en kode til den gamle mail eller mobil")
    SECOND_FACTOR = "second_factor", _("en adgangsnøgle eller app fra før")


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def standing(self) -> Self:
        """Those nobody stopped in the week there was for it."""
        return self.filter(stopped_at__isnull=True, at__lte=now() - rules.MEETING_WAITS)

    def waiting(self) -> Self:
        """Those that can still be stopped."""
        return self.filter(stopped_at__isnull=True, at__gt=now() - rules.MEETING_WAITS)


class Meeting(models.Model):
    """
    An administrator met somebody who has a new address, in person, and saw who they are. A week later what was written
    before opens to it, unless whoever has something from before has stopped it.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="login_meetings")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    how = models.CharField(_("Hvordan viste personen, hvem det er?"), max_length=120)
    at = models.DateTimeField(default=now)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    stopped_at = models.DateTimeField(null=True, blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "møde om login"
        indexes = [models.Index(fields=["person", "at"], name="login_meeting_of_person")]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def is_waiting(self) -> bool:
        return self.stopped_at is None and self.at > now() - rules.MEETING_WAITS

    @property
    def sentence(self) -> str:
        """What the person reads of it, for ever."""
        by = self.by.full_name if self.by else _("En administrator")
        said = _("{day}: {by} skrev, at I mødtes, og at du viste: {how}.")
        said = said.format(day=long_date(day_of(self.at), year=True), by=by, how=self.how)
        if self.stopped_at:
            return said + _(" Det blev stoppet.")
        opens = long_date(day_of(self.at + rules.MEETING_WAITS), year=True)
        return said + _(" Det, der er skrevet før, åbner {day}.").format(day=opens)


class LoginChangeQuerySet(models.QuerySet["LoginChange"]):
    def unproven(self) -> Self:
        """Those that still close something: neither undone nor wholly shown to be the person's own; in order."""
        open_ = models.Q(proof="") | models.Q(proven_since__isnull=False)
        met = Meeting.objects.standing().filter(person=models.OuterRef("person"), at__gte=models.OuterRef("at"))
        return self.filter(open_, ~models.Exists(met), closes=True, undone_at__isnull=True).order_by("at", "pk")

    def undoable(self) -> Self:
        """Those that »Det var ikke mig« still undoes, oldest first."""
        recent = self.filter(undone_at__isnull=True, at__gte=now() - rules.UNDONE_WITHIN)
        return recent.order_by("at", "pk")


class LoginChange(models.Model):
    """
    Somebody got another mail or mobile, by which they log in. What was written before is closed to a login by the new
    one, until the person has shown that it is them (docs/decisions/0012).
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="login_changes")
    was_email = models.EmailField(blank=True)
    was_phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    at = models.DateTimeField(default=now)
    by_number = models.BigIntegerField(null=True, blank=True, help_text="the person who changed it")
    closes = models.BooleanField(help_text="somebody may have come in before: not where nobody ever did")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    undone_at = models.DateTimeField(null=True, blank=True)
    proof = models.CharField(max_length=20, blank=True, choices=Proof.choices())
    proven_at = models.DateTimeField(null=True, blank=True)
    proven_since = models.DateTimeField(null=True, blank=True)
    """Shown by something that was itself new then: what was written before that stays closed."""

    objects = LoginChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "skift af login"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(proof="", proven_at__isnull=True)
                | (~models.Q(proof="") & models.Q(proven_at__isnull=False)),
                name="login_change_proven_on_a_day",
                violation_error_message="Det skal stå, hvordan og hvornår det er vist.",
            ),
        ]
        indexes = [models.Index(fields=["person", "at"], name="login_change_of_person")]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    def as_changed(self) -> rules.Changed:
        was, becomes = addresses(self.was_email, self.was_phone), addresses(self.email, self.phone)
        return rules.Changed(self.proven_since or self.at, was, becomes)

    @property
    def sentence(self) -> str:
        """What the person reads of it, for ever."""
        by = _("Du skiftede") if self.by_number == self.person_id else _("Administratoren skiftede")
        end = ""
        if self.undone_at:
            end = _(" Det blev fortrudt.")
        elif self.proof:
            end = _(" Vist med {proof}.").format(proof=Proof(self.proof).label)
        day = long_date(day_of(self.at), year=True)
        return _("{day}: {by} mail eller mobil.").format(day=day, by=by) + end

    @property
    def may_be_undone(self) -> bool:
        return self.undone_at is None and self.at >= now() - rules.UNDONE_WITHIN


def addresses(email: str | None, phone: str) -> frozenset[str]:
    """What somebody logs in by, as allauth writes down that it was shown."""
    return frozenset(one for one in (email, phone_digits(phone)) if one)


def changes_of(person: Person) -> list[rules.Changed]:
    """What has changed of somebody's login and is not shown to be theirs, oldest first. One query."""
    return [change.as_changed() for change in LoginChange.objects.unproven().filter(person=person)]


def letters_read_since(person: Person) -> datetime | None:
    """From when on the address that letters go to opens words; None where it opens all. One query."""
    return rules.known_since(person.email or phone_digits(person.phone) or "", changes_of(person))
