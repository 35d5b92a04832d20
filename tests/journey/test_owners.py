"""Steps of another owner, outside a cohort: for two people of an appointment, and for a house."""

from datetime import date
from urllib.parse import urlsplit

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from rodfaest.audit.models import AuditLine
from rodfaest.correspondence import owners as letters
from rodfaest.journey import actions
from rodfaest.journey.models import Step, StepText
from rodfaest.journey.owners import Steps, register
from rodfaest.journey.permissions import may_do_step
from rodfaest.journey.queries.steps import next_of, tried_counts
from rodfaest.kernel.actors import Errand, System
from rodfaest.kernel.errors import Denied
from rodfaest.login.actions import make_link
from rodfaest.organisations.rules import FunctionKind, Role
from rodfaest.texts.rules import Audience
from tests.factories.journey import NIGHT, a_way, add_seat, employ, give_function, give_role, person, unit
from tests.factories.login import Client
from tests.journey import an_owner

pytestmark = pytest.mark.django_db
SEP_29 = date(2021, 9, 29)
OCT_1 = date(2021, 10, 1)
WORDS = "Jeg vil spørge om uro ved aflevering."


@pytest.fixture(autouse=True)
def _owner(settings):
    settings.STEP_PAGES = "tests.journey.an_owner.STEP_PAGES"
    yield
    an_owner.start_again()


@pytest.fixture
def way(on_date):
    way = a_way()
    on_date(SEP_29)
    return way


@pytest.fixture
def bodil(way):
    """She supports another group, and has neither a seat nor a cohort."""
    bodil = person("Bodil")
    give_function(bodil, unit(way.kommune, "Mælkevejen"), FunctionKind.SUPPORT)
    return bodil


def settled(scope):
    actions.reconcile_journey(scope, actor=NIGHT)
    return list(Step.objects.in_scope(scope).for_list())


@pytest.fixture
def prepare(way, bodil):
    """Mette's and Bodil's step for the talk they have agreed."""
    return {step.person: step for step in settled(an_owner.meet(way.mette, bodil, due_on=OCT_1))}


@pytest.fixture
def look(way):
    """The group's own step, in no cohort."""
    (step,) = settled(an_owner.look(way.group, OCT_1))
    return step


def others(way):
    """Those who are near a seat, a house or a cohort by everything else than the step itself."""
    karen, helge, tove = person("Karen"), person("Helge"), person("Tove")
    give_role(karen, way.kommune, Role.CONSULTANT)
    give_role(helge, way.kommune, Role.HEAD)
    give_function(tove, way.group, FunctionKind.SUPERVISION)
    return [karen, helge, tove, person("Sofus")]


def sees(one, step):
    return Step.objects.visible_to(one.as_actor()).filter(pk=step.pk).exists()


def signed_in(one):
    client = Client()
    client.force_login(one)
    return client


def pressed(one, step, button="do", **sent):
    return signed_in(one).post(reverse(f"journey:step_{button}", args=[step.pk]), sent)


# Whose


def test_one_persons_step_is_seen_and_done_by_that_person_and_nobody_else(way, bodil, prepare):
    near = [way.mette, bodil, way.lene, add_seat(way, "Kim").person, *others(way)]
    for one, step in prepare.items():
        page = reverse("journey:step_show", args=[step.pk])
        assert [other for other in near if sees(other, step)] == [one]
        assert [other for other in near if may_do_step(other.as_actor(), step)] == [one]
        assert [other for other in near if signed_in(other).get(page).status_code == 200] == [one]


def test_a_houses_step_outside_a_cohort_is_seen_and_done_by_the_house_and_nobody_else(way, look):
    kim = person("Kim")
    employ(kim, way.group)
    house = [way.mette, kim, way.lene]
    near = [*house, *others(way)]
    assert [one for one in near if sees(one, look)] == house
    assert [one for one in near if may_do_step(one.as_actor(), look)] == house


def test_a_persons_step_of_a_role_is_not_everybodys_of_that_role(way, bodil):
    kim = person("Kim")
    give_function(kim, unit(way.kommune, "Karlsvognen"), FunctionKind.SUPPORT)
    (step,) = settled(an_owner.meet(bodil, due_on=OCT_1))
    assert (sees(bodil, step), sees(kim, step)) == (True, False)


# Doing it


def test_a_persons_step_is_done_by_its_button_once_and_its_words_are_ones_own(way, bodil, prepare):
    step = prepare[bodil]
    shown = signed_in(bodil).get(reverse("journey:step_show", args=[step.pk])).content.decode()
    assert "Jeres samtale" in shown and "Tænk over, hvad du vil spørge om" in shown and "Kun dig" in shown
    assert "Hele holdet" not in shown and "Kollegerne" not in shown
    assert pressed(bodil, step, words=WORDS, audience="house").status_code == 422
    for _twice in range(2):
        assert pressed(bodil, step, words=WORDS, audience="me").status_code == 303
    step.refresh_from_db()
    assert (step.done_on, step.done_by) == (SEP_29, bodil)
    assert AuditLine.objects.whats().count("journey.step_done") == 1
    text = StepText.objects.get()
    assert (text.audience, text.unit, text.open_for(bodil.as_actor())) == (Audience.ME, None, WORDS)
    assert not any(text.may_read(one.as_actor()) for one in (way.mette, way.lene))
    assert WORDS in signed_in(bodil).get(reverse("journey:text_list")).content.decode()


