"""
The catalogue: programmes and their published cohorts, as anybody may see them, with what it means for whoever looks.

Nobody's name is in it but the contact's.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rodfaest.cohorts.models import Cohort
from rodfaest.enrolment.models import Wish
from rodfaest.enrolment.queries.queue import free_places
from rodfaest.enrolment.queries.wishes import know_who_is_asked
from rodfaest.enrolment.rules.wishes import NOT_EMPLOYED
from rodfaest.kernel.actors import Actor
from rodfaest.kernel.text import _, counted
from rodfaest.organisations.models import Unit
from rodfaest.programmes.models import ProgrammeVersion
from rodfaest.programmes.rules.definition import Definition


@dataclass(frozen=True)
class ListedCohort:
    """A published cohort: its free places, and the wish of whoever looks, if it stands."""

    cohort: Cohort
    free: int
    wish: Wish | None = None
    why_not: str = ""
    """Why the person who looks can't wish for it on any day."""

    @property
    def is_open(self) -> bool:
        return self.cohort.is_open_for_wishes

    @property
    def places_sentence(self) -> str:
        return places_sentence(self.free)


@dataclass(frozen=True)
class ListedProgramme:
    """A programme and its cohorts that are not over, the one that begins first on top."""

    key: str
    definition: Definition
    cohorts: Sequence[ListedCohort]

    @property
    def open_cohorts(self) -> list[ListedCohort]:
        return [listed for listed in self.cohorts if listed.is_open]


def places_sentence(free: int) -> str:
    """
    How many places are free, and what to do when none is.

    >>> places_sentence(4), places_sentence(1)
    ('4 ledige pladser', '1 ledig plads')
    >>> places_sentence(0)
    'Fuldt. Du kan stadig ønske: så står du i køen.'
    """
    if free == 0:
        return _("Fuldt. Du kan stadig ønske: så står du i køen.")
    return counted(free, _("ledig plads"), _("ledige pladser"))


def listed_programmes(actor: Actor, key: str | None = None) -> list[ListedProgramme]:
    """Every programme, or the one called `key`, with its cohorts: those with an open cohort first. Six queries."""
    versions = ProgrammeVersion.objects.newest_of_each().select_related("programme")
    if key is not None:
        versions = versions.filter(programme__key=key)
    found = list(versions)
    cohorts = Cohort.objects.published().for_list().select_related("kommune")
    listed = _listed(cohorts.filter(version__programme__in={version.programme_id for version in found}), actor)
    by_programme: dict[int, list[ListedCohort]] = {}
    for one in listed:
        by_programme.setdefault(one.cohort.version.programme_id, []).append(one)
    programmes = [
        ListedProgramme(version.programme.key, version.definition, by_programme.get(version.programme_id, []))
        for version in found
    ]
    return sorted(
        programmes, key=lambda listed_programme: (not listed_programme.open_cohorts, not listed_programme.cohorts)
    )


def _listed(cohorts: Iterable[Cohort], actor: Actor) -> list[ListedCohort]:
    cohorts = list(cohorts)
    free = free_places(cohorts)
    wishes = {}
    if actor.person_ids:
        own = Wish.objects.own(actor).standing().for_list().filter(cohort__in=cohorts)
        wishes = {wish.cohort_id: wish for wish in know_who_is_asked(own)}
    employers = set(Unit.objects.filter(pk__in=actor.unit_ids).values_list("organisation", flat=True))

    def why_not(cohort: Cohort) -> str:
        return NOT_EMPLOYED if actor.person_ids and cohort.kommune_id not in employers else ""

    listed = [ListedCohort(cohort, free[cohort.pk], wishes.get(cohort.pk), why_not(cohort)) for cohort in cohorts]
    return [one for one in listed if not one.cohort.is_over]
