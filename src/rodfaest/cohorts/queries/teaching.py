"""Who teaches what."""

from rodfaest.cohorts.models import Teacher
from rodfaest.kernel.actors import Actor, Ids


def taught_by(actor: Actor) -> Ids:
    """The holds the actor teaches. One query a request."""
    return actor.once("cohorts.taught", _load_taught)


def _load_taught(actor: Actor) -> Ids:
    if not actor.person_ids:
        return frozenset()
    return frozenset(Teacher.objects.filter(person__in=actor.person_ids).values_list("cohort_id", flat=True))
