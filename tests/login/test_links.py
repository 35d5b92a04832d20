"""Personal links: fresh, old, unknown, opened by a machine, pressed by their holder."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from conftest import A_DAY_IN_MAY
from rodfaest.audit.models import AuditLine
from rodfaest.kernel.actors import Errand, System, Visitor
from rodfaest.kernel.errors import Denied
from rodfaest.login import actions
from rodfaest.login.models import PersonalLink
from rodfaest.ui.pages import jinja
from tests.factories.login import PersonalLinkFactory
from tests.factories.organisations import PersonFactory
from tests.login import pages

pytestmark = pytest.mark.django_db

ERRAND = Errand("tests.do_it", "tests.thing", 4)
JOB = System("send_due_letters")
LAST_DAY = date(2021, 5, 31)


@pytest.fixture(autouse=True)
def _nothing_pressed():
    pages.pressed.clear()


def make(person, **changes):
    return actions.make_link(person, ERRAND, **{"valid_until": LAST_DAY, "actor": JOB, **changes})


def path_of(url):
    return url.removeprefix("http://localhost:8000")


def test_a_link_is_an_address_of_which_only_a_digest_is_kept():
    url = make(PersonFactory())
    token = url.removeprefix("http://localhost:8000/l/").removesuffix("/")
    assert len(token) == 22
    (link,) = PersonalLink.objects.all()
    assert token not in link.digest
    assert len(link.digest) == 64
    assert AuditLine.objects.whats() == ["login.link_made"]
    assert token not in AuditLine.objects.get().object_label


def test_each_link_is_new_and_the_earlier_ones_go_on_working(client):
    person = PersonFactory()
    first, second = make(person), make(person)
    assert first != second
    assert [client.get(path_of(url)).status_code for url in (first, second)] == [200, 200]


@pytest.mark.parametrize("actor", [Visitor(), System("reconcile_all")])
def test_nobody_but_the_sending_job_makes_one(actor):
    with pytest.raises(Denied):
        make(PersonFactory(), actor=actor)


def test_not_even_the_person_themselves_makes_one():
    person = PersonFactory()
    with pytest.raises(Denied):
        make(person, actor=person.as_actor())


def test_a_fresh_link_opens_its_page_as_its_person(client):
    person = PersonFactory(first_name="Mette")
    answer = client.get(path_of(make(person)))
    assert answer.content.decode() == f"{person.full_name} ser 4"
    assert (answer["X-Robots-Tag"], answer["Referrer-Policy"]) == ("noindex", "same-origin")
    assert "no-store" in answer["Cache-Control"]


def test_the_buttons_of_its_page_have_addresses_below_it_and_are_too_old_with_it(client, on_date):
    button = path_of(make(PersonFactory())) + "tryk/"
    assert client.post(button).status_code == 404, "its page has no such button"
    link = PersonalLink.objects.get()
    link.verb = "tests.press_it"
    link.save()
    assert client.post(button).status_code == 200
    assert [object_id for _label, _person, object_id in pages.pressed] == [4]
    on_date(LAST_DAY + timedelta(days=1))
    assert client.post(button).status_code == 410


@pytest.mark.parametrize("button", ["", "tryk/"])
def test_a_link_with_a_verb_nobody_knows_any_more_is_not_there(button, client):
    link = path_of(make(PersonFactory()))
    PersonalLink.objects.update(verb="tests.was_renamed")
    assert [client.get(link + button).status_code, client.post(link + button).status_code] == [404, 404]


def test_it_works_up_to_and_including_its_last_day(client, on_date):
    url = path_of(make(PersonFactory()))
    on_date(LAST_DAY)
    assert client.get(url).status_code == 200
    on_date(LAST_DAY + timedelta(days=1))
    assert client.get(url).status_code == 410


def test_a_link_without_a_person_opens_too(client):
    assert client.get(path_of(make(None))).content.decode() == "Personligt link ser 4"


def test_an_unknown_link_is_not_there(client):
    assert client.get("/l/findes-ikke/").status_code == 404
    assert client.post("/l/findes-ikke/").status_code == 404
    assert client.post("/l/findes-ikke/nyt/").status_code == 404


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_mail_scanner_changes_nothing(client, method):
    url = path_of(make(PersonFactory()))
    lines = AuditLine.objects.count()
    for _ in range(3):
        assert getattr(client, method)(url).status_code == 200
    assert pages.pressed == []
    assert AuditLine.objects.count() == lines
    assert PersonalLink.objects.count() == 1


def test_the_holder_presses_and_may_come_back(client):
    person = PersonFactory()
    url = path_of(make(person))
    for _ in range(2):
        assert client.post(url).status_code == 200
    assert pages.pressed == [(person.full_name, person.pk, 4)] * 2


def test_a_page_for_links_is_not_there_for_the_signed_in(client):
    client.force_login(PersonFactory())
    old = PersonalLinkFactory(token="gammelt", valid_until=date(2021, 5, 2))
    assert old.person
    assert client.post("/l/gammelt/").status_code == 410
    assert pages.pressed == []


def test_whoever_is_signed_in_acts_as_the_links_person_on_its_page_alone(client):
    lene, mette = PersonFactory(first_name="Lene"), PersonFactory(first_name="Mette")
    client.force_login(lene)
    assert client.get(path_of(make(mette))).content.decode().startswith("Mette")
    assert lene.full_name in client.get(reverse("login:profile_show")).content.decode()


def test_it_costs_one_query(client, django_assert_num_queries):
    url = path_of(make(PersonFactory()))
    with django_assert_num_queries(1):
        client.get(url)


# Too old


@pytest.fixture
def too_old():
    person = PersonFactory(first_name="Mette", email="mette@horsens.example")
    link = PersonalLinkFactory(token="gammelt", person=person, valid_until=date(2021, 5, 2))
    PersonalLink.objects.update(made_at=datetime(2021, 4, 1, tzinfo=UTC))
    return link


def test_too_old_is_a_friendly_page_with_a_button(client, too_old):
    answer = client.get("/l/gammelt/")
    assert answer.status_code == 410
    shown = answer.content.decode()
    assert "Det er ikke din fejl" in shown
    assert 'action="/l/gammelt/nyt/"' in shown
    assert "mette@horsens.example" not in shown
    assert PersonalLink.objects.count() == 1


def test_the_button_sends_a_new_link_to_the_person_it_belongs_to(client, too_old, mail_server):
    answer = client.post("/l/gammelt/nyt/")
    assert "Et nyt link er på vej" in answer.content.decode()
    assert "/l/" not in answer.content.decode()

    (sent,) = mail_server.taken
    assert (sent["To"], sent["Subject"]) == ("mette@horsens.example", "Dit nye link til Rodfæst")
    text = sent.get_body(("plain",)).get_content()
    url = next(word for word in text.split() if word.startswith("http://localhost:8000/l/"))
    assert jinja().globals["ui"].mail_button("Åbn siden", url).strip() in sent.get_body(("html",)).get_content()
    assert client.get(path_of(url)).content.decode().startswith("Mette")
    new = PersonalLink.objects.order_by("-pk")[0]
    assert (new.errand, new.valid_until) == (too_old.errand, A_DAY_IN_MAY + timedelta(days=14))


def test_a_link_is_renewed_for_a_year_and_not_for_ever(client, too_old, mail_server, on_date):
    last_day = too_old.valid_until + timedelta(days=366)
    on_date(last_day - timedelta(days=30))
    client.post("/l/gammelt/nyt/")
    text = mail_server.taken[0].get_body(("plain",)).get_content()
    renewed = path_of(next(word for word in text.split() if word.startswith("http://localhost:8000/l/")))
    PersonalLink.objects.update(made_at=datetime(2021, 4, 1, tzinfo=UTC))

    on_date(last_day)
    assert "Send et nyt link" in client.get(renewed).content.decode()
    on_date(last_day + timedelta(days=1))
    shown = client.get(renewed).content.decode()
    assert "Brevet er mere end et år gammelt" in shown
    assert "Send et nyt link" not in shown
    client.post(f"{renewed}nyt/")
    assert PersonalLink.objects.count() == 2


def test_pressed_twice_sends_one(client, too_old, mail_server):
    pages_shown = [client.post("/l/gammelt/nyt/").status_code for _ in range(2)]
    assert pages_shown == [200, 200]
    assert len(mail_server.taken) == 1
    assert PersonalLink.objects.count() == 2


def test_where_the_mail_server_is_away_it_says_so(client, too_old):
    answer = client.post("/l/gammelt/nyt/", HTTP_REFERER="http://testserver/l/gammelt/", follow=True)
    assert "Prøv igen om ti minutter" in answer.content.decode()


def test_somebody_without_mail_gets_it_by_sms(client, too_old, gateway):
    too_old.person.email, too_old.person.phone = None, "20 30 40 50"
    too_old.person.save()
    client.post("/l/gammelt/nyt/")
    ((_, _, sms),) = gateway.taken
    assert sms["to"] == "+4520304050"
    assert sms["text"].startswith("Her er dit nye link til Rodfæst: http://localhost:8000/l/")


def test_where_there_is_nowhere_to_send_it_there_is_no_button(client, too_old):
    too_old.person.email = None
    too_old.person.save()
    shown = client.get("/l/gammelt/").content.decode()
    assert "Vi har ingen mail eller mobil" in shown
    assert "Send et nyt link" not in shown


def test_a_working_link_needs_no_new_one(client):
    url = path_of(make(PersonFactory()))
    answer = client.post(f"{url}nyt/")
    assert (answer.status_code, answer["Location"]) == (303, url)
    assert PersonalLink.objects.count() == 1


def test_the_button_is_pressed_not_opened(client, too_old):
    assert client.get("/l/gammelt/nyt/").status_code == 405


def test_links_are_forgotten_a_year_after_they_stopped(on_date):
    make(PersonFactory())
    on_date(LAST_DAY + timedelta(days=366))
    assert actions.remove_expired_links(actor=System("remove_expired_links")) == 0
    on_date(LAST_DAY + timedelta(days=367))
    assert actions.remove_expired_links(actor=System("remove_expired_links")) == 1
    assert actions.remove_expired_links(actor=System("remove_expired_links")) == 0
    with pytest.raises(Denied):
        actions.remove_expired_links(actor=Visitor())
