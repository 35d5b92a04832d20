"""A page a personal link of the tests opens: it says what it was asked for, and by whom."""

from django.http import HttpResponse

from rodfaest.kernel.views import ActorRequest, with_link

pressed: list[tuple[str, int | None, int]] = []


@with_link
def thing_show(request: ActorRequest, object_id: int) -> HttpResponse:
    if request.method == "POST":
        pressed.append((request.actor.label, request.actor.person_id, object_id))
    return HttpResponse(f"{request.actor.label} ser {object_id}")


things_by_link = {"": thing_show, "tryk": thing_show}
LINK_PAGES = {"tests.do_it": "tests.login.pages.thing_show", "tests.press_it": "tests.login.pages.things_by_link"}
