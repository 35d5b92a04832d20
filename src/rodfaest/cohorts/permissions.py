"""
Who sees a cohort and its days, and who may change them.

A published cohort is open to everybody in its kommune; before that to those who prepare it. Days are moved and
cancelled by the kommune's konsulenter and the provider's planners, never by whoever teaches or takes part.
"""

from django.db.models import Q

from rodfaest.cohorts import jobs
from rodfaest.cohorts.models import Cohort, Teacher, TeachingDay
from rodfaest.cohorts.queries import taught_by
from rodfaest.kernel.access import ALLOWED, Decision, denied, permission, unlisted, visible
from rodfaest.kernel.actors import Actor
from rodfaest.kernel.text import _
from rodfaest.kernel.time import today
from rodfaest.organisations.jobs import DEMO
from rodfaest.organisations.models import Organisation, Unit
from rodfaest.organisations.queries.leading import administered_by
from rodfaest.organisations.rules import FunctionKind, Role

LOADERS = frozenset({jobs.COHORT, DEMO})
"""The command, run by whoever runs the server, and the demo."""


@visible("cohorts.Cohort")
def cohorts_visible_to(actor: Actor) -> Q:
    """The cohorts one prepares or teaches, and every published cohort of the kommune one belongs to."""
    near = actor.unit_ids | actor.led_unit_ids
    for kind in FunctionKind:
        near |= actor.units_as(kind)
    belongs_to = frozenset[int]().union(*(actor.organisations_as(role) for role in Role))
    prepares = Q(kommune__in=actor.organisations_as(Role.CONSULTANT)) | Q(
        provider__in=actor.organisations_as(Role.PLANNER)
    )
    found = prepares | Q(pk__in=taught_by(actor))
    if near or belongs_to:
        kommuner = Organisation.objects.filter(
            Q(pk__in=belongs_to) | Q(pk__in=Unit.objects.filter(pk__in=near).values("organisation"))
        )
        found |= Q(published_on__lte=today(), kommune__in=kommuner.values("pk"))
    return found


@visible("cohorts.TeachingDay")
def teaching_days_visible_to(actor: Actor) -> Q:
    """The days of the cohorts one sees."""
    return Q(cohort__in=Cohort.objects.visible_to(actor).values("pk"))


unlisted(
    __name__,
    DayMove="its day",
    Teacher="the cohort",
    Venue="the cohort",
)


def _prepares(actor: Actor, cohort: Cohort) -> bool:
    return cohort.kommune_id in actor.organisations_as(Role.CONSULTANT) or cohort.provider_id in actor.organisations_as(
        Role.PLANNER
    )


@permission("cohorts.load_cohort")
def may_load_cohort(actor: Actor, kommune: Organisation | None = None) -> Decision:
    """A cohort is set up by a konsulent of the kommune that sends its people there."""
    if actor in LOADERS:
        return ALLOWED
    own = actor.organisations_as(Role.CONSULTANT)
    if own and (kommune is None or kommune.pk in own):
        return ALLOWED
    return denied(_("Det er kommunens konsulent, der opretter hold."))


@permission("cohorts.change_cohort")
def may_change_cohort(actor: Actor, cohort: Cohort) -> Decision:
    """Place, food, contact, the last day to answer and teachers are changed by those who prepare the cohort."""
    if _prepares(actor, cohort):
        return ALLOWED
    return denied(_("Det er konsulenten eller udbyderens planlægger, der retter holdet."))


@permission("cohorts.change_teacher")
def may_change_teacher(actor: Actor, teacher: Teacher) -> Decision:
    """
    A teacher's name is put right by those who prepare every cohort they teach, where nobody else does.

    Nobody changes their own here, nor that of somebody who works or has a role somewhere, nor that of somebody who also
    teaches a cohort the actor does not prepare.
    """
    if not _prepares(actor, teacher.cohort):
        return may_change_cohort(actor, teacher.cohort)
    person = teacher.person
    if person.pk in actor.person_ids:
        return denied(_("Dit eget navn retter en anden for dig."))
    if person.organisation_ids() or person.system_roles.current().exists():
        return denied(_("Underviseren er ansat eller har en rolle i Rodfæst og rettes dér, af dem, der fører det."))
    taught = Cohort.objects.filter(teachers__person=person)
    if all(_prepares(actor, cohort) for cohort in taught):
        return ALLOWED
    return denied(
        _(
            "Underviseren er også på et hold, du ikke forbereder. "
            "Bed dem, der forbereder begge, om at rette, eller tag underviseren af holdet, og skriv ind på ny."
        )
    )


@permission("cohorts.change_teacher_login")
def may_change_teacher_login(actor: Actor, teacher: Teacher) -> Decision:
    """
    Mail and mobile of who only teaches: an administrator of the provider of each cohort they teach, or of the kommune
    where it gives its cohort itself; and the teacher, on their own page.
    """
    if not (prepares := may_change_teacher(actor, teacher)):
        return prepares
    homes = Cohort.objects.filter(teachers__person=teacher.person_id).values_list("provider", "kommune")
    if {provider or kommune for provider, kommune in homes} <= administered_by(actor):
        return ALLOWED
    return denied(
        _("Mail og mobil er det, man logger ind med. Dem retter underviseren selv, eller jeres administrator.")
    )


@permission("cohorts.change_places")
def may_change_places(actor: Actor, cohort: Cohort) -> Decision:
    """Places are the kommune's money, so its konsulent sets them; a provider's planner asks."""
    if cohort.kommune_id in actor.organisations_as(Role.CONSULTANT):
        return ALLOWED
    return denied(_("Det er kommunens konsulent, der bestemmer antallet af pladser."))


@permission("cohorts.move_day")
def may_move_day(actor: Actor, day: TeachingDay) -> Decision:
    """A moved day changes many people's rota, so only those who prepare the cohort move it."""
    if _prepares(actor, day.cohort):
        return ALLOWED
    return denied(_("Det er konsulenten eller udbyderens planlægger, der flytter dage."))


@permission("cohorts.cancel_day")
def may_cancel_day(actor: Actor, day: TeachingDay) -> Decision:
    """As moving; also for putting a cancelled day back."""
    if _prepares(actor, day.cohort):
        return ALLOWED
    return denied(_("Det er konsulenten eller udbyderens planlægger, der aflyser dage."))


@permission("cohorts.hold_day")
def may_hold_day(actor: Actor, day: TeachingDay) -> Decision:
    """Whoever prepares or teaches the cohort knows that a day took place."""
    if actor == jobs.ATTENDANCE or _prepares(actor, day.cohort) or day.cohort_id in taught_by(actor):
        return ALLOWED
    return denied(_("Det er underviseren eller konsulenten, der siger, at dagen er afholdt."))
