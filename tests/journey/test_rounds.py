"""
A cohort lived through again and again, with others doing what they are asked: a konsulent sees the same each time.

A count for the cohort may differ (decision 0006), so the few people here are too few to be counted.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.urls import reverse

from rodfaest.cohorts.actions import cancel_day, move_day, restore_day
from rodfaest.correspondence.models import Letter
from rodfaest.enrolment.actions import end_seat
from rodfaest.enrolment.models import Seat
from rodfaest.journey import actions
from rodfaest.journey.models import Step
from rodfaest.kernel.time import now, today
from rodfaest.organisations.models import HolidayWeek, Leadership
from tests.factories.journey import a_way, give_role, lead, person, seat_for
from tests.factories.login import Client

pytestmark = pytest.mark.django_db
DAY_2, ON_THE_DAY = date(2021, 9, 20), date(2021, 9, 30)
THE_DAY_BEFORE, THE_DAY_AFTER = date(2021, 9, 29), date(2021, 10, 1)
MOVED = date(2021, 9, 29)
WORDS = "Jeg ventede på barnet."
DOERS = [(), ("Mette",), ("Mette", "Kim", "Lene")]
ROUNDS = ("proev-2", "leder-spoerg-2")
"""Those that come by mail in the weeks of the stories, and can be done before they begin."""


class World:
    """
    Mette and Kim are on the cohort, Lene and Lis lead them, and Karen keeps the outbox. Of each pair the first is
    reached by mail, and the other by nothing. `on_date` moves the clock.
    """

    def __init__(self, on_date):
        self.on_date = on_date
        on_date(DAY_2)
        self.way = a_way()
        lead(person("Lis", "Bo", email=None), self.way.group)
        seat_for(person("Kim", "Friis", email=None), self.way.group, self.way.cohort)
        self.way.reconcile()
        self.karen = person("Karen", "Vestergaard")
        give_role(self.karen, self.way.kommune)
        self.client = Client()
        self.client.force_login(self.karen)

    @property
    def actor(self):
        return self.karen.as_actor()

    def day_comes(self, day: date):
        """The letters of the day go, and each day's are reconciled first, as the sweep does."""
        self.on_date(day)
        self.way.reconcile()
        due = Letter.objects.filter(pk__in=list(Letter.objects.due(moment=now()).values_list("pk", flat=True)))
        due.update(handing_over_at=now(), sent_at=now(), sent_on=day)

    def do(self, names):
        """Each does all of theirs that come by mail."""
        for step in Step.objects.live().filter(key__in=ROUNDS).for_list():
            doer = step.seat.person if step.role == "deltager" else self.way.lene
            if doer.first_name in names:
                answer = step.words.choices[0] if step.words.choices else ""
                actions.do_step(step, words=WORDS, answer=answer, nobody_recognisable=True, actor=doer.as_actor())

    def stop(self):
        return self.press("round_stop")

    def press(self, name, round_name="proev-2"):
        first = Letter.objects.filter(round=round_name).order_by("pk")[0]
        return self.client.post(reverse(f"correspondence:{name}", args=[first.pk])).status_code

    def newcomer(self):
        seat_for(person("Ny", "Lund"), self.way.group, self.way.cohort, given_on=today())
        self.way.reconcile()

    def lis_leads_until(self, last_day):
        Leadership.objects.filter(person__first_name="Lis").update(to_on=last_day)
        self.way.reconcile()

    def move(self):
        move_day(self.way.day(2), MOVED, actor=self.actor)

    def close_the_week(self):
        """The kommune learns late that it is closed, and what is computed lands in the week after."""
        HolidayWeek.objects.create(organisation=self.way.kommune, year=2021, week=39, name="Lukkeuge")
        self.way.reconcile()

    def seen(self):
        """All a konsulent opens, but for the tokens of its forms and the numbers in its addresses."""
        paths = [reverse(f"correspondence:{name}") for name in ("letter_list", "letter_sent_list")]
        paths += [reverse("portal:cohort_list"), reverse("portal:cohort_show", args=[self.way.cohort.pk])]
        for name in ROUNDS:
            if letter := Letter.objects.filter(round=name).order_by("pk").first():
                paths.append(reverse("correspondence:round_page", args=[letter.pk]))
        answers = [self.client.get(path) for path in paths]
        pages = [answer.content.decode().partition("<main")[2].partition("</main>")[0] for answer in answers]
        pages = [re.sub(r'value="[^"]{64}"|nonce="[^"]*"|/\d+/', "", page) for page in pages]
        return [(answer.status_code, page) for answer, page in zip(answers, pages, strict=True)]


