"""The command that loads programmes."""

from rodfaest.kernel.actors import System

PROGRAMME = System("rodfaest programme")
