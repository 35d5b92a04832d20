"""Programmes and their versions. A version is never changed: what somebody signed up for stays what it was."""

from functools import cached_property
from typing import Self

from django.db import models

from rodfaest.kernel.text import _
from rodfaest.programmes.rules.definition import Definition
from rodfaest.programmes.rules.reading import reread


class Programme(models.Model):
    """A programme by its key, through all its versions."""

    key = models.SlugField("nøgle", max_length=60, unique=True)

    def __str__(self) -> str:
        return self.key

    def newest(self) -> "ProgrammeVersion | None":
        """The version a new cohort takes; None before the first is loaded."""
        return self.versions.newest_first().first()


class ProgrammeVersionQuerySet(models.QuerySet["ProgrammeVersion"]):
    def newest_first(self) -> Self:
        return self.order_by("-number")

    def newest_of_each(self) -> Self:
        """One version of every programme: the one a new cohort takes."""
        newest = ProgrammeVersion.objects.filter(programme=models.OuterRef("programme")).order_by("-number")
        return self.filter(pk=models.Subquery(newest.values("pk")[:1])).order_by("programme__key")


class ProgrammeVersion(models.Model):
    """One text of a programme. A cohort stays with the version it began with, whatever is loaded later."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField("nummer")
    text = models.TextField("definition", help_text="normalised TOML, as `rodfaest programme export` prints it")
    digest = models.CharField("fingeraftryk", max_length=64, help_text="SHA-256 of the text, hexadecimal")
    file_name = models.CharField("fil", max_length=200)
    loaded_on = models.DateField("indlæst")

    objects = ProgrammeVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "number"],
                name="programmes_version_number_once",
                violation_error_message=_("Programmet har allerede en version med det nummer."),
            ),
            models.CheckConstraint(
                condition=models.Q(number__gte=1),
                name="programmes_version_counts_from_one",
                violation_error_message=_("Versioner tælles fra 1."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme} {self.number}"

    @cached_property
    def definition(self) -> Definition:
        """What the version says."""
        return reread(self.text)
