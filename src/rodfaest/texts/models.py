"""
The text and its seal, and the log of who read whose.

This is the only module that knows the cipher (tests/architecture/test_private_text.py), and `AudienceText.open_for` the
only way from a row to its words.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any, NoReturn, Self, TypeVar

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import models

from rodfaest.audit.models import AuditLine, Line, LineQuerySet
from rodfaest.kernel.access import Decision, denied, may_read, require
from rodfaest.kernel.actors import Actor, Ids, LinkHolder
from rodfaest.kernel.errors import RuleBroken
from rodfaest.kernel.models import VisibleQuerySet
from rodfaest.kernel.text import _
from rodfaest.kernel.time import now
from rodfaest.texts import rules
from rodfaest.texts.rules import Audience

ERASED = "texts.text_erased"
VERSION = 1
"""How seals are written now; `_read_head` reads the older ones too."""

Facts = Mapping[str, int | str | None]
Text = TypeVar("Text", bound="AudienceText", covariant=True)


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


def _read_head(head: str) -> Facts:
    """
    What a seal says beside the words. Version 0 was »owner:audience« and says nothing of the rest.

    >>> _read_head("7:house")
    {'owner': 7, 'audience': 'house'}
    >>> _read_head('{"seal": 1, "owner": 7, "audience": "house", "step": 3}')
    {'owner': 7, 'audience': 'house', 'step': 3}
    """
    if not head.startswith("{"):
        owner, audience = head.split(":")
        return {"owner": int(owner), "audience": audience}
    facts: dict[str, int | str | None] = json.loads(head)
    if facts.pop("seal") != VERSION:
        raise InvalidToken("The text was sealed by a newer Rodfæst.")
    return facts


def sealed_day(day: date | None) -> str | None:
    """A day as a seal says it."""
    return day.isoformat() if day else None


class AudienceTextQuerySet(VisibleQuerySet[Text]):
    """Sets of texts. They are changed one at a time, by `seal` and `reseal`."""

    def visible_to(self, actor: Actor, *, as_: str = "") -> Self:
        return super().visible_to(actor, as_=as_).open_to(actor)

    def open_to(self, actor: Actor) -> Self:
        """Of these, those that a login by a new address has not closed to the actor, their own among them."""
        return self if actor.reads_since is None else self.filter(saved_at__gte=actor.reads_since)

    def update(self, **_columns: Any) -> NoReturn:
        raise TypeError(NOT_PAST_THE_SEAL)

    def bulk_update(self, *_rows: Any, **_given: Any) -> NoReturn:
        raise TypeError(NOT_PAST_THE_SEAL)


NOT_PAST_THE_SEAL = "what decides who reads a text is sealed in: change it by seal() or reseal()"


class AudienceText(models.Model):
    """
    Somebody's own words, sealed, and who may read them. Abstract: an app adds whose text it is and what it is about,
    and its permissions say who is in the audience (`kernel.access.readable`).

    All that decides who reads is sealed in with the words (`decided_by`). A row whose columns have been changed behind
    its back opens for its owner alone, and for nobody if the owner has been changed (docs/decisions/0009).
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

    @property
    def decided_by(self) -> Facts:
        """
        What decides who reads, beside owner and audience: what it belongs to, and the day it was finished.

        Every column of the app's model is in it, under a name that stays when the column is renamed.
        """
        raise NotImplementedError

    def seal(self, text: str, audience: Audience) -> None:
        """
        Take in the words, who may read them, and all that decides it, which stands in the columns by now.

        Saves nothing: the action does, after `full_clean`. Raises RuleBroken where the text has in it what may not be
        stored; the form field says the same, earlier.
        """
        if why_not := rules.why_not_text(text):
            raise RuleBroken(why_not)
        self.audience = audience
        self.saved_at = now()
        self._close(self._facts(), text)

    def reseal(self, **columns: Any) -> None:
        """
        Change columns that decide who reads, and the seal with them; saved at once, the words unread.

        Without columns it only renews: the newest key and version, and what an older seal said nothing of. What was
        changed behind the seal's back stays different from it, and so closed. The words are those that stand now,
        locked, so that whoever saves others at the same moment is not written over.
        """
        self.refresh_from_db(fields=["cipher"], from_queryset=type(self)._base_manager.select_for_update())
        sealed, text = self._opened()
        was = self._facts()
        for name, value in columns.items():
            setattr(self, name, value)
        becomes = self._facts()
        changed = {name: value for name, value in becomes.items() if value != was[name]}
        if "owner" in changed and sealed["owner"] != was["owner"]:
            raise InvalidToken
        self._close({**becomes, **sealed, **changed}, text)
        super().save(update_fields=[*columns, "cipher"])

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Refuses columns that are not those sealed in."""
        if not self._is_as_sealed(self._opened()[0]):
            raise TypeError(NOT_PAST_THE_SEAL)
        super().save(*args, **kwargs)

    def open_for(self, actor: Actor) -> str:
        """The words, for `actor`. Raises Denied for whoever may not read them; note the reading of another's."""
        sealed, text = self._opened()
        if sealed["owner"] != self.whose:
            raise InvalidToken
        require(self._may_read(actor, sealed))
        return text

    def may_read(self, actor: Actor) -> Decision:
        """Whether `open_for` would give the words: what a template asks before it shows."""
        return self._may_read(actor, self._opened()[0])

    def is_closed_to(self, actor: Actor) -> bool:
        """
        Whether it is from before somebody came in by a new address (docs/decisions/0012). Then it is neither read nor
        written over, shared or deleted, also not by whoever wrote it.
        """
        return actor.reads_since is not None and self.saved_at is not None and self.saved_at < actor.reads_since

    def _may_read(self, actor: Actor, sealed: Facts) -> Decision:
        if self.is_closed_to(actor):
            return denied(rules.CLOSED)
        if self.whose in actor.person_ids:
            # Whoever has a letter has its link, so no link opens its holder's own words.
            return denied(_("Log ind for at læse dine egne ord.")) if isinstance(actor, LinkHolder) else Decision(True)
        if sealed["audience"] == Audience.ME or not self._is_as_sealed(sealed):
            return denied(_("Den tekst er kun for den, der har skrevet den."))
        return may_read(actor, self)

    def _facts(self) -> Facts:
        """All that decides who reads, as the columns say it."""
        return {"owner": self.whose, "audience": str(self.audience), **self.decided_by}

    def _is_as_sealed(self, sealed: Facts) -> bool:
        """Whether the columns still say what the seal says. An older seal says less."""
        facts = self._facts()
        return all(name in facts and facts[name] == value for name, value in sealed.items())

    def _close(self, facts: Facts, text: str) -> None:
        head = json.dumps({"seal": VERSION, **facts})
        self.cipher = _seal().encrypt(f"{head}\n{text}".encode()).decode()

    def _opened(self) -> tuple[Facts, str]:
        head, text = _seal().decrypt(self.cipher).decode().split("\n", 1)
        return _read_head(head), text

    @classmethod
    def was_erased_by(cls, actor: Actor, number: int) -> bool:
        """Whether `actor` has removed their text of this number: only they are told that it is gone."""
        gone = AuditLine.objects.filter(what=ERASED, object_kind=cls._meta.label_lower, object_number=number)
        return gone.filter(actor_kind=actor.kind, actor_number=actor.number).exists()


