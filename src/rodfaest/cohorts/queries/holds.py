"""Holds that several panels of one page show: each is read once a request, and remembered on the actor."""

from collections.abc import Iterable, Mapping, Sequence

from rodfaest.cohorts.models import Cohort
from rodfaest.kernel.actors import Actor
from rodfaest.organisations.rules import Role


def holds(actor: Actor, ids: Iterable[int]) -> Mapping[int, Cohort]:
    """These holds with their days and the words of their programme. Two queries for those not met before."""
    known, wanted = _known(actor), set(ids)
    if missing := wanted - known.keys():
        known |= Cohort.objects.for_panels().in_bulk(missing)
    return {pk: known[pk] for pk in wanted}


def holds_prepared(actor: Actor, role: Role) -> Sequence[Cohort]:
    """The holds of the kommuner where the actor has this role. Three queries, once a request."""

    def load(actor: Actor) -> list[Cohort]:
        visible = Cohort.objects.visible_to(actor).filter(kommune__in=actor.holds(role))
        found = list(visible.for_list().select_related("kommune"))
        _known(actor).update({cohort.pk: cohort for cohort in found})
        return found

    return actor.once(("cohorts.prepared", role), load)


def _known(actor: Actor) -> dict[int, Cohort]:
    return actor.once("cohorts.holds", lambda _actor: {})
