"""What stands behind a step (`owners.Background`), asked of its owner once for all the steps of a list."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from rodfaest.journey.owners import Background, steps_of
from rodfaest.kernel.models import Scoped
from rodfaest.kernel.reconcile import Scope


class BackgroundOf(cached_property[Background]):
    """
    `step.background`, asked for at the first use; or, by `prefetch_related("background")`, for all steps of a list, as
    Django's generic foreign key is.
    """

    def __init__(self) -> None:
        super().__init__(lambda step: backgrounds_of([step])[0])

    def is_cached(self, step: Scoped) -> bool:
        return self.attrname in step.__dict__

    def get_prefetch_querysets(self, steps: Sequence[Scoped], querysets: object = None) -> tuple[Any, ...]:
        """What Django asks of all it prefetches: the values, and how a value and a step are matched; one for each."""
        found = dict(zip(map(id, steps), backgrounds_of(steps), strict=True))
        return list(found.values()), id, lambda step: id(found[id(step)]), True, self.attrname, True


def backgrounds_of(steps: Sequence[Scoped]) -> list[Background]:
    """One for each step, in their order. What is not in hand is asked for once for each kind of scope."""
    in_hand = [steps_of(step.scope).in_hand(step) for step in steps]
    asked: dict[tuple[str, str], set[int]] = {}
    for step, known in zip(steps, in_hand, strict=True):
        if known is None:
            asked.setdefault((step.owner, step.scope_kind), set()).add(step.scope_id)
    found = {
        Scope(owner, kind, one): background
        for (owner, kind), ids in asked.items()
        for one, background in steps_of(Scope(owner, kind, 0)).backgrounds(ids).items()
    }
    return [known or found[step.scope] for step, known in zip(steps, in_hand, strict=True)]
