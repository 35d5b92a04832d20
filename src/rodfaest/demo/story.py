"""
Who does what, on which day. There is no chance in it: the same day always tells the same.

Everybody acts as themselves, through the actions a page would call; the job `demo` only lays the kommune out.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from itertools import count

from rodfaest.attendance.actions import mark_attendance
from rodfaest.attendance.rules import Mark
from rodfaest.cohorts.models import Cohort, TeachingDay
from rodfaest.demo import cast, steps, words
from rodfaest.demo.kommune import TIMETABLES, lay_out, load_timetable
from rodfaest.enrolment.actions import (
    agree_locally,
    answer_wish,
    leave_seat,
    make_wish,
    put_forward,
    talk_first,
    write_intention,
)
from rodfaest.enrolment.models import Seat, Wish
from rodfaest.enrolment.rules.agreements import Company, Transport
from rodfaest.enrolment.rules.wishes import Answer, Reason, Side
from rodfaest.kernel.actors import Errand, LinkHolder
from rodfaest.kernel.time import ONE_DAY, on_or_after
from rodfaest.organisations.jobs import DEMO
from rodfaest.organisations.models import Employment, Organisation, Person, Unit
from rodfaest.organisations.queries.leading import Leading

WISHES_BEGIN = date(2021, 4, 12)
WISHES_A_DAY = 4
AGREEMENTS_ON = date(2021, 6, 21)
SEAT_LEFT_ON = date(2021, 6, 24)
"""Somebody's plans change, and the next in the queue has the place the same day."""
SPRING = "dagpleje-foraar-2022.toml"
SPRING_LOADED_ON = date(2021, 8, 9)
"""A cohort in spring for those who had no place in autumn, so that at every stage somebody can wish."""
WISHES_AGAIN = (
    ("Line Bang", date(2021, 8, 10), date(2021, 8, 16)),
    ("Heidi Munk", date(2021, 9, 27), date(2021, 10, 4)),
    ("Winnie Yde", date(2022, 2, 24), None),
)
"""Who wishes for it, when, and when the leader says yes: one wish waits for its answer, whichever stage it is."""
REFUSED, TALKED_ABOUT, PUT_FORWARD = (11, 37), (5, 30, 52), 8
"""By their number in the cast: those told not this time, those talked with first; every eighth is put forward."""


def _named(name: str) -> Person:
    person: Person = Person.objects.get(email=cast.mail_of(name))
    return person


def _spring() -> Cohort:
    cohort: Cohort = Cohort.objects.get(key=SPRING.removesuffix(".toml"))
    return cohort


def leader_of(unit: Unit) -> Person:
    return Leading.today().leaders_of(unit.pk)[0]


