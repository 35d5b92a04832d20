"""
The letters of enrolment: to the leaders when somebody wishes, to the person when there is an answer, they were put
forward, or their seat was given up for them. What is said when a seat is given belongs to `journey`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from rodfaest.cohorts.models import Cohort
from rodfaest.correspondence.owners import COHORT, Notices, register
from rodfaest.correspondence.rules.plans import Planned, Wording
from rodfaest.enrolment.models import TalkFirst, Wish, WishText
from rodfaest.enrolment.queries.away import away_of
from rodfaest.enrolment.rules import wording
from rodfaest.enrolment.rules.away import away_advice
from rodfaest.enrolment.rules.wishes import Answer, Reason, Side, WishState
from rodfaest.enrolment.rules.wording import INTENTION, AboutCohort, Stands
from rodfaest.kernel.actors import Errand
from rodfaest.kernel.reconcile import Scope
from rodfaest.kernel.text import _
from rodfaest.kernel.time import today
from rodfaest.organisations.models import Person
from rodfaest.organisations.queries.leading import Leading
from rodfaest.texts.actions import note_reading

OWNER = "enrolment"


@dataclass(frozen=True)
class Key:
    """
    What a letter is: `ask:<wish>:<leader>`, `put_forward:<wish>`, `talk:<wish>`, `answered:<wish>:<number>`,
    `left:<wish>`, `over:<wish>`.
    """

    kind: str
    wish_id: int
    rest: tuple[str, ...] = ()

    def __str__(self) -> str:
        return ":".join([self.kind, str(self.wish_id), *self.rest])

    @classmethod
    def read(cls, key: str) -> "Key":
        kind, wish_id, *rest = key.split(":")
        return cls(kind, int(wish_id), tuple(rest))


def of_cohort(cohort_id: int) -> Scope:
    return Scope(OWNER, COHORT, cohort_id)


def cohort_ids() -> Iterable[int]:
    """The cohorts somebody has wished for."""
    return Wish.objects.values_list("cohort", flat=True).distinct().order_by("cohort")


def desired(cohort_id: int) -> Mapping[str, Planned]:
    """The letters that a cohort's wishes and answers ask for today."""
    return dict(_Planner(Cohort.objects.in_full().get(pk=cohort_id)).all())


