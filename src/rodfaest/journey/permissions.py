"""
Whose a step is, who does it, and who reads what was written in it.

A step is seen by the one who does it and by nobody else, neither leader nor konsulent, so nobody can make a list of who
did not write. Texts are read by the audience their writer chose; whoever has tilsyn over the unit reads none.
"""

from django.db.models import F, Q

from rodfaest.cohorts.models import TeachingDay
from rodfaest.cohorts.queries import taught_by
from rodfaest.enrolment.models import Seat
from rodfaest.journey.jobs import RECONCILE_ALL
from rodfaest.journey.models import Step, StepText
from rodfaest.kernel.access import ALLOWED, Decision, denied, permission, readable, visible
from rodfaest.kernel.actors import Actor, Ids, LinkHolder
from rodfaest.kernel.text import _
from rodfaest.organisations.jobs import DEMO
from rodfaest.organisations.models import Unit, behind
from rodfaest.organisations.queries.leading import led_by, nearest_leader_of
from rodfaest.organisations.rules import FunctionKind, Role
from rodfaest.programmes.rules.vocabulary import StepKind, StepRole
from rodfaest.texts.models import was_shared_with
from rodfaest.texts.rules import CLOSED, Audience

NIGHTLY = frozenset({RECONCILE_ALL, DEMO})
ASKING = frozenset({StepKind.FOLLOW_UP, StepKind.TALK})
"""The leader's steps that ask into what somebody tries."""


def helped_unit_ids(actor: Actor) -> Ids:
    """Where the actor helps it stick: as fagligt fyrtårn or as faglig støtte (dagplejepædagog)."""
    return actor.units_as(FunctionKind.BEACON) | actor.units_as(FunctionKind.SUPPORT)


def collegial_unit_ids(actor: Actor) -> Ids:
    """Where the actor is a colleague among colleagues: works there, and leads nobody there, not even for a day."""
    return actor.unit_ids - actor.led_unit_ids


def house_unit_ids(actor: Actor) -> Ids:
    """The houses and groups the actor belongs to: works in, leads or helps."""
    return actor.unit_ids | actor.led_unit_ids | helped_unit_ids(actor)


def seated_cohort_ids(actor: Actor) -> Ids:
    """The cohorts the actor sits in, or teaches. A query each, once a request."""

    def load(actor: Actor) -> Ids:
        sits = Seat.objects.live().filter(wish__person__in=actor.person_ids)
        return frozenset(sits.values_list("wish__cohort", flat=True))

    return actor.once("journey.seated_cohorts", load) | taught_by(actor)


@permission("journey.see_house_ways")
def may_see_house_ways(actor: Actor, unit: Unit) -> Decision:
    """
    Who of a house or group is on the way, by name, each with their line: the house, those who lead or help it, and
    the kommune's konsulenter. Neither administrator, chef, tilsyn nor TR: even a line without a name points at one.
    """
    if unit.pk in house_unit_ids(actor) or unit.organisation_id in actor.organisations_as(Role.CONSULTANT):
        return ALLOWED
    return denied(_("Hvem der er på vej, er husets eget."))


# Steps


@visible("journey.Step")
def steps_visible_to(actor: Actor) -> Q:
    """
    The steps that are the actor's to do.

    One person's is theirs; any other is for the role it says, of its seat, its unit or its cohort.

    A leader's step that asks is with whoever the participant chose for it, answer and all, while they lead or help
    there: then the leader does not see it, and nobody does who has tilsyn over the unit.
    """
    by_role = (
        Q(role=StepRole.PARTICIPANT, seat__wish__person__in=actor.person_ids)
        | (Q(role=StepRole.LEADER) & ((Q(kind__in=ASKING) & _asks(actor)) | (~Q(kind__in=ASKING) & _leads(actor))))
        | (Q(role=StepRole.SOUSCHEF) & _at(actor.units_as(FunctionKind.SOUSCHEF)))
        | (Q(role=StepRole.BEACON) & _at(helped_unit_ids(actor)))
        | (Q(role__in=(StepRole.HOUSE, StepRole.GROUP)) & _at(house_unit_ids(actor)))
        | Q(role=StepRole.CONSULTANT, cohort__kommune__in=actor.organisations_as(Role.CONSULTANT))
        | Q(role=StepRole.HEAD, cohort__kommune__in=actor.organisations_as(Role.HEAD))
    )
    return Q(person__in=actor.person_ids) | (Q(person__isnull=True) & by_role)


