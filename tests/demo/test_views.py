"""What only the demo has, and that it is nowhere else."""

from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import find
from django.core.management import call_command
from django.urls import reverse

from rodfaest.demo.models import Stage
from rodfaest.transport.models import DevMail
from tests.factories.organisations import PersonFactory

pytestmark = pytest.mark.django_db

PAGES = [reverse("demo:part_list"), reverse("demo:mail_list")]


@pytest.fixture
def demo(settings):
    settings.DEMO = True


@pytest.mark.parametrize("address", PAGES)
def test_without_the_demo_its_pages_are_not_there(address, client):
    assert client.get(address).status_code == 404


def test_without_the_demo_nobody_steps_in(client):
    assert client.post(reverse("demo:part_take", args=[PersonFactory().pk])).status_code == 404


def test_stepping_in_is_being_that_person(demo, client):
    mette = PersonFactory(first_name="Mette")
    client.post(reverse("demo:part_take", args=[mette.pk]))
    assert client.session["_auth_user_id"] == str(mette.pk)


def test_looking_at_the_page_steps_nobody_in(demo, client):
    assert client.get(reverse("demo:part_take", args=[PersonFactory().pk])).status_code == 405


def test_somebody_unknown_is_a_404(demo, client):
    assert client.post(reverse("demo:part_take", args=[4711])).status_code == 404


def test_no_day_passes_where_no_demo_was_built(demo, client):
    assert client.post(reverse("demo:day_pass")).status_code == 404


def test_a_day_passes(demo, client):
    Stage.objects.create(name="during", day="2021-09-29")
    client.post(reverse("demo:day_pass"))
    assert str(Stage.objects.get().day) == "2021-09-30"


@pytest.mark.parametrize("rows", [1, 3])
def test_the_post_asks_as_many_queries_whatever_the_rows(rows, demo, client, django_assert_num_queries):
    for number in range(rows):
        DevMail.objects.create(to="mette@horsens.example", subject=f"Brev {number}", text="Hej", at="2021-09-29T08:00Z")
    with django_assert_num_queries(2):
        assert client.get(reverse("demo:mail_list")).status_code == 200


def test_a_mail_shows_its_text_and_itself(demo, client):
    mail = DevMail.objects.create(
        to="m@h.example", subject="Hej", text="Hej Mette", html="<p>Hej</p>", at="2021-09-29T08:00Z"
    )
    assert "Hej Mette" in client.get(reverse("demo:mail_show", args=[mail.pk])).content.decode()
    shown = client.get(reverse("demo:mail_html", args=[mail.pk]))
    assert shown.content == b"<p>Hej</p>"
    assert "'unsafe-inline'" in shown["Content-Security-Policy"].split("style-src")[1].split(";")[0]


def test_the_plain_text_of_a_mail_keeps_its_lines(demo, client):
    mail = DevMail.objects.create(to="m@h.example", text="Hej Mette\nVi ses.", at="2021-09-29T08:00Z")
    shown = client.get(reverse("demo:mail_show", args=[mail.pk])).content.decode()
    assert '<div class="as-typed">Hej Mette\nVi ses.</div>' in shown
    assert ".as-typed { white-space: pre-wrap;" in Path(find("ui/rodfaest.css")).read_text()


def test_the_links_of_a_mail_lead_to_where_the_demo_runs_now(demo, client):
    mail = DevMail.objects.create(to="m@h.example", text="http://localhost:8000/l/abc/", at="2021-09-29T08:00Z")
    assert "http://testserver/l/abc/" in client.get(reverse("demo:mail_show", args=[mail.pk])).content.decode()


def test_a_demo_on_another_stage_is_said_and_left_as_it_is(demo, capsys):
    Stage.objects.create(name="during", day="2021-09-29")
    call_command("demo", "before")
    assert "Her ligger allerede demoen (during)." in capsys.readouterr().out
    assert Stage.objects.get().name == "during"
