"""
Who may, and who sees. Every rule lives in its app's `permissions.py` and is registered here.

`@permission("enrolment.answer_wish")` marks a `may_*(actor, obj) -> Decision`. `@visible("enrolment.Wish")` marks a
`*_visible_to(actor) -> Q`, the set of a model's rows somebody sees. `@readable("journey.StepText")` says who, besides
its writer, reads a text, and is the answer to the set of the same name. `unlisted(...)` names models without a list.

A set is registered by the app that owns the model, and by no other.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from django.db.models import Model, Q

from rodfaest.kernel.actors import Actor, LinkHolder
from rodfaest.kernel.errors import Denied
from rodfaest.kernel.text import _

EVERY = Q()
"""All rows."""
NONE = Q(pk__in=[])
"""The empty set, for the one who may see nothing."""


@dataclass(frozen=True)
class Decision:
    """Yes, or no with the Danish sentence that stands where the button would have been."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed


@dataclass(frozen=True)
class Pair:
    """
    An answer and a set that say the same, of every row `among` those of the model.

    `through` leads from a row to what the answer is about.
    """

    set_of: str
    through: str = ""
    among: Q = EVERY


ALLOWED = Decision(True)

MayRule = Callable[..., Decision]
SetRule = Callable[[Actor], Q]
Rule = TypeVar("Rule", bound=Callable[..., Any])
PERMISSIONS: dict[str, MayRule] = {}
SETS: dict[str, SetRule] = {}
"""By the model's label, a further set of the same model by that and its name: `correspondence.Letter.discreet`."""
READERS: dict[str, MayRule] = {}
"""By the label of a text's model."""
UNLISTED: dict[str, str] = {}
"""The models nobody lists, each with the way there is to a row."""
PAIRS: dict[str, Pair] = {}
"""By the permission's name. tests/config/test_agreement.py compares the two."""


def denied(reason: str) -> Decision:
    return Decision(False, reason)


def require(decision: Decision) -> None:
    """The first line of an action. Raises Denied with the rule's own sentence."""
    if not decision:
        raise Denied(decision.reason)


def permission(name: str, *, set_of: str = "", through: str = "", among: Q = EVERY) -> Callable[[MayRule], MayRule]:
    """
    Register a rule. The holder of a link passes only with the link's own verb and object.

    Where a set says the same, it is named by `set_of` (`Pair`).
    """

    def register(rule: MayRule) -> MayRule:
        @wraps(rule)
        def guarded(actor: Actor, obj: Any = None) -> Decision:
            if isinstance(actor, LinkHolder):
                errand = actor.errand
                if errand.verb != name or errand.object_id != getattr(obj, "pk", None):
                    return denied(_("Linket kan kun bruges til det, der står i brevet."))
            return rule(actor, obj)

        _only_once(name, PERMISSIONS)
        PERMISSIONS[name] = guarded
        if set_of:
            PAIRS[name] = Pair(set_of, through, among)
        return guarded

    return register


def visible(label: str, *, as_: str = "", by: str = "") -> Callable[[SetRule], SetRule]:
    """
    Register who sees which rows of a model; `as_` names a further set of the same one. `by` is the module that takes a
    rule over which another wrote.

    A link's holder sees the link's own object, and nothing else.
    """

    def register(rule: SetRule) -> SetRule:
        @wraps(rule)
        def guarded(actor: Actor) -> Q:
            if isinstance(actor, LinkHolder):
                return Q(pk=actor.errand.object_id) if actor.errand.noun == name else NONE
            return rule(actor)

        name = _name(label, as_)
        _only_its_own(label, by or rule.__module__)
        _only_once(name, SETS, UNLISTED)
        SETS[name] = guarded
        return guarded

    return register


def unlisted(module: str, **ways: str) -> None:
    """Models of the module's own app that nobody lists, each with the way to a row: `LeaderAnswer="its wish"`."""
    for model, way in ways.items():
        label = f"{app_of(module)}.{model}"
        _only_its_own(label, module)
        _only_once(label, SETS, UNLISTED)
        UNLISTED[label] = way


def readable(label: str, *, by: str = "") -> Callable[[Rule], Rule]:
    """Register who reads a text that is another's. The rule says for itself what a link opens. `by` as in `visible`."""

    def register(rule: Rule) -> Rule:
        _only_its_own(label, by or rule.__module__)
        _only_once(label, READERS)
        READERS[label] = rule
        return rule

    return register


def may(actor: Actor, name: str, obj: Any = None) -> Decision:
    """Ask a rule by its name: what `may(...)` in a template does."""
    return PERMISSIONS[name](actor, obj)


def seen_by(actor: Actor, label: str, *, as_: str = "") -> Q:
    """The rows of the model that the actor sees: what `visible_to` asks. A model without a rule is an error."""
    name = _name(label, as_)
    if name not in SETS:
        raise LookupError(f"nobody is given a list of {name}: register who sees it in its app's permissions")
    return SETS[name](actor)


def may_read(actor: Actor, text: Model) -> Decision:
    """Whether the actor reads this text of another's."""
    return READERS[text._meta.label](actor, text)


def _name(label: str, as_: str) -> str:
    return f"{label}.{as_}" if as_ else label


def app_of(module: str) -> str:
    return module.split(".")[1]


def _only_its_own(label: str, module: str) -> None:
    if module.split(".")[1:3] != [label.split(".")[0], "permissions"]:
        raise ValueError(f"{module} has no say over {label}: its own app registers its rules, in its permissions")


def _only_once(name: str, *registries: Any) -> None:
    if any(name in registry for registry in registries):
        raise ValueError(f"two rules are called {name}")
