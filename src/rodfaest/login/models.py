"""Personal links: what a letter's button opens without a login."""

from datetime import date, datetime
from hashlib import sha256
from typing import Self

from django.db import models

from rodfaest.kernel.actors import Errand, LinkHolder
from rodfaest.kernel.time import now, today
from rodfaest.login import rules
from rodfaest.organisations.models import Person


def digest_of(token: str) -> str:
    """What is stored of a token. It has 128 random bits, so a fast hash is enough."""
    return sha256(token.encode()).hexdigest()


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
        return LinkHolder(self.errand, self.person_id, label)
