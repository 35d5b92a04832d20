"""Two presses at once, with real threads and a connection each: what only a database with row locks can show."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Barrier

import pytest
from django.db import connection

from rodfaest.kernel.actors import Visitor
from rodfaest.login import actions
from tests.factories.login import PersonalLinkFactory

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("time", range(5))
def test_an_old_link_pressed_twice_at_once_is_renewed_once(time):
    link = PersonalLinkFactory(
        person__email="mette@horsens.example",
        valid_until=date(2021, 5, 2),
        made_at=datetime(2021, 4, 1, tzinfo=UTC),
    )
    ready = Barrier(2)

    def press(_number: int) -> str | None:
        try:
            connection.ensure_connection()
            ready.wait(timeout=10)
            return actions.renew_link(link, actor=Visitor())
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        given = list(threads.map(press, range(2)))
    assert len([url for url in given if url]) == 1
