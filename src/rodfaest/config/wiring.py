"""
Who reacts to what, in order, in the same transaction as the fact; and which page serves which personal link. The one
table; there are no signals of our own.

A reaction is never the only way something comes true: what it does is a reconcile, and the nightly job does it again.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from rodfaest.kernel.happenings import Reaction

REACTIONS: Mapping[type[Any], Sequence[Reaction]] = defaultdict(tuple)

LINK_PAGES: Mapping[str, str] = {
    "enrolment.answer_wish": "rodfaest.enrolment.views.wish_answer_by_link",
    "enrolment.write_intention": "rodfaest.enrolment.views.intention_write_by_link",
    "journey.keep_step": "rodfaest.journey.views.step_by_link",
    "attendance.mark_day": "rodfaest.portal.views.day_by_link",
}
"""A link's verb → the dotted view that serves it, called as view(request, object_id)."""
