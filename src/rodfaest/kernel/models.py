"""What rows of several apps have in common."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Generic, Self, TypeVar

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Q

from rodfaest.kernel.access import seen_by
from rodfaest.kernel.actors import Actor
from rodfaest.kernel.reconcile import Scope
from rodfaest.kernel.text import sort_key

M = TypeVar("M", bound="Scoped", covariant=True)
Row = TypeVar("Row", bound=models.Model, covariant=True)


class SortKeyField(models.TextField[str, str]):
    """
    Where a row stands in a list by name: the `sort_key` of its columns `of`, made whenever the row is saved.

    Compared sign by sign by every database, so that the order is the same in all of them, and in Python.
    """

    def __init__(self, *, of: Sequence[str], **given: Any) -> None:
        self.of = tuple(of)
        super().__init__(**{"editable": False, "blank": True, **given})

    def deconstruct(self) -> Any:
        name, path, positional, named = super().deconstruct()
        return name, path, positional, {**named, "of": self.of}

    def db_parameters(self, connection: BaseDatabaseWrapper) -> Any:
        # PostgreSQL would sort by the language of the server. SQLite sorts sign by sign unless told otherwise.
        return {**super().db_parameters(connection), "collation": "C" if connection.vendor == "postgresql" else None}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        key = sort_key(*(getattr(model_instance, name) for name in self.of))
        setattr(model_instance, self.attname, key)
        return key


class VisibleQuerySet(models.QuerySet[Row], Generic[Row]):
    def visible_to(self, actor: Actor, *, as_: str = "") -> Self:
        """The rows `actor` may know of, as the rule of the model says. A stranger gets none, so the page is a 404."""
        return self.filter(seen_by(actor, self.model._meta.label, as_=as_))


class ScopedQuerySet(VisibleQuerySet[M], Generic[M]):
    def in_scope(self, *scopes: Scope) -> Self:
        """The rows of these scopes. The one way to ask by scope, so that nobody forgets whose it is."""
        return self.filter(_in_scopes(scopes))

    def scopes(self) -> list[Scope]:
        """Every scope there is a row of, once, in order."""
        rows = self.order_by("owner", "scope_kind", "scope_id").values_list("owner", "scope_kind", "scope_id")
        return [Scope(*row) for row in rows.distinct()]


def scope_is(kind: str, row: str) -> Q:
    """For a constraint: the foreign key `row` is set exactly where the scope is of this kind, and is that one."""
    of_kind = Q(scope_kind=kind)
    is_it = Q(**{f"{row}__isnull": False, row: F("scope_id")})
    return (of_kind & is_it) | (~of_kind & Q(**{f"{row}__isnull": True}))


class Scoped(models.Model):
    """A row that is reconciled with the others of its scope. Give `Meta` the base `Scoped.Meta`, for the index."""

    owner = models.CharField(max_length=40)
    scope_kind = models.CharField(max_length=40)
    scope_id = models.BigIntegerField()

    class Meta:
        abstract = True
        indexes = [models.Index(fields=["owner", "scope_kind", "scope_id"], name="%(class)s_scope")]

    @property
    def scope(self) -> Scope:
        return Scope(self.owner, self.scope_kind, self.scope_id)

    @scope.setter
    def scope(self, scope: Scope) -> None:
        self.owner, self.scope_kind, self.scope_id = scope


def _in_scopes(scopes: Iterable[Scope]) -> Q:
    ids = defaultdict(set)
    for scope in scopes:
        ids[scope.owner, scope.kind].add(scope.id)
    found = Q(pk__in=())  # no scopes, no rows
    for (owner, kind), of_kind in ids.items():
        found |= Q(owner=owner, scope_kind=kind, scope_id__in=of_kind)
    return found
