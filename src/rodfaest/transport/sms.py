"""
One SMS through an HTTP gateway: POST of JSON with a bearer token, the shape most gateways share.

`{"to": "+4512345678", "text": "…"}` to settings.SMS_URL; any 2xx is taken.
"""

import json
from http.client import HTTPException
from typing import NoReturn
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings

from rodfaest.kernel.text import _
from rodfaest.kernel.time import now
from rodfaest.kernel.transactions import write
from rodfaest.transport.errors import NotHandedOver
from rodfaest.transport.models import DevMail

PATIENCE = 10
"""Seconds to wait for the gateway."""

NOT_THE_LETTERS_FAULT = frozenset({401, 403, 404, 408, 425, 429})
"""Statuses about our token, our address or the rate: the message can be sent later."""


class _NoRedirects(HTTPRedirectHandler):
    """A redirected POST would become a GET without its message, and its token would go elsewhere."""

    def redirect_request(self, *_args: object) -> None:
        return None


def available() -> bool:
    """Whether an SMS can be sent at all, so that nobody is offered one that can't."""
    return bool(settings.SMS_URL or settings.DEMO)


def hand_over(number: str, text: str) -> None:
    """Give one SMS to the gateway. Returns when it has been taken; else NotHandedOver."""
    if settings.SMS_URL:
        _post(number, text)
    elif settings.DEMO:
        _store(number, text)
    else:
        raise NotHandedOver(_("Der er ingen SMS-gateway: SMS_URL er ikke sat."), for_good=True)


def _post(number: str, text: str) -> None:
    if not settings.SMS_URL.startswith(("https://", "http://")):
        raise NotHandedOver(_("SMS_URL skal begynde med https://."), for_good=False)
    request = Request(
        settings.SMS_URL,
        data=json.dumps({"to": number, "text": text}).encode(),
        headers={"Content-Type": "application/json", "Authorization": f"Bearer {settings.SMS_TOKEN}"},
        method="POST",
    )
    try:
        with build_opener(_NoRedirects).open(request, timeout=PATIENCE):
            return
    except HTTPError as error:
        _refuse(error)
    except TimeoutError as error:
        raise NotHandedOver(
            _("SMS-gatewayen svarede ikke i tide. Beskeden er måske kommet frem."), for_good=False, unsure=True
        ) from error
    except (OSError, HTTPException) as error:
        raise NotHandedOver(_("SMS-gatewayen svarer ikke."), for_good=False) from error


def _refuse(error: HTTPError) -> NoReturn:
    error.close()
    for_good = 400 <= error.code < 500 and error.code not in NOT_THE_LETTERS_FAULT
    raise NotHandedOver(f"SMS-gatewayen tog ikke imod beskeden ({error.code}).", for_good=for_good) from error


@write
def _store(number: str, text: str) -> None:
    DevMail.objects.create(channel="sms", to=number, text=text, at=now())
