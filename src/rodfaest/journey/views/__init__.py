"""Pages of the journey: `steps` (one step, signed in or by link; the way), `texts` (own and shared words)."""

from rodfaest.journey.views.steps import asker_choose, step_by_link, step_show, way_show
from rodfaest.journey.views.texts import cohort_texts, house_texts, text_delete, text_list, text_share

__all__ = [
    "asker_choose",
    "cohort_texts",
    "house_texts",
    "step_by_link",
    "step_show",
    "text_delete",
    "text_list",
    "text_share",
    "way_show",
]
