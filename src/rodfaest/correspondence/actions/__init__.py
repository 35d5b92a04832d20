"""Verbs of letters: `letters` and `entries` bring them in line with the facts."""

from rodfaest.correspondence.actions.entries import reconcile_entries
from rodfaest.correspondence.actions.letters import reconcile_letters

__all__ = ["reconcile_entries", "reconcile_letters"]
