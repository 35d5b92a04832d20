"""Rows of enrolment. Three facts, each with its day: the wish, the leader's answer, the seat."""

from collections.abc import Iterable
from functools import cached_property
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from rodfaest.cohorts.models import Cohort, TeachingDay
from rodfaest.enrolment.rules import agreements, following, unanswered, wishes
from rodfaest.enrolment.rules.agreements import Company, Transport
from rodfaest.enrolment.rules.following import Turn, Work
from rodfaest.enrolment.rules.queue import Place, Waiting
from rodfaest.enrolment.rules.wishes import Answer, Closing, Reason, Side, WishState
from rodfaest.kernel.actors import Actor
from rodfaest.kernel.models import VisibleQuerySet
from rodfaest.kernel.text import _
from rodfaest.kernel.time import today
from rodfaest.organisations.models import Employment, Person, Unit
from rodfaest.organisations.queries.leading import led_by_nobody
from rodfaest.texts.models import AudienceText, AudienceTextQuerySet, Facts


class WishQuerySet(VisibleQuerySet["Wish"]):
    def own(self, actor: Actor) -> Self:
        """One's own."""
        return self.filter(person__in=actor.person_ids)

    def led_by(self, actor: Actor) -> Self:
        """The wishes of those the actor leads today, as leader, souschef or deputy."""
        return self.visible_to(actor, as_="led")

    def from_houses_of(self, actor: Actor) -> Self:
        """Everybody's from the units the actor leads, their own and their leader's too: who is away from the house."""
        return self.filter(employment__unit__in=actor.led_unit_ids)

    def standing(self) -> Self:
        """Not withdrawn, and not ended by leaving the seat."""
        return self.filter(withdrawn_on__isnull=True)

    def unanswered(self) -> Self:
        """Standing wishes that the leader has not answered; talking first is no answer."""
        return self.standing().filter(leader_answer__isnull=True)

    def with_yes(self) -> Self:
        """Standing wishes the leader has said yes to, with or without a seat."""
        return self.standing().filter(leader_answer__answer=Answer.YES)

    def without_seat(self) -> Self:
        """Standing wishes that wait: the queue."""
        return self.standing().filter(seat__isnull=True)

    def given_up_for_them(self) -> Self:
        """Those whose seat somebody else gave up, or that ended with the employment: their person has seen no page."""
        return self.filter(seat__left_on__isnull=False).exclude(seat__left_by=F("person"))

    def in_vain(self) -> Self:
        """Standing wishes without a seat on a cohort whose days have all passed."""
        days = TeachingDay.objects.live().filter(cohort=OuterRef("cohort"))
        return self.without_seat().filter(Exists(days), ~Exists(days.filter(on__gte=today())))

    def closed_with_yes(self) -> Self:
        """Those the leader had said yes to, who waited until the cohort was over."""
        return self.filter(closed_for=Closing.COHORT, leader_answer__answer=Answer.YES)

    def left_behind(self) -> Self:
        """Standing wishes, seated or not, whose employment is over: they follow their person, or end."""
        return self.standing().filter(employment__to_on__lt=today())

    def for_list(self) -> Self:
        """Everything a row of wishes shows, in one query whatever the number of rows; the queue's order."""
        return self.select_related(
            "person",
            "employment__unit",
            "cohort__contact",
            "leader_answer__by",
            "talk_first__by",
            "seat",
            "put_forward_by",
        ).order_by("on", "pk")


