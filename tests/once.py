"""A costly set-up is built once a run; from then on its rows are laid out again, in each test's own transaction."""

from collections.abc import Callable
from copy import deepcopy
from datetime import time
from functools import cache, wraps
from typing import Any, ParamSpec, TypeVar

from django.apps import apps
from django.db import connection, transaction

from rodfaest.kernel.time import today

P = ParamSpec("P")
T = TypeVar("T")
Rows = dict[str, tuple[list[str], list[tuple[Any, ...]]]]


def built_once(build: Callable[P, T]) -> Callable[P, T]:
    """
    `build`, but for its first call of a kind (same arguments, same day, nothing there yet) only copied.

    What it gives back is copied too, so that no test meets what another did to it.
    """
    built: dict[object, tuple[T, Rows]] = {}

    @wraps(build)
    def laid_out(*args: P.args, **kwargs: P.kwargs) -> T:
        kind = (args, tuple(sorted(kwargs.items())), today())
        if _something_is_there():
            return build(*args, **kwargs)
        if kind in built:
            made, rows = built[kind]
            _lay_out(rows)
            return deepcopy(made)
        made = build(*args, **kwargs)
        built[kind] = deepcopy(made), _all_rows()
        return made

    return laid_out


@cache
def _tables() -> list[str]:
    """Every table of the house and of its packages but those that migrating fills."""
    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    ours = [model._meta for model in models if not model.__module__.startswith("tests.")]
    return sorted({meta.db_table for meta in ours} - {"django_content_type", "auth_permission"})


def _something_is_there() -> bool:
    asked = " UNION ALL ".join(f'SELECT 1 WHERE EXISTS (SELECT 1 FROM "{table}")' for table in _tables())
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return cursor.fetchone() is not None


def _all_rows() -> Rows:
    rows: Rows = {}
    with connection.cursor() as cursor:
        for table in _tables():
            cursor.execute(f'SELECT * FROM "{table}"')
            if found := cursor.fetchall():
                rows[table] = (
                    [column[0] for column in cursor.description],
                    [tuple(map(_as_stored, row)) for row in found],
                )
    return rows


def _as_stored(value: object) -> object:
    """SQLite's driver reads a time of day and takes none."""
    return value.isoformat() if isinstance(value, time) else value


def _lay_out(rows: Rows) -> None:
    # In one transaction: until its end a row may point at one that comes later.
    with transaction.atomic(), connection.cursor() as cursor:
        for table, (columns, found) in rows.items():
            names, places = ", ".join(f'"{name}"' for name in columns), ", ".join(["%s"] * len(columns))
            cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({places})', found)
