"""The dated steps."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from rodfaest.cohorts.models import Cohort
from rodfaest.enrolment.models import Seat
from rodfaest.journey.rules import upcoming
from rodfaest.journey.rules.steps import StepKey
from rodfaest.kernel.models import VisibleQuerySet
from rodfaest.kernel.time import today
from rodfaest.organisations.models import Person, Unit, worked_in
from rodfaest.programmes.rules import definition
from rodfaest.programmes.rules.vocabulary import AnswerKind, Phase, Situation, StepKind, StepRole

ON_DAY = Coalesce("chosen_on", "due_on")
"""The day a step is for: the one somebody chose, else the one it falls due."""


def kept_by_last_night() -> Q:
    """
    What counts go by. They step at midnight alone: whoever looks before and after a talk does not see what came of it.
    """
    return Q(kept_on__lt=today())


class StepQuerySet(VisibleQuerySet["Step"]):
    def live(self) -> Self:
        """Steps that stand: not withdrawn because the day or the seat they were for is gone."""
        return self.filter(withdrawn_on__isnull=True)

    def open(self) -> Self:
        """What is still to be done by doing something: being there on a day is attendance's to say."""
        return self.live().filter(kept_on__isnull=True).exclude(kind=StepKind.ATTEND)

    def ahead(self) -> Self:
        """Live, and due today or later, kept or not: whoever has one is still on the way."""
        return self.live().filter(due_on__gte=today())

    def asked(self) -> Self:
        """
        What somebody has been asked to do by now: what counts are of.

        A number that changed as somebody left or moved would tell what they had done. So it is, done or not, what fell
        due while the seat lasted, though its open steps are withdrawn since; and of a house what fell due while one of
        the hold worked there.
        """
        fell_due = Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=F("due_on"))
        while_it_lasted = Q(seat__left_on__isnull=True) | Q(seat__left_on__gte=F("due_on"))
        worked_there = worked_in(OuterRef("unit"), OuterRef("due_on"), "wish__person__")
        of_house = Seat.objects.filter(worked_there, wish__cohort=OuterRef("cohort"))
        while_one_was_there = Q(unit__isnull=True) | Exists(of_house)
        return self.filter(fell_due, while_it_lasted, while_one_was_there, due_on__lte=today())

    def counted(self) -> Self:
        """What is kept, for a count."""
        return self.filter(kept_by_last_night())

    def of_seat(self, seat: Seat) -> Self:
        """The participant's own steps of one seat."""
        return self.filter(seat=seat, role=StepRole.PARTICIPANT)

    def before_day_1(self, seat_id: int) -> Self:
        """The participant's own steps FØR of one seat."""
        return self.filter(seat=seat_id, role=StepRole.PARTICIPANT, phase=Phase.BEFORE)

    def in_order(self) -> Self:
        """By the day each is for."""
        return self.annotate(on_day=ON_DAY).order_by("on_day", "pk")

    def since(self, day: date) -> Self:
        """Those that are for this day or a later one."""
        return self.annotate(on_day=ON_DAY).filter(on_day__gte=day)

    def for_list(self) -> Self:
        """Everything a row of steps shows, words included. Three queries whatever the number of rows."""
        return (
            self.select_related(
                "seat__wish__person", "seat__wish__employment__unit", "seat__asker__person", "unit", "kept_by"
            )
            .prefetch_related("cohort__version", "cohort__days")
            .in_order()
        )


