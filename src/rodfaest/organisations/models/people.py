"""People, and what they are from a day to a day; their history stays when they move."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Self, TypeVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.expressions import Combinable

from rodfaest.kernel.actors import Actor, Ids, LinkHolder, PersonActor, Standing, by_number
from rodfaest.kernel.models import SortKeyField, VisibleQuerySet
from rodfaest.kernel.text import _, sort_key
from rodfaest.kernel.time import today
from rodfaest.organisations.models.units import Organisation, Unit, line_up, reached, units_below
from rodfaest.organisations.rules import Education, FunctionKind, GroupKind, JobCategory, Role
from rodfaest.organisations.rules.dated import period_words, why_not_call_off
from rodfaest.organisations.rules.leading import nearness
from rodfaest.organisations.rules.people import why_not_name, why_not_phone


class PersonQuerySet(VisibleQuerySet["Person"]):
    def working_in(self, unit: Unit) -> Self:
        """The people with work in the unit that is not over."""
        return self.filter(pk__in=Employment.objects.lasting().filter(unit=unit).values("person"))

    def called(self, first_name: str, last_name: str) -> Self:
        """The people of that name, however it is spelled: Kjær is Kjaer, and capitals count for nothing."""
        return self.filter(sort_key=sort_key(first_name, last_name))

    def by_name(self) -> Self:
        return self.order_by("sort_key", "pk")


class PersonManager(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """Somebody who works here, leads, teaches or helps; also the user model. There are no passwords."""

    first_name = models.CharField("fornavn", max_length=60)
    last_name = models.CharField("efternavn", max_length=60)
    sort_key = SortKeyField(of=["first_name", "last_name"])
    email = models.EmailField("mail", unique=True, null=True, blank=True)
    phone = models.CharField("mobil", max_length=20, blank=True)
    is_active = models.BooleanField("kan logge ind", default=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["first_name", "last_name"]
    objects = PersonManager.from_queryset(PersonQuerySet)()

    class Meta:
        verbose_name = "person"
        indexes = [models.Index(fields=["sort_key"], name="organisations_person_by_name")]

    def __str__(self) -> str:
        # Audit lines and the server's log are made of it. A screen says `full_name`.
        return by_number(self.pk)

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}"

    def as_actor(self) -> PersonActor:
        """The person as whoever acts: what views, tests and the demo hand to actions."""
        return PersonActor(self.pk, self.full_name, standing_of)

    def organisation_ids(self) -> frozenset[int]:
        """Where the person works, leads or has a function; where all that is over, where it was."""
        kinds: list[models.QuerySet[Any]] = [self.employments.all(), self.leaderships.all(), self.functions.all()]
        first, *others = (rows.order_by().values_list("unit__organisation", "to_on") for rows in kinds)
        ties = list(first.union(*others))
        now = {organisation for organisation, to_on in ties if to_on is None or to_on >= today()}
        return frozenset(now or {organisation for organisation, _to_on in ties})

    def login_organisation_ids(self) -> frozenset[int]:
        """
        Whose administrators may change what the person logs in by: all of these at once. Where they have been employed
        longest of where they still work, or else lead or help; and where they have a role.
        """
        roles = frozenset(self.system_roles.current().values_list("organisation", flat=True))
        now, since = self.organisation_ids(), dict[int, tuple[date, date, int]]()
        for row in self.employments.select_related("unit"):
            here = row.unit.organisation_id
            since[here] = min(since.get(here, row.known_since), row.known_since)
        employed = sorted((known, here) for here, known in since.items() if here in now)
        return roles | (frozenset([employed[0][1]]) if employed else now)

    @property
    def is_known_by_one_line(self) -> bool:
        """Whether one employment, leadership, function or role is all there is: called off, the person goes with it."""
        kinds = self.employments, self.leaderships, self.functions, self.system_roles
        return sum(rows.count() for rows in kinds) == 1

    def unique_error_message(self, model_class: type[models.Model], unique_check: Sequence[str]) -> ValidationError:
        if tuple(unique_check) == ("email",):
            return ValidationError(_("En anden person har allerede den mail. Se efter, om den er skrevet rigtigt."))
        return super().unique_error_message(model_class, unique_check)

    def clean(self) -> None:
        # NULL, not "": two people without a mail address must not collide in the unique column.
        self.email = self.email.strip().lower() or None if self.email else None
        why_not = {
            "first_name": why_not_name(self.first_name),
            "last_name": why_not_name(self.last_name),
            "phone": why_not_phone(self.phone),
        }
        if refused := {field: sentence for field, sentence in why_not.items() if sentence}:
            raise ValidationError(refused)


def valid_on(day: date | Combinable, path: str = "") -> models.Q:
    """
    The filter of dated rows that are valid on `day`; `path` leads to it from another row, with its two underscores.
    """
    not_over = models.Q(**{f"{path}to_on__isnull": True}) | models.Q(**{f"{path}to_on__gte": day})
    return not_over & models.Q(**{f"{path}from_on__lte": day})


def worked_in(unit: Unit | Combinable, day: date | Combinable, path: str) -> models.Q:
    """Whether the person that `path` leads to, with its two underscores, worked in the unit on `day`."""
    return valid_on(day, f"{path}employments__") & models.Q(**{f"{path}employments__unit": unit})


DatedRow = TypeVar("DatedRow", bound="Dated")


class DatedQuerySet(VisibleQuerySet[DatedRow]):
    def on(self, day: date) -> Self:
        """The rows that are valid on `day`."""
        return self.filter(valid_on(day))

    def current(self) -> Self:
        return self.on(today())

    def lasting(self) -> Self:
        """The rows that are not over: those of today, and those that begin later."""
        return self.lasting_on(today())

    def lasting_on(self, day: date) -> Self:
        """The rows that are not over on `day`: those that are valid then, and those that begin later."""
        return self.filter(models.Q(to_on__isnull=True) | models.Q(to_on__gte=day))


class EmploymentQuerySet(DatedQuerySet["Employment"]):
    def for_list(self) -> Self:
        """What a unit's table of people shows, in one query."""
        return self.select_related("person", "unit").order_by("person__sort_key", "pk")