class Story:
    """The acts of each day, told as the day comes."""

    def __init__(self) -> None:
        self.cast = cast.members()
        self.wish_days = _wish_days(len(self.cast))
        self.steps = steps.StepsDone()

    def tell(self, day: date) -> None:
        """Let the people do what they do on `day`, which is today."""
        if not Organisation.objects.exists():
            lay_out(actor=DEMO)
        for number, member in enumerate(self.cast):
            if self.wish_days[number] == day:
                self._wish(number, member)
            elif _answered_on(number, self.wish_days[number]) == day:
                self._answer(number, member)
            elif number in TALKED_ABOUT and on_or_after(self.wish_days[number] + ONE_DAY) == day:
                wish = self._wish_of(member)
                talk_first(wish, actor=leader_of(wish.employment.unit).as_actor())
        if day == AGREEMENTS_ON:
            self._agree()
        if day == SEAT_LEFT_ON:
            seat = self._seats(cast.DAGPLEJE)[-1]
            leave_seat(seat, actor=seat.wish.person.as_actor())
        if day == SPRING_LOADED_ON:
            load_timetable(SPRING, "rodfaest.demo", cast.TEACHER, actor=_named(cast.CONSULTANT).as_actor())
        for name, wished_on, answered_on in WISHES_AGAIN:
            if day == wished_on:
                self._wish_again(name)
            elif day == answered_on:
                wish = Wish.objects.for_list().get(person=_named(name), cohort=_spring())
                answer_wish(wish, Answer.YES, actor=leader_of(wish.employment.unit).as_actor())
        for teaching_day in TeachingDay.objects.live().filter(on=day).order_by("pk"):
            self._teach(teaching_day)
        self.steps.do(day)

    # Wishing and answering

    def _wish(self, number: int, member: cast.Member) -> None:
        employment, cohort = self._employment(member), self._cohort(member)
        if number % PUT_FORWARD == PUT_FORWARD - 1:
            wish = put_forward(employment, cohort, actor=leader_of(employment.unit).as_actor())
            said = words.ANSWERS_YES[number % len(words.ANSWERS_YES)]
            write_intention(wish, Side.LEADER, said, actor=leader_of(employment.unit).as_actor())
        else:
            intention = words.INTENTIONS[number % len(words.INTENTIONS)]
            make_wish(employment, cohort, intention=intention, actor=employment.person.as_actor())

    def _wish_again(self, name: str) -> None:
        person = _named(name)
        employment = Employment.objects.select_related("person", "unit").get(person=person)
        make_wish(employment, _spring(), intention=words.WISHING_AGAIN, actor=person.as_actor())

    def _answer(self, number: int, member: cast.Member) -> None:
        wish = self._wish_of(member)
        if wish.is_answered:
            return
        answer, reason = (Answer.NOT_NOW, Reason.STAFFING) if number in REFUSED else (Answer.YES, None)
        answer_wish(wish, answer, reason, actor=leader_of(wish.employment.unit).as_actor())

    def _agree(self) -> None:
        transports, hours = (Transport.TOGETHER, Transport.OWN_CAR, Transport.PUBLIC), (8, 12, 4)
        for cohort in TIMETABLES:
            seats = self._seats(cohort)
            units = {seat.unit.pk: seat.unit for seat in seats}
            going = Counter(seat.unit.pk for seat in seats)
            for number, unit in enumerate(units.values()):
                agree_locally(
                    self._cohort_of(cohort),
                    unit,
                    hours=hours[number % len(hours)],
                    transport=transports[number % len(transports)],
                    company=Company.SAME_HOUSE if going[unit.pk] > 1 else Company.OTHER_HOUSE,
                    actor=leader_of(unit).as_actor(),
                )

    # The days

    def _teach(self, day: TeachingDay) -> None:
        """The underviser marks who is there, by the link from the mail."""
        teacher = day.cohort.teachers.select_related("person").order_by("pk")[0].person
        holder = LinkHolder(Errand("attendance.mark_day", "cohorts.TeachingDay", day.pk), teacher.pk, teacher.full_name)
        for number, seat in enumerate(Seat.objects.of_day(day).order_by("pk")):
            mark_attendance(seat, day, _mark(number, day.number), actor=holder)

    # Finding

    def _cohort_of(self, cohort: str) -> Cohort:
        return Cohort.objects.get(key=TIMETABLES[cohort].removesuffix(".toml"))

    def _cohort(self, member: cast.Member) -> Cohort:
        assert member.cohort is not None
        return self._cohort_of(member.cohort)

    def _employment(self, member: cast.Member) -> Employment:
        employment: Employment = Employment.objects.select_related("person", "unit").get(person__email=member.email)
        return employment

    def _wish_of(self, member: cast.Member) -> Wish:
        return Wish.objects.for_list().get(person__email=member.email)

    def _seats(self, cohort: str) -> list[Seat]:
        return list(Seat.objects.of_cohort(self._cohort_of(cohort)).live().for_list())


def _wish_days(number: int) -> Mapping[int, date]:
    """A few a day from the day wishing begins; those first in a house before the second."""
    days: dict[int, date] = {}
    day = WISHES_BEGIN
    for turn in count():
        if turn == number:
            return days
        if turn and turn % WISHES_A_DAY == 0:
            day = on_or_after(day + ONE_DAY)
        days[(turn * 5) % number if number % 5 else turn] = day
    raise AssertionError("count never ends")


def _answered_on(number: int, wished_on: date) -> date:
    """Between one and five days after, weekends not counted in."""
    wait = 5 if number in TALKED_ABOUT else 1 + number % 3
    return on_or_after(wished_on + timedelta(days=wait) + ONE_DAY)


def _mark(seat: int, day: int) -> Mark:
    """Nearly everybody is there; one or two a day are ill, one goes early."""
    if (seat * 3 + day * 5) % 17 == 0:
        return Mark.ABSENT
    return Mark.PARTLY if (seat * 2 + day) % 21 == 0 else Mark.PRESENT
