"""Rows of a cohort: where, when, for how many. What a day's state is, and what lies between days, is read off them."""

from datetime import date, datetime
from functools import cached_property
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from rodfaest.cohorts.rules import days as day_rules
from rodfaest.cohorts.rules.days import MAX_PLACES, DayFacts, DayState, Ground
from rodfaest.cohorts.rules.splits import Split, splits
from rodfaest.kernel.models import SortKeyField, VisibleQuerySet
from rodfaest.kernel.time import Weeks, at, clock_span, long_date, today
from rodfaest.organisations.models import Organisation, Person, PersonQuerySet
from rodfaest.programmes.models import ProgrammeVersion
from rodfaest.programmes.rules.definition import Day


class Venue(models.Model):
    """A place to teach, as it is written in letters. Never altered: a cohort whose facts change takes another row."""

    name = models.CharField("sted", max_length=120)
    address = models.CharField("adresse", max_length=200)
    directions = models.TextField("find vej", blank=True)

    class Meta:
        verbose_name = "undervisningssted"

    def __str__(self) -> str:
        return self.name


class CohortQuerySet(VisibleQuerySet["Cohort"]):
    def published(self) -> Self:
        """The cohorts everybody in the kommune may see."""
        return self.filter(published_on__lte=today())

    def open_for_wishes(self) -> Self:
        """The cohorts one may still wish for: published, and not past the last day to answer."""
        return self.published().filter(answer_by__gte=today())

    def of_kommune(self, organisation_id: int) -> Self:
        """The cohorts of one kommune, however far they are."""
        return self.filter(kommune=organisation_id)

    def in_full(self) -> Self:
        """Each with all that a letter, a picture or a page says of it. Three queries whatever the number."""
        return self.select_related("version", "kommune", "venue", "contact").prefetch_related("days__moves")

    def for_panels(self) -> Self:
        """What the panels of a home show of a cohort. Two queries whatever the number."""
        return self.select_related("version__programme", "kommune", "venue", "contact").prefetch_related("days")

    def for_list(self) -> Self:
        """What a list of cohorts shows, in three queries whatever the number of rows; first day first."""
        first = TeachingDay.objects.live().filter(cohort=models.OuterRef("pk")).order_by("on").values("on")[:1]
        return (
            self.select_related("version__programme", "venue", "provider", "contact")
            .prefetch_related("days__moves")
            .annotate(begins_on=models.Subquery(first))
            .order_by("begins_on", "sort_key", "pk")
        )


