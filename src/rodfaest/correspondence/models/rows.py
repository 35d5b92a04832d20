"""What letters and entries have in common."""

from email.utils import parseaddr

from django.conf import settings
from django.db import models


class Derived(models.Model):
    """A row brought in line with the facts of its owner."""

    class Meta:
        abstract = True

    def clean_own_fields(self) -> None:
        """All but its keys: they came from rows just read, and asking for each again would be a query."""
        self.clean_fields(exclude={field.name for field in self._meta.concrete_fields if field.is_relation})


def mail_host() -> str:
    """The host in Message-IDs and UIDs: that of the mailbox the letters come from."""
    return parseaddr(settings.MAIL_FROM)[1].rpartition("@")[2] or "localhost"