def stopped(world: World) -> Iterator[None]:
    world.on_date(THE_DAY_BEFORE)
    assert world.stop() == 303
    yield
    world.newcomer()
    yield
    for day in (ON_THE_DAY, THE_DAY_AFTER, ON_THE_DAY + timedelta(days=28), ON_THE_DAY + timedelta(days=29)):
        world.day_comes(day)
        yield


def stopped_and_let_go(world: World) -> Iterator[None]:
    world.on_date(THE_DAY_BEFORE)
    world.stop()
    world.day_comes(THE_DAY_AFTER)
    world.press("round_resume")
    yield
    world.day_comes(THE_DAY_AFTER)
    yield


def stopped_on_the_day(world: World) -> Iterator[None]:
    world.day_comes(ON_THE_DAY)
    world.stop()
    yield
    world.newcomer()
    yield


def moved_before(world: World) -> Iterator[None]:
    world.on_date(DAY_2)
    world.move()
    for day in (ON_THE_DAY, date(2021, 10, 10), date(2021, 10, 11)):
        world.day_comes(day)
        yield


def moved_when_it_was_stopped(world: World) -> Iterator[None]:
    world.on_date(DAY_2)
    world.stop()
    world.move()
    world.newcomer()
    yield
    world.day_comes(ON_THE_DAY)
    yield


def moved_on_the_day(world: World) -> Iterator[None]:
    world.day_comes(ON_THE_DAY)
    world.close_the_week()
    yield
    for day in (THE_DAY_AFTER, date(2021, 10, 4), date(2021, 10, 12)):
        world.day_comes(day)
        yield


def cancelled_and_restored(world: World) -> Iterator[None]:
    world.on_date(DAY_2)
    cancel_day(world.way.day(2), actor=world.actor)
    yield
    restore_day(world.way.day(2), MOVED, actor=world.actor)
    yield
    world.day_comes(ON_THE_DAY)
    yield


def mailboxes_that_say_no(world: World) -> Iterator[None]:
    world.on_date(ON_THE_DAY)
    Letter.objects.due(moment=now()).filter(person__first_name="Kim").update(withheld_because="Nej.")
    for day in (ON_THE_DAY, THE_DAY_AFTER):
        world.day_comes(day)
        yield
    world.close_the_week()
    yield


def somebody_leaves(world: World) -> Iterator[None]:
    world.on_date(date(2021, 9, 22))
    end_seat(Seat.objects.get(wish__person__first_name="Kim"), actor=world.actor)
    yield
    world.day_comes(ON_THE_DAY)
    yield


def another_leads(world: World) -> Iterator[None]:
    world.day_comes(ON_THE_DAY)
    world.way.lene.leaderships.update(to_on=ON_THE_DAY)
    lead(person("Bodil", "Kjær", email=None), world.way.group)
    for day in (THE_DAY_AFTER, date(2021, 10, 12), date(2021, 10, 19)):
        world.day_comes(day)
        yield


STORIES = [
    stopped,
    stopped_and_let_go,
    stopped_on_the_day,
    moved_before,
    moved_when_it_was_stopped,
    moved_on_the_day,
    cancelled_and_restored,
    mailboxes_that_say_no,
    somebody_leaves,
    another_leads,
]


