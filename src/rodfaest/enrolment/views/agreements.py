"""The local agreement."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from rodfaest.cohorts.models import Cohort
from rodfaest.enrolment import actions
from rodfaest.enrolment.forms import AgreementForm
from rodfaest.enrolment.models import LocalAgreement
from rodfaest.enrolment.queries.wishes import why_not_agree
from rodfaest.kernel.access import may, require
from rodfaest.kernel.text import _
from rodfaest.kernel.views import ActorRequest, signed_in
from rodfaest.organisations.models import Unit
from rodfaest.ui.pages import Page, page, see_other


@dataclass(frozen=True)
class AgreementChange(Page):
    template = "enrolment/agreement_change.html"

    cohort: Cohort
    unit: Unit
    agreement: LocalAgreement | None
    why_not: str | None
    form: AgreementForm


@signed_in
@require_http_methods(["GET", "POST"])
def agreement_change(request: ActorRequest, cohort_id: int, unit_id: int) -> HttpResponse:
    """What a unit has agreed for a cohort; the leader's form, or, for those who work there, the words."""
    cohort = get_object_or_404(Cohort.objects.visible_to(request.actor).for_list(), pk=cohort_id)
    unit = get_object_or_404(Unit.objects.visible_to(request.actor), pk=unit_id)
    require(may(request.actor, "enrolment.read_agreement", unit))
    agreement = LocalAgreement.objects.filter(cohort=cohort, unit=unit).select_related("by").first()
    form = AgreementForm(request.POST or None, agreement=agreement)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.agree_locally(cohort, unit, **form.cleaned_data, actor=request.actor)
            said = _("Aftalen er gemt. Den står i brevet og i det første skridt.")
            return see_other(request, "enrolment:agreement_change", cohort.pk, unit.pk, say=said)
    return page(request, AgreementChange(cohort, unit, agreement, why_not_agree(unit, cohort), form))