ENDS_TOO_EARLY = "Slutdatoen ligger før startdatoen."


class Dated(models.Model):
    """Something that is valid from a day to a day, both included; without an end until further notice."""

    from_on = models.DateField("fra")
    to_on = models.DateField("til", null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["from_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(to_on__isnull=True) | models.Q(to_on__gte=models.F("from_on")),
                name="%(app_label)s_%(class)s_not_ended_before_begun",
                violation_error_message=ENDS_TOO_EARLY,
            ),
        ]

    def clean(self) -> None:
        if self.from_on and self.to_on and self.to_on < self.from_on:
            raise ValidationError({"to_on": ENDS_TOO_EARLY})

    @property
    def has_begun(self) -> bool:
        """Whether it is valid today, or was."""
        return self.from_on <= today()

    @property
    def may_go(self) -> bool:
        """Whether it may still be called off: it is written ahead, or begins today."""
        return not why_not_call_off(self.from_on, today=today())

    @property
    def is_over(self) -> bool:
        """Whether its last day was before today."""
        return self.to_on is not None and self.to_on < today()

    @property
    def period(self) -> str:
        """From when to when, as one says it."""
        return period_words(self.from_on, self.to_on)


class Employment(Dated):
    """A person's work in one unit, as what, with which education."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="employments")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="employments", verbose_name="enhed")
    job_category = models.CharField("stilling", max_length=20, choices=JobCategory.choices())
    education = models.CharField("uddannelse", max_length=20, choices=Education.choices())
    moved_from = models.OneToOneField("self", models.PROTECT, related_name="moved_to", null=True, blank=True)
    """The one that goes on here, where this is a move and not another job; taken back, that one goes on."""

    written_on = models.DateField(default=today, editable=False)
    """So that a job written in with a first day long ago does not make somebody employed there longest."""

    objects = EmploymentQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = "ansættelse"

    def __str__(self) -> str:
        return f"{self.person}, {self.unit}"

    @property
    def known_since(self) -> tuple[date, date, int]:
        """How long it has counted, the longest first; of those written in on one day the one that began first."""
        return max(self.written_on, self.from_on), self.from_on, self.pk

    @property
    def job_word(self) -> str:
        return JobCategory(self.job_category).label

    @property
    def education_word(self) -> str:
        return Education(self.education).label


class Function(Dated):
    """What somebody does beside the job, in a unit and everything below it: fyrtårn, souschef, tilsyn, TR."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="functions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="functions", verbose_name="enhed")
    kind = models.CharField("funktion", max_length=20, choices=FunctionKind.choices())

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = "funktion"

    def __str__(self) -> str:
        return f"{self.person}, {FunctionKind(self.kind).label} i {self.unit}"

    @property
    def kind_word(self) -> str:
        return FunctionKind(self.kind).label


