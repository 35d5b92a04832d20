"""Taking over a login: each detour played, by whoever changes another's mail or mobile and asks for a code there."""

import re
from datetime import date, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from rodfaest.audit.models import AuditLine
from rodfaest.correspondence.rules import letters
from rodfaest.journey.actions import write_draft
from rodfaest.kernel.errors import Denied, RuleBroken
from rodfaest.kernel.time import now
from rodfaest.login import actions as login
from rodfaest.login import rules
from rodfaest.login.models import LoginChange, Meeting, PersonalLink, Proof, letters_read_since
from rodfaest.login.shown import _made_since
from rodfaest.organisations import actions
from rodfaest.organisations.models import Employment, Person
from rodfaest.organisations.rules import Role
from rodfaest.texts.rules import Audience
from tests.factories.journey import StepTextFactory, a_way
from tests.factories.login import Client, PersonalLinkFactory
from tests.factories.organisations import (
    EmploymentFactory,
    OrganisationFactory,
    PersonFactory,
    SystemRoleFactory,
    UnitFactory,
    administrator_of,
    consultant_of,
    leader_of,
)

pytestmark = pytest.mark.django_db
IN_SPLIT_2 = date(2021, 9, 28)
OLD, NEW = "mette@horsens.example", "tyv@horsens.example"
SECRET = "Det var svært i dag."


@pytest.fixture
def way(on_date):
    found = a_way()
    on_date(IN_SPLIT_2)
    found.mette.email, found.mette.phone = OLD, "20 30 40 50"
    found.mette.last_login = now() - timedelta(days=30)
    found.mette.save()
    return found


@pytest.fixture
def thief(way) -> Person:
    """The administrator of her kommune, who may change a login, and goes too far."""
    return administrator_of(way.kommune)


def take_over(person: Person, by: Person, *, email: str | None = NEW, phone: str = "20 30 40 50") -> None:
    actions.change_login(person, email=email, phone=phone, actor=by.as_actor())


def words_of(mail) -> str:
    return mail.get_body(("plain",)).get_content()


def come_in(address: str, mail_server) -> Client:
    """By a code to that address."""
    client = Client()
    client.post(reverse("account_request_login_code"), {"login": address})
    return code_typed(client, mail_server)


def code_typed(client: Client, mail_server) -> Client:
    code = re.search(r"\b\d{6}\b", words_of(mail_server.taken[-1]))[0]
    assert client.post(reverse("account_confirm_login_code"), {"code": code}).status_code == 302
    return client


def text_of(response) -> str:
    return response.content.decode()


def undo_link(mail_server, to: str = OLD) -> str:
    mail = next(mail for mail in mail_server.taken if mail["To"] == to and "ikke mig" in words_of(mail))
    return re.search(r"https?://[^/]+(/det-var-ikke-mig/\S+)", words_of(mail))[1]


# Who may


def test_a_konsulent_a_leader_and_another_kommune_change_nobodys_login(way):
    second = UnitFactory(organisation=OrganisationFactory())
    EmploymentFactory(person=way.mette, unit=second, from_on=date(2021, 5, 2))
    others = consultant_of(way.kommune), way.lene, leader_of(second), administrator_of(second.organisation)
    for other in others:
        with pytest.raises(Denied, match="det, man logger ind med"):
            take_over(way.mette, other)
        with pytest.raises(Denied, match="det, man logger ind med"):
            take_over(way.mette, other, email=OLD, phone="40404040")
    assert Person.objects.get(pk=way.mette.pk).email == OLD


def test_a_second_job_written_in_with_a_first_day_long_ago_makes_nobody_the_one(way, on_date):
    on_date(date(2021, 6, 1))
    second = UnitFactory(organisation=OrganisationFactory())
    Employment.objects.update(written_on=date(2021, 5, 1))
    EmploymentFactory(person=way.mette, unit=second, from_on=date(1960, 1, 1))
    with pytest.raises(Denied):
        take_over(way.mette, administrator_of(second.organisation))
    take_over(way.mette, administrator_of(way.kommune))


