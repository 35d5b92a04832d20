"""The nightly jobs of wishes and seats."""

from rodfaest.kernel.actors import System

CLOSE_WISHES = System("close_wishes")
FOLLOW_EMPLOYMENTS = System("follow_employments")
GIVE_ALL_FREE_PLACES = System("give_all_free_places")