class Leadership(Dated):
    """Who leads a unit and everything below it. A leader may have many units, a unit several leaders."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="leaderships")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="leaderships", verbose_name="enhed")

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = "ledelse"

    def __str__(self) -> str:
        return f"{self.person} leder {self.unit}"


class Deputyship(Dated):
    """Who stands in for a leader, from a day to a day: leads what the leader leads."""

    leader = models.ForeignKey(Person, models.PROTECT, related_name="deputies")
    deputy = models.ForeignKey(Person, models.PROTECT, related_name="deputyships", verbose_name="stedfortræder")

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = "stedfortræder"
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=~models.Q(leader=models.F("deputy")),
                name="organisations_deputyship_not_of_oneself",
                violation_error_message="Ingen er sin egen stedfortræder.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deputy} for {self.leader}"


class SystemRole(Dated):
    """What somebody may do in Rodfæst for an organisation. Says nothing of job or function."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="system_roles")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="system_roles")
    role = models.CharField("rolle", max_length=20, choices=Role.choices())

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = "rolle"

    def __str__(self) -> str:
        return f"{self.person}, {Role(self.role).label} i {self.organisation}"

    @property
    def role_word(self) -> str:
        return Role(self.role).label


class Group(Dated):
    """
    People who meet: a læringsgruppe of a cohort, the læringsfællesskab of a house, a legestue, people who work alone.

    With a unit it is that unit's own; without, the kommune's. It is people and no place, so it outlives its unit.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="groups")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="groups", verbose_name="enhed")
    kind = models.CharField("slags", max_length=20, choices=GroupKind.choices())
    name = models.CharField("navn", max_length=120)
    sort_key = SortKeyField(of=["name"])

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = "gruppe"

    def __str__(self) -> str:
        return self.name

    @property
    def kind_word(self) -> str:
        return GroupKind(self.kind).label


class GroupMemberQuerySet(DatedQuerySet["GroupMember"]):
    def in_group_on(self, day: date) -> Self:
        """
        Who is in a group on `day`: a member that day, of a group that is there, working somewhere in its kommune.

        Nobody has to be taken out of a group for having left; who moves within the kommune stays in it.
        """
        works = Employment.objects.on(day).filter(
            person=models.OuterRef("person"), unit__organisation=models.OuterRef("group__organisation")
        )
        return self.on(day).filter(valid_on(day, "group__"), models.Exists(works))


class GroupMember(Dated):
    """That somebody is in a group, from a day to a day. Says whose words they read in it, and nothing else."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="members", verbose_name="gruppe")
    person = models.ForeignKey(Person, models.CASCADE, related_name="group_memberships")

    objects = GroupMemberQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = "medlem af gruppe"

    def __str__(self) -> str:
        return f"{self.person} i {self.group}"


