"""What a house and its leader agree about time, transport and company for a cohort."""

from rodfaest.audit.actions import record
from rodfaest.cohorts.models import Cohort
from rodfaest.enrolment import permissions
from rodfaest.enrolment.actions.seats import person_of
from rodfaest.enrolment.happenings import AgreementChanged
from rodfaest.enrolment.models import LocalAgreement
from rodfaest.enrolment.queries.wishes import why_not_agree
from rodfaest.enrolment.rules import agreements
from rodfaest.enrolment.rules.agreements import Company, Transport
from rodfaest.kernel.access import require
from rodfaest.kernel.actors import Actor
from rodfaest.kernel.errors import RuleBroken
from rodfaest.kernel.happenings import announce
from rodfaest.kernel.time import today
from rodfaest.kernel.transactions import write
from rodfaest.organisations.models import Unit


@write
def agree_locally(
    cohort: Cohort, unit: Unit, *, hours: int, transport: Transport, company: Company, actor: Actor
) -> LocalAgreement:
    """Write down what a unit and its leader agree for a cohort. Saying the same again changes nothing."""
    require(permissions.may_agree_locally(actor, unit))
    Cohort.objects.select_for_update().get(pk=cohort.pk)
    if why_not := why_not_agree(unit, cohort):
        raise RuleBroken(why_not)
    if why_not := agreements.why_not_both(transport, company):
        raise RuleBroken(why_not, field="company")
    known = LocalAgreement.objects.filter(cohort=cohort, unit=unit).first()
    if known and (known.hours, known.transport, known.company) == (hours, transport, company):
        return known

    agreement = known or LocalAgreement(cohort=cohort, unit=unit)
    agreement.hours, agreement.transport, agreement.company = hours, transport, company
    agreement.by_id, agreement.on = person_of(actor), today()
    agreement.full_clean()
    agreement.save()
    record("enrolment.agreed_locally", agreement, actor=actor, detail=" ".join(agreement.sentences))
    announce(AgreementChanged(agreement.pk), actor=actor)
    return agreement
