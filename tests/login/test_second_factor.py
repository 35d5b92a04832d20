"""Two steps for those who see many people: made, shown, asked for; and the demo's way past it."""

import time
from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.http import Http404, HttpResponse
from django.test import override_settings
from django.urls import include, path, reverse
from django.views.decorators.http import require_POST

from rodfaest.audit.models import AuditLine
from rodfaest.kernel.actors import System, Visitor
from rodfaest.kernel.errors import Denied
from rodfaest.kernel.views import ActorRequest, public, signed_in
from rodfaest.login import actions, locks
from rodfaest.organisations.models import SystemRole
from rodfaest.organisations.rules import SECOND_FACTOR_ROLES, Role
from rodfaest.texts.actions import turn_keys
from rodfaest.ui.errors import not_found
from tests.factories.login import sign_second_factor
from tests.factories.organisations import OrganisationFactory, PersonFactory

pytestmark = pytest.mark.django_db

done: list[str] = []


@signed_in
def hold_show(request: ActorRequest) -> HttpResponse:
    if request.method == "POST":
        done.append(request.actor.label)
    return HttpResponse(",".join(sorted(role for role, _ in request.actor.standing.roles)))


@public
def front_show(request: ActorRequest) -> HttpResponse:
    return HttpResponse(request.actor.kind)


@signed_in
def wish_show(request: ActorRequest) -> HttpResponse:
    raise Http404


@signed_in
@require_POST
def wish_withdraw(request: ActorRequest) -> HttpResponse:
    return HttpResponse("trukket")


@signed_in
def refused_show(request: ActorRequest) -> HttpResponse:
    raise Denied("Det er lederens.")


@public
def demo_step(request: ActorRequest, pk: int) -> HttpResponse:
    from rodfaest.organisations.models import Person

    actions.step_in(request, Person.objects.get(pk=pk), actor=request.actor)
    return HttpResponse("inde")


handler404 = not_found
urlpatterns = [
    path("", front_show),
    path("hold/", hold_show),
    path("oensker/1/", wish_show),
    path("oensker/1/traek/", wish_withdraw),
    path("nej/", refused_show),
    path("demo/<int:pk>/", demo_step),
    path("", include("rodfaest.login.urls")),
    path("", include("rodfaest.texts.urls")),
]


@pytest.fixture(autouse=True)
def _pages_of_our_own():
    with override_settings(ROOT_URLCONF=__name__):
        yield


def somebody(role=None):
    person = PersonFactory()
    person.set_unusable_password()
    person.save()
    if role:
        SystemRole.objects.create(
            person=person, organisation=OrganisationFactory(), role=role, from_on=date(2020, 1, 1)
        )
    return person


