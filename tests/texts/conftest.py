"""A text of a made-up app, so that the abstract one can be tried."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import connection, models

from rodfaest.kernel.access import ALLOWED, READERS, Decision, denied
from rodfaest.kernel.actors import Actor
from rodfaest.texts.models import AudienceText, AudienceTextQuerySet, Facts


@pytest.fixture
def note_model(db, monkeypatch) -> Iterator[type[AudienceText]]:
    """A model with its table; its audience is whoever carries id 2 or 3, for every audience but ME."""

    class Note(AudienceText):
        owner = models.BigIntegerField()
        thing = models.BigIntegerField(default=7)

        objects = AudienceTextQuerySet.as_manager()

        class Meta:
            app_label = "texts"

        def __str__(self) -> str:
            return "en note"

        @property
        def whose(self) -> int:
            return self.owner

        @property
        def decided_by(self) -> Facts:
            return {"thing": self.thing}

    def may_read_note(actor: Actor, note: Note) -> Decision:
        return ALLOWED if actor.person_id in {2, 3} else denied("Du er ikke på holdet.")

    monkeypatch.setitem(READERS, "texts.Note", may_read_note)
    with connection.cursor() as cursor:
        sql, params = connection.schema_editor().table_sql(Note)
        cursor.execute(sql, params)
    yield Note
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE texts_note")
    del apps.all_models["texts"]["note"]
    apps.clear_cache()