class _Planner:
    """Plans the letters of one cohort from what is read once."""

    def __init__(self, cohort: Cohort) -> None:
        self.cohort = cohort
        self.about = _about(cohort)
        self.leading = Leading.today()

    def all(self) -> Iterator[tuple[str, Planned]]:
        standing = list(self.cohort.wishes.standing().for_list())
        yield from self._questions(standing)
        for wish in standing:
            if wish.put_forward_by:
                yield self._put_forward(wish, wish.put_forward_by)
            if wish.state is WishState.TALKING and (talk := wish.talk_or_none):
                yield self._talk(wish, talk)
            if wish.state in (WishState.BACKED, WishState.NOT_NOW) and not _said_yes_with_it(wish):
                yield self._answered(wish)
        for wish in self.cohort.wishes.given_up_for_them().for_list().select_related("seat__left_by"):
            yield self._seat_left(wish)
        for wish in self.cohort.wishes.closed_with_yes().for_list():
            yield self._no_place_came(wish)

    def _questions(self, standing: Iterable[Wish]) -> Iterator[tuple[str, Planned]]:
        """One to each leader of each wish, as long as there is time to answer."""
        if today() > self.cohort.answer_by:
            return
        asked = [wish for wish in standing if not wish.is_answered]
        away = away_of(asked, {self.cohort.pk: self.cohort.live_days()})
        for wish in asked:
            words = wording.LeaderAsked(
                about=self.about,
                first_name=wish.person.first_name,
                full_name=wish.person.full_name,
                put_forward_by=wish.put_forward_by.full_name if wish.put_forward_by else "",
                advice=away_advice(wish.person.first_name, away[wish.pk]),
                answer_by=self.cohort.answer_by,
                answer=Errand("enrolment.answer_wish", "enrolment.Wish", wish.pk),
            )
            why = _("{name} har ønsket en plads").format(name=wish.person.full_name)
            for leader in self.leading.leaders_of(wish.employment.unit_id, about=wish.person_id):
                yield self._letter(Key("ask", wish.pk, (str(leader.pk),)), leader.pk, wish.on, why, words)

    def _put_forward(self, wish: Wish, by: Person) -> tuple[str, Planned]:
        if _said_yes_with_it(wish):
            stands = Stands.YES_WITH_IT
        elif wish.is_answered:
            stands = Stands.ANSWERED
        else:
            led = self.leading.leaders_of(wish.employment.unit_id, about=wish.person_id)
            stands = Stands.ASKED if led else Stands.UNASKED
        intention = Errand("enrolment.write_intention", "enrolment.Wish", wish.pk)
        why = _("{name} er skrevet op af {by}").format(name=wish.person.full_name, by=by.full_name)
        words = wording.PutForward(self.about, by.first_name, stands, intention)
        return self._letter(Key("put_forward", wish.pk), wish.person_id, wish.on, why, words)

    def _talk(self, wish: Wish, talk: TalkFirst) -> tuple[str, Planned]:
        leader = talk.by.first_name
        why = _("{name} vil tale med {who} først").format(name=leader, who=wish.person.first_name)
        words = wording.TalkFirst(self.about, leader)
        return self._letter(Key("talk", wish.pk), wish.person_id, talk.on, why, words)

    def _answered(self, wish: Wish) -> tuple[str, Planned]:
        leader_answer = wish.leader_answer
        leader = leader_answer.by.first_name
        words: Wording = wording.YesFromLeader(self.about, leader)
        if wish.state is WishState.NOT_NOW:
            words = wording.NotNow(self.about, leader, Reason(leader_answer.reason), wish.put_forward_by_id is not None)
        why = _("{name} har svaret på ønsket").format(name=leader)
        return self._letter(
            Key("answered", wish.pk, (str(leader_answer.number),)), wish.person_id, leader_answer.on, why, words
        )

    def _seat_left(self, wish: Wish) -> tuple[str, Planned]:
        seat, about = wish.seat, self.about
        left_on = seat.left_on or today()
        left_by = seat.left_by.full_name if seat.left_by else ""
        why = _("{name} har ikke længere en plads").format(name=wish.person.full_name)
        words = wording.SeatLeft(about.short, about.title, left_on, left_by, about.ask)
        return self._letter(Key("left", wish.pk), wish.person_id, left_on, why, words)

    def _no_place_came(self, wish: Wish) -> tuple[str, Planned]:
        why = _("holdet er slut, og {name} kom ikke med").format(name=wish.person.full_name)
        words = wording.NoPlaceCame(self.about, wish.leader_answer.by.first_name)
        return self._letter(Key("over", wish.pk), wish.person_id, wish.withdrawn_on or today(), why, words)

    def _letter(self, key: Key, person_id: int, due_on: date, why: str, words: Wording) -> tuple[str, Planned]:
        planned = Planned(person_id, self.cohort.kommune_id, due_on, why, words, about=self.cohort.name)
        return str(key), planned


def _about(cohort: Cohort) -> AboutCohort:
    definition = cohort.version.definition
    return AboutCohort(
        short=definition.short_title,
        title=definition.title,
        days=tuple(day.on for day in cohort.live_days()),
        venue=cohort.venue.name,
        ask=cohort.whom_to_ask,
    )


def _said_yes_with_it(wish: Wish) -> bool:
    """A leader who puts somebody forward has said yes by it; any later answer is a letter of its own."""
    leader_answer = wish.leader_answer_or_none
    return (
        leader_answer is not None
        and leader_answer.number == 1
        and leader_answer.answer == Answer.YES
        and leader_answer.by_id == wish.put_forward_by_id
    )


def intention_for(key: str, name: str) -> str:
    """The participant's own words, opened as the leader the letter is to; that leader's reading is noted."""
    read = Key.read(key)
    if read.kind != "ask" or name != INTENTION:
        raise KeyError(f"{key} {name}")
    leader = Person.objects.get(pk=int(read.rest[0])).as_actor()
    texts = WishText.objects.filter(wish=read.wish_id, side=Side.PARTICIPANT)
    text = texts.select_related("wish__employment").first()
    if text is None:
        return ""
    words = text.open_for(leader)
    note_reading([text], page=_("Mailen om dit ønske"), actor=leader)
    return words


register(OWNER, Notices(COHORT, ids=cohort_ids, desired=desired, words=intention_for))