@permission("journey.do_step", set_of="journey.Step", among=~Q(kind=StepKind.ATTEND))
def may_do_step(actor: Actor, step: Step) -> Decision:
    """
    Do a step: write in it, tick it, put it off, choose another day, do something else, take it back.

    A link is asked again whose step it is today: it outlives a leadership, a function and a role.
    """
    if step.kind == StepKind.ATTEND:
        return denied(_("Underviseren krydser af, hvem der var med på dagen."))
    actor = behind(actor)
    if not _is_for(actor, step):
        return denied(_("Skridtet er en andens."))
    if step.role == StepRole.LEADER and step.kind in ASKING:
        return _may_ask(actor, step)
    return ALLOWED


def _is_for(actor: Actor, step: Step) -> bool:
    if step.person_id is not None:
        return step.person_id in actor.person_ids
    match step.role:
        case StepRole.PARTICIPANT:
            return step.seat is not None and step.seat.wish.person_id in actor.person_ids
        case StepRole.LEADER:
            chosen = step.kind in ASKING and _is_chosen(actor, step)
            return chosen or actor.is_nearest_leader(step.at_unit_id, step.about_id)
        case StepRole.SOUSCHEF:
            return step.at_unit_id in actor.units_as(FunctionKind.SOUSCHEF)
        case StepRole.BEACON:
            return step.at_unit_id in helped_unit_ids(actor)
        case StepRole.HOUSE | StepRole.GROUP:
            return step.at_unit_id in house_unit_ids(actor)
        case StepRole.CONSULTANT:
            return step.cohort is not None and step.cohort.kommune_id in actor.organisations_as(Role.CONSULTANT)
        case StepRole.HEAD:
            return step.cohort is not None and step.cohort.kommune_id in actor.organisations_as(Role.HEAD)
    return False


def _may_ask(actor: Actor, step: Step) -> Decision:
    """Of those a leader's step is for, whoever may ask: the chosen one, else the leaders; never with tilsyn."""
    if step.asker_id is not None and step.asker_id not in actor.person_ids:
        return denied(_("Deltageren har valgt en anden til at spørge ind."))
    if step.at_unit_id in actor.units_as(FunctionKind.SUPERVISION):
        return denied(_("Du har også tilsyn her. Derfor er det en anden, der spørger ind."))
    return ALLOWED


def _is_chosen(actor: Actor, step: Step) -> bool:
    """Whether the participant chose the actor to ask, and the actor leads or helps there today."""
    here = step.at_unit_id
    return step.asker_id in actor.person_ids and (actor.leads(here, step.about_id) or here in helped_unit_ids(actor))


def _chosen(actor: Actor, seat: str) -> Q:
    """`_is_chosen` for a set; `seat` is the path to the seat."""
    unit, person = f"{seat}__wish__employment__unit", f"{seat}__wish__person"
    near = led_by(actor, unit=unit, person=person) | Q(**{f"{unit}__in": helped_unit_ids(actor)})
    return Q(**{f"{seat}__asker__person__in": actor.person_ids}) & near


def _asks(actor: Actor) -> Q:
    leads = Q(seat__asker__isnull=True) & _leads(actor)
    return (_chosen(actor, "seat") | leads) & ~_at(actor.units_as(FunctionKind.SUPERVISION))


def _leads(actor: Actor) -> Q:
    """The steps about those who call the actor their leader, and of the houses that do."""
    houses = Q(seat__isnull=True, unit__in=actor.standing.nearest_unit_ids)
    return houses | nearest_leader_of(actor, unit="seat__wish__employment__unit", person="seat__wish__person")


def _at(unit_ids: Ids) -> Q:
    return Q(unit__in=unit_ids) | Q(seat__wish__employment__unit__in=unit_ids)


# Texts


@visible("journey.StepText")
def step_texts_visible_to(actor: Actor) -> Q:
    """
    Own texts, and those their writers have finished and shared with a circle the actor is in.

    »Dig og din leder« is the nearest leaders, who are named where it is chosen: never the leader's own leader. Or it is
    whoever the participant chose in their place, while that person leads or helps there.
    »Kollegerne« are those who lead nobody there: a leader is employed in the house too.

    Whoever has come to it since reads what is shared from then on, and the rest when its writer lets them in.
    """
    near = nearest_leader_of(actor, unit="step__seat__wish__employment__unit", person="step__seat__wish__person")
    then = was_shared_with(actor)
    leads = Q(step__seat__asker__isnull=True) & near & then
    around = (
        (Q(audience=Audience.COLLEAGUES) & _written_at(collegial_unit_ids(actor)))
        | Q(audience=Audience.COHORT, step__cohort__in=seated_cohort_ids(actor))
        | (Q(audience=Audience.HOUSE) & _written_at(house_unit_ids(actor)))
    )
    led = Q(audience=Audience.LEADER, unit=F("step__seat__wish__employment__unit"))
    shared = (led & (_chosen(actor, "step__seat") | leads)) | (around & then)
    supervised = actor.units_as(FunctionKind.SUPERVISION)
    closed = _written_at(supervised) | Q(step__seat__wish__employment__unit__in=supervised)
    return Q(author__in=actor.person_ids) | (Q(finished_on__isnull=False) & shared & ~closed)


