"""
The text and its seal, and the log of who read whose.

This is the only module that knows the cipher (tests/architecture/test_private_text.py), and `AudienceText.open_for` the
only way from a row to its words.
"""

from functools import cache
from typing import Self

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import models

from rodfaest.audit.models import AuditLine, Line, LineQuerySet
from rodfaest.kernel.access import Decision, denied, require
from rodfaest.kernel.actors import Actor, Errand, LinkHolder
from rodfaest.kernel.errors import RuleBroken
from rodfaest.kernel.text import _
from rodfaest.kernel.time import now
from rodfaest.texts import permissions, rules
from rodfaest.texts.rules import Audience

ERASED = "texts.text_erased"


@cache
def _seals(keys: str) -> MultiFernet:
    """The keys as one lock: the newest seals, any of them opens."""
    given = [key.strip() for key in keys.split(",") if key.strip()]
    if not given:
        raise ImproperlyConfigured(
            "TEXT_KEYS is empty: private texts can be neither sealed nor opened. Set it (or TEXT_KEYS_FILE) to one or "
            "more Fernet keys, newest first, with a comma between; `rodfaest serve` makes the first one."
        )
    try:
        return MultiFernet([Fernet(key) for key in given])
    except ValueError as error:
        raise ImproperlyConfigured("TEXT_KEYS holds something that is not a Fernet key (32 bytes, base64).") from error


def _seal() -> MultiFernet:
    return _seals(settings.TEXT_KEYS)


class AudienceText(models.Model):
    """
    Somebody's own words, sealed, and who may read them. Abstract: an app adds whose text it is and what it is about.

    The owner and the audience are sealed in with the words. A row whose columns have been changed behind its back opens
    for its owner alone, and for nobody if the owner has been changed.
    """

    cipher = models.TextField(editable=False)
    audience = models.CharField("hvem læser med", max_length=10, choices=Audience.choices())
    saved_at = models.DateTimeField(editable=False)

    class Meta:
        abstract = True

    @property
    def whose(self) -> int:
        """The person whose words they are. The app's own model says."""
        raise NotImplementedError

    def readable_by(self, actor: Actor) -> Decision:
        """Whether `actor` is in the audience, which is never ME here. The app's model asks its permissions."""
        raise NotImplementedError

    def is_on_errand(self, errand: Errand) -> bool:
        """Whether the owner may see it through a personal link with this errand: only the text of that one thing."""
        return False

    def seal(self, text: str, audience: Audience) -> None:
        """
        Take in the words and who may read them. Saves nothing: the action does, after `full_clean`.

        Raises RuleBroken where the text holds what may not be kept; the form field says the same, earlier.
        """
        if why_not := rules.why_not_text(text):
            raise RuleBroken(why_not)
        self.cipher = _seal().encrypt(f"{self.whose}:{audience}\n{text}".encode()).decode()
        self.audience = audience
        self.saved_at = now()

    def open_for(self, actor: Actor) -> str:
        """The words, for `actor`. Raises Denied for whoever may not read them; note the reading of another's."""
        owner, audience, text = self._opened()
        if owner != self.whose:
            raise InvalidToken
        require(self._may_read(actor, audience))
        return text

    def may_read(self, actor: Actor) -> Decision:
        """Whether `open_for` would give the words: what a template asks before it shows."""
        return self._may_read(actor, Audience(self.audience))

    def _may_read(self, actor: Actor, audience: Audience) -> Decision:
        # Through a link a person is their own reader only of the one thing the letter was about.
        own = self.whose in actor.person_ids
        if own and (not isinstance(actor, LinkHolder) or self.is_on_errand(actor.errand)):
            return Decision(True)
        if audience is Audience.ME or audience != self.audience:
            return denied(_("Den tekst er kun for den, der har skrevet den."))
        return self.readable_by(actor)

    def _opened(self) -> tuple[int, Audience, str]:
        head, text = _seal().decrypt(self.cipher).decode().split("\n", 1)
        owner, audience = head.split(":")
        return int(owner), Audience(audience), text

    @classmethod
    def was_erased_by(cls, actor: Actor, number: int) -> bool:
        """Whether `actor` has removed their text of this number: only they are told that it is gone."""
        gone = AuditLine.objects.filter(what=ERASED, object_kind=cls._meta.label_lower, object_number=number)
        return gone.filter(actor_kind=actor.kind, actor_number=actor.number).exists()

    def turn_key(self) -> None:
        """Seal again with the newest key. Nobody reads anything by it; `saved_at` stays."""
        self.cipher = _seal().rotate(self.cipher).decode()


class ReadingLineQuerySet(LineQuerySet["ReadingLine"]):
    def visible_to(self, actor: Actor) -> Self:
        """The readings `actor` may know of: those of one's own texts."""
        return self.filter(permissions.reading_lines_visible_to(actor))

    def newest(self) -> Self:
        """As many as a page shows, newest first."""
        return self.order_by("-pk")[: rules.KEPT_ON_PAGE]


class ReadingLine(Line):
    """
    Somebody has read what another wrote: one line for each reader, page, owner and Danish date, at the first time.

    Like an audit line it holds numbers and labels and no key, so it outlives whoever it tells of. It says on which
    page, never what was read.
    """

    reader_kind = models.CharField(max_length=10)
    reader_number = models.BigIntegerField(default=0, help_text="0 where the reader is no person we know")
    reader_label = models.CharField(max_length=160)
    owner_number = models.BigIntegerField(db_index=True)
    page = models.CharField(max_length=80, help_text="the page as the owner knows it, in Danish")
    on = models.DateField()
    at = models.DateTimeField()

    objects = ReadingLineQuerySet.as_manager()

    class Meta:
        verbose_name = "læsning"
        constraints = [
            models.UniqueConstraint(
                fields=["owner_number", "reader_kind", "reader_number", "reader_label", "page", "on"],
                name="texts_reading_once_a_day",
                violation_error_message=_("Læsningen er skrevet ned."),
            ),
        ]

    def __str__(self) -> str:
        return rules.reading_sentence(self.reader_label, self.page)