def standing_of(person_id: int) -> Standing:
    """
    What a person is today: six small queries, made at the first question of a request.

    A souschef leads the unit, standing; a deputy leads what the leader leads, but names no deputy's deputy. Who leads
    and stands in is read whole: whether one is nearest depends on who leads below, and on whom it is about.
    """
    deputies, leaders = _grouped(Deputyship, "leader", "deputy"), _grouped(Leadership, "unit", "person")
    acts_for = {person_id, *(leader for leader, standing_in in deputies.items() if person_id in standing_in)}
    functions = Function.objects.current().filter(person__in=acts_for)
    own, souschefs = set[tuple[str, int]](), dict[int, list[int]]()
    leads = {unit for unit, leading in leaders.items() if acts_for & set(leading)}
    for holder, kind, unit in functions.values_list("person", "kind", "unit"):
        if holder == person_id:
            own.add((kind, unit))
        if kind == FunctionKind.SOUSCHEF:
            souschefs.setdefault(unit, []).append(holder)
    below = units_below() if own or leads or souschefs else {}
    led = reached([*leads, *souschefs], below)
    above = {unit: parent for parent, units in below.items() for unit in units}
    lines = {unit: line_up(unit, above) for unit in led}
    near = nearness(person_id, lines, leaders=leaders, deputies=deputies, souschefs=souschefs)
    units, groups = _whereabouts(person_id)
    supervised = reached([unit for kind, unit in own if kind == FunctionKind.SUPERVISION], below)
    return Standing(
        led_unit_ids=led,
        nearest_unit_ids=near.nearest_unit_ids,
        nearest_to=near.nearest_to,
        not_over=near.not_over,
        unit_ids=units,
        group_ids=groups - _closed_by_tilsyn(groups, supervised, person_id),
        functions=frozenset((kind, there) for kind, unit in own for there in reached([unit], below)),
        roles=frozenset(SystemRole.objects.current().filter(person=person_id).values_list("role", "organisation")),
    )


def _whereabouts(person_id: int) -> tuple[Ids, Ids]:
    """Where a person works today, and the groups they are in. One query."""
    works = Employment.objects.current().filter(person=person_id).order_by()
    in_group = GroupMember.objects.in_group_on(today()).filter(person=person_id).order_by()
    found: dict[str, set[int]] = {"unit": set(), "group": set()}
    unit, group = (models.Value(what, models.CharField()) for what in found)
    for what, number in works.values_list(unit, "unit").union(in_group.values_list(group, "group")):
        found[what].add(number)
    return frozenset(found["unit"]), frozenset(found["group"])


def _closed_by_tilsyn(groups: Ids, supervised: Ids, person_id: int) -> Ids:
    """Of these groups those of a unit the person has tilsyn over, or that anybody else from there is or was in."""
    if not groups or not supervised:
        return frozenset()
    from_there = Employment.objects.current().filter(unit__in=supervised).exclude(person=person_id).values("person")
    met = models.Q(unit__in=supervised) | models.Q(members__person__in=from_there)
    return frozenset(Group.objects.filter(met, pk__in=groups).values_list("pk", flat=True))


def behind(actor: Actor) -> Actor:
    """
    Whoever has a link, as what that person is today; anybody else is themselves. Asked once a request.

    A link outlives a leadership, a function and a role: what it lets one do is asked of the person again.
    """
    if not isinstance(actor, LinkHolder) or actor.person_id is None:
        return actor
    person_id = actor.person_id
    return actor.once("organisations.behind", lambda link: PersonActor(person_id, link.label, standing_of))


def _grouped(rows: type[Dated], by: str, each: str) -> dict[int, list[int]]:
    """The ids of one column under those of another, today's rows alone. One query."""
    found: dict[int, list[int]] = {}
    for key, one in rows.objects.current().order_by(each).values_list(by, each):  # type: ignore[attr-defined]  # Dated's
        found.setdefault(key, []).append(one)
    return found
