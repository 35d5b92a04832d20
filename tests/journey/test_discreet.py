"""What the outbox shows of letters that go because somebody has not done a step: never to whom, nor how many."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from rodfaest.audit.models import AuditLine
from rodfaest.correspondence.models import Letter
from rodfaest.correspondence.queries.reached import out_of_reach
from rodfaest.correspondence.queries.rounds import counts_ahead
from rodfaest.enrolment.models import Seat
from rodfaest.journey import actions, notices
from rodfaest.kernel.time import now
from rodfaest.organisations.models import Person
from tests.factories.journey import a_way, add_seat, give_role, person
from tests.factories.login import Client

pytestmark = pytest.mark.django_db
ON_THE_DAY = date(2021, 9, 30)
THE_DAY_BEFORE, THE_DAY_AFTER = date(2021, 9, 29), date(2021, 10, 1)
NAMES = re.compile("Mette|Kim|Lene|Holm|Friis|Lund")


@pytest.fixture
def way(on_date):
    """Mette has done the practice task of split 2 before its day; Kim has not."""
    way = a_way()
    add_seat(way, "Kim")
    on_date(ON_THE_DAY - timedelta(days=1))
    actions.do_step(way.step("proev-2"), words="Jeg ventede.", nobody_recognisable=True, actor=way.mette.as_actor())
    on_date(ON_THE_DAY)
    way.reconcile()
    return way


@pytest.fixture
def konsulent(way):
    karen = person("Karen", "Vestergaard")
    give_role(karen, way.kommune)
    client = Client()
    client.force_login(karen)
    return client


def outbox(client, name="letter_list", *args):
    return shown(client, reverse(f"correspondence:{name}", args=args))


def shown(client, path):
    """What stands in the page itself, but for the tokens of its forms: its frame names the konsulent."""
    page = client.get(path).content.decode()
    return re.sub(r'value="[^"]{64}"', "", page[page.index("<main") : page.index("</main>")])


def reminders(way, seat=None):
    return Letter.objects.filter(discreet=way.step("proev-2", seat).words.title).order_by("pk")


def go(letters):
    letters.update(handing_over_at=now(), sent_at=now(), sent_on=ON_THE_DAY)


def only_discreet():
    """The other letters of the cohort go to everybody, and name them."""
    Letter.objects.filter(discreet="").delete()


def test_a_reminder_is_one_row_for_the_cohort_and_names_nobody(way, konsulent):
    only_discreet()
    assert [letter.needless for letter in reminders(way)] == [True, False]
    page = outbox(konsulent)
    title = reminders(way)[0].discreet
    assert page.count(f"<strong>{title}</strong>") == 1
    assert "til dem på holdet, det er til" in page
    assert not NAMES.search(page)
    assert not re.search(r"\d+ breve?", page)


def test_that_everybody_has_done_it_is_not_to_be_seen_either(way, konsulent):
    only_discreet()
    reminders(way).update(needless=True)
    before = outbox(konsulent)
    reminders(way).filter(person__first_name="Kim").update(needless=False)
    assert outbox(konsulent) == before


def test_whoever_gets_only_such_letters_has_their_name_on_no_page_of_the_outbox(way, konsulent):
    """Lene gets the question to ask, and no other letter."""
    assert not Letter.objects.filter(person=way.lene, discreet="").exists()
    for asked in ("waits", "went"):
        if asked == "went":
            go(Letter.objects.filter(person=way.lene, needless=False))
        for page in ("letter_list", "letter_sent_list"):
            assert "Lene" not in outbox(konsulent, page)
    board = konsulent.get(reverse("portal:cohort_show", args=[way.cohort.pk])).content.decode()
    assert "Spørg ind til" not in board


def test_what_has_gone_names_nobody_and_a_small_round_is_not_shown(way, konsulent, on_date):
    only_discreet()
    go(reminders(way).filter(needless=False))
    title = reminders(way)[0].discreet
    for name in ("Ane", "Bo", "Eva"):
        assert title not in outbox(konsulent, "letter_sent_list")
        on_date(ON_THE_DAY)
        add_seat(way, name)
        on_date(THE_DAY_AFTER)
    only_discreet()
    page = outbox(konsulent, "letter_sent_list")
    assert page.count(f"<strong>{title}</strong>") == 1
    assert not NAMES.search(page)


def test_no_address_opens_one_of_them(way, konsulent):
    first, second = reminders(way)
    for letter in (first, second):
        for name in ("letter_page", "letter_edit"):
            assert konsulent.get(reverse(f"correspondence:{name}", args=[letter.pk])).status_code == 404
        for name in ("letter_stop", "letter_send_again", "letter_rewrite", "letter_release", "letter_resume"):
            assert konsulent.post(reverse(f"correspondence:{name}", args=[letter.pk])).status_code == 404
    assert konsulent.get(reverse("correspondence:round_page", args=[first.pk])).status_code == 200
    assert konsulent.get(reverse("correspondence:round_page", args=[second.pk])).status_code == 404


@pytest.mark.parametrize("key", ["proev-2", "leder-spoerg-3"])
def test_a_round_is_read_without_a_name(key, way, konsulent):
    title = way.step(key).words.title
    first = Letter.objects.filter(discreet=title).order_by("pk")[0]
    page = outbox(konsulent, "round_page", first.pk)
    assert title in page
    assert way.step(key).words.text in page
    assert not NAMES.search(page)


def test_a_round_is_stopped_and_let_go_as_a_whole(way, konsulent, on_date):
    on_date(THE_DAY_BEFORE)
    first = reminders(way)[0]
    konsulent.post(reverse("correspondence:round_stop", args=[first.pk]))
    assert not reminders(way).open().exists()
    assert "Fortryd stop" in outbox(konsulent, "round_page", first.pk)
    way.reconcile()
    assert not reminders(way).open().exists()
    konsulent.post(reverse("correspondence:round_resume", args=[first.pk]))
    assert [letter.person.first_name for letter in reminders(way).open()] == ["Kim"]
    lines = AuditLine.objects.filter(what__startswith="correspondence.round_").order_by("pk")
    assert [line.what for line in lines] == ["correspondence.round_stopped", "correspondence.round_resumed"]
    assert not NAMES.search("".join(line.object_label + line.detail for line in lines))


@pytest.mark.parametrize("done", [False, True])
def test_a_stopped_round_stands_four_weeks_whether_or_not_everybody_has_done_it(done, way, konsulent, on_date):
    only_discreet()
    on_date(THE_DAY_BEFORE)
    konsulent.post(reverse("correspondence:round_stop", args=[reminders(way)[0].pk]))
    title = reminders(way)[0].discreet
    if done:
        reminders(way).update(needless=True)
    on_date(date(2021, 10, 28))
    assert title in outbox(konsulent)
    on_date(date(2021, 10, 29))
    assert title not in outbox(konsulent)


@pytest.mark.parametrize("done", [False, True])
def test_whom_letters_do_not_reach_does_not_step_aside_for_having_done_it(done, way, konsulent):
    """The rest of their letters are away, since what lies ahead of everybody would hide it."""
    Letter.objects.exclude(pk__in=reminders(way)).delete()
    Person.objects.filter(first_name="Kim").update(email=None)
    reminders(way).update(needless=done)
    karen = Person.objects.get(first_name="Karen")
    found = out_of_reach(Letter.objects.discreet_to(karen.as_actor()))
    assert [one.person.first_name for one in found] == ["Kim"]


@pytest.mark.parametrize(
    "trouble", [{"email": None, "phone": ""}, {"email": None, "phone": "2030"}, {"is_active": False}]
)
def test_whom_letters_do_not_reach_is_read_off_the_address_whoever_has_done_the_step(trouble, way, konsulent):
    """Mette has done hers, Kim has not; the sweep has tried Kim's letter, or not yet."""
    Person.objects.filter(first_name__in=("Mette", "Kim")).update(**trouble)
    pages = []
    for tried in (False, True):
        if tried:
            reminders(way).filter(needless=False).update(withheld_because="Kim har ingen mailadresse.")
        page = outbox(konsulent)
        section = page[page.index('id="out-of-reach"') : page.index('id="soon"')]
        assert re.findall("Mette Holm|Kim Friis", section) == ["Kim Friis", "Mette Holm"]
        assert way.step("proev-2").words.title not in section
        pages.append(section)
    assert pages[0] == pages[1]


