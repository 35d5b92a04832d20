"""The pages of things gone wrong: Danish, friendly, with a way back."""

import pytest

from rodfaest.ui import errors


@pytest.mark.parametrize(
    ("view", "args", "status"),
    [
        (errors.bad_request, [Exception()], 400),
        (errors.forbidden, [Exception()], 403),
        (errors.csrf_failure, [], 403),
        (errors.not_found, [Exception()], 404),
        (errors.server_error, [], 500),
    ],
)
def test_each_has_its_status_a_sentence_and_a_way_back(view, args, status, a_request):
    answer = view(a_request(), *args)
    html = answer.content.decode()
    assert answer.status_code == status
    assert '<html lang="da">' in html
    assert 'href="/"' in html
    assert html.count("<h1>") == 1


def test_htmx_gets_a_sentence_not_a_page_inside_a_row(a_request):
    answer = errors.not_found(a_request(htmx=True), Exception())
    assert (answer.status_code, answer["HX-Retarget"]) == (404, "#messages")
    assert "<html" not in answer.content.decode()


def test_a_request_that_never_got_as_far_as_an_actor_still_gets_its_page(rf):
    assert errors.bad_request(rf.get("/"), Exception()).status_code == 400
