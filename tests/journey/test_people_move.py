"""Somebody moves or leaves under way: steps, letters and words (docs/decisions/0008-people-move.md)."""

from datetime import date, timedelta

import pytest

from rodfaest.correspondence.models import CalendarEntry, Letter
from rodfaest.enrolment.actions import follow_employments
from rodfaest.journey.actions import share_text
from rodfaest.journey.models import Step, StepText
from rodfaest.kernel.actors import System
from rodfaest.organisations.actions import change_last_day, end_employment, move_person
from rodfaest.texts.rules import Audience
from tests.factories.journey import StepTextFactory, a_way, employ, lead, person, unit
from tests.factories.login import Client

pytestmark = pytest.mark.django_db
SEPTEMBER = date(2021, 9, 1)
A_DAY = timedelta(days=1)
BUILDER = System("demo")


@pytest.fixture
def way(on_date):
    on_date(SEPTEMBER)
    way = a_way()
    employ(person("Kim", "Gammel"), way.group)
    return way


@pytest.fixture
def tulip(way):
    """Another group, with a leader and a colleague of its own."""
    tulip = unit(way.kommune, "Tulipanen")
    lead(person("Bodil", "Ny"), tulip)
    employ(person("Kaj", "Ny"), tulip)
    return tulip


def move(way, to):
    move_person(way.seat.wish.employment, to, from_on=SEPTEMBER, actor=BUILDER)
    way.seat.refresh_from_db()
    return way


def readers(way, tulip, text: StepText) -> list[str]:
    """Who of the people around opens the text, by the set; and that the answer for one row is the same."""
    kim = way.group.employments.get(person__first_name="Kim").person
    around = [way.lene, kim, tulip.leaderships.get().person, tulip.employments.get(person__first_name="Kaj").person]
    found = []
    for one in around:
        actor = one.as_actor()
        reads = StepText.objects.visible_to(actor).filter(pk=text.pk).exists()
        assert bool(StepText.objects.for_list().get(pk=text.pk).may_read(actor)) is reads
        found += [one.first_name] if reads else []
    return found


def write(way, audience: Audience) -> StepText:
    return StepTextFactory(step=way.step("proev-1"), author=way.mette, audience=audience)


def test_the_new_leader_has_the_questions_and_the_old_one_sees_them_no_more(way, tulip):
    asks = Step.objects.filter(seat=way.seat, role="leder").live()
    bodil = tulip.leaderships.get().person
    assert asks.visible_to(way.lene.as_actor()).exists()
    before = asks.count()
    move(way, tulip)
    assert not asks.visible_to(way.lene.as_actor()).exists()
    assert asks.visible_to(bodil.as_actor()).count() == before
    to = Letter.objects.filter(key__startswith="ask", withdrawn_at__isnull=True, sent_at__isnull=True)
    assert set(to.values_list("person", flat=True)) == {bodil.pk}


def test_the_group_has_its_steps_where_the_person_works(way, tulip):
    of_group = Step.objects.filter(unit__isnull=False).live()
    assert set(of_group.values_list("unit", flat=True)) == {way.group.pk}
    move(way, tulip)
    assert set(of_group.values_list("unit", flat=True)) == {tulip.pk}


@pytest.mark.parametrize(
    ("audience", "before", "after"),
    [
        (Audience.ME, [], []),
        (Audience.LEADER, ["Lene"], []),
        (Audience.COLLEAGUES, ["Kim"], ["Kim"]),
        (Audience.HOUSE, ["Lene", "Kim"], ["Lene", "Kim"]),
    ],
)
def test_words_stay_where_they_were_shared(audience, before, after, way, tulip):
    text = write(way, audience)
    assert readers(way, tulip, text) == before
    move(way, tulip)
    assert readers(way, tulip, text) == after


def test_the_house_keeps_what_was_brought_home(way, tulip):
    text = write(way, Audience.HOUSE)
    move(way, tulip)
    assert list(StepText.objects.shared_in_house(way.group)) == [text]
    assert not StepText.objects.shared_in_house(tulip).exists()


def test_shared_anew_the_words_are_for_the_new_house_and_its_leader(way, tulip):
    text = write(way, Audience.LEADER)
    move(way, tulip)
    text = StepText.objects.for_list().get(pk=text.pk)
    share_text(text, Audience.LEADER, nobody_recognisable=True, actor=way.mette.as_actor())
    assert readers(way, tulip, text) == ["Bodil"]


def test_the_page_of_ones_words_says_that_nobody_else_reads_them_now(way, tulip):
    write(way, Audience.LEADER)
    client = Client()
    client.force_login(way.mette)
    assert "Dig og Lene" in client.get("/mit/skrevet/").content.decode()
    move(way, tulip)
    page = client.get("/mit/skrevet/").content.decode()
    assert "Kun dig" in page
    assert "Lene" not in page


def test_who_leaves_under_way_is_told_and_has_no_letter_or_entry_more_and_keeps_the_words(way):
    text = write(way, Audience.ME)
    end_employment(way.seat.wish.employment, SEPTEMBER - A_DAY, actor=BUILDER)
    ahead = Letter.objects.filter(person=way.mette, withdrawn_at__isnull=True, sent_at__isnull=True)
    assert [letter.key for letter in ahead.filter(entry__isnull=True)] == [f"left:{way.seat.wish_id}"]
    assert not CalendarEntry.objects.filter(person=way.mette, cancelled=False).exists()
    assert not Step.objects.of_seat(way.seat).live().exists()
    assert text.open_for(way.mette.as_actor())


def test_who_leaves_after_the_days_keeps_the_seat_and_hears_no_more(way, on_date):
    after = date(2021, 12, 1)
    on_date(after)
    end_employment(way.seat.wish.employment, after, actor=BUILDER)
    on_date(after + A_DAY)
    assert follow_employments(actor=System("follow_employments")) == 0
    way.reconcile()
    way.seat.refresh_from_db()
    assert way.seat.is_live
    assert not Letter.objects.filter(person=way.mette, due_on__gt=after, withdrawn_at__isnull=True).exists()
    assert not way.reconcile()


def test_a_last_day_put_right_brings_back_the_steps_and_letters_of_a_seat_that_was_kept(way, on_date):
    after = date(2021, 12, 1)
    on_date(after)
    way.reconcile()
    live = set(Step.objects.of_seat(way.seat).live())
    ended = end_employment(way.seat.wish.employment, after, actor=BUILDER)
    on_date(after + A_DAY)
    way.reconcile()
    assert set(Step.objects.of_seat(way.seat).live()) < live
    change_last_day(ended, None, actor=BUILDER)
    assert set(Step.objects.of_seat(way.seat).live()) == live
    assert Letter.objects.filter(person=way.mette, due_on__gt=after, withdrawn_at__isnull=True).exists()
    assert not way.reconcile()
