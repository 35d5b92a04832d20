"""The dated steps."""

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Any, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from rodfaest.cohorts.models import Cohort
from rodfaest.correspondence.owners import COHORT
from rodfaest.enrolment.models import Seat
from rodfaest.journey.owners import Background, steps_of
from rodfaest.journey.rules import sharing, upcoming
from rodfaest.journey.rules.steps import StepKey
from rodfaest.journey.rules.words import Words
from rodfaest.kernel.models import Scoped, ScopedQuerySet, scope_is
from rodfaest.kernel.reconcile import Scope
from rodfaest.kernel.text import _
from rodfaest.kernel.time import today
from rodfaest.organisations.models import Person, Unit, worked_in
from rodfaest.programmes.rules.vocabulary import AnswerKind, Phase, Situation, StepKind, StepRole
from rodfaest.texts.rules import Audience

ON_DAY = Coalesce("chosen_on", "due_on")
"""The day a step is for: the one somebody chose, else the one it falls due."""


def done_by_last_night() -> Q:
    """
    What is done, for a count: counts change at midnight alone, so nobody who looks before and after a talk sees from
    them whether something was done.
    """
    return Q(done_on__lt=today())


class BackgroundOf(cached_property[Background]):
    """
    `step.background`, what stands behind a step (`owners.Background`): asked of its owner at the first use; or, by
    `prefetch_related("background")`, once for all steps of a list, as Django's generic foreign key is.
    """

    def __init__(self) -> None:
        super().__init__(lambda step: backgrounds_of([step])[0])

    def is_cached(self, step: Scoped) -> bool:
        return self.attrname in step.__dict__

    def get_prefetch_querysets(self, steps: Sequence[Scoped], querysets: object = None) -> tuple[Any, ...]:
        """What Django asks of all it prefetches: the values, and how a value and a step are matched; one for each."""
        found = dict(zip(map(id, steps), backgrounds_of(steps), strict=True))
        return list(found.values()), id, lambda step: id(found[id(step)]), True, self.attrname, True


def backgrounds_of(steps: Sequence[Scoped]) -> list[Background]:
    """One for each step, in their order. What is not in hand is asked for once for each kind of scope."""
    in_hand = [steps_of(step.scope).in_hand(step) for step in steps]
    asked: dict[tuple[str, str], set[int]] = {}
    for step, known in zip(steps, in_hand, strict=True):
        if known is None:
            asked.setdefault((step.owner, step.scope_kind), set()).add(step.scope_id)
    found = {
        Scope(owner, kind, one): background
        for (owner, kind), ids in asked.items()
        for one, background in steps_of(Scope(owner, kind, 0)).backgrounds(ids).items()
    }
    return [known or found[step.scope] for step, known in zip(steps, in_hand, strict=True)]


class StepQuerySet(ScopedQuerySet["Step"]):
    def live(self) -> Self:
        """Steps that stand: not withdrawn because the day or the seat they were for is gone."""
        return self.filter(withdrawn_on__isnull=True)

    def open(self) -> Self:
        """What is still to be done by doing something: being there on a day is attendance's to say."""
        return self.live().filter(done_on__isnull=True).exclude(kind=StepKind.ATTEND)

    def ahead(self) -> Self:
        """Live, and due today or later, done or not: whoever has one is still on the way."""
        return self.live().filter(due_on__gte=today())

    def asked(self) -> Self:
        """
        What somebody has been asked to do by now: what counts are of.

        A number that changed as somebody left or moved would tell what they had done. So it is, done or not, what fell
        due while the seat lasted, though its open steps are withdrawn since; and of a house what fell due while one of
        the cohort worked there.
        """
        fell_due = Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=F("due_on"))
        while_it_lasted = Q(seat__left_on__isnull=True) | Q(seat__left_on__gte=F("due_on"))
        worked_there = worked_in(OuterRef("unit"), OuterRef("due_on"), "wish__person__")
        of_house = Seat.objects.filter(worked_there, wish__cohort=OuterRef("cohort"))
        while_one_was_there = Q(unit__isnull=True) | Q(cohort__isnull=True) | Exists(of_house)
        return self.filter(fell_due, while_it_lasted, while_one_was_there, due_on__lte=today())

    def counted(self) -> Self:
        """What is done, for a count."""
        return self.filter(done_by_last_night())

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
        """
        Everything a row of steps shows, words included. Three queries whatever the number of rows, and what the owners
        of steps outside a cohort ask.
        """
        return (
            self.select_related(
                "seat__wish__person", "seat__wish__employment__unit", "seat__asker__person", "unit", "done_by"
            )
            .prefetch_related("cohort__version", "cohort__days", "background")
            .in_order()
        )


def _once_for(whose: str | None, condition: Q) -> models.UniqueConstraint:
    """One step of a key in its scope for each seat, unit or person; one for the whole cohort."""
    return models.UniqueConstraint(
        fields=["owner", "scope_kind", "scope_id", "key", *([whose] if whose else [])],
        condition=condition,
        name=f"journey_step_once_a_{whose or 'scope'}",
        violation_error_message="Skridtet er der allerede.",
    )


