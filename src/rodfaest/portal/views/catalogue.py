"""The catalogue and a programme's page: open to everybody, with no person's name but the contact's."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from rodfaest.kernel.actors import PersonActor
from rodfaest.kernel.views import ActorRequest, public
from rodfaest.portal.offers import offers
from rodfaest.programmes.rules.definition import Step
from rodfaest.programmes.rules.load import load_of
from rodfaest.programmes.rules.vocabulary import Phase, StepKind, StepRole
from rodfaest.ui.pages import page

ASKED = (StepRole.PARTICIPANT, StepRole.LEADER)
"""Whose minutes the course page tells of: those who decide whether to say yes."""


@public
@require_GET
def catalogue(request: ActorRequest) -> HttpResponse:
    """Every programme, those one can wish for first."""
    return page(request, "portal/catalogue.html", {"offers": offers(request.actor)})


@public
@require_GET
def course_show(request: ActorRequest, key: str) -> HttpResponse:
    """Everything a programme says of itself, and its holds."""
    found = offers(request.actor, key)
    if not found:
        raise Http404
    definition = found[0].definition
    context = {
        "offer": found[0],
        "course": definition,
        "loads": {load.role: load for load in load_of(definition, questionnaires=False) if load.role in ASKED},
        "sources": {source.key: source for source in definition.sources},
        "phases": list(Phase),
        "talks": any(_talks_before(step) for step in definition.steps),
        "leads": isinstance(request.actor, PersonActor) and bool(request.actor.led_unit_ids),
    }
    return page(request, "portal/course.html", context)


def _talks_before(step: Step) -> bool:
    return (step.role, step.phase, step.kind) == (StepRole.PARTICIPANT, Phase.BEFORE, StepKind.TALK)
