"""Noting who reads, removing one's own, and turning the key."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps

from rodfaest.audit.actions import record
from rodfaest.kernel.access import require
from rodfaest.kernel.actors import Actor
from rodfaest.kernel.happenings import announce
from rodfaest.kernel.time import now, today
from rodfaest.kernel.transactions import write
from rodfaest.texts import permissions
from rodfaest.texts.happenings import KeysTurned
from rodfaest.texts.models import ERASED, AudienceText, ReadingLine


def note_reading(texts: Iterable[AudienceText], *, page: str, actor: Actor) -> None:
    """
    Note that `actor` has met others' texts on a page: one line for each of their owners, once a day.

    Called by a view with everything the page opens, before it renders. Where all are one's own it costs no query; where
    today's lines stand already it only asks, since a page that is merely read must not wait for whoever writes.
    """
    owners = {text.whose for text in texts} - actor.person_ids
    if owners and (new := owners - _noted(owners, page, actor=actor)):
        _note(new, page, actor=actor)


def _noted(owners: Iterable[int], page: str, *, actor: Actor) -> set[int]:
    """Those of these owners whose line of today stands already."""
    lines = ReadingLine.objects.filter(owner_number__in=owners, **_reading(page, actor=actor))
    return set(lines.values_list("owner_number", flat=True))


@write
def _note(owners: Iterable[int], page: str, *, actor: Actor) -> None:
    ReadingLine.objects.bulk_create(
        [ReadingLine(owner_number=owner, at=now(), **_reading(page, actor=actor)) for owner in sorted(owners)],
        ignore_conflicts=True,  # two windows may open the page at once
    )


def _reading(page: str, *, actor: Actor) -> dict[str, Any]:
    """Who reads what today: with the owner, what there is one line of."""
    return {
        "reader_kind": actor.kind,
        "reader_number": actor.number or 0,
        "reader_label": actor.unnamed[:160],
        "page": page[:80],
        "on": today(),
    }


@write
def erase_text(text: AudienceText, *, actor: Actor) -> None:
    """Remove one's own text for good. The line says that something was removed, not what."""
    require(permissions.may_erase_text(actor, text))
    record(ERASED, text, actor=actor)
    text.delete()


@write
def turn_keys(*, actor: Actor) -> int:
    """
    Seal every text again with the newest key and in the newest version, after which older keys may go.

    Nobody reads anything by it. Says how many there were.
    """
    require(permissions.may_turn_keys(actor))
    turned = 0
    for model in apps.get_models():
        if issubclass(model, AudienceText):
            for text in model._default_manager.select_for_update().iterator():
                text.reseal()
                record("texts.key_turned", text, actor=actor)
                turned += 1
    announce(KeysTurned(), actor=actor)
    return turned