def test_another_has_no_way_to_do_it(way, prepare):
    with pytest.raises(Denied):
        actions.do_step(prepare[way.mette], words=WORDS, actor=way.lene.as_actor())


def test_it_is_left_for_later_moved_and_taken_up_again_as_any_step(way, prepare):
    step = prepare[way.mette]
    for button, sent in [
        ("put_off", {}),
        ("choose_when", {"day": "2021-10-04"}),
        ("try_something_else", {}),
        ("reopen", {}),
    ]:
        assert pressed(way.mette, step, button, **sent).status_code == 303
    step.refresh_from_db()
    assert (step.is_done, step.chosen_on) == (False, date(2021, 10, 4))


def test_it_is_done_by_a_personal_link(way, client, prepare):
    errand = Errand("journey.do_step", "journey.Step", prepare[way.mette].pk)
    link = urlsplit(make_link(way.mette, errand, valid_until=OCT_1, actor=System("demo"))).path
    assert "Jeres samtale" in client.get(link).content.decode()
    assert client.post(f"{link}faerdig/", {"words": WORDS, "audience": "me"}).status_code == 303
    assert Step.objects.get(pk=prepare[way.mette].pk).is_done


def test_a_houses_step_is_done_by_one_for_all(way, look):
    assert pressed(way.mette, look).status_code == 303
    look.refresh_from_db()
    assert (look.done_on, look.done_by) == (SEP_29, way.mette)


def test_a_kind_of_step_has_its_own_page_where_a_row_says_so_and_its_buttons_draw_it_too(way, look):
    page = reverse("journey:step_show", args=[look.pk])
    assert signed_in(way.mette).get(page).content.decode() == "Kig på jeres rum · []"
    refused = pressed(way.mette, look, "choose_when", day="2021-09-01")
    assert refused.content.decode() == "Kig på jeres rum · ['form', 'when']"


# Lists and numbers


def test_it_stands_among_the_next_steps(way, prepare, look):
    Step.objects.filter(cohort=way.cohort).update(done_on=SEP_29)
    mine = Step.objects.visible_to(way.mette.as_actor()).open().since(SEP_29).for_list()
    due = Step.objects.get(pk=prepare[way.mette].pk)
    assert next_of(mine) == due
    Step.objects.filter(pk=due.pk).update(done_on=SEP_29)
    assert next_of(mine.all()) == look


def front_page(one):
    return signed_in(one).get("/").content.decode()


def test_ones_own_step_is_the_next_on_the_front_page_with_a_cohort_and_without(way, bodil, prepare):
    Step.objects.filter(cohort=way.cohort).update(done_on=SEP_29)
    for one, step in prepare.items():
        shown = front_page(one)
        assert "Næste skridt" in shown and "Tænk over, hvad du vil spørge om" in shown and "Skriv nu" in shown
        assert reverse("journey:step_put_off", args=[step.pk]) in shown
        actions.write_draft(step, WORDS, actor=one.as_actor())
        assert "Skriv videre" in front_page(one)
    (sofus,) = [one for one in others(way) if one.first_name == "Sofus"]
    assert "Næste skridt" not in front_page(sofus)
    actions.put_off(prepare[bodil], actor=bodil.as_actor())
    assert "Tænk over, hvad du vil spørge om" not in front_page(bodil)


def test_a_step_of_ones_way_and_one_outside_it_stand_by_their_day(way, prepare):
    assert way.step("proev-2").words.title in front_page(way.mette)
    Step.objects.filter(pk=prepare[way.mette].pk).update(chosen_on=SEP_29)
    Step.objects.filter(pk=way.step("proev-2").pk).update(chosen_on=OCT_1)
    assert "Tænk over, hvad du vil spørge om" in front_page(way.mette)


def test_who_helps_a_house_meets_what_it_does_together_also_with_nobody_on_the_way(way, settings):
    house, bente, worker = unit(way.kommune, "Karlsvognen"), person("Bente"), person("Kim")
    give_function(bente, house, FunctionKind.BEACON)
    employ(worker, house)
    assert "Huse uden nogen på vej" in front_page(bente)
    settled(an_owner.look(house, OCT_1))
    shown = front_page(bente)
    assert "Kig på jeres rum" in shown and "Sammen hjemme" in shown and "0 kolleger" not in shown
    assert "Kig på jeres rum" in signed_in(worker).get(reverse("portal:house_show", args=[house.pk])).content.decode()