@pytest.mark.parametrize("story", STORIES)
def test_what_a_konsulent_sees_is_the_same_whoever_has_done_what(story, on_date):
    """Whoever does theirs does so before the story begins: nobody, one or all."""
    lives = []
    world = World(on_date)
    for names in DOERS:
        with transaction.atomic():
            on_date(DAY_2)
            world.do(names)
            lives.append([world.seen() for _event in story(world)])
            transaction.set_rollback(True)
    for names, life in zip(DOERS, lives, strict=True):
        for number, (pages, of_nobody) in enumerate(zip(life, lives[0], strict=True)):
            for page, same in zip(pages, of_nobody, strict=True):
                assert page == same, (names, number)


def test_whoever_comes_to_a_stopped_round_is_stopped_with_it(on_date):
    world = World(on_date)
    world.do(["Mette", "Kim"])
    on_date(THE_DAY_BEFORE)
    world.stop()
    world.newcomer()
    letter = Letter.objects.get(person__first_name="Ny", round="proev-2")
    world.day_comes(ON_THE_DAY)
    assert letter.stopped_at and not Letter.objects.filter(pk=letter.pk, sent_at__isnull=False).exists()
    world.press("round_resume")
    world.day_comes(ON_THE_DAY)
    assert Letter.objects.get(pk=letter.pk).sent_at


@pytest.mark.parametrize("stopped", [True, False])
def test_whoever_comes_back_to_a_round_is_stopped_if_it_is(stopped, on_date):
    """Lis leads no more, the day moves, and she leads again: her letter was left behind on the old day."""
    world = World(on_date)
    if not stopped:
        world.press("round_stop", "leder-spoerg-2")
    world.lis_leads_until(DAY_2 - timedelta(days=1))
    world.move()
    world.press("round_stop" if stopped else "round_resume", "leder-spoerg-2")
    world.lis_leads_until(None)
    letters = Letter.objects.filter(round="leder-spoerg-2", withdrawn_at=None)
    assert [bool(letter.stopped_at) for letter in letters] == [stopped, stopped]


def test_a_round_is_stopped_before_its_day_and_not_after(on_date):
    world = World(on_date)
    first = Letter.objects.filter(round="proev-2").order_by("pk")[0]
    page = reverse("correspondence:round_page", args=[first.pk])
    assert "Stop brevene" in world.client.get(page).content.decode()
    on_date(ON_THE_DAY)
    assert "Dagen er kommet, så brevene kan ikke stoppes mere." in world.client.get(page).content.decode()
    world.stop()
    assert not Letter.objects.filter(stopped_at__isnull=False).exists()


def test_what_is_taken_up_again_after_its_day_is_not_asked_for_once_more(on_date):
    world = World(on_date)
    world.do(["Mette"])
    world.day_comes(THE_DAY_AFTER)
    step = world.way.step("proev-2")
    actions.reopen_step(step, actor=world.way.mette.as_actor())
    assert not Letter.objects.due(moment=now()).filter(key=f"step:{step.pk}").exists()


def test_a_discreet_letter_is_called_by_no_name(on_date):
    World(on_date)
    for letter in Letter.objects.exclude(discreet=""):
        assert str(letter) == f"»{letter.discreet}«, Dagpleje, efterår 2021"


def test_whoever_is_new_stands_in_no_round_of_long_ago(on_date):
    """It would make a round of few look like one of many, and say they were written to before they came."""
    world = World(on_date)
    before = [letter.round for letter in Letter.objects.filter(person=world.way.lene, due_on__lte=date(2021, 12, 1))]
    world.day_comes(date(2021, 12, 29))
    lead(person("Bodil", "Kjær"), world.way.group)
    world.way.reconcile()
    hers = Letter.objects.filter(person__first_name="Bodil")
    assert before and hers
    assert not hers.filter(round__in=before)