def code_of(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


# The gate


@pytest.mark.parametrize("role", sorted(SECOND_FACTOR_ROLES))
def test_whoever_sees_many_people_is_sent_to_make_a_second_step(client, role):
    client.force_login(somebody(role))
    answer = client.get("/hold/", follow=True)
    assert answer.redirect_chain == [("/mit/to-trin/", 303)]
    assert "Derfor skal du logge ind med to trin" in answer.content.decode()


@pytest.mark.parametrize("role", [None, *sorted(set(Role) - SECOND_FACTOR_ROLES)])
def test_others_go_straight_on(client, role):
    client.force_login(somebody(role))
    assert client.get("/hold/").content.decode() == (role or "")


def test_a_press_does_nothing_before_the_second_step(client):
    done.clear()
    client.force_login(somebody(Role.CONSULTANT))
    answer = client.post("/hold/")
    assert (answer.status_code, done) == (303, [])


def test_a_role_given_while_signed_in_needs_its_second_step_at_once(client):
    person = somebody()
    client.force_login(person)
    assert client.get("/hold/").status_code == 200
    SystemRole.objects.create(
        person=person, organisation=OrganisationFactory(), role=Role.CONSULTANT, from_on=date(2020, 1, 1)
    )
    assert client.get("/hold/").status_code == 303


@pytest.mark.parametrize(
    "name", ["mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "login:profile_show", "account_logout"]
)
def test_the_way_to_it_and_the_way_out_are_open(client, name):
    client.force_login(somebody(Role.ADMINISTRATOR))
    assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize(
    ("address", "status", "sentence"),
    [
        ("/oensker/1/", 404, "Siden er her ikke"),
        ("/findes/ikke/", 404, "Siden er her ikke"),
        ("/oensker/1/traek/", 405, "Der er ikke sket noget endnu"),
        ("/nej/", 403, "Det er lederens."),
    ],
)
def test_a_page_of_something_gone_wrong_asks_for_no_second_step(client, address, status, sentence):
    client.force_login(somebody(Role.CONSULTANT))
    answer = client.get(address)
    assert answer.status_code == status
    shown = answer.content.decode()
    assert sentence in shown
    assert "Udbakke" not in shown


def test_whoever_has_shown_it_goes_on_with_the_role(client):
    person = somebody(Role.CONSULTANT)
    client.force_login(person)
    sign_second_factor(client, person)
    assert client.get("/hold/").content.decode() == "consultant"


def test_another_persons_second_step_counts_for_nobody(client):
    person, other = somebody(Role.CONSULTANT), somebody()
    client.force_login(person)
    sign_second_factor(client, other)
    assert client.get("/hold/").status_code == 303


def test_it_costs_no_more_than_session_and_person(client, django_assert_num_queries):
    client.force_login(somebody(Role.CONSULTANT))
    with django_assert_num_queries(2):
        assert client.get("/").content.decode() == "person"


def test_a_visitor_costs_nothing(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/").content.decode() == "visitor"


# An app with codes


def test_making_it_opens_the_door_and_gives_codes_for_a_bad_day(client):
    client.force_login(somebody(Role.CONSULTANT))
    shown = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = client.session["mfa.totp.secret"]
    assert secret in shown
    wrong = "000000" if code_of(secret) != "000000" else "111111"
    assert client.post(reverse("mfa_activate_totp"), {"code": wrong}).status_code == 422

    answer = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)}, follow=True)
    assert answer.redirect_chain == [("/mit/to-trin/noedkoder/", 302)]
    assert len(Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()) == 10
    assert client.get("/hold/").content.decode() == "consultant"


@pytest.fixture
def secret():
    return generate_totp_secret()


@pytest.fixture
def with_app(secret):
    person = somebody(Role.CONSULTANT)
    TOTP.activate(person, secret)
    return person


def test_logging_in_asks_for_it_after_the_code(client, with_app, secret, mail_server):
    client.post("/log-ind/", {"login": with_app.email})
    code = mail_server.taken[-1]["Subject"].split()[-1]
    assert client.post("/log-ind/kode/", {"code": code})["Location"] == "/log-ind/andet-trin/"
    assert client.get("/hold/").status_code == 302
    assert client.get("/log-ind/andet-trin/").status_code == 200
    wrong = "000000" if code_of(secret) != "000000" else "111111"
    assert client.post("/log-ind/andet-trin/", {"code": wrong}).status_code == 422
    assert client.post("/log-ind/andet-trin/", {"code": code_of(secret)})["Location"] == "/"
    assert client.get("/hold/").content.decode() == "consultant"
    assert AuditLine.objects.whats() == ["login.logged_in"]


def test_a_session_from_before_is_asked_to_show_it(client, with_app, secret):
    client.force_login(with_app)
    answer = client.get("/hold/")
    assert answer["Location"] == "/mit/to-trin/bekraeft/?next=%2Fhold%2F"
    assert client.get(answer["Location"]).status_code == 200
    assert client.post(answer["Location"], {"code": code_of(secret), "next": "/hold/"})["Location"] == "/hold/"
    assert client.get("/hold/").content.decode() == "consultant"


