"""A day moves while its calendar mail is on its way: rows are locked in one order, so neither waits for ever."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date

import pytest
from django.db import connection

from rodfaest.correspondence import actions
from rodfaest.correspondence.actions import sending
from rodfaest.correspondence.models import CalendarEntry, Letter
from rodfaest.kernel.actors import System
from rodfaest.kernel.errors import RuleBroken
from rodfaest.kernel.time import now
from rodfaest.kernel.transactions import write
from tests.correspondence import an_owner
from tests.correspondence.an_owner import SCOPE
from tests.factories.organisations import OrganisationFactory, PersonFactory, SystemRoleFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql, pytest.mark.slow]
JOB = System("send_due_letters")
A_MOMENT = 1.6
"""Seconds: more than PostgreSQL waits before it looks for a deadlock, so that it is met where the day moves."""


@pytest.fixture
def letter(settings):
    settings.DEMO = True
    kommune = OrganisationFactory()
    an_owner.has_day(PersonFactory(), kommune=kommune.pk)
    actions.reconcile_entries(SCOPE)
    Letter.objects.update(claimed_at=now())
    CalendarEntry.objects.update(announced_sequence=0)
    return Letter.objects.get()


def mark_and_send(letter):
    sending._send(letter.pk, claimed_at=letter.claimed_at, actor=JOB)


def write_the_receipt(letter):
    Letter.objects.update(handing_over_at=now())
    sending._receipt(letter.pk, actor=JOB)


def send_again(letter):
    Letter.objects.update(withheld_because="550 no such mailbox")
    konsulent = SystemRoleFactory(organisation=letter.kommune).person
    with suppress(RuleBroken):  # the day has moved, so there is nothing to send again
        actions.send_again(letter, actor=konsulent.as_actor())


@pytest.mark.parametrize("press", [mark_and_send, write_the_receipt, send_again])
def test_a_day_that_moves_while_its_mail_is_on_its_way_waits_for_nobody_for_ever(letter, press):
    entries_are_locked = threading.Event()

    @write
    def move():
        list(CalendarEntry.objects.select_for_update())
        entries_are_locked.set()
        time.sleep(A_MOMENT)
        an_owner.day_moves("day:1", date(2021, 8, 17))
        actions.reconcile_entries(SCOPE)

    def meanwhile():
        entries_are_locked.wait()
        press(letter)

    def run(work):
        try:
            work()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        for done in [threads.submit(run, move), threads.submit(run, meanwhile)]:
            done.result()

    assert CalendarEntry.objects.get().day == date(2021, 8, 17)
