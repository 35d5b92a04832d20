"""Rows of letters and calendar entries. All are derived; what a konsulent did and what was sent is kept as it was."""

from rodfaest.correspondence.models.calendars import CalendarAddress
from rodfaest.correspondence.models.entries import CalendarEntry
from rodfaest.correspondence.models.letters import Letter, LetterQuerySet, lock_scope, new_message_id

__all__ = ["CalendarAddress", "CalendarEntry", "Letter", "LetterQuerySet", "lock_scope", "new_message_id"]
