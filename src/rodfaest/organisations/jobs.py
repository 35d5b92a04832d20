"""Those who act without being a person. A name stands in the lowest app whose rules let it through."""

from rodfaest.kernel.actors import System

COHORTS = System("cohorts")
"""Puts a cohort's teachers right; `cohorts` has asked its own rule first."""
DEMO = System("demo")
"""Lays the demo's kommune out."""
INVITE = System("rodfaest invite")
"""The command that makes the first person of an empty house."""