@readable("journey.StepText")
def may_read_step_text(actor: Actor, text: StepText) -> Decision:
    """
    The circle its writer chose, of those who were in it then or were let in; never whoever has tilsyn over the unit.
    Whom the participant chose to ask needs no other yes.

    When its writer moves, it stays with the house it was shared in, and with no leader until it is shared anew.
    The underviser's link to a teaching day opens what that cohort shares: it is part of the day's page.
    """
    if isinstance(actor, LinkHolder):
        return _may_read_by_link(actor, text)
    step = text.step
    if text.finished_on is None:
        return denied(_("Teksten er ikke skrevet færdig."))
    if {step.at_unit_id, text.unit_id} & actor.units_as(FunctionKind.SUPERVISION):
        return denied(_("Den, der har tilsyn, læser ikke, hvad der bliver skrevet her."))
    if text.audience == Audience.LEADER and step.asker_id is not None:
        chosen = _is_chosen(actor, step) and not text.is_left_behind
        return ALLOWED if chosen else denied(_("Teksten er ikke delt med dig."))
    if not text.was_shared_with(actor):
        return denied(_("Teksten blev delt, før du kom til. Den, der har skrevet den, kan lukke dig ind."))
    match text.audience:
        case Audience.LEADER:
            allowed = actor.is_nearest_leader(step.at_unit_id, step.about_id) and not text.is_left_behind
        case Audience.COLLEAGUES:
            allowed = text.unit_id in collegial_unit_ids(actor)
        case Audience.COHORT:
            allowed = step.cohort_id in seated_cohort_ids(actor)
        case Audience.HOUSE:
            allowed = text.unit_id in house_unit_ids(actor)
        case _:
            allowed = False
    return ALLOWED if allowed else denied(_("Teksten er ikke delt med dig."))


@permission("journey.share_text")
def may_share_text(actor: Actor, text: StepText) -> Decision:
    """Only the writer says who reads."""
    if text.is_closed_to(actor):
        return denied(CLOSED)
    if text.author_id in actor.person_ids:
        return ALLOWED
    return denied(_("Det er den, der har skrevet, der bestemmer, hvem der læser."))


def _written_at(unit_ids: Ids) -> Q:
    return Q(unit__in=unit_ids)


def _may_read_by_link(actor: LinkHolder, text: StepText) -> Decision:
    shared = text.finished_on is not None and text.audience == Audience.COHORT and text.was_shared_with(actor)
    if shared and actor.errand.verb == "attendance.mark_day" and text.step.cohort_id in _taught_by_link(actor):
        return ALLOWED
    return denied(_("Linket kan kun bruges til det, der står i brevet."))


def _taught_by_link(actor: LinkHolder) -> Ids:
    def load(_actor: Actor) -> Ids:
        days = TeachingDay.objects.filter(pk=actor.errand.object_id)
        return frozenset(days.values_list("cohort", flat=True))

    return actor.once("journey.taught_by_link", load)


# Who asks


@visible("journey.Asker")
def askers_visible_to(actor: Actor) -> Q:
    """The participant who chose, and whoever was chosen."""
    return Q(seat__wish__person__in=actor.person_ids) | Q(person__in=actor.person_ids)


@permission("journey.choose_asker", set_of="enrolment.Seat.own")
def may_choose_asker(actor: Actor, seat: Seat) -> Decision:
    """Who asks into what one tries is one's own choice, above all where the leader also has tilsyn."""
    if seat.wish.person_id in actor.person_ids:
        return ALLOWED
    return denied(_("Det er deltageren selv, der vælger, hvem der spørger ind."))


@permission("journey.reconcile_all")
def may_reconcile_all(actor: Actor, obj: object = None) -> Decision:
    """The nightly round, which finds nothing to do unless something was missed."""
    return ALLOWED if actor in NIGHTLY else denied(_("Skridtene følger dagene af sig selv."))