def test_it_is_not_removed_without_being_shown(client, with_app, secret):
    client.force_login(with_app)
    asked = client.post(reverse("mfa_deactivate_totp"))
    assert asked["Location"].startswith("/mit/to-trin/bekraeft/")
    assert Authenticator.objects.filter(type="totp").exists()
    client.post(reverse("mfa_reauthenticate"), {"code": code_of(secret)})
    assert client.get(reverse("mfa_deactivate_totp")).status_code == 200
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.exists()


# One's own page


def test_logging_out_everywhere_ends_every_session(client):
    mette = somebody()
    other = client.__class__()
    for browser in (client, other):
        browser.force_login(mette)
    answer = client.post(reverse("login:profile_log_out_everywhere"), follow=True)
    assert "Du er nu logget ud alle steder." in answer.content.decode()
    assert [browser.get("/mit/").status_code for browser in (client, other)] == [302, 302]
    assert AuditLine.objects.whats() == ["login.logged_out_everywhere"]


def test_a_link_cannot_log_anybody_out():
    mette, bo = somebody(), somebody()
    with pytest.raises(Denied):
        actions.log_out_everywhere(mette, actor=bo.as_actor())
    with pytest.raises(Denied):
        actions.log_out_everywhere(mette, actor=Visitor())


def test_ones_own_page_is_ones_own(client):
    assert client.get("/mit/").status_code == 302
    assert client.post("/mit/log-ud-alle-steder/").status_code == 302
    client.force_login(somebody())
    assert client.get("/mit/log-ud-alle-steder/").status_code == 405


# The demo


def test_in_the_demo_one_steps_in_with_no_second_step(client, settings):
    settings.DEMO = True
    person = somebody(Role.CONSULTANT)
    client.get(f"/demo/{person.pk}/")
    assert client.get("/hold/").content.decode() == "consultant"
    assert AuditLine.objects.whats() == ["login.stepped_in"]
    settings.DEMO = False
    assert client.get("/hold/").status_code == 303


def test_elsewhere_nobody_steps_in(client):
    answer = client.get(f"/demo/{somebody().pk}/")
    assert answer.status_code == 403
    assert client.get("/").content.decode() == "visitor"


# What is kept of it


def test_a_copy_of_the_database_alone_opens_no_second_step(client):
    """Neither the app's secret nor what recovery codes are made from stands in the row, and both still work."""
    person, secret = somebody(Role.CONSULTANT), generate_totp_secret()
    app, codes = TOTP.activate(person, secret), RecoveryCodes.activate(person)
    rows = " ".join(str(factor.data) for factor in Authenticator.objects.filter(user=person))
    first = codes.get_unused_codes()[0]
    assert secret not in rows
    assert first not in rows
    assert TOTP(Authenticator.objects.get(pk=app.instance.pk)).validate_code(code_of(secret))
    assert RecoveryCodes(Authenticator.objects.get(pk=codes.instance.pk)).validate_code(first)


def test_a_second_step_outlives_the_key_it_was_made_under(client, settings):
    person, secret = somebody(Role.CONSULTANT), generate_totp_secret()
    app, codes = TOTP.activate(person, secret), RecoveryCodes.activate(person)
    first = codes.get_unused_codes()[0]
    new = Fernet.generate_key().decode()
    settings.TEXT_KEYS = f"{new},{settings.TEXT_KEYS}"
    turn_keys(actor=System("turn_text_keys"))
    settings.TEXT_KEYS = new
    assert TOTP(Authenticator.objects.get(pk=app.instance.pk)).validate_code(code_of(secret))
    assert RecoveryCodes(Authenticator.objects.get(pk=codes.instance.pk)).validate_code(first)


def test_what_locks_a_second_step_opens_no_text(settings):
    with pytest.raises(InvalidToken):
        locks.unlocked(MultiFernet([Fernet(settings.TEXT_KEYS.split(",")[0])]).encrypt(b"7:me\nKun mit.").decode())
