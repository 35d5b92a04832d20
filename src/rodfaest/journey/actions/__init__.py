"""
Verbs of the journey: `doing` (do a step, put it off, choose a day), `writing` (drafts and who reads), `reconciling`
(steps, letters and calendar entries follow the facts).
"""

from rodfaest.journey.actions.doing import (
    choose_asker,
    choose_when,
    do_step,
    put_off,
    reopen_step,
    try_something_else,
)
from rodfaest.journey.actions.reconciling import (
    reconcile_after,
    reconcile_all,
    reconcile_journey,
    reconcile_journey_once,
)
from rodfaest.journey.actions.writing import let_in, share_text, write_draft

__all__ = [
    "choose_asker",
    "choose_when",
    "do_step",
    "let_in",
    "put_off",
    "reconcile_after",
    "reconcile_all",
    "reconcile_journey",
    "reconcile_journey_once",
    "reopen_step",
    "share_text",
    "try_something_else",
    "write_draft",
]
