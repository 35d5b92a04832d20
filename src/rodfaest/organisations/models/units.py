"""Organisations, their units as a tree, what a unit can spare, and the weeks a kommune keeps free."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models

from rodfaest.kernel.actors import Actor, Ids
from rodfaest.kernel.models import SortKeyField, VisibleQuerySet
from rodfaest.kernel.time import IsoWeek, today
from rodfaest.organisations.rules import OrganisationKind, Ownership, UnitKind
from rodfaest.organisations.rules.tree import MAY_CONTAIN_OTHERS, closed_words
from rodfaest.organisations.rules.units import spare_word


class Organisation(models.Model):
    """A kommune, a provider, the ministry, or the owner of a self-governing or private house."""

    name = models.CharField("navn", max_length=120, unique=True)
    sort_key = SortKeyField(of=["name"])
    kind = models.CharField("slags", max_length=20, choices=OrganisationKind.choices())

    objects = VisibleQuerySet["Organisation"].as_manager()

    class Meta:
        verbose_name = "organisation"

    def __str__(self) -> str:
        return self.name

    def closed_weeks(self) -> frozenset[IsoWeek]:
        """The weeks no computed date may land in: the kommune's own holiday weeks. One query."""
        return frozenset(self.closed_week_names())

    def closed_week_names(self) -> dict[IsoWeek, str]:
        """The same weeks, each with what it is called. One query."""
        weeks = self.holiday_weeks.values_list("year", "week", "name")
        return {IsoWeek(year, week): name for year, week, name in weeks}


class HolidayWeek(models.Model):
    """A week a kommune keeps free: the main holiday, week 42, and so on. Its own table, edited on a page."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="holiday_weeks", verbose_name="kommune")
    year = models.PositiveSmallIntegerField("år")
    week = models.PositiveSmallIntegerField("uge")
    name = models.CharField("navn", max_length=60)

    class Meta:
        verbose_name = "ferieuge"
        ordering = ["year", "week"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "year", "week"],
                name="organisations_holiday_week_once",
                violation_error_message="Ugen står der allerede.",
            ),
            models.CheckConstraint(
                condition=models.Q(week__range=(1, 53)),
                name="organisations_holiday_week_exists",
                violation_error_message="En uge har et nummer fra 1 til 53.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: uge {self.week}, {self.year}"


class UnitQuerySet(VisibleQuerySet["Unit"]):
    def by_name(self) -> Self:
        return self.order_by("sort_key", "pk")

    def led_by(self, actor: Actor) -> Self:
        """The units `actor` leads today, as leader or as deputy, with those below."""
        return self.filter(pk__in=actor.led_unit_ids).by_name()

    def may_contain(self, unit: "Unit | None") -> Self:
        """
        Those a unit may be put under by a form, and where it lies now: nothing that closes, is below it or can't
        contain it.

        The rules of the tree have the last word.
        """
        offered = models.Q(closed_from__isnull=True, kind__in=MAY_CONTAIN_OTHERS)
        if unit:
            offered &= ~models.Q(pk__in=reached([unit.pk], units_below()))
            offered |= models.Q(pk=unit.parent_id)
        return self.filter(offered).by_name()

    def open_on(self, day: date) -> Self:
        """The units that are not closed on `day`."""
        return self.filter(models.Q(closed_from__isnull=True) | models.Q(closed_from__gt=day))

    def open_now(self) -> Self:
        """The units one works in today: what a choice list offers."""
        return self.open_on(today())

    def closed_now(self) -> Self:
        """The units nobody works in any more."""
        return self.filter(closed_from__lte=today())


class Unit(models.Model):
    """A place people work: an area, institution or house, a childminder group or its playgroup."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="units", verbose_name="organisation")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    kind = models.CharField("slags", max_length=20, choices=UnitKind.choices())
    name = models.CharField("navn", max_length=120)
    sort_key = SortKeyField(of=["name"])
    ownership = models.CharField("ejerform", max_length=20, choices=Ownership.choices(), default=Ownership.MUNICIPAL)
    can_spare = models.PositiveSmallIntegerField("kan undvære samme dag", default=1)
    closed_from = models.DateField("lukket fra", null=True, blank=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = "enhed"
        indexes = [models.Index(fields=["organisation", "sort_key"], name="organisations_unit_by_name")]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "parent", "name"],
                nulls_distinct=False,
                name="organisations_unit_name_once",
                violation_error_message="Der er allerede en enhed med det navn samme sted.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """A name that is taken is said of the name, where it can be put right."""
        try:
            super().validate_constraints(exclude)
        except ValidationError as taken:
            raise ValidationError({"name": taken.messages}) from taken

    @property
    def kind_word(self) -> str:
        return UnitKind(self.kind).label

    @property
    def is_group(self) -> bool:
        """Whether those who work here say »gruppen« of it; elsewhere it is »huset«."""
        return self.kind in (UnitKind.CHILDMINDER_GROUP, UnitKind.PLAYGROUP)

    @property
    def ownership_word(self) -> str:
        return Ownership(self.ownership).label

    @property
    def is_closed(self) -> bool:
        """Whether nobody works here any more. A closing may also be written ahead."""
        return self.closed_from is not None and self.closed_from <= today()

    @property
    def closed_words(self) -> str:
        """From when it is closed, as one says it; empty where it is not and will not be."""
        return closed_words(self.closed_from) if self.closed_from else ""

    @property
    def spare_words(self) -> str:
        """How many the unit can usually spare, as one says it."""
        return spare_word(self.can_spare)

    def can_spare_on(self, day: date) -> int:
        """How many the unit can spare on `day`: the number typed for that date, else the usual one."""
        differing = {spare.on: spare.can_spare for spare in self.spares.all()}
        return differing.get(day, self.can_spare)


class Spare(models.Model):
    """How many a unit can spare on a date where that differs from its usual number."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="spares")
    on = models.DateField("dato")
    can_spare = models.PositiveSmallIntegerField("kan undvære")

    class Meta:
        verbose_name = "kan undvære på en dato"
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "on"],
                name="organisations_spare_once_a_date",
                violation_error_message="Der står allerede et tal for den dato.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.on}: {self.can_spare}"

    @property
    def words(self) -> str:
        """How many that day, as one says it."""
        return spare_word(self.can_spare)


def units_below() -> dict[int | None, list[int]]:
    """The units under each, the tops under None. One query, whatever the depth: the tree is small and read whole."""
    below: dict[int | None, list[int]] = {}
    for unit_id, parent_id in Unit.objects.values_list("pk", "parent_id"):
        below.setdefault(parent_id, []).append(unit_id)
    return below


def reached(unit_ids: Iterable[int], below: Mapping[int | None, list[int]]) -> Ids:
    """The units and everything under them."""
    found, ahead = set[int](), list(unit_ids)
    while ahead:
        unit_id = ahead.pop()
        if unit_id not in found:
            found.add(unit_id)
            ahead.extend(below.get(unit_id, []))
    return frozenset(found)


def line_up(unit_id: int, above: Mapping[int, int | None]) -> list[int]:
    """The unit, the one above it, and so on up."""
    line = [unit_id]
    while (parent := above.get(line[-1])) is not None:
        line.append(parent)
    return line
