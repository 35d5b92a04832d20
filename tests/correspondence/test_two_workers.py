"""Two workers at once: real threads, real row locks, one mail each."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from rodfaest.correspondence import actions
from rodfaest.correspondence.models import Letter
from rodfaest.kernel.actors import System
from tests.correspondence import an_owner
from tests.correspondence.an_owner import SCOPE
from tests.correspondence.smtp import smtp_server
from tests.factories.organisations import OrganisationFactory, PersonFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql, pytest.mark.slow]


def test_two_sweeps_at_once_send_each_letter_once(settings):
    kommune = OrganisationFactory()
    for number in range(12):
        an_owner.wants(PersonFactory(), f"letter {number}", kommune=kommune.pk)
    actions.reconcile_letters(SCOPE)

    def sweep(_worker):
        try:
            return actions.send_due_letters(actor=System("send_due_letters"))
        finally:
            connection.close()

    with smtp_server() as server, ThreadPoolExecutor(2) as workers:
        settings.EMAIL_URL = server.url
        sent = list(workers.map(sweep, range(2)))

    assert sum(sent) == 12
    assert sorted(mail["Subject"] for mail in server.letters) == sorted(f"Du er med (letter {n})" for n in range(12))
    assert Letter.objects.sent().count() == 12
