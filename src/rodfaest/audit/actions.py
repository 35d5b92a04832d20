"""Writing a line: part of the transaction of the fact it tells of."""

from django.db import models, transaction

from rodfaest.audit.models import AuditLine
from rodfaest.kernel.actors import SOMEBODY, Actor
from rodfaest.kernel.time import now, today


def record(what: str, obj: models.Model, *, actor: Actor, detail: str = "") -> None:
    """
    Add one line about `obj`. Raises outside a transaction, where the fact could stand without its line.

    Done by SOMEBODY, it says neither who nor to which row: many such lines are no list of people.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"{what} was recorded outside an action")
    AuditLine.objects.create(
        what=what,
        actor_kind=actor.kind,
        actor_number=actor.number,
        actor_label=actor.unnamed[:160],
        object_kind=obj._meta.label_lower,
        object_number=None if actor is SOMEBODY else obj.pk,
        object_label=str(obj)[:200],
        detail=detail[:200],
        on=today(),
        at=now(),
    )