def test_who_has_a_role_elsewhere_is_changed_by_whoever_administers_both(way, thief):
    SystemRoleFactory(person=way.mette, organisation=OrganisationFactory(), role=Role.HEAD)
    with pytest.raises(Denied):
        take_over(way.mette, thief)


def test_a_konsulents_page_asks_for_the_name_alone(way):
    client, address = Client(), reverse("organisations:person_change", args=[way.mette.pk])
    client.force_login(consultant_of(way.kommune))
    shown = text_of(client.get(address))
    assert 'name="email"' not in shown
    assert "det, man logger ind med" in shown
    client.post(address, {"first_name": "Mette", "last_name": "Ny", "email": NEW, "phone": ""})
    person = Person.objects.get(pk=way.mette.pk)
    assert (person.last_name, person.email) == ("Ny", OLD)


def test_one_changes_ones_own_and_is_out_everywhere(way):
    client, address = Client(), reverse("login:login_change")
    client.force_login(way.mette)
    assert client.get(address).status_code == 200
    assert client.post(address, {"email": "ingen mail", "phone": ""}).status_code == 422
    assert client.post(address, {"email": "ny@horsens.example", "phone": ""}).status_code == 303
    assert Person.objects.get(pk=way.mette.pk).email == "ny@horsens.example"
    assert client.get(reverse("login:profile_show")).status_code == 302
    assert Client().get(address).status_code == 302


# Told at once


@pytest.mark.parametrize("changed", [{"email": NEW}, {"email": OLD, "phone": "40 40 40 40"}])
def test_every_address_and_number_is_told_and_sessions_and_links_end(
    changed, way, thief, mail_server, gateway, django_capture_on_commit_callbacks
):
    inside = Client()
    inside.force_login(way.mette)
    PersonalLinkFactory(person=way.mette)
    other = PersonalLinkFactory(person=thief)
    with django_capture_on_commit_callbacks(execute=True):
        take_over(way.mette, thief, **changed)
    assert inside.get(reverse("login:profile_show")).status_code == 302
    assert list(PersonalLink.objects.all()) == [other]
    assert {mail["To"] for mail in mail_server.taken} == {OLD, changed["email"]}
    numbers = {"+4520304050", "+4540404040"} if "phone" in changed else {"+4520304050"}
    assert {body["to"] for _, _, body in gateway.taken} == numbers
    for mail in mail_server.taken:
        assert not {"Mette", NEW, "40404040"} & set(words_of(mail).split())


def test_a_second_change_tells_those_the_first_took_out_too(
    way, thief, mail_server, django_capture_on_commit_callbacks
):
    take_over(way.mette, thief)
    with django_capture_on_commit_callbacks(execute=True):
        take_over(way.mette, thief, email="tyv2@horsens.example")
    assert OLD in {mail["To"] for mail in mail_server.taken}


# »Det var ikke mig«


