"""Those who load a cohort and say that a day was held, without being a person."""

from rodfaest.kernel.actors import System

ATTENDANCE = System("attendance")
"""A day was held because somebody was marked, whoever made the mark; `attendance` has asked its own rule first."""
COHORT = System("rodfaest cohort")
"""The command that loads a timetable."""
