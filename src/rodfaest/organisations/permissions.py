"""Who sees a unit, and who may change what the organisation looks like."""

from typing import Any

from django.db.models import Q, QuerySet

from rodfaest.kernel.access import ALLOWED, Decision, denied, permission, unlisted, visible
from rodfaest.kernel.actors import Actor
from rodfaest.kernel.text import _
from rodfaest.kernel.time import today
from rodfaest.organisations import jobs
from rodfaest.organisations.models import (
    Employment,
    Function,
    Group,
    GroupMember,
    Leadership,
    Organisation,
    Person,
    SystemRole,
    Unit,
)
from rodfaest.organisations.queries.leading import administered_by, maintained_by
from rodfaest.organisations.rules import FunctionKind, OrganisationKind, Role

BUILDERS = frozenset({jobs.DEMO, jobs.INVITE})
"""Who may build an organisation from nothing: the demo, which makes its people up, and the command on the server."""


@visible("organisations.Organisation")
def organisations_visible_to(actor: Actor) -> Q:
    """The organisations one maintains, with their page of people and units."""
    return Q(pk__in=maintained_by(actor))


@visible("organisations.Person")
def people_visible_to(actor: Actor) -> Q:
    """
    Oneself, and everybody who has or had work, a function, a unit to lead or a role in an organisation one maintains.

    A colleague is met through the unit, never through this list, since a person's page shows their whole history.
    """
    maintained = maintained_by(actor)
    found = Q(pk__in=actor.person_ids)
    if maintained:
        for row in (Employment, Function, Leadership):
            found |= Q(pk__in=row.objects.filter(unit__organisation__in=maintained).values("person"))
        found |= Q(pk__in=SystemRole.objects.filter(organisation__in=maintained).values("person"))
    return found


@visible("organisations.Unit")
def units_visible_to(actor: Actor) -> Q:
    """Where one works, leads or has a function, and every unit of the kommune one maintains or heads."""
    near = actor.unit_ids | actor.led_unit_ids
    for kind in FunctionKind:
        near |= actor.units_as(kind)
    return Q(pk__in=near) | Q(organisation__in=maintained_by(actor) | actor.organisations_as(Role.HEAD))


@visible("organisations.Deputyship")
def deputyships_visible_to(actor: Actor) -> Q:
    """Who stands in for oneself, and for whom one stands in."""
    return Q(leader__in=actor.person_ids) | Q(deputy__in=actor.person_ids)


@visible("organisations.Group")
def groups_visible_to(actor: Actor) -> Q:
    """The groups one is in, and those one may arrange."""
    return Q(pk__in=_groups_in(actor)) | groups_arranged_by(actor)


@visible("organisations.Group", as_="arranged")
def groups_arranged_by(actor: Actor) -> Q:
    """The groups of the units one leads and of the kommune one is konsulent in."""
    return _arranged_by(actor)


@visible("organisations.GroupMember")
def group_members_visible_to(actor: Actor) -> Q:
    """Who is and was in these groups: those in a group know one another, who may read what they write in it."""
    return Q(group__in=_groups_in(actor)) | _arranged_by(actor, group="group__")


def _groups_in(actor: Actor) -> QuerySet[Any]:
    """The groups the actor is in today, tilsyn or not. No query of its own."""
    return GroupMember.objects.in_group_on(today()).filter(person__in=actor.person_ids).values("group")


def _arranged_by(actor: Actor, *, group: str = "") -> Q:
    led = Q(**{f"{group}unit__in": actor.led_unit_ids})
    return led | Q(**{f"{group}organisation__in": actor.organisations_as(Role.CONSULTANT)})


unlisted(
    __name__,
    Employment="its unit, or its person's page",
    Function="its unit, or its person's page",
    Leadership="its unit, or its person's page",
    SystemRole="its organisation's page",
    HolidayWeek="its kommune's page",
    Spare="its unit",
)


