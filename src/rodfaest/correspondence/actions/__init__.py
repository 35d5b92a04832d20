"""
Verbs of letters. `letters` and `entries` bring them in line with the facts, `outbox` is what a konsulent does to them,
`sending` the sweep that hands them over, `calendars` the secret address of a person's calendar.

Rows are locked in one order, so that no two ever wait for each other: the letters of a scope that announce no entry,
its entries, then the letters that announce those, each by its number. `Letter.objects.locked` keeps to it for one
letter, `lock_scope` takes them all.
"""

from rodfaest.correspondence.actions.calendars import renew_calendar_address
from rodfaest.correspondence.actions.entries import reconcile_entries, reconcile_scope
from rodfaest.correspondence.actions.letters import reconcile_letters, reconcile_letters_once
from rodfaest.correspondence.actions.outbox import (
    edit_letter,
    release_letter,
    resume_letter,
    resume_round,
    rewrite_letter,
    send_again,
    send_rounds_again,
    stop_letter,
    stop_round,
)
from rodfaest.correspondence.actions.sending import reconcile_all_letters, send_due_letters

__all__ = [
    "edit_letter",
    "reconcile_all_letters",
    "reconcile_entries",
    "reconcile_letters",
    "reconcile_letters_once",
    "reconcile_scope",
    "release_letter",
    "renew_calendar_address",
    "resume_letter",
    "resume_round",
    "rewrite_letter",
    "send_again",
    "send_due_letters",
    "send_rounds_again",
    "stop_letter",
    "stop_round",
]
