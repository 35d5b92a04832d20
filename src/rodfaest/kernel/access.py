"""
Who may, and who sees. Every rule lives in an app's `permissions.py` and is registered here under a dotted name.

`@permission("enrolment.answer_wish")` marks a `may_*(actor, obj) -> Decision`; `@visibility("enrolment.wish")` marks a
`*_visible_to(actor) -> Q`. Both turn away the holder of a personal link for any verb or object but its own, before the
rule is asked.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.db.models import Q

from rodfaest.kernel.actors import Actor, LinkHolder
from rodfaest.kernel.errors import Denied
from rodfaest.kernel.text import _


@dataclass(frozen=True)
class Decision:
    """Yes, or no with the Danish sentence that stands where the button would have been."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed


ALLOWED = Decision(True)
NONE = Q(pk__in=[])
"""The empty set, for the one who may see nothing."""

MayRule = Callable[..., Decision]
SetRule = Callable[[Actor], Q]
PERMISSIONS: dict[str, MayRule] = {}
VISIBILITIES: dict[str, SetRule] = {}


def denied(reason: str) -> Decision:
    return Decision(False, reason)


def require(decision: Decision) -> None:
    """The first line of an action. Raises Denied with the rule's own sentence."""
    if not decision:
        raise Denied(decision.reason)


def permission(name: str) -> Callable[[MayRule], MayRule]:
    """Register a rule. A link's holder is let on to it only with the link's own verb and object."""

    def register(rule: MayRule) -> MayRule:
        @wraps(rule)
        def guarded(actor: Actor, obj: Any = None) -> Decision:
            if isinstance(actor, LinkHolder):
                errand = actor.errand
                if errand.verb != name or errand.object_id != getattr(obj, "pk", None):
                    return denied(_("Linket kan kun bruges til det, der står i brevet."))
            return rule(actor, obj)

        if name in PERMISSIONS:
            raise ValueError(f"two rules are called {name}")
        PERMISSIONS[name] = guarded
        return guarded

    return register


def visibility(name: str) -> Callable[[SetRule], SetRule]:
    """Register a set. A link's holder sees the link's own object in the link's own set, and nothing else."""

    def register(rule: SetRule) -> SetRule:
        @wraps(rule)
        def guarded(actor: Actor) -> Q:
            if isinstance(actor, LinkHolder):
                return Q(pk=actor.errand.object_id) if actor.errand.noun == name else NONE
            return rule(actor)

        if name in VISIBILITIES:
            raise ValueError(f"two sets are called {name}")
        VISIBILITIES[name] = guarded
        return guarded

    return register


def may(actor: Actor, name: str, obj: Any = None) -> Decision:
    """Ask a rule by its name: what `may(...)` in a template does."""
    return PERMISSIONS[name](actor, obj)
