"""No address that opens somebody's page reaches the log."""

import logging

import pytest
from django.urls import reverse

from rodfaest.config.logs import WithoutTokens


@pytest.mark.parametrize("name", ["login:link_open", "login:link_renew", "correspondence:calendar_feed"])
def test_the_secret_of_an_address_is_masked_in_the_log(name):
    line = logging.LogRecord("", 0, "", 0, "Not Found: %s", (reverse(name, args=["en-hemmelig_nogle1"]),), None)
    WithoutTokens().filter(line)
    assert "hemmelig" not in line.getMessage()
    assert "…" in line.getMessage()
