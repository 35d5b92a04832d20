"""The wish, the words that go with it, and the leader's answer."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from rodfaest.cohorts.models import Cohort, TeachingDay
from rodfaest.enrolment import permissions
from rodfaest.enrolment.rules import away, following, unanswered, wishes
from rodfaest.enrolment.rules.following import Turn, Work
from rodfaest.enrolment.rules.queue import Place, Waiting
from rodfaest.enrolment.rules.wishes import Answer, Closing, Reason, Side, WishState
from rodfaest.kernel.access import Decision, denied
from rodfaest.kernel.actors import Actor, Errand, LinkHolder
from rodfaest.kernel.text import _
from rodfaest.kernel.time import today
from rodfaest.organisations.models import Employment, Person, behind, led_by_nobody
from rodfaest.texts.models import AudienceText, AudienceTextQuerySet, Facts

if TYPE_CHECKING:
    from rodfaest.enrolment.models.seats import Seat


class WishQuerySet(models.QuerySet["Wish"]):
    def visible_to(self, actor: Actor) -> Self:
        """The wishes `actor` may know of. A stranger gets none, so the page is a 404."""
        return self.filter(permissions.wishes_visible_to(actor))

    def own(self, actor: Actor) -> Self:
        """One's own."""
        return self.filter(person__in=actor.person_ids)

    def led_by(self, actor: Actor) -> Self:
        """The wishes of those the actor leads today, as leader, souschef or deputy."""
        return self.filter(permissions.wishes_led_by(actor))

    def from_houses_of(self, actor: Actor) -> Self:
        """Everybody's from the units the actor leads, their own and their leader's too: who is away from the house."""
        return self.filter(employment__unit__in=actor.led_unit_ids)

    def standing(self) -> Self:
        """Not withdrawn, and not ended by leaving the seat."""
        return self.filter(withdrawn_on__isnull=True)

    def unanswered(self) -> Self:
        """Standing wishes that the leader has not answered; talking first is no answer."""
        return self.standing().filter(backing__isnull=True)

    def with_yes(self) -> Self:
        """Standing wishes the leader has said yes to, with or without a seat."""
        return self.standing().filter(backing__answer=Answer.YES)

    def without_seat(self) -> Self:
        """Standing wishes that wait: the queue."""
        return self.standing().filter(seat__isnull=True)

    def given_up_for_them(self) -> Self:
        """Those whose seat somebody else gave up, or that ended with the employment: their person has seen no page."""
        return self.filter(seat__left_on__isnull=False).exclude(seat__left_by=F("person"))

    def in_vain(self) -> Self:
        """Standing wishes without a seat on a hold whose days have all passed."""
        days = TeachingDay.objects.live().filter(cohort=OuterRef("cohort"))
        return self.without_seat().filter(Exists(days), ~Exists(days.filter(on__gte=today())))

    def closed_with_yes(self) -> Self:
        """Those the leader had said yes to, who waited until the hold was over."""
        return self.filter(closed_for=Closing.COHORT, backing__answer=Answer.YES)

    def left_behind(self) -> Self:
        """Standing wishes, seated or not, whose employment is over: they follow their person, or end."""
        return self.standing().filter(employment__to_on__lt=today())

    def for_list(self) -> Self:
        """Everything a row of wishes shows, in one query whatever the number of rows; the queue's order."""
        return self.select_related(
            "person", "employment__unit", "cohort__contact", "backing__by", "talk_first__by", "seat", "put_forward_by"
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
        seat, backing = self.seat_or_none, self.backing_or_none
        return wishes.state_of(
            withdrawn=self.withdrawn_on is not None,
            closing=Closing(self.closed_for) if self.closed_for else None,
            seated=seat is not None and seat.left_on is None,
            left=seat is not None and seat.left_on is not None,
            answer=Answer(backing.answer) if backing else None,
            talking=self.talk_or_none is not None,
        )

    @property
    def is_answered(self) -> bool:
        return self.backing_or_none is not None

    @property
    def backing_or_none(self) -> "Backing | None":
        return getattr(self, "backing", None)

    @property
    def talk_or_none(self) -> "TalkFirst | None":
        return getattr(self, "talk_first", None)

    @property
    def seat_or_none(self) -> "Seat | None":
        return getattr(self, "seat", None)

    @property
    def went_unanswered(self) -> bool:
        """Whether the last day to answer it went by without an answer. It stands, should that day be moved."""
        return self.state in (WishState.ASKED, WishState.TALKING) and today() > self.cohort.answer_by

    @cached_property
    def asks_nobody(self) -> bool:
        """Whether nobody is asked to answer it, for nobody leads the person; of a list `know_who_is_asked` says it."""
        return self.state is WishState.ASKED and bool(led_by_nobody([self.works_at]))

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
    def _said(self) -> "Backing | TalkFirst | None":
        return self.backing_or_none or self.talk_or_none

    @property
    def _leader(self) -> str:
        return self._said.by.first_name if self._said else ""

    @property
    def _reason(self) -> Reason | None:
        return Reason(self.backing.reason) if self.is_answered and self.backing.reason else None

    @property
    def work(self) -> Work:
        """The employment it stands by, as the rules see it."""
        return _work(self.employment)

    def stands_by(self) -> int | None:
        """The employment it should stand by today; None where the person works in the kommune no more. A query."""
        in_kommune = self.person.employments.filter(unit__organisation=self.cohort.kommune_id)
        found = following.stands_by(self.work, (_work(one) for one in in_kommune), today=today())
        return found.employment_id if found else None

    @property
    def turn(self) -> Turn:
        return self.on, self.pk

    def comes_back(self) -> bool:
        """Whether it stands again when the last day that closed it was wrong. Up to four queries."""
        if self.stands_by() is None or self.cohort.wishes.standing().filter(person=self.person_id).exists():
            return False
        seated = self.cohort.wishes.standing().filter(seat__given_on__gte=self.withdrawn_on)
        turns = seated.values_list("on", "pk")
        return following.comes_back(self.turn, backed=self.as_waiting().backed, seated_since=turns)

    def as_waiting(self) -> Waiting:
        """The wish as the queue's rules see it."""
        return Waiting(self.pk, self.on, backed=self.is_answered and self.backing.answer == Answer.YES)

    def as_place(self) -> Place:
        """The wish as the queue's audit sees it."""
        backing, seat = self.backing_or_none, self.seat_or_none
        return Place(
            wish_id=self.pk,
            on=self.on,
            yes_on=backing.on if backing and backing.answer == Answer.YES else None,
            given_on=seat.given_on if seat else None,
            left_on=seat.left_on if seat else None,
            withdrawn_on=self.withdrawn_on,
        )


class WishTextQuerySet(AudienceTextQuerySet["WishText"]):
    def visible_to(self, actor: Actor) -> Self:
        """The words `actor` may open."""
        return self.filter(permissions.wish_texts_visible_to(actor))

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

    def readable_by(self, actor: Actor) -> Decision:
        if isinstance(actor, LinkHolder) and not self.is_on_errand(actor.errand):
            return denied(_("Linket kan kun bruges til det, der står i brevet."))
        return permissions.may_read_intention(behind(actor), self.wish)

    def is_on_errand(self, errand: Errand) -> bool:
        return errand.noun == "enrolment.wish" and errand.object_id == self.wish_id


class Backing(models.Model):
    """The leader's answer to a wish. A no has one of four reasons, and nothing typed."""

    wish = models.OneToOneField(Wish, models.PROTECT, related_name="backing")
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
        """The answer as the audit line keeps it: »ja«, »ikke denne gang: bemanding«."""
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


def know_who_is_asked(rows: Iterable[Wish]) -> list[Wish]:
    """These wishes (from `for_list`), each knowing whether it asks nobody. One query, none where nobody waits."""
    found = list(rows)
    asked = {wish.pk: wish.works_at for wish in found if wish.state is WishState.ASKED}
    unled = led_by_nobody(asked.values())
    for wish in found:
        wish.asks_nobody = asked.get(wish.pk) in unled
    return found


def _work(employment: Employment) -> Work:
    return Work(employment.pk, employment.from_on, employment.to_on)


def why_not_wish(employment: Employment, cohort: Cohort) -> str | None:
    """What stops a wish from this employment today, as a sentence; None if nothing does. One query."""
    return wishes.why_not_wish(
        published=cohort.is_published,
        answer_by=cohort.answer_by,
        today=today(),
        in_kommune=employment.unit.organisation_id == cohort.kommune_id and not employment.is_over,
        already=cohort.wishes.standing().filter(person=employment.person_id).exists(),
    )


def away_of(asked: Iterable[Wish], days: Mapping[int, Iterable[TeachingDay]]) -> dict[int, list[away.AwayDay]]:
    """
    For each of these wishes: the `days` of its cohort (by id), and how many of the unit are away on each if this one
    goes too. Others are away who have a seat or a yes, in any cohort. Two queries.
    """
    asked = list(asked)
    models.prefetch_related_objects([wish.employment.unit for wish in asked], "spares")
    dates = {cohort: [day.on for day in days.get(cohort, ())] for cohort in {wish.cohort_id for wish in asked}}
    promised = Wish.objects.with_yes().filter(employment__unit__in={wish.employment.unit_id for wish in asked})
    goes_to = promised.filter(cohort__days__on__in={*chain(*dates.values())}, cohort__days__cancelled_on__isnull=True)
    others: dict[int, dict[date, set[int]]] = {}
    for unit_id, on, person_id in goes_to.values_list("employment__unit", "cohort__days__on", "person"):
        others.setdefault(unit_id, {}).setdefault(on, set()).add(person_id)
    found = {}
    for wish in asked:
        unit, own = wish.employment.unit, dates[wish.cohort_id]
        away_then = {on: len(people - {wish.person_id}) for on, people in others.get(unit.pk, {}).items()}
        found[wish.pk] = away.away_days(own, others=away_then, can_spare={day: unit.can_spare_on(day) for day in own})
    return found