@pytest.mark.parametrize("trouble", [{"email": None, "phone": ""}, {"is_active": False}, {}])
@pytest.mark.parametrize("later", [-1, 0, 1, 27])
def test_outbox_and_board_are_the_same_whoever_has_done_the_step(later, trouble, way, konsulent, on_date):
    """Nobody has, or Mette, or Kim, or both; who has not is out of reach, or their mailbox says no, from the day on."""
    Person.objects.filter(first_name__in=("Mette", "Kim")).update(**trouble)
    only_discreet()
    on_date(ON_THE_DAY + timedelta(days=later))
    seen = set()
    for undone in ([], ["Mette"], ["Kim"], ["Mette", "Kim"]):
        reminders(way).update(needless=True, withheld_because="")
        left = reminders(way).filter(person__first_name__in=undone)
        left.update(needless=False, withheld_because="Nej." if later >= 0 else "")
        board = shown(konsulent, reverse("portal:cohort_list"))
        seen.add((outbox(konsulent), outbox(konsulent, "letter_sent_list"), board))
    ((page, _sent, board),) = seen
    assert ("Mette Holm" in page, "Breve når ikke 2 personer" in board) == (bool(trouble), bool(trouble))


@pytest.mark.parametrize("went", [False, True])
def test_a_round_stands_on_its_day_whether_it_went_or_nobody_was_left_in_it(went, way, konsulent):
    only_discreet()
    before = outbox(konsulent)
    go(reminders(way).filter(needless=False)) if went else reminders(way).update(needless=True)
    assert outbox(konsulent) == before