class RoleText(AudienceText):
    """
    A text that others read for what they are: a leader, a colleague, a teacher. Abstract.

    A new power does not open the past. `readers` are those who were it when the text was shared, and those its writer
    has let in since; what they are today is asked besides, by the app's permissions. The app seals it (`decided_by`).
    """

    readers = models.TextField("hvem det blev delt med", blank=True, default="", editable=False)

    class Meta:
        abstract = True

    @property
    def reader_ids(self) -> Ids:
        return frozenset(int(number) for number in self.readers.split(",") if number)

    def was_shared_with(self, actor: Actor) -> bool:
        return bool(self.reader_ids & actor.person_ids)


def as_readers(person_ids: Iterable[int]) -> str:
    """
    People as the column `readers` has them, a comma on either side of each.

    >>> as_readers({7, 12}), as_readers(())
    (',7,12,', '')
    """
    return "".join(f",{number}" for number in sorted(person_ids)) + "," if person_ids else ""


def was_shared_with(actor: Actor) -> models.Q:
    """`RoleText.was_shared_with` for a set."""
    found = models.Q(pk__in=())
    for person_id in actor.person_ids:
        found |= models.Q(readers__contains=f",{person_id},")
    return found


class GroupText(AudienceText):
    """
    One member's part of what a group writes: a text of their own, finished before others read it. Abstract: an app adds
    the keys `group` and `author`. What it adds besides, it names in `decided_by`. Its `permissions` say
    `group_texts(__name__, "Part")` (texts.permissions), its action requires `takes_part`, and its view notes the
    reading. docs/decisions/0010 says the rest; tests/texts/test_group_texts.py is a whole one.

    It is read by whoever is in the group when it is read. Who has left reads their own part, and no other's.
    """

    group_id: int
    author_id: int
    finished_on = models.DateField("færdig", null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def whose(self) -> int:
        return self.author_id

    @property
    def decided_by(self) -> Facts:
        return {"group": self.group_id, "finished": sealed_day(self.finished_on)}


class ReadingLineQuerySet(LineQuerySet["ReadingLine"]):
    def newest(self) -> Self:
        """As many as a page shows, newest first."""
        return self.order_by("-pk")[: rules.SHOWN_ON_PAGE]


class ReadingLine(Line):
    """
    Somebody has read what another wrote: one line for each reader, page, owner and Danish date, at the first time.

    Like an audit line it has numbers and no name. It says on which page, never what was read.
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