class Wish(models.Model):
    """
    One person's wish for one cohort, made by themselves or put forward by their leader.

    It ends on the day it is withdrawn, or the day its seat is left; a new one then starts last in the queue.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="wishes", verbose_name="person")
    employment = models.ForeignKey(Employment, models.PROTECT, related_name="wishes")
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="wishes", verbose_name="hold")
    on = models.DateField("ønsket")
    put_forward_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="put_forward")
    withdrawn_on = models.DateField("trukket tilbage", null=True, blank=True)
    closed_for = models.CharField("lukket, fordi", max_length=10, blank=True, choices=Closing.choices())

    objects = WishQuerySet.as_manager()

    class Meta:
        verbose_name = "ønske"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "cohort"],
                condition=Q(withdrawn_on__isnull=True),
                name="enrolment_one_standing_wish",
                violation_error_message="Ønsket står her allerede.",
            ),
            models.CheckConstraint(
                condition=Q(closed_for="") | Q(withdrawn_on__isnull=False),
                name="enrolment_wish_not_closed_while_it_stands",
                violation_error_message="Et ønske, der står, er ikke lukket.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=F("on")),
                name="enrolment_wish_not_withdrawn_before_made",
                violation_error_message="Et ønske kan ikke være trukket tilbage, før det er gjort.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.cohort}"

    @property
    def state(self) -> WishState:
        """What stands, read off the facts. No query on a row from `for_list`."""
        seat, leader_answer = self.seat_or_none, self.leader_answer_or_none
        return wishes.state_of(
            withdrawn=self.withdrawn_on is not None,
            closing=Closing(self.closed_for) if self.closed_for else None,
            seated=seat is not None and seat.left_on is None,
            left=seat is not None and seat.left_on is not None,
            answer=Answer(leader_answer.answer) if leader_answer else None,
            talking=self.talk_or_none is not None,
        )

    @property
    def is_answered(self) -> bool:
        return self.leader_answer_or_none is not None

    @property
    def leader_answer_or_none(self) -> "LeaderAnswer | None":
        return getattr(self, "leader_answer", None)

    @property
    def talk_or_none(self) -> "TalkFirst | None":
        return getattr(self, "talk_first", None)

    @property
    def seat_or_none(self) -> "Seat | None":
        return getattr(self, "seat", None)

    @property
    def went_unanswered(self) -> bool:
        """Whether the last day to answer it went by without an answer. It may be answered if that day is moved."""
        return self.state in (WishState.ASKED, WishState.TALKING) and today() > self.cohort.answer_by

    @cached_property
    def asks_nobody(self) -> bool:
        """Whether nobody is asked to answer it, since nobody leads the person. For a list: `know_who_is_asked`."""
        return self.state is WishState.ASKED and bool(led_by_nobody([self.works_at]))

    @property
    def answer_word(self) -> str:
        """Where the leader's answer is for one who waits, in a word."""
        if self.state is WishState.ASKED:
            return _("ingen er spurgt") if self.asks_nobody else _("mangler svar")
        return _("ja") if self.state is WishState.BACKED else _("taler sammen")

    @property
    def works_at(self) -> tuple[int, int]:
        """The unit, and who works there: whom `organisations` says who leads."""
        return self.employment.unit_id, self.person_id

    @property
    def own_sentence(self) -> str:
        """How it stands, said to the person."""
        if self.went_unanswered:
            return unanswered.own_unanswered(
                self.cohort.answer_by, ask=self.cohort.whom_to_ask if self.asks_nobody else ""
            )
        if self.asks_nobody:
            return unanswered.own_unasked(ask=self.cohort.whom_to_ask)
        return wishes.own_sentence(self.state, leader=self._leader or _("din leder"), reason=self._reason)

    def is_nearest_to(self, actor: Actor) -> bool:
        """Whether whoever wishes calls the actor their leader, who is asked first; others who lead may answer too."""
        return actor.is_nearest_leader(self.employment.unit_id, self.person_id)

    def sentence_for(self, actor: Actor) -> str:
        """How it stands, said to the leader or the konsulent: to whoever has answered, as their own doing."""
        name, said = self.person.first_name, self._said
        if self.went_unanswered:
            return unanswered.others_unanswered(self.cohort.answer_by, name=name)
        leader = _("Du") if said and said.by_id in actor.person_ids else self._leader
        return wishes.others_sentence(self.state, name=name, leader=leader, reason=self._reason)

    @property
    def _said(self) -> "LeaderAnswer | TalkFirst | None":
        return self.leader_answer_or_none or self.talk_or_none

    @property
    def _leader(self) -> str:
        return self._said.by.first_name if self._said else ""

    @property
    def _reason(self) -> Reason | None:
        return Reason(self.leader_answer.reason) if self.is_answered and self.leader_answer.reason else None

    @property
    def work(self) -> Work:
        """The employment it belongs to, as the rules see it."""
        return _work(self.employment)

    def stands_by(self) -> int | None:
        """The employment it should belong to today; None where the person no longer works in the kommune. A query."""
        in_kommune = self.person.employments.filter(unit__organisation=self.cohort.kommune_id)
        found = following.stands_by(self.work, (_work(one) for one in in_kommune), today=today())
        return found.employment_id if found else None

    @property
    def turn(self) -> Turn:
        return self.on, self.pk

    def comes_back(self) -> bool:
        """Whether it is open again when the last day that closed it was wrong. Up to four queries."""
        if self.stands_by() is None or self.cohort.wishes.standing().filter(person=self.person_id).exists():
            return False
        seated = self.cohort.wishes.standing().filter(seat__given_on__gte=self.withdrawn_on)
        turns = seated.values_list("on", "pk")
        return following.comes_back(self.turn, backed=self.as_waiting().backed, seated_since=turns)

    def as_waiting(self) -> Waiting:
        """The wish as the queue's rules see it."""
        return Waiting(self.pk, self.on, backed=self.is_answered and self.leader_answer.answer == Answer.YES)

    def as_place(self) -> Place:
        """The wish as the queue's audit sees it."""
        leader_answer, seat = self.leader_answer_or_none, self.seat_or_none
        return Place(
            wish_id=self.pk,
            on=self.on,
            yes_on=leader_answer.on if leader_answer and leader_answer.answer == Answer.YES else None,
            given_on=seat.given_on if seat else None,
            left_on=seat.left_on if seat else None,
            withdrawn_on=self.withdrawn_on,
        )


