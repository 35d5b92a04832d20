"""The demo's letter box: the mails and SMS that would have been sent."""

from typing import Self

from django.db import models


class DevMailQuerySet(models.QuerySet["DevMail"]):
    def newest_first(self) -> Self:
        """In the order of a mailbox."""
        return self.order_by("-pk")


class DevMail(models.Model):
    """One mail or SMS that the demo stored instead of sending it. Shown at /dev/mail."""

    channel = models.CharField(max_length=4, default="mail", help_text="mail or sms")
    to = models.CharField(max_length=254)
    subject = models.CharField(max_length=250, blank=True)
    text = models.TextField()
    html = models.TextField(blank=True)
    message_id = models.CharField(max_length=250, blank=True)
    calendar_method = models.CharField(max_length=20, blank=True)
    calendar = models.TextField(blank=True, help_text="the iCalendar part, as it would have been sent")
    at = models.DateTimeField()

    objects = DevMailQuerySet.as_manager()

    class Meta:
        verbose_name = "brev i demoen"

    def __str__(self) -> str:
        return f"{self.to}: {self.subject or self.text[:40]}"
