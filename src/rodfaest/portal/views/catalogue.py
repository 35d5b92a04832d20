"""The catalogue and a programme's page: open to everybody, with no person's name but the contact's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from rodfaest.kernel.actors import PersonActor
from rodfaest.kernel.views import ActorRequest, public
from rodfaest.portal.catalogue import ListedProgramme, listed_programmes
from rodfaest.programmes.rules.definition import Definition, Step
from rodfaest.programmes.rules.load import RoleLoad, load_of
from rodfaest.programmes.rules.vocabulary import Phase, StepKind, StepRole
from rodfaest.ui.pages import Page, page

ASKED = (StepRole.PARTICIPANT, StepRole.LEADER)
"""Whose minutes the programme's page tells of: those who decide whether to say yes."""


@dataclass(frozen=True)
class Catalogue(Page):
    """The programmes one can wish for first."""

    template = "portal/catalogue.html"

    listed_programmes: Sequence[ListedProgramme]


@dataclass(frozen=True)
class ProgrammePage(Page):
    """A programme. `talks` where it asks for a talk with the leader before; `leads` for whoever puts people forward."""

    template = "portal/programme.html"

    listed_programme: ListedProgramme
    programme: Definition
    loads: Mapping[StepRole, RoleLoad]
    phases: Sequence[Phase]
    talks: bool
    leads: bool


@public
@require_GET
def catalogue(request: ActorRequest) -> HttpResponse:
    """Every programme, those one can wish for first."""
    return page(request, Catalogue(listed_programmes(request.actor)))


@public
@require_GET
def programme_show(request: ActorRequest, key: str) -> HttpResponse:
    """Everything a programme says of itself, and its cohorts."""
    found = listed_programmes(request.actor, key)
    if not found:
        raise Http404
    definition = found[0].definition
    shown = ProgrammePage(
        listed_programme=found[0],
        programme=definition,
        loads={load.role: load for load in load_of(definition, questionnaires=False) if load.role in ASKED},
        phases=list(Phase),
        talks=any(_talks_before(step) for step in definition.steps),
        leads=isinstance(request.actor, PersonActor) and bool(request.actor.led_unit_ids),
    )
    return page(request, shown)


def _talks_before(step: Step) -> bool:
    return (step.role, step.phase, step.kind) == (StepRole.PARTICIPANT, Phase.BEFORE, StepKind.TALK)
