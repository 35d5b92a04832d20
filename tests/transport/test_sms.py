"""SMS through a gateway on this machine."""

import pytest

from rodfaest.transport import sms
from rodfaest.transport.errors import NotHandedOver
from rodfaest.transport.models import DevMail


def test_the_gateway_gets_number_text_and_token(gateway):
    sms.hand_over("+4520304050", "Din kode er 204511 æøå")
    assert gateway.taken == [
        ("Bearer hemmelig", "application/json", {"to": "+4520304050", "text": "Din kode er 204511 æøå"})
    ]


@pytest.mark.parametrize(
    ("status", "for_good"), [(400, True), (422, True), (401, False), (429, False), (500, False), (503, False)]
)
def test_a_refusal_says_whether_it_is_for_good(gateway, status, for_good):
    gateway.answers = status
    with pytest.raises(NotHandedOver) as refused:
        sms.hand_over("+4520304050", "Hej")
    assert refused.value.for_good is for_good
    assert str(status) in refused.value.reason


def test_the_token_does_not_follow_a_redirect(gateway, settings):
    gateway.answers, gateway.location = 302, settings.SMS_URL + "/andet"
    with pytest.raises(NotHandedOver) as refused:
        sms.hand_over("+4520304050", "Hej")
    assert refused.value.for_good is False
    assert len(gateway.taken) == 1


def test_a_gateway_that_is_not_there_is_tried_again(settings, silent_port):
    settings.SMS_URL = f"http://127.0.0.1:{silent_port}"
    with pytest.raises(NotHandedOver) as failed:
        sms.hand_over("+4520304050", "Hej")
    assert (failed.value.for_good, failed.value.unsure) == (False, False)


def test_an_address_that_is_no_web_address_is_not_opened(settings):
    settings.SMS_URL = "file:///etc/passwd"
    with pytest.raises(NotHandedOver, match="https"):
        sms.hand_over("+4520304050", "Hej")


def test_without_a_gateway_nobody_is_offered_one():
    assert not sms.available()
    with pytest.raises(NotHandedOver, match="SMS_URL"):
        sms.hand_over("+4520304050", "Hej")


@pytest.mark.django_db
def test_the_demo_keeps_what_it_would_have_sent(settings):
    settings.DEMO = True
    sms.hand_over("+4520304050", "Hej")
    assert [(kept.channel, kept.to, kept.text) for kept in DevMail.objects.all()] == [("sms", "+4520304050", "Hej")]
