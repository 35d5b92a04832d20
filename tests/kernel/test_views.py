"""The three walls a view can have."""

from enum import StrEnum

import pytest
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse

from rodfaest.kernel.actors import Errand, LinkHolder, PersonActor, Standing, Visitor
from rodfaest.kernel.views import chosen, public, signed_in, with_link

PERSON = PersonActor(1, "Ann", lambda _: Standing())
HOLDER = LinkHolder(Errand("shop.answer", "shop.wish", 7), person_id=1, label="Ann")


class Answer(StrEnum):
    YES = "yes"


def page(request):
    return HttpResponse("in")


@pytest.fixture
def asked_by(rf):
    def asked_by(actor, view):
        request = rf.get("/side/?a=1")
        request.actor = actor
        return view(request)

    return asked_by


def test_each_wall_says_its_name():
    assert [wall(page).reached_by for wall in (public, signed_in, with_link)] == ["public", "signed_in", "with_link"]


def test_a_person_comes_in_where_one_signs_in(asked_by):
    assert asked_by(PERSON, signed_in(page)).content == b"in"


@pytest.mark.parametrize("actor", [Visitor(), HOLDER])
def test_others_are_sent_to_log_in_and_back(asked_by, actor, settings):
    settings.LOGIN_URL = "/ind/"
    assert asked_by(actor, signed_in(page)).headers["Location"] == "/ind/?next=/side/%3Fa%3D1"


def test_a_links_holder_comes_in_by_the_link(asked_by):
    assert asked_by(HOLDER, with_link(page)).content == b"in"


@pytest.mark.parametrize("actor", [Visitor(), PERSON])
def test_without_the_link_the_page_is_not_there(asked_by, actor):
    with pytest.raises(Http404):
        asked_by(actor, with_link(page))


def test_a_pressed_button_is_the_enum_it_stands_for(rf):
    assert chosen(rf.post("/", {"pressed": "yes"}), "pressed", Answer) is Answer.YES


@pytest.mark.parametrize("posted", [{}, {"pressed": "perhaps"}])
def test_a_value_that_was_not_on_the_page_is_a_bad_request(rf, posted):
    with pytest.raises(BadRequest):
        chosen(rf.post("/", posted), "pressed", Answer)