def test_no_number_of_a_cohort_tells_of_it(way, on_date, prepare, look):
    before = tried_counts([way.cohort])
    for step in (*prepare.values(), look):
        Step.objects.filter(pk=step.pk).update(done_on=SEP_29)
    on_date(date(2021, 10, 2))
    assert tried_counts([way.cohort]) == before
    scope = look.scope
    assert [Step.objects.in_scope(scope).asked().count(), Step.objects.in_scope(scope).counted().count()] == [1, 1]


@pytest.mark.parametrize("rows", [1, 3])
def test_what_stands_behind_a_list_is_asked_for_once(rows, way, bodil):
    for number in range(rows):
        actions.reconcile_journey(an_owner.meet(bodil, due_on=OCT_1, number=number), actor=NIGHT)
    an_owner.facts.asked.clear()
    shown = [step.words.title for step in Step.objects.visible_to(bodil.as_actor()).for_list()]
    assert len(shown) == rows
    assert an_owner.facts.asked == [("appointment", list(range(rows)))]


# Following the facts


def test_reconciled_again_there_is_nothing_to_do(prepare):
    (step, _other) = prepare.values()
    assert not actions.reconcile_journey(step.scope, actor=NIGHT)


def test_an_open_step_follows_and_a_kept_one_stays(way, bodil, prepare):
    actions.do_step(prepare[bodil], words=WORDS, actor=bodil.as_actor())
    later = date(2021, 10, 8)
    scope = an_owner.meet(way.mette, bodil, due_on=later)
    actions.reconcile_journey(scope, actor=NIGHT)
    assert dict(Step.objects.in_scope(scope).values_list("person", "due_on")) == {way.mette.pk: later, bodil.pk: OCT_1}
    actions.reconcile_journey(an_owner.meet(due_on=later), actor=NIGHT)
    assert [step.person for step in Step.objects.in_scope(scope).live()] == [bodil]
    page = reverse("journey:step_show", args=[prepare[way.mette].pk])
    assert "Skridtet er faldet væk. Du skal ikke gøre noget." in signed_in(way.mette).get(page).content.decode()


def test_another_owners_scope_with_the_same_number_is_left_alone(way, bodil):
    """A cohort, an appointment and a house of one number are three things."""
    steps = Step.objects.in_scope(way.step("proev-2").scope).live()
    before = steps.count()
    settled(an_owner.meet(bodil, due_on=OCT_1, number=way.cohort.pk))
    way.reconcile()
    assert (steps.count(), Step.objects.visible_to(bodil.as_actor()).count()) == (before, 1)


def test_the_night_mends_the_steps_of_every_owner(way, bodil, caplog):
    an_owner.meet(bodil, due_on=OCT_1)
    assert actions.reconcile_all(actor=NIGHT) == 1
    assert actions.reconcile_all(actor=NIGHT) == 0
    assert AuditLine.objects.whats().count("journey.steps_mended") == 1
    an_owner.facts.breaks = True
    assert actions.reconcile_all(actor=NIGHT) == 0
    assert [record.getMessage() for record in caplog.records] == [
        "the steps of an_owner's appointment 7 could not be brought in line"
    ]


def test_the_owners_letters_follow_what_is_done_where_it_writes_any(way, prepare, monkeypatch):
    step = prepare[way.mette]
    assert not letters.has_notices(step.scope)
    actions.do_step(step, words=WORDS, actor=way.mette.as_actor())
    written = []
    an_owner.facts.writes = True
    notices = letters.Notices("appointment", ids=list, desired=lambda one: written.append(one) or {})
    monkeypatch.setitem(letters._notices, ("an_owner", "appointment"), notices)
    actions.reopen_step(step, actor=way.mette.as_actor())
    assert written == [7]


def test_two_owners_do_not_take_one_name():
    with pytest.raises(ValueError, match="an_owner, unit"):
        register("an_owner", Steps("unit", ids=list, desired=lambda one: {}, backgrounds=lambda ids: {}))


# What is never stored


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        (lambda way: {"person": way.mette, "unit": way.group}, "CHECK|journey_step_for_one"),
        (lambda way: {}, "CHECK|journey_step_for_somebody"),
        (lambda way: {"person": way.mette, "cohort": way.cohort}, "CHECK|journey_step_cohort_is_its_scope"),
        (lambda way: {"person": way.mette, "scope_kind": "cohort"}, "CHECK|journey_step_cohort_is_its_scope"),
        (lambda way: {"person": way.mette, "key": "forbered"}, "UNIQUE|journey_step_once_a_person"),
    ],
)
def test_a_step_is_for_one_and_of_a_cohort_exactly_where_that_is_its_scope(wrong, constraint, way, prepare):
    row = {"owner": "an_owner", "scope_kind": "appointment", "scope_id": 7, "key": "ny", "role": "gruppe"}
    row |= {"phase": "under", "kind": "svar", "due_on": OCT_1, **wrong(way)}
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Step.objects.create(**row)
