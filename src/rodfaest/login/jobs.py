"""The jobs that make personal links and remove them."""

from rodfaest.kernel.actors import System

REMOVE_EXPIRED_LINKS = System("remove_expired_links")
SEND_DUE_LETTERS = System("send_due_letters")
"""A letter's links are made as it is sent."""
