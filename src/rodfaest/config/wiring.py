"""
Who reacts to what, in order, in the same transaction as the fact. The one table; there are no signals of our own.

A reaction is never the only way something comes true: what it does is a reconcile, and the nightly job does it again.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from rodfaest.kernel.happenings import Reaction

REACTIONS: Mapping[type[Any], Sequence[Reaction]] = {}
