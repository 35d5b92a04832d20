"""How many queries a page may ask, and how they are counted: once, for the tests and for the bench."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext

AT_MOST = 20
"""Of any page. A panel that would take its home past it reads with others (`actor.once`), or stands elsewhere."""
NO_QUESTION = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
"""A transaction's bounds: whether a test is in one already says nothing of a page."""
DEMO_DAY = '"demo_stage"'
"""Read by whichever page comes first in a second."""


@contextmanager
def counted() -> Iterator[list[str]]:
    """The queries asked inside, once it is left."""
    asked: list[str] = []
    with CaptureQueriesContext(connection) as captured:
        yield asked
    every = (query["sql"] for query in captured)
    asked += [sql for sql in every if sql.split()[0] not in NO_QUESTION and DEMO_DAY not in sql]


@contextmanager
def asks(exactly: int) -> Iterator[None]:
    """What is inside asks this many queries, and no page may ask more than AT_MOST."""
    assert exactly <= AT_MOST, f"no page asks more than {AT_MOST} queries (tests/queries.py)"
    with counted() as asked:
        yield
    listed = "\n".join(asked)
    assert len(asked) == exactly, f"{len(asked)} queries and not {exactly}; at most {AT_MOST}. They were:\n{listed}"
