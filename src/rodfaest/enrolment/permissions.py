"""Who wishes, who answers, who sees whose wish and seat."""

from django.db.models import Q

from rodfaest.cohorts.models import Cohort
from rodfaest.enrolment import jobs
from rodfaest.enrolment.models import Seat, Wish, WishText
from rodfaest.kernel.access import ALLOWED, Decision, denied, permission, readable, unlisted, visible
from rodfaest.kernel.actors import Actor, Ids, LinkHolder
from rodfaest.kernel.text import _
from rodfaest.organisations.models import Employment, Unit, behind
from rodfaest.organisations.queries.leading import led_by, nearest_leader_of
from rodfaest.organisations.rules import FunctionKind, Role

# Who sees


@visible("enrolment.Wish")
def wishes_visible_to(actor: Actor) -> Q:
    """Own wishes, those of the units one leads today, and for konsulenter those for the kommune's cohorts."""
    return (
        Q(person__in=actor.person_ids)
        | wishes_led_by(actor)
        | Q(cohort__kommune__in=actor.organisations_as(Role.CONSULTANT))
    )


@visible("enrolment.Wish", as_="led")
def wishes_led_by(actor: Actor) -> Q:
    """Those of whoever the actor leads today, as leader, souschef or deputy: theirs to answer."""
    return led_by(actor, unit="employment__unit", person="person")


@visible("enrolment.WishText")
def wish_texts_visible_to(actor: Actor) -> Q:
    """One's own words, and those to and from the nearest leaders."""
    near = nearest_leader_of(actor, unit="wish__employment__unit", person="wish__person")
    return Q(by__in=actor.person_ids) | Q(wish__person__in=actor.person_ids) | near


@visible("enrolment.Seat")
def seats_visible_to(actor: Actor) -> Q:
    """Own seats, and every seat whose wish one may see as leader, deputy or konsulent."""
    return (
        Q(wish__person__in=actor.person_ids)
        | led_by(actor, unit="wish__employment__unit", person="wish__person")
        | Q(wish__cohort__kommune__in=actor.organisations_as(Role.CONSULTANT))
    )


@visible("enrolment.Seat", as_="own")
def own_seats(actor: Actor) -> Q:
    """One's own, whose way is seen with every step and word. Others see the picture without them."""
    return Q(wish__person__in=actor.person_ids)


@visible("enrolment.LocalAgreement")
def local_agreements_visible_to(actor: Actor) -> Q:
    """
    What is agreed for a unit is known to those who work in it, to its leader, to its staff representatives, and to the
    kommune's konsulenter. It is a rule and names nobody.
    """
    return Q(unit__in=_agreeing_units(actor)) | Q(unit__organisation__in=actor.organisations_as(Role.CONSULTANT))


def _agreeing_units(actor: Actor) -> Ids:
    return actor.unit_ids | actor.led_unit_ids | actor.units_as(FunctionKind.UNION_REP)


unlisted(__name__, LeaderAnswer="its wish", TalkFirst="its wish")


# Who may


@permission("enrolment.make_wish")
def may_make_wish(actor: Actor, employment: Employment) -> Decision:
    """One wishes for oneself."""
    if employment.person_id in actor.person_ids:
        return ALLOWED
    return denied(_("Du kan kun ønske for dig selv."))


@permission("enrolment.put_forward")
def may_put_forward(actor: Actor, employment: Employment | None = None) -> Decision:
    """The leader of the unit, and a konsulent who types in for somebody who rang; neither of them themselves."""
    if employment is None:
        allowed = bool(actor.led_unit_ids or actor.organisations_as(Role.CONSULTANT))
    elif employment.person_id in actor.person_ids:
        return denied(_("Vil du selv med, så ønsk en plads for dig selv."))
    else:
        organisation = employment.unit.organisation_id
        leads = actor.leads(employment.unit_id, employment.person_id)
        allowed = leads or organisation in actor.organisations_as(Role.CONSULTANT)
    if allowed:
        return ALLOWED
    return denied(_("Det er lederen, der indstiller sine medarbejdere."))


@permission("enrolment.answer_wish", set_of="enrolment.Wish.led")
def may_answer_wish(actor: Actor, wish: Wish) -> Decision:
    """
    A seat takes a colleague out of the rota, so the leader of the unit decides, but never about oneself, nor about
    the leader one stands in for or is souschef to.

    A link answers for its person, and only while that person still leads.
    """
    if wish.person_id in actor.person_ids:
        return denied(_("Du kan ikke svare på dit eget ønske."))
    if behind(actor).leads(wish.employment.unit_id, wish.person_id):
        return ALLOWED
    return denied(_("Det er lederen, der svarer på ønsket."))


@permission("enrolment.withdraw_wish", set_of="enrolment.Wish")
def may_withdraw_wish(actor: Actor, wish: Wish) -> Decision:
    """The person, or for them the leader or a konsulent they have told."""
    return _on_behalf(actor, wish, denied(_("Det er den, der ønsker, der kan trække ønsket tilbage.")))