class Step(models.Model):
    """
    One dated thing one role does for a seat, a house or a cohort. Its words are the programme's, read by `key`.

    Derived from the programme and the days until somebody keeps it; from then on it stays as it was.
    """

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="steps", verbose_name="hold")
    seat = models.ForeignKey(Seat, models.CASCADE, null=True, blank=True, related_name="steps")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="steps")
    key = models.CharField("nøgle", max_length=60)
    role = models.CharField("rolle", max_length=20, choices=StepRole.choices())
    phase = models.CharField("fase", max_length=10, choices=Phase.choices())
    kind = models.CharField("slags", max_length=10, choices=StepKind.choices())
    due_on = models.DateField("dato")
    withdrawn_on = models.DateField("faldet væk", null=True, blank=True)
    kept_on = models.DateField("gjort", null=True, blank=True)
    kept_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    tried_else = models.BooleanField("prøvede noget andet", default=False)
    answer = models.CharField("svar", max_length=120, blank=True)
    situation = models.CharField("situation", max_length=20, blank=True, choices=Situation.choices())
    chosen_on = models.DateField("valgt dag", null=True, blank=True)
    waits_until = models.DateField("venter til", null=True, blank=True)

    objects = StepQuerySet.as_manager()

    class Meta:
        verbose_name = "skridt"
        constraints = [
            # Three, since SQLite does not know `nulls_distinct`.
            models.UniqueConstraint(
                fields=["seat", "key"],
                condition=Q(seat__isnull=False),
                name="journey_step_once_a_seat",
                violation_error_message="Skridtet er der allerede.",
            ),
            models.UniqueConstraint(
                fields=["cohort", "unit", "key"],
                condition=Q(unit__isnull=False),
                name="journey_step_once_a_unit",
                violation_error_message="Skridtet er der allerede.",
            ),
            models.UniqueConstraint(
                fields=["cohort", "key"],
                condition=Q(seat__isnull=True, unit__isnull=True),
                name="journey_step_once_a_cohort",
                violation_error_message="Skridtet er der allerede.",
            ),
            models.CheckConstraint(
                condition=Q(seat__isnull=True) | Q(unit__isnull=True),
                name="journey_step_of_seat_or_unit",
                violation_error_message="Et skridt hører til en plads eller et hus, ikke begge.",
            ),
            models.CheckConstraint(
                condition=Q(kept_on__isnull=False) | Q(answer="", tried_else=False, kept_by__isnull=True),
                name="journey_step_answered_when_kept",
                violation_error_message="Et skridt, der ikke er gjort, har intet svar.",
            ),
        ]
        indexes = [models.Index(fields=["cohort", "role", "due_on"], name="journey_step_by_role")]

    def __str__(self) -> str:
        return f"{self.key}, {self.cohort}"

    @property
    def step_key(self) -> StepKey:
        return StepKey(self.key, self.seat_id, self.unit_id)

    @property
    def words(self) -> definition.Step:
        """The programme's words for it."""
        return self.cohort.version.definition.step(self.key)

    @property
    def on(self) -> date:
        """The day it is for: the chosen one, else the one it falls due."""
        return self.chosen_on or self.due_on

    @property
    def at_unit_id(self) -> int | None:
        """The unit it belongs to: its own, or the one its seat was wished from."""
        return self.seat.wish.employment.unit_id if self.seat else self.unit_id

    @property
    def at_unit(self) -> Unit | None:
        return self.seat.wish.employment.unit if self.seat else self.unit

    @property
    def about_id(self) -> int | None:
        """The participant it belongs to or asks about, if it is one person's."""
        return self.seat.wish.person_id if self.seat else None

    @property
    def asker_id(self) -> int | None:
        """Whom the participant has chosen to ask into it, if anybody."""
        asker = getattr(self.seat, "asker", None)
        return asker.person_id if asker else None

    @property
    def is_kept(self) -> bool:
        return self.kept_on is not None

    @property
    def is_waiting(self) -> bool:
        return self.waits_until is not None and self.waits_until > today()

    @property
    def why_not_yet(self) -> str | None:
        """What stops it from being done so early, as a sentence; what is kept stays so. Asks for the hold's days."""
        if self.is_kept:
            return None
        days = [day.on for day in self.cohort.live_days()]
        return upcoming.why_not_yet(Phase(self.phase), self.due_on, days=days, today=today())

    @property
    def is_now(self) -> bool:
        """Due within two weeks, or a while ago, not put off, and its time has come."""
        return self.on <= upcoming.soon(today()).last and not self.is_waiting and self.why_not_yet is None

    @property
    def answer_kind(self) -> AnswerKind:
        return self.words.answer

    @property
    def answer_date(self) -> date:
        """The day that was chosen as answer."""
        return date.fromisoformat(self.answer)

    @property
    def situation_word(self) -> str:
        return Situation(self.situation).label if self.situation else ""

    @property
    def state_sentence(self) -> str:
        """How it stands, as one says it."""
        return upcoming.state_sentence(
            on=self.on,
            today=today(),
            kept_on=self.kept_on,
            tried_else=self.tried_else,
            waits_until=self.waits_until,
            chosen=self.chosen_on is not None,
            together=self.role in (StepRole.HOUSE, StepRole.GROUP),
        )

    def as_ahead(self) -> upcoming.Ahead:
        return upcoming.Ahead(self.pk, self.on, self.waits_until)
