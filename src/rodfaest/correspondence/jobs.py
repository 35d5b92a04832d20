"""The job that brings all letters in line. The one that sends stands in `login.jobs`: it makes links too."""

from rodfaest.kernel.actors import System

RECONCILE_ALL_LETTERS = System("reconcile_all_letters")