@permission("enrolment.leave_seat", set_of="enrolment.Seat")
def may_leave_seat(actor: Actor, seat: Seat) -> Decision:
    """The person, or for them the leader or a konsulent they have told, until day 1 (`may_end_seat`)."""
    return _on_behalf(actor, seat.wish, denied(_("Det er den, der har pladsen, der kan give den videre.")))


@permission("enrolment.end_seat")
def may_end_seat(actor: Actor, seat: Seat) -> Decision:
    """From day 1 on a seat is no longer given on: a konsulent who was told notes that somebody has stopped."""
    if seat.wish.cohort.kommune_id in actor.organisations_as(Role.CONSULTANT):
        return ALLOWED
    return denied(_("Det er kommunens konsulent, der noterer, at nogen er stoppet."))


@permission("enrolment.write_intention")
def may_write_intention(actor: Actor, wish: Wish) -> Decision:
    """The words of the one who goes are their own."""
    if wish.person_id in actor.person_ids:
        return ALLOWED
    return denied(_("Det er den, der skal af sted, der skriver her."))


@readable("enrolment.WishText")
def may_read_intention(actor: Actor, text: WishText) -> Decision:
    """
    The participant and the nearest leaders read each other's intention; the leader's leader and a konsulent do not.
    Through a link it is the words of the letter's own wish.

    Whoever leads further up may answer where it falls to them, and then without these words: beside the field stands
    by name who reads it.

    It is written to the leader as the ground for an answer, so having tilsyn does not close it: that closes what
    is reflected on later, and in many kommuner the one who must answer has both.
    """
    if isinstance(actor, LinkHolder):
        return denied(_("Linket kan kun bruges til det, der står i brevet."))
    if text.wish.person_id in actor.person_ids or text.wish.is_nearest_to(actor):
        return ALLOWED
    return denied(_("Det læses kun af den, der skal af sted, og af den nærmeste leder."))


@permission("enrolment.read_agreement", set_of="enrolment.LocalAgreement", through="unit")
def may_read_agreement(actor: Actor, unit: Unit) -> Decision:
    """Those who see the agreement, also before there is one."""
    if unit.pk in _agreeing_units(actor) or unit.organisation_id in actor.organisations_as(Role.CONSULTANT):
        return ALLOWED
    return denied(_("Aftalen om tid er for dem, der arbejder her, deres leder og deres tillidsrepræsentant."))


@permission("enrolment.agree_locally")
def may_agree_locally(actor: Actor, unit: Unit) -> Decision:
    """Time is the leader's to give."""
    if unit.pk in actor.led_unit_ids:
        return ALLOWED
    return denied(_("Det er lederen, der skriver aftalen ind."))


@permission("enrolment.see_queue")
def may_see_queue(actor: Actor, cohort: Cohort) -> Decision:
    """The whole queue, with names and answers, is for the kommune's konsulenter."""
    if cohort.kommune_id in actor.organisations_as(Role.CONSULTANT):
        return ALLOWED
    return denied(_("Køen ses af kommunens konsulenter."))


@permission("enrolment.give_place")
def may_give_place(actor: Actor, cohort: Cohort) -> Decision:
    """
    From day 1 on the queue gives nothing by itself: the kommune's konsulent gives a free place, to the next in line.
    """
    if cohort.kommune_id in actor.organisations_as(Role.CONSULTANT):
        return ALLOWED
    return denied(_("Når holdet er begyndt, er det kommunens konsulent, der giver en ledig plads til den næste."))


@permission("enrolment.give_free_places")
def may_give_free_places(actor: Actor, obj: object = None) -> Decision:
    """The night's round over every cohort. By day a place follows from the fact that freed it, and nobody decides."""
    return ALLOWED if actor == jobs.GIVE_ALL_FREE_PLACES else denied(_("Pladser gives af køen selv."))


@permission("enrolment.follow_employments")
def may_follow_employments(actor: Actor, obj: object = None) -> Decision:
    """The night's round over wishes and seats of people who have moved or left. By day they follow the fact itself."""
    return ALLOWED if actor == jobs.FOLLOW_EMPLOYMENTS else denied(_("Ønsker og pladser følger med af sig selv."))


@permission("enrolment.close_wishes")
def may_close_wishes(actor: Actor, obj: object = None) -> Decision:
    """The night's round over cohorts that are over."""
    return ALLOWED if actor == jobs.CLOSE_WISHES else denied(_("Ønsker lukkes af sig selv, når holdet er slut."))


def _on_behalf(actor: Actor, wish: Wish, otherwise: Decision) -> Decision:
    if wish.person_id in actor.person_ids or actor.leads(wish.employment.unit_id, wish.person_id):
        return ALLOWED
    return ALLOWED if wish.cohort.kommune_id in actor.organisations_as(Role.CONSULTANT) else otherwise