class Step(Scoped):
    """
    One dated thing somebody does. Its words are its owner's, read by `key`.

    It is for one: whoever the role is of a seat, a unit or a cohort, or one person. Derived by its owner, for a
    programme from the file and the days, until somebody does it; from then on it stays as it was.
    """

    cohort = models.ForeignKey(Cohort, models.CASCADE, null=True, blank=True, related_name="steps", verbose_name="hold")
    """The cohort, where that is the scope."""
    seat = models.ForeignKey(Seat, models.CASCADE, null=True, blank=True, related_name="steps")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="steps")
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="steps")
    key = models.CharField("nøgle", max_length=60)
    role = models.CharField("rolle", max_length=20, choices=StepRole.choices())
    phase = models.CharField("fase", max_length=10, choices=Phase.choices())
    kind = models.CharField("slags", max_length=10, choices=StepKind.choices())
    due_on = models.DateField("dato")
    withdrawn_on = models.DateField("faldet væk", null=True, blank=True)
    done_on = models.DateField("gjort", null=True, blank=True)
    done_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    tried_else = models.BooleanField("prøvede noget andet", default=False)
    answer = models.CharField("svar", max_length=120, blank=True)
    situation = models.CharField("situation", max_length=20, blank=True, choices=Situation.choices())
    chosen_on = models.DateField("valgt dag", null=True, blank=True)
    waits_until = models.DateField("venter til", null=True, blank=True)

    objects = StepQuerySet.as_manager()
    background = BackgroundOf()

    class Meta(Scoped.Meta):
        verbose_name = "skridt"
        constraints = [
            # Four, since SQLite does not know `nulls_distinct`.
            _once_for("seat", Q(seat__isnull=False)),
            _once_for("unit", Q(unit__isnull=False)),
            _once_for("person", Q(person__isnull=False)),
            _once_for(None, Q(seat__isnull=True, unit__isnull=True, person__isnull=True)),
            models.CheckConstraint(
                condition=Q(unit__isnull=True, person__isnull=True)
                | Q(seat__isnull=True, person__isnull=True)
                | Q(seat__isnull=True, unit__isnull=True),
                name="journey_step_for_one",
                violation_error_message="Et skridt er for en plads, et hus eller en person, ikke flere.",
            ),
            models.CheckConstraint(
                condition=Q(cohort__isnull=False)
                | Q(seat__isnull=False)
                | Q(unit__isnull=False)
                | Q(person__isnull=False),
                name="journey_step_for_somebody",
                violation_error_message="Et skridt uden for et hold er for en plads, et hus eller en person.",
            ),
            models.CheckConstraint(
                condition=scope_is(COHORT, "cohort"),
                name="journey_step_cohort_is_its_scope",
                violation_error_message="Et skridt på et hold hører til det hold, og ellers til intet.",
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=False) | Q(answer="", tried_else=False, done_by__isnull=True),
                name="journey_step_answered_when_kept",
                violation_error_message="Et skridt, der ikke er gjort, har intet svar.",
            ),
        ]
        indexes = [*Scoped.Meta.indexes, models.Index(fields=["cohort", "role", "due_on"], name="journey_step_by_role")]

    def __str__(self) -> str:
        return f"{self.key}, {self.background.title}"

    @property
    def step_key(self) -> StepKey:
        return StepKey(self.key, self.seat_id, self.unit_id, self.person_id)

    @property
    def words(self) -> Words:
        """What it says."""
        return self.background.words(self.key)

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
    def is_done(self) -> bool:
        return self.done_on is not None

    @property
    def is_waiting(self) -> bool:
        return self.waits_until is not None and self.waits_until > today()

    @property
    def why_not_yet(self) -> str | None:
        """What stops it from being done so early, as a sentence; what is done stays so. Asks for the cohort's days."""
        if self.is_done:
            return None
        return upcoming.why_not_yet(Phase(self.phase), self.due_on, days=self.background.days, today=today())

    @property
    def why_gone(self) -> str | None:
        """What is said of one that has fallen away."""
        if self.withdrawn_on is None:
            return None
        if self.cohort_id:
            return _("Skridtet er faldet væk, fordi holdet eller pladsen er ændret. Du skal ikke gøre noget.")
        return _("Skridtet er faldet væk. Du skal ikke gøre noget.")

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
    def audiences(self) -> Sequence[Audience]:
        """Who may be chosen to read what is written in it; what is one person's own has nobody around it."""
        return (Audience.ME,) if self.person_id else sharing.offered(StepRole(self.role))

    @property
    def situation_word(self) -> str:
        return Situation(self.situation).label if self.situation else ""

    @property
    def state_sentence(self) -> str:
        """How it stands, as one says it."""
        return upcoming.state_sentence(
            on=self.on,
            today=today(),
            done_on=self.done_on,
            tried_else=self.tried_else,
            waits_until=self.waits_until,
            chosen=self.chosen_on is not None,
            together=self.role in (StepRole.HOUSE, StepRole.GROUP),
        )

    def as_ahead(self) -> upcoming.Ahead:
        return upcoming.Ahead(self.pk, self.on, self.waits_until)
