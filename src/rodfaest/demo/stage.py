"""
The day it is in the demo, and how the demo is carried up to it.

Each day of the story its people do the day's acts through the same actions as on a page; then the night's and the
minute's jobs run, as they do anywhere. Nothing is written straight into a table but the day itself.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from time import monotonic

from django.conf import settings
from django.db import connection
from django.utils.module_loading import import_string

from rodfaest.correspondence.actions import send_due_letters
from rodfaest.demo.models import Stage
from rodfaest.demo.story import Story
from rodfaest.kernel.errors import RuleBroken
from rodfaest.kernel.text import _
from rodfaest.kernel.time import ONE_DAY, install_today, is_working_day, real_today
from rodfaest.kernel.transactions import write
from rodfaest.login.jobs import SEND_DUE_LETTERS
from rodfaest.organisations.models import Organisation

STAGES: Mapping[str, date] = {
    "before": date(2021, 8, 11),
    "during": date(2021, 9, 29),
    "after": date(2022, 2, 28),
}
"""Between the short reminder and day 1; twelve days before day 3; a few days after the check-in at three months."""

BEGINS = date(2021, 4, 6)
NIGHTLY_ON = 1
"""The first of each month, while the demo is built: all is derived as it happens, so the night finds nothing to do."""

# The day it is

_seen: tuple[float, date] | None = None


def todays_date() -> date:
    """The demo's day, read from the database at most once a second: pages, worker and scheduler share it."""
    global _seen
    if _seen is None or monotonic() - _seen[0] > 1:
        stage = Stage.objects.first()
        _seen = (monotonic(), stage.day if stage else real_today())
    return _seen[1]


@contextmanager
def _on(day: date) -> Iterator[None]:
    install_today(lambda: day)
    try:
        yield
    finally:
        install_today(todays_date)


# Building


def build(name: str) -> Iterator[date]:
    """
    Carry an empty database up to a stage, giving each day as it is done. Safe to stop and start again.

    RuleBroken when somebody else's data is there.
    """
    stage = Stage.objects.first()
    if stage is None:
        if Organisation.objects.exists():
            raise RuleBroken(
                _("Der er rigtige data i databasen. Demoen bygges kun i en tom: vælg en anden RODFAEST_DATA.")
            )
        stage = Stage(name=name, day=BEGINS - ONE_DAY)
    if connection.vendor == "sqlite" and stage.day < STAGES[stage.name]:
        # A build that the power cuts off is begun again, so it needn't wait for the disk at each of a thousand writes.
        connection.cursor().execute("PRAGMA synchronous=OFF")
    story = Story()
    while stage.day < STAGES[stage.name]:
        live_through(stage, stage.day + ONE_DAY, story)
        yield stage.day


def live_through(stage: Stage, day: date, story: Story | None = None) -> None:
    """Let one day pass: what its people do, then what runs by itself."""
    global _seen
    with _on(day):
        _tell(stage, day, story)
        if story is None or day.day == NIGHTLY_ON:
            run_nightly()
        send_due_letters(actor=SEND_DUE_LETTERS)
    _seen = None


@write
def _tell(stage: Stage, day: date, story: Story | None) -> None:
    # The day and its acts in one transaction: a build that was stopped goes on with the next day.
    if story and is_working_day(day):
        story.tell(day)
    stage.day = day
    stage.save()


def run_nightly() -> None:
    """The night's jobs in their order, as the worker runs them."""
    for job in import_string(settings.NIGHTLY):
        job.run()
