"""What a browser may keep of somebody's pages, and for how long."""

import pytest
from django.urls import reverse

from tests.factories.organisations import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page", ["portal:front", "texts:reading_list"])
def test_a_persons_pages_are_asked_for_anew_and_go_with_whoever_logs_out(page, client):
    client.force_login(PersonFactory())
    assert client.get(reverse(page)).headers["Cache-Control"] == "private, no-cache"
    assert client.post(reverse("account_logout")).headers["Clear-Site-Data"] == '"cache"'


def test_a_visitors_pages_are_anybodys(client):
    answer = client.get(reverse("portal:front"))
    assert "Cache-Control" not in answer.headers and "Clear-Site-Data" not in answer.headers
