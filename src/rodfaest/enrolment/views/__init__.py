"""
The pages of enrolment, by noun; addresses and personal links name them here.

A page that a personal link opens and its signed-in twin share one inner function; both post back to the address they
were opened by.
"""

from rodfaest.enrolment.views.agreements import agreement_change
from rodfaest.enrolment.views.answers import wish_answer, wish_answer_by_link, wish_list
from rodfaest.enrolment.views.intentions import intention_erase, intention_write, intention_write_by_link
from rodfaest.enrolment.views.seats import place_give, queue_show, seat_end, seat_leave, seat_show
from rodfaest.enrolment.views.wishes import wish_mine, wish_new, wish_put_forward, wish_withdraw

__all__ = [
    "agreement_change",
    "intention_erase",
    "intention_write",
    "intention_write_by_link",
    "place_give",
    "queue_show",
    "seat_end",
    "seat_leave",
    "seat_show",
    "wish_answer",
    "wish_answer_by_link",
    "wish_list",
    "wish_mine",
    "wish_new",
    "wish_put_forward",
    "wish_withdraw",
]