def test_what_could_not_be_handed_over_is_sent_again_by_a_button_that_says_the_same_either_way(way, konsulent):
    reminders(way).update(withheld_because="Postkassen er fuld.", handing_over_at=now())
    assert "Postkassen" not in outbox(konsulent)
    again = reverse("correspondence:rounds_send_again")
    assert konsulent.get(again).status_code == 405
    for _press in range(2):
        page = konsulent.post(again, follow=True).content.decode()
        assert "Er der noget, der ikke kunne afleveres, bliver det sendt igen om lidt." in page
        assert not Letter.objects.failed().exists()
    assert [letter.person.first_name for letter in reminders(way).due(moment=now())] == ["Kim"]
    lines = AuditLine.objects.filter(what="correspondence.rounds_sent_again")  # of each press, whatever came of it
    assert {(line.object_label, line.detail) for line in lines} == {("Horsens Kommune", "")}
    assert lines.count() == 2


def test_nobody_but_the_konsulent_sends_again(way):
    reminders(way).update(withheld_because="Nej.")
    stranger = Client()
    stranger.force_login(way.lene)
    assert stranger.post(reverse("correspondence:rounds_send_again")).status_code == 404
    assert Letter.objects.failed().exists()


def test_a_day_of_ones_own_has_no_row_and_no_page_and_the_cohorts_own_is_stopped_as_before(way, konsulent, on_date):
    only_discreet()
    kim = reminders(way).filter(needless=False)[0].person
    before = outbox(konsulent)
    step = way.step("proev-2", Seat.objects.get(wish__person=kim))
    actions.choose_when(step, date(2021, 10, 6), actor=kim.as_actor())
    only_discreet()
    own = reminders(way).get(due_on=date(2021, 10, 6))
    assert outbox(konsulent) == before
    assert konsulent.get(reverse("correspondence:round_page", args=[own.pk])).status_code == 404
    assert konsulent.post(reverse("correspondence:round_stop", args=[own.pk])).status_code == 404
    on_date(THE_DAY_BEFORE)
    assert konsulent.post(reverse("correspondence:round_stop", args=[reminders(way)[0].pk])).status_code == 303


@pytest.mark.parametrize("done", [False, True])
def test_the_board_counts_a_round_as_one_whoever_has_done_the_step(done, way, konsulent):
    only_discreet()
    Letter.objects.exclude(pk__in=reminders(way)).delete()
    if done:
        reminders(way).update(needless=True)
    karen = Person.objects.get(first_name="Karen")
    hold = notices.of_cohort(way.cohort.pk)
    assert counts_ahead(Letter.objects.discreet_to(karen.as_actor())) == {hold: {"letters": 1, "withheld": 0}}
    reminders(way).update(needless=False)
    go(reminders(way))
    assert counts_ahead(Letter.objects.discreet_to(karen.as_actor()))[hold]["letters"] == 1


def test_a_round_is_the_konsulents_of_that_kommune(way):
    first = reminders(way)[0]
    stranger = Client()
    stranger.force_login(way.lene)
    assert stranger.get(reverse("correspondence:round_page", args=[first.pk])).status_code == 404
    assert stranger.post(reverse("correspondence:round_stop", args=[first.pk])).status_code == 404
