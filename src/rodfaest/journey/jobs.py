"""The nightly job of the steps."""

from rodfaest.kernel.actors import System

RECONCILE_ALL = System("reconcile_all")
