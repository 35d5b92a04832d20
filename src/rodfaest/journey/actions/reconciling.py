"""Bringing the steps of a cohort, its letters and its calendar entries in line with the facts."""

import logging
from collections.abc import Iterable
from functools import partial

from rodfaest.audit.actions import record
from rodfaest.cohorts.happenings import (
    CohortLoaded,
    DayCancelled,
    DayMoved,
    DayRestored,
    PracticalFactsChanged,
)
from rodfaest.cohorts.models import Cohort, TeachingDay
from rodfaest.correspondence.actions import reconcile_scope
from rodfaest.correspondence.owners import COHORT, has_notices
from rodfaest.enrolment.happenings import AgreementChanged, SeatGiven, SeatLeft, WishMoved
from rodfaest.enrolment.models import LocalAgreement, Seat, Wish
from rodfaest.journey import notices, permissions
from rodfaest.journey.models import Step
from rodfaest.journey.owners import scopes, steps_of
from rodfaest.journey.rules.steps import DueStep, StepKey
from rodfaest.kernel.access import require
from rodfaest.kernel.actors import Actor
from rodfaest.kernel.reconcile import Changes, Scope, reconcile
from rodfaest.kernel.time import today
from rodfaest.kernel.transactions import settle, write
from rodfaest.organisations.happenings import HolidayWeeksChanged, LastDayChanged

log = logging.getLogger(__name__)

FOLLOWS = ("role", "phase", "kind", "due_on")


@write
def reconcile_after(happening: object, *, actor: Actor) -> None:
    """The one reaction of this app: whatever happened, the journey of the cohorts it touches is brought in line."""
    for cohort_id in _touched_by(happening):
        reconcile_journey_once(notices.of_cohort(cohort_id), actor=actor)


@write
def reconcile_journey_once(scope: Scope, *, actor: Actor) -> None:
    """`reconcile_journey`, but last in the transaction and a single time, however many facts in it ask."""
    settle(("journey", scope), partial(reconcile_journey, scope, actor=actor))


@write
def reconcile_journey(scope: Scope, *, actor: Actor) -> Changes[StepKey]:
    """Create, move and withdraw the steps of a scope as its owner wants them; then its letters and calendar entries."""
    changes = _reconcile_steps(scope)
    if has_notices(scope):
        reconcile_scope(scope)
    return changes


def _reconcile_steps(scope: Scope) -> Changes[StepKey]:
    """What somebody has done stays as it was, day and answer. A withdrawn step comes back as itself with its reason."""
    desired = steps_of(scope).desired(scope.id)
    steps = list(Step.objects.select_for_update().in_scope(scope))
    cohort_id = scope.id if scope.kind == COHORT else None
    created: list[Step] = []
    changed: list[Step] = []

    def create(key: StepKey, due: DueStep) -> None:
        step = Step(cohort_id=cohort_id, **key._asdict(), **due._asdict())
        step.scope = scope
        # The keys were read in this transaction: asking the database for each again would be three queries a step.
        step.clean_fields(exclude={"cohort", "seat", "unit", "person"})
        created.append(step)

    def change(step: Step, due: DueStep) -> bool:
        if step.is_done or (step.withdrawn_on is None and all(getattr(step, f) == getattr(due, f) for f in FOLLOWS)):
            return False
        for name in FOLLOWS:
            setattr(step, name, getattr(due, name))
        step.withdrawn_on = None
        changed.append(step)
        return True

    def withdraw(step: Step) -> bool:
        if step.is_done or step.withdrawn_on is not None:
            return False
        step.withdrawn_on = today()
        changed.append(step)
        return True

    existing = {step.step_key: step for step in steps}
    changes = reconcile(desired, existing, create=create, change=change, withdraw=withdraw)
    Step.objects.bulk_create(created)
    Step.objects.bulk_update(changed, [*FOLLOWS, "withdrawn_on"])
    return changes


def reconcile_all(*, actor: Actor) -> int:
    """
    The nightly round over every scope of every owner: mends the steps that were missed. Says how many it mended.

    A transaction a scope: one's trouble is its own, and is logged. Letters have a night of their own
    (`reconcile_all_letters`); only those of a mended scope are brought in line here.
    """
    require(permissions.may_reconcile_all(actor))
    mended = 0
    for scope in scopes():
        try:
            mended += _mend(scope, actor=actor)
        except Exception:
            log.exception("the steps of %s's %s %s could not be brought in line", *scope)
    return mended


@write
def _mend(scope: Scope, *, actor: Actor) -> bool:
    if not _reconcile_steps(scope):
        return False
    if has_notices(scope):
        reconcile_scope(scope)
    record("journey.steps_mended", Step.objects.in_scope(scope).order_by("pk")[0], actor=actor)
    return True


def _touched_by(happening: object) -> Iterable[int]:
    match happening:
        case SeatGiven(seat_id) | SeatLeft(seat_id):
            return Seat.objects.filter(pk=seat_id).values_list("wish__cohort", flat=True)
        case WishMoved(wish_id):
            return Wish.objects.filter(pk=wish_id).values_list("cohort", flat=True)
        case LastDayChanged(employment_id=employment_id):
            return Seat.objects.live().filter(wish__employment=employment_id).values_list("wish__cohort", flat=True)
        case DayMoved(day_id) | DayCancelled(day_id) | DayRestored(day_id):
            return TeachingDay.objects.filter(pk=day_id).values_list("cohort", flat=True)
        case AgreementChanged(agreement_id):
            return LocalAgreement.objects.filter(pk=agreement_id).values_list("cohort", flat=True)
        case CohortLoaded(cohort_id) | PracticalFactsChanged(cohort_id):
            return [cohort_id]
        case HolidayWeeksChanged(organisation_id):
            return Cohort.objects.of_kommune(organisation_id).order_by("pk").values_list("pk", flat=True)
    raise TypeError(f"the journey does not follow {type(happening).__name__}")
