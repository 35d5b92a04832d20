"""One module for each kind of page; addresses and personal links name them here."""

from rodfaest.portal.views.about import accessibility, accessibility_short, who_sees_what
from rodfaest.portal.views.boards import cohort_list
from rodfaest.portal.views.catalogue import catalogue, course_show
from rodfaest.portal.views.cohorts import cohort_show
from rodfaest.portal.views.days import day_by_link, day_show
from rodfaest.portal.views.front import front
from rodfaest.portal.views.houses import house_show

__all__ = [
    "accessibility",
    "accessibility_short",
    "catalogue",
    "cohort_list",
    "cohort_show",
    "course_show",
    "day_by_link",
    "day_show",
    "front",
    "house_show",
    "who_sees_what",
]
