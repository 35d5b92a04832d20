"""
The verbs of enrolment: `wishes` (the wish, its words and the leader's answer), `seats` (places given and freed),
`agreements`. Each locks its cohort's row before it reads anything of the queue: two may press at once for the last
place.
"""

from rodfaest.enrolment.actions.agreements import agree_locally
from rodfaest.enrolment.actions.seats import (
    close_wishes,
    end_seat,
    follow_employments,
    give_all_free_places,
    give_place,
    leave_seat,
    reconcile_closed,
    reconcile_days,
    reconcile_employments,
    reconcile_places,
    reconcile_seats,
)
from rodfaest.enrolment.actions.wishes import (
    answer_wish,
    change_answer,
    make_wish,
    put_forward,
    reconcile_notices,
    talk_first,
    withdraw_wish,
    write_intention,
)

__all__ = [
    "agree_locally",
    "answer_wish",
    "change_answer",
    "close_wishes",
    "end_seat",
    "follow_employments",
    "give_all_free_places",
    "give_place",
    "leave_seat",
    "make_wish",
    "put_forward",
    "reconcile_closed",
    "reconcile_days",
    "reconcile_employments",
    "reconcile_notices",
    "reconcile_places",
    "reconcile_seats",
    "talk_first",
    "withdraw_wish",
    "write_intention",
]
