"""
Who reacts to what, in order, in the same transaction as the fact; and which page serves which personal link and which
kind of step. The one table; there are no signals of our own.

A reaction is never the only way something comes true: what it does is a reconcile, and the nightly job does it again.
The journey comes last, since its steps and letters are read off what the others have settled. To an empty list
nobody reacts yet; the later apps (`planning`, `reports`) will.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from rodfaest.attendance import happenings as attendance
from rodfaest.cohorts import happenings as cohorts
from rodfaest.enrolment import happenings as enrolment
from rodfaest.enrolment.actions import (
    reconcile_closed,
    reconcile_days,
    reconcile_employments,
    reconcile_notices,
    reconcile_places,
)
from rodfaest.journey.actions import reconcile_after
from rodfaest.kernel.happenings import Reaction
from rodfaest.login.actions import reconcile_locks, reconcile_login
from rodfaest.organisations import happenings as organisations
from rodfaest.texts import happenings as texts

REACTIONS: Mapping[type[Any], Sequence[Reaction]] = {
    texts.KeysTurned: [reconcile_locks],
    organisations.HolidayWeeksChanged: [reconcile_after],
    organisations.LoginChanged: [reconcile_login],
    organisations.EmploymentEnded: [reconcile_employments],
    organisations.LastDayChanged: [reconcile_closed, reconcile_employments, reconcile_after],
    cohorts.CohortLoaded: [reconcile_after],
    cohorts.DayMoved: [reconcile_days, reconcile_after],
    cohorts.DayCancelled: [reconcile_days, reconcile_after],
    cohorts.DayRestored: [reconcile_days, reconcile_after],
    cohorts.DayHeld: [],
    cohorts.PlacesChanged: [reconcile_places],
    cohorts.PracticalFactsChanged: [reconcile_notices, reconcile_after],
    enrolment.WishMade: [],
    enrolment.WishAnswered: [],
    enrolment.WishWithdrawn: [],
    enrolment.WishMoved: [reconcile_after],
    enrolment.SeatGiven: [reconcile_after],
    enrolment.SeatLeft: [reconcile_after],
    enrolment.AgreementChanged: [reconcile_after],
    attendance.AttendanceMarked: [],
}

LINK_PAGES: Mapping[str, str] = {
    "enrolment.answer_wish": "rodfaest.enrolment.views.answers.wish_answer_by_link",
    "enrolment.write_intention": "rodfaest.enrolment.views.intentions.intention_write_by_link",
    "journey.do_step": "rodfaest.journey.urls.step_by_link",
    "attendance.mark_day": "rodfaest.portal.views.days.day_link",
}
"""
A link's verb → the dotted view that serves it, called as view(request, object_id); or, where its page has buttons with
addresses of their own, such views by what stands after the link (`""` is the page).
"""

STEP_PAGES: Mapping[str, str] = {
    "journey": "rodfaest.journey.views.steps.step_page",
}
"""
Whose step, or whose and of which kind (`"journey.del"`, which goes first) → the dotted view that draws its page, called
as view(request, step, form=..., when=...) with what was refused on it. Its buttons are the journey's, whoever draws it.
"""
