"""A person's own page: who has read mine?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from rodfaest.audit.queries import with_names
from rodfaest.kernel.views import ActorRequest, signed_in
from rodfaest.texts.models import ReadingLine
from rodfaest.texts.rules import reading_sentence
from rodfaest.ui.pages import Page, page


@dataclass(frozen=True)
class ReadingList(Page):
    """Sentences, each with its day, newest first."""

    template = "texts/readings.html"

    readings: Sequence[tuple[str, date]]


@signed_in
@require_GET
def reading_list(request: ActorRequest) -> HttpResponse:
    """Every reading of one's own texts by another, newest first."""
    lines = list(ReadingLine.objects.visible_to(request.actor).newest())
    readers = with_names(line.reader_label for line in lines)
    said = [(reading_sentence(reader, line.page), line.on) for reader, line in zip(readers, lines, strict=True)]
    return page(request, ReadingList(said))
