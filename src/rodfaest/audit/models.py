"""Lines that are written once, and the audit's own."""

from typing import Any, NoReturn, Self, TypeVar

from django.db import models

from rodfaest.kernel.models import VisibleQuerySet

Row = TypeVar("Row", bound=models.Model)

NEVER_CHANGED = "such a line is never changed"
NEVER_DELETED = "such a line is never deleted"


class LineQuerySet(VisibleQuerySet[Row]):
    def update(self, **_fields: Any) -> NoReturn:
        raise TypeError(NEVER_CHANGED)

    def delete(self) -> NoReturn:
        raise TypeError(NEVER_DELETED)


class Line(models.Model):
    """A row that is added and then stands: neither changed nor deleted. Its queryset is a `LineQuerySet`."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError(NEVER_CHANGED)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError(NEVER_DELETED)


class AuditLineQuerySet(LineQuerySet["AuditLine"]):
    def on(self, obj: models.Model) -> Self:
        """The lines of one object, oldest first."""
        return self.filter(object_kind=obj._meta.label_lower, object_number=obj.pk).order_by("pk")

    def whats(self) -> list[str]:
        """What happened, oldest first: how a test reads the log."""
        return list(self.order_by("pk").values_list("what", flat=True))


class AuditLine(Line):
    """
    One fact that was written down. A thing stands as it was called then; a person stands by number (`kernel.by_number`)
    and is looked up when the line is read, so whoever is erased is forgotten here too.
    """

    what = models.CharField(max_length=80, help_text="happening as app.fact: enrolment.seat_given")
    actor_kind = models.CharField(max_length=10)
    actor_number = models.BigIntegerField(null=True)
    actor_label = models.CharField(max_length=160)
    object_kind = models.CharField(max_length=80)
    object_number = models.BigIntegerField(null=True)
    object_label = models.CharField(max_length=200)
    detail = models.CharField(max_length=200, blank=True, help_text="from what to what; never anybody's own words")
    on = models.DateField(help_text="the Danish date it was reckoned on, which a demo may have moved")
    at = models.DateTimeField(help_text="the instant by the real clock, UTC")

    objects = AuditLineQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["object_kind", "object_number"], name="audit_line_object")]

    def __str__(self) -> str:
        return f"{self.on} {self.actor_label}: {self.what} {self.object_label}"
