"""A new power does not open the past: whoever comes reads on from there, and the rest when its writer says yes."""

import re
from datetime import date

import pytest
from django.urls import reverse

from rodfaest.cohorts.models import Teacher, TeachingDay
from rodfaest.journey import actions
from rodfaest.journey.models import StepText
from rodfaest.kernel.actors import Errand, LinkHolder
from rodfaest.organisations.models import Leadership, Person
from rodfaest.organisations.rules import FunctionKind, JobCategory, UnitKind
from rodfaest.texts.models import as_readers
from rodfaest.texts.rules import Audience
from tests.factories.journey import (
    StepTextFactory,
    a_way,
    add_seat,
    employ,
    give_function,
    lead,
    person,
    teach,
    unit,
)
from tests.factories.login import Client
from tests.factories.organisations import LONG_AGO, DeputyshipFactory

pytestmark = pytest.mark.django_db
WORDS = "Vi prøvede det ved puslebordet."


@pytest.fixture
def way(on_date):
    way = a_way(job=JobCategory.ASSISTANT)
    on_date(date(2021, 10, 1))
    return way


def signed_in(one):
    client = Client()
    client.force_login(one)
    return client


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def write(way, audience, key="proev-1"):
    return StepTextFactory(step=way.step(key), author=way.mette, audience=audience, words=WORDS)


def reads(who: Person, text: StepText) -> bool:
    """Answer and set, which must agree."""
    text = StepText.objects.for_list().get(pk=text.pk)
    answer = bool(text.may_read(who.as_actor()))
    assert StepText.objects.visible_to(who.as_actor()).filter(pk=text.pk).exists() is answer
    return answer


def new_leader(way):
    leader = person("Nora")
    lead(leader, way.group)
    return leader


def new_souschef(way):
    souschef = person("Nina")
    give_function(souschef, way.group, FunctionKind.SOUSCHEF)
    return souschef


def new_deputy(way):
    deputy = person("Dagny")
    DeputyshipFactory(leader=way.lene, deputy=deputy, from_on=LONG_AGO, to_on=None)
    return deputy


def new_colleague(way):
    colleague = person("Nis")
    employ(colleague, way.group)
    return colleague


def new_beacon(way):
    beacon = person("Nynne")
    give_function(beacon, way.group, FunctionKind.BEACON)
    return beacon


def new_participant(way):
    return add_seat(way, "Nanna", place=unit(way.kommune, "Et andet hus")).person


COMING = [
    (new_leader, Audience.LEADER),
    (new_souschef, Audience.LEADER),
    (new_deputy, Audience.LEADER),
    (new_colleague, Audience.COLLEAGUES),
    (new_leader, Audience.HOUSE),
    (new_colleague, Audience.HOUSE),
    (new_beacon, Audience.HOUSE),
    (new_participant, Audience.COHORT),
    (teach, Audience.COHORT),
]


@pytest.mark.parametrize(("comes", "audience"), COMING)
def test_who_comes_later_reads_on_from_there_however_far_back_it_is_dated(comes, audience, way):
    earlier = write(way, audience)
    newcomer = comes(way)
    later = write(way, audience, "proev-2")
    assert (reads(newcomer, earlier), reads(newcomer, later)) == (False, True)


@pytest.mark.parametrize(("comes", "audience"), COMING)
def test_the_writer_lets_them_in_with_one_press(comes, audience, way):
    earlier, other = write(way, audience), write(way, Audience.ME, "proev-2")
    newcomer = comes(way)
    client, listed = signed_in(way.mette), reverse("journey:text_list")
    assert f"{newcomer.full_name} er kommet til" in text_of(client.get(listed))
    let_in = reverse("journey:newcomer_let_in", args=[newcomer.pk])
    for _press in range(2):
        shown = text_of(client.post(let_in, follow=True))
        assert "er kommet til" not in shown
    assert (reads(newcomer, earlier), reads(newcomer, other)) == (True, False)


def test_nobody_else_lets_anybody_in(way):
    earlier, newcomer = write(way, Audience.HOUSE), new_leader(way)
    let_in = reverse("journey:newcomer_let_in", args=[newcomer.pk])
    for other in (way.lene, newcomer):
        signed_in(other).post(let_in)
    assert not reads(newcomer, earlier)
    assert signed_in(way.mette).get(let_in).status_code == 405


def test_whom_the_writer_chose_to_ask_needs_no_other_yes(way):
    text, beacon = write(way, Audience.LEADER), new_beacon(way)
    actions.choose_asker(way.seat, beacon, actor=way.mette.as_actor())
    assert reads(beacon, text)
    assert "er kommet til" not in text_of(signed_in(way.mette).get(reverse("journey:text_list")))


def test_a_stranger_let_in_gets_nothing(way):
    earlier, stranger = write(way, Audience.HOUSE), person("Stig")
    actions.let_in(stranger.pk, actor=way.mette.as_actor())
    assert StepText.objects.get(pk=earlier.pk).reader_ids == earlier.reader_ids


def test_a_house_that_moves_to_another_leader(way):
    Leadership.objects.all().delete()
    old, new = person("Agnes"), person("Beate")
    for leader, name in ((old, "Område A"), (new, "Område B")):
        lead(leader, unit(way.kommune, name, kind=UnitKind.AREA))
    way.group.parent = old.leaderships.get().unit
    way.group.save()
    earlier = [write(way, Audience.LEADER), write(way, Audience.HOUSE, "proev-2")]
    assert [reads(old, text) for text in earlier] == [True, True]
    way.group.parent = new.leaderships.get().unit
    way.group.save()
    assert [reads(old, text) for text in earlier] == [False, False]
    assert [reads(new, text) for text in earlier] == [False, False]


def test_whoever_leads_further_up_does_not_come_to_read_because_the_nearest_left(way):
    above = person("Agnes")
    area = unit(way.kommune, "Område A", kind=UnitKind.AREA)
    lead(above, area)
    way.group.parent = area
    way.group.save()
    earlier = write(way, Audience.LEADER)
    way.lene.leaderships.all().delete()
    assert not reads(above, earlier)
    assert reads(above, write(way, Audience.LEADER, "proev-2"))


def test_sharing_anew_is_with_those_who_are_there_now(way):
    text, newcomer = write(way, Audience.LEADER), new_leader(way)
    actions.share_text(text, Audience.ME, actor=way.mette.as_actor())
    actions.share_text(text, Audience.LEADER, actor=way.mette.as_actor())
    assert reads(newcomer, text)


def test_beside_the_text_stand_those_who_read_it(way):
    write(way, Audience.LEADER)
    new_leader(way)
    assert "Dig og Lene" in text_of(signed_in(way.mette).get(reverse("journey:text_list")))


def test_a_new_teachers_link_opens_no_more_than_their_login(way):
    earlier = write(way, Audience.COHORT)
    teacher = teach(way)
    day = TeachingDay.objects.filter(cohort=way.cohort).first()
    link = LinkHolder(Errand("attendance.mark_day", "cohorts.TeachingDay", day.pk), teacher.pk, "Link")
    assert Teacher.objects.get().person == teacher
    assert not earlier.may_read(link)
    earlier.reseal(readers=as_readers({*earlier.reader_ids, teacher.pk}))
    assert earlier.may_read(link)