@permission("organisations.add_organisation")
def may_add_organisation(actor: Actor, organisation: object = None) -> Decision:
    """
    A kommune is set up on the server; afterwards its administrator adds the providers and owners it works with.

    An administrator of a provider maintains the provider, and adds no other.
    """
    if actor in BUILDERS or _maintains_a_kommune(actor):
        return ALLOWED
    return denied(_("Det er kommunens administrator, der opretter organisationer."))


def _maintains_a_kommune(actor: Actor) -> bool:
    maintained = actor.organisations_as(Role.ADMINISTRATOR)
    kommuner = Organisation.objects.filter(pk__in=maintained, kind=OrganisationKind.KOMMUNE)
    return bool(maintained) and actor.once("organisations.maintains_a_kommune", lambda _actor: kommuner.exists())


@permission("organisations.change_organisation", set_of="organisations.Organisation")
def may_change_organisation(actor: Actor, organisation: Organisation) -> Decision:
    """
    People and units are maintained by the kommune's administrator and konsulenter; roles by the administrator alone.
    """
    if actor in BUILDERS or organisation.pk in maintained_by(actor):
        return ALLOWED
    return denied(_("Det er kommunens administrator eller konsulent, der retter her."))


def not_to_oneself(actor: Actor, person: Person) -> Decision:
    """
    Nobody gives themselves powers: work, leading, a function and a role open what others have written or are.

    Asked beside the rule of who gives them.
    """
    if person.pk in actor.person_ids:
        return denied(_("Det kan du ikke give dig selv. Bed en anden administrator eller konsulent om det."))
    return ALLOWED


def not_under_oneself(actor: Actor, unit: Unit, parent: Unit | None) -> Decision:
    """Nor do they move a house in under where they lead or have a function, which reaches all that lies below."""
    own = actor.led_unit_ids.union(*(actor.units_as(kind) for kind in FunctionKind))
    if parent and parent.pk in own and unit.pk not in own:
        return denied(_("Du leder eller har en funktion der. Bed en anden om at flytte enheden."))
    return ALLOWED


@permission("organisations.add_person")
def may_add_person(actor: Actor, organisation: Organisation) -> Decision:
    """People are made known by whoever maintains the organisation; a provider's planner makes its teachers known."""
    if actor in BUILDERS or organisation.pk in maintained_by(actor) | actor.organisations_as(Role.PLANNER):
        return ALLOWED
    return denied(_("Det er administratoren, konsulenten eller udbyderens planlægger, der tilføjer personer."))


@permission("organisations.change_person")
def may_change_person(actor: Actor, person: Person) -> Decision:
    """
    A name is put right and a login closed where one works; for whoever has a role, by the administrator alone. Who only
    teaches works nowhere here, and is put right by those who prepare the cohort (`cohorts.change_teacher`).
    """
    if actor == jobs.COHORTS:
        return ALLOWED
    if person.pk in actor.person_ids:
        return denied(_("Dit eget navn retter en anden for dig."))
    roles = frozenset(person.system_roles.current().values_list("organisation", flat=True))
    if roles:
        if roles <= administered_by(actor):
            return ALLOWED
        return denied(_("Personen har en rolle i Rodfæst. Derfor er det administratoren, der retter her."))
    if person.organisation_ids() & maintained_by(actor):
        return ALLOWED
    return denied(_("Det er administratoren eller konsulenten, hvor personen arbejder, der retter her."))


@permission("organisations.change_login")
def may_change_login(actor: Actor, person: Person) -> Decision:
    """
    Mail and mobile, by which one logs in: oneself, or an administrator of where one has been employed longest, who also
    gives every role one has. Not a konsulent, nor the administrator of a second job (docs/decisions/0012).
    """
    if person.pk in actor.person_ids or actor == jobs.COHORTS:
        return ALLOWED
    home = person.login_organisation_ids()
    if home and home <= administered_by(actor):
        return ALLOWED
    return denied(
        _("Mail og mobil er det, man logger ind med. Dem retter man selv, eller administratoren, hvor man er ansat.")
    )