class LeaderAnswer(models.Model):
    """The leader's answer to a wish. A no has one of four reasons, and nothing typed."""

    wish = models.OneToOneField(Wish, models.PROTECT, related_name="leader_answer")
    answer = models.CharField("svar", max_length=8, choices=Answer.choices())
    reason = models.CharField("årsag", max_length=10, choices=Reason.choices(), blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="backings", verbose_name="leder")
    on = models.DateField("svaret")
    number = models.PositiveSmallIntegerField("nummer", default=1)
    """How many answers the wish has had, this one counted: each is told once."""

    class Meta:
        verbose_name = "svar på ønske"
        constraints = [
            models.CheckConstraint(
                condition=Q(answer=Answer.YES.value, reason="") | (Q(answer=Answer.NOT_NOW.value) & ~Q(reason="")),
                name="enrolment_no_has_a_reason",
                violation_error_message="Vælg en årsag, når svaret er »ikke denne gang«.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.wish}: {self.words}"

    @property
    def words(self) -> str:
        """The answer as the audit line says it: »ja«, »ikke denne gang: bemanding«."""
        said = Answer(self.answer).label
        return f"{said}: {Reason(self.reason).label}" if self.reason else said


class TalkFirst(models.Model):
    """The leader wants to talk before answering. No answer: the wish keeps its turn."""

    wish = models.OneToOneField(Wish, models.PROTECT, related_name="talk_first")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="leder")
    on = models.DateField("sagt")

    class Meta:
        verbose_name = "tale først"

    def __str__(self) -> str:
        return f"{self.by} taler først: {self.wish}"


def _work(employment: Employment) -> Work:
    return Work(employment.pk, employment.from_on, employment.to_on)


class SeatQuerySet(VisibleQuerySet["Seat"]):
    def live(self) -> Self:
        """The seats that count against a cohort's places."""
        return self.filter(left_on__isnull=True)

    def followed(self) -> Self:
        """The live seats of those who work in the kommune, or are about to: the others have no steps and no letters."""
        working = Employment.objects.lasting().filter(
            person=OuterRef("wish__person"), unit__organisation=OuterRef("wish__cohort__kommune")
        )
        return self.live().filter(Exists(working))

    def beside(self, cohort: Cohort, *, person: int) -> Self:
        """Somebody's live seats on the other cohorts of a cohort's programme."""
        others = self.live().filter(wish__person=person, wish__cohort__version__programme=cohort.version.programme_id)
        return others.exclude(wish__cohort=cohort).order_by("pk")

    def of_cohort(self, cohort: Cohort) -> Self:
        return self.filter(wish__cohort=cohort)

    def of_day(self, day: TeachingDay) -> Self:
        """The seats that counted on a teaching day: given by then, and not left before or on it."""
        return self.filter(Q(left_on__isnull=True) | Q(left_on__gt=day.on), wish__cohort=day.cohort_id).filter(
            given_on__lte=day.on
        )

    def for_list(self) -> Self:
        """Everything the cohort's table shows, in one query whatever the number of rows."""
        return self.select_related("wish__person", "wish__employment__unit", "wish__cohort").order_by(
            "wish__person__sort_key", "pk"
        )


class Seat(models.Model):
    """One person's place in one cohort, from the day it was given to the day it was left, if ever."""

    wish = models.OneToOneField(Wish, models.PROTECT, related_name="seat")
    given_on = models.DateField("givet")
    left_on = models.DateField("forladt", null=True, blank=True)
    left_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    """Who gave it up: its person, or somebody for them. Nobody where it ended with the employment."""

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = "plads"
        constraints = [
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(left_on__gte=F("given_on")),
                name="enrolment_seat_not_left_before_given",
                violation_error_message="En plads kan ikke være forladt, før den er givet.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.wish)

    @property
    def is_live(self) -> bool:
        return self.left_on is None

    @property
    def person(self) -> Person:
        return self.wish.person

    @property
    def cohort(self) -> Cohort:
        return self.wish.cohort

    @property
    def unit(self) -> Unit:
        return self.wish.employment.unit


class WishTextQuerySet(AudienceTextQuerySet["WishText"]):
    def own(self, actor: Actor) -> Self:
        """Those the actor has written, for whichever side."""
        return self.filter(by__in=actor.person_ids)

    def for_list(self) -> Self:
        """What a card with one's own words shows, newest first."""
        return self.select_related("by", "wish__person", "wish__employment__unit", "wish__cohort").order_by("-saved_at")


class WishText(AudienceText):
    """What somebody hopes for: the participant's intention, or the leader's for the house. Both read both."""

    wish = models.ForeignKey(Wish, models.CASCADE, related_name="texts")
    side = models.CharField("skrevet af", max_length=12, choices=Side.choices())
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    objects = WishTextQuerySet.as_manager()

    class Meta:
        verbose_name = "intention"
        constraints = [
            models.UniqueConstraint(
                fields=["wish", "side"],
                name="enrolment_one_intention_a_side",
                violation_error_message="Der står allerede en tekst.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def whose(self) -> int:
        return self.by_id

    @property
    def decided_by(self) -> Facts:
        return {"wish": self.wish_id, "side": self.side}


class LocalAgreementQuerySet(VisibleQuerySet["LocalAgreement"]):
    def of_unit(self, unit: Unit) -> Self:
        """A unit's agreements, each with its cohort, the newest first."""
        return self.filter(unit=unit).select_related("cohort").order_by("-on", "-pk")

    def for_seats(self, seats: Iterable[Seat]) -> dict[tuple[int, int], "LocalAgreement"]:
        """The agreement of each cohort and unit that has one of these seats. One query."""
        wanted = {(seat.cohort.pk, seat.unit.pk) for seat in seats}
        found = self.filter(cohort__in={cohort for cohort, _ in wanted}, unit__in={unit for _, unit in wanted})
        return {key: agreement for agreement in found.select_related("by") if (key := agreement.key) in wanted}


class LocalAgreement(models.Model):
    """What a unit and its leader have agreed for one cohort: hours, transport and company. Fixed choices, no note."""

    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="local_agreements", verbose_name="hold")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="local_agreements", verbose_name="enhed")
    hours = models.PositiveSmallIntegerField("timer", choices=agreements.hours_choices())
    transport = models.CharField("transport", max_length=10, choices=Transport.choices())
    company = models.CharField("følges med", max_length=12, choices=Company.choices())
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="aftalt med")
    on = models.DateField("aftalt")

    objects = LocalAgreementQuerySet.as_manager()

    class Meta:
        verbose_name = "lokalaftale"
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "unit"],
                name="enrolment_one_agreement_a_unit",
                violation_error_message="Der er allerede en aftale for huset på det hold.",
            ),
        ]

    def __str__(self) -> str:
        return f"Lokalaftale, {self.unit}: {self.cohort}"

    @property
    def key(self) -> tuple[int, int]:
        return self.cohort_id, self.unit_id

    @property
    def sentences(self) -> list[str]:
        """As it stands in the letter and in the first step, said to the participant."""
        return agreements.agreement_sentences(
            hours=self.hours, transport=Transport(self.transport), company=Company(self.company)
        )

    @property
    def agreed_with(self) -> str:
        return f"Aftalt med {self.by.first_name}."
