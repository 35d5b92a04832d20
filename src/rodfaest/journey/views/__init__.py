"""Pages of the journey: `steps` (one step and its buttons), `ways` (one's way), `texts` (own and shared words)."""

from rodfaest.journey.views.steps import (
    step_choose_when,
    step_draft,
    step_keep,
    step_put_off,
    step_reopen,
    step_show,
    step_try_something_else,
)
from rodfaest.journey.views.texts import cohort_texts, house_texts, text_delete, text_list, text_share
from rodfaest.journey.views.ways import asker_choose, way_show

__all__ = [
    "asker_choose",
    "cohort_texts",
    "house_texts",
    "step_choose_when",
    "step_draft",
    "step_keep",
    "step_put_off",
    "step_reopen",
    "step_show",
    "step_try_something_else",
    "text_delete",
    "text_list",
    "text_share",
    "way_show",
]