class Cohort(models.Model):
    """A version of a programme at dates and a place, with so many places."""

    key = models.SlugField("nøgle", max_length=60, unique=True)
    name = models.CharField("navn", max_length=120)
    sort_key = SortKeyField(of=["name"])
    version = models.ForeignKey(ProgrammeVersion, models.PROTECT, related_name="cohorts", verbose_name="forløb")
    kommune = models.ForeignKey(Organisation, models.PROTECT, related_name="cohorts", verbose_name="kommune")
    provider = models.ForeignKey(Organisation, models.PROTECT, related_name="provided", verbose_name="udbyder")
    venue = models.ForeignKey(Venue, models.PROTECT, related_name="cohorts", verbose_name="sted")
    catering = models.CharField("forplejning", max_length=200)
    places = models.PositiveSmallIntegerField(
        "pladser", validators=[MinValueValidator(1), MaxValueValidator(MAX_PLACES)]
    )
    published_on = models.DateField("kan ses fra", null=True, blank=True)
    answer_by = models.DateField("svarfrist", help_text="the last day to wish and to answer a wish")
    contact = models.ForeignKey(Person, models.PROTECT, related_name="contact_of", verbose_name="kontaktperson")
    timetable_digest = models.CharField(
        "fingeraftryk", max_length=64, help_text="of the file it was loaded from, SHA-256, hexadecimal"
    )

    objects = CohortQuerySet.as_manager()

    class Meta:
        verbose_name = "hold"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(places__gte=1),
                name="cohorts_cohort_has_places",
                violation_error_message="Et hold har mindst én plads.",
            ),
            models.CheckConstraint(
                condition=models.Q(published_on__isnull=True) | models.Q(published_on__lte=models.F("answer_by")),
                name="cohorts_cohort_published_before_answers",
                violation_error_message="Holdet kan først ses efter svarfristen.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def days_in_order(self) -> list["TeachingDay"]:
        """Every day, the cancelled ones too, by number. No query where the days are prefetched."""
        days = sorted(self.days.all(), key=lambda day: day.number)
        for day in days:
            day.cohort = self
        return days

    def live_days(self) -> list["TeachingDay"]:
        """The days that stand: held, or still to be held."""
        return [day for day in self.days_in_order() if day.is_live]

    def first_day(self) -> "TeachingDay | None":
        """The first day that stands."""
        return next(iter(self.live_days()), None)

    def last_day(self) -> "TeachingDay | None":
        """The last day that stands."""
        return next(reversed(self.live_days()), None)

    def next_day(self) -> "TeachingDay | None":
        """The first day that stands today or later."""
        return next((day for day in self.live_days() if day.on >= today()), None)

    def days_to_come(self) -> list["TeachingDay"]:
        """The days that stand and are still to be held."""
        return [day for day in self.live_days() if day.held_on is None and day.on >= today()]

    @property
    def is_over(self) -> bool:
        """Whether no day that stands lies ahead."""
        return self.next_day() is None

    @property
    def has_begun(self) -> bool:
        """Whether the cohort is under way: from then on a seat changes hands by a konsulent alone."""
        days = self.live_days()
        held = any(day.held_on for day in days)
        return day_rules.has_begun((day.on for day in days), held=held, today=today())

    @property
    def is_past(self) -> bool:
        """Whether all its programme asks is over: the days, and the year of following up after them."""
        dates = {day.number: day.on for day in self.live_days()}
        asked = [step.anchor.due_on(dates) for step in self.version.definition.steps]
        last = max([*dates.values(), *(on for on in asked if on)], default=None)
        return last is not None and last < today()

    def day_facts(self) -> list[DayFacts]:
        return [day.facts for day in self.days_in_order()]

    def splits(self, closed: Weeks) -> list[Split]:
        """What lies between the days that stand; `closed` are the kommune's weeks."""
        return splits(self.day_facts(), closed)

    def taught_by(self) -> PersonQuerySet:
        """The people who teach on it."""
        return Person.objects.filter(teaches__cohort=self)

    @property
    def whom_to_ask(self) -> str:
        """The contact as a page names them: »Karen Dahl, tlf. 76 29 12 34«."""
        contact = self.contact
        return f"{contact.full_name}, tlf. {contact.phone}" if contact.phone else str(contact.full_name)

    @property
    def is_published(self) -> bool:
        return self.published_on is not None and self.published_on <= today()

    @property
    def is_open_for_wishes(self) -> bool:
        """As the queryset's `open_for_wishes`."""
        return self.is_published and today() <= self.answer_by


class TeachingDayQuerySet(VisibleQuerySet["TeachingDay"]):
    def live(self) -> Self:
        """The days that stand: held, or still to be held."""
        return self.filter(cancelled_on__isnull=True)


class TeachingDay(models.Model):
    """One day of teaching. The time it is taught and the hours it counts for may differ."""

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="days")
    number = models.PositiveSmallIntegerField("nummer")
    on = models.DateField("dato")
    starts = models.TimeField("begynder")
    ends = models.TimeField("slutter")
    counted_hours = models.DecimalField("timer, der tæller", max_digits=4, decimal_places=2, null=True, blank=True)
    cancelled_on = models.DateField("aflyst den", null=True, blank=True)
    held_on = models.DateField("markeret som afholdt den", null=True, blank=True)

    objects = TeachingDayQuerySet.as_manager()

    class Meta:
        verbose_name = "undervisningsdag"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "number"],
                name="cohorts_teaching_day_number_once",
                violation_error_message="Holdet har allerede en dag med det nummer.",
            ),
            models.UniqueConstraint(
                fields=["cohort", "on"],
                condition=models.Q(cancelled_on__isnull=True),
                name="cohorts_teaching_day_date_once",
                violation_error_message="Holdet har allerede en dag på den dato.",
            ),
            models.CheckConstraint(
                condition=models.Q(ends__gt=models.F("starts")),
                name="cohorts_teaching_day_ends_after_it_starts",
                violation_error_message="Dagen slutter, før den begynder.",
            ),
            models.CheckConstraint(
                condition=models.Q(cancelled_on__isnull=True) | models.Q(held_on__isnull=True),
                name="cohorts_teaching_day_not_cancelled_and_held",
                violation_error_message="En dag kan ikke være både aflyst og afholdt.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cohort}, dag {self.number}"

    @property
    def facts(self) -> DayFacts:
        """The day as the rules read it."""
        return DayFacts(self.number, self.on, self.planned, self.cancelled_on, self.held_on)

    @property
    def others(self) -> list[DayFacts]:
        """The other days of its cohort. No query where they are prefetched."""
        return [other for other in self.cohort.day_facts() if other.number != self.number]

    @property
    def ground(self) -> Ground:
        """What stands in the way of a date. One query, for the kommune's weeks."""
        return Ground(self.others, self.cohort.answer_by, self.cohort.kommune.closed_week_names(), today())

    @property
    def planned(self) -> date:
        """The date the timetable gave. No query where the moves are prefetched."""
        moves = sorted(self.moves.all(), key=lambda move: move.pk)
        return moves[0].was if moves else self.on

    @property
    def moved_from(self) -> date | None:
        """Where the day lay first, if it lies elsewhere now."""
        return self.planned if self.planned != self.on else None

    @property
    def state(self) -> DayState:
        return day_rules.state_of(self.facts)

    @property
    def state_word(self) -> str:
        return self.state.label

    @property
    def sentence(self) -> str:
        """The day's state as one says it."""
        return day_rules.state_sentence(self.facts, today())

    @property
    def was_held(self) -> bool:
        """Whether it was held and is past: on the day itself a page says »i dag«."""
        return self.state is DayState.HELD and self.on < today()

    @property
    def is_live(self) -> bool:
        return self.cancelled_on is None

    @property
    def name(self) -> str:
        return self.definition_day.name

    @property
    def hours(self) -> str:
        """From when to when: "9.00-15.50"."""
        return clock_span(self.starts, self.ends)

    @property
    def long_date(self) -> str:
        return long_date(self.on)

    @property
    def starts_at(self) -> datetime:
        """The instant it begins, in Danish time."""
        return at(self.on, self.starts)

    @property
    def ends_at(self) -> datetime:
        """The instant it ends, in Danish time."""
        return at(self.on, self.ends)

    @cached_property
    def definition_day(self) -> Day:
        """What the programme says of the day."""
        return self.cohort.version.definition.day(self.number)


class DayMove(models.Model):
    """That a day was moved: from where, to where, and on which day that was decided."""

    day = models.ForeignKey(TeachingDay, models.CASCADE, related_name="moves")
    was = models.DateField("fra")
    became = models.DateField("til")
    on = models.DateField("flyttet den")

    class Meta:
        verbose_name = "flytning"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(was=models.F("became")),
                name="cohorts_day_move_goes_somewhere",
                violation_error_message="Dagen ligger der allerede.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.was} → {self.became}"


class Teacher(models.Model):
    """Somebody who teaches on a cohort; may well never log in."""

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="teachers")
    person = models.ForeignKey(Person, models.PROTECT, related_name="teaches", verbose_name="underviser")

    class Meta:
        verbose_name = "underviser"
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "person"],
                name="cohorts_teacher_once",
                violation_error_message="Personen underviser allerede på holdet.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.cohort}"
