"""A mail server on loopback: a login put right is told of by mail."""

from tests.transport.conftest import mail_server  # noqa: F401 (a fixture)