@pytest.fixture
def taken_over(way, thief, mail_server, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        take_over(way.mette, thief)
    return way


def test_it_was_not_me_undoes_the_change_closes_the_sessions_and_opens_nothing(taken_over, mail_server):
    link = undo_link(mail_server)
    inside = come_in(NEW, mail_server)
    Authenticator.objects.create(user=taken_over.mette, type=Authenticator.Type.WEBAUTHN, data={})
    client = Client()
    assert "Det var ikke mig" in text_of(client.get(link))
    assert Person.objects.get(pk=taken_over.mette.pk).email == NEW  # looking changes nothing
    for _press in range(2):
        assert client.post(link).status_code == 303
    assert "Skiftet er fortrudt" in text_of(client.get(link))
    assert Person.objects.get(pk=taken_over.mette.pk).email == OLD
    assert inside.get(reverse("login:profile_show")).status_code == 302
    assert client.get(reverse("login:profile_show")).status_code == 302
    assert not Authenticator.objects.exists()
    assert AuditLine.objects.whats().count("login.change_undone") == 1


def test_it_undoes_what_was_changed_after_it_too(taken_over, thief, mail_server):
    take_over(taken_over.mette, thief, email="tyv2@horsens.example", phone="40404040")
    Client().post(undo_link(mail_server))
    person = Person.objects.get(pk=taken_over.mette.pk)
    assert (person.email, person.phone) == (OLD, "20 30 40 50")
    assert not LoginChange.objects.filter(undone_at__isnull=True).exists()


def test_it_works_for_fourteen_days(taken_over, mail_server):
    link = undo_link(mail_server)
    LoginChange.objects.update(at=now() - timedelta(days=14, minutes=1))
    assert Client().get(link).status_code == 410
    Client().post(link)
    assert Person.objects.get(pk=taken_over.mette.pk).email == NEW
    assert Client().get(reverse("login:change_undo", args=["andet"])).status_code == 404


def test_an_old_mail_that_another_has_got_is_not_taken_from_them(taken_over, mail_server):
    PersonFactory(email=OLD)
    change = LoginChange.objects.get()
    with pytest.raises(RuleBroken, match="En anden har fået den gamle mail"):
        login.undo_login_change(change, actor=taken_over.lene.as_actor())


# What was written before


def seen_by(client: Client, way) -> str:
    return "".join(text_of(client.get(reverse(name))) for name in ("journey:text_list", "portal:front"))


def test_a_login_by_the_new_address_opens_nothing_from_before(taken_over, mail_server):
    way = taken_over
    own = StepTextFactory(step=way.step("proev-1"), author=way.mette, words=SECRET)
    LoginChange.objects.update(at=now())
    client = come_in(NEW, mail_server)
    assert SECRET not in seen_by(client, way)
    assert SECRET not in text_of(client.get(reverse("journey:step_show", args=[own.step_id])))
    for name in ("text_share", "text_delete"):
        assert client.post(reverse(f"journey:{name}", args=[own.pk]), {"audience": "house"}).status_code == 404
    new = StepTextFactory(step=way.step("proev-2"), author=way.mette, words="Skrevet siden.")
    assert "Skrevet siden." in seen_by(client, way)
    assert new.pk


def test_a_takeover_by_mobile_opens_nothing_from_before(way, thief, gateway, mail_server):
    StepTextFactory(step=way.step("proev-1"), author=way.mette, words=SECRET)
    take_over(way.mette, thief, email=OLD, phone="40 40 40 40")
    client = Client()
    client.post(reverse("account_request_login_code"), {"login": "40404040"})
    code = re.search(r"\b\d{6}\b", str(gateway.taken[-1]))[0]
    client.post(reverse("account_confirm_login_code"), {"code": code})
    assert "Vis, at det er dig" in text_of(client.get(reverse("login:profile_show")))
    assert SECRET not in seen_by(client, way)
    assert SECRET in seen_by(come_in(OLD, mail_server), way)  # her own, by what she had before
    assert letters_read_since(way.mette) is None


def test_what_others_shared_with_one_stays_closed_too(way, thief, mail_server):
    text = StepTextFactory(step=way.step("proev-1"), author=way.mette, audience=Audience.LEADER, words=SECRET)
    Person.objects.filter(pk=way.lene.pk).update(last_login=now(), email="lene@horsens.example")
    way.lene.refresh_from_db()
    EmploymentFactory(person=way.lene, unit=way.group)
    take_over(way.lene, thief, phone="")
    client = come_in(NEW, mail_server)
    assert SECRET not in seen_by(client, way)
    assert text.may_read(way.lene.as_actor())


def test_closed_words_are_not_written_over(taken_over):
    way = taken_over
    StepTextFactory(step=way.step("proev-1"), author=way.mette, words=SECRET, finished_on=None)
    actor = way.mette.as_actor()
    actor.reads_since = now()
    with pytest.raises(Denied, match="Vis, at det er dig"):
        write_draft(way.step("proev-1"), "Andet", actor=actor)


def test_the_first_address_ever_closes_nothing(way, thief):
    new = EmploymentFactory(unit=way.group, person=PersonFactory(email=None)).person
    take_over(new, thief)
    assert not LoginChange.objects.get(person=new).closes


# Shown to be oneself


def send_proof(client: Client):
    return client.post(reverse("login:login_prove_send"), follow=True)


def test_a_code_to_the_old_address_opens_all_again_for_good(taken_over, mail_server):
    way = taken_over
    StepTextFactory(step=way.step("proev-1"), author=way.mette, words=SECRET)
    LoginChange.objects.update(at=now())
    client = come_in(NEW, mail_server)
    assert "Koden er sendt" in text_of(send_proof(client))
    assert mail_server.taken[-1]["To"] == OLD
    page = reverse("login:login_prove")
    assert client.post(page, {"code": "000000"}).status_code == 422
    code = re.search(r"\b\d{6}\b", words_of(mail_server.taken[-1]))[0]
    assert client.post(page, {"code": code}).status_code == 303
    assert SECRET in seen_by(client, way)
    assert SECRET in seen_by(come_in(NEW, mail_server), way)
    assert LoginChange.objects.get().proof == Proof.OLD_ADDRESS
    assert "Vist med en kode" in text_of(client.get(reverse("login:profile_show")))


def test_three_wrong_codes_end_the_code(taken_over, mail_server):
    client = come_in(NEW, mail_server)
    send_proof(client)
    code = re.search(r"\b\d{6}\b", words_of(mail_server.taken[-1]))[0]
    for wrong in ("1", "2", "3", code):
        assert client.post(reverse("login:login_prove"), {"code": wrong}).status_code == 422
    assert LoginChange.objects.get().proof == ""


def test_the_address_of_one_change_does_not_prove_the_next(taken_over, thief, mail_server):
    """Changed twice by the same hand, the first new address is no old one."""
    way = taken_over
    StepTextFactory(step=way.step("proev-1"), author=way.mette, words=SECRET)
    LoginChange.objects.update(at=now())
    take_over(way.mette, thief, email="tyv2@horsens.example")
    client = come_in("tyv2@horsens.example", mail_server)
    before = len(mail_server.taken)
    send_proof(client)
    sent = {mail["To"]: mail for mail in mail_server.taken[before:]}
    assert set(sent) == {OLD, NEW}
    code = re.search(r"\b\d{6}\b", words_of(sent[NEW]))[0]
    client.post(reverse("login:login_prove"), {"code": code})
    assert SECRET not in seen_by(client, way)


def test_a_passkey_made_after_the_change_proves_nothing(taken_over, mail_server):
    changes = [change.as_changed() for change in LoginChange.objects.unproven()]
    made = Authenticator.objects.create(user=taken_over.mette, type=Authenticator.Type.WEBAUTHN, data={})
    assert _made_since({"id": made.pk}, taken_over.mette, changes) == changes[0].at
    made.created_at = changes[0].at - timedelta(days=1)
    made.save()
    assert _made_since({"id": made.pk}, taken_over.mette, changes) is None
    assert rules.reads_since([changes[0].at, None], newest=changes[0].at) is None


def test_letters_with_words_wait_and_others_go(taken_over):
    taken_over.mette.refresh_from_db()
    assert letters_read_since(taken_over.mette) == LoginChange.objects.get().at
    said = {"address": NEW, "by_sms": False, "personal": True, "login_closed": False}
    assert letters.why_not_hand_over(**said, unproven=True) == letters.UNPROVEN
    assert letters.why_not_hand_over(**said) is None


# Met in person


@pytest.fixture
def closed(taken_over):
    """Something she wrote, and the only way to it is by the new address."""
    text = StepTextFactory(step=taken_over.step("proev-1"), author=taken_over.mette, words=SECRET)
    text.saved_at = now() - timedelta(days=30)
    text.save()
    LoginChange.objects.update(at=now() - timedelta(days=8))
    taken_over.mette.refresh_from_db()
    return taken_over


def meet(way, by: Person) -> Meeting:
    return login.meet(way.mette, "pas", actor=by.as_actor())


def test_a_meeting_opens_after_a_week_and_not_before(closed, thief, mail_server):
    meeting = meet(closed, thief)
    client = come_in(NEW, mail_server)
    assert SECRET not in seen_by(client, closed)
    assert "viste: pas" in text_of(client.get(reverse("login:profile_show")))
    Meeting.objects.update(at=meeting.at - timedelta(days=7, minutes=1))
    assert SECRET in seen_by(client, closed)
    assert letters_read_since(closed.mette) is None
    assert "viste: pas" in text_of(client.get(reverse("login:profile_show")))


def test_every_old_address_is_told_and_stops_it(
    closed, thief, mail_server, gateway, django_capture_on_commit_callbacks
):
    before = len(mail_server.taken)
    with django_capture_on_commit_callbacks(execute=True):
        meeting = meet(closed, thief)
    (told,) = mail_server.taken[before:]
    assert told["To"] == OLD
    assert [body["to"] for _, _, body in gateway.taken] == ["+4520304050"]
    link = re.search(r"https?://[^/]+(/vi-har-ikke-moedtes/\S+)", words_of(told))[1]
    client = Client()
    assert "Har I ikke mødtes?" in text_of(client.get(link))
    for _press in range(2):
        assert client.post(link).status_code == 303
    assert "Det er stoppet" in text_of(client.get(link))
    assert AuditLine.objects.whats().count("login.meeting_stopped") == 1
    Meeting.objects.update(at=meeting.at - timedelta(days=7, minutes=1))
    assert SECRET not in seen_by(come_in(NEW, mail_server), closed)


def test_the_week_over_it_can_not_be_stopped(closed, thief):
    meeting = meet(closed, thief)
    meeting.at -= timedelta(days=7, minutes=1)
    meeting.save()
    with pytest.raises(Denied, match="Ugen er gået"):
        login.stop_meeting(meeting, actor=closed.lene.as_actor())
    assert Client().get(reverse("login:meeting_stop", args=["andet"])).status_code == 404


def test_the_new_address_alone_stops_nothing_and_a_change_after_it_closes_again(closed, thief):
    meeting = meet(closed, thief)
    actor = closed.mette.as_actor()
    actor.reads_since = now()
    with pytest.raises(Denied):
        login.stop_meeting(meeting, actor=actor)
    Meeting.objects.update(at=meeting.at - timedelta(days=7, minutes=1))
    assert letters_read_since(closed.mette) is None
    LoginChange.objects.update(at=now())
    assert letters_read_since(closed.mette)


def test_no_leader_konsulent_or_other_kommune_vouches_nor_oneself(closed, thief):
    others = closed.lene, consultant_of(closed.kommune), administrator_of(OrganisationFactory()), closed.mette
    page = reverse("login:meeting_add", args=[closed.mette.pk])
    for other in others:
        with pytest.raises(Denied):
            meet(closed, other)
        client = Client()
        client.force_login(other)
        assert client.get(page).status_code == 404
        assert client.post(page, {"how": "pas"}).status_code == 404
    assert not Meeting.objects.exists()


def test_whom_to_meet_is_a_page_for_administrators_alone(closed):
    for other in (closed.lene, consultant_of(closed.kommune), closed.mette):
        client = Client()
        client.force_login(other)
        assert client.get(reverse("login:meeting_list")).status_code == 404


def test_the_administrator_types_how(closed, thief):
    client, page = Client(), reverse("login:meeting_add", args=[closed.mette.pk])
    client.force_login(thief)
    assert page in text_of(client.get(reverse("login:meeting_list")))
    assert client.get(page).status_code == 200
    for wrong in ("", "pas 010180-1234"):
        assert client.post(page, {"how": wrong}).status_code == 422
    assert client.post(page, {"how": "kørekort"}).status_code == 303
    assert client.post(page, {"how": "kørekort"}).status_code in (409, 422)
    assert [(one.how, one.by) for one in Meeting.objects.all()] == [("kørekort", thief)]
    assert Client().get(page).status_code == 302