@permission("organisations.give_role")
def may_give_role(actor: Actor, organisation: Organisation) -> Decision:
    """A role opens many people's data, so it is given by the administrator alone."""
    if actor in BUILDERS or organisation.pk in administered_by(actor):
        return ALLOWED
    return denied(_("Det er kommunens administrator, der giver roller."))


@permission("organisations.see_employees")
def may_see_employees(actor: Actor, unit: Unit) -> Decision:
    """
    Who works in a unit, by name: those who work there, lead it or help it, and whoever maintains its people. Chef,
    tilsyn and TR see the unit, not the people in it.
    """
    helped = actor.units_as(FunctionKind.BEACON) | actor.units_as(FunctionKind.SUPPORT)
    if unit.pk in actor.unit_ids | actor.led_unit_ids | helped or unit.organisation_id in maintained_by(actor):
        return ALLOWED
    return denied(_("Navnene ses af dem, der arbejder her, leder eller hjælper her, og af kommunens konsulent."))


@permission("organisations.change_spare")
def may_change_spare(actor: Actor, unit: Unit) -> Decision:
    """How many a unit can spare is the leader's to say."""
    if actor in BUILDERS or unit.pk in actor.led_unit_ids:
        return ALLOWED
    return denied(_("Det er lederen, der siger, hvor mange I kan undvære."))


def _leads_oneself(actor: Actor, person: Person) -> bool:
    return actor.once("organisations.leads_oneself", lambda _: person.leaderships.current().exists())


@permission("organisations.name_deputy")
def may_name_deputy(actor: Actor, leader: Person) -> Decision:
    """A leader names their own deputy, for a time with an end. A deputy names nobody on the leader's behalf."""
    # Led by a function, as a souschef does, or for another, is not leading oneself.
    if actor in BUILDERS or (leader.pk in actor.person_ids and _leads_oneself(actor, leader)):
        return ALLOWED
    return denied(_("Kun lederen selv kan udpege en stedfortræder."))


@permission("organisations.arrange_group", set_of="organisations.Group.arranged")
def may_arrange_group(actor: Actor, group: Group) -> Decision:
    """
    Make a group and close it: the leader of its unit, and the kommune's konsulenter, who put people together across
    houses. Whoever makes it is not in it, and reads nothing that is written there.
    """
    if actor in BUILDERS or group.unit_id in actor.led_unit_ids or _is_consultant_for(actor, group):
        return ALLOWED
    return denied(_("Det er husets leder eller kommunens konsulent, der laver grupper."))


@permission("organisations.add_to_group")
def may_add_to_group(actor: Actor, member: GroupMember) -> Decision:
    """
    Never oneself: being in a group opens what is written there, so another must have said so. A leader adds those they
    lead; from elsewhere a konsulent does.
    """
    if member.person_id in actor.person_ids:
        return denied(_("Du kan ikke sætte dig selv ind i en gruppe. Det gør en anden for dig."))
    if not (arranges := may_arrange_group(actor, member.group)):
        return arranges
    works_at = member.person.employments.lasting().values_list("unit", flat=True)
    if actor in BUILDERS or _is_consultant_for(actor, member.group) or actor.led_unit_ids & set(works_at):
        return ALLOWED
    return denied(_("Personen arbejder et andet sted. Bed kommunens konsulent om det."))


@permission("organisations.end_membership")
def may_end_membership(actor: Actor, member: GroupMember) -> Decision:
    """One leaves a group oneself, without a reason; else whoever arranges it."""
    if member.person_id in actor.person_ids:
        return ALLOWED
    return may_arrange_group(actor, member.group)


def _is_consultant_for(actor: Actor, group: Group) -> bool:
    return group.organisation_id in actor.organisations_as(Role.CONSULTANT)
