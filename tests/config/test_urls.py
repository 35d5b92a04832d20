"""What is asked of every address."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.factories.login import Client
from tests.factories.organisations import PersonFactory

pytestmark = pytest.mark.django_db


def names(resolver=None, before=""):
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            namespace = f"{before}{pattern.namespace}:" if pattern.namespace else before
            yield from names(pattern, namespace)
        elif isinstance(pattern, URLPattern):
            yield f"{before}{pattern.name}", pattern.pattern.converters


def address(name, converters):
    """The address with a number nobody has: what is asked is how the page takes the question, not what it shows."""
    return reverse(name, kwargs=dict.fromkeys(converters, 999_999))


def test_every_address_answers_a_head_as_it_answers_a_get():
    client = Client()
    client.force_login(PersonFactory(password="!"))
    answers = {}
    for name, converters in names():
        path = address(name, converters)
        answers[name] = (client.head(path).status_code, client.get(path).status_code)
    assert len(answers) > 80
    assert {name: both for name, both in answers.items() if both[0] != both[1]} == {}
